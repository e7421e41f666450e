/* SPDX-License-Identifier: ISC */
/* Texts for a reader who stands still come out whole and in their order. */
#include <errno.h>
#include <event2/event.h>
#include <fcntl.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <cmocka.h>

#include "common/loop.h"
#include "ruptime/watch/outlet.h"

/* More than a pipe takes. */
enum { FIRST = 300000, LATER = 70000, PATIENCE_S = 20 };

static int taken;

static void
on_taken(void *arg)
{
	assert_ptr_equal(arg, &taken);
	taken++;
}

static void
on_gone(void *arg)
{
	(void)arg;
	fail();
}

static const struct outlet_calls calls = { on_taken, on_gone };

static void
put(struct outlet *o, char c, size_t len)
{
	char *text = malloc(len);

	assert_non_null(text);
	memset(text, c, len);
	outlet_put(o, text, len);
}

/* Read so many of c, and have the outlet go on meanwhile. */
static void
reads(struct event_base *base, int fd, char c, size_t len)
{
	static char text[65536];
	ssize_t n, i;

	while (len > 0) {
		event_base_loop(base, EVLOOP_NONBLOCK);
		n = read(fd, text, len < sizeof(text) ? len : sizeof(text));
		assert_true(n > 0);
		for (i = 0; i < n; i++)
			assert_int_equal(text[i], c);
		len -= (size_t)n;
	}
}

static void
test_what_comes_meanwhile_is_behind_the_rest(void **state)
{
	struct event_base *base = loop_new();
	struct outlet *o;
	int fds[2];

	(void)state;
	assert_int_equal(pipe(fds), 0);
	o = outlet_new(base, fds[1], &calls, &taken);
	assert_non_null(o);
	put(o, 'a', FIRST);
	put(o, 'b', LATER);
	put(o, 'c', LATER);
	assert_false(outlet_is_empty(o));
	reads(base, fds[0], 'a', FIRST);
	reads(base, fds[0], 'b', LATER);
	reads(base, fds[0], 'c', LATER);
	event_base_loop(base, EVLOOP_NONBLOCK);
	assert_true(outlet_is_empty(o));
	assert_int_equal(taken, 1);
	assert_int_equal(fcntl(fds[0], F_SETFL, O_NONBLOCK), 0);
	assert_int_equal(read(fds[0], &(char){ 0 }, 1), -1);
	outlet_free(o);
	event_base_free(base);
	close(fds[0]);
	close(fds[1]);
}

static void
on_end(void *arg)
{
	assert_int_equal(errno, EPIPE);
	++*(int *)arg;
}

/* Nothing is written when he goes. */
static void
test_a_reader_who_has_gone_is_told_of_once(void **state)
{
	static const struct outlet_calls ending = { on_taken, on_end };
	struct event_base *base = loop_new();
	struct outlet *o;
	int fds[2], ended = 0;

	(void)state;
	signal(SIGPIPE, SIG_IGN);
	assert_int_equal(pipe(fds), 0);
	o = outlet_new(base, fds[1], &ending, &ended);
	assert_non_null(o);
	put(o, 'a', 1);
	event_base_loop(base, EVLOOP_NONBLOCK);
	assert_int_equal(ended, 0);
	close(fds[0]);
	event_base_loop(base, EVLOOP_ONCE);
	event_base_loop(base, EVLOOP_NONBLOCK);
	assert_int_equal(ended, 1);
	outlet_free(o);
	event_base_free(base);
	close(fds[1]);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_what_comes_meanwhile_is_behind_the_rest),
		cmocka_unit_test(test_a_reader_who_has_gone_is_told_of_once),
	};

	alarm(PATIENCE_S);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
