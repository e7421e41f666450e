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

/* Down for so long, by what is remembered. */
#define KNOWN_DOWN(host_name, seconds)                                 \
	{                                                              \
		.name = (host_name), .state = STATE_REFUSED, .past = { \
			.known = true,                                 \
			.down_s = (seconds)                            \
		}                                                      \
	}

static void
is_order_of(const struct host *of, size_t n, enum options_sort sort,
    bool reverse, const char *expected)
{
	const struct host **v = pointers(of, n);
	char names[256] = "";
	size_t i;

	order_hosts(v, n, sort, reverse);
	for (i = 0; i < n; i++) {
		strlcat(names, i > 0 ? " " : "", sizeof(names));
		strlcat(names, v[i]->name, sizeof(names));
	}
	assert_string_equal(names, expected);
	free(v);
}

static void
is_order(enum options_sort sort, bool reverse, const char *expected)
{
	is_order_of(hosts, LEN(hosts), sort, reverse, expected);
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

/* As BSD has it: a host is the further from up, the longer it is down. */
static void
test_by_uptime_the_down_ones_by_how_long(void **state)
{
	static const struct host known[] = {
		KNOWN_DOWN("a", 3000),
		KNOWN_DOWN("never2", -1),
		UP("short", 10, 1, 0, 0, 0),
		KNOWN_DOWN("b", 10),
		KNOWN_DOWN("never1", -1),
		UP("silent", -1, 1, 0, 0, 0),
		KNOWN_DOWN("d", 200),
		KNOWN_DOWN("c", 200),
		UP("long", 1000, 1, 0, 0, 0),
	};

	(void)state;
	is_order_of(known, LEN(known), SORT_UPTIME, false,
	    "long short silent b c d a never1 never2");
	is_order_of(known, LEN(known), SORT_UPTIME, true,
	    "short long silent a c d b never1 never2");
	is_order_of(known, LEN(known), SORT_LOAD, false,
	    "long short silent a b c d never1 never2");
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

enum { MANY = 1000 };

static struct host many[MANY];
static char many_names[MANY][16];

/* Loads that rise and fall so often, with so many of them anywhere else. */
static const struct host **
make_many(int slopes, int strays)
{
	size_t i, slope = MANY / (size_t)slopes;

	for (i = 0; i < MANY; i++) {
		snprintf(many_names[i], sizeof(many_names[i]), "n%zu", i);
		many[i] = (struct host){ .name = many_names[i],
			.state = STATE_UP,
			.uptime = { .has_load = true } };
		many[i].uptime.load[0] =
		    (double)(i / slope % 2 == 0 ? i % slope :
						  slope - i % slope);
	}
	while (strays-- > 0)
		many[rand() % MANY].uptime.load[0] = rand() % MANY;
	return pointers(many, MANY);
}

static void
are_in_order(const struct host *const *v)
{
	bool seen[MANY] = { false };
	size_t i;

	for (i = 0; i < MANY; i++) {
		assert_false(seen[v[i] - many]);
		seen[v[i] - many] = true;
		if (i == 0)
			continue;
		assert_true(v[i - 1]->uptime.load[0] >= v[i]->uptime.load[0]);
		if (v[i - 1]->uptime.load[0] == v[i]->uptime.load[0])
			assert_true(v[i - 1] < v[i]);
	}
}

/* What is in order already, or in part, is not sorted as what is in none. */
static void
test_many_in_any_order_before(void **state)
{
	static const int slopes[] = { 1, 2, 3, 10, 100, 500 };
	static const int strays[] = { 0, 1, 10, 500, 5000 };
	const struct host **v;
	size_t i, j;

	(void)state;
	srand(1);
	for (i = 0; i < LEN(slopes); i++)
		for (j = 0; j < LEN(strays); j++) {
			v = make_many(slopes[i], strays[j]);
			order_hosts(v, MANY, SORT_LOAD, false);
			are_in_order(v);
			order_hosts(v, MANY, SORT_LOAD, false);
			are_in_order(v);
			free(v);
		}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_names_as_people_count),
		cmocka_unit_test(test_high_first_and_down_last),
		cmocka_unit_test(test_reverse_keeps_down_last),
		cmocka_unit_test(test_by_uptime_the_down_ones_by_how_long),
		cmocka_unit_test(test_none_and_one),
		cmocka_unit_test(test_many_in_any_order_before),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
