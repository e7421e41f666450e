/* SPDX-License-Identifier: ISC */
/*
 * Ask many hosts and print what has come of it.  main.c calls it once, live.c
 * for each round that is printed; fleet.c asks, and the modules of each format
 * write.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "common/log.h"
#include "common/sink.h"
#include "ruptime/ask/fleet.h"
#include "ruptime/ask/interrupt.h"
#include "ruptime/census.h"
#include "ruptime/networks.h"
#include "ruptime/output.h"
#include "ruptime/recall.h"
#include "ruptime/report.h"
#include "ruptime/show/export.h"
#include "ruptime/show/format.h"
#include "ruptime/show/listing.h"
#include "ruptime/show/order.h"
#include "ruptime/watch/codes.h"

/* More failures than these are not listed one by one, but folded. */
enum { FAILURES_MANY = 10 };

/* What a monitoring plugin exits with that can't tell. */
enum { PLUGIN_UNKNOWN = 3 };

static bool
prints_at_once(const struct report *r)
{
	return r->format->at_once && !r->options->sort_given &&
	    !r->options->reverse;
}

/* Hosts that were not waited for are told of elsewhere; a monitoring system
 * looks at standard output only. */
void
report_count(struct report *r)
{
	size_t i;

	r->lines = r->up = r->down = r->listed_count = 0;
	if (!census_take(r->targets, r->hosts))
		log_warn("%zu hosts", r->count);
	for (i = 0; i < r->count; i++) {
		const struct host *h = &r->hosts[i];

		if (!host_has_line(h))
			continue;
		r->lines++;
		if (h->state == STATE_UP)
			r->up++;
		else if (h->state != STATE_PENDING)
			r->down++;
		if (h->state != STATE_PENDING || r->format->judges)
			r->listed[r->listed_count++] = h;
	}
}

void
report_sort(struct report *r)
{
	order_hosts(r->listed, r->listed_count, r->options->sort,
	    r->options->reverse);
}

bool
report_has_color(const struct report *r)
{
	const char *no_color = getenv("NO_COLOR");

	switch (r->options->color) {
	case COLOR_ALWAYS:
		return true;
	case COLOR_NEVER:
		return false;
	case COLOR_AUTO:
		break;
	}
	return r->output.terminal &&
	    (no_color == NULL || no_color[0] == '\0') && codes_may_color();
}

/* As format_write has it; output_flush has yet to follow. */
static int
print(struct report *r, const struct host *const *v, size_t n)
{
	const struct format_style style = { .terminal = r->output.terminal,
		.color = report_has_color(r),
		.options = r->options };

	return r->format->write(r->output.out, &style, v, n);
}

int
report_print(struct report *r)
{
	const int status = print(r, r->listed, r->listed_count);

	output_flush(&r->output, status != -1);
	return status;
}

static void
print_each(void *arg, const struct host *h)
{
	struct report *r = arg;

	if (!r->output.lost && print(r, &h, 1) == -1)
		output_flush(&r->output, false);
}

static bool
print_pause(void *arg)
{
	struct report *r = arg;

	if (!r->output.lost)
		output_flush(&r->output, true);
	return !r->output.lost;
}

/* The first n of those that are listed, on standard error. */
static void
fold_failures(const struct report *r, size_t n)
{
	struct sink err;
	int rc = -1;

	if (sink_open(&err, STDERR_FILENO) == 0) {
		rc = listing_failures(err.out, isatty(STDERR_FILENO), r->listed,
		    n);
		sink_close(&err);
	}
	if (rc == -1)
		log_warn("%zu hosts", n);
}

/* What the chosen format has no place for. */
static void
tell_failures(const struct report *r)
{
	const enum format_failures failures = r->format->failures;
	size_t i;

	if (failures != FAILURES_SHOWN && r->down > FAILURES_MANY) {
		fold_failures(r, r->listed_count);
		return;
	}
	for (i = 0; failures == FAILURES_LISTED && i < r->listed_count; i++) {
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
	size_t i, n = 0, searched = 0, listed = targets_listed(r->targets);

	for (i = 0; i < r->count; i++) {
		if (r->hosts[i].state != STATE_PENDING)
			continue;
		if (i < listed)
			r->listed[n++] = &r->hosts[i];
		else
			searched++;
	}
	if (listed > 0)
		log_warnx("interrupted: not heard of: %zu of %zu hosts", n,
		    listed);
	if (searched > 0)
		log_warnx("interrupted: not heard of: %zu of %zu addresses of "
			  "networks",
		    searched, r->count - listed);
	fold_failures(r, n);
}

bool
report_lacks(const struct report *r)
{
	return targets_lack(r->targets) ||
	    networks_are_empty(r->targets, r->hosts);
}

static int
conclude(struct report *r, enum fleet_result result)
{
	const bool interrupted = result == FLEET_INTERRUPTED;
	const bool lacking = report_lacks(r);
	int status = 0;

	report_count(r);
	report_sort(r);
	if (!prints_at_once(r))
		status = report_print(r);
	output_close(&r->output);
	tell_failures(r);
	networks_tell(r->targets, r->hosts);
	if (interrupted)
		tell_pending(r);
	if (r->format->judges)
		return r->output.lost || (lacking && status == 0) ?
		    PLUGIN_UNKNOWN :
		    status;
	return r->output.lost || lacking || r->up < r->lines || interrupted ?
	    1 :
	    0;
}

/* What a monitoring system takes for "critical" is not what a failure of ours
 * means; and it looks at standard output only. */
int
report_fail(const struct options *o)
{
	const char *why = log_complaint();
	struct sink out;

	if (!format_of(o->format)->judges)
		return 2;
	if (sink_open(&out, STDOUT_FILENO) == 0) {
		export_nagios_failure(out.out,
		    why[0] != '\0' ? why : "see standard error");
		sink_close(&out);
	}
	return PLUGIN_UNKNOWN;
}

/* What nobody will look at is not kept: 64 KiB a host can be much. */
static enum fleet_result
ask(struct report *r, const struct template *command, const struct targets *ts)
{
	static const struct fleet_calls calls = { print_each, print_pause };
	const bool at_once = prints_at_once(r);
	const bool keeps_text =
	    r->format->needs_text ? !at_once : r->options->verbose;

	return fleet_ask(r->options, command, ts, r->hosts, keeps_text,
	    at_once ? &calls : NULL, r);
}

void
report_remember(struct report *r, struct memory *m)
{
	recall_hosts(&(struct recall){ .targets = r->targets,
	    .hosts = r->hosts,
	    .count = r->count,
	    .memory = m,
	    .numeric = r->options->numeric });
}

/* Ask once, and print that.  What has come of the hosts is remembered before it
 * is shown, so that who shows it knows the past, and no reader that has gone
 * makes it be forgotten. */
static int
look(struct report *r, const struct template *command, const struct targets *ts,
    struct memory *m)
{
	const struct options *o = r->options;
	enum fleet_result result;
	int status;

	/* A file is there half done. */
	if (o->output != NULL)
		interrupt_hold();
	if (output_open(&r->output, o->output, o->command != NULL) == -1)
		return report_fail(o);
	result = ask(r, command, ts);
	if (result == FLEET_FAILED) {
		r->output.lost = true;
		status = report_fail(o);
	} else {
		report_remember(r, m);
		status = result == FLEET_STOPPED ? 1 : conclude(r, result);
	}
	output_close(&r->output);
	interrupt_release();
	return status;
}

bool
report_init(struct report *r, const struct options *o, const struct targets *ts)
{
	const size_t room = targets_room(ts);

	*r = (struct report){ .options = o,
		.targets = ts,
		.format = format_of(o->format),
		.hosts = calloc(room, sizeof(struct host)),
		.listed = calloc(room, sizeof(struct host *)),
		.count = targets_count(ts) };
	if (r->hosts != NULL && r->listed != NULL)
		return true;
	log_warn("%zu hosts", room);
	return false;
}

void
report_fini(struct report *r)
{
	while (r->hosts != NULL && r->count > 0)
		host_reset(&r->hosts[--r->count]);
	free(r->hosts);
	free(r->listed);
}

int
report_hosts(const struct options *o, const struct template *command,
    const struct targets *ts, struct memory *m)
{
	struct report r;
	int status;

	if (report_init(&r, o, ts))
		status = look(&r, command, ts, m);
	else
		status = report_fail(o);
	report_fini(&r);
	return status;
}
