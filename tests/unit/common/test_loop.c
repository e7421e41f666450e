/* SPDX-License-Identifier: ISC */
/* What libevent has to say is said as everything else is, or not at all. */
#include <event2/event.h>
#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <unistd.h>
#include <cmocka.h>

#include "common/log.h"
#include "common/loop.h"

enum { UNUSED_FD = 321 };

static void
on_event(evutil_socket_t fd, short what, void *arg)
{
	(void)fd;
	(void)what;
	(void)arg;
}

/* All that is written to standard error when libevent is asked to wait for a
 * descriptor that is closed. */
static const char *
said(bool verbose)
{
	static char text[4096];
	struct event_base *base;
	struct event *event;
	int fds[2], saved;
	ssize_t n;

	assert_int_equal(pipe(fds), 0);
	saved = dup(STDERR_FILENO);
	assert_int_equal(dup2(fds[1], STDERR_FILENO), STDERR_FILENO);
	close(fds[1]);
	log_init("name", LOG_TO_STDERR, verbose);
	base = loop_new();
	event = event_new(base, UNUSED_FD, EV_READ, on_event, NULL);
	event_add(event, NULL);
	event_base_loop(base, EVLOOP_NONBLOCK);
	assert_int_equal(dup2(saved, STDERR_FILENO), STDERR_FILENO);
	close(saved);
	n = read(fds[0], text, sizeof(text) - 1);
	text[n > 0 ? n : 0] = '\0';
	close(fds[0]);
	event_free(event);
	event_base_free(base);
	return text;
}

static void
test_warnings_are_for_who_wants_to_know_all(void **state)
{
	char name[5], rest[64] = "";

	(void)state;
	close(UNUSED_FD);
	assert_string_equal(said(false), "");
	assert_int_equal(sscanf(said(true), "%4[a-z]: libevent: %63[^\n]", name,
			     rest),
	    2);
	assert_string_equal(name, "name");
	assert_true(rest[0] != '\0');
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_warnings_are_for_who_wants_to_know_all),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
