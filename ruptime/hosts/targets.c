/* SPDX-License-Identifier: ISC */
/* Whom to ask.  main.c has them found, engine.c and stream.c ask them. */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "common/log.h"
#include "common/net.h"
#include "ruptime/hosts/hostfile.h"
#include "ruptime/hosts/hostlist.h"
#include "ruptime/hosts/targets.h"

/* Services that were looked up lately: the database is read from its beginning
 * each time. */
enum { SERVICES = 8 };

struct service {
	char name[NI_MAXSERV];
	int port; /* -1: it is not there */
};

struct targets {
	struct hostlist *list;
	size_t count;
	struct service services[SERVICES];
	size_t oldest; /* of services */
};

static int
find_service(void *arg, const char *name)
{
	struct targets *ts = arg;
	struct service *s;
	const char *why;
	size_t i;

	for (i = 0; i < SERVICES; i++)
		if (strcmp(ts->services[i].name, name) == 0)
			return ts->services[i].port;
	s = &ts->services[ts->oldest++ % SERVICES];
	strlcpy(s->name, name, sizeof(s->name));
	s->port = net_port(name, false, &why);
	return s->port;
}

/* The list's messages are safe for a terminal, and point at a character. */
static bool
say_bad(const struct targets *ts)
{
	fprintf(stderr, "%s\n", hostlist_error(ts->list));
	return false;
}

static bool
add_text(struct targets *ts, const char *path, char *text, size_t len)
{
	const char *name = strcmp(path, "-") == 0 ? "standard input" : path;
	bool good;

	if (text == NULL) {
		log_warn("hosts file %s", name);
		return false;
	}
	good = hostlist_add_file(ts->list, name, text, len);
	free(text);
	return good || say_bad(ts);
}

static bool
add_default(struct targets *ts)
{
	char *path, *text;
	size_t len;
	bool good;

	text = hostfile_read_default(&path, &len);
	if (path == NULL && errno == ENOENT) {
		log_warnx("no host to ask: name some, or list them in"
			  " ~/.config/ruptime/hosts or /etc/ruptime/hosts");
		fprintf(stderr, "%s", options_usage);
		return false;
	}
	good = add_text(ts, path != NULL ? path : "", text, len);
	free(path);
	return good;
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
	if (o->host_count == 0 && o->file_count == 0 && !add_default(ts))
		return false;
	for (i = 0; i < o->excluded_count; i++)
		if (!hostlist_exclude(ts->list, o->excluded[i]))
			return say_bad(ts);
	return true;
}

static bool
fill(struct targets *ts, const struct options *o)
{
	const struct hostpart_rules rules = { .strict = o->command != NULL,
		.service = find_service,
		.arg = ts };

	ts->list = hostlist_new("ruptime: ", o->port, &rules);
	if (ts->list == NULL) {
		log_warn("hosts");
		return false;
	}
	if (!add_all(ts, o))
		return false;
	hostlist_finish(ts->list);
	ts->count = hostlist_count(ts->list);
	if (ts->count == 0) {
		log_warnx("no host is left to ask");
		return false;
	}
	return true;
}

struct targets *
targets_find(const struct options *o)
{
	struct targets *ts = calloc(1, sizeof(*ts));

	if (ts == NULL)
		log_warn("hosts");
	else if (!fill(ts, o)) {
		targets_free(ts);
		ts = NULL;
	}
	return ts;
}

size_t
targets_count(const struct targets *ts)
{
	return ts->count;
}

struct target
targets_get(const struct targets *ts, size_t i)
{
	struct hostlist_host h = hostlist_get(ts->list, i);
	struct target t = { .text = h.text,
		.host = h.host,
		.port_number = h.port_number };

	if (t.port_number != 0)
		snprintf(t.port, sizeof(t.port), "%u", t.port_number);
	return t;
}

void
targets_free(struct targets *ts)
{
	if (ts == NULL)
		return;
	hostlist_free(ts->list);
	free(ts);
}
