/* SPDX-License-Identifier: ISC */
/*
 * Whether a hosts file is one in the form of /etc/hosts, whose lines would be
 * taken for a host for each alias.  hostlist.c asks before it reads one.
 * Pure: no I/O, no clock, no allocation.
 */
#include <arpa/inet.h>
#include <netinet/in.h>
#include <string.h>

#include "common/hostport.h"
#include "ruptime/hosts/entry.h"
#include "ruptime/hosts/etchosts.h"

static size_t
word_len(const char *text, size_t len)
{
	size_t n = 0;

	while (n < len && !entry_isblank(text[n]))
		n++;
	return n;
}

static bool
is_address(const char *text, size_t len)
{
	char ipv4[INET_ADDRSTRLEN] = "";
	struct in_addr in;

	if (len < sizeof(ipv4))
		memcpy(ipv4, text, len);
	return inet_pton(AF_INET, ipv4, &in) == 1 ||
	    hostport_is_ipv6(text, len);
}

/* One that is an address is another host of a list. */
static bool
is_name(const char *text, size_t len)
{
	size_t i;

	if (len == 0 || is_address(text, len))
		return false;
	for (i = 0; i < len; i++)
		if (strchr(",:[]/@", text[i]) != NULL)
			return false;
	return true;
}

static bool
is_line(const char *text, size_t len, size_t *name)
{
	const size_t first = word_len(text, len);

	*name = first;
	while (*name < len && entry_isblank(text[*name]))
		++*name;
	return is_address(text, first) &&
	    is_name(text + *name, word_len(text + *name, len - *name));
}

/* What of the len bytes of a line is neither comment nor blanks around. */
static size_t
trim(const char **line, size_t len)
{
	const char *comment = memchr(*line, '#', len);

	if (comment != NULL)
		len = (size_t)(comment - *line);
	for (; len > 0 && entry_isblank(**line); len--)
		++*line;
	while (len > 0 && entry_isblank((*line)[len - 1]))
		len--;
	return len;
}

bool
etchosts_is(const char *text, size_t len, struct etchosts_line *first)
{
	const char *end, *next, *line;
	size_t n, name, number = 1;

	first->number = 0;
	for (end = text + len; text < end; text = next + 1, number++) {
		next = memchr(text, '\n', (size_t)(end - text));
		if (next == NULL)
			next = end;
		line = text;
		n = trim(&line, (size_t)(next - text));
		if (n == 0)
			continue;
		if (!is_line(line, n, &name))
			return false;
		if (first->number == 0)
			*first =
			    (struct etchosts_line){ number, line, n, name };
	}
	return first->number > 0;
}
