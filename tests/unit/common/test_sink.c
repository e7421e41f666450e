/* SPDX-License-Identifier: ISC */
/* All of a text arrives, whatever the descriptor is like, or an error says why
 * not; a reader that stands still does not keep a signal from ending us. */
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>
#include <cmocka.h>

#include "common/sink.h"

enum { PATIENCE_S = 20, LONG = 100 * 1000, PAGE = 4096 };

static volatile sig_atomic_t came;

static void
on_signal(int number)
{
	came = number;
}

/* As libevent has it: what waits goes on afterwards. */
static void catch (int number)
{
	struct sigaction action = { .sa_handler = on_signal,
		.sa_flags = SA_RESTART };

	came = 0;
	assert_int_equal(sigaction(number, &action, NULL), 0);
}

static void
open_pipe(int fds[2], bool waits)
{
	assert_int_equal(pipe(fds), 0);
	if (!waits)
		assert_int_equal(fcntl(fds[1], F_SETFL, O_NONBLOCK), 0);
}

static void
close_pipe(const int fds[2])
{
	close(fds[0]);
	close(fds[1]);
}

/* So that nothing fits. */
static void
fill(int fd)
{
	char page[PAGE] = "";
	int flags = fcntl(fd, F_GETFL);

	fcntl(fd, F_SETFL, flags | O_NONBLOCK);
	while (write(fd, page, sizeof(page)) > 0)
		continue;
	fcntl(fd, F_SETFL, flags);
}

/* Another process, which reads slowly, after a pause, and ends with 0 where
 * what came is what long_text() has. */
static pid_t
start_reader(const int fds[2], int pause_ms)
{
	char page[PAGE];
	size_t len = 0;
	ssize_t n, i;
	pid_t pid = fork();

	assert_true(pid >= 0);
	if (pid > 0)
		return pid;
	close(fds[1]);
	poll(NULL, 0, pause_ms);
	while ((n = read(fds[0], page, sizeof(page))) > 0) {
		for (i = 0; i < n; i++, len++)
			if (page[i] != (char)('a' + len % 26))
				_exit(1);
		poll(NULL, 0, 1);
	}
	_exit(len == LONG ? 0 : 2);
}

static char *
long_text(void)
{
	char *text = malloc(LONG + 1);
	size_t i;

	assert_non_null(text);
	for (i = 0; i < LONG; i++)
		text[i] = (char)('a' + i % 26);
	text[LONG] = '\0';
	return text;
}

static int
write_through_stream(int fd, const char *text)
{
	struct sink s;
	int rc;

	assert_int_equal(sink_open(&s, fd), 0);
	rc = fputs(text, s.out) == EOF ? -1 : 0;
	return sink_close(&s) == -1 ? -1 : rc;
}

static void
arrives_after(int (*put)(int fd, const char *text), bool waits, int pause_ms)
{
	char *text = long_text();
	int fds[2], status;
	pid_t reader;

	open_pipe(fds, waits);
	reader = start_reader(fds, pause_ms);
	assert_int_equal(put(fds[1], text), 0);
	close_pipe(fds);
	assert_int_equal(waitpid(reader, &status, 0), reader);
	assert_int_equal(status, 0);
	free(text);
}

static void
arrives(int (*put)(int fd, const char *text), bool waits)
{
	arrives_after(put, waits, 0);
}

static int
put_write(int fd, const char *text)
{
	return sink_write(fd, text, strlen(text));
}

static int
put_printf(int fd, const char *text)
{
	return sink_printf(fd, "%s", text);
}

static int
put_say(int fd, const char *text)
{
	sink_say(fd, text);
	return 0;
}

static int (*const puts_all[])(int, const char *) = { put_write, put_printf,
	put_say, write_through_stream };

enum { PUTS = sizeof(puts_all) / sizeof(puts_all[0]) };

static void
test_all_of_it_arrives(void **state)
{
	size_t i;

	(void)state;
	for (i = 0; i < PUTS; i++) {
		arrives(puts_all[i], true);
		arrives(puts_all[i], false);
	}
}

static void
test_an_error_is_told(void **state)
{
	int full = open("/dev/full", O_WRONLY);

	(void)state;
	assert_int_equal(sink_write(full, "x", 1), -1);
	assert_int_equal(errno, ENOSPC);
	assert_int_equal(sink_printf(full, "%d", 1), -1);
	assert_int_equal(errno, ENOSPC);
	assert_int_equal(write_through_stream(full, "x"), -1);
	assert_int_equal(errno, ENOSPC);
	close(full);
	assert_int_equal(sink_write(full, "x", 1), -1);
	assert_int_equal(errno, EBADF);
	assert_int_equal(sink_write(full, "", 0), 0);
}

/* Also by a C library whose stream has forgotten it, or never knew. */
static void
test_a_stream_forgets_no_error(void **state)
{
	int full = open("/dev/full", O_WRONLY);
	struct sink s;

	(void)state;
	assert_int_equal(sink_open(&s, full), 0);
	assert_int_equal(sink_flush(&s), 0);
	fputs("x", s.out);
	assert_int_equal(sink_flush(&s), -1);
	assert_int_equal(errno, ENOSPC);
	clearerr(s.out);
	errno = 0;
	assert_int_equal(sink_flush(&s), -1);
	assert_int_equal(errno, ENOSPC);
	errno = 0;
	assert_int_equal(sink_close(&s), -1);
	assert_int_equal(errno, ENOSPC);
	close(full);
}

/* Nor does it end us by SIGPIPE. */
static void
test_nothing_is_said_to_nobody(void **state)
{
	int fds[2];

	(void)state;
	open_pipe(fds, true);
	close(fds[0]);
	sink_say(fds[1], "x");
	close(fds[1]);
	sink_say(fds[1], "x");
}

/* A child sends the signal again and again, until it is killed: the first may
 * come before anything is waited for. */
static pid_t
start_sender(int number)
{
	const pid_t us = getpid(), pid = fork();

	assert_true(pid >= 0);
	if (pid > 0)
		return pid;
	/* A test that fails leaves it behind: it must not turn to process 1. */
	for (;;) {
		poll(NULL, 0, 20);
		if (getppid() != us || kill(us, number) == -1)
			_exit(1);
	}
}

static void
stop_sender(pid_t pid)
{
	kill(pid, SIGKILL);
	assert_int_equal(waitpid(pid, NULL, 0), pid);
}

static const int ending[] = { SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGALRM };

enum { ENDING = sizeof(ending) / sizeof(ending[0]) };

/* By whatever writes, to a pipe that is full already or not. */
static void
is_ended_by(int number, int (*put)(int, const char *), bool waits, bool full)
{
	char *text = long_text();
	pid_t sender;
	int fds[2], rc;

	open_pipe(fds, waits);
	if (full)
		fill(fds[1]);
	catch (number);
	sender = start_sender(number);
	rc = put(fds[1], text);
	if (put != put_say) {
		assert_int_equal(rc, -1);
		assert_int_equal(errno, EINTR);
	}
	assert_int_equal(came, number);
	stop_sender(sender);
	signal(number, SIG_DFL);
	close_pipe(fds);
	free(text);
}

static void
test_a_signal_ends_a_wait(void **state)
{
	size_t i, j;

	(void)state;
	for (i = 0; i < ENDING; i++)
		is_ended_by(ending[i], put_write, true, true);
	for (j = 0; j < PUTS; j++)
		is_ended_by(SIGTERM, puts_all[j], j > 1, j % 2 == 0);
}

/* One that came before what is written is taken does not make it be lost. */
static void
test_what_need_not_wait_is_written(void **state)
{
	sigset_t term;
	char text[8] = "";
	int fds[2];

	(void)state;
	catch (SIGTERM);
	sigemptyset(&term);
	sigaddset(&term, SIGTERM);
	sigprocmask(SIG_BLOCK, &term, NULL);
	raise(SIGTERM);
	open_pipe(fds, true);
	assert_int_equal(sink_write(fds[1], "text", 4), 0);
	assert_int_equal(read(fds[0], text, sizeof(text)), 4);
	assert_int_equal(came, 0);
	sigprocmask(SIG_UNBLOCK, &term, NULL);
	assert_int_equal(came, SIGTERM);
	signal(SIGTERM, SIG_DFL);
	close_pipe(fds);
}

/* As nohup(1) has it.  There are some looks at signals until the reader reads.
 */
static void
test_one_that_is_ignored_ends_nothing(void **state)
{
	pid_t sender;

	(void)state;
	signal(SIGHUP, SIG_IGN);
	sender = start_sender(SIGHUP);
	arrives_after(put_write, true, 200);
	stop_sender(sender);
	signal(SIGHUP, SIG_DFL);
}

/* Nobody waits a second time for what is lost anyhow. */
static void
test_a_stream_gives_up_once(void **state)
{
	char *text = long_text();
	struct sink s;
	pid_t sender;
	int fds[2];

	(void)state;
	open_pipe(fds, true);
	fill(fds[1]);
	assert_int_equal(sink_open(&s, fds[1]), 0);
	catch (SIGTERM);
	sender = start_sender(SIGTERM);
	fputs(text, s.out);
	stop_sender(sender);
	assert_true(ferror(s.out));
	assert_int_equal(fputs(text, s.out), EOF);
	assert_int_equal(errno, EINTR);
	assert_int_equal(sink_close(&s), -1);
	assert_int_equal(errno, EINTR);
	assert_true(fcntl(fds[1], F_GETFD) != -1);
	signal(SIGTERM, SIG_DFL);
	close_pipe(fds);
	free(text);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_all_of_it_arrives),
		cmocka_unit_test(test_an_error_is_told),
		cmocka_unit_test(test_a_stream_forgets_no_error),
		cmocka_unit_test(test_nothing_is_said_to_nobody),
		cmocka_unit_test(test_a_signal_ends_a_wait),
		cmocka_unit_test(test_what_need_not_wait_is_written),
		cmocka_unit_test(test_one_that_is_ignored_ends_nothing),
		cmocka_unit_test(test_a_stream_gives_up_once),
	};
	const pid_t us = getpid(), watchdog = fork();
	int status;

	/* SIGALRM is one of those that are tried. */
	if (watchdog == 0) {
		poll(NULL, 0, PATIENCE_S * 1000);
		if (getppid() == us)
			kill(us, SIGABRT);
		_exit(0);
	}
	status = cmocka_run_group_tests(tests, NULL, NULL);
	if (watchdog > 0)
		stop_sender(watchdog);
	return status;
}
