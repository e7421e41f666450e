/* SPDX-License-Identifier: ISC */
/*
 * Whom to ask.  main.c has them found, engine.c and stream.c ask them.
 */
#include <arpa/inet.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "common/log.h"
#include "common/net.h"
#include "ruptime/hosts/hostfile.h"
#include "ruptime/hosts/hostlist.h"
#include "ruptime/hosts/targets.h"

struct targets {
	struct hostlist *list;
	size_t count;
	uint16_t *ports; /* 0: of a path */
};

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

/* getaddrinfo(3) would take 10.1 for 10.0.0.1, and ask the name service for
 * 10.0.0.256. */
static bool
is_bad_ipv4(const char *host)
{
	struct in_addr in;

	return host[strspn(host, "0123456789.")] == '\0' &&
	    inet_pton(AF_INET, host, &in) != 1;
}

/* The port of h, 0 of a path; -1 where it was said why there is none. */
static int
find_port(const struct hostlist_host *h, int otherwise)
{
	const char *why;
	int port = otherwise;

	if (h->is_path)
		return 0;
	if (is_bad_ipv4(h->host)) {
		log_warnx("%s: not an IPv4 address", h->text);
		return -1;
	}
	if (h->port != NULL)
		port = net_port(h->port, false, &why);
	if (port == -1)
		log_warnx("%s: port %s: %s", h->text, h->port, why);
	return port;
}

static bool
find_ports(struct targets *ts, const struct options *o)
{
	struct hostlist_host h;
	size_t i;
	int port;

	ts->ports = calloc(ts->count, sizeof(ts->ports[0]));
	if (ts->ports == NULL) {
		log_warn("%zu hosts", ts->count);
		return false;
	}
	for (i = 0; i < ts->count; i++) {
		h = hostlist_get(ts->list, i);
		port = find_port(&h, o->port);
		if (port == -1)
			return false;
		ts->ports[i] = (uint16_t)port;
	}
	return true;
}

static bool
fill(struct targets *ts, const struct options *o)
{
	ts->list = hostlist_new("ruptime: ", o->command != NULL);
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
	return find_ports(ts, o);
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
		.port_number = ts->ports[i] };

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
	free(ts->ports);
	free(ts);
}
