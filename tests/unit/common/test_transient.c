/* SPDX-License-Identifier: ISC */
/* A line on the terminal that goes away again, and where there is none. */
#include <fcntl.h>
#include <locale.h>
#include <poll.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/wait.h>
#include <termios.h>
#include <unistd.h>
#include <cmocka.h>

#include "common/transient.h"

#define LEN(a) (sizeof(a) / sizeof((a)[0]))

enum { PATIENCE_S = 20, SHOWN = 0, NOT_SHOWN = 3 };

static char screen[4096]; /* what the terminal was sent */

static int
open_master(void)
{
	int master = posix_openpt(O_RDWR | O_NOCTTY);

	assert_true(master != -1);
	assert_int_equal(grantpt(master), 0);
	assert_int_equal(unlockpt(master), 0);
	return master;
}

/* In a child: standard error is its terminal, so many columns wide, that adds
 * nothing by itself. */
static void
take_terminal(int master, unsigned short columns)
{
	struct winsize size = { .ws_row = 24, .ws_col = columns };
	struct termios modes;
	int slave;

	setsid();
	slave = open(ptsname(master), O_RDWR);
	if (slave == -1 || dup2(slave, STDERR_FILENO) == -1 ||
	    tcgetattr(slave, &modes) == -1)
		_exit(1);
	cfmakeraw(&modes);
	if (tcsetattr(slave, TCSANOW, &modes) == -1 ||
	    ioctl(slave, TIOCSWINSZ, &size) == -1)
		_exit(1);
	close(master);
}

/* What the child ends with, and what it has sent to screen. */
static int
collect(pid_t pid, int master)
{
	size_t len = 0;
	ssize_t n;
	int status;

	assert_int_equal(waitpid(pid, &status, 0), pid);
	assert_true(fcntl(master, F_SETFL, O_NONBLOCK) != -1);
	while ((n = read(master, screen + len, sizeof(screen) - 1 - len)) > 0)
		len += (size_t)n;
	screen[len] = '\0';
	close(master);
	assert_true(WIFEXITED(status));
	return WEXITSTATUS(status);
}

static int
show(const char *text, unsigned short columns)
{
	int master = open_master();
	pid_t pid = fork();

	assert_true(pid >= 0);
	if (pid == 0) {
		take_terminal(master, columns);
		_exit(transient_show(text) ? SHOWN : NOT_SHOWN);
	}
	return collect(pid, master);
}

static void
shows(const char *text, unsigned short columns, const char *sent)
{
	setenv("TERM", "xterm", 1);
	assert_int_equal(show(text, columns), SHOWN);
	assert_string_equal(screen, sent);
}

static void
test_it_is_shown_and_hidden(void **state)
{
	int master = open_master();
	pid_t pid = fork();

	(void)state;
	assert_true(pid >= 0);
	if (pid == 0) {
		setenv("TERM", "xterm", 1);
		take_terminal(master, 80);
		if (!transient_show("one") || !transient_show("two"))
			_exit(NOT_SHOWN);
		transient_hide();
		_exit(SHOWN);
	}
	assert_int_equal(collect(pid, master), SHOWN);
	assert_string_equal(screen, "\rone\033[K\rtwo\033[K\r\033[K");
}

/* The last column stays free. */
static void
test_it_is_cut_to_the_width(void **state)
{
	(void)state;
	shows("123456789", 10, "\r123456789\033[K");
	shows("1234567890", 10, "\r123456789\033[K");
	shows("12", 2, "\r1\033[K");
	shows("12", 1, "\r\033[K");
	/* One that does not tell has 80. */
	shows("12345678901234567890123456789012345678901234567890"
	      "12345678901234567890123456789012345678901234567890",
	    0,
	    "\r12345678901234567890123456789012345678901234567890"
	    "12345678901234567890123456789\033[K");
}

/* Nor is one cut into halves. */
static void
test_a_character_may_take_two_columns(void **state)
{
	(void)state;
	if (setlocale(LC_CTYPE, "C.UTF-8") == NULL)
		skip();
	shows("\u4e2d\u4e2d\u4e2d", 6, "\r\u4e2d\u4e2d\033[K");
	shows("\u00fc\u00fc\u00fc", 3, "\r\u00fc\u00fc\033[K");
	setlocale(LC_CTYPE, "C");
}

static void
test_what_a_host_is_called_drives_no_terminal(void **state)
{
	static const char *const texts[] = { "\033[2J", "\r\n", "a\033]0;x\a",
		"\302\233", "\u202e", "\b\b\b", "\177" };
	size_t i, j;

	(void)state;
	for (i = 0; i < LEN(texts); i++) {
		setenv("TERM", "xterm", 1);
		assert_int_equal(show(texts[i], 80), SHOWN);
		assert_true(strlen(screen) > 4);
		for (j = 1; j < strlen(screen) - 3; j++)
			assert_in_range((unsigned char)screen[j], ' ', '~');
	}
}

static void
test_a_terminal_without_escapes_is_left_alone(void **state)
{
	static const char *const terms[] = { "dumb", "", NULL };
	size_t i;

	(void)state;
	for (i = 0; i < LEN(terms); i++) {
		if (terms[i] != NULL)
			setenv("TERM", terms[i], 1);
		else
			unsetenv("TERM");
		assert_int_equal(show("text", 80), NOT_SHOWN);
		assert_string_equal(screen, "");
	}
}

/* A process in the background of its terminal, which may be a job of a shell.
 */
static void
test_nothing_is_drawn_from_the_background(void **state)
{
	int master = open_master(), status;
	pid_t pid = fork(), job;

	(void)state;
	assert_true(pid >= 0);
	if (pid == 0) {
		setenv("TERM", "xterm", 1);
		take_terminal(master, 80);
		job = fork();
		if (job == 0) {
			setpgid(0, 0);
			transient_hide();
			_exit(transient_show("text") ? SHOWN : NOT_SHOWN);
		}
		if (waitpid(job, &status, 0) != job)
			_exit(1);
		_exit(WEXITSTATUS(status));
	}
	assert_int_equal(collect(pid, master), NOT_SHOWN);
	assert_string_equal(screen, "");
}

/* One that takes nothing is not waited for. */
static void
test_a_terminal_nobody_reads_holds_up_nobody(void **state)
{
	int master = open_master();
	pid_t pid = fork();
	bool shown = true;
	int i;

	(void)state;
	assert_true(pid >= 0);
	if (pid == 0) {
		setenv("TERM", "xterm", 1);
		take_terminal(master, 80);
		tcflow(STDERR_FILENO, TCOOFF);
		for (i = 0; i < 10 && shown; i++)
			shown = transient_show("text");
		tcflow(STDERR_FILENO, TCOON);
		_exit(shown ? SHOWN : NOT_SHOWN);
	}
	assert_int_equal(collect(pid, master), NOT_SHOWN);
}

static void
test_what_is_no_terminal_has_no_line(void **state)
{
	int fds[2], saved = dup(STDERR_FILENO);
	bool shown, foreground;
	char c;

	(void)state;
	setenv("TERM", "xterm", 1);
	assert_int_equal(pipe(fds), 0);
	dup2(fds[1], STDERR_FILENO);
	shown = transient_show("text");
	transient_hide();
	foreground = transient_is_foreground();
	dup2(saved, STDERR_FILENO);
	close(saved);
	close(fds[1]);
	assert_false(shown);
	assert_false(foreground);
	assert_int_equal(read(fds[0], &c, 1), 0);
	close(fds[0]);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_it_is_shown_and_hidden),
		cmocka_unit_test(test_it_is_cut_to_the_width),
		cmocka_unit_test(test_a_character_may_take_two_columns),
		cmocka_unit_test(test_what_a_host_is_called_drives_no_terminal),
		cmocka_unit_test(test_a_terminal_without_escapes_is_left_alone),
		cmocka_unit_test(test_nothing_is_drawn_from_the_background),
		cmocka_unit_test(test_a_terminal_nobody_reads_holds_up_nobody),
		cmocka_unit_test(test_what_is_no_terminal_has_no_line),
	};

	alarm(PATIENCE_S);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
