/* SPDX-License-Identifier: ISC */
/* The rows of the live view, chosen again and again while hosts change. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "ruptime/show/order.h"
#include "ruptime/watch/rows.h"

enum { COUNT = 300 };

static struct host hosts[COUNT];
static char names[COUNT][16];

static void
make_hosts(void)
{
	size_t i;

	for (i = 0; i < COUNT; i++) {
		snprintf(names[i], sizeof(names[i]), "n%zu", i * 7 % COUNT);
		hosts[i] = (struct host){ .name = names[i],
			.state = STATE_UP,
			.uptime = { .has_load = true } };
	}
}

/* Of some hosts the load, the state, or whether they have a line. */
static void
stir(size_t count, int changes)
{
	struct host *h;

	while (changes-- > 0) {
		h = &hosts[(size_t)rand() % count];
		switch (rand() % 4) {
		case 0:
			h->state =
			    h->state == STATE_UP ? STATE_REFUSED : STATE_UP;
			break;
		case 1:
			h->elsewhere = !h->elsewhere;
			break;
		default:
			h->uptime.load[0] = rand() % 40 / 4.0;
			break;
		}
	}
}

/* As if all had been chosen now. */
static void
are_rows(const struct rows *r, const struct rows_choice *c)
{
	const struct host *all[COUNT];
	size_t i, n = 0;

	for (i = 0; i < c->count; i++)
		if (host_has_line(&hosts[i]) &&
		    (!c->not_up || hosts[i].state != STATE_UP))
			all[n++] = &hosts[i];
	order_hosts(all, n, c->sort, c->reverse);
	assert_int_equal(r->count, n);
	for (i = 0; i < n; i++) {
		assert_ptr_equal(r->v[i], all[i]);
		assert_int_equal(rows_find(r, all[i]), i);
	}
}

static void
test_whatever_changes_they_are_those_that_they_should_be(void **state)
{
	struct rows_choice c = { .hosts = hosts, .sort = SORT_NAME };
	struct rows r;
	int round;

	(void)state;
	srand(1);
	make_hosts();
	assert_int_equal(rows_init(&r, COUNT), 0);
	for (round = 0; round < 2000; round++) {
		if (c.count < COUNT && rand() % 4 == 0)
			c.count++;
		if (c.count > 0)
			stir(c.count, rand() % 8);
		if (rand() % 8 == 0)
			c.sort = (enum options_sort)(rand() % 4);
		c.reverse = rand() % 8 == 0 ? !c.reverse : c.reverse;
		c.not_up = rand() % 8 == 0 ? !c.not_up : c.not_up;
		rows_choose(&r, &c);
		are_rows(&r, &c);
	}
	rows_fini(&r);
}

static void
test_who_stays(void **state)
{
	struct rows_choice c = { hosts, 3, false, SORT_NAME, false };
	struct rows r;

	(void)state;
	make_hosts();
	assert_int_equal(rows_init(&r, COUNT), 0);
	assert_null(rows_staying(&r, &c, 0));
	rows_choose(&r, &c);
	hosts[1].elsewhere = true;
	assert_ptr_equal(rows_staying(&r, &c, 0), &hosts[0]);
	assert_ptr_equal(rows_staying(&r, &c, 1), &hosts[2]);
	assert_null(rows_staying(&r, &c, 3));
	c.not_up = true;
	assert_null(rows_staying(&r, &c, 0));
	rows_fini(&r);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(
		    test_whatever_changes_they_are_those_that_they_should_be),
		cmocka_unit_test(test_who_stays),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
