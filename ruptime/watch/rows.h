/* SPDX-License-Identifier: ISC */
/* The hosts that the live view shows, in order. */
#ifndef RUPTIME_ROWS_H
#define RUPTIME_ROWS_H

#include <stdbool.h>
#include <stddef.h>

#include "ruptime/options.h"
#include "ruptime/reply/host.h"

struct rows {
	const struct host **v; /* those shown, */
	size_t count;          /* and how many */
	bool *placed;          /* of each host: it is one of them */
};

/* What is to be shown of hosts: all that have a line, or those not up. */
struct rows_choice {
	const struct host *hosts;
	size_t count;
	bool not_up;
	enum options_sort sort;
	bool reverse;
};

/* None yet; for so many hosts.  -1 with errno ENOMEM, and rows_fini() is due
 * all the same. */
int rows_init(struct rows *r, size_t room);

void rows_fini(struct rows *r);

/* Choose them anew: of the same hosts, and perhaps more.  Where little has
 * changed since the last time it is soon done. */
void rows_choose(struct rows *r, const struct rows_choice *choice);

/* The first of rows i and those behind it that this choice does not take away;
 * NULL: none. */
const struct host *rows_staying(const struct rows *r,
    const struct rows_choice *choice, size_t i);

/* Which row h is, which has to be one. */
size_t rows_find(const struct rows *r, const struct host *h);

#endif
