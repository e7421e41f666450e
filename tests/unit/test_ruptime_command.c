/* SPDX-License-Identifier: ISC */
/*
 * Commands, real ones: what they print, how they end, and that nothing of them
 * stays, no process, no zombie, no descriptor.  The module is compiled in, so
 * that starting one and keeping what it prints can fail.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdbool.h>
#include <time.h>
#include <cmocka.h>

#include "common/proto.h"
#include "ruptime/spawner.h"
#include "ruptime/answer.h"

static int spawn_error;
static bool no_memory;

static int
failing_spawner_run(const struct spawner *s, char *const argv[], int out,
    int err, pid_t *pid)
{
	return spawn_error != 0 ? spawn_error :
				  spawner_run(s, argv, out, err, pid);
}

static enum answer_result
scarce_answer_add(struct answer *a, const char *data, size_t len)
{
	return no_memory ? ANSWER_NO_MEMORY : answer_add(a, data, len);
}

#define spawner_run failing_spawner_run
#define answer_add scarce_answer_add
#include "ruptime/command.c"
#undef spawner_run
#undef answer_add

#define LEN(a) (sizeof(a) / sizeof((a)[0]))

enum { MANY = 500, PATIENCE_S = 60 };

/* One command, and what was told of it. */
struct job {
	struct command *command;
	struct answer answer;
	int more, done;
	size_t len_at_more;
	bool stop_at_more;
	enum command_result result;
	char reason[300];
};

static struct event_base *base;
static struct command_pool *pool;
static struct job job;
static int fds_before, left; /* jobs not done */
static struct rlimit limit_before;

static int
count_fds(void)
{
	int fd, n = 0;

	for (fd = 0; fd < 4096; fd++)
		n += fcntl(fd, F_GETFD) != -1;
	return n;
}

static void
set_soft_limit(rlim_t soft)
{
	struct rlimit limit = { soft, limit_before.rlim_max };

	assert_int_equal(setrlimit(RLIMIT_NOFILE, &limit), 0);
}

static int
set_up(void **state)
{
	(void)state;
	getrlimit(RLIMIT_NOFILE, &limit_before);
	fds_before = count_fds();
	base = event_base_new();
	pool = command_pool_new(base, limit_before.rlim_cur);
	memset(&job, 0, sizeof(job));
	return pool == NULL ? -1 : 0;
}

/* Whatever a test did, nothing is left of it. */
static int
tear_down(void **state)
{
	(void)state;
	no_memory = false;
	spawn_error = 0;
	answer_reset(&job.answer);
	command_pool_free(pool);
	event_base_free(base);
	assert_int_equal(waitpid(-1, NULL, WNOHANG), -1);
	assert_int_equal(errno, ECHILD);
	assert_int_equal(count_fds(), fds_before);
	set_soft_limit(limit_before.rlim_cur);
	return 0;
}

static void
on_more(void *arg)
{
	struct job *j = arg;

	assert_false(j->done);
	assert_true(j->answer.len > j->len_at_more);
	j->len_at_more = j->answer.len;
	j->more++;
	if (j->stop_at_more)
		event_base_loopbreak(base);
}

static void
on_done(void *arg, enum command_result result, const char *reason)
{
	struct job *j = arg;

	assert_int_equal(++j->done, 1);
	assert_true(strlen(reason) < sizeof(j->reason));
	strlcpy(j->reason, reason, sizeof(j->reason));
	j->result = result;
	j->command = NULL;
	if (--left == 0)
		event_base_loopbreak(base);
}

static void
begin(struct job *j, char *const argv[])
{
	static const struct command_calls calls = { on_more, on_done };

	left++;
	j->command = command_start(pool, argv, &j->answer, &calls, j);
	assert_non_null(j->command);
	assert_int_equal(j->more + j->done, 0);
}

static void
begin_sh(struct job *j, const char *script)
{
	char sh[] = "sh", c[] = "-c", text[1000];
	char *argv[] = { sh, c, text, NULL };

	strlcpy(text, script, sizeof(text));
	begin(j, argv);
}

static void
loop(void)
{
	struct timespec now, then;

	clock_gettime(CLOCK_MONOTONIC, &then);
	event_base_loopexit(base, &(struct timeval){ PATIENCE_S, 0 });
	assert_int_equal(event_base_dispatch(base), 0);
	clock_gettime(CLOCK_MONOTONIC, &now);
	assert_true(now.tv_sec - then.tv_sec < PATIENCE_S);
}

/* Run script to its end. */
static void
run(const char *script)
{
	answer_reset(&job.answer);
	memset(&job, 0, sizeof(job));
	left = 0;
	begin_sh(&job, script);
	loop();
	assert_int_equal(job.done, 1);
}

static void
prints(const char *script, const char *expected)
{
	run(script);
	assert_int_equal(job.result, COMMAND_END);
	assert_string_equal(job.reason, "");
	assert_int_equal(job.answer.len, strlen(expected));
	if (job.answer.len > 0)
		assert_memory_equal(job.answer.text, expected, job.answer.len);
}

static void
fails(const char *script, const char *reason)
{
	run(script);
	assert_int_equal(job.result, COMMAND_FAILED);
	assert_string_equal(job.reason, reason);
}

/* The number that the command has printed. */
static pid_t
printed_pid(void)
{
	char text[20] = "";

	assert_in_range(job.answer.len, 2, sizeof(text) - 1);
	memcpy(text, job.answer.text, job.answer.len);
	return (pid_t)atoi(text);
}

/* Gone, or a zombie that somebody else has to reap. */
static bool
is_gone(pid_t pid)
{
	char path[40], text[200] = "";
	FILE *f;

	snprintf(path, sizeof(path), "/proc/%d/status", (int)pid);
	f = fopen(path, "r");
	if (f == NULL)
		return true;
	while (fgets(text, sizeof(text), f) != NULL)
		if (strncmp(text, "State:", 6) == 0)
			break;
	fclose(f);
	return strchr(text, 'Z') != NULL || strchr(text, 'X') != NULL;
}

static bool
wait_until_gone(pid_t pid)
{
	const struct timespec pause = { .tv_nsec = 10 * 1000L * 1000 };
	int tries;

	for (tries = 0; tries < PATIENCE_S * 100 && !is_gone(pid); tries++)
		nanosleep(&pause, NULL);
	return is_gone(pid);
}

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
	spawn_error = EAGAIN;
	fails("echo", "cannot run sh: Resource temporarily unavailable");
	spawn_error = 0;
	prints("echo on", "on\n");
}

/* With room for none, for one pipe, for half of the second. */
static void
test_without_descriptors_it_fails(void **state)
{
	int fds = count_fds(), tries = 0;
	rlim_t soft = 3;

	(void)state;
	for (;;) {
		set_soft_limit(soft++);
		run("echo on");
		assert_int_equal(count_fds(), fds);
		if (job.result == COMMAND_END)
			break;
		assert_string_equal(job.reason,
		    "cannot run sh: Too many open files");
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
	fails("echo up; sleep 1000", "Cannot allocate memory");
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
	pid = job.command->child.pid;
	while (job.command->out != NULL)
		event_base_loop(base, EVLOOP_ONCE);
	assert_int_equal(job.done, 0);
	waitid(P_PID, (id_t)pid, &info, WSTOPPED | WNOWAIT);
	kill(pid, SIGCONT);
	loop();
	assert_int_equal(job.result, COMMAND_FAILED);
	assert_string_equal(job.reason, "exit status 5");
}

static void
test_cancelling_kills_all_of_it(void **state)
{
	pid_t grandchild;

	(void)state;
	job.stop_at_more = true;
	begin_sh(&job,
	    "trap '' TERM HUP INT; sh -c 'sleep 1000 & echo $!; wait'; :");
	loop();
	grandchild = printed_pid();
	assert_false(is_gone(grandchild));
	command_cancel(job.command);
	assert_true(wait_until_gone(grandchild));
	assert_int_equal(job.done, 0);
	/* The loop goes on, and reaps it. */
	left = 0;
	answer_reset(&job.answer);
	memset(&job, 0, sizeof(job));
	prints("echo on", "on\n");
	command_cancel(NULL);
}

static void
test_a_stopped_one_can_be_cancelled(void **state)
{
	pid_t pid;

	(void)state;
	job.stop_at_more = true;
	begin_sh(&job, "echo $$; kill -STOP $$");
	loop();
	pid = printed_pid();
	command_cancel(job.command);
	assert_true(wait_until_gone(pid));
	assert_int_equal(job.done, 0);
}

static void
test_it_inherits_no_descriptor(void **state)
{
	int fd = open("/dev/null", O_RDONLY), pipes[2];

	(void)state;
	assert_int_equal(pipe(pipes), 0);
	command_pool_free(pool); /* the new one finds these open */
	pool = command_pool_new(base, limit_before.rlim_cur);
	prints("exec ls /proc/self/fd", "0\n1\n2\n3\n"); /* 3 is its own */
	close(fd);
	close(pipes[0]);
	close(pipes[1]);
}

static void
test_it_has_the_limit_of_before(void **state)
{
	struct rlimit limit;
	int fd;

	(void)state;
	command_pool_free(pool);
	pool = command_pool_new(base, 100);
	set_soft_limit(limit_before.rlim_max);
	fd = fcntl(0, F_DUPFD_CLOEXEC, 150);
	prints("ulimit -n", "100\n");
	getrlimit(RLIMIT_NOFILE, &limit);
	assert_int_equal(limit.rlim_cur, limit_before.rlim_max);
	close(fd);
	/* A limit that was lowered since is not raised. */
	set_soft_limit(90);
	prints("ulimit -n", "90\n");
}

static void
test_it_has_default_signals(void **state)
{
	/* glibc keeps two for itself, and has them ignored. */
	const unsigned long long own = 3ULL << (SIGRTMIN - 3);
	unsigned long long blocked = 1, ignored = 1;
	sigset_t all, before;

	(void)state;
	sigfillset(&all);
	sigdelset(&all, SIGCHLD);
	sigprocmask(SIG_SETMASK, &all, &before);
	signal(SIGPIPE, SIG_IGN);
	signal(SIGUSR1, SIG_IGN);
	run("exec sed -n 's/^Sig\\(Blk\\|Ign\\)://p' /proc/self/status; :");
	assert_int_equal(sscanf(job.answer.text, "%llx %llx", &blocked,
			     &ignored),
	    2);
	assert_int_equal(blocked, 0);
	assert_int_equal(ignored & ~own, 0);
	signal(SIGPIPE, SIG_DFL);
	signal(SIGUSR1, SIG_DFL);
	sigprocmask(SIG_SETMASK, &before, NULL);
}

static void
test_it_leads_a_session_without_a_terminal(void **state)
{
	int pid, group, session, terminal;

	(void)state;
	run("exec cut -d' ' -f1,5,6,7 /proc/self/stat");
	assert_int_equal(job.result, COMMAND_END);
	assert_int_equal(sscanf(job.answer.text, "%d %d %d %d", &pid, &group,
			     &session, &terminal),
	    4);
	assert_int_equal(pid, group);
	assert_int_equal(pid, session);
	assert_int_equal(terminal, 0);
}

static void
test_a_blocked_sigchld_is_no_end_of_it(void **state)
{
	sigset_t child;

	(void)state;
	sigemptyset(&child);
	sigaddset(&child, SIGCHLD);
	command_pool_free(pool);
	sigprocmask(SIG_BLOCK, &child, NULL);
	pool = command_pool_new(base, limit_before.rlim_cur);
	prints("echo on", "on\n");
}

static void
test_children_of_others_do_not_keep_it(void **state)
{
	siginfo_t info;
	pid_t pid = fork();

	(void)state;
	if (pid == 0)
		_exit(7);
	waitid(P_PID, (id_t)pid, &info, WEXITED | WNOWAIT);
	prints("echo on", "on\n");
}

static void
test_hundreds_at_once(void **state)
{
	static struct job jobs[MANY];
	char script[40];
	int i;

	(void)state;
	set_soft_limit(limit_before.rlim_max);
	left = 0;
	for (i = 0; i < MANY; i++) {
		snprintf(script, sizeof(script), "echo %d; exit %d", i, i % 3);
		begin_sh(&jobs[i], script);
	}
	loop();
	for (i = 0; i < MANY; i++) {
		assert_int_equal(jobs[i].done, 1);
		assert_int_equal(jobs[i].result,
		    i % 3 == 0 ? COMMAND_END : COMMAND_FAILED);
		snprintf(script, sizeof(script), "%d\n", i);
		assert_int_equal(jobs[i].answer.len, strlen(script));
		assert_memory_equal(jobs[i].answer.text, script,
		    jobs[i].answer.len);
		answer_reset(&jobs[i].answer);
	}
}

static void
test_hundreds_are_cancelled_at_once(void **state)
{
	static struct job jobs[MANY];
	int i;

	(void)state;
	set_soft_limit(limit_before.rlim_max);
	for (i = 0; i < MANY; i++)
		begin_sh(&jobs[i], "exec sleep 1000");
	for (i = 0; i < MANY; i++)
		command_cancel(jobs[i].command);
	/* tear_down() finds none. */
}

static int left_at_timer;

static void
on_timer(evutil_socket_t fd, short what, void *arg)
{
	(void)fd;
	(void)what;
	(void)arg;
	if (left_at_timer == -1 && left < MANY)
		left_at_timer = left;
}

/* Others get their turn when all have ended at the same time. */
static void
test_many_ends_do_not_hold_the_loop(void **state)
{
	static struct job jobs[MANY];
	struct event *timer = event_new(base, -1, EV_PERSIST, on_timer, NULL);
	siginfo_t info;
	int i;

	(void)state;
	set_soft_limit(limit_before.rlim_max);
	left = 0;
	for (i = 0; i < MANY; i++)
		begin_sh(&jobs[i], "exit 0");
	for (i = 0; i < MANY; i++)
		waitid(P_PID, (id_t)jobs[i].command->child.pid, &info,
		    WEXITED | WNOWAIT);
	left_at_timer = -1;
	event_add(timer, &(struct timeval){ .tv_usec = 1 });
	loop();
	assert_int_equal(left, 0);
	assert_in_range(left_at_timer, 1, MANY - 1);
	event_free(timer);
}

#define TEST(name) cmocka_unit_test_setup_teardown((name), set_up, tear_down)

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
		TEST(test_one_that_is_not_there),
		TEST(test_one_that_cannot_be_forked),
		TEST(test_without_descriptors_it_fails),
		TEST(test_without_memory_it_fails),
		TEST(test_its_end_is_the_leaders),
		TEST(test_closing_its_output_is_not_its_end),
		TEST(test_cancelling_kills_all_of_it),
		TEST(test_a_stopped_one_can_be_cancelled),
		TEST(test_it_inherits_no_descriptor),
		TEST(test_it_has_the_limit_of_before),
		TEST(test_it_has_default_signals),
		TEST(test_it_leads_a_session_without_a_terminal),
		TEST(test_a_blocked_sigchld_is_no_end_of_it),
		TEST(test_children_of_others_do_not_keep_it),
		TEST(test_hundreds_at_once),
		TEST(test_hundreds_are_cancelled_at_once),
		TEST(test_many_ends_do_not_hold_the_loop),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
