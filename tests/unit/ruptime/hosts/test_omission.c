/* SPDX-License-Identifier: ISC */
/* Hosts that were found with addresses are left out by these, too. */
#include <arpa/inet.h>

#include "hostlist.h"
#include "ruptime/hosts/exclusions.h"
#include "ruptime/hosts/found.h"
#include "ruptime/hosts/omission.h"

enum { FOUND_PORT = 4001 };

/* "alpha" at 192.0.2.7 and at 2001:db8::7. */
static bool
is_left_out(struct hostlist *hl)
{
	union found_address addresses[] = {
		{ .in = { .sin_family = AF_INET } },
		{ .in6 = { .sin6_family = AF_INET6 } },
	};
	char name[] = "alpha", host[] = "alpha.local";
	struct found_host h = { .name = name,
		.host = host,
		.port = FOUND_PORT,
		.addresses = addresses,
		.address_count = 2 };

	assert_int_equal(inet_pton(AF_INET, "192.0.2.7",
			     &addresses[0].in.sin_addr),
	    1);
	assert_int_equal(inet_pton(AF_INET6, "2001:db8::7",
			     &addresses[1].in6.sin6_addr),
	    1);
	return omission_is_meant(hl, &h);
}

/* With -x, of which the first has left out nobody, and perhaps the second. */
static void
excluded_by(const char *operand, bool expected)
{
	struct hostlist *hl = new_list(false);
	size_t i = 0;

	add(hl, "beta");
	assert_true(hostlist_exclude(hl, "192.0.2.70,192.0.3.0/24"));
	assert_true(hostlist_exclude(hl, operand));
	if (is_left_out(hl) != expected)
		fail_msg("%s", operand);
	assert_true(hostlist_finish(hl));
	assert_string_equal(exclusions_next_idle(hostlist_exclusions(hl), &i),
	    "192.0.2.70");
	assert_string_equal(exclusions_next_idle(hostlist_exclusions(hl), &i),
	    "192.0.3.0/24");
	if (expected)
		assert_null(exclusions_next_idle(hostlist_exclusions(hl), &i));
	else
		assert_string_equal(exclusions_next_idle(hostlist_exclusions(
							     hl),
					&i),
		    operand);
	assert_int_equal(hostlist_count(hl), 1);
	hostlist_free(hl);
}

static void
test_an_address_or_its_network_leaves_it_out(void **state)
{
	static const char *const by[] = { "192.0.2.7", "192.0.2.7:4001",
		"192.0.2.[1-9]", "192.0.2.0/24", "192.0.2.0/24:4001",
		"2001:db8::7", "2001:DB8:0::0:7", "[2001:db8::7]:4001",
		"2001:db8::/32", "alpha.local", "ALPHA.local:4001" };
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(by) / sizeof(by[0]); i++)
		excluded_by(by[i], true);
}

static void
test_another_one_does_not(void **state)
{
	static const char *const by[] = { "192.0.2.8", "192.0.2.7:4000",
		"192.0.2.0/30", "192.0.2.0/24:4000", "2001:db8::8",
		"[2001:db8::7]:4002", "2001:db9::/32", "alpha.lab",
		"alpha.local:4000" };
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(by) / sizeof(by[0]); i++)
		excluded_by(by[i], false);
}

/* Nobody is asked what the address of a name is. */
static void
test_without_addresses_names_are_compared_later(void **state)
{
	char name[] = "alpha";
	struct found_host h = { .name = name, .host = name };
	struct hostlist *hl = new_list(false);

	(void)state;
	assert_true(hostlist_exclude(hl, "alpha"));
	assert_false(omission_is_meant(hl, &h));
	hostlist_free(hl);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_an_address_or_its_network_leaves_it_out),
		cmocka_unit_test(test_another_one_does_not),
		cmocka_unit_test(
		    test_without_addresses_names_are_compared_later),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
