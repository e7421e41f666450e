/* SPDX-License-Identifier: ISC */
/* Hosts as BSD's ruptime lists them. */
#ifndef RUPTIME_TABLE_H
#define RUPTIME_TABLE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include "ruptime/reply/host.h"

struct table_style {
	bool terminal; /* out is one, so that text passes screen.h */
	bool color;    /* "down" in red, "?" and "rebooted" in yellow */
	bool verbose;  /* say more of those that are not up */
};

/* Columns of a terminal that each part of a line takes. */
struct table_widths {
	int name, span, users, load;
	/* What has been found to fit, of those that are up. */
	int64_t uptime_most_s, users_most;
	double load_most;
};

/* As narrow as they may be. */
void table_widths_init(struct table_widths *w);

/* As wide as h needs, if that is wider.  -1 with errno ENOMEM. */
int table_widen(struct table_widths *w, const struct table_style *style,
    const struct host *h);

/* The same, but for its name. */
void table_widen_figures(struct table_widths *w, const struct host *h);

/* The line of h without its end.  0, or -1 with errno, as table_write(). */
int table_row(FILE *out, const struct table_style *style,
    const struct table_widths *w, const struct host *h);

/* Where in a line it says "up" or "down". */
int table_state_column(const struct table_widths *w);

/*
 * Write a line for each of the n hosts of v, in that order:
 *
 *	alpha        up     3+05:02,    1 user,   load  0.04,  0.08,  0.07
 *	beta         up        5:02,    ? users,  load     ?,     ?,     ?
 *	gamma        down   timed out
 *	delta        ?      pending
 *
 * Days, hours and minutes up; "?" or "??:??" for what a host does not tell.
 * Every column is as wide as its widest entry, and never narrower than here;
 * names are measured in the columns that a terminal of the locale gives them.
 *
 * Where something is remembered of hosts, the days, hours and minutes since one
 * that is down was last seen up stand in the same place, "?" where it never
 * was, and one that was booted since the last look says so at its end:
 *
 *	gamma        down   2+05:12,  timed out
 *	delta        down         ?,  refused
 *
 * Of STATE_ERROR the server's words follow.  With verbose the detail follows of
 * every host that is not up, and of STATE_BAD_REPLY the first line of the reply
 * that says anything, or what of it firstline.h keeps.
 *
 * Returns 0, or -1 with errno: ENOMEM, or out has failed.
 */
int table_write(FILE *out, const struct table_style *style,
    const struct host *const *v, size_t n);

#endif
