/* SPDX-License-Identifier: ISC */
/* The terminal is whole also where a library ends the program. */
#include <sys/wait.h>
#include <errno.h>
#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>
#include <cmocka.h>

#include "common/log.h"
#include "ruptime/watch/rescue.h"

static int
open_terminal(int *user)
{
	int fd;

	*user = posix_openpt(O_RDWR | O_NOCTTY);
	assert_int_not_equal(*user, -1);
	assert_int_equal(grantpt(*user), 0);
	assert_int_equal(unlockpt(*user), 0);
	fd = open(ptsname(*user), O_RDWR | O_NOCTTY);
	assert_int_not_equal(fd, -1);
	return fd;
}

static bool
echoes(int fd)
{
	struct termios modes;

	assert_int_equal(tcgetattr(fd, &modes), 0);
	return modes.c_lflag & ECHO;
}

/* As one that has it, and is ended. */
static void __attribute__((noreturn)) have_it(int fd, bool to_the_end)
{
	struct termios before, ours;

	dup2(fd, STDERR_FILENO);
	tcgetattr(fd, &before);
	ours = before;
	ours.c_lflag &= ~(tcflag_t)ECHO;
	tcsetattr(fd, TCSANOW, &ours);
	rescue_arm(fd, "leave ", fd, &before);
	log_hold();
	log_warnx("why");
	if (!to_the_end)
		rescue_disarm();
	exit(3); // NOLINT: no other thread is there
}

static int
run(int fd, bool to_the_end)
{
	const pid_t pid = fork();
	int status;

	assert_int_not_equal(pid, -1);
	if (pid == 0)
		have_it(fd, to_the_end);
	assert_int_equal(waitpid(pid, &status, 0), pid);
	return status;
}

static void
test_exit_gives_it_back_and_tells_why(void **state)
{
	char text[64] = "";
	int user;
	const int fd = open_terminal(&user);
	const int status = run(fd, true);

	(void)state;
	assert_true(WIFEXITED(status) && WEXITSTATUS(status) == 3);
	assert_true(echoes(fd));
	assert_true(read(user, text, sizeof(text) - 1) > 0);
	assert_string_equal(text, "leave test: why\r\n");
	close(fd);
	close(user);
}

static void
test_what_is_not_armed_is_left_alone(void **state)
{
	int user;
	const int fd = open_terminal(&user);
	const int status = run(fd, false);

	(void)state;
	assert_true(WIFEXITED(status) && WEXITSTATUS(status) == 3);
	assert_false(echoes(fd));
	close(fd);
	close(user);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_exit_gives_it_back_and_tells_why),
		cmocka_unit_test(test_what_is_not_armed_is_left_alone),
	};

	log_init("test", LOG_TO_STDERR, false);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
