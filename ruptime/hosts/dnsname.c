/* SPDX-License-Identifier: ISC */
/*
 * Names of DNS, as dn_expand(3) writes them: without a dot at the end, and
 * with escapes for bytes that are not plain.  mdns.c, srv_answer.c
 * and mdns_records.c compare them and judge whose names they may be.
 * Pure: no I/O, no clock, no allocation.
 */
#include <string.h>

#include "ruptime/hosts/dnsname.h"

enum { DNSNAME_LABEL_MAX = 63, DNSNAME_MAX = 253 };

static unsigned char
lower(char c)
{
	return (unsigned char)(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c);
}

int
dnsname_cmp(const char *a, const char *b)
{
	while (*a != '\0' && lower(*a) == lower(*b)) {
		a++;
		b++;
	}
	return lower(*a) - lower(*b);
}

bool
dnsname_is_below(const char *name, const char *zone)
{
	size_t len = strlen(name), zone_len = strlen(zone), at, slashes = 0;

	if (len < zone_len + 2)
		return false;
	at = len - zone_len - 1;
	if (name[at] != '.' || dnsname_cmp(name + at + 1, zone) != 0)
		return false;
	while (slashes < at && name[at - 1 - slashes] == '\\')
		slashes++;
	return slashes % 2 == 0;
}

static bool
is_plain(char c)
{
	c = (char)lower(c);
	return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' ||
	    c == '_';
}

bool
dnsname_is_host(const char *name)
{
	size_t i, label = 0;

	for (i = 0; name[i] != '\0'; i++) {
		if (name[i] == '.') {
			if (label == 0)
				return false;
			label = 0;
			continue;
		}
		if (!is_plain(name[i]) || (label == 0 && name[i] == '-') ||
		    ++label > DNSNAME_LABEL_MAX)
			return false;
	}
	return label > 0 && i <= DNSNAME_MAX;
}
