/* SPDX-License-Identifier: ISC */
/*
 * Records out of DNS messages, which may be anybody's and anything.  The
 * decoding, with pointers that loop or lead outside, is that of libresolv;
 * srv_answer.c and mdns_packet.c read with it.
 * Pure: no I/O, no clock, no allocation.
 */
#include <sys/types.h>
#include <netinet/in.h>
#include <limits.h>
#include <resolv.h>
#include <string.h>

#include "ruptime/hosts/dnsrr.h"

/* RFC 6762 section 10.2: in its answers this is no part of the class. */
enum { CACHE_FLUSH = 0x8000 };

/* Behind priority, weight and port; RFC 2782. */
enum { SRV_PORT = 4, SRV_TARGET = 6 };

bool
dnsrr_open(ns_msg *msg, const uint8_t *packet, size_t len)
{
	return len <= NS_MAXMSG && ns_initparse(packet, (int)len, msg) == 0;
}

/* The name that begins skip bytes into the record's data and ends it. */
static bool
read_target(const ns_msg *msg, const ns_rr *raw, size_t skip, char *target)
{
	int n;

	if (ns_rr_rdlen(*raw) <= skip)
		return false;
	n = dn_expand(ns_msg_base(*msg), ns_msg_end(*msg),
	    ns_rr_rdata(*raw) + skip, target, NS_MAXDNAME);
	return n >= 0 && (size_t)n == ns_rr_rdlen(*raw) - skip;
}

static bool
read_address(const ns_rr *raw, size_t len, uint8_t *addr)
{
	if (ns_rr_rdlen(*raw) != len)
		return false;
	memcpy(addr, ns_rr_rdata(*raw), len);
	return true;
}

static enum dnsrr_result
read_data(const ns_msg *msg, const ns_rr *raw, struct dnsrr *rr)
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
			    (uint16_t)ns_get16(ns_rr_rdata(*raw) + SRV_PORT);
		break;
	case ns_t_a:
		good = read_address(raw, 4, rr->addr);
		break;
	case ns_t_aaaa:
		good = read_address(raw, 16, rr->addr);
		break;
	default:
		return DNSRR_OTHER;
	}
	return good ? DNSRR_READ : DNSRR_BAD;
}

enum dnsrr_result
dnsrr_read(ns_msg *msg, ns_sect section, int i, struct dnsrr *rr)
{
	ns_rr raw;

	memset(rr, 0, sizeof(*rr));
	if (ns_parserr(msg, section, i, &raw) == -1)
		return DNSRR_BAD;
	rr->type = (unsigned)ns_rr_type(raw);
	strlcpy(rr->name, raw.name, sizeof(rr->name));
	if ((ns_rr_class(raw) & ~(unsigned)CACHE_FLUSH) != ns_c_in)
		return DNSRR_OTHER;
	if (section == ns_s_qd)
		return DNSRR_READ;
	rr->ttl = (uint32_t)ns_rr_ttl(raw);
	return read_data(msg, &raw, rr);
}
