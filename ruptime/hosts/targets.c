/* SPDX-License-Identifier: ISC */
/*
 * Whom to ask.  main.c has them found, and search.c once more for new ones;
 * engine.c and stream.c ask them.
 */
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "common/decimal.h"
#include "common/log.h"
#include "ruptime/hosts/hostfile.h"
#include "ruptime/hosts/hostlist.h"
#include "ruptime/hosts/remarks.h"
#include "ruptime/hosts/services.h"
#include "ruptime/hosts/sources.h"
#include "ruptime/hosts/targets.h"

struct targets {
	struct hostlist *list;
	struct sources sources;
	struct target_network *networks;
	size_t network_count;
	size_t count, listed;      /* the others are in networks */
	uint16_t port;             /* of those that name none */
	bool by_default;           /* nobody has named the sources */
	char *default_file;        /* that was read; NULL: none was */
	struct target_late **late; /* NULL: no source may name any */
	size_t late_count;         /* not in count */
	struct services services;
};

/* The list's messages are safe for a terminal, and point at a character. */
static bool
say_bad(const struct targets *ts)
{
	log_lines(hostlist_error(ts->list));
	return false;
}

static bool
add_text(struct targets *ts, const char *path, char *text, size_t len)
{
	const char *name = remarks_file_name(path);
	bool good;

	if (text == NULL) {
		remarks_on_unread_file(path);
		return false;
	}
	good = hostlist_add_file(ts->list, name, text, len);
	free(text);
	return good || say_bad(ts);
}

/* There is no hosts file. */
static bool
add_services(struct targets *ts, const struct options *o)
{
	ts->by_default = true;
	return o->command != NULL ||
	    (hostlist_add(ts->list, "_ruptime._tcp") &&
		hostlist_add(ts->list, "_ruptime._tcp.local")) ||
	    say_bad(ts);
}

static bool
add_default(struct targets *ts, const struct options *o)
{
	char *path, *text;
	size_t len;

	text = hostfile_read_default(&path, &len);
	if (path == NULL && errno == ENOENT)
		return add_services(ts, o);
	ts->default_file = path;
	return add_text(ts, path != NULL ? path : "", text, len);
}

static bool
add_all(struct targets *ts, const struct options *o)
{
	char *text;
	size_t i, len;

	for (i = 0; i < o->host_count; i++)
		if (!hostlist_add(ts->list, o->hosts[i]))
			return say_bad(ts);
	for (i = 0; i < o->file_count; i++) {
		text = hostfile_read(o->files[i], &len);
		if (!add_text(ts, o->files[i], text, len))
			return false;
	}
	if (o->host_count == 0 && o->file_count == 0 && !add_default(ts, o))
		return false;
	for (i = 0; i < o->excluded_count; i++)
		if (!hostlist_exclude(ts->list, o->excluded[i]))
			return say_bad(ts);
	return true;
}

/* Hosts of a source come one after the other, and networks last. */
static bool
find_networks(struct targets *ts)
{
	const struct origin *origin, *before = NULL;
	struct hostlist_host h;
	size_t i;

	ts->networks = calloc(ts->sources.count + 1, sizeof(ts->networks[0]));
	if (ts->networks == NULL)
		return false;
	for (i = 0; i < ts->count && ts->sources.count > 0; i++) {
		h = hostlist_get(ts->list, i);
		origin = sources_origin(&ts->sources, &h);
		if (origin == NULL || origin->item == NULL ||
		    origin->item->source.kind != SOURCE_NETWORK) {
			ts->listed = i + 1;
			continue;
		}
		if (origin != before)
			ts->networks[ts->network_count++] =
			    (struct target_network){ origin->item->text, i, 0 };
		ts->networks[ts->network_count - 1].count++;
		before = origin;
	}
	if (ts->sources.count == 0)
		ts->listed = ts->count;
	return true;
}

/* Sources that name hosts may name others tomorrow. */
static bool
make_room(struct targets *ts)
{
	const struct sourcelist *all = hostlist_sources(ts->list);
	size_t i;

	for (i = 0; i < all->count; i++)
		if (!all->v[i].excluded &&
		    all->v[i].source.kind != SOURCE_NETWORK)
			break;
	if (i == all->count)
		return true;
	ts->late = calloc(TARGETS_LATE_MAX, sizeof(struct target_late *));
	return ts->late != NULL;
}

/* All that were named are in the list. */
static bool
conclude(struct targets *ts, const struct options *o)
{
	const struct remarks r = { .options = o,
		.sources = &ts->sources,
		.list = ts->list,
		.default_file = ts->default_file,
		.by_default = ts->by_default };
	const size_t named = hostlist_count(ts->list);

	if (!hostlist_finish(ts->list)) {
		log_warn("hosts");
		return false;
	}
	ts->count = hostlist_count(ts->list);
	if (ts->count == 0) {
		remarks_on_nobody(&r, named);
		return false;
	}
	if (!find_networks(ts) || !make_room(ts)) {
		log_warn("hosts");
		return false;
	}
	remarks_on_list(&r, ts->network_count > 0);
	return true;
}

static bool
find(struct targets *ts, const struct options *o, targets_recall *recall,
    void *arg)
{
	if (!add_all(ts, o) ||
	    !sources_ask(&ts->sources, ts->list, o, ts->by_default))
		return false;
	if (ts->by_default && o->command == NULL)
		recall(arg, ts);
	return conclude(ts, o);
}

static bool
fill(struct targets *ts, const struct options *o, targets_recall *recall,
    void *arg)
{
	const struct hostpart_rules rules = { .strict = o->command != NULL,
		.service = services_port,
		.arg = &ts->services };

	ts->list = hostlist_new("ruptime: ", o->port, &rules);
	if (ts->list == NULL) {
		log_warn("hosts");
		return false;
	}
	ts->port = o->port;
	hostlist_judge_sources(ts->list, sources_judge, o);
	return find(ts, o, recall, arg);
}

struct targets *
targets_find(const struct options *o, targets_recall *recall, void *arg)
{
	struct targets *ts = calloc(1, sizeof(*ts));

	if (ts == NULL)
		log_warn("hosts");
	else if (!fill(ts, o, recall, arg)) {
		targets_free(ts);
		ts = NULL;
	}
	return ts;
}

size_t
targets_count(const struct targets *ts)
{
	return ts->count + ts->late_count;
}

size_t
targets_room(const struct targets *ts)
{
	return ts->count + (ts->late != NULL ? TARGETS_LATE_MAX : 0);
}

bool
targets_add_late(struct targets *ts, const struct target_late *late)
{
	struct target_late *copy;

	if (targets_count(ts) == targets_room(ts))
		return false;
	copy = malloc(sizeof(*copy));
	if (copy == NULL)
		return false;
	*copy = *late;
	ts->late[ts->late_count++] = copy;
	return true;
}

size_t
targets_listed(const struct targets *ts)
{
	return ts->listed;
}

void
targets_know(struct targets *ts, const struct sources_known *k)
{
	sources_add_known(&ts->sources, ts->list, k);
}

/* What its source says of it. */
static void
add_origin(struct target *t, const struct origin *origin)
{
	const struct sourcelist_item *item = origin->item;

	t->searched = item != NULL && item->source.kind == SOURCE_NETWORK;
	if (item == NULL)
		t->found_as = origin->host.name;
	else if (t->searched || item->source.kind == SOURCE_MDNS)
		t->found_as = t->text;
	if (origin->host.address_count == 0)
		return;
	t->host = origin->host.host;
	t->addresses = origin->host.addresses;
	t->address_count = origin->host.address_count;
}

static struct target
get_listed(const struct targets *ts, size_t i)
{
	struct hostlist_host h = hostlist_get(ts->list, i);
	const struct origin *origin = sources_origin(&ts->sources, &h);
	struct target t = { .text = h.text,
		.host = h.host,
		.port_number = h.port_number,
		.given_port = h.port,
		.by_source = origin != NULL };

	if (origin != NULL)
		add_origin(&t, origin);
	return t;
}

static struct target
get_late(const struct target_late *late)
{
	return (struct target){ .text = late->text,
		.host = late->host,
		.port_number = late->port_number,
		.addresses = late->address_count > 0 ? late->addresses : NULL,
		.address_count = late->address_count,
		.found_as = late->found ? late->text : NULL,
		.by_source = true };
}

struct target
targets_get(const struct targets *ts, size_t i)
{
	struct target t = i < ts->count ? get_listed(ts, i) :
					  get_late(ts->late[i - ts->count]);

	if (t.port_number != 0)
		*decimal_put(t.port, t.port_number) = '\0';
	return t;
}

enum target_name
targets_name(const struct targets *ts, const struct target *t, const char *name,
    char text[static FOUNDNAME_MAX])
{
	switch (hostlist_judge_found(ts->list, name,
	    t->given_port != NULL ? t->given_port : "", text)) {
	case HOSTLIST_NAMED:
		return TARGET_NAMED;
	case HOSTLIST_EXCLUDED:
		return TARGET_EXCLUDED;
	case HOSTLIST_MISNAMED:
		break;
	}
	return TARGET_MISNAMED;
}

bool
targets_excludes(const struct targets *ts, const char *text)
{
	return hostlist_excludes(ts->list, text);
}

bool
targets_have_sources(const struct targets *ts)
{
	return hostlist_sources(ts->list)->count > 0;
}

bool
targets_lack(const struct targets *ts)
{
	return ts->sources.lacking && !ts->by_default;
}

size_t
targets_network_count(const struct targets *ts)
{
	return ts->network_count;
}

struct target_network
targets_get_network(const struct targets *ts, size_t i)
{
	return ts->networks[i];
}

bool
targets_are_searched_for(const struct targets *ts, const char *address,
    uint16_t port)
{
	return sourcelist_searches(hostlist_sources(ts->list), address, port,
	    ts->port);
}

void
targets_free(struct targets *ts)
{
	if (ts == NULL)
		return;
	sources_fini(&ts->sources);
	hostlist_free(ts->list);
	free(ts->default_file);
	free(ts->networks);
	while (ts->late_count > 0)
		free(ts->late[--ts->late_count]);
	free(ts->late);
	free(ts);
}
