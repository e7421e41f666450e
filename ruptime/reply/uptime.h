/* SPDX-License-Identifier: ISC */
/* One line of `uptime`, whichever system printed it, as numbers. */
#ifndef RUPTIME_UPTIME_H
#define RUPTIME_UPTIME_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct uptime {
	char clock[9];    /* "15:02" or "15:02:05", 24-hour; "" where absent */
	int64_t uptime_s; /* as printed, no finer, < 10^15; -1 where absent */
	int64_t unit_s;   /* how exact that is: the finest unit in it, but a
			   * week, or a year, where it is counted in such, which
			   * is not done alike everywhere; 0 where absent */
	int64_t users;    /* < 10^9; -1 where absent */
	bool has_load;    /* three loads are there */
	double load[3];   /* of 1, 5 and 15 minutes, < 10^9; else zeros */
};

/*
 * Read text, the len bytes that a machine answered, into *u, and answer
 * whether they are an uptime line.  Of what the line does not say, *u says that
 * it is absent: Solaris prints no uptime in its first half minute, busybox no
 * users, procps "? users", Windows no loads.  On false, all of it is absent.
 *
 * A line is read as a whole or refused.  A byte that belongs to no part of it
 * (a control character, markup, a sign, a fourth load), a part out of range
 * (3:75) or a number of more than nine digits means that it is something else
 * or was damaged, so none of its numbers is believed.  A line that begins
 * "error: " is refused whatever follows.
 *
 * The first line that is not blank counts; those after it, as of `w`, are
 * ignored.  CR LF ends a line as LF does.  Before the clock may stand a
 * wrapper, "top - ", "host: " (pdsh) or "host | CHANGED | rc=0 >>" (ansible,
 * also as a line of its own), and before or instead of it what some systems
 * print there, a date (Haiku, SerenityOS) or their name (Plan 9).
 *
 * Without a newline a line may have been cut.  It is read only if no longer one
 * that says something else could be cut to it: "3:12,  2 users" and "0.12,
 * 0.04, 0.01" at its end are read; "3:1", "up 5 days", "2 us" and "0.12, 0.04,
 * 0.0" are refused.
 *
 * The locale plays no part.  Time is linear in len; text is not kept.
 */
bool uptime_parse(const char *text, size_t len, struct uptime *u);

#endif
