/* SPDX-License-Identifier: ISC */
/*
 * The hosts that operands, files and -x name: takes their text apart into
 * entries, has ranges expanded (hostrange.c), each name judged (hostpart.c) and
 * kept (hostset.c), and says what is wrong and where.  targets.c fills one with
 * text that it has read, sources.c with what sources name, and targets.c walks
 * it; forget.c has one of its own.
 * Pure: no I/O, no clock.
 */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "common/hostport.h"
#include "ruptime/hosts/caret.h"
#include "ruptime/hosts/entry.h"
#include "ruptime/hosts/etchosts.h"
#include "ruptime/hosts/exclusions.h"
#include "ruptime/hosts/hostlist.h"
#include "ruptime/hosts/hostrange.h"
#include "ruptime/hosts/hostset.h"

struct list_names {
	struct hostset set;
	uint64_t room;      /* names that may still be given */
	uint16_t port;      /* of those that have none of their own */
	bool paths;         /* may be named, whatever the rules say */
	uint16_t exclusion; /* the number of the present entry; 0: it is none */
};

struct hostlist {
	const char *prefix;
	struct hostpart_rules rules;
	struct list_names hosts, gone;
	struct sourcelist sources;
	struct exclusions exclusions;
	hostlist_judge *judge; /* of sources; NULL: all are welcome */
	const void *judge_arg;

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
	sourcelist_fini(&hl->sources);
	exclusions_fini(&hl->exclusions);
	free(hl);
}

void
hostlist_judge_sources(struct hostlist *hl, hostlist_judge *judge,
    const void *arg)
{
	hl->judge = judge;
	hl->judge_arg = arg;
}

/* Compose the message: why, about byte at of an entry.  Returns false. */
static bool
list_refuse(struct hostlist *hl, const char *entry, size_t len, size_t at,
    const char *why)
{
	char place[CARET_PLACE_MAX];

	caret_place(place, hl->file, hl->line);
	caret_compose(hl->error, sizeof(hl->error), hl->prefix, place, entry,
	    len, at, why);
	return false;
}

/* Add one name; on failure part says why. */
static bool
list_add_name(struct hostlist *hl, struct list_names *names,
    struct hostpart *part, const char *name, size_t len)
{
	struct hostpart_rules rules = hl->rules;
	const size_t count = names->set.count;

	if (names->paths && name[0] == '/')
		rules.strict = false;
	if (!hostpart_split(part, name, len, &rules))
		return false;
	if (part->port == NULL && !part->is_path)
		part->port_number = names->port;
	if (hostset_add(&names->set, part, names->exclusion)) {
		/* Of one that is there already its first entry tells. */
		if (names->set.count == count)
			exclusions_use(&hl->exclusions, names->exclusion);
		return true;
	}
	part->at = 0;
	part->why = "out of memory";
	return false;
}

static bool
list_add_source(struct hostlist *hl, const struct list_names *names,
    const char *entry, size_t len)
{
	const bool excluded = names == &hl->gone;
	const size_t count = hl->sources.count;
	char place[CARET_PLACE_MAX], excess[NETWORK_TEXT_MAX];
	const char *why = NULL;
	struct source s;

	if (!source_parse(&s, entry, len, &hl->rules))
		return list_refuse(hl, entry, len, s.at, s.why);
	if (!excluded && hl->judge != NULL)
		why = hl->judge(hl->judge_arg, &s, hl->file != NULL);
	if (!excluded && why == NULL && s.kind == SOURCE_NETWORK)
		why = network_excess(&s.network, excess, sizeof(excess));
	if (why != NULL)
		return list_refuse(hl, entry, len, 0, why);
	caret_place(place, hl->file, hl->line);
	if (sourcelist_add(&hl->sources, &s, entry, len, place, excluded,
		names->exclusion)) {
		if (hl->sources.count == count)
			exclusions_use(&hl->exclusions, names->exclusion);
		return true;
	}
	return list_refuse(hl, entry, len, 0,
	    errno == E2BIG ? "more than 1000 sources" : "out of memory");
}

static bool
list_add_entry(struct hostlist *hl, struct list_names *names, const char *entry,
    size_t len)
{
	struct hostrange r;
	struct hostpart part;
	const char *name;
	size_t n;

	if (names == &hl->gone)
		names->exclusion = exclusions_add(&hl->exclusions, entry, len);
	if (source_is_meant(entry, len))
		return list_add_source(hl, names, entry, len);
	if (!hostrange_init(&r, entry, len, names->room))
		return list_refuse(hl, entry, len, r.at, r.why);
	names->room -= r.count;
	while ((name = hostrange_next(&r, &n)) != NULL)
		if (!list_add_name(hl, names, &part, name, n))
			return list_refuse(hl, entry, len,
			    hostrange_where(&r, part.at), part.why);
	return true;
}

/* An operand, or a line of a file without its comment. */
static bool
list_add_text(struct hostlist *hl, struct list_names *names, const char *text,
    size_t len)
{
	size_t start, end = 0;

	while (entry_next(text, len, hl->file == NULL, &start, &end))
		if (!list_add_entry(hl, names, text + start, end - start))
			return false;
	return true;
}

/* Only commas are what is left of a list; nothing at all is a mistake. */
static bool
list_add_operand(struct hostlist *hl, struct list_names *names,
    const char *text)
{
	size_t len = strlen(text), i = 0;

	hl->file = NULL;
	while (i < len && entry_isblank(text[i]))
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
	if (etchosts_is(text + start, len - start, &first)) {
		hl->line = first.number;
		return list_refuse(hl, first.text, first.len, first.name,
		    "an address and its names, as in /etc/hosts; here each "
		    "word is a host: name each once");
	}
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

const struct sourcelist *
hostlist_sources(const struct hostlist *hl)
{
	return &hl->sources;
}

static const char *
list_keep_found(struct list_names *names, const struct hostpart *part,
    uint16_t origin)
{
	if (names->room == 0)
		return "the list has a million hosts already";
	names->room--;
	return hostset_add(&names->set, part, origin) ? NULL : "out of memory";
}

const char *
hostlist_add_found(struct hostlist *hl, const char *name, const char *port,
    uint16_t origin, bool excluded)
{
	struct list_names *names = excluded ? &hl->gone : &hl->hosts;
	char text[FOUNDNAME_MAX];
	struct hostpart part;

	if (!foundname_split(&part, text, name, port, &hl->rules))
		return part.why;
	if (part.port == NULL)
		part.port_number = names->port;
	return list_keep_found(names, &part, origin);
}

const char *
hostlist_add_known(struct hostlist *hl, const char *text, uint16_t port,
    uint16_t origin)
{
	char buf[HOSTPORT_TEXT_MAX];
	struct hostpart part;

	if (source_is_meant(text, strlen(text)) || text[0] == '/')
		return "not a host that was found";
	text = hostport_at(buf, text, port, hl->hosts.port);
	if (!hostpart_split(&part, text, strlen(text), &hl->rules))
		return part.why;
	part.port_number = port;
	return list_keep_found(&hl->hosts, &part, origin);
}

static bool
list_is_gone(const struct hostlist *hl, struct hostpart *part)
{
	if (part->port == NULL)
		part->port_number = hl->hosts.port;
	if (hostset_has(&hl->gone.set, part))
		return true;
	part->port_number = 0;
	return hostset_has(&hl->gone.set, part);
}

enum hostlist_verdict
hostlist_judge_found(const struct hostlist *hl, const char *name,
    const char *port, char text[static FOUNDNAME_MAX])
{
	struct hostpart part;

	if (!foundname_split(&part, text, name, port, &hl->rules))
		return HOSTLIST_MISNAMED;
	return list_is_gone(hl, &part) ? HOSTLIST_EXCLUDED : HOSTLIST_NAMED;
}

bool
hostlist_excludes(const struct hostlist *hl, const char *text)
{
	struct hostpart part;

	return hostpart_split(&part, text, strlen(text), &hl->rules) &&
	    list_is_gone(hl, &part);
}

bool
hostlist_leaves_out(struct hostlist *hl, const char *host, uint16_t port)
{
	const bool in_network =
	    sourcelist_excludes(&hl->sources, host, port, &hl->exclusions);

	return hostset_excludes(&hl->gone.set, host, port, &hl->exclusions) ||
	    in_network;
}

/* Add to what is excluded the hosts that are in excluded networks. */
static bool
list_exclude_networks(struct hostlist *hl)
{
	const struct hostset *set = &hl->hosts.set;
	struct hostpart part = { 0 };
	size_t i;

	for (i = 0; i < set->count && hl->sources.count > 0; i++) {
		part.text = part.host = hostset_host(set, i);
		part.len = part.host_len = strlen(part.host);
		part.port_number = hostset_port_number(set, i);
		if (sourcelist_excludes(&hl->sources, part.host,
			part.port_number, &hl->exclusions) &&
		    !hostset_add(&hl->gone.set, &part, 0))
			return false;
	}
	return true;
}

bool
hostlist_finish(struct hostlist *hl)
{
	if (!list_exclude_networks(hl))
		return false;
	hostset_exclude(&hl->hosts.set, &hl->gone.set, &hl->exclusions);
	if (hl->sources.count == 0)
		hostset_fini(&hl->gone.set);
	return true;
}

const struct exclusions *
hostlist_exclusions(const struct hostlist *hl)
{
	return &hl->exclusions;
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
		.origin = hostset_origin(set, i),
	};

	host.is_path = host.text[0] == '/';
	return host;
}

const char *
hostlist_error(const struct hostlist *hl)
{
	return hl->error;
}
