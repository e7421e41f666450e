/* SPDX-License-Identifier: ISC */
/*
 * What the name service says, and what may be believed of it.
 */
#include "common/hostport.h"
#include "tests/unit/ruptime/ask/names.h"
#include "ruptime/ask/lookup.h"

static const char *
name_of(const char *address, int *error)
{
	static char name[HOSTPORT_HOST_MAX];
	struct sockaddr_storage ss;

	assert_true(read_address(address, &ss));
	*error = lookup_name((struct sockaddr *)&ss, sizeof(ss), name);
	assert_int_equal(count_lists(0), 0);
	return *error == 0 ? name : NULL;
}

static void
assert_named(const char *address, const char *name)
{
	int error;
	const char *found = name_of(address, &error);

	assert_int_equal(error, 0);
	assert_string_equal(found, name);
}

static void
assert_unnamed(const char *address, int expected)
{
	int error;

	assert_null(name_of(address, &error));
	assert_int_equal(error, expected);
}

static void
test_a_name_that_leads_back(void **state)
{
	static const struct entry names[] = {
		{ "alpha.lab", "192.0.2.1", 0, 0, NULL },
		{ "beta.lab", "192.0.2.2", 0, 0, NULL },
		{ "beta.lab", "192.0.2.3", 0, 0, NULL },
		{ "beta.lab", "2001:db8::3", 0, 0, NULL },
		{ NULL, NULL, 0, 0, NULL },
	};

	(void)state;
	entries = names;
	assert_named("192.0.2.1", "alpha.lab");
	assert_named("192.0.2.2", "beta.lab");
	assert_named("192.0.2.3", "beta.lab");
	assert_named("2001:db8::3", "beta.lab");
}

/* Who owns an address may call it as he likes. */
static void
test_a_name_that_leads_elsewhere(void **state)
{
	static const struct entry names[] = {
		{ "bank.example", "198.51.100.1", 0, 0, NULL },
		{ "bank.example", "2001:db8::1", 0, 0, NULL },
		{ NULL, NULL, 0, 0, NULL },
	};
	static const struct entry lies[] = {
		{ "bank.example", "192.0.2.66", 0, 0, NULL },
		{ "bank.example", "2001:db8::66", 0, 0, NULL },
		{ "nosuch.example", "192.0.2.67", 0, 0, NULL },
		{ NULL, NULL, 0, 0, NULL },
	};

	(void)state;
	entries = names;
	reversed = lies;
	assert_unnamed("192.0.2.66", EAI_NONAME);
	assert_unnamed("2001:db8::66", EAI_NONAME);
	assert_unnamed("192.0.2.67", EAI_NONAME);
	reversed = NULL;
}

static void
test_no_name(void **state)
{
	static const struct entry names[] = {
		{ "192.0.2.1", "192.0.2.1", 0, 0, NULL },
		{ "2001:db8::1", "2001:db8::1", 0, 0, NULL },
		{ "", "192.0.2.2", 0, 0, NULL },
		{ "fails", "192.0.2.3", EAI_AGAIN, 0, NULL },
		{ "fails", "192.0.2.4", EAI_NONAME, EMFILE, NULL },
		{ NULL, NULL, 0, 0, NULL },
	};

	(void)state;
	entries = names;
	/* It would lead back to itself. */
	assert_unnamed("192.0.2.1", EAI_NONAME);
	assert_unnamed("2001:db8::1", EAI_NONAME);
	assert_unnamed("192.0.2.2", EAI_NONAME);
	assert_unnamed("192.0.2.3", EAI_AGAIN);
	assert_unnamed("192.0.2.4", EAI_SYSTEM);
	assert_unnamed("192.0.2.5", EAI_NONAME);
}

static void
test_addresses_of_a_name(void **state)
{
	static const struct entry names[] = {
		{ "alpha", "192.0.2.1", 0, 0, NULL },
		{ "alpha", "2001:db8::1", 0, 0, NULL },
		{ "busy", "192.0.2.3", EAI_NONAME, ENFILE, NULL },
		{ "later", "192.0.2.3", EAI_AGAIN, ECONNREFUSED, NULL },
		{ NULL, NULL, 0, 0, NULL },
	};
	struct addrinfo *list;

	(void)state;
	entries = names;
	assert_int_equal(lookup_addresses(NULL, "alpha", "1", AF_INET6, &list),
	    0);
	assert_int_equal(list->ai_family, AF_INET6);
	assert_null(list->ai_next);
	freeaddrinfo(list);
	assert_int_equal(lookup_addresses(NULL, "nobody", "1", AF_UNSPEC,
			     &list),
	    EAI_NONAME);
	assert_null(list);
	/* A file that could not be opened is not a file without the name. */
	assert_int_equal(lookup_addresses(NULL, "busy", "1", AF_UNSPEC, &list),
	    EAI_SYSTEM);
	assert_int_equal(errno, ENFILE);
	assert_int_equal(lookup_addresses(NULL, "later", "1", AF_UNSPEC, &list),
	    EAI_AGAIN);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_a_name_that_leads_back),
		cmocka_unit_test(test_a_name_that_leads_elsewhere),
		cmocka_unit_test(test_no_name),
		cmocka_unit_test(test_addresses_of_a_name),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
