/* SPDX-License-Identifier: ISC */
/*
 * Look-ups of a name service that answers when the test says so: who is told,
 * what is freed, and what goes on at once.
 */
#include <event2/event.h>
#include <poll.h>

#include "common/hostport.h"
#include "tests/unit/ruptime/ask/names.h"
#include "ruptime/ask/resolver.h"

enum { PATIENCE_MS = 20000, SOME = 10 };

/* What was told of a job; is its arg. */
struct told {
	int taken, done, error, error_errno;
	char address[INET6_ADDRSTRLEN], name[HOSTPORT_HOST_MAX];
};

static struct event_base *base;
static struct resolver *resolver;
static sem_t gate;

static void
on_taken(void *arg)
{
	struct told *t = arg;

	t->taken++;
}

static void
on_done(void *arg, int error, struct addrinfo *list)
{
	struct told *t = arg;

	t->error_errno = errno;
	t->error = error;
	t->done++;
	assert_int_equal(list == NULL, error != 0);
	if (list == NULL)
		return;
	assert_int_equal(list->ai_family, AF_INET);
	inet_ntop(AF_INET,
	    &((struct sockaddr_in *)(void *)list->ai_addr)->sin_addr,
	    t->address, sizeof(t->address));
	freeaddrinfo(list);
}

static void
on_named(void *arg, int error, const char *name)
{
	struct told *t = arg;

	t->error = error;
	t->done++;
	if (name != NULL)
		snprintf(t->name, sizeof(t->name), "%s", name);
}

static int
set_up_with(bool many, size_t window)
{
	static const struct resolver_calls calls = { on_taken, on_done };
	static const struct entry names[] = {
		{ "alpha", "192.0.2.1", 0, 0, NULL },
		{ "slow", "192.0.2.2", 0, 0, &gate },
		{ "broken", "192.0.2.3", EAI_SYSTEM, EIO, NULL },
		{ NULL, NULL, 0, 0, NULL },
	};

	entries = names;
	answers = gated = 0;
	sem_init(&gate, 0, 0);
	base = event_base_new();
	resolver = resolver_new(base, &calls, many, window);
	return resolver == NULL ? -1 : 0;
}

static int
set_up(void **state)
{
	(void)state;
	return set_up_with(false, 1024);
}

static int
set_up_many(void **state)
{
	(void)state;
	return set_up_with(true, 1024);
}

static int
set_up_narrow(void **state)
{
	(void)state;
	return set_up_with(true, RESOLVER_AT_ONCE);
}

static int
tear_down(void **state)
{
	(void)state;
	resolver_free(resolver);
	event_base_free(base);
	return 0;
}

static void
wait_for(const int *n, int value)
{
	int ms;

	for (ms = 0; *n != value; ms++) {
		assert_true(ms < PATIENCE_MS);
		assert_int_equal(event_base_loop(base, EVLOOP_NONBLOCK), 0);
		poll(NULL, 0, 1);
	}
}

/* That the name service has given so many answers, and none of them is kept. */
static void
wait_freed(int given)
{
	int ms;

	for (ms = 0; count_answers() != given || count_lists(0) != 0; ms++) {
		assert_true(ms < PATIENCE_MS);
		poll(NULL, 0, 1);
	}
}

static void
test_each_is_told_of(void **state)
{
	struct told t[3] = { 0 };

	(void)state;
	assert_non_null(resolver_start(resolver, "alpha", "1", 0, &t[0]));
	assert_non_null(resolver_start(resolver, "broken", "1", 0, &t[1]));
	assert_non_null(resolver_start(resolver, "nobody", "1", 0, &t[2]));
	wait_for(&t[0].done, 1);
	wait_for(&t[1].done, 1);
	wait_for(&t[2].done, 1);
	assert_int_equal(t[0].taken, 1);
	assert_string_equal(t[0].address, "192.0.2.1");
	assert_int_equal(t[1].error, EAI_SYSTEM);
	assert_int_equal(t[1].error_errno, EIO);
	assert_int_equal(t[2].error, EAI_NONAME);
	wait_freed(1);
}

/* Its time begins then, and it may be over before the answer comes. */
static void
test_taken_comes_before_the_answer(void **state)
{
	struct told t = { 0 };

	(void)state;
	assert_non_null(resolver_start(resolver, "slow", "1", 0, &t));
	wait_for(&t.taken, 1);
	assert_int_equal(t.done, 0);
	sem_post(&gate);
	wait_for(&t.done, 1);
	assert_int_equal(t.taken, 1);
}

static void
test_an_answer_that_comes_too_late_is_freed(void **state)
{
	struct told t = { 0 };
	struct resolver_job *job;

	(void)state;
	job = resolver_start(resolver, "slow", "1", 0, &t);
	wait_for(&t.taken, 1);
	resolver_cancel(job);
	sem_post(&gate);
	wait_freed(1);
	assert_int_equal(t.done, 0);
}

static void
test_an_answer_nobody_looked_at_is_freed(void **state)
{
	struct told t = { 0 };
	struct resolver_job *job;

	(void)state;
	job = resolver_start(resolver, "alpha", "1", 0, &t);
	while (count_answers() == 0)
		assert_int_equal(poll(NULL, 0, 1), 0);
	resolver_cancel(job);
	wait_freed(1);
	assert_int_equal(event_base_loop(base, EVLOOP_NONBLOCK), 0);
	assert_int_equal(t.taken + t.done, 0);
}

/* All places are taken by names that are never answered; the last one is
 * given up on together with them. */
static void
test_dead_names_give_their_places_back(void **state)
{
	struct told dead[RESOLVER_AT_ONCE] = { 0 }, good = { 0 };
	struct resolver_job *jobs[RESOLVER_AT_ONCE];
	int i;

	(void)state;
	for (i = 0; i < RESOLVER_AT_ONCE; i++)
		jobs[i] = resolver_start(resolver, "slow", "1", 0, &dead[i]);
	assert_non_null(resolver_start(resolver, "alpha", "1", 0, &good));
	for (i = 0; i < RESOLVER_AT_ONCE; i++)
		wait_for(&dead[i].taken, 1);
	assert_int_equal(good.taken, 0);
	resolver_cancel(jobs[RESOLVER_AT_ONCE / 2]);
	wait_for(&good.done, 1);
	assert_string_equal(good.address, "192.0.2.1");
	for (i = 0; i < RESOLVER_AT_ONCE; i++) {
		if (i != RESOLVER_AT_ONCE / 2)
			resolver_cancel(jobs[i]);
		sem_post(&gate);
	}
	wait_freed(RESOLVER_AT_ONCE + 1);
}

/* Of many the first few look-ups, each of which is to be quick, go on alone. */
static void
test_slow_names_do_not_hold_up_many(void **state)
{
	struct told slow[SOME] = { 0 }, good = { 0 };
	struct resolver_job *jobs[SOME];
	int i;

	(void)state;
	for (i = 0; i < SOME; i++)
		jobs[i] = resolver_start(resolver, "slow", "1", 0, &slow[i]);
	assert_non_null(resolver_start(resolver, "alpha", "1", 0, &good));
	wait_for(&good.done, 1);
	assert_string_equal(good.address, "192.0.2.1");
	for (i = 0; i < SOME; i++) {
		wait_for(&slow[i].taken, 1);
		resolver_cancel(jobs[i]);
		sem_post(&gate);
	}
	wait_freed(SOME + 1);
}

/* There all of them begin before the loop turns. */
static void
test_a_narrow_window_waits_for_nothing(void **state)
{
	struct told slow[SOME] = { 0 };
	struct resolver_job *jobs[SOME];
	int i, ms;

	(void)state;
	for (i = 0; i < SOME; i++)
		jobs[i] = resolver_start(resolver, "slow", "1", 0, &slow[i]);
	for (ms = 0; count_gated(0) != SOME; ms++) {
		assert_true(ms < PATIENCE_MS);
		poll(NULL, 0, 1);
	}
	for (i = 0; i < SOME; i++) {
		resolver_cancel(jobs[i]);
		sem_post(&gate);
	}
	wait_freed(SOME);
}

static void
test_names_of_addresses(void **state)
{
	struct told t = { 0 }, none = { 0 }, never = { 0 };
	struct sockaddr_storage ss;
	struct resolver_job *job;

	(void)state;
	assert_true(read_address("192.0.2.1", &ss));
	assert_non_null(resolver_start_naming(resolver, (struct sockaddr *)&ss,
	    sizeof(struct sockaddr_in), on_named, &t));
	assert_true(read_address("192.0.2.9", &ss));
	assert_non_null(resolver_start_naming(resolver, (struct sockaddr *)&ss,
	    sizeof(struct sockaddr_in), on_named, &none));
	job = resolver_start_naming(resolver, (struct sockaddr *)&ss,
	    sizeof(struct sockaddr_in), on_named, &never);
	resolver_cancel(job);
	wait_for(&t.done, 1);
	wait_for(&none.done, 1);
	assert_string_equal(t.name, "alpha");
	assert_int_equal(none.error, EAI_NONAME);
	assert_string_equal(none.name, "");
	assert_int_equal(t.taken + never.done, 0);
}

static void
test_threads_by_the_limit_of_descriptors(void **state)
{
	(void)state;
	assert_int_equal(resolver_threads_max(0), 1);
	assert_int_equal(resolver_threads_max(15), 1);
	assert_int_equal(resolver_threads_max(64), 8);
	assert_int_equal(resolver_threads_max(1024), 128);
	assert_int_equal(resolver_threads_max(8191), 1023);
	assert_int_equal(resolver_threads_max(8192), 1024);
	assert_int_equal(resolver_threads_max(RLIM_INFINITY), 1024);
}

#define JOB(test) cmocka_unit_test_setup_teardown(test, set_up, tear_down)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		JOB(test_each_is_told_of),
		JOB(test_taken_comes_before_the_answer),
		JOB(test_an_answer_that_comes_too_late_is_freed),
		JOB(test_an_answer_nobody_looked_at_is_freed),
		JOB(test_dead_names_give_their_places_back),
		cmocka_unit_test_setup_teardown(
		    test_slow_names_do_not_hold_up_many, set_up_many,
		    tear_down),
		cmocka_unit_test_setup_teardown(
		    test_a_narrow_window_waits_for_nothing, set_up_narrow,
		    tear_down),
		JOB(test_names_of_addresses),
		cmocka_unit_test(test_threads_by_the_limit_of_descriptors),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
