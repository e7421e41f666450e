/* SPDX-License-Identifier: ISC */
/*
 * Tells sources from hosts and takes them apart.  hostlist.c calls it for each
 * entry of operands and files before it takes that for a host.
 * Pure: no I/O, no clock, no allocation.
 */
#include <string.h>

#include "ruptime/hosts/hostpart.h"
#include "ruptime/hosts/source.h"

/* Of a name in DNS, RFC 1035 section 2.3.4; as text, without the dot at its
 * end. */
enum { SOURCE_LABEL_MAX = 63, SOURCE_NAME_MAX = 253 };

enum { SOURCE_NETGROUP_MAX = 255 };

static bool
source_fail(struct source *s, size_t at, const char *why)
{
	s->at = at;
	s->why = why;
	return false;
}

/* What stands before the / of a network: an address, or meant as one. */
static bool
source_is_address(const char *text, size_t len)
{
	static const char digits[] = "0123456789.";
	static const char more[] = "abcdefABCDEF:";
	bool colon = false, letters = false, number = false;
	size_t i;

	for (i = 0; i < len && text[i] != '%'; i++) {
		number = number || (text[i] >= '0' && text[i] <= '9');
		if (text[i] != '\0' && strchr(digits, text[i]) != NULL)
			continue;
		if (text[i] == '[' || text[i] == ']' || text[i] == '-' ||
		    text[i] == ',')
			continue;
		if (text[i] == '\0' || strchr(more, text[i]) == NULL)
			return false;
		colon = colon || text[i] == ':';
		letters = letters || text[i] != ':';
	}
	/* The directories . and .. are none. */
	return colon || (number && !letters);
}

bool
source_is_meant(const char *text, size_t len)
{
	const char *slash;

	if (len == 0 || text[0] == '/')
		return false;
	if (text[0] == '@' || text[0] == '_')
		return true;
	slash = memchr(text, '/', len);
	if (slash == NULL || !source_is_address(text, (size_t)(slash - text)))
		return false;
	/* Else it is a strange interface. */
	return memchr(text, '%', (size_t)(slash - text)) == NULL ||
	    (slash + 1 < text + len && slash[1] >= '0' && slash[1] <= '9');
}

/* The port, with its colon, from at to the end; there may be none. */
static bool
source_take_port(struct source *s, const char *text, size_t len, size_t at,
    const struct hostpart_rules *rules)
{
	char host[SOURCE_PORT_MAX + 2] = "x";
	struct hostpart part;

	if (at == len)
		return true;
	if (len - at > SOURCE_PORT_MAX)
		return source_fail(s, at + 1, "too long for a port");
	memcpy(host + 1, text + at, len - at);
	if (!hostpart_split(&part, host, len - at + 1, rules))
		return source_fail(s, at + (part.at > 0 ? part.at - 1 : 0),
		    part.why);
	memcpy(s->port, part.port, part.port_len);
	s->port_number = part.port_number;
	return true;
}

/* address/prefix, of len bytes that begin at from. */
static bool
source_take_network(struct source *s, const char *text, size_t from, size_t len)
{
	const char *bracket = memchr(text + from, '[', len);

	if (bracket != NULL)
		return source_fail(s, (size_t)(bracket - text),
		    "a network takes no range");
	if (!network_parse(&s->network, text + from, len))
		return source_fail(s, from + s->network.at, s->network.why);
	return true;
}

/* [v6/prefix] or [v6/prefix]:port */
static bool
source_parse_bracketed(struct source *s, const char *text, size_t len,
    const struct hostpart_rules *rules)
{
	const char *close = memchr(text, ']', len);
	size_t behind = close == NULL ? 0 : (size_t)(close + 1 - text);

	if (close == NULL)
		return source_fail(s, 0, "a [ without its ]");
	if (memchr(text, '/', behind) == NULL)
		return source_fail(s, behind,
		    "the prefix stands in the brackets: [address/prefix]:port");
	if (!source_take_network(s, text, 1, behind - 2))
		return false;
	if (s->network.net.ipv4 && memchr(text, ':', behind) == NULL)
		return source_fail(s, 0, "only IPv6 stands in brackets");
	if (behind < len && text[behind] != ':')
		return source_fail(s, behind, "after ] comes :port or nothing");
	return source_take_port(s, text, len, behind, rules);
}

static bool
source_parse_network(struct source *s, const char *text, size_t len,
    const struct hostpart_rules *rules)
{
	const char *slash = memchr(text, '/', len), *colon;
	size_t end;

	s->kind = SOURCE_NETWORK;
	if (text[0] == '[')
		return source_parse_bracketed(s, text, len, rules);
	colon = memchr(slash, ':', len - (size_t)(slash - text));
	end = colon == NULL ? len : (size_t)(colon - text);
	if (!source_take_network(s, text, 0, end))
		return false;
	if (colon != NULL && memchr(text, ':', end) != NULL)
		return source_fail(s, end, "use [address/prefix]:port");
	return source_take_port(s, text, len, end, rules);
}

/* What may stand in the name of a netgroup: nothing that has a meaning here, or
 * in the file of netgroups. */
static bool
source_check_netgroup(struct source *s, const char *text, size_t end)
{
	size_t i;

	if (end <= 1)
		return source_fail(s, 1, "the name of a netgroup is missing");
	if (text[1] == '-')
		return source_fail(s, 1, "a name can't begin with -");
	if (end > SOURCE_NETGROUP_MAX)
		return source_fail(s, SOURCE_NETGROUP_MAX,
		    "too long for a netgroup");
	for (i = 1; i < end; i++) {
		if (text[i] == '[' || text[i] == ']')
			return source_fail(s, i, "a netgroup takes no range");
		if ((unsigned char)text[i] <= ' ' || text[i] == 0x7f ||
		    strchr("/\\@%\"#,();", text[i]) != NULL)
			return source_fail(s, i,
			    "not a character of a netgroup");
	}
	return true;
}

static bool
source_parse_netgroup(struct source *s, const char *text, size_t len,
    const struct hostpart_rules *rules)
{
	const char *colon = memchr(text, ':', len);
	size_t end = colon == NULL ? len : (size_t)(colon - text);

	s->kind = SOURCE_NETGROUP;
	if (!source_check_netgroup(s, text, end))
		return false;
	memcpy(s->name, text + 1, end - 1);
	return source_take_port(s, text, len, end, rules);
}

/* Labels, and what may be in them: no escapes, and nothing of ours. */
static bool
source_check_labels(struct source *s, const char *text, size_t len)
{
	size_t i, start = 0;

	if (len > SOURCE_NAME_MAX)
		return source_fail(s, SOURCE_NAME_MAX,
		    "a name in DNS has at most 253 bytes");
	for (i = 0; i < len; i++) {
		if (text[i] == '.' && i == start)
			return source_fail(s, i, "a part is missing");
		if (text[i] == '.')
			start = i + 1;
		else if (i - start >= SOURCE_LABEL_MAX)
			return source_fail(s, i,
			    "a part of a name in DNS has at most 63 bytes");
		else if (text[i] == ':')
			return source_fail(s, i,
			    "a service says itself at which ports");
		else if (text[i] == '[' || text[i] == ']')
			return source_fail(s, i, "a service takes no range");
		else if ((unsigned char)text[i] >= 0x80)
			return source_fail(s, i,
			    "of letters beyond ASCII DNS has the form xn--");
		else if ((unsigned char)text[i] <= ' ' || text[i] == 0x7f ||
		    strchr("/\\%@\"();", text[i]) != NULL)
			return source_fail(s, i, "not a character of a name");
	}
	return start < len || source_fail(s, len - 1, "a part is missing");
}

/* _service._tcp; the rest, if any, is the domain. */
static bool
source_check_service(struct source *s, const char **domain)
{
	const char *dot = strchr(s->name, '.');
	size_t at = dot == NULL ? 0 : (size_t)(dot + 1 - s->name);

	if (dot == NULL || dot == s->name + 1)
		return source_fail(s, 0,
		    "a service is _name._tcp, or _name._tcp.domain");
	if (strncasecmp(s->name + at, "_tcp", 4) != 0 ||
	    (s->name[at + 4] != '\0' && s->name[at + 4] != '.'))
		return source_fail(s, at,
		    "the second part of a service is _tcp");
	*domain = s->name[at + 4] == '.' ? s->name + at + 5 : NULL;
	return true;
}

static bool
source_take_zone(struct source *s, const char *text, size_t len, size_t at)
{
	size_t i;

	if (s->kind != SOURCE_MDNS)
		return source_fail(s, at, "only .local has an interface");
	if (at + 1 == len)
		return source_fail(s, at, "no interface after the %");
	if (len - at - 1 >= sizeof(s->zone))
		return source_fail(s, at + 1,
		    "too long for the name of an interface");
	for (i = at + 1; i < len; i++)
		if ((unsigned char)text[i] <= ' ' || text[i] == 0x7f ||
		    strchr("/:%[]@,#", text[i]) != NULL)
			return source_fail(s, i, "no name of an interface");
	memcpy(s->zone, text + at + 1, len - at - 1);
	return true;
}

static bool
source_parse_service(struct source *s, const char *text, size_t len)
{
	const char *zone = memchr(text, '%', len), *domain;
	size_t end = zone == NULL ? len : (size_t)(zone - text), labels = end;

	s->kind = SOURCE_SRV;
	if (labels > 0 && text[labels - 1] == '.')
		labels--;
	if (!source_check_labels(s, text, labels))
		return false;
	memcpy(s->name, text, labels);
	if (!source_check_service(s, &domain))
		return false;
	if (domain != NULL && strcasecmp(domain, "local") == 0)
		s->kind = SOURCE_MDNS;
	return zone == NULL || source_take_zone(s, text, len, end);
}

bool
source_parse(struct source *s, const char *text, size_t len,
    const struct hostpart_rules *rules)
{
	struct hostpart_rules lax = *rules;

	lax.strict = false;
	memset(s, 0, sizeof(*s));
	if (text[0] == '@')
		return source_parse_netgroup(s, text, len, &lax);
	if (text[0] == '_')
		return source_parse_service(s, text, len);
	return source_parse_network(s, text, len, &lax);
}
