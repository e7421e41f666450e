/* SPDX-License-Identifier: ISC */
/*
 * Ask hosts again and again and have each round shown, printed or remembered.
 * main.c calls it; watch.c asks.
 */
#include <unistd.h>

#include "common/clock.h"
#include "ruptime/live.h"
#include "ruptime/networks.h"
#include "ruptime/report.h"
#include "ruptime/watch/watch.h"

enum { REMEMBER_US = 60 * 1000 * 1000 };

struct live {
	struct report report;
	struct targets *targets;
	struct memory *memory;
	uint64_t remembered_us; /* when; 0: not yet */
	enum watch_manner manner;
	int status; /* of the last round that was over */
};

/* Each round is written as a whole, a file anew. */
static void
print_anew(struct report *r)
{
	const struct options *o = r->options;

	if (output_open(&r->output, o->output, o->command != NULL) == -1) {
		r->output.lost = true;
		return;
	}
	report_print(r);
	output_close(&r->output);
}

static void
print_round(struct report *r, FILE *out)
{
	report_sort(r);
	if (r->options->output != NULL)
		print_anew(r);
	else if (out != NULL) {
		r->output.out = out;
		report_print(r);
		r->output.out = NULL;
	}
}

/* The memory is written so seldom, and at the end. */
static void
on_over(void *arg, bool at_end)
{
	struct live *l = arg;
	struct report *r = &l->report;

	r->count = targets_count(l->targets);
	if (!at_end && l->remembered_us != 0 &&
	    clock_us() - l->remembered_us < REMEMBER_US)
		return;
	report_remember(r, l->memory);
	l->remembered_us = clock_us();
}

/* The live table shows itself what the round came to, and behind the first
 * table changes are told one by one.  A file that could be written once may be
 * so again: its disk was full. */
static bool
on_round(void *arg, unsigned number, FILE *out)
{
	struct live *l = arg;
	struct report *r = &l->report;
	bool good;

	report_count(r);
	good = !report_lacks(r) && r->lines > 0 && r->up == r->lines;
	l->status = good ? 0 : 1;
	if (l->manner == WATCH_ROUNDS ||
	    (l->manner == WATCH_LINES && number == 1))
		print_round(r, out);
	return !r->output.lost || (number > 1 && r->options->output != NULL);
}

static int
live(struct live *l, const struct template *command)
{
	struct report *r = &l->report;
	const struct options *o = r->options;
	const struct watch_calls calls = { on_over, on_round, l };
	enum watch_result result;

	r->output.terminal = o->output == NULL && isatty(STDOUT_FILENO);
	if (o->format > FORMAT_TABLE || o->output != NULL)
		l->manner = WATCH_ROUNDS;
	else
		l->manner = watch_has_screen() ? WATCH_SCREEN : WATCH_LINES;
	l->status = 1;
	result = watch_hosts(o, command, l->targets, r->hosts, l->manner,
	    report_has_color(r), r->format->needs_text || o->verbose, &calls);
	r->count = targets_count(l->targets);
	if (result == WATCH_FAILED)
		return report_fail(o);
	if (result == WATCH_ENDED && l->manner == WATCH_SCREEN) {
		report_count(r);
		report_sort(r);
		print_anew(r);
	}
	if (result == WATCH_ENDED)
		networks_tell(l->targets, r->hosts);
	if (result == WATCH_HUNG_UP && l->manner != WATCH_SCREEN)
		return 1;
	return r->output.lost ? 1 : l->status;
}

int
live_hosts(const struct options *o, const struct template *command,
    struct targets *ts, struct memory *m)
{
	struct live l = { .memory = m, .targets = ts };
	int status;

	if (report_init(&l.report, o, ts))
		status = live(&l, command);
	else
		status = report_fail(o);
	report_fini(&l.report);
	return status;
}
