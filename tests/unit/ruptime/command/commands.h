/* SPDX-License-Identifier: ISC */
/*
 * Real commands run to their end.  The modules are compiled in here, and after
 * each test nothing may be left: no process, no zombie, no descriptor.
 */
#ifndef TESTS_UNIT_COMMANDS_H
#define TESTS_UNIT_COMMANDS_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdbool.h>
#include <time.h>
#include <cmocka.h>

#include "common/proto.h"
#include "common/child.c"
#include "ruptime/command/command.c"

enum { PATIENCE_S = 60 };

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
static struct children *children;
static struct job job;
static int fds_before, left; /* jobs not done */
static struct rlimit limit_before;

static inline int
count_fds(void)
{
	int fd, n = 0;

	for (fd = 0; fd < 4096; fd++)
		n += fcntl(fd, F_GETFD) != -1;
	return n;
}

static inline void
set_soft_limit(rlim_t soft)
{
	struct rlimit limit = { soft, limit_before.rlim_max };

	assert_int_equal(setrlimit(RLIMIT_NOFILE, &limit), 0);
}

static inline int
set_up(void **state)
{
	(void)state;
	getrlimit(RLIMIT_NOFILE, &limit_before);
	fds_before = count_fds();
	base = event_base_new();
	children = children_new(base, limit_before.rlim_cur);
	memset(&job, 0, sizeof(job));
	return children == NULL ? -1 : 0;
}

/* Whatever a test did, nothing is left of it. */
static inline int
tear_down(void **state)
{
	(void)state;
	answer_reset(&job.answer);
	children_free(children);
	event_base_free(base);
	assert_int_equal(waitpid(-1, NULL, WNOHANG), -1);
	assert_int_equal(errno, ECHILD);
	assert_int_equal(count_fds(), fds_before);
	set_soft_limit(limit_before.rlim_cur);
	return 0;
}

static inline void
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

static inline void
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

static inline void
begin(struct job *j, char *const argv[])
{
	static const struct command_calls calls = { on_more, on_done };

	left++;
	j->command = command_start(children, argv, &j->answer, &calls, j);
	assert_non_null(j->command);
	assert_int_equal(j->more + j->done, 0);
}

static inline void
begin_sh(struct job *j, const char *script)
{
	char sh[] = "sh", c[] = "-c", text[1000];
	char *argv[] = { sh, c, text, NULL };

	strlcpy(text, script, sizeof(text));
	begin(j, argv);
}

static inline void
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
static inline void
run(const char *script)
{
	answer_reset(&job.answer);
	memset(&job, 0, sizeof(job));
	left = 0;
	begin_sh(&job, script);
	loop();
	assert_int_equal(job.done, 1);
}

static inline void
prints(const char *script, const char *expected)
{
	run(script);
	assert_int_equal(job.result, COMMAND_END);
	assert_string_equal(job.reason, "");
	assert_int_equal(job.answer.len, strlen(expected));
	if (job.answer.len > 0)
		assert_memory_equal(job.answer.text, expected, job.answer.len);
}

static inline void
fails(const char *script, const char *reason)
{
	run(script);
	assert_int_equal(job.result, COMMAND_FAILED);
	assert_string_equal(job.reason, reason);
}

/* The number that the command has printed. */
static inline pid_t
printed_pid(void)
{
	char text[20] = "";

	assert_in_range(job.answer.len, 2, sizeof(text) - 1);
	memcpy(text, job.answer.text, job.answer.len);
	return (pid_t)atoi(text);
}

/* Gone, or a zombie that somebody else has to reap. */
static inline bool
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

static inline bool
wait_until_gone(pid_t pid)
{
	const struct timespec pause = { .tv_nsec = 10 * 1000L * 1000 };
	int tries;

	for (tries = 0; tries < PATIENCE_S * 100 && !is_gone(pid); tries++)
		nanosleep(&pause, NULL);
	return is_gone(pid);
}

#define TEST(name) cmocka_unit_test_setup_teardown((name), set_up, tear_down)

#endif
