/* SPDX-License-Identifier: ISC */
/*
 * Ask many hosts and print what has come of it.  main.c calls it once; fleet.c
 * asks, and the modules of each format write.
 */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "common/log.h"
#include "ruptime/show/export.h"
#include "ruptime/ask/fleet.h"
#include "ruptime/show/listing.h"
#include "ruptime/show/order.h"
#include "ruptime/report.h"
#include "ruptime/show/table.h"

/* More failures than these are not listed one by one, but folded. */
enum { FAILURES_LISTED = 10 };

/* What a monitoring plugin exits with that can't tell. */
enum { NAGIOS_UNKNOWN = 3 };

struct report {
	const struct options *options;
	bool terminal; /* standard output is one */
	struct host *hosts;
	const struct host **listed; /* of hosts, those to print, in order */
	size_t count, listed_count;
	size_t up, down; /* of all; the rest is pending */
	bool lost;       /* output could not be written */
};

static bool
prints_at_once(const struct options *o)
{
	return o->format == FORMAT_RAW && !o->sort_given && !o->reverse;
}

/* With a command SIGPIPE does not end us, and yet we end as quietly. */
static void
lose(struct report *r)
{
	if (!r->lost && (errno != EPIPE || r->options->command == NULL))
		log_warn("standard output");
	r->lost = true;
}

static bool
print_at_once(void *arg, const struct host *h)
{
	struct report *r = arg;

	if (listing_raw(stdout, r->terminal, &h, 1) == -1 ||
	    fflush(stdout) == EOF)
		lose(r);
	return !r->lost;
}

/* Hosts that were not waited for are told of elsewhere; a monitoring system
 * looks at standard output only. */
static void
choose(struct report *r)
{
	const struct options *o = r->options;
	size_t i;

	for (i = 0; i < r->count; i++) {
		const struct host *h = &r->hosts[i];

		if (h->state == STATE_UP)
			r->up++;
		else if (h->state != STATE_PENDING)
			r->down++;
		if (h->state != STATE_PENDING || o->format == FORMAT_NAGIOS)
			r->listed[r->listed_count++] = h;
	}
	order_hosts(r->listed, r->listed_count, o->sort, o->reverse);
}

static bool
wants_color(const struct report *r)
{
	const char *no_color = getenv("NO_COLOR"), *term = getenv("TERM");

	switch (r->options->color) {
	case COLOR_ALWAYS:
		return true;
	case COLOR_NEVER:
		return false;
	case COLOR_AUTO:
		break;
	}
	return r->terminal && (no_color == NULL || no_color[0] == '\0') &&
	    term != NULL && strcmp(term, "dumb") != 0;
}

/* -1 with errno, or 0, or what a monitoring plugin exits with. */
static int
print(const struct report *r)
{
	const struct options *o = r->options;
	const struct table_style style = { .terminal = r->terminal,
		.color = wants_color(r),
		.verbose = o->verbose };
	const struct host *const *v = r->listed;
	size_t n = r->listed_count;

	switch (o->format) {
	case FORMAT_TEXT:
	case FORMAT_TABLE:
		return table_write(stdout, &style, v, n);
	case FORMAT_RAW:
		return prints_at_once(o) ?
		    0 :
		    listing_raw(stdout, r->terminal, v, n);
	case FORMAT_JSON:
		return export_json(stdout, v, n);
	case FORMAT_PROMETHEUS:
		return export_prometheus(stdout, v, n);
	case FORMAT_NAGIOS:
		return export_nagios(stdout, v, n, &o->warning, &o->critical);
	case FORMAT_UP_NAMES:
	case FORMAT_DOWN_NAMES:
		return listing_names(stdout, r->terminal,
		    o->format == FORMAT_UP_NAMES, v, n);
	}
	return 0;
}

/* What the chosen format has no place for. */
static void
tell_failures(const struct report *r)
{
	bool terminal = isatty(STDERR_FILENO);
	const struct options *o = r->options;
	size_t i;

	if (o->format > FORMAT_RAW)
		return;
	if (r->down > FAILURES_LISTED) {
		if (listing_failures(stderr, terminal, r->listed,
			r->listed_count) == -1)
			log_warn("%zu hosts are not up", r->down);
		return;
	}
	for (i = 0; o->format == FORMAT_RAW && i < r->listed_count; i++) {
		const struct host *h = r->listed[i];

		if (h->state != STATE_UP)
			log_warnx("%s: %s%s%s", h->name, state_name(h->state),
			    h->detail != NULL && h->detail[0] != '\0' ? ": " :
									"",
			    h->detail != NULL ? h->detail : "");
	}
}

/* Those that an interrupted run has not heard of. */
static void
tell_pending(struct report *r)
{
	size_t i, n = 0;

	for (i = 0; i < r->count; i++)
		if (r->hosts[i].state == STATE_PENDING)
			r->listed[n++] = &r->hosts[i];
	log_warnx("interrupted: of %zu hosts %zu were not heard of", r->count,
	    n);
	if (listing_failures(stderr, isatty(STDERR_FILENO), r->listed, n) == -1)
		log_warn("%zu hosts", n);
}

static int
conclude(struct report *r, enum fleet_result result)
{
	const struct options *o = r->options;
	int status;

	choose(r);
	status = print(r);
	if (status == -1 || fflush(stdout) == EOF)
		lose(r);
	tell_failures(r);
	if (result == FLEET_INTERRUPTED)
		tell_pending(r);
	if (o->format == FORMAT_NAGIOS)
		return r->lost ? NAGIOS_UNKNOWN : status;
	return r->lost || r->up < r->count ? 1 : 0;
}

/* What a monitoring system takes for "critical" is not what a failure of ours
 * means. */
int
report_failure(const struct options *o)
{
	return o->format == FORMAT_NAGIOS ? NAGIOS_UNKNOWN : 2;
}

int
report_hosts(const struct options *o, const struct template *command,
    const struct targets *ts)
{
	size_t n = targets_count(ts);
	struct report r = { .options = o,
		.terminal = isatty(STDOUT_FILENO),
		.hosts = calloc(n, sizeof(struct host)),
		.listed = calloc(n, sizeof(struct host *)),
		.count = n };
	enum fleet_result result = FLEET_FAILED;
	int status = report_failure(o);

	if (r.hosts == NULL || r.listed == NULL)
		log_warn("%zu hosts", n);
	else
		result = fleet_ask(o, command, ts, r.hosts,
		    prints_at_once(o) ? print_at_once : NULL, &r);
	if (result == FLEET_STOPPED)
		status = 1;
	else if (result != FLEET_FAILED)
		status = conclude(&r, result);
	if (r.hosts != NULL)
		fleet_forget(r.hosts, n);
	free(r.hosts);
	free(r.listed);
	return status;
}
