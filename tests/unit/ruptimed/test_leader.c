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
#include <string.h>
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

static void
test_the_command_expects_little(void **state)
{
	char **environment;

	(void)state;
	setenv("TZ", "UTC-7", 1);
	environment = leader_environment_new();
	assert_non_null(environment);
	assert_memory_equal(environment[0], "PATH=/", 6);
	assert_string_equal(environment[1], "LC_ALL=C");
	assert_string_equal(environment[2], "TZ=UTC-7");
	assert_null(environment[3]);
	leader_environment_free(environment);
	unsetenv("TZ");
	environment = leader_environment_new();
	assert_null(environment[2]);
	leader_environment_free(environment);
	leader_environment_free(NULL);
}

/* What it prints arrives whole, and in order, however it comes. */
static void
test_all_that_is_printed_is_copied(void **state)
{
	static const char command[] =
	    "printf ab; sleep 0.01; seq 1 2000; sleep 0.01; printf c";
	char text[20000] = "";
	struct leader_end end = { 0 };
	struct leader_task task = { .command = command,
		.environment = leader_environment_new(),
		.end = &end };
	int fds[2], status;
	size_t len = 0;
	ssize_t n;
	pid_t pid;

	(void)state;
	assert_int_equal(pipe(fds), 0);
	pid = fork();
	if (pid == 0) {
		dup2(fds[1], STDOUT_FILENO);
		close(fds[1]);
		leader_main(&task);
	}
	close(fds[1]);
	while ((n = read(fds[0], text + len, sizeof(text) - 1 - len)) > 0)
		len += (size_t)n;
	close(fds[0]);
	assert_int_equal(waitpid(pid, &status, 0), pid);
	assert_int_equal(status, 0);
	assert_int_equal(len, 2 + 8893 + 1);
	assert_memory_equal(text, "ab1\n2\n", 6);
	assert_string_equal(text + len - 6, "2000\nc");
	leader_environment_free(task.environment);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(
		    test_a_crash_of_the_command_leaves_no_core_of_ours),
		cmocka_unit_test(test_it_ends_as_the_command_did),
		cmocka_unit_test(test_the_command_expects_little),
		cmocka_unit_test(test_all_that_is_printed_is_copied),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
