/* SPDX-License-Identifier: ISC */
/* Where a ruptimed of inetd's may write its messages to. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <fcntl.h>
#include <sys/socket.h>
#include <unistd.h>
#include <cmocka.h>

#include "ruptimed/inetd.h"

/* What it says with these as standard input and error; cmocka has its own
 * back then. */
static bool
owns_stderr(int in, int err)
{
	int saved_in = dup(STDIN_FILENO), saved_err = dup(STDERR_FILENO);
	bool owns;

	dup2(in, STDIN_FILENO);
	dup2(err, STDERR_FILENO);
	owns = inetd_owns_stderr();
	/* Standard input may have been closed. */
	if (saved_in != -1)
		dup2(saved_in, STDIN_FILENO);
	dup2(saved_err, STDERR_FILENO);
	close(saved_in);
	close(saved_err);
	return owns;
}

static void
test_only_the_clients_socket_is_no_place_for_a_log(void **state)
{
	int fds[2], null = open("/dev/null", O_RDWR);

	(void)state;
	assert_int_equal(socketpair(AF_UNIX, SOCK_STREAM, 0, fds), 0);
	assert_true(owns_stderr(fds[0], fds[0]));
	assert_false(owns_stderr(fds[0], fds[1]));
	assert_false(owns_stderr(fds[0], null));
	assert_false(owns_stderr(null, null));
	assert_false(owns_stderr(null, fds[0]));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(
		    test_only_the_clients_socket_is_no_place_for_a_log),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
