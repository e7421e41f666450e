/* SPDX-License-Identifier: ISC */
/*
 * Hosts asked again and again, and shown: on the whole terminal, or as lines
 * that say what has changed.
 */
#ifndef RUPTIME_WATCH_H
#define RUPTIME_WATCH_H

#include <stdbool.h>
#include <stdio.h>

#include "ruptime/hosts/targets.h"
#include "ruptime/options.h"
#include "ruptime/reply/host.h"

struct template;

/* How the hosts are shown meanwhile. */
enum watch_manner {
	WATCH_SCREEN, /* the live table, on standard output, a terminal */
	WATCH_LINES,  /* from the second round on, what has changed */
	WATCH_ROUNDS  /* by whoever is told of each round */
};

struct watch_calls {
	/* A round is over and not told of yet, or all is, once, at the end:
	 * what is known of the hosts from before may be put into them.  What
	 * the view itself knows comes on top of that. */
	void (*over)(void *arg, bool at_end);
	/* A round is over; hosts are those given to watch_hosts().  out is
	 * standard output, NULL where there is the live table, or no memory.
	 * False ends it all. */
	bool (*round)(void *arg, unsigned number, FILE *out);
	void *arg;
};

enum watch_result {
	WATCH_ENDED,   /* all rounds, or by the user */
	WATCH_HUNG_UP, /* the output has gone, or takes nothing any more */
	WATCH_FAILED   /* it was said why */
};

/* Whether standard output is a terminal that the live table can be drawn on. */
bool watch_has_screen(void);

/*
 * Ask the targets, by connecting or by the command, each o->interval_ms, until
 * o->rounds are over, 0: without end, or the user ends it.  Fills hosts, one
 * for each target and in their order, which are freed by host_reset(); there
 * has to be room for those that sources name meanwhile, see targets_room(), and
 * which are among the targets then.
 */
enum watch_result watch_hosts(const struct options *o,
    const struct template *command, struct targets *ts, struct host *hosts,
    enum watch_manner manner, bool color, bool keeps_text,
    const struct watch_calls *calls);

#endif
