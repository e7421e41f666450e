/* SPDX-License-Identifier: ISC */
/*
 * Work that blocks until the test lets it go: how much of it goes on at once,
 * and what becomes of what was given up on.
 */
#include <dirent.h>
#include <poll.h>
#include <pthread.h>
#include <semaphore.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <cmocka.h>

#include "ruptime/ask/workers.h"

enum { PATIENCE_MS = 20000, SEVERAL = 5 };

struct piece {
	struct work work; /* is first */
	sem_t gate;
	int *disposed;
	bool taken, done; /* as the news say */
};

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static int inside, most, run_count; /* under the lock */

static void
run(struct work *work)
{
	struct piece *p = (struct piece *)work;

	pthread_mutex_lock(&lock);
	if (++inside > most)
		most = inside;
	pthread_mutex_unlock(&lock);
	while (sem_wait(&p->gate) == -1)
		continue;
	pthread_mutex_lock(&lock);
	inside--;
	run_count++;
	pthread_mutex_unlock(&lock);
}

/* It is told in the piece's own thread, or in ours. */
static void
dispose(struct work *work)
{
	struct piece *p = (struct piece *)work;

	pthread_mutex_lock(&lock);
	++*p->disposed;
	pthread_mutex_unlock(&lock);
	sem_destroy(&p->gate);
	free(p);
}

static int
value(const int *shared)
{
	int n;

	pthread_mutex_lock(&lock);
	n = *shared;
	pthread_mutex_unlock(&lock);
	return n;
}

static void
wait_for(const int *shared, int n)
{
	int ms;

	for (ms = 0; value(shared) != n; ms++) {
		assert_true(ms < PATIENCE_MS);
		poll(NULL, 0, 1);
	}
}

static int
set_up(void **state)
{
	(void)state;
	inside = most = run_count = 0;
	return 0;
}

static struct piece *
start(struct workers *w, int *disposed)
{
	struct piece *p = calloc(1, sizeof(*p));

	assert_non_null(p);
	p->work.run = run;
	p->work.dispose = dispose;
	p->disposed = disposed;
	sem_init(&p->gate, 0, 0);
	assert_int_equal(workers_start(w, &p->work), 0);
	return p;
}

/* All that there is to tell now. */
static void
look(struct workers *w)
{
	enum work_state state;
	struct work *work;

	while ((work = workers_next(w, &state)) != NULL) {
		struct piece *p = (struct piece *)work;

		assert_true(state == WORK_TAKEN || state == WORK_DONE);
		assert_false(p->done);
		p->taken = true;
		p->done = state == WORK_DONE;
	}
}

static void
wait_told(struct workers *w, const bool *told)
{
	struct pollfd fd = { .fd = workers_descriptor(w), .events = POLLIN };

	for (look(w); !*told; look(w))
		assert_int_equal(poll(&fd, 1, PATIENCE_MS), 1);
}

static void
finish(struct workers *w, struct piece *p)
{
	sem_post(&p->gate);
	wait_told(w, &p->done);
	sem_destroy(&p->gate);
	free(p);
}

/* Once there is a place for it. */
static void
finish_all(struct workers *w, struct piece *const *p, int n)
{
	int i;

	for (i = 0; i < n; i++) {
		wait_told(w, &p[i]->taken);
		finish(w, p[i]);
	}
}

/* Two pieces of work go on, and the others wait. */
static void
are_two_at_once(struct workers *w)
{
	struct piece *p[SEVERAL];
	int i, disposed = 0;

	for (i = 0; i < SEVERAL; i++)
		p[i] = start(w, &disposed);
	wait_for(&inside, 2);
	look(w);
	assert_true(p[0]->taken && p[1]->taken);
	assert_false(p[2]->taken);
	finish_all(w, p, SEVERAL);
	assert_int_equal(most, 2);
	assert_int_equal(disposed, 0);
	workers_free(w);
}

static void
test_so_many_at_once(void **state)
{
	(void)state;
	are_two_at_once(workers_new(2, 2, 100));
}

static void
test_few_are_enough_while_nothing_waits_long(void **state)
{
	(void)state;
	are_two_at_once(workers_new(2, 10, 100));
}

/* How many this process has; 0 where that is not told. */
static int
count_threads(void)
{
	DIR *tasks = opendir("/proc/self/task");
	int n = 0;

	if (tasks == NULL)
		return 0;
	while (readdir(tasks) != NULL)
		n++;
	closedir(tasks);
	return n;
}

static void
test_who_would_find_nothing_to_do_is_not_begun(void **state)
{
	struct workers *w = workers_new(2, 10, 100);
	struct piece *p[SEVERAL];
	int i, threads, disposed = 0;

	(void)state;
	for (i = 0; i < 2; i++)
		p[i] = start(w, &disposed);
	wait_for(&inside, 2);
	threads = count_threads();
	for (; i < SEVERAL; i++)
		p[i] = start(w, &disposed);
	assert_int_equal(count_threads(), threads);
	finish_all(w, p, SEVERAL);
	workers_free(w);
}

/* What came since the first call is not old enough at the second. */
static void
test_what_waits_long_is_hurried(void **state)
{
	struct workers *w = workers_new(1, 4, 100);
	struct piece *p[SEVERAL + 2];
	int i, disposed = 0;

	(void)state;
	assert_false(workers_hurry(w));
	for (i = 0; i < 3; i++)
		p[i] = start(w, &disposed);
	wait_told(w, &p[0]->taken);
	assert_true(workers_hurry(w));
	for (; i < SEVERAL + 2; i++)
		p[i] = start(w, &disposed);
	look(w);
	assert_false(p[1]->taken);
	assert_true(workers_hurry(w));
	wait_told(w, &p[2]->taken);
	wait_for(&inside, 3);
	assert_true(workers_hurry(w));
	wait_told(w, &p[3]->taken);
	look(w);
	assert_false(p[4]->taken);
	finish_all(w, p, SEVERAL + 2);
	assert_int_equal(most, 4);
	assert_false(workers_hurry(w));
	workers_free(w);
}

/* What is done is told of once, and nothing is readable then. */
static void
test_news_come_once(void **state)
{
	struct workers *w = workers_new(2, 2, 2);
	struct pollfd fd = { .fd = workers_descriptor(w), .events = POLLIN };
	enum work_state news;
	int disposed = 0;

	(void)state;
	finish(w, start(w, &disposed));
	assert_null(workers_next(w, &news));
	assert_int_equal(poll(&fd, 1, 0), 0);
	workers_free(w);
}

static void
test_what_is_given_up_gives_its_place_back(void **state)
{
	struct workers *w = workers_new(1, 1, 100);
	struct piece *p[SEVERAL];
	int i, disposed = 0;

	(void)state;
	for (i = 0; i < SEVERAL; i++)
		p[i] = start(w, &disposed);
	for (i = 0; i < SEVERAL - 1; i++) {
		wait_told(w, &p[i]->taken);
		workers_give_up(&p[i]->work);
	}
	wait_told(w, &p[i]->taken);
	wait_for(&inside, SEVERAL);
	finish(w, p[i]);
	assert_int_equal(disposed, 0);
	for (i = 0; i < SEVERAL - 1; i++)
		sem_post(&p[i]->gate);
	wait_for(&disposed, SEVERAL - 1);
	look(w);
	workers_free(w);
}

/* Two may go on at once, but all three threads wait for what nobody wants. */
static void
test_no_more_threads_than_allowed(void **state)
{
	struct workers *w = workers_new(2, 2, 3);
	struct piece *given_up[3], *last;
	int i, disposed = 0;

	(void)state;
	for (i = 0; i < 3; i++) {
		given_up[i] = start(w, &disposed);
		wait_told(w, &given_up[i]->taken);
		workers_give_up(&given_up[i]->work);
	}
	last = start(w, &disposed);
	wait_for(&inside, 3);
	look(w);
	assert_false(last->taken);
	/* The first that comes back takes it on. */
	sem_post(&given_up[1]->gate);
	wait_told(w, &last->taken);
	wait_for(&disposed, 1);
	finish(w, last);
	assert_int_equal(most, 3);
	sem_post(&given_up[0]->gate);
	sem_post(&given_up[2]->gate);
	wait_for(&disposed, 3);
	workers_free(w);
}

/* Those that come back do not let more go on than may. */
static void
test_threads_that_come_back_wait_for_their_turn(void **state)
{
	struct workers *w = workers_new(1, 1, 100);
	struct piece *given_up = start(w, (int[]){ 0 }), *busy, *next;
	int disposed = 0;

	(void)state;
	given_up->disposed = &disposed;
	wait_told(w, &given_up->taken);
	workers_give_up(&given_up->work);
	busy = start(w, &disposed);
	next = start(w, &disposed);
	wait_told(w, &busy->taken);
	sem_post(&given_up->gate);
	wait_for(&disposed, 1);
	look(w);
	assert_false(next->taken);
	finish(w, busy);
	wait_told(w, &next->taken);
	finish(w, next);
	workers_free(w);
}

static void
test_what_is_queued_or_done_is_disposed_of_at_once(void **state)
{
	struct workers *w = workers_new(1, 1, 1);
	enum work_state state_of_none;
	int disposed = 0;
	struct piece *first = start(w, &disposed);
	struct piece *queued = start(w, &disposed);

	(void)state;
	wait_told(w, &first->taken);
	workers_give_up(&queued->work);
	assert_int_equal(disposed, 1);
	sem_post(&first->gate);
	wait_for(&run_count, 1);
	while (poll(&(struct pollfd){ workers_descriptor(w), POLLIN, 0 }, 1,
		   PATIENCE_MS) != 1)
		continue;
	workers_give_up(&first->work);
	assert_int_equal(disposed, 2);
	assert_null(workers_next(w, &state_of_none));
	workers_free(w);
}

/* The one who is left behind frees what all of them need. */
static void
test_who_is_busy_is_left_behind(void **state)
{
	struct workers *w = workers_new(2, 2, 2);
	int disposed = 0;
	struct piece *p = start(w, &disposed), *q = start(w, &disposed);

	(void)state;
	wait_told(w, &p->taken);
	wait_told(w, &q->taken);
	workers_give_up(&p->work);
	finish(w, q);
	workers_free(w);
	sem_post(&p->gate);
	wait_for(&disposed, 1);
}

static void
test_nobody_is_needed(void **state)
{
	(void)state;
	workers_free(workers_new(1, 1, 1));
}

#define WORK(test) cmocka_unit_test_setup(test, set_up)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		WORK(test_so_many_at_once),
		WORK(test_few_are_enough_while_nothing_waits_long),
		WORK(test_who_would_find_nothing_to_do_is_not_begun),
		WORK(test_what_waits_long_is_hurried),
		WORK(test_news_come_once),
		WORK(test_what_is_given_up_gives_its_place_back),
		WORK(test_no_more_threads_than_allowed),
		WORK(test_threads_that_come_back_wait_for_their_turn),
		WORK(test_what_is_queued_or_done_is_disposed_of_at_once),
		WORK(test_who_is_busy_is_left_behind),
		WORK(test_nobody_is_needed),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
