/* SPDX-License-Identifier: ISC */
/* What is said of a host: names of states, and the errors that lead there. */
#include <ctype.h>
#include <errno.h>
#include <netdb.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "ruptime/reply/state.h"

#define LEN(a) (sizeof(a) / sizeof((a)[0]))

/* Higher than any errno. */
enum { ERRNO_END = 4096 };

static void
test_each_state_has_its_name(void **state)
{
	(void)state;
	assert_string_equal(state_name(STATE_PENDING), "pending");
	assert_string_equal(state_name(STATE_UP), "up");
	assert_string_equal(state_name(STATE_REFUSED), "refused");
	assert_string_equal(state_name(STATE_TIMED_OUT), "timed out");
	assert_string_equal(state_name(STATE_UNREACHABLE), "unreachable");
	assert_string_equal(state_name(STATE_UNKNOWN_HOST), "unknown host");
	assert_string_equal(state_name(STATE_UNRESOLVED), "unresolved");
	assert_string_equal(state_name(STATE_DENIED), "denied");
	assert_string_equal(state_name(STATE_BAD_REPLY), "bad reply");
	assert_string_equal(state_name(STATE_ERROR), "error");
}

static enum state
expected_of_errno(int error, bool is_path)
{
	/* At a path, too; but only there. */
	static const int of_paths[] = { ENOENT, ENOTDIR, EACCES, EAGAIN };
	static const struct {
		int error;
		enum state state;
	} cases[] = {
		{ ECONNREFUSED, STATE_REFUSED },
		{ ETIMEDOUT, STATE_TIMED_OUT },
		{ ECONNRESET, STATE_BAD_REPLY },
		{ ECONNABORTED, STATE_BAD_REPLY },
		{ EPIPE, STATE_BAD_REPLY },
	};
	size_t i;

	for (i = 0; i < LEN(cases); i++)
		if (cases[i].error == error)
			return cases[i].state;
	for (i = 0; i < LEN(of_paths) && is_path; i++)
		if (of_paths[i] == error)
			return STATE_REFUSED;
	return STATE_UNREACHABLE;
}

static void
test_an_errno_says_what_the_host_is(void **state)
{
	int error;

	(void)state;
	for (error = 0; error < 2 * ERRNO_END; error++) {
		const bool is_path = error >= ERRNO_END;
		const enum state got =
		    state_of_errno(error % ERRNO_END, is_path);

		if (got != expected_of_errno(error % ERRNO_END, is_path))
			fail_msg("%s: %s", strerror(error % ERRNO_END),
			    state_name(got));
	}
}

/* Only what is not what a missing route or machine is told by. */
static void
test_an_errno_tells_of_a_firewall_where_it_can(void **state)
{
	static const int told[] = { EACCES, ENOPROTOOPT, EPERM };
	size_t i, hints = 0;
	int error;

	(void)state;
	for (i = 0; i < LEN(told); i++)
		assert_non_null(
		    strstr(state_errno_hint(told[i], false), "firewall"));
	for (error = 0; error < ERRNO_END; error++)
		hints += state_errno_hint(error, false)[0] != '\0';
	assert_int_equal(hints, LEN(told));
}

static void
test_an_error_of_the_name_service_says_what_the_name_is(void **state)
{
	static const int unknown[] = { EAI_NONAME, EAI_NODATA, EAI_ADDRFAMILY };
	static const int unresolved[] = { EAI_AGAIN, EAI_FAIL, EAI_SYSTEM,
		EAI_MEMORY, EAI_FAMILY, EAI_SERVICE, EAI_SOCKTYPE, EAI_BADFLAGS,
		EAI_OVERFLOW };
	size_t i;

	(void)state;
	for (i = 0; i < LEN(unknown); i++)
		assert_int_equal(state_of_gai(unknown[i]), STATE_UNKNOWN_HOST);
	for (i = 0; i < LEN(unresolved); i++)
		assert_int_equal(state_of_gai(unresolved[i]), STATE_UNRESOLVED);
}

/* Those are tried again; no other is. */
static void
test_what_may_pass_in_a_moment(void **state)
{
	static const int passes[] = { ECONNREFUSED, ECONNRESET, ECONNABORTED,
		EPIPE, EAGAIN, EMFILE, ENFILE, ENOBUFS, ENOMEM };
	bool expected;
	size_t i;
	int error;

	(void)state;
	for (error = 0; error < ERRNO_END; error++) {
		expected = false;
		for (i = 0; i < LEN(passes); i++)
			expected = expected || passes[i] == error;
		if (state_errno_is_transient(error) != expected)
			fail_msg("%s", strerror(error));
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_each_state_has_its_name),
		cmocka_unit_test(test_an_errno_says_what_the_host_is),
		cmocka_unit_test(
		    test_an_errno_tells_of_a_firewall_where_it_can),
		cmocka_unit_test(
		    test_an_error_of_the_name_service_says_what_the_name_is),
		cmocka_unit_test(test_what_may_pass_in_a_moment),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
