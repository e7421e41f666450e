/* SPDX-License-Identifier: ISC */
/* What is remembered of a host that was seen up, and how a look changes it. */
#ifndef RUPTIME_PAST_H
#define RUPTIME_PAST_H

#include <stdbool.h>
#include <stdint.h>

#include "ruptime/reply/host.h"

/* How long hosts are kept: those that somebody named, since they were last
 * asked, and those that were found, since they were last up. */
#define PAST_LISTED_S (90 * INT64_C(86400))
#define PAST_FOUND_S (4 * INT64_C(86400))

/* A point of time by our own clocks; no host's counts. */
struct moment {
	int64_t wall_s;   /* since the epoch; may be set at any time */
	int64_t boot_s;   /* since our boot, suspends included; -1: unknown */
	uint64_t boot_id; /* of our boot; 0: unknown */
};

struct past {
	struct moment up; /* when it was last seen up */
	/* The last uptime that it told, and the precision of that, as in
	 * struct uptime; -1: none that is of use.  It was told told_ago_s
	 * before up: 0 but where the host was up later and told none. */
	int64_t uptime_s, unit_s, told_ago_s;
	int64_t
	    listed_s; /* since the epoch: last asked by its name; 0: never */
	bool found;   /* by a network or a service; see PAST_FOUND_S */
};

/* One look at a host. */
struct look {
	struct moment at;
	bool up;
	int64_t uptime_s, unit_s; /* where up, as in struct uptime */
	bool found;               /* nobody named it, it was found */
};

/* Seconds from one moment to another: by the clock that nobody sets where both
 * are of the same boot of ours, else by the wall clock; negative where that was
 * set back. */
int64_t past_elapsed_s(const struct moment *from, const struct moment *to);

/*
 * Whether a host that told then_s has been booted since, where elapsed_s later
 * (negative: it is not known) it tells now_s; then_unit_s and now_unit_s are
 * how exact the two are.  It has where its uptime went down, or where it began
 * after the first look and is shorter than it would be.  A machine that was
 * paused counts on where it stopped, so it has not: but one paused for longer
 * than it had been up looks the same as one that was booted.  The host's clock
 * plays no part, and ours may run wrong by a minute and a thousandth.
 */
enum reboot past_rebooted(int64_t then_s, int64_t then_unit_s, int64_t now_s,
    int64_t now_unit_s, int64_t elapsed_s);

/*
 * What a look makes of *p; known: there was one, else it is begun where the
 * host is up.  A look that is older than the last one by the same clock, since
 * another run was quicker, does not put that back.  Returns whether the host
 * was booted since the last uptime that it told.
 */
enum reboot past_look(struct past *p, bool known, const struct look *l);

/* When the host was last seen up, since the epoch as our clock has it at the
 * moment of now, not later than that: also where that was set since. */
int64_t past_last_up_s(const struct past *p, const struct moment *now);

/* What lies ahead by the clock that nobody sets was not seen by this one: the
 * machine was put back to a snapshot, say. Then the wall clock is all there is.
 * For each past that was read, before it is used. */
void past_doubt(struct past *p, const struct moment *now);

/* Whether the host is still to be remembered; takes its mark off where it no
 * longer counts as found, times that lie ahead back to now, and the time of the
 * last sight to where past_last_up_s() has it. */
bool past_keep(struct past *p, const struct moment *now);

#endif
