/* SPDX-License-Identifier: ISC */
/* Which of those that were asked have a line, and under which name. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <sys/socket.h>
#include <cmocka.h>

#include "ruptime/census.h"

/* alpha and beta are named; the others are 192.0.2.1 to 6, of a network. */
enum { ALPHA, BETA, FIRST, COUNT = FIRST + 6 };

static void
recall_nobody(void *arg, struct targets *ts)
{
	(void)arg;
	(void)ts;
}

static struct targets *
find(void)
{
	char alpha[] = "alpha", beta[] = "beta", network[] = "192.0.2.0/29";
	char *hosts[] = { alpha, beta, network };
	const struct options o = { .family = AF_UNSPEC,
		.port = 4000,
		.hosts = hosts,
		.host_count = 3 };
	struct targets *ts = targets_find(&o, recall_nobody, NULL);

	assert_non_null(ts);
	assert_int_equal(targets_count(ts), COUNT);
	assert_int_equal(targets_listed(ts), FIRST);
	return ts;
}

/* All of them, none of the network there. */
static void
fill(const struct targets *ts, struct host hosts[COUNT])
{
	struct target t;
	size_t i;

	for (i = 0; i < COUNT; i++) {
		t = targets_get(ts, i);
		assert_int_equal(t.searched, i >= FIRST);
		hosts[i] = (struct host){ .name = t.text,
			.state = i < FIRST ? STATE_UP : STATE_TIMED_OUT,
			.address = i < FIRST ? "198.51.100.1" : t.text,
			.port = 4000,
			.found = i >= FIRST,
			.nobody = i >= FIRST };
	}
}

static void
answer(struct host *h, const char *name)
{
	h->nobody = false;
	h->state = STATE_UP;
	if (name != NULL)
		h->name = h->found_name = name;
}

static void
test_nobody_has_no_line(void **state)
{
	struct targets *ts = find();
	struct target_network network = targets_get_network(ts, 0);
	struct host hosts[COUNT];
	struct census_network c;

	(void)state;
	fill(ts, hosts);
	answer(&hosts[FIRST + 2], "gamma");
	hosts[FIRST + 3].state = STATE_PENDING;
	assert_true(census_take(ts, hosts));
	/* Those that are named have two lines though they are one machine. */
	assert_true(host_has_line(&hosts[ALPHA]));
	assert_true(host_has_line(&hosts[BETA]));
	assert_false(host_has_line(&hosts[FIRST]));
	assert_true(host_has_line(&hosts[FIRST + 2]));
	assert_string_equal(hosts[FIRST + 2].name, "gamma");
	assert_string_equal(network.text, "192.0.2.0/29");
	c = census_of_network(&network, hosts);
	assert_int_equal(c.found, 1);
	assert_int_equal(c.pending, 1);
	targets_free(ts);
}

static void
test_one_that_is_named_has_no_second_line(void **state)
{
	struct targets *ts = find();
	struct host hosts[COUNT];

	(void)state;
	fill(ts, hosts);
	hosts[BETA].address = "192.0.2.1";
	answer(&hosts[FIRST], "b");
	hosts[ALPHA].address = "192.0.2.2";
	hosts[ALPHA].port = 4001;
	answer(&hosts[FIRST + 1], "a");
	assert_true(census_take(ts, hosts));
	assert_true(host_has_line(&hosts[BETA]));
	assert_false(host_has_line(&hosts[FIRST]));
	/* At another port it is another host. */
	assert_true(host_has_line(&hosts[FIRST + 1]));
	/* Of the network it has been found all the same. */
	assert_false(hosts[FIRST].nobody);
	targets_free(ts);
}

static void
test_names_that_others_have_are_addresses(void **state)
{
	struct targets *ts = find();
	struct host hosts[COUNT];

	(void)state;
	fill(ts, hosts);
	answer(&hosts[FIRST], "alpha");
	answer(&hosts[FIRST + 1], "www");
	answer(&hosts[FIRST + 2], "www");
	answer(&hosts[FIRST + 3], "gamma");
	assert_true(census_take(ts, hosts));
	assert_string_equal(hosts[ALPHA].name, "alpha");
	assert_string_equal(hosts[FIRST].name, "192.0.2.1");
	assert_string_equal(hosts[FIRST + 1].name, "192.0.2.2");
	assert_string_equal(hosts[FIRST + 2].name, "192.0.2.3");
	assert_string_equal(hosts[FIRST + 3].name, "gamma");
	targets_free(ts);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_nobody_has_no_line),
		cmocka_unit_test(test_one_that_is_named_has_no_second_line),
		cmocka_unit_test(test_names_that_others_have_are_addresses),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
