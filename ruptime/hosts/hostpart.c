/* SPDX-License-Identifier: ISC */
/*
 * Splits one host as given into host and port and refuses what can't be one,
 * before anything is asked of a name server or put into a command line.
 * hostlist.c calls it for each expanded name.
 * Pure: no I/O, no clock, no allocation.
 */
#include <sys/socket.h>
#include <sys/un.h>
#include <netdb.h>
#include <string.h>

#include "common/hostport.h"
#include "ruptime/hosts/hostpart.h"

#define PART_QUOTE(n) #n
#define PART_NUMBER(n) PART_QUOTE(n)

#define PART_HOST_MAX 1024
#define PART_PATH_MAX (sizeof(((struct sockaddr_un *)0)->sun_path) - 1)

_Static_assert(PART_HOST_MAX < NI_MAXHOST, "getnameinfo's bound on a name");

static bool
part_fail(struct hostpart *p, size_t at, const char *why)
{
	p->at = at;
	p->why = why;
	return false;
}

static bool
part_isdigit(char c)
{
	return c >= '0' && c <= '9';
}

static bool
part_isalpha(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/* A letter, a digit, or a byte of more. */
static bool
part_isof(char c, const char *more)
{
	return part_isalpha(c) || part_isdigit(c) ||
	    (c != '\0' && strchr(more, c) != NULL);
}

/* Bytes above ASCII stay: a resolver may know internationalised names. */
static bool
part_check_bytes(struct hostpart *p)
{
	size_t i;

	for (i = 0; i < p->len; i++) {
		if ((unsigned char)p->text[i] > ' ' && p->text[i] != 0x7f)
			continue;
		if (p->text[i] == '\0')
			return part_fail(p, i, "a NUL byte");
		if (p->text[i] != ' ')
			return part_fail(p, i, "a control character");
		if (!p->is_path)
			return part_fail(p, i, "a space in a name");
	}
	return true;
}

/* The host as an IPv6 address, perhaps with a zone; why where it is none. */
static bool
part_check_ipv6(struct hostpart *p, const char *why)
{
	const char *colon, *zone = memchr(p->host, '%', p->host_len);
	size_t len = zone == NULL ? p->host_len : (size_t)(zone - p->host);
	size_t ok = 0, host = (size_t)(p->host - p->text);

	if (!hostport_is_ipv6(p->host, p->host_len)) {
		while (ok < len &&
		    strchr("0123456789abcdefABCDEF:.", p->host[ok]) != NULL)
			ok++;
		return part_fail(p, host + (ok < len ? ok : 0), why);
	}
	if (zone == NULL)
		return true;
	if (len + 1 == p->host_len)
		return part_fail(p, host + len, "no interface after the %");
	colon = memchr(zone, ':', p->host_len - len);
	if (colon != NULL)
		return part_fail(p, (size_t)(colon - p->text),
		    "a colon after the interface; use [address]:port");
	return true;
}

static bool
part_check_name(struct hostpart *p)
{
	if (p->host_len == 0)
		return part_fail(p, 0, "no host before the port");
	if (p->host[0] == '-')
		return part_fail(p, 0, "a name can't begin with -");
	return true;
}

static bool
part_split(struct hostpart *p)
{
	struct hostport hp;

	switch (hostport_split(&hp, p->text, p->len)) {
	case HOSTPORT_UNCLOSED:
		return part_fail(p, 0, "a [ without its ]");
	case HOSTPORT_BEHIND:
		return part_fail(p, hp.host_len + 2,
		    "after ] comes :port or nothing");
	case HOSTPORT_GOOD:
		break;
	}
	p->host = hp.host;
	p->host_len = hp.host_len;
	p->port = hp.port;
	p->port_len = hp.port_len;
	if (hp.ipv6)
		return part_check_ipv6(p,
		    hp.bracketed ? "not an IPv6 address" :
				   "neither host:port nor an IPv6 address");
	return part_check_name(p);
}

/* 1 to 65535, leading zeros allowed as getaddrinfo does. */
static bool
part_is_port_number(const char *port, size_t len)
{
	unsigned value = 0;
	size_t i;

	for (i = 0; i < len && value <= 65535; i++)
		value = value * 10 + (unsigned)(port[i] - '0');
	return value >= 1 && value <= 65535;
}

/* RFC 6335 section 5.1 wants a letter; older names have . + and _ too. */
static bool
part_is_service(const char *port, size_t len)
{
	bool letter = false;
	size_t i;

	for (i = 0; i < len; i++) {
		if (!part_isof(port[i], i == 0 ? "" : "-._+"))
			return false;
		letter = letter || part_isalpha(port[i]);
	}
	return letter && len < NI_MAXSERV;
}

static bool
part_check_port(struct hostpart *p)
{
	size_t digits = 0, len = p->port_len, at = p->len - len;

	if (len == 0)
		return part_fail(p, at - 1, "no port after the colon");
	while (digits < len && part_isdigit(p->port[digits]))
		digits++;
	if (digits == len ? part_is_port_number(p->port, len) :
			    part_is_service(p->port, len))
		return true;
	return part_fail(p, at, "a port is 1 to 65535 or a service");
}

/* What holds for names and addresses alike, and for paths. */
static bool
part_check_host(struct hostpart *p)
{
	const char *slash = memchr(p->host, '/', p->host_len);

	if (p->is_path)
		return p->len <= PART_PATH_MAX ||
		    part_fail(p, PART_PATH_MAX,
			"too long for the path of a socket");
	if (slash != NULL)
		return part_fail(p, (size_t)(slash - p->text),
		    "a / in a name: a socket's path begins with one");
	if (p->host_len > PART_HOST_MAX)
		return part_fail(p, (size_t)(p->host - p->text) + PART_HOST_MAX,
		    "a name has at most " PART_NUMBER(PART_HOST_MAX) " bytes");
	return true;
}

static bool
part_check_strict(struct hostpart *p, const char *s, size_t len)
{
	size_t i;

	for (i = 0; i < len; i++)
		if (!part_isof(s[i], "._:%-"))
			return part_fail(p, (size_t)(s + i - p->text),
			    "for -e only letters, digits and . _ : % -");
	return true;
}

bool
hostpart_split(struct hostpart *p, const char *text, size_t len, bool strict)
{
	bool ok;

	memset(p, 0, sizeof(*p));
	p->text = p->host = text;
	p->len = p->host_len = len;
	p->is_path = len > 0 && text[0] == '/';
	if (!part_check_bytes(p))
		return false;
	ok = (p->is_path || part_split(p)) && part_check_host(p);
	if (ok && p->port != NULL)
		ok = part_check_port(p);
	if (ok && strict)
		ok = part_check_strict(p, p->host, p->host_len);
	if (ok && strict && p->port != NULL)
		ok = part_check_strict(p, p->port, p->port_len);
	return ok;
}
