/* SPDX-License-Identifier: ISC */
/*
 * Packets of DNS, multicast or not, under libFuzzer. The input is packets, each
 * behind its length in two bytes; all of them are answers of multicast DNS, the
 * first is one of a name server too. Whatever comes of them is within bounds
 * and fit to be asked, whichever packet came first; and what is read of a
 * packet is what glibc's libresolv reads.
 */
#include <sys/types.h>
#include <sys/socket.h>
#include <netinet/in.h>
#include <resolv.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include "ruptime/hosts/dnsname.h"
#include "ruptime/hosts/dnsrr.h"
#include "ruptime/hosts/mdns_packet.h"
#include "ruptime/hosts/mdns_records.h"
#include "ruptime/hosts/srv_answer.c"
#include "tests/fuzz/check.h"

#define SERVICE "_ruptime._tcp.local"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void
check_host(const char *host)
{
	static const char plain[] = "abcdefghijklmnopqrstuvwxyz0123456789"
				    "ABCDEFGHIJKLMNOPQRSTUVWXYZ._-";

	CHECK(host[0] != '\0' && host[0] != '-' && host[0] != '.');
	CHECK(host[strspn(host, plain)] == '\0');
	CHECK(strlen(host) <= 253 && strstr(host, "..") == NULL);
}

static bool
check_service(void *arg, const struct mdns_service *s)
{
	size_t *count = arg, i;

	++*count;
	check_host(s->target);
	CHECK(s->port != 0 && s->link < 2);
	CHECK(dnsname_is_below(s->instance, SERVICE));
	CHECK(dnsname_is_below(s->target, "local"));
	CHECK(s->address_count <= MDNS_ADDRESSES_MAX);
	for (i = 0; i < s->address_count; i++)
		CHECK(s->addresses[i].family == AF_INET ||
		    s->addresses[i].family == AF_INET6);
	return true;
}

/* What is asked in addition is a packet of ours, and no answer. */
static void
check_missing(struct mdns_records *r)
{
	struct mdns_question q[64];
	uint8_t query[MDNS_QUERY_MAX];
	size_t i, n = mdns_records_missing(r, 0, q, 64), count, len;
	ns_msg msg;

	CHECK(n <= 64);
	for (i = 0; i < n; i += count) {
		len = mdns_packet_query(query, 1, q + i, n - i, &count);
		CHECK(count > 0 && len <= sizeof(query));
		if (len == 0)
			continue;
		CHECK(ns_initparse(query, (int)len, &msg) == 0);
		CHECK(ns_msg_count(msg, ns_s_qd) > 0);
		CHECK(!mdns_packet_read(r, 0, 1, query, len));
	}
}

/* False where no more is to be read: it takes names that lead ahead. */
static bool
check_record(struct dnsrr_message *msg, ns_msg *theirs, ns_sect section,
    unsigned i)
{
	struct dnsrr rr;
	uint8_t wire[NS_MAXCDNAME];
	ns_rr raw;

	if (dnsrr_read(msg, (enum dnsrr_section)section, i, &rr) == DNSRR_BAD)
		return false;
	CHECK(ns_parserr(theirs, section, (int)i, &raw) == 0);
	CHECK(strcmp(raw.name, rr.name) == 0);
	CHECK(ns_rr_type(raw) == rr.type);
	CHECK(dnsname_write(wire, rr.name) > 0);
	if (rr.target[0] == '\0')
		return true;
	CHECK(dn_expand(ns_msg_base(*theirs), ns_msg_end(*theirs),
		  ns_rr_rdata(raw) + (rr.type == ns_t_srv ? 6 : 0), raw.name,
		  sizeof(raw.name)) > 0);
	CHECK(strcmp(raw.name, rr.target) == 0);
	CHECK(rr.type != ns_t_srv || ns_get16(ns_rr_rdata(raw) + 4) == rr.port);
	return true;
}

static void
check_as_libresolv(const uint8_t *packet, size_t len)
{
	struct dnsrr_message msg;
	unsigned section, i;
	ns_msg theirs;
	bool good = dnsrr_open(&msg, packet, len);

	CHECK(good == (ns_initparse(packet, (int)len, &theirs) == 0));
	if (!good)
		return;
	CHECK(msg.is_answer == (ns_msg_getflag(theirs, ns_f_qr) != 0));
	CHECK(msg.is_cut == (ns_msg_getflag(theirs, ns_f_tc) != 0));
	CHECK(msg.opcode == (unsigned)ns_msg_getflag(theirs, ns_f_opcode));
	CHECK(msg.code == (unsigned)ns_msg_getflag(theirs, ns_f_rcode));
	for (section = 0; section < DNSRR_SECTIONS; section++)
		for (i = 0; i < msg.count[section]; i++)
			if (!check_record(&msg, &theirs, (ns_sect)section, i))
				return;
}

static size_t
next_packet(const uint8_t **data, const uint8_t *end)
{
	size_t len, left = (size_t)(end - *data);

	if (left < 2)
		return 0;
	len = (size_t)(*data)[0] << 8 | (*data)[1];
	*data += 2;
	return len < left - 2 ? len : left - 2;
}

/* Its own id is expected, so that it gets further. */
static void
read_mdns(struct mdns_records *r, unsigned link, const uint8_t *packet,
    size_t len)
{
	uint16_t id = len >= 2 ? (uint16_t)(packet[0] << 8 | packet[1]) : 0;

	(void)mdns_packet_read(r, link, id, packet, len);
}

static void
read_srv(const uint8_t *packet, size_t len)
{
	struct srv_answer a;
	enum srv_answer_result result;
	size_t i;

	result = srv_answer_read(&a, SERVICE, packet, len);
	CHECK((result == SRV_ANSWER_HOSTS) == (a.count > 0) ||
	    result == SRV_ANSWER_BAD);
	for (i = 0; i < a.count; i++) {
		check_host(a.targets[i].host);
		CHECK(a.targets[i].port != 0);
		if (i > 0 && result == SRV_ANSWER_HOSTS)
			CHECK(
			    compare_srv(&a.targets[i - 1], &a.targets[i]) < 0);
	}
	srv_answer_free(&a);
}

/* From the first packet on or, by another way round, to it. */
static size_t
read_all(const uint8_t *data, size_t size, bool turned)
{
	struct mdns_records *r = mdns_records_new(SERVICE, AF_UNSPEC);
	const uint8_t *at, *end = data + size, *packets[16];
	size_t i, n = 0, count = 0, lens[16];

	CHECK(r != NULL);
	for (at = data; n < 16 && end - at >= 2; n++) {
		lens[n] = next_packet(&at, end);
		packets[n] = at;
		at += lens[n];
	}
	for (i = 0; i < n; i++) {
		size_t k = turned ? n - 1 - i : i;

		check_as_libresolv(packets[k], lens[k]);
		read_mdns(r, k % 2, packets[k], lens[k]);
	}
	check_missing(r);
	CHECK(mdns_records_each(r, check_service, &count));
	if (mdns_records_is_full(r))
		count = 0;
	mdns_records_free(r);
	if (n > 0)
		read_srv(packets[0], lens[0]);
	return count;
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	CHECK(read_all(data, size, false) == read_all(data, size, true));
	return 0;
}
