/* SPDX-License-Identifier: ISC */
/*
 * The hosts that operands, files and -x name: takes their text apart into
 * entries, has ranges expanded (hostrange.c), each name judged (hostpart.c) and
 * kept (hostset.c), and says what is wrong and where.  targets.c fills one with
 * text that it has read, and walks it.
 * Pure: no I/O, no clock.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "ruptime/hosts/etchosts.h"
#include "ruptime/hosts/hostlist.h"
#include "ruptime/hosts/hostpart.h"
#include "ruptime/hosts/hostrange.h"
#include "ruptime/hosts/hostset.h"

/* Columns that a message quotes an entry in, and of them before the caret. */
#define LIST_QUOTE 64
#define LIST_QUOTE_LEFT 48

struct list_names {
	struct hostset set;
	uint64_t room; /* names that may still be given */
	uint16_t port; /* of those that have none of their own */
	bool paths;    /* may be named, whatever the rules say */
};

struct hostlist {
	const char *prefix;
	struct hostpart_rules rules;
	struct list_names hosts, gone;

	const char *file; /* being read, or NULL */
	size_t line;
	char error[1024];
};

struct hostlist *
hostlist_new(const char *prefix, uint16_t port,
    const struct hostpart_rules *rules)
{
	struct hostlist *hl = calloc(1, sizeof(*hl));

	if (hl == NULL)
		return NULL;
	hl->prefix = prefix;
	hl->rules = *rules;
	hl->hosts.port = port;
	hl->gone.paths = true;
	hl->hosts.room = hl->gone.room = HOSTRANGE_MAX;
	hostset_init(&hl->hosts.set, rules->strict);
	hostset_init(&hl->gone.set, rules->strict);
	return hl;
}

void
hostlist_free(struct hostlist *hl)
{
	if (hl == NULL)
		return;
	hostset_fini(&hl->hosts.set);
	hostset_fini(&hl->gone.set);
	free(hl);
}

/*
 * Quote len bytes of text so that a terminal shows one column each, only the
 * part around byte at if they are many.  Returns the column of that byte.
 */
static size_t
list_quote(char quote[LIST_QUOTE + 7], const char *text, size_t len, size_t at)
{
	size_t i, from = 0, to = len;
	char *p = quote;

	if (len > LIST_QUOTE) {
		from = at > LIST_QUOTE_LEFT ? at - LIST_QUOTE_LEFT : 0;
		if (to - from > LIST_QUOTE)
			to = from + LIST_QUOTE;
	}
	if (from > 0)
		p = stpcpy(p, "...");
	at = (size_t)(p - quote) + at - from;
	for (i = from; i < to; i++, p++) {
		*p = text[i];
		if (*p < ' ' || *p > '~')
			*p = '?';
	}
	stpcpy(p, to < len ? "..." : len == 0 ? "\"\"" : "");
	return at;
}

/* Compose the message: why, about byte at of an entry.  Returns false. */
static bool
list_refuse(struct hostlist *hl, const char *entry, size_t len, size_t at,
    const char *why)
{
	char quote[LIST_QUOTE + 7], file[LIST_QUOTE + 7], where[256];
	size_t column = list_quote(quote, entry, len, at);

	if (hl->file == NULL)
		snprintf(where, sizeof(where), "%s", hl->prefix);
	else {
		len = strlen(hl->file);
		list_quote(file, hl->file, len, len);
		snprintf(where, sizeof(where), "%s%s:%zu: ", hl->prefix, file,
		    hl->line);
	}
	column += strlen(where);
	snprintf(hl->error, sizeof(hl->error), "%s%s: %s\n%*s^", where, quote,
	    why, (int)column, "");
	return false;
}

/* Add one name; on failure part says why. */
static bool
list_add_name(const struct hostlist *hl, struct list_names *names,
    struct hostpart *part, const char *name, size_t len)
{
	struct hostpart_rules rules = hl->rules;

	if (names->paths && name[0] == '/')
		rules.strict = false;
	if (!hostpart_split(part, name, len, &rules))
		return false;
	if (part->port == NULL && !part->is_path)
		part->port_number = names->port;
	if (hostset_add(&names->set, part))
		return true;
	part->at = 0;
	part->why = "out of memory";
	return false;
}

static bool
list_add_entry(struct hostlist *hl, struct list_names *names, const char *entry,
    size_t len)
{
	struct hostrange r;
	struct hostpart part;
	const char *name;
	size_t n;

	if (!hostrange_init(&r, entry, len, names->room))
		return list_refuse(hl, entry, len, r.at, r.why);
	names->room -= r.count;
	while ((name = hostrange_next(&r, &n)) != NULL)
		if (!list_add_name(hl, names, &part, name, n))
			return list_refuse(hl, entry, len,
			    hostrange_where(&r, part.at), part.why);
	return true;
}

static bool
list_isblank(char c)
{
	return c == ' ' || (c >= '\t' && c <= '\r');
}

/* Where the entry at start ends: at a comma or a blank outside brackets; the
 * path of an operand only at the end. */
static size_t
list_entry_end(const struct hostlist *hl, const char *text, size_t start,
    size_t len)
{
	const bool path = text[start] == '/';
	bool inside = false;
	size_t i;

	if (path && hl->file == NULL)
		return len;
	for (i = start; i < len; i++) {
		if (!inside &&
		    (list_isblank(text[i]) || (text[i] == ',' && !path)))
			break;
		inside =
		    !path && (text[i] == '[' || (inside && text[i] != ']'));
	}
	return i;
}

/* An operand, or a line of a file without its comment. */
static bool
list_add_text(struct hostlist *hl, struct list_names *names, const char *text,
    size_t len)
{
	size_t start, end = 0;

	for (;;) {
		start = end;
		while (start < len &&
		    (text[start] == ',' || list_isblank(text[start])))
			start++;
		if (start == len)
			return true;
		end = list_entry_end(hl, text, start, len);
		if (!list_add_entry(hl, names, text + start, end - start))
			return false;
	}
}

/* Only commas are what is left of a list; nothing at all is a mistake. */
static bool
list_add_operand(struct hostlist *hl, struct list_names *names,
    const char *text)
{
	size_t len = strlen(text), i = 0;

	hl->file = NULL;
	while (i < len && list_isblank(text[i]))
		i++;
	if (i == len)
		return list_refuse(hl, text, len, 0, "a host is missing");
	return list_add_text(hl, names, text, len);
}

bool
hostlist_add(struct hostlist *hl, const char *operand)
{
	return list_add_operand(hl, &hl->hosts, operand);
}

bool
hostlist_exclude(struct hostlist *hl, const char *operand)
{
	return list_add_operand(hl, &hl->gone, operand);
}

static bool
list_refuse_etchosts(struct hostlist *hl, const struct etchosts_line *first)
{
	size_t at = 0;

	while (!list_isblank(first->text[at]))
		at++;
	while (list_isblank(first->text[at]))
		at++;
	hl->line = first->number;
	return list_refuse(hl, first->text, first->len, at,
	    "an address and its names, as in /etc/hosts; here each word is a "
	    "host: name each once");
}

bool
hostlist_add_file(struct hostlist *hl, const char *name, const char *text,
    size_t len)
{
	struct etchosts_line first;
	const char *end, *comment;
	size_t n, start = 0;

	if (len >= 3 && memcmp(text, "\xef\xbb\xbf", 3) == 0)
		start = 3;
	hl->file = name;
	if (etchosts_is(text + start, len - start, &first))
		return list_refuse_etchosts(hl, &first);
	for (hl->line = 1; start < len; hl->line++) {
		end = memchr(text + start, '\n', len - start);
		n = end == NULL ? len - start : (size_t)(end - text) - start;
		comment = memchr(text + start, '#', n);
		if (!list_add_text(hl, &hl->hosts, text + start,
			comment == NULL ? n : (size_t)(comment - text) - start))
			return false;
		start += n + 1;
	}
	return true;
}

void
hostlist_finish(struct hostlist *hl)
{
	hostset_exclude(&hl->hosts.set, &hl->gone.set);
	hostset_fini(&hl->gone.set);
}

size_t
hostlist_count(const struct hostlist *hl)
{
	return hl->hosts.set.count;
}

struct hostlist_host
hostlist_get(const struct hostlist *hl, size_t i)
{
	const struct hostset *set = &hl->hosts.set;
	struct hostlist_host host = {
		.text = hostset_text(set, i),
		.host = hostset_host(set, i),
		.port = hostset_port(set, i),
		.port_number = hostset_port_number(set, i),
	};

	host.is_path = host.text[0] == '/';
	return host;
}

const char *
hostlist_error(const struct hostlist *hl)
{
	return hl->error;
}
