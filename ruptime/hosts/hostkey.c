/* SPDX-License-Identifier: ISC */
/*
 * What two spellings of one host have in common.  hostset.c keeps each key
 * once.
 * Pure: no I/O, no clock, no allocation, no locale.
 */
#include <arpa/inet.h>
#include <netinet/in.h>
#include <string.h>

#include "ruptime/hosts/hostkey.h"
#include "ruptime/hosts/letter.h"

static void
append(struct hostkey *key, const void *bytes, size_t len)
{
	memcpy(key->text + key->len, bytes, len);
	key->len += len;
}

/* Names have no colon, which marks the bytes of an address.  An IPv4 address
 * has but one spelling, which its mapped form becomes. */
static bool
append_ipv6(struct hostkey *key, const char *host, size_t len)
{
	const char *zone = memchr(host, '%', len);
	size_t address_len = zone == NULL ? len : (size_t)(zone - host);
	char text[INET6_ADDRSTRLEN] = "";
	struct in6_addr in6;

	if (address_len >= sizeof(text))
		return false;
	memcpy(text, host, address_len);
	if (inet_pton(AF_INET6, text, &in6) != 1)
		return false;
	if (IN6_IS_ADDR_V4MAPPED(&in6) && zone == NULL) {
		inet_ntop(AF_INET, &in6.s6_addr[12], text, sizeof(text));
		append(key, text, strlen(text));
		return true;
	}
	append(key, ":", 1);
	append(key, &in6, sizeof(in6));
	append(key, host + address_len, len - address_len);
	return true;
}

static void
append_name(struct hostkey *key, const char *host, size_t len)
{
	char c, *name = key->text + key->len;
	size_t i;

	if (len > 1 && host[len - 1] == '.' && memchr(host, '.', len - 1))
		len--;
	for (i = 0; i < len; i++) {
		c = host[i];
		if (c >= 'A' && c <= 'Z')
			c = (char)(c - 'A' + 'a');
		key->text[key->len++] = c;
	}
	for (i = 0; i + 1 < len; i++)
		if ((unsigned char)name[i] >= 0x80)
			letter_lower(&name[i]);
}

void
hostkey_of(struct hostkey *key, const char *host, size_t len, bool exact)
{
	key->len = 0;
	if (exact || host[0] == '/')
		append(key, host, len);
	else if (memchr(host, ':', len) == NULL || !append_ipv6(key, host, len))
		append_name(key, host, len);
}
