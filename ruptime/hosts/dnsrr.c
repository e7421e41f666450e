/* SPDX-License-Identifier: ISC */
/*
 * Records out of DNS messages, RFC 1035 section 4, which may be anybody's and
 * anything; srv_answer.c and mdns_packet.c read with it.  Of the C library only
 * constants are used, so that no two take different messages.
 * Pure: no I/O, no clock, no allocation.
 */
#include <string.h>

#include "ruptime/hosts/dnsname.h"
#include "ruptime/hosts/dnsrr.h"

/* RFC 6762 section 10.2: in its answers this is no part of the class. */
enum { CACHE_FLUSH = 0x8000 };

/* Behind priority, weight and port; RFC 2782. */
enum { SRV_PORT = 4, SRV_TARGET = 6 };

/* Of a header: where its flags are, and their parts. */
enum {
	FLAGS = 2,
	FLAG_ANSWER = 0x8000,
	FLAG_CUT = 0x0200,
	OPCODE_SHIFT = 11,
	CODE_MASK = 0xf
};

/* Behind the name of a record, the type first. */
enum { CLASS = 2, TTL = 4, DATA_LEN = 8, TAIL = 10 };

/* A record without its names. */
struct raw {
	unsigned type;
	unsigned class;
	uint32_t ttl;
	size_t data, len; /* where its data is */
};

static unsigned
get16(const uint8_t *p)
{
	return (unsigned)p[0] << 8 | p[1];
}

/* What is at msg->at, which then is behind it; false where the message ends
 * before that. */
static bool
read_raw(struct dnsrr_message *msg, enum dnsrr_section section, struct raw *raw)
{
	const size_t tail =
	    section == DNSRR_QUESTION ? DNSRR_QUESTION_TAIL : TAIL;
	const uint8_t *p;

	memset(raw, 0, sizeof(*raw));
	if (!dnsname_skip(msg->packet, msg->len, &msg->at) ||
	    msg->at > msg->len || msg->len - msg->at < tail)
		return false;
	p = msg->packet + msg->at;
	msg->at += tail;
	raw->type = get16(p);
	raw->class = get16(p + CLASS);
	if (section == DNSRR_QUESTION)
		return true;
	raw->ttl = (uint32_t)get16(p + TTL) << 16 | get16(p + TTL + 2);
	raw->data = msg->at;
	raw->len = get16(p + DATA_LEN);
	if (msg->len - msg->at < raw->len)
		return false;
	msg->at += raw->len;
	return true;
}

static void
read_header(struct dnsrr_message *msg)
{
	const unsigned flags = get16(msg->packet + FLAGS);
	unsigned s;

	msg->id = (uint16_t)get16(msg->packet);
	msg->is_answer = (flags & FLAG_ANSWER) != 0;
	msg->is_cut = (flags & FLAG_CUT) != 0;
	msg->opcode = flags >> OPCODE_SHIFT & CODE_MASK;
	msg->code = flags & CODE_MASK;
	for (s = 0; s < DNSRR_SECTIONS; s++)
		msg->count[s] =
		    get16(msg->packet + DNSRR_COUNTS + 2 * (size_t)s);
}

bool
dnsrr_open(struct dnsrr_message *msg, const uint8_t *packet, size_t len)
{
	struct raw raw;
	unsigned s, i;

	if (len < DNSRR_HEADER_SIZE || len > NS_MAXMSG)
		return false;
	*msg = (struct dnsrr_message){ .packet = packet,
		.len = len,
		.at = DNSRR_HEADER_SIZE };
	read_header(msg);
	for (s = 0; s < DNSRR_SECTIONS; s++) {
		msg->start[s] = msg->at;
		for (i = 0; i < msg->count[s]; i++)
			if (!read_raw(msg, (enum dnsrr_section)s, &raw))
				return false;
	}
	return msg->at == len;
}

/* The name that begins skip bytes into the record's data and ends it. */
static bool
read_target(const struct dnsrr_message *msg, const struct raw *raw, size_t skip,
    char target[static NS_MAXDNAME])
{
	size_t at = raw->data + skip;

	return raw->len > skip &&
	    dnsname_read(msg->packet, msg->len, &at, target) &&
	    at == raw->data + raw->len;
}

static bool
read_address(const struct dnsrr_message *msg, const struct raw *raw, size_t len,
    uint8_t *addr)
{
	if (raw->len != len)
		return false;
	memcpy(addr, msg->packet + raw->data, len);
	return true;
}

static enum dnsrr_result
read_data(const struct dnsrr_message *msg, const struct raw *raw,
    struct dnsrr *rr)
{
	bool good;

	switch (rr->type) {
	case ns_t_ptr:
	case ns_t_cname:
		good = read_target(msg, raw, 0, rr->target);
		break;
	case ns_t_srv:
		good = read_target(msg, raw, SRV_TARGET, rr->target);
		if (good)
			rr->port =
			    (uint16_t)get16(msg->packet + raw->data + SRV_PORT);
		break;
	case ns_t_a:
		good = read_address(msg, raw, 4, rr->addr);
		break;
	case ns_t_aaaa:
		good = read_address(msg, raw, 16, rr->addr);
		break;
	default:
		return DNSRR_OTHER;
	}
	return good ? DNSRR_READ : DNSRR_BAD;
}

enum dnsrr_result
dnsrr_read(struct dnsrr_message *msg, enum dnsrr_section section, unsigned i,
    struct dnsrr *rr)
{
	struct raw raw;
	size_t at;

	memset(rr, 0, sizeof(*rr));
	if (i == 0)
		msg->at = msg->start[section];
	at = msg->at;
	if (!dnsname_read(msg->packet, msg->len, &at, rr->name) ||
	    !read_raw(msg, section, &raw))
		return DNSRR_BAD;
	rr->type = raw.type;
	if ((raw.class & ~(unsigned)CACHE_FLUSH) != ns_c_in)
		return DNSRR_OTHER;
	if (section == DNSRR_QUESTION)
		return DNSRR_READ;
	rr->ttl = raw.ttl;
	return read_data(msg, &raw, rr);
}
