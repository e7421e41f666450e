/* SPDX-License-Identifier: ISC */
/*
 * What clients get while the machine is suspended in between: its clock that
 * counts the time asleep is this test's.  And what is left of runs.
 */
#include <event2/event.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>
#include <cmocka.h>

#include "common/clock.h"
#include "tests/unit/ruptimed/counted_conn.h"
#include "ruptimed/dispatcher.h"

enum { PATIENCE_S = 20, TEXT_MAX = 100 };

/* The number of a shell. */
static const char tells_runs_apart[] = "echo $$";

static struct event_base *base;
static struct dispatcher *dispatcher;
static time_t asleep_s;

/* In place of libc's. */
int
clock_gettime(clockid_t id, struct timespec *ts)
{
	int rc = (int)syscall(SYS_clock_gettime, id, ts);

	if (id == CLOCK_BOOTTIME)
		ts->tv_sec += asleep_s;
	return rc;
}

static void
on_changed(void *arg)
{
	(void)arg;
}

static void
on_tried(void *arg, bool good)
{
	(void)arg;
	(void)good;
}

static void
start(uint32_t max_age_ms, const char *command)
{
	static const struct dispatcher_calls calls = { on_changed, on_tried };
	static struct options o = { .timeout_ms = 20000 };

	o.max_age_ms = max_age_ms;
	o.command = command;
	base = event_base_new();
	assert_non_null(base);
	dispatcher = dispatcher_new(&o, base, 10, 1024, &calls, NULL);
	assert_non_null(dispatcher);
}

static void
stop(void)
{
	dispatcher_free(dispatcher);
	event_base_free(base);
}

/* What a client is answered that comes now. */
static void
ask_text(char text[static TEXT_MAX])
{
	const struct sockaddr_storage sa = { .ss_family = AF_UNIX };
	struct timeval patience = { .tv_sec = PATIENCE_S };
	int fds[2];

	memset(text, 0, TEXT_MAX);

	assert_int_equal(socketpair(AF_UNIX, SOCK_STREAM, 0, fds), 0);
	assert_true(dispatcher_take(dispatcher, fds[0], &sa, sizeof(sa)));
	dispatcher_end_turn(dispatcher);
	event_base_loopexit(base, &patience);
	while (recv(fds[1], text, TEXT_MAX - 1, MSG_DONTWAIT) <= 0)
		assert_int_equal(event_base_loop(base, EVLOOP_ONCE), 0);
	close(fds[1]);
}

/* The run that it is answered by, where the command tells them apart. */
static long
ask(void)
{
	char text[TEXT_MAX];
	long run = 0;

	ask_text(text);
	assert_int_equal(sscanf(text, "%ld", &run), 1);
	return run;
}

/* What is kept once it has been answered, and has gone. */
static int64_t
kept_after_a_run(void)
{
	char text[TEXT_MAX];

	ask_text(text);
	while (!dispatcher_is_idle(dispatcher))
		assert_int_equal(event_base_loop(base, EVLOOP_ONCE), 0);
	return counted_blocks;
}

static void
test_time_asleep_makes_a_reply_old(void **state)
{
	long run;

	(void)state;
	start(60000, tells_runs_apart);
	run = ask();
	assert_int_equal(ask(), run);
	asleep_s += 30;
	assert_int_equal(ask(), run);
	asleep_s += 31;
	assert_int_not_equal(ask(), run);
	stop();
}

static void
test_what_we_wait_for_is_no_longer_for_that(void **state)
{
	uint64_t before = clock_us();

	(void)state;
	asleep_s += 3600;
	assert_true(clock_us() - before < UINT64_C(60000000));
}

static void
test_nothing_is_left_of_runs(void **state)
{
	static const char *const commands[] = { tells_runs_apart, "exit 1" };
	int64_t kept;
	size_t i;
	int n;

	(void)state;
	for (i = 0; i < sizeof(commands) / sizeof(commands[0]); i++) {
		start(0, commands[i]);
		kept = kept_after_a_run();
		for (n = 0; n < 3; n++)
			assert_int_equal(kept_after_a_run(), kept);
		stop();
		assert_int_equal(counted_blocks, 0);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_time_asleep_makes_a_reply_old),
		cmocka_unit_test(test_what_we_wait_for_is_no_longer_for_that),
		cmocka_unit_test(test_nothing_is_left_of_runs),
	};

	alarm(2 * PATIENCE_S);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
