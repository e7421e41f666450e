/* SPDX-License-Identifier: ISC */
/*
 * The processes of commands: what they are given, how they are ended, and that
 * hundreds of them are no trouble.
 */
#include "tests/unit/ruptime/command/commands.h"

enum { MANY = 500 };

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
	children_free(children); /* the new one finds these open */
	children = children_new(base, limit_before.rlim_cur);
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
	children_free(children);
	children = children_new(base, 100);
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
	/* From 32 on the C library keeps two for itself, or three, which stay
	 * as glibc has them: ignored. */
	const unsigned long long own = (1ULL << (SIGRTMIN - 1)) - (1ULL << 31);
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
	children_free(children);
	sigprocmask(SIG_BLOCK, &child, NULL);
	children = children_new(base, limit_before.rlim_cur);
	prints("echo on", "on\n");
	sigprocmask(SIG_UNBLOCK, &child, NULL);
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
	event_base_loop(base, EVLOOP_NONBLOCK);
	event_base_loop(base, EVLOOP_NONBLOCK);
	/* If it were left to us, tear_down() would not come to its end. */
	assert_int_equal(waitpid(pid, NULL, WNOHANG), -1);
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
	pid_t pids[MANY];
	siginfo_t info;
	int i;

	(void)state;
	set_soft_limit(limit_before.rlim_max);
	for (i = 0; i < MANY; i++) {
		begin_sh(&jobs[i], "exec sleep 1000");
		pids[i] = jobs[i].command->child->pid;
	}
	for (i = 0; i < MANY; i++)
		command_cancel(jobs[i].command);
	/* A busy machine takes its time to end so many. */
	for (i = 0; i < MANY; i++)
		waitid(P_PID, (id_t)pids[i], &info, WEXITED | WNOWAIT);
	/* tear_down() finds none. */
}

static int left_at_timer;

static void
on_tick(evutil_socket_t fd, short what, void *arg)
{
	struct event **timer = arg;

	(void)fd;
	(void)what;
	if (left_at_timer == -1 && left < MANY)
		left_at_timer = left;
	event_add(*timer, &(struct timeval){ 0, 0 });
}

/* Others get their turn when all have ended at the same time. */
static void
test_many_ends_do_not_hold_the_loop(void **state)
{
	static struct job jobs[MANY];
	struct event *timer = evtimer_new(base, on_tick, &timer);
	siginfo_t info;
	int i;

	(void)state;
	set_soft_limit(limit_before.rlim_max);
	left = 0;
	for (i = 0; i < MANY; i++)
		begin_sh(&jobs[i], "exit 0");
	for (i = 0; i < MANY; i++)
		waitid(P_PID, (id_t)jobs[i].command->child->pid, &info,
		    WEXITED | WNOWAIT);
	left_at_timer = -1;
	event_add(timer, &(struct timeval){ 0, 0 });
	loop();
	assert_int_equal(left, 0);
	assert_in_range(left_at_timer, 1, MANY - 1);
	event_free(timer);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
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
