/* SPDX-License-Identifier: ISC */
/*
 * One line of `uptime`, whoever printed it, as numbers.
 */
#ifndef RUPTIME_UPTIME_H
#define RUPTIME_UPTIME_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct uptime {
	char clock[9];	  /* local time, "15:02" or "15:02:05", 24-hour; "" */
	int64_t uptime_s; /* as printed, no finer; below 10^15; -1 */
	int64_t users;	  /* below 10^9; -1 */
	bool has_load;	  /* load holds something */
	double load[3];	  /* of 1, 5 and 15 minutes, below 10^9; else 0 */
};

/*
 * Reads text, the len bytes that a machine answered, into *u: true where they
 * are an uptime line. What the line does not say (Solaris prints no uptime in
 * its first half minute, busybox no users, "? users", Windows no loads) is "",
 * -1 and false, as commented above. False leaves all of *u so.
 *
 * A line is read whole or refused: one byte that belongs to no part of it (a
 * control character, markup, a sign, a fourth load), a part out of range (3:75)
 * and a number of more than nine digits mean that it is something else, or
 * damaged, and none of its numbers is believed. "error: " refuses too.
 *
 * Of several lines the first that is not blank counts, and the rest, the table
 * of `w` say, is ignored. CR LF ends a line as LF does. Before the clock may
 * stand what wraps it: "top - ", "host: " as pdsh writes it, ansible's
 * "host | CHANGED | rc=0 >>" on this or the line before, a date (Haiku,
 * SerenityOS), the host of Plan 9.
 *
 * Without a newline the line may have been cut anywhere. It is read if no
 * cut of a longer line could look like it and mean another number: "3:1",
 * "up 5 days", "2 us" and "0.12, 0.04, 0.0" are refused, "3:12,  2 users" and
 * "0.12, 0.04, 0.01" are read. A NUL is text, of 2BSD after "user" only.
 *
 * Any locale gives the same result. Never fails otherwise, keeps nothing of
 * text, takes time linear in len.
 */
bool uptime_parse(const char *text, size_t len, struct uptime *u);

#endif
