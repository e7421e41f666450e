/* SPDX-License-Identifier: ISC */
/*
 * How long clients may stay, who makes room for another, and that nothing of
 * one is left.  What time it is the test says.
 */
#include <event2/event.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>
#include <cmocka.h>

#include "tests/unit/ruptimed/counted_conn.h"
#include "ruptimed/clients.h"

enum {
	LONG = 1024 * 1024, /* does not fit into a socket */
	REST_MS = 25,       /* and the rest is over */
	LIMIT_MS = 30 * 1000,
	STALL_MS = 1000
};

static struct event_base *base;
static struct clients *clients;
static struct reply *reply;
static int64_t passed_ms, began_with;
static int peers[8];

/* In place of libc's. */
int
clock_gettime(clockid_t id, struct timespec *ts)
{
	int rc = (int)syscall(SYS_clock_gettime, id, ts);

	ts->tv_sec += passed_ms / 1000;
	ts->tv_nsec += passed_ms % 1000 * 1000000;
	if (ts->tv_nsec >= 1000000000) {
		ts->tv_nsec -= 1000000000;
		ts->tv_sec++;
	}
	return rc;
}

static void
on_left(void *arg)
{
	(void)arg;
}

static void
start(size_t max, size_t len)
{
	char *text = malloc(len);

	assert_non_null(text);
	memset(text, 'x', len);
	base = event_base_new();
	clients = clients_new(base, max, on_left, NULL);
	reply = reply_new(text, len);
	free(text);
	assert_true(base != NULL && clients != NULL && reply != NULL);
}

static int
set_up(void **state)
{
	(void)state;
	memset(peers, -1, sizeof(peers));
	began_with = counted_blocks;
	return 0;
}

/* Nothing is left. */
static int
tear_down(void **state)
{
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(peers) / sizeof(peers[0]); i++)
		if (peers[i] != -1)
			close(peers[i]);
	clients_free(clients);
	reply_free(reply);
	event_base_free(base);
	assert_int_equal(counted_blocks, began_with);
	return 0;
}

/* Time passes, and what is due is done. */
static void
pass(int ms)
{
	passed_ms += ms;
	assert_int_not_equal(event_base_loop(base, EVLOOP_NONBLOCK), -1);
	assert_int_not_equal(event_base_loop(base, EVLOOP_NONBLOCK), -1);
}

/* Client i comes, has sent so many bytes, and is answered. */
static void
answer(int i, size_t sent)
{
	char junk[4096] = { 0 };
	int fds[2];

	assert_int_equal(socketpair(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK, 0,
			     fds),
	    0);
	peers[i] = fds[1];
	assert_int_equal(send(fds[1], junk, sent, 0), sent);
	assert_true(clients_have_room(clients));
	assert_true(clients_answer(clients, fds[0], reply, CONN_ANSWERED));
}

/* What client i reads, until there is no more: 0 is the end, -1 with errno. */
static ssize_t
read_all(int i, size_t *len)
{
	static char text[LONG];
	ssize_t n;

	*len = 0;
	while ((n = recv(peers[i], text, sizeof(text), 0)) > 0)
		*len += (size_t)n;
	return n;
}

static void
test_one_that_never_reads_goes_when_its_time_is_over(void **state)
{
	(void)state;
	start(5, LONG);
	answer(0, 0);
	assert_int_equal(clients_unanswered(clients), 1);
	pass(LIMIT_MS - 1000);
	assert_int_equal(clients_count(clients), 1);
	pass(2000);
	assert_int_equal(clients_count(clients), 0);
	assert_int_equal(clients_get_stats(clients)->gone, 1);
}

static void
test_those_that_come_later_give_it_no_more_time(void **state)
{
	(void)state;
	start(5, LONG);
	answer(0, 0);
	pass(LIMIT_MS - 1000);
	answer(1, 0);
	pass(2000);
	assert_int_equal(clients_count(clients), 1);
}

static void
test_one_that_never_closes_goes_when_its_time_is_over(void **state)
{
	size_t len;

	(void)state;
	start(5, 10);
	answer(0, 0);
	pass(REST_MS);
	assert_int_equal(read_all(0, &len), 0);
	assert_int_equal(len, 10);
	pass(LIMIT_MS - 1000);
	assert_int_equal(clients_count(clients), 1);
	pass(2000);
	assert_int_equal(clients_count(clients), 0);
	assert_int_equal(clients_get_stats(clients)->answered, 1);
}

static void
test_one_that_reads_is_no_room_for_others_at_first(void **state)
{
	(void)state;
	start(1, LONG);
	answer(0, 0);
	pass(STALL_MS - 100);
	assert_false(clients_have_room(clients));
	pass(200);
	assert_true(clients_have_room(clients));
	answer(1, 0);
	assert_int_equal(clients_count(clients), 1);
	assert_int_equal(clients_get_stats(clients)->gone, 1);
}

/* A socket that is closed with something unread is reset. */
static void
test_one_that_makes_room_is_not_reset(void **state)
{
	size_t len;

	(void)state;
	start(1, 10);
	answer(0, 3000);
	answer(1, 3000);
	assert_int_equal(clients_count(clients), 1);
	assert_int_equal(read_all(0, &len), 0);
	assert_int_equal(len, 10);
}

/* The oldest of those that are answered, and of them those that linger. */
static void
test_who_makes_room(void **state)
{
	size_t len;

	(void)state;
	start(3, 10);
	answer(0, 0);
	answer(1, 0);
	pass(REST_MS);
	answer(2, 0);
	answer(3, 0);
	assert_int_equal(read_all(0, &len), 0);
	assert_int_equal(send(peers[0], "x", 1, MSG_NOSIGNAL), -1);
	assert_int_equal(send(peers[1], "x", 1, MSG_NOSIGNAL), 1);
	answer(4, 0);
	assert_int_equal(send(peers[1], "x", 1, MSG_NOSIGNAL), -1);
	assert_int_equal(send(peers[2], "x", 1, MSG_NOSIGNAL), 1);
}

/* Its reply is one of many that are sent still; tear_down() counts. */
static void
test_nothing_is_left_of_one_that_breaks_off(void **state)
{
	(void)state;
	start(5, LONG);
	answer(0, 0);
	answer(1, 0);
	assert_int_equal(reply->users, 3);
	close(peers[0]);
	peers[0] = -1;
	pass(0);
	assert_int_equal(clients_count(clients), 1);
	assert_int_equal(reply->users, 2);
}

#define TEST(name) cmocka_unit_test_setup_teardown((name), set_up, tear_down)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(test_one_that_never_reads_goes_when_its_time_is_over),
		TEST(test_those_that_come_later_give_it_no_more_time),
		TEST(test_one_that_never_closes_goes_when_its_time_is_over),
		TEST(test_one_that_reads_is_no_room_for_others_at_first),
		TEST(test_one_that_makes_room_is_not_reset),
		TEST(test_who_makes_room),
		TEST(test_nothing_is_left_of_one_that_breaks_off),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
