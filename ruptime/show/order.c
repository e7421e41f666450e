/* SPDX-License-Identifier: ISC */
/*
 * Hosts in order of name, load, uptime or users, for whatever lists them.
 * Pure: no I/O, no clock, no locale.
 */
#include <stdlib.h>

#include "ruptime/hosts/natural.h"
#include "ruptime/show/order.h"

/* What order goes by where it is not known. */
#define ORDER_UNKNOWN (-1.0)
#define ORDER_DOWN (-2.0)

/* Seconds below 10^15 are exact in a double. */
static double
order_value(const struct host *h, enum options_sort sort)
{
	if (h->state != STATE_UP)
		return ORDER_DOWN;
	switch (sort) {
	case SORT_LOAD:
		return h->uptime.has_load ? h->uptime.load[0] : ORDER_UNKNOWN;
	case SORT_UPTIME:
		return (double)h->uptime.uptime_s;
	case SORT_USERS:
		return (double)h->uptime.users;
	default:
		return 0;
	}
}

/* As BSD has it: the shorter one is down, the nearer it is to being up.  Those
 * that were never seen up come last, and so do all of which nothing is
 * remembered. */
static int
order_down(const struct host *a, const struct host *b, bool reverse)
{
	const int64_t x = a->past.known ? a->past.down_s : -1;
	const int64_t y = b->past.known ? b->past.down_s : -1;

	if (x == y)
		return natural_cmp(a->name, b->name);
	if (x < 0 || y < 0)
		return x < 0 ? 1 : -1;
	return (x > y) != reverse ? 1 : -1;
}

static int
order_cmp(const void *va, const void *vb, enum options_sort sort, bool reverse)
{
	const struct host *a = *(const struct host *const *)va;
	const struct host *b = *(const struct host *const *)vb;
	double x, y;

	if (sort == SORT_NAME)
		return reverse ? natural_cmp(b->name, a->name) :
				 natural_cmp(a->name, b->name);
	x = order_value(a, sort);
	y = order_value(b, sort);
	if (sort == SORT_UPTIME && x == ORDER_DOWN && y == ORDER_DOWN)
		return order_down(a, b, reverse);
	if (x == y)
		return natural_cmp(a->name, b->name);
	if (x < 0 || y < 0)
		reverse = false;
	return (x > y) == reverse ? 1 : -1;
}

/* qsort_r(3) has two signatures, so each order has a function instead. */
#define ORDER(name, sort)                                        \
	static int name(const void *a, const void *b)            \
	{                                                        \
		return order_cmp(a, b, sort, false);             \
	}                                                        \
	static int name##_reversed(const void *a, const void *b) \
	{                                                        \
		return order_cmp(a, b, sort, true);              \
	}

ORDER(by_name, SORT_NAME)
ORDER(by_load, SORT_LOAD)
ORDER(by_uptime, SORT_UPTIME)
ORDER(by_users, SORT_USERS)

/* It finds what is in order already.  It needs memory, which qsort(3) can do
 * without. */
void
order_hosts(const struct host **v, size_t n, enum options_sort sort,
    bool reverse)
{
	static int (*const cmp[][2])(const void *, const void *) = {
		[SORT_NAME] = { by_name, by_name_reversed },
		[SORT_LOAD] = { by_load, by_load_reversed },
		[SORT_UPTIME] = { by_uptime, by_uptime_reversed },
		[SORT_USERS] = { by_users, by_users_reversed },
	};

	if (n > 1 &&
	    mergesort(v, n, sizeof(const struct host *), cmp[sort][reverse]) ==
		-1)
		qsort(v, n, sizeof(const struct host *), cmp[sort][reverse]);
}
