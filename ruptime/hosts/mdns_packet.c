/* SPDX-License-Identifier: ISC */
/*
 * Packets of multicast DNS: the one-shot queries of RFC 6762 section 5.1, and
 * the answers that section 6.7 has for them, which come from anybody on the
 * link.  mdns.c sends and receives them.
 * Pure: no I/O, no clock, no allocation.
 */
#include <string.h>

#include "ruptime/hosts/dnsname.h"
#include "ruptime/hosts/dnsrr.h"
#include "ruptime/hosts/mdns_packet.h"
#include "ruptime/hosts/mdns_records.h"

static void
put16(uint8_t *at, unsigned number)
{
	at[0] = (uint8_t)(number >> 8);
	at[1] = (uint8_t)number;
}

/* The length of the question written; 0 where its name is none. */
static size_t
write_question(uint8_t *at, const struct mdns_question *q)
{
	size_t n = dnsname_write(at, q->name);

	if (n == 0)
		return 0;
	put16(at + n, q->type);
	put16(at + n + 2, ns_c_in);
	return n + DNSRR_QUESTION_TAIL;
}

size_t
mdns_packet_query(uint8_t packet[static MDNS_QUERY_MAX], uint16_t id,
    const struct mdns_question *q, size_t n, size_t *count)
{
	size_t len = DNSRR_HEADER_SIZE, written;
	unsigned questions = 0;

	memset(packet, 0, DNSRR_HEADER_SIZE);
	put16(packet, id);
	for (*count = 0; *count < n; ++*count) {
		if (MDNS_QUERY_MAX - len < NS_MAXCDNAME + DNSRR_QUESTION_TAIL)
			break;
		written = write_question(packet + len, &q[*count]);
		if (written == 0)
			continue;
		len += written;
		questions++;
	}
	put16(packet + DNSRR_COUNTS, questions);
	return questions > 0 ? len : 0;
}

static bool
is_answer(const struct dnsrr_message *msg, uint16_t id)
{
	return msg->id == id && msg->is_answer && msg->opcode == ns_o_query &&
	    msg->code == ns_r_noerror;
}

/* Answers to one-shot queries repeat the question; some leave it out. */
static bool
repeats_our_question(const struct mdns_records *r, struct dnsrr_message *msg)
{
	struct dnsrr rr;
	unsigned i, n = msg->count[DNSRR_QUESTION];

	for (i = 0; i < n; i++)
		if (dnsrr_read(msg, DNSRR_QUESTION, i, &rr) != DNSRR_READ ||
		    !mdns_records_asks(r, rr.name))
			return false;
	return true;
}

bool
mdns_packet_read(struct mdns_records *r, unsigned link, uint16_t id,
    const uint8_t *packet, size_t len)
{
	static const enum dnsrr_section sections[] = { DNSRR_ANSWER,
		DNSRR_ADDITIONAL };
	enum dnsrr_result result;
	struct dnsrr rr;
	struct dnsrr_message msg;
	unsigned i, n;
	size_t s;

	if (!dnsrr_open(&msg, packet, len) || !is_answer(&msg, id) ||
	    !repeats_our_question(r, &msg))
		return false;
	for (s = 0; s < sizeof(sections) / sizeof(sections[0]); s++) {
		n = msg.count[sections[s]];
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
