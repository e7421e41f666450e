/* SPDX-License-Identifier: ISC */
/*
 * The sources of a list, asked one after the other.  targets.c calls it when
 * all that was named has been read, so that nobody is asked where a character
 * is wrong.
 */
#include <netdb.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "common/hostport.h"
#include "common/log.h"
#include "common/net.h"
#include "common/transient.h"
#include "ruptime/hosts/mdns.h"
#include "ruptime/hosts/netgroup.h"
#include "ruptime/hosts/omission.h"
#include "ruptime/hosts/sources.h"
#include "ruptime/hosts/srv.h"

/* What all that is done for one source needs. */
struct asking {
	struct sources *sources;
	struct hostlist *list;
	const struct options *options;
	const struct sourcelist_item *item;
	bool by_default;
	size_t named; /* by it, and taken */
};

static const char *const services[] = {
	[SOURCE_SRV] = "DNS",
	[SOURCE_MDNS] = "mDNS",
};

const char *
sources_judge(const void *arg, const struct source *s, bool in_file)
{
	const struct options *o = arg;

	switch (s->kind) {
	case SOURCE_NETWORK:
		if (o->wait)
			return "-w waits for hosts that are there, and a "
			       "network is searched for them";
		if (o->family != AF_UNSPEC &&
		    (o->family == AF_INET) != s->network.net.ipv4)
			return s->network.net.ipv4 ? "IPv4, and -6 was given" :
						     "IPv6, and -4 was given";
		return NULL;
	case SOURCE_NETGROUP:
		return NULL;
	case SOURCE_SRV:
	case SOURCE_MDNS:
		/* Whoever answers would choose the words of a command. */
		if (o->command != NULL && in_file)
			return "for -e name the service on the command line";
		return NULL;
	}
	return NULL;
}

static bool
is_searched(const struct sourcelist_item *item)
{
	return item->source.kind == SOURCE_NETWORK;
}

/* Its number from 1; 0 where there is no memory or there are too many. */
static uint16_t
add_origin(struct sources *ss, const struct origin *origin)
{
	struct origin *grown;
	size_t n;

	if (ss->count == UINT16_MAX)
		return 0;
	if (ss->count == ss->size) {
		n = ss->size * 2 + 16;
		grown = reallocarray(ss->v, n, sizeof(*grown));
		if (grown == NULL)
			return 0;
		ss->v = grown;
		ss->size = n;
	}
	ss->v[ss->count++] = *origin;
	return (uint16_t)ss->count;
}

/* A name that is passed over is no reason to give up on the others. */
static void
add_name(struct asking *a, const char *name, const char *port, uint16_t origin)
{
	const char *why = hostlist_add_found(a->list, name, port,
	    a->item->excluded ? a->item->exclusion : origin, a->item->excluded);

	if (why == NULL)
		a->named++;
	else if (a->by_default)
		log_debug("%s: %s: %s", a->item->where, name, why);
	else
		log_warnx("%s: %s: %s", a->item->where, name, why);
}

/* A service says its ports; what is excluded is so at any. */
static const char *
port_of(const struct asking *a, const struct found_host *h, char buf[static 6])
{
	if (h->port == 0)
		return a->item->source.port;
	if (h->port == a->options->port || a->item->excluded)
		return "";
	snprintf(buf, 6, "%u", h->port);
	return buf;
}

/* Take over what of h came with addresses. */
static uint16_t
origin_of(struct asking *a, struct found_host *h, uint16_t common)
{
	struct origin own = { .item = a->item, .host = *h };
	uint16_t origin = common;

	if (h->address_count > 0 && !a->item->excluded) {
		origin = add_origin(a->sources, &own);
		if (origin != 0) {
			a->sources->v[origin - 1].host.name = NULL;
			*h = (struct found_host){ .name = h->name,
				.port = h->port };
		}
	}
	return origin;
}

static bool
add_found(struct asking *a, struct found *f)
{
	const struct origin all = { .item = a->item };
	uint16_t origin, common = add_origin(a->sources, &all);
	char port[6];
	bool meant;
	size_t i, count;

	for (i = 0; i < f->count; i++) {
		meant =
		    !a->item->excluded && omission_is_meant(a->list, &f->v[i]);
		count = hostlist_count(a->list);
		origin = origin_of(a, &f->v[i], common);
		if (origin == 0)
			return false;
		add_name(a, f->v[i].name, port_of(a, &f->v[i], port), origin);
		/* Who is on the link can't have left out whom the user names.
		 */
		if (meant && hostlist_count(a->list) > count)
			omission_make(a->list, &f->v[i]);
	}
	return true;
}

/* Where the addresses of a network have no interface that leads to them. */
static bool
lacks_interface(struct asking *a)
{
	const struct network *n = &a->item->source.network;
	char address[NETWORK_TEXT_MAX];
	const char *zone = net_missing_zone(network_get(n, 0, address));

	if (a->options->command != NULL)
		return false;
	if (zone != NULL)
		log_warnx("%s: there is no interface %s", a->item->where, zone);
	else if (network_lacks_zone(n))
		log_warnx("%s: a link-local network needs its interface, as in "
			  "fe80::%%eth0/120",
		    a->item->where);
	else
		return false;
	a->sources->lacking = true;
	return true;
}

static bool
add_network(struct asking *a)
{
	const struct source *s = &a->item->source;
	const struct origin all = { .item = a->item };
	uint16_t origin = add_origin(a->sources, &all);
	char address[NETWORK_TEXT_MAX];
	uint64_t i;

	for (i = 0; i < s->network.count && origin != 0; i++)
		add_name(a, network_get(&s->network, i, address), s->port,
		    origin);
	return origin != 0;
}

/* What takes seconds is said on a terminal meanwhile, in a line that goes away
 * again. */
static bool
find(const struct asking *a, struct found *f)
{
	const struct source *s = &a->item->source;
	char text[sizeof("asking ") + SOURCE_TEXT_MAX];
	bool good = false, shown;

	snprintf(text, sizeof(text), "asking %s", s->name);
	shown = transient_show(text);
	switch (s->kind) {
	case SOURCE_NETGROUP:
		good = netgroup_find(s, a->options, f);
		break;
	case SOURCE_SRV:
		good = srv_find(s, a->options, f);
		break;
	case SOURCE_MDNS:
		good = mdns_find(s, a->options, f);
		break;
	case SOURCE_NETWORK:
		break;
	}
	if (shown)
		transient_hide();
	return good;
}

static void
note_named(struct asking *a, const struct found *f)
{
	const struct source *s = &a->item->source;
	char *told = a->sources->told;
	size_t len = strlen(told);

	if (!a->by_default || a->named == 0)
		return;
	snprintf(told + len, sizeof(a->sources->told) - len,
	    "%s%zu host%s of %s (%s)", len > 0 ? ", " : "", a->named,
	    a->named == 1 ? "" : "s",
	    s->kind == SOURCE_MDNS ? "the local network" :
		f->via[0] != '\0'  ? f->via :
				     s->name,
	    services[s->kind]);
}

static void
say_why(const struct asking *a, const struct found *f)
{
	if (a->by_default)
		log_debug("%s: %s", a->item->where, f->why);
	else
		log_warnx("%s: %s", a->item->where, f->why);
}

/* False where nobody may be asked. */
static bool
ask(struct asking *a)
{
	struct found f;
	bool good;

	if (is_searched(a->item)) {
		good =
		    a->item->excluded || lacks_interface(a) || add_network(a);
		if (!good)
			log_warnx("%s: out of memory", a->item->where);
		return good;
	}
	found_init(&f);
	good = find(a, &f);
	if (!good) {
		say_why(a, &f);
		/* Whom it would have named might be asked. */
		good = !a->item->excluded;
		a->sources->lacking = true;
	} else {
		good = add_found(a, &f);
		if (!good)
			log_warnx("%s: out of memory", a->item->where);
		note_named(a, &f);
	}
	found_fini(&f);
	return good;
}

/* Networks come last: a search is not to hold up what is listed. */
bool
sources_ask(struct sources *ss, struct hostlist *list, const struct options *o,
    bool by_default)
{
	const struct sourcelist *all = hostlist_sources(list);
	struct asking a = { .sources = ss,
		.list = list,
		.options = o,
		.by_default = by_default };
	bool searched = false;
	size_t i;

	do {
		for (i = 0; i < all->count; i++) {
			a.item = &all->v[i];
			a.named = 0;
			if (is_searched(a.item) == searched && !ask(&a))
				return false;
		}
		searched = !searched;
	} while (searched);
	return true;
}

/* The address of k with its port; false where it is none. */
static bool
known_address(const struct sources_known *k, union found_address *address)
{
	const struct addrinfo hints = { .ai_socktype = SOCK_STREAM,
		.ai_flags = AI_NUMERICHOST | AI_NUMERICSERV };
	struct addrinfo *list;
	char port[6];
	bool fits;

	snprintf(port, sizeof(port), "%u", k->port);
	if (k->port == 0 || k->address == NULL ||
	    getaddrinfo(k->address, port, &hints, &list) != 0)
		return false;
	fits = list->ai_addrlen <= sizeof(*address);
	if (fits)
		memcpy(address, list->ai_addr, list->ai_addrlen);
	freeaddrinfo(list);
	return fits;
}

/* As it is listed, so that it is left out like the others. */
static void
exclude(struct hostlist *list, const struct sources_known *k)
{
	char text[HOSTPORT_TEXT_MAX];

	(void)hostlist_exclude(list, hostport_at(text, k->name, k->port, 0));
}

void
sources_add_known(struct sources *ss, struct hostlist *list,
    const struct sources_known *k)
{
	struct origin origin = { .item = NULL };
	const size_t count = hostlist_count(list);
	union found_address address;
	uint16_t number;

	if (!known_address(k, &address))
		return;
	origin.host = (struct found_host){ .name = strdup(k->found_as),
		.host = strdup(k->address),
		.port = k->port,
		.addresses = malloc(sizeof(address)),
		.address_count = 1 };
	if (origin.host.name != NULL && origin.host.host != NULL &&
	    origin.host.addresses != NULL &&
	    (number = add_origin(ss, &origin)) != 0) {
		origin.host.addresses[0] = address;
		/* The source would have left it out by its address. */
		if (hostlist_add_known(list, k->name, k->port, number) ==
			NULL &&
		    hostlist_leaves_out(list, k->address, k->port))
			exclude(list, k);
		ss->known += hostlist_count(list) - count;
		return;
	}
	free(origin.host.name);
	free(origin.host.host);
	free(origin.host.addresses);
}

const struct origin *
sources_origin(const struct sources *ss, const struct hostlist_host *host)
{
	return host->origin == 0 ? NULL : &ss->v[host->origin - 1];
}

void
sources_fini(struct sources *ss)
{
	size_t i;

	for (i = 0; i < ss->count; i++) {
		free(ss->v[i].host.name);
		free(ss->v[i].host.host);
		free(ss->v[i].host.addresses);
	}
	free(ss->v);
	*ss = (struct sources){ 0 };
}
