/* SPDX-License-Identifier: ISC */
/* Ask many hosts and print what has come of it. */
#ifndef RUPTIME_REPORT_H
#define RUPTIME_REPORT_H

#include <stdbool.h>
#include <stddef.h>

#include "ruptime/options.h"
#include "ruptime/output.h"
#include "ruptime/show/format.h"
#include "ruptime/hosts/targets.h"
#include "ruptime/memory/memory.h"
#include "ruptime/command/template.h"

/* For who asks and prints: report.c does so once, live.c again and again. */
struct report {
	const struct options *options;
	const struct targets *targets;
	const struct format *format;
	struct output output;
	struct host *hosts;
	const struct host **listed; /* of hosts, those to print, in order */
	size_t count, listed_count;
	size_t lines;    /* how many of the hosts are to have one */
	size_t up, down; /* of these; the rest is pending */
};

/* Of the targets, which stay, with room for those that are late.  False where
 * memory is short, which is told; report_fini() is due all the same. */
bool report_init(struct report *r, const struct options *o,
    const struct targets *ts);

void report_fini(struct report *r);

/* Have them remembered, NULL: nowhere, as recall_hosts() does. */
void report_remember(struct report *r, struct memory *m);

/* Count the hosts, and list those that are to be printed. */
void report_count(struct report *r);

/* Put what is listed into the order in which it is printed. */
void report_sort(struct report *r);

/* Print those to the output.  As format_write has it. */
int report_print(struct report *r);

/* Whether a source has named nobody, or nobody answers in any network. */
bool report_lacks(const struct report *r);

/* Whether in colour. */
bool report_has_color(const struct report *r);

/* Nothing could be asked, or the command line is wrong, and it was said why:
 * the exit status, and with -o nagios the plugin's line. */
int report_fail(const struct options *o);

/* Ask the targets, as fleet_ask() does, have m remember what has come of them,
 * and print as o says.  m may be NULL, for no memory.  The exit status:
 * 0 every host is up, 1 some is not, or the output was lost, 2 nothing could be
 * asked; with -o nagios the plugin's. */
int report_hosts(const struct options *o, const struct template *command,
    const struct targets *ts, struct memory *m);

#endif
