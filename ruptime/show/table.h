/* SPDX-License-Identifier: ISC */
/*
 * Hosts as BSD's ruptime lists them.
 */
#ifndef RUPTIME_TABLE_H
#define RUPTIME_TABLE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

#include "ruptime/reply/host.h"

struct table_style {
	bool terminal; /* out is one, so that text passes screen.h */
	bool color;    /* "down" in red, "?" in yellow */
	bool verbose;  /* say more of those that are not up */
};

/*
 * Writes a line for each of the n hosts of v, in that order:
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
 * Of STATE_ERROR the server's words follow. With verbose the detail follows of
 * every host that is not up, and of STATE_BAD_REPLY the first line of the
 * reply that says anything, or what of it firstline.h keeps.
 *
 * Returns 0, or -1 with errno: ENOMEM, or out has failed.
 */
int table_write(FILE *out, const struct table_style *style,
    const struct host *const *v, size_t n);

#endif
