/* SPDX-License-Identifier: ISC */
/* What sources have found: parts of one host put together, within bounds. */
#include <arpa/inet.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "ruptime/hosts/found.h"

static union found_address
address6(const char *text, unsigned scope)
{
	union found_address a;

	memset(&a, 0, sizeof(a));
	a.in6.sin6_family = AF_INET6;
	a.in6.sin6_port = htons(4000);
	a.in6.sin6_scope_id = scope;
	inet_pton(AF_INET6, text, &a.in6.sin6_addr);
	return a;
}

static union found_address
address4(const char *text)
{
	union found_address a;

	memset(&a, 0, sizeof(a));
	a.in.sin_family = AF_INET;
	a.in.sin_port = htons(4000);
	inet_pton(AF_INET, text, &a.in.sin_addr);
	return a;
}

static void
test_addresses_are_put_together(void **state)
{
	const union found_address some[] = { address4("192.0.2.1"),
		address6("fe80::1", 2), address6("fe80::1", 3),
		address4("192.0.2.1"), address6("fe80::1", 2) };
	struct found f;

	(void)state;
	found_init(&f);
	assert_true(found_add(&f, "a", "a.local", 4000, &some[0], 1));
	assert_true(found_add(&f, "b", "b.local", 4000, &some[0], 1));
	assert_true(found_add(&f, "a", "a.local", 4000, &some[1], 4));
	assert_true(found_add(&f, "a", "a.local", 4001, &some[0], 1));
	assert_int_equal(f.count, 3);
	assert_string_equal(f.v[0].name, "a");
	assert_string_equal(f.v[0].host, "a.local");
	assert_int_equal(f.v[0].address_count, 3);
	assert_int_equal(f.v[1].address_count, 1);
	assert_int_equal(f.v[2].port, 4001);
	found_fini(&f);
	assert_int_equal(f.count, 0);
}

static void
test_addresses_are_bounded(void **state)
{
	union found_address a = address4("192.0.2.0");
	struct found f;
	uint32_t i;

	(void)state;
	found_init(&f);
	for (i = 0; i < 100; i++) {
		a.in.sin_addr.s_addr = htonl(i);
		assert_true(found_add(&f, "a", "a.local", 4000, &a, 1));
	}
	assert_int_equal(f.count, 1);
	assert_int_equal(f.v[0].address_count, FOUND_ADDRESSES_MAX);
	found_fini(&f);
}

static void
test_hosts_without_addresses(void **state)
{
	struct found f;

	(void)state;
	found_init(&f);
	assert_true(found_add(&f, "a.example", "a.example", 4000, NULL, 0));
	assert_int_equal(f.count, 1);
	assert_null(f.v[0].addresses);
	assert_false(found_fail(&f, "%s %d", "no", 1));
	assert_string_equal(f.why, "no 1");
	found_fini(&f);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_addresses_are_put_together),
		cmocka_unit_test(test_addresses_are_bounded),
		cmocka_unit_test(test_hosts_without_addresses),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
