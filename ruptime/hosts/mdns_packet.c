/* SPDX-License-Identifier: ISC */
/*
 * Packets of multicast DNS: the one-shot queries of RFC 6762 section 5.1, and
 * the answers that section 6.7 has for them, which come from anybody on the
 * link.  mdns.c sends and receives them.
 * Pure: no I/O, no clock, no allocation.
 */
#include <sys/types.h>
#include <netinet/in.h>
#include <resolv.h>
#include <string.h>

#include "ruptime/hosts/dnsrr.h"
#include "ruptime/hosts/mdns_packet.h"
#include "ruptime/hosts/mdns_records.h"

/* Where the counts of a header are. */
enum { HEADER_SIZE = 12, COUNT_QUESTIONS = 4, QUESTION_TAIL = 4 };

/* The length of the question written, 0 if it has no room, or -1. */
static int
write_question(uint8_t *at, size_t room, const struct mdns_question *q)
{
	int n;

	if (room < NS_MAXCDNAME + QUESTION_TAIL)
		return 0;
	n = dn_comp(q->name, at, NS_MAXCDNAME, NULL, NULL);
	if (n == -1)
		return -1;
	ns_put16(q->type, at + n);
	ns_put16(ns_c_in, at + n + 2);
	return n + QUESTION_TAIL;
}

size_t
mdns_packet_query(uint8_t packet[static MDNS_QUERY_MAX], uint16_t id,
    const struct mdns_question *q, size_t n, size_t *count)
{
	size_t len = HEADER_SIZE;
	unsigned questions = 0;
	int written;

	memset(packet, 0, HEADER_SIZE);
	ns_put16(id, packet);
	for (*count = 0; *count < n; ++*count) {
		written = write_question(packet + len, MDNS_QUERY_MAX - len,
		    &q[*count]);
		if (written == 0)
			break;
		if (written == -1)
			continue;
		len += (size_t)written;
		questions++;
	}
	ns_put16(questions, packet + COUNT_QUESTIONS);
	return questions > 0 ? len : 0;
}

static bool
is_answer(ns_msg *msg, uint16_t id)
{
	return ns_msg_id(*msg) == id && ns_msg_getflag(*msg, ns_f_qr) != 0 &&
	    ns_msg_getflag(*msg, ns_f_opcode) == ns_o_query &&
	    ns_msg_getflag(*msg, ns_f_rcode) == ns_r_noerror;
}

/* Answers to one-shot queries repeat the question; some leave it out. */
static bool
repeats_our_question(const struct mdns_records *r, ns_msg *msg)
{
	struct dnsrr rr;
	int i, n = ns_msg_count(*msg, ns_s_qd);

	for (i = 0; i < n; i++)
		if (dnsrr_read(msg, ns_s_qd, i, &rr) != DNSRR_READ ||
		    !mdns_records_asks(r, rr.name))
			return false;
	return true;
}

bool
mdns_packet_read(struct mdns_records *r, unsigned link, uint16_t id,
    const uint8_t *packet, size_t len)
{
	static const ns_sect sections[] = { ns_s_an, ns_s_ar };
	enum dnsrr_result result;
	struct dnsrr rr;
	ns_msg msg;
	size_t s;
	int i, n;

	if (!dnsrr_open(&msg, packet, len) || !is_answer(&msg, id) ||
	    !repeats_our_question(r, &msg))
		return false;
	for (s = 0; s < sizeof(sections) / sizeof(sections[0]); s++) {
		n = ns_msg_count(msg, sections[s]);
		for (i = 0; i < n; i++) {
			result = dnsrr_read(&msg, sections[s], i, &rr);
			if (result == DNSRR_BAD)
				return true;
			if (result == DNSRR_READ)
				mdns_records_add(r, &rr, link);
		}
	}
	return true;
}
