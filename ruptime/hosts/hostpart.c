/* SPDX-License-Identifier: ISC */
/*
 * Splits one host as given into host and port and refuses what can't be one,
 * before anything is asked of a name server or put into a command line.
 * hostlist.c calls it for each expanded name, foundname.c for names from
 * elsewhere, source.c for a port.
 * Pure: no I/O, no clock, no allocation.
 */
#include <sys/socket.h>
#include <sys/un.h>
#include <netinet/in.h>
#include <arpa/inet.h>
#include <netdb.h>
#include <string.h>

#include "common/hostport.h"
#include "ruptime/hosts/hostpart.h"
#include "ruptime/hosts/letter.h"
#include "ruptime/hosts/notation.h"

#define PART_QUOTE(n) #n
#define PART_NUMBER(n) PART_QUOTE(n)

#define PART_HOST_MAX 1024
#define PART_ZONE_MAX 64
#define PART_PORT_MAX 63
#define PART_PATH_MAX (sizeof(((struct sockaddr_un *)0)->sun_path) - 1)

_Static_assert(PART_HOST_MAX < HOSTPORT_HOST_MAX, "room for any host");

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

static bool
part_check_bytes(struct hostpart *p)
{
	size_t i;

	for (i = 0; i < p->len; i++) {
		if (p->text[i] == '\0')
			return part_fail(p, i, "a NUL byte");
		if ((unsigned char)p->text[i] < ' ' || p->text[i] == 0x7f)
			return part_fail(p, i, "a control character");
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
	for (ok = len + 1; ok < p->host_len && ok - len <= PART_ZONE_MAX; ok++)
		if (p->host[ok] == ' ' || p->host[ok] == '/')
			break;
	return ok == p->host_len ||
	    part_fail(p, host + ok, "no name of an interface");
}

/* What is handed to a command may be in the words of a shell, so that what
 * some character set has for a blank or an operator stays out. */
static bool
part_check_characters(struct hostpart *p, bool strict)
{
	size_t i, n;

	for (i = 0; i < p->host_len; i += n) {
		n = part_isof(p->host[i], strict ? "._%@-" : "._-");
		if (n == 0 && !strict)
			n = letter_len(p->host + i, p->host_len - i);
		if (n == 0)
			return part_fail(p, (size_t)(p->host + i - p->text),
			    notation_why(p->host, i, strict));
	}
	return true;
}

/* Where in host, made of digits and points, the first number is that is too
 * large; 0 where that is not what is wrong. */
static size_t
part_find_large(const char *host)
{
	unsigned value = 0;
	size_t i, start = 0;

	for (i = 0; host[i] != '\0'; i++) {
		if (host[i] == '.') {
			start = i + 1;
			value = 0;
		} else if (value <= 255)
			value = value * 10 + (unsigned)(host[i] - '0');
		if (value > 255)
			return start;
	}
	return 0;
}

/* getaddrinfo(3) would take 10.1 for 10.0.0.1 and 0x7f.1 for 127.0.0.1, and
 * ask the name service for 10.0.0.256. */
static bool
part_check_ipv4(struct hostpart *p)
{
	char host[PART_HOST_MAX + 1];
	struct in_addr in;
	bool numbers;

	if (!part_isdigit(p->host[0]) && p->host[0] != '.')
		return true;
	memcpy(host, p->host, p->host_len);
	host[p->host_len] = '\0';
	if (notation_is_span(host, p->host_len))
		return part_fail(p, (size_t)(strchr(host, '-') - host),
		    "a range is written 192.0.2.[1-20]");
	numbers = host[strspn(host, "0123456789.")] == '\0';
	if ((!numbers && inet_aton(host, &in) == 0) ||
	    inet_pton(AF_INET, host, &in) == 1)
		return true;
	return part_fail(p,
	    (size_t)(p->host - p->text) + (numbers ? part_find_large(host) : 0),
	    "not an IPv4 address");
}

static bool
part_check_name(struct hostpart *p, bool strict)
{
	const char *at = memchr(p->host, '@', p->host_len);

	if (p->host_len == 0)
		return part_fail(p, 0, "no host before the port");
	if (p->host[0] == '-')
		return part_fail(p, 0,
		    "a name can't begin with -; "
		    "-x HOSTS leaves hosts out");
	if (p->host_len > PART_HOST_MAX)
		return part_fail(p, (size_t)(p->host - p->text) + PART_HOST_MAX,
		    "a name has at most " PART_NUMBER(PART_HOST_MAX) " bytes");
	if (!part_check_characters(p, strict))
		return false;
	if (!strict)
		return part_check_ipv4(p);
	if (at != NULL &&
	    (at == p->host || at + 1 == p->host + p->host_len || at[1] == '-'))
		return part_fail(p, (size_t)(at - p->text),
		    "@ stands between a user and a name");
	return true;
}

static bool
part_split(struct hostpart *p, bool strict)
{
	struct hostport hp;
	const size_t url = notation_find_url(p->text, p->len);

	if (url < p->len)
		return part_fail(p, url,
		    "a host is no URL: give its name, or name:port");
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
	return part_check_name(p, strict);
}

/* Its value, leading zeros allowed as getaddrinfo does; 0 where it is none. */
static uint16_t
part_port_number(const char *port, size_t len)
{
	unsigned value = 0;
	size_t i;

	for (i = 0; i < len && value <= 65535; i++)
		value = value * 10 + (unsigned)(port[i] - '0');
	return value <= 65535 ? (uint16_t)value : 0;
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

static int
part_look_up(const struct hostpart *p, const struct hostpart_rules *rules)
{
	char name[NI_MAXSERV];

	memcpy(name, p->port, p->port_len);
	name[p->port_len] = '\0';
	return rules->service(rules->arg, name);
}

static bool
part_check_port(struct hostpart *p, const struct hostpart_rules *rules)
{
	size_t digits = 0, len = p->port_len, at = p->len - len;
	int port;

	if (len == 0)
		return part_fail(p, at - 1, "no port after the colon");
	if (len > PART_PORT_MAX)
		return part_fail(p, at, "too long for a port");
	while (digits < len && part_isdigit(p->port[digits]))
		digits++;
	if (digits == len)
		p->port_number = part_port_number(p->port, len);
	else if (part_is_service(p->port, len)) {
		if (rules->service == NULL)
			return true;
		port = part_look_up(p, rules);
		if (port <= 0)
			return part_fail(p, at,
			    "neither a number nor in the services database");
		p->port_number = (uint16_t)port;
	}
	return p->port_number > 0 ||
	    part_fail(p, at, "a port is 1 to 65535 or a service");
}

static bool
part_check_strict(struct hostpart *p, const char *s, size_t len)
{
	size_t i;

	for (i = 0; i < len; i++)
		if (!part_isof(s[i], "._:%@-"))
			return part_fail(p, (size_t)(s + i - p->text),
			    notation_why(s, i, true));
	return true;
}

static bool
part_check_path(struct hostpart *p, bool strict)
{
	if (p->len > PART_PATH_MAX)
		return part_fail(p, PART_PATH_MAX,
		    "too long for the path of a socket");
	return !strict || part_check_strict(p, p->text, p->len);
}

bool
hostpart_split(struct hostpart *p, const char *text, size_t len,
    const struct hostpart_rules *rules)
{
	bool ok;

	memset(p, 0, sizeof(*p));
	p->text = p->host = text;
	p->len = p->host_len = len;
	p->is_path = len > 0 && text[0] == '/';
	if (!part_check_bytes(p))
		return false;
	if (p->is_path)
		return part_check_path(p, rules->strict);
	ok = part_split(p, rules->strict);
	if (ok && rules->strict)
		ok = part_check_strict(p, p->host, p->host_len);
	if (ok && p->port != NULL && rules->strict)
		ok = part_check_strict(p, p->port, p->port_len);
	return ok && (p->port == NULL || part_check_port(p, rules));
}
