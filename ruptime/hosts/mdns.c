/* SPDX-License-Identifier: ISC */
/*
 * Who on the local network says that it has the service: DNS-SD, RFC 6763, by
 * one-shot queries of multicast DNS.  sources.c calls it.  It asks twice, since
 * packets get lost, and for what the answers lack, and listens for a second.
 * It never joins the group of the responders, nor answers.
 */
#include <sys/socket.h>
#include <arpa/inet.h>
#include <arpa/nameser.h>
#include <errno.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>

#include "common/clock.h"
#include "common/log.h"
#include "ruptime/hosts/dnsname.h"
#include "ruptime/hosts/found.h"
#include "ruptime/hosts/mdns.h"
#include "ruptime/hosts/mdns_link.h"
#include "ruptime/hosts/mdns_packet.h"
#include "ruptime/hosts/mdns_records.h"
#include "ruptime/hosts/source.h"
#include "ruptime/options.h"

/* Responders wait for up to 120 ms, lest all speak at once: RFC 6762 section 6.
 * At each pause but the first something may be asked for again. */
enum { PAUSE_MS = 200, PAUSES = 5, SECOND_QUERY = 2 };

/* What is asked in addition, by each link at each pause. */
enum { QUESTIONS_MAX = 512 };

enum { PACKET_MAX = 65535 };

struct search {
	const char *service;
	struct mdns_links links;
	struct mdns_records *records;
	struct pollfd *poll;
	uint8_t packet[PACKET_MAX];
};

/* Returns whether anything could be sent. */
static bool
ask(const struct mdns_link *link, const struct mdns_question *q, size_t n)
{
	uint8_t packet[MDNS_QUERY_MAX];
	bool sent = false;
	size_t len, count;

	while (n > 0) {
		len = mdns_packet_query(packet, link->id, q, n, &count);
		if (len > 0 && mdns_link_send(link, packet, len) == 0)
			sent = true;
		else if (len > 0)
			log_debug("mDNS by %s, IPv%c: %s", link->name,
			    link->family == AF_INET ? '4' : '6',
			    strerror(errno));
		q += count;
		n -= count;
	}
	return sent;
}

static bool
ask_for_service(struct search *s)
{
	const struct mdns_question q = { s->service, ns_t_ptr };
	bool sent = false;
	size_t i;

	for (i = 0; i < s->links.count; i++)
		sent |= ask(&s->links.v[i], &q, 1);
	return sent;
}

static void
ask_for_missing(struct search *s)
{
	struct mdns_question q[QUESTIONS_MAX];
	size_t i, n;

	for (i = 0; i < s->links.count; i++) {
		n = mdns_records_missing(s->records, s->links.v[i].index, q,
		    QUESTIONS_MAX);
		(void)ask(&s->links.v[i], q, n);
	}
}

/* All that has come by a link, though not for longer than the time lasts. */
static void
receive(struct search *s, const struct mdns_link *link, int64_t end_ms)
{
	ssize_t n;

	do {
		n = mdns_link_receive(&s->links, link, s->packet,
		    sizeof(s->packet));
		if (n > 0)
			(void)mdns_packet_read(s->records, link->index,
			    link->id, s->packet, (size_t)n);
	} while ((n != -1 || errno == EINTR) && clock_ms() < end_ms);
}

static void
listen_until(struct search *s, int64_t end_ms)
{
	int64_t left_ms;
	size_t i;

	while ((left_ms = end_ms - clock_ms()) > 0) {
		if (poll(s->poll, s->links.count, (int)left_ms) <= 0)
			continue;
		for (i = 0; i < s->links.count; i++)
			if (s->poll[i].revents != 0)
				receive(s, &s->links.v[i], end_ms);
	}
}

/* False where nobody could be asked. */
static bool
search(struct search *s, struct found *f)
{
	int64_t start_ms = clock_ms();
	size_t i;

	for (i = 0; i < s->links.count; i++)
		s->poll[i] =
		    (struct pollfd){ .fd = s->links.v[i].fd, .events = POLLIN };
	if (!ask_for_service(s))
		return found_fail(f, "it cannot be asked for: %s",
		    strerror(errno));
	for (i = 1; i < PAUSES; i++) {
		listen_until(s, start_ms + (int64_t)i * PAUSE_MS);
		if (i == SECOND_QUERY)
			(void)ask_for_service(s);
		ask_for_missing(s);
	}
	listen_until(s, start_ms + (int64_t)PAUSES * PAUSE_MS);
	if (mdns_records_is_full(s->records))
		log_info("%s: more answers came than are kept", s->service);
	return true;
}

/* A name of several labels would pass for one of DNS without its end, and a
 * number for an address. */
static void
show_name(char *name, size_t size, const char *target)
{
	const char *dot = strchr(target, '.');
	struct in_addr in;

	strlcpy(name, target, size);
	if (dot != NULL && dnsname_cmp(dot + 1, "local") == 0)
		name[dot - target] = '\0';
	if (inet_aton(name, &in) == 1)
		strlcpy(name, target, size);
}

static union found_address
make_address(const struct mdns_address *a, uint16_t port, unsigned link)
{
	union found_address address;

	memset(&address, 0, sizeof(address));
	if (a->family == AF_INET) {
		address.in.sin_family = AF_INET;
		address.in.sin_port = htons(port);
		memcpy(&address.in.sin_addr, a->bytes,
		    sizeof(address.in.sin_addr));
		return address;
	}
	address.in6.sin6_family = AF_INET6;
	address.in6.sin6_port = htons(port);
	memcpy(&address.in6.sin6_addr, a->bytes, sizeof(address.in6.sin6_addr));
	if (IN6_IS_ADDR_LINKLOCAL(&address.in6.sin6_addr))
		address.in6.sin6_scope_id = link;
	return address;
}

static bool
is_last(const struct found *f, const char *name, uint16_t port)
{
	return f->count > 0 && f->v[f->count - 1].port == port &&
	    strcmp(f->v[f->count - 1].name, name) == 0;
}

static bool
add_host(void *arg, const struct mdns_service *s)
{
	union found_address addresses[MDNS_ADDRESSES_MAX];
	char name[NS_MAXDNAME];
	struct found *f = arg;
	size_t i;

	show_name(name, sizeof(name), s->target);
	log_debug("%s, port %u: instance %s", name, (unsigned)s->port,
	    s->instance);
	if (s->address_count == 0) {
		log_debug("%s: no address came with it: passed over", name);
		return true;
	}
	if (f->count == MDNS_HOSTS_MAX && !is_last(f, name, s->port)) {
		log_info("only the first %d hosts are taken", MDNS_HOSTS_MAX);
		return false;
	}
	for (i = 0; i < s->address_count; i++)
		addresses[i] = make_address(&s->addresses[i], s->port, s->link);
	return found_add(f, name, s->target, s->port, addresses,
	    s->address_count);
}

bool
mdns_find(const struct source *s, const struct options *o, struct found *f)
{
	struct search *se = calloc(1, sizeof(*se));
	bool asked = false;

	if (se == NULL)
		return found_fail(f, "out of memory");
	se->service = s->name;
	if (mdns_links_open(&se->links, s->zone, o->family, f)) {
		se->records = mdns_records_new(s->name, o->family);
		se->poll = calloc(se->links.count, sizeof(*se->poll));
		if (se->records == NULL || se->poll == NULL)
			found_fail(f, "out of memory");
		else
			asked = search(se, f);
	}
	if (asked) {
		found_fail(f, "nobody on the local network answers");
		if (!mdns_records_each(se->records, add_host, f))
			found_fail(f, "out of memory");
	}
	mdns_links_close(&se->links);
	mdns_records_free(se->records);
	free(se->poll);
	free(se);
	return f->count > 0;
}
