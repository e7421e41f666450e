/* SPDX-License-Identifier: ISC */
/*
 * Commands: what they print, how they end, and what they fail of.
 */
#include <errno.h>
#include <signal.h>
#include <stdbool.h>
#include <unistd.h>

#include "common/spawn.h"
#include "ruptime/reply/answer.h"

enum { MORE_MAX = 100 };

static int fork_error;
static bool no_memory;
static bool has_stranger, at_end; /* who writes; the command has ended */
static int more;                  /* that he had then */

static pid_t
failing_spawn_child(const struct child_task *task, int in, rlim_t soft_nofile,
    int ends[2])
{
	errno = fork_error;
	return fork_error != 0 ? -1 : spawn_child(task, in, soft_nofile, ends);
}

static enum answer_result
scarce_answer_add(struct answer *a, const char *data, size_t len)
{
	return no_memory ? ANSWER_NO_MEMORY : answer_add(a, data, len);
}

static int
noted_kill(pid_t pid, int sig)
{
	at_end = has_stranger;
	return kill(pid, sig);
}

/* The stranger has the pipe open all the time, and is faster than we are. */
static ssize_t
endless_read(int fd, char *buf, size_t size)
{
	ssize_t n = read(fd, buf, size);

	if (n == 0 && has_stranger && !at_end) {
		errno = EAGAIN;
		return -1;
	}
	if (n > 0 || !at_end || ++more >= MORE_MAX)
		return n;
	buf[0] = '\n';
	return 1;
}

#define kill noted_kill
#define read endless_read
#define spawn_child failing_spawn_child
#define answer_add scarce_answer_add
#include "tests/unit/ruptime/command/commands.h"
#undef kill
#undef read
#undef spawn_child
#undef answer_add

static void
test_what_it_prints_is_the_answer(void **state)
{
	(void)state;
	prints("echo up 1 day", "up 1 day\n");
	assert_true(job.more >= 1);
	prints("printf 'up\\n'; exec sleep 0", "up\n");
	prints("echo a; echo oops >&2; echo b", "a\nb\n");
	prints("exec >&-; exit 0", "");
	assert_int_equal(job.more, 0);
}

static void
test_it_is_told_as_it_comes(void **state)
{
	(void)state;
	job.stop_at_more = true;
	begin_sh(&job, "echo up; exec cat /dev/zero >/dev/null");
	loop();
	assert_int_equal(job.more, 1);
	assert_int_equal(job.answer.len, 3);
	command_cancel(job.command);
	assert_int_equal(job.done, 0);
}

static void
test_its_input_is_empty(void **state)
{
	(void)state;
	prints("cat; echo end", "end\n");
}

static void
test_the_cap_is_at_the_exact_byte(void **state)
{
	(void)state;
	run("head -c 65536 /dev/zero");
	assert_int_equal(job.result, COMMAND_END);
	assert_int_equal(job.answer.len, PROTO_REPLY_MAX);
	run("head -c 65537 /dev/zero");
	assert_int_equal(job.result, COMMAND_TOO_LONG);
	assert_int_equal(job.answer.len, PROTO_REPLY_MAX);
	assert_string_equal(job.reason, "");
}

static void
test_one_that_prints_without_end_is_killed(void **state)
{
	char pid[20];

	(void)state;
	run("printf '%9d\\n' $$; cat /dev/zero; sleep 1000");
	assert_int_equal(job.result, COMMAND_TOO_LONG);
	memcpy(pid, job.answer.text, 9);
	pid[9] = '\0';
	assert_true(wait_until_gone((pid_t)atoi(pid)));
}

static void
test_failures_have_a_reason(void **state)
{
	(void)state;
	fails("exit 3", "exit status 3");
	fails("echo up; exit 255", "exit status 255");
	assert_int_equal(job.answer.len, 3);
	fails("kill -SEGV $$", "killed by signal 11 (Segmentation fault)");
	fails("kill -KILL $$", "killed by signal 9 (Killed)");
	fails("echo one >&2; echo two >&2; exit 1", "one");
	fails("printf '\\n@@@@\\r\\n@ a warning @\\r\\n' >&2; exit 1",
	    "@ a warning @");
	fails("printf 'no newline' >&2; exit 1", "no newline");
	fails("printf 'dying' >&2; kill -TERM $$", "dying");
	fails("echo -- >&2; exit 4", "exit status 4");
}

static void
test_long_errors_do_not_block_it(void **state)
{
	char expected[256];

	(void)state;
	memset(expected, 'x', 255);
	expected[255] = '\0';
	fails("head -c 300000 /dev/zero | tr '\\0' x >&2; exit 1", expected);
	prints("head -c 300000 /dev/zero >&2; echo up", "up\n");
	/* What the pipe holds at its end counts. */
	fails("head -c 60000 /dev/zero | tr '\\0' '\\n' >&2; echo one >&2; "
	      "exit 1",
	    "one");
}

static void
test_errors_of_a_stranger_do_not_hold_it(void **state)
{
	(void)state;
	fails("setsid cat /dev/zero >&2 & "
	      "until [ \"$(cut -d' ' -f6 /proc/$!/stat)\" = $! ]; do :; done; "
	      "exit 3",
	    "exit status 3");
}

static void
test_a_stranger_who_never_stops_does_not_hold_it(void **state)
{
	(void)state;
	has_stranger = true;
	fails("exit 3", "exit status 3");
	has_stranger = at_end = false;
	assert_in_range(more, 1, MORE_MAX - 1);
}

static void
test_one_that_is_not_there(void **state)
{
	char name[] = "/nonexistent/ssh", sh[] = "no-such-program";
	char *argv[] = { name, NULL };

	(void)state;
	begin(&job, argv);
	loop();
	assert_int_equal(job.result, COMMAND_FAILED);
	assert_string_equal(job.reason,
	    "cannot run /nonexistent/ssh: No such file or directory");
	memset(&job, 0, sizeof(job));
	argv[0] = sh;
	begin(&job, argv);
	command_cancel(job.command);
	left = 0;
	prints("echo on", "on\n");
}

static void
test_one_that_cannot_be_forked(void **state)
{
	(void)state;
	fork_error = EAGAIN;
	fails("echo", "cannot run sh: Resource temporarily unavailable");
	fork_error = 0;
	prints("echo on", "on\n");
}

/* With room for none, for one pipe, for half of the second. */
static void
test_without_descriptors_it_fails(void **state)
{
	char expected[100];
	int fds = count_fds(), tries = 0;
	rlim_t soft = 3;

	(void)state;
	snprintf(expected, sizeof(expected), "cannot run sh: %s",
	    strerror(EMFILE));
	for (;;) {
		set_soft_limit(soft++);
		run("echo on");
		assert_int_equal(count_fds(), fds);
		if (job.result == COMMAND_END)
			break;
		assert_string_equal(job.reason, expected);
		tries++;
	}
	assert_in_range(tries, 4, 1000);
	assert_int_equal(job.answer.len, 3);
}

static void
test_without_memory_it_fails(void **state)
{
	(void)state;
	no_memory = true;
	fails("echo up; sleep 1000", strerror(ENOMEM));
	no_memory = false;
	prints("echo on", "on\n");
}

static void
test_its_end_is_the_leaders(void **state)
{
	pid_t stranger;

	(void)state;
	run("sleep 1000 & echo $!");
	assert_int_equal(job.result, COMMAND_END);
	assert_true(wait_until_gone(printed_pid()));
	/* Who has left the group is none of ours. */
	run("setsid sleep 1000 & echo $!; "
	    "until [ \"$(cut -d' ' -f6 /proc/$!/stat)\" = $! ]; do :; done");
	assert_int_equal(job.result, COMMAND_END);
	stranger = printed_pid();
	assert_false(is_gone(stranger));
	kill(stranger, SIGKILL);
	assert_true(wait_until_gone(stranger));
}

static void
test_closing_its_output_is_not_its_end(void **state)
{
	siginfo_t info;
	pid_t pid;

	(void)state;
	left = 0;
	begin_sh(&job, "exec >&-; kill -STOP $$; exit 5");
	pid = job.command->child->pid;
	while (job.command->child->pipes[OUTPUT].fd != -1)
		event_base_loop(base, EVLOOP_ONCE);
	assert_int_equal(job.done, 0);
	waitid(P_PID, (id_t)pid, &info, WSTOPPED | WNOWAIT);
	kill(pid, SIGCONT);
	loop();
	assert_int_equal(job.result, COMMAND_FAILED);
	assert_string_equal(job.reason, "exit status 5");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(test_what_it_prints_is_the_answer),
		TEST(test_it_is_told_as_it_comes),
		TEST(test_its_input_is_empty),
		TEST(test_the_cap_is_at_the_exact_byte),
		TEST(test_one_that_prints_without_end_is_killed),
		TEST(test_failures_have_a_reason),
		TEST(test_long_errors_do_not_block_it),
		TEST(test_errors_of_a_stranger_do_not_hold_it),
		TEST(test_a_stranger_who_never_stops_does_not_hold_it),
		TEST(test_one_that_is_not_there),
		TEST(test_one_that_cannot_be_forked),
		TEST(test_without_descriptors_it_fails),
		TEST(test_without_memory_it_fails),
		TEST(test_its_end_is_the_leaders),
		TEST(test_closing_its_output_is_not_its_end),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
