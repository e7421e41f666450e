/* SPDX-License-Identifier: ISC */
/*
 * Names of DNS, RFC 1035 section 3.1: out of messages and into them, where C
 * libraries disagree on what is one, and as text, without a dot at the end and
 * with escapes for bytes that are not plain.  dnsrr.c, mdns_packet.c and
 * srv_lookup.c read and write them; mdns.c, srv_answer.c and mdns_records.c
 * compare them and judge whose names they may be.
 * Pure: no I/O, no clock, no allocation.
 */
#include <string.h>

#include "ruptime/hosts/dnsname.h"

enum { DNSNAME_LABEL_MAX = 63, DNSNAME_LABELS_MAX = 127, DNSNAME_MAX = 253 };

/* The two highest bits of a label's length: none, or all of them, and then the
 * rest and the next byte are where the name goes on. */
enum { KIND = 0xc0, POINTER = 0xc0 };

/* What does not stand for itself in a zone's file. */
static char *
write_byte(char *out, uint8_t byte)
{
	if (byte <= ' ' || byte > '~') {
		*out++ = '\\';
		*out++ = (char)('0' + byte / 100);
		*out++ = (char)('0' + byte / 10 % 10);
		*out++ = (char)('0' + byte % 10);
		return out;
	}
	if (strchr("\"$().;@\\", byte) != NULL)
		*out++ = '\\';
	*out++ = (char)byte;
	return out;
}

static char *
write_label(char *out, const uint8_t *label, size_t len)
{
	while (len-- > 0)
		out = write_byte(out, *label++);
	return out;
}

bool
dnsname_skip(const uint8_t *packet, size_t len, size_t *at)
{
	size_t label;

	while (*at < len) {
		label = packet[*at];
		if ((label & KIND) == POINTER) {
			*at += 2;
			return *at <= len;
		}
		if ((label & KIND) != 0)
			return false;
		*at += 1 + label;
		if (label == 0)
			return true;
	}
	return false;
}

/* Each pointer leads to before the part of the name that it ends, and there are
 * no more than a name has parts, so that they come to an end soon. */
bool
dnsname_read(const uint8_t *packet, size_t len, size_t *at,
    char name[static NS_MAXDNAME])
{
	size_t part = *at, p = *at, label, total = 1, pointers = 0;
	char *out = name;

	if (!dnsname_skip(packet, len, at))
		return false;
	while (p < len && (label = packet[p]) != 0) {
		if ((label & KIND) == POINTER && p + 1 < len) {
			p = (label & ~(size_t)KIND) << 8 | packet[p + 1];
			if (p >= part || ++pointers > DNSNAME_LABELS_MAX)
				return false;
			part = p;
			continue;
		}
		total += 1 + label;
		if (label > DNSNAME_LABEL_MAX || label >= len - p ||
		    total > NS_MAXCDNAME)
			return false;
		if (out > name)
			*out++ = '.';
		out = write_label(out, packet + p + 1, label);
		p += 1 + label;
	}
	*out = '\0';
	return p < len;
}

static bool
is_digit(char c)
{
	return c >= '0' && c <= '9';
}

/* The byte that stands at *p, escaped or not; -1 where it is no byte. */
static int
read_byte(const char **p)
{
	const bool escaped = **p == '\\';
	int i, byte = 0;

	*p += escaped;
	if (!escaped || !is_digit(**p)) {
		byte = (uint8_t)(*p)[0];
		*p += byte != 0;
		return byte != 0 ? byte : -1;
	}
	for (i = 0; i < 3; i++) {
		if (!is_digit(**p))
			return -1;
		byte = byte * 10 + (*(*p)++ - '0');
	}
	return byte <= UINT8_MAX ? byte : -1;
}

/* The length of the label that begins at *p and goes into out; 0 where it is
 * none. */
static size_t
read_label(uint8_t out[static DNSNAME_LABEL_MAX], const char **p)
{
	size_t len = 0;
	int byte;

	while (**p != '\0' && **p != '.') {
		byte = read_byte(p);
		if (byte == -1 || len == DNSNAME_LABEL_MAX)
			return 0;
		out[len++] = (uint8_t)byte;
	}
	return len;
}

size_t
dnsname_write(uint8_t out[static NS_MAXCDNAME], const char *name)
{
	uint8_t label[DNSNAME_LABEL_MAX];
	size_t len, at = 0;

	while (*name != '\0') {
		len = read_label(label, &name);
		if (len == 0 || at + 1 + len >= NS_MAXCDNAME)
			return 0;
		out[at] = (uint8_t)len;
		memcpy(out + at + 1, label, len);
		at += 1 + len;
		if (*name == '.')
			name++;
	}
	out[at++] = 0;
	return at;
}

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
