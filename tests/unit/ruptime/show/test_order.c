/* SPDX-License-Identifier: ISC */
/* The order of hosts: by name, and by what is high. */
#include "ruptime/show/order.h"
#include "tests/unit/ruptime/show/host.h"

static const struct host hosts[] = {
	DOWN("node3", STATE_TIMED_OUT, ""),
	UP("node10", 100, 5, 0.5, 9, 9),
	UP("node2", 300, 5, 0.25, 9, 9),
	UP("silent9", -1, -1, -1, 0, 0),
	UP("node1", 200, 50, 12.5, 9, 9),
	DOWN("down1", STATE_REFUSED, ""),
	UP("silent10", -1, -1, -1, 0, 0),
	UP("idle", 0, 0, 0, 0, 0),
	DOWN("never", STATE_PENDING, ""),
};

static void
is_order(enum options_sort sort, bool reverse, const char *expected)
{
	const struct host **v = pointers(hosts, LEN(hosts));
	char names[256] = "";
	size_t i;

	order_hosts(v, LEN(hosts), sort, reverse);
	for (i = 0; i < LEN(hosts); i++) {
		strlcat(names, i > 0 ? " " : "", sizeof(names));
		strlcat(names, v[i]->name, sizeof(names));
	}
	assert_string_equal(names, expected);
	free(v);
}

static void
test_names_as_people_count(void **state)
{
	(void)state;
	is_order(SORT_NAME, false,
	    "down1 idle never node1 node2 node3 node10 silent9 silent10");
	is_order(SORT_NAME, true,
	    "silent10 silent9 node10 node3 node2 node1 never idle down1");
}

static void
test_high_first_and_down_last(void **state)
{
	(void)state;
	is_order(SORT_LOAD, false,
	    "node1 node10 node2 idle silent9 silent10 down1 never node3");
	is_order(SORT_UPTIME, false,
	    "node2 node1 node10 idle silent9 silent10 down1 never node3");
	is_order(SORT_USERS, false,
	    "node1 node2 node10 idle silent9 silent10 down1 never node3");
}

/* Ties are by name as before: node2 before node10 with five users each. */
static void
test_reverse_keeps_down_last(void **state)
{
	(void)state;
	is_order(SORT_LOAD, true,
	    "idle node2 node10 node1 silent9 silent10 down1 never node3");
	is_order(SORT_UPTIME, true,
	    "idle node10 node1 node2 silent9 silent10 down1 never node3");
	is_order(SORT_USERS, true,
	    "idle node2 node10 node1 silent9 silent10 down1 never node3");
}

static void
test_none_and_one(void **state)
{
	const struct host *one = &hosts[0];

	(void)state;
	order_hosts(NULL, 0, SORT_LOAD, false);
	order_hosts(&one, 1, SORT_LOAD, true);
	assert_ptr_equal(one, &hosts[0]);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_names_as_people_count),
		cmocka_unit_test(test_high_first_and_down_last),
		cmocka_unit_test(test_reverse_keeps_down_last),
		cmocka_unit_test(test_none_and_one),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
