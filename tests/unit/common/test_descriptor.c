/* SPDX-License-Identifier: ISC */
/* How sockets and pipes of ours are born, and bytes go through them. */
#include <errno.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>
#include <cmocka.h>

#include "common/descriptor.h"
#include "common/wire.h"

static void
is_ours(int fd, bool waits)
{
	assert_true(fd >= 0);
	assert_int_equal(fcntl(fd, F_GETFD), FD_CLOEXEC);
	assert_int_equal((fcntl(fd, F_GETFL) & O_NONBLOCK) == 0, waits);
}

/* Two ends of a connection: one that connected and waits, one accepted. */
static void
connect_two(int ends[2])
{
	struct sockaddr_in sa = { .sin_family = AF_INET };
	struct sockaddr_storage peer;
	socklen_t len = sizeof(sa);
	int listening = descriptor_socket(AF_INET, SOCK_STREAM);

	is_ours(listening, false);
	sa.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
	assert_int_equal(bind(listening, (struct sockaddr *)&sa, len), 0);
	assert_int_equal(listen(listening, 1), 0);
	assert_int_equal(getsockname(listening, (struct sockaddr *)&sa, &len),
	    0);
	ends[0] = socket(AF_INET, SOCK_STREAM, 0);
	assert_int_equal(connect(ends[0], (struct sockaddr *)&sa, len), 0);
	len = sizeof(peer);
	ends[1] = descriptor_accept(listening, &peer, &len);
	is_ours(ends[1], false);
	assert_int_equal(peer.ss_family, AF_INET);
	len = sizeof(peer);
	assert_int_equal(descriptor_accept(listening, &peer, &len), -1);
	assert_int_equal(errno, EAGAIN);
	close(listening);
}

static void
test_they_are_close_on_exec(void **state)
{
	int fds[2];

	(void)state;
	assert_int_equal(descriptor_pipe(fds), 0);
	is_ours(fds[0], true);
	is_ours(fds[1], true);
	assert_int_equal(descriptor_unblock(fds[0]), 0);
	is_ours(fds[0], false);
	close(fds[0]);
	close(fds[1]);
	assert_int_equal(descriptor_unblock(fds[1]), -1);
	assert_int_equal(errno, EBADF);
	assert_int_equal(descriptor_pair(SOCK_SEQPACKET, fds), 0);
	is_ours(fds[0], true);
	is_ours(fds[1], true);
	close(fds[0]);
	close(fds[1]);
	fds[0] = descriptor_socket(AF_INET6, SOCK_DGRAM);
	if (fds[0] != -1)
		is_ours(fds[0], false);
	close(fds[0]);
}

/* Also of one that was made to wait. */
static void
test_nothing_waits(void **state)
{
	char text[4096] = "";
	int ends[2], i;

	(void)state;
	connect_two(ends);
	assert_int_equal(wire_receive(ends[0], text, sizeof(text)), -1);
	assert_int_equal(errno, EAGAIN);
	assert_int_equal(wire_send_last(ends[1], "abc", 3), 3);
	assert_int_equal(shutdown(ends[1], SHUT_WR), 0);
	while (wire_peek(ends[0], text, 1) == -1)
		assert_int_equal(errno, EAGAIN);
	assert_int_equal(text[0], 'a');
	assert_int_equal(wire_receive(ends[0], text, sizeof(text)), 3);
	for (i = 0; i < 1 << 20; i++)
		if (wire_send(ends[0], text, sizeof(text)) == -1)
			break;
	assert_int_equal(errno, EAGAIN);
	close(ends[0]);
	close(ends[1]);
}

/* Sending to nobody: the second time at the latest it is known. */
static void
send_to_nobody(void)
{
	const struct linger none = { .l_onoff = 1 };
	int ends[2];

	connect_two(ends);
	setsockopt(ends[0], SOL_SOCKET, SO_LINGER, &none, sizeof(none));
	close(ends[0]);
	while (wire_send(ends[1], "a", 1) == 1)
		continue;
	if (errno == ECONNRESET)
		assert_int_equal(wire_send(ends[1], "a", 1), -1);
	assert_int_equal(errno, EPIPE);
	close(ends[1]);
}

static void
test_no_signal_is_raised(void **state)
{
	sigset_t blocked, pending;

	(void)state;
	signal(SIGPIPE, SIG_DFL);
	send_to_nobody();
	sigprocmask(SIG_BLOCK, NULL, &blocked);
	assert_int_equal(sigismember(&blocked, SIGPIPE), 0);
	signal(SIGPIPE, SIG_IGN);
	send_to_nobody();
	sigpending(&pending);
	assert_int_equal(sigismember(&pending, SIGPIPE), 0);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_they_are_close_on_exec),
		cmocka_unit_test(test_nothing_waits),
		cmocka_unit_test(test_no_signal_is_raised),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
