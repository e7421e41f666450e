/* SPDX-License-Identifier: ISC */
/*
 * Children: how they are started and how they end, with pidfds and without.
 * tests/unit/ruptime/command/ has more, of commands.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <cmocka.h>

#include "common/inherited.h"
#include "common/spawn.h"

static bool have_pidfds;
static int pidfds; /* that there were */
static bool hangs; /* in the kernel, so that no kill ends it */

static int
scarce_pidfd(pid_t pid)
{
	int fd = have_pidfds ? spawn_pidfd(pid) : -1;

	pidfds += fd != -1;
	return fd;
}

static int
vain_kill(pid_t pid, int sig)
{
	return hangs ? 0 : kill(pid, sig);
}

#define spawn_pidfd scarce_pidfd
#define kill vain_kill
#include "common/child.c"
#undef spawn_pidfd
#undef kill

static struct event_base *base;
static struct children *children;
static struct child *child;
static char output[1000], errors[1000];
static char errors_then[1000]; /* when the output was over */
static int ends, closings, error_told, status_told;
static size_t enough; /* output */

static bool
on_text(void *arg, const char *text, size_t len)
{
	char *to = arg == NULL ? output : errors;
	size_t had = strlen(output);

	assert_in_range(len, 1, sizeof(output) - 1 - had);
	memcpy(to + had, text, len);
	to[had + len] = '\0';
	return had + len < enough;
}

static bool
on_complaint(void *arg, const char *text, size_t len)
{
	(void)arg;
	assert_in_range(len, 1, sizeof(errors) - 1);
	memcpy(errors, text, len);
	return true;
}

static void
on_ended(void *arg, int error, int status)
{
	(void)arg;
	ends++;
	error_told = error;
	status_told = status;
	child = NULL;
	event_base_loopbreak(base);
}

static void
on_closed(void *arg)
{
	assert_null(arg);
	assert_int_equal(ends, 0);
	memcpy(errors_then, errors, sizeof(errors));
	closings++;
}

static const struct child_calls calls = { on_text, on_complaint, on_closed,
	on_ended };

static int
set_up(void **state)
{
	(void)state;
	memset(output, 0, sizeof(output));
	memset(errors, 0, sizeof(errors));
	ends = closings = pidfds = 0;
	enough = sizeof(output);
	base = event_base_new();
	children = children_new(base, RLIM_INFINITY);
	return children == NULL ? -1 : 0;
}

static int
set_up_with(void **state)
{
	have_pidfds = true;
	return set_up(state);
}

static int
set_up_without(void **state)
{
	have_pidfds = false;
	return set_up(state);
}

/* Nothing is left: no child, no zombie. */
static int
tear_down(void **state)
{
	(void)state;
	children_free(children);
	event_base_free(base);
	assert_int_equal(waitpid(-1, NULL, WNOHANG), -1);
	assert_int_equal(errno, ECHILD);
	return 0;
}

static void
start_sh(const char *script, uint32_t timeout_ms)
{
	char sh[] = "sh", c[] = "-c", text[200];
	char *argv[] = { sh, c, text, NULL };
	struct child_task task = { .argv = argv, .timeout_ms = timeout_ms };

	strlcpy(text, script, sizeof(text));
	child = child_start(children, &task, &calls, NULL);
	assert_non_null(child);
	assert_int_equal(ends, 0);
}

static void
loop(void)
{
	assert_int_equal(event_base_dispatch(base), 0);
}

static void
test_it_is_heard_to_its_end(void **state)
{
	(void)state;
	start_sh("echo up; echo oh >&2; exit 3", 0);
	loop();
	assert_string_equal(output, "up\n");
	assert_string_equal(errors, "oh\n");
	assert_int_equal(error_told, 0);
	assert_true(WIFEXITED(status_told));
	assert_int_equal(WEXITSTATUS(status_told), 3);
	assert_int_equal(children_count(children), 0);
#ifndef SYSTEM_PLAIN
	assert_int_equal(pidfds, have_pidfds);
#endif
}

static void
sing(const void *song)
{
	dprintf(STDOUT_FILENO, "%s", (const char *)song);
	raise(SIGUSR1); /* which is blocked still */
	inherited_unblock();
	_exit(0);
}

static void
test_it_may_be_a_copy_of_ours(void **state)
{
	struct child_task task = { .main = sing, .arg = "la" };
	sigset_t usr1;

	(void)state;
	signal(SIGUSR1, SIG_IGN);
	sigemptyset(&usr1);
	sigaddset(&usr1, SIGUSR1);
	sigprocmask(SIG_BLOCK, &usr1, NULL);
	child = child_start(children, &task, &calls, NULL);
	loop();
	sigprocmask(SIG_UNBLOCK, &usr1, NULL);
	signal(SIGUSR1, SIG_DFL);
	assert_string_equal(output, "la");
	assert_true(WIFSIGNALED(status_told));
	assert_int_equal(WTERMSIG(status_told), SIGUSR1);
}

static void
test_its_time_is_over(void **state)
{
	(void)state;
	start_sh("trap '' TERM; sleep 1000; :", 50);
	loop();
	assert_int_equal(error_told, ETIMEDOUT);
	assert_int_equal(children_count(children), 0);
}

/* As the loop was held up by others. */
static void
test_one_that_ended_in_time_did_so(void **state)
{
	const struct timespec later = { .tv_nsec = 60 * 1000L * 1000 };
	siginfo_t info;

	(void)state;
	start_sh("exit 4", 50);
	waitid(P_PID, (id_t)child->pid, &info, WEXITED | WNOWAIT);
	nanosleep(&later, NULL);
	loop();
	assert_int_equal(error_told, 0);
	assert_int_equal(WEXITSTATUS(status_told), 4);
}

static void
test_one_that_says_too_much_is_killed(void **state)
{
	(void)state;
	enough = 4;
	start_sh("while :; do echo oh; sleep 0.01; done", 0);
	loop();
	assert_int_equal(ends, 1);
	assert_int_equal(error_told, 0);
	assert_int_equal(WTERMSIG(status_told), SIGKILL);
}

static void
test_one_that_stays_is_told_of_all_the_same(void **state)
{
	(void)state;
	hangs = true;
	start_sh("exec sleep 1000", 10);
	loop();
	hangs = false;
	assert_int_equal(error_told, ETIMEDOUT);
	assert_int_equal(children_count(children), 1);
	kill_group(LIST_FIRST(&children->list));
	while (children_count(children) > 0)
		event_base_loop(base, EVLOOP_ONCE);
	assert_int_equal(ends, 1);
}

static void
test_it_can_be_cancelled_before_it_has_begun(void **state)
{
	struct child_task task = { .main = sing, .arg = "" };
	int i;

	(void)state;
	for (i = 0; i < 20; i++)
		child_cancel(child_start(children, &task, &calls, NULL));
	child_cancel(NULL);
	assert_int_equal(children_count(children), 20);
	children_free(children);
	children = children_new(base, RLIM_INFINITY);
	assert_int_equal(ends, 0);
}

static void
test_its_output_may_be_at_its_end_before_it_is(void **state)
{
	siginfo_t info;

	(void)state;
	start_sh("echo up; echo oh >&2; exec >&-; kill -STOP $$; exit 5", 0);
	while (closings == 0)
		event_base_loop(base, EVLOOP_ONCE);
	assert_string_equal(output, "up\n");
	assert_string_equal(errors, "oh\n");
	assert_false(has_ended(child));
	waitid(P_PID, (id_t)child->pid, &info, WSTOPPED | WNOWAIT);
	kill(child->pid, SIGCONT);
	loop();
	assert_int_equal(closings, 1);
	assert_int_equal(WEXITSTATUS(status_told), 5);
}

/* The loop hears of the end first. */
static void
test_its_complaint_is_told_before_its_output_is_over(void **state)
{
	siginfo_t info;

	(void)state;
	start_sh("exec >&-; echo oh >&2; kill -STOP $$; exit 5", 0);
	waitid(P_PID, (id_t)child->pid, &info, WSTOPPED | WNOWAIT);
	while (closings == 0)
		event_base_loop(base, EVLOOP_ONCE);
	assert_string_equal(errors_then, "oh\n");
	kill(child->pid, SIGCONT);
	loop();
	assert_int_equal(WEXITSTATUS(status_told), 5);
}

static void
test_strangers_are_reaped(void **state)
{
	siginfo_t info;
	pid_t pid = fork();

	(void)state;
	if (pid == 0)
		_exit(7);
	waitid(P_PID, (id_t)pid, &info, WEXITED | WNOWAIT);
	start_sh("exit 3", 0);
	loop();
	assert_int_equal(WEXITSTATUS(status_told), 3);
	event_base_loop(base, EVLOOP_NONBLOCK);
	event_base_loop(base, EVLOOP_NONBLOCK);
	assert_int_equal(waitpid(pid, NULL, WNOHANG), -1);
}

#define BOTH(name)                                                       \
	cmocka_unit_test_setup_teardown((name), set_up_with, tear_down), \
	    cmocka_unit_test_setup_teardown((name), set_up_without, tear_down)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		BOTH(test_it_is_heard_to_its_end),
		BOTH(test_it_may_be_a_copy_of_ours),
		BOTH(test_its_time_is_over),
		BOTH(test_one_that_ended_in_time_did_so),
		BOTH(test_one_that_says_too_much_is_killed),
		BOTH(test_one_that_stays_is_told_of_all_the_same),
		BOTH(test_it_can_be_cancelled_before_it_has_begun),
		BOTH(test_its_output_may_be_at_its_end_before_it_is),
		BOTH(test_its_complaint_is_told_before_its_output_is_over),
		BOTH(test_strangers_are_reaped),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
