/* SPDX-License-Identifier: ISC */
/* How the leader of a run ends, as the command did; the module is compiled in.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <signal.h>
#include <stdbool.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>
#include <cmocka.h>

/* What a child of the test exits with that was about to be ended by signal. */
enum { WITHOUT_CORE = 100, WITH_CORE = 101 };

static bool raises_for_real;

static int
last_words(int sig)
{
	struct rlimit limit;

	if (raises_for_real)
		return raise(sig);
	getrlimit(RLIMIT_CORE, &limit);
	_exit(limit.rlim_cur == 0 ? WITHOUT_CORE : WITH_CORE);
}

#define raise last_words
#include "ruptimed/leader.c"
#undef raise

/* How a child ends that ends as a command with this status. */
static int
end_of(int status)
{
	pid_t pid = fork();

	if (pid == 0)
		end_as(status);
	assert_int_equal(waitpid(pid, &status, 0), pid);
	return status;
}

static void
test_a_crash_of_the_command_leaves_no_core_of_ours(void **state)
{
	struct rlimit limit;
	int status;

	(void)state;
	assert_int_equal(getrlimit(RLIMIT_CORE, &limit), 0);
	if (limit.rlim_max == 0)
		skip();
	limit.rlim_cur = limit.rlim_max;
	assert_int_equal(setrlimit(RLIMIT_CORE, &limit), 0);
	status = end_of(SIGSEGV);
	assert_true(WIFEXITED(status));
	assert_int_equal(WEXITSTATUS(status), WITHOUT_CORE);
}

static void
test_it_ends_as_the_command_did(void **state)
{
	int status;

	(void)state;
	raises_for_real = true;
	status = end_of(SIGTERM);
	assert_true(WIFSIGNALED(status));
	assert_int_equal(WTERMSIG(status), SIGTERM);
	status = end_of(3 << 8);
	assert_true(WIFEXITED(status));
	assert_int_equal(WEXITSTATUS(status), 3);
	raises_for_real = false;
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(
		    test_a_crash_of_the_command_leaves_no_core_of_ours),
		cmocka_unit_test(test_it_ends_as_the_command_did),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
