/* SPDX-License-Identifier: ISC */
/*
 * The resolver of the C library, asked for SRV records.  srv.c has it done in a
 * child.  What an answer says is read by srv_answer.c; here it matters only
 * whether another search domain is to be tried.
 */
#include <errno.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

#include "common/dns.h"
#include "ruptime/hosts/dnsname.h"
#include "ruptime/hosts/srv_lookup.h"

/* Of a header, RFC 1035 section 4.1.1. */
enum {
	FLAGS = 2,
	FLAG_ANSWER = 0x80,
	FLAG_CUT = 0x02,
	CODE = 3,
	CODE_MASK = 0xf,
	HEADER_SIZE = 12
};

enum { RETRY_S = 1, TRIES = 4 };

/* A server that can't help has mostly been asked for others, and is in the
 * packet of the last one; anything else in it was none of the library's
 * answers. */
static bool
is_excuse(const uint8_t *packet)
{
	const unsigned code = packet[CODE] & CODE_MASK;

	return (packet[FLAGS] & FLAG_CUT) != 0 ||
	    (code != ns_r_noerror && code != ns_r_nxdomain);
}

/* What was said is in the packet also where the library calls it an error. */
static enum srv_lookup_result
look_up(struct dns *d, struct srv_lookup *l)
{
	int n, why;

	memset(l->packet, 0, HEADER_SIZE);
	errno = 0;
	n = dns_ask(d, l->name, ns_t_srv, l->packet, sizeof(l->packet));
	why = errno;
	if (n > (int)sizeof(l->packet))
		return SRV_LOOKUP_TOO_LONG;
	if (n >= HEADER_SIZE) {
		l->len = (uint32_t)n;
		return SRV_LOOKUP_ANSWER;
	}
	l->len = HEADER_SIZE;
	if ((l->packet[FLAGS] & FLAG_ANSWER) == 0)
		return why == ECONNREFUSED ? SRV_LOOKUP_NO_SERVER :
					     SRV_LOOKUP_UNANSWERED;
	if (why != ENOENT && !is_excuse(l->packet))
		return SRV_LOOKUP_MALFORMED;
	memset(l->packet + FLAGS + 2, 0, HEADER_SIZE - FLAGS - 2);
	return SRV_LOOKUP_ANSWER;
}

static unsigned
code_of(const struct srv_lookup *l)
{
	return l->packet[CODE] & CODE_MASK;
}

/* Of this domain they know nothing, or will not say; of the next they may. */
static bool
is_failure(const struct srv_lookup *l)
{
	return code_of(l) != ns_r_noerror && code_of(l) != ns_r_nxdomain;
}

/* Servers that do not answer will not for the next domain. */
static bool
is_last_word(const struct srv_lookup *l)
{
	if (l->result != SRV_LOOKUP_ANSWER ||
	    (l->packet[FLAGS] & FLAG_CUT) != 0)
		return true;
	return code_of(l) == ns_r_noerror && l->len > HEADER_SIZE;
}

/* The root is no domain of anybody's; resolv.conf names it where there is none.
 * The name has no dot at its end, as names in answers.  What is none, as by a
 * part that is missing or too long, the library would not ask for. */
static bool
append_domain(char name[static NS_MAXDNAME], const char *service,
    const char *domain)
{
	uint8_t wire[NS_MAXCDNAME];
	size_t len = strlen(domain);

	if (len > 0 && domain[len - 1] == '.')
		len--;
	return len > 0 &&
	    snprintf(name, NS_MAXDNAME, "%s.%.*s", service, (int)len, domain) <
	    NS_MAXDNAME &&
	    dnsname_write(wire, name) > 0;
}

/* With the escapes that names in answers have. */
static void
spell(char name[static NS_MAXDNAME])
{
	uint8_t wire[NS_MAXCDNAME];
	size_t at = 0, len = dnsname_write(wire, name);

	if (len > 0)
		(void)dnsname_read(wire, len, &at, name);
}

/* Where no domain has it, one that could not be asked may. */
static void
search(struct dns *d, struct srv_lookup *l, const char *service)
{
	uint8_t failure[HEADER_SIZE] = { 0 };
	const char *domain;
	size_t i;

	l->result = SRV_LOOKUP_NO_DOMAIN;
	for (i = 0; (domain = dns_domain(d, i)) != NULL; i++) {
		if (!append_domain(l->name, service, domain))
			continue;
		l->result = look_up(d, l);
		if (is_last_word(l))
			return;
		if (is_failure(l))
			memcpy(failure, l->packet, FLAGS + 2);
	}
	if (failure[FLAGS] == 0)
		return;
	memcpy(l->packet, failure, sizeof(failure));
	l->len = sizeof(failure);
}

void
srv_lookup(struct srv_lookup *l, const char *service, int search_it)
{
	struct dns *d = dns_open(RETRY_S, TRIES);

	l->result = SRV_LOOKUP_NO_SERVER;
	l->len = 0;
	strlcpy(l->name, service, sizeof(l->name));
	if (d == NULL)
		return;
	if (search_it)
		search(d, l, service);
	else
		l->result = look_up(d, l);
	spell(l->name);
	dns_close(d);
}
