/* SPDX-License-Identifier: ISC */
/*
 * Threads that do what may block, the only ones of the project.  resolver.c
 * hands in work and hears of it by a pipe; what the work is they don't know.
 */
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <stdlib.h>
#include <unistd.h>

#include "common/descriptor.h"
#include "ruptime/ask/workers.h"

/* What is reserved, not what is taken: modules of nsswitch.conf(5) are others'
 * code, which may want more than we know. */
enum { STACK_SIZE = 256 * 1024 };

TAILQ_HEAD(work_list, work);

struct worker {
	LIST_ENTRY(worker) link;
	pthread_t thread;
	struct workers *all;
	bool busy; /* under the lock */
};

struct workers {
	size_t few, at_once, threads_max; /* in this order */
	int news_reader, news_writer;
	pthread_mutex_t lock;
	pthread_cond_t work;
	/* The rest, and the state of all work, is under the lock. */
	struct work_list queued, news;
	size_t queue_len;
	size_t old, overdue; /* of it: since the last hurry, the one before */
	size_t going_on;     /* taken, not done, and not given up on */
	LIST_HEAD(worker_list, worker) list;
	size_t threads, idle; /* in the list */
	bool freed;
	size_t left_behind; /* that were busy then, and who freed it */
};

static void
destroy(struct workers *w)
{
	close(w->news_reader);
	close(w->news_writer);
	pthread_mutex_destroy(&w->lock);
	pthread_cond_destroy(&w->work);
	free(w);
}

/* With the lock held.  One byte stands for any number of news; a pipe that is
 * full is readable all the same. */
static void
post(struct workers *w, struct work *work)
{
	ssize_t n = 1;

	if (TAILQ_EMPTY(&w->news))
		n = write(w->news_writer, "", 1);
	(void)n;
	if (!work->in_news)
		TAILQ_INSERT_TAIL(&w->news, work, link);
	work->in_news = true;
}

/* With the lock held. */
static bool
enough_goes_on(const struct workers *w)
{
	return w->going_on >= (w->overdue > 0 ? w->at_once : w->few);
}

/* With the lock held.  What is given up on is taken for the oldest. */
static void
leave_queue(struct workers *w, struct work *work)
{
	TAILQ_REMOVE(&w->queued, work, link);
	w->queue_len--;
	w->old -= w->old > 0;
	w->overdue -= w->overdue > 0;
}

/* With the lock held.  NULL where there is none, or enough goes on. */
static struct work *
take(struct workers *w)
{
	struct work *work = TAILQ_FIRST(&w->queued);

	if (work == NULL || enough_goes_on(w))
		return NULL;
	leave_queue(w, work);
	w->going_on++;
	work->state = WORK_TAKEN;
	post(w, work);
	return work;
}

/* With the lock held, which is let go meanwhile. */
static void
do_work(struct worker *worker, struct work *work)
{
	struct workers *w = worker->all;

	worker->busy = true;
	w->idle--;
	pthread_mutex_unlock(&w->lock);
	work->run(work);
	pthread_mutex_lock(&w->lock);
	w->idle++;
	worker->busy = false;
	/* It does not count any more since it was given up on. */
	if (work->given_up) {
		work->dispose(work);
		return;
	}
	w->going_on--;
	work->state = WORK_DONE;
	post(w, work);
}

/* Of those that workers_free() leaves behind the last one cleans up; the others
 * are waited for there. */
static void *
worker_main(void *arg)
{
	struct worker *worker = arg;
	struct workers *w = worker->all;
	struct work *work;
	bool was_left = false, last = false;

	pthread_mutex_lock(&w->lock);
	while (!w->freed) {
		work = take(w);
		if (work == NULL) {
			pthread_cond_wait(&w->work, &w->lock);
			continue;
		}
		do_work(worker, work);
		was_left = w->freed;
	}
	if (was_left)
		last = --w->left_behind == 0;
	pthread_mutex_unlock(&w->lock);
	if (was_left)
		free(worker);
	if (last)
		destroy(w);
	return NULL;
}

/* Signals are the loop's business. */
static int
start_thread(struct worker *worker)
{
	sigset_t all, saved;
	pthread_attr_t attr;
	int error;

	pthread_attr_init(&attr);
	pthread_attr_setstacksize(&attr, STACK_SIZE);
	sigfillset(&all);
	pthread_sigmask(SIG_SETMASK, &all, &saved);
	error = pthread_create(&worker->thread, &attr, worker_main, worker);
	pthread_sigmask(SIG_SETMASK, &saved, NULL);
	pthread_attr_destroy(&attr);
	errno = error;
	return error == 0 ? 0 : -1;
}

/* With the lock held. */
static int
add_worker(struct workers *w)
{
	struct worker *worker = calloc(1, sizeof(*worker));

	if (worker == NULL)
		return -1;
	worker->all = w;
	if (start_thread(worker) == -1) {
		free(worker);
		return -1;
	}
	LIST_INSERT_HEAD(&w->list, worker, link);
	w->threads++;
	w->idle++;
	return 0;
}

/* With the lock held: that somebody takes what may be taken now.  With fewer
 * threads it takes longer; -1 with errno where there are none. */
static int
see_to_it(struct workers *w)
{
	size_t n = w->at_once - w->going_on;

	if (enough_goes_on(w))
		return 0;
	if (n > w->queue_len)
		n = w->queue_len;
	if (n > w->idle && w->threads < w->threads_max && add_worker(w) == -1 &&
	    w->threads == 0)
		return -1;
	if (n > 0)
		pthread_cond_signal(&w->work);
	return 0;
}

/* Whoever has news does not wait for us, nor we for news. */
static int
open_news(struct workers *w)
{
	int fds[2];

	if (descriptor_pipe(fds) == -1)
		return -1;
	if (descriptor_unblock(fds[0]) == -1 ||
	    descriptor_unblock(fds[1]) == -1) {
		close(fds[0]);
		close(fds[1]);
		return -1;
	}
	w->news_reader = fds[0];
	w->news_writer = fds[1];
	return 0;
}

struct workers *
workers_new(size_t few, size_t at_once, size_t threads_max)
{
	struct workers *w = calloc(1, sizeof(*w));

	if (w == NULL)
		return NULL;
	if (open_news(w) == -1) {
		free(w);
		return NULL;
	}
	w->at_once = at_once < threads_max ? at_once : threads_max;
	w->few = few < w->at_once ? few : w->at_once;
	w->threads_max = threads_max;
	TAILQ_INIT(&w->queued);
	TAILQ_INIT(&w->news);
	LIST_INIT(&w->list);
	pthread_mutex_init(&w->lock, NULL);
	pthread_cond_init(&w->work, NULL);
	return w;
}

int
workers_descriptor(const struct workers *w)
{
	return w->news_reader;
}

int
workers_start(struct workers *w, struct work *work)
{
	int rc;

	work->workers = w;
	work->state = WORK_QUEUED;
	work->in_news = false;
	work->given_up = false;
	pthread_mutex_lock(&w->lock);
	TAILQ_INSERT_TAIL(&w->queued, work, link);
	w->queue_len++;
	rc = see_to_it(w);
	if (rc == -1)
		leave_queue(w, work);
	pthread_mutex_unlock(&w->lock);
	return rc;
}

bool
workers_hurry(struct workers *w)
{
	bool any;
	size_t i;

	pthread_mutex_lock(&w->lock);
	w->overdue = w->old;
	w->old = w->queue_len;
	for (i = 0; i < w->overdue && i < w->at_once; i++)
		see_to_it(w);
	any = w->queue_len > 0;
	pthread_mutex_unlock(&w->lock);
	return any;
}

struct work *
workers_next(struct workers *w, enum work_state *state)
{
	struct work *work;
	char scrap[64];

	pthread_mutex_lock(&w->lock);
	work = TAILQ_FIRST(&w->news);
	if (work != NULL) {
		TAILQ_REMOVE(&w->news, work, link);
		work->in_news = false;
		*state = work->state;
	} else
		while (read(w->news_reader, scrap, sizeof(scrap)) > 0)
			continue;
	pthread_mutex_unlock(&w->lock);
	return work;
}

/* With the lock held.  Whether it is to be disposed of now. */
static bool
withdraw(struct workers *w, struct work *work)
{
	if (work->in_news)
		TAILQ_REMOVE(&w->news, work, link);
	work->in_news = false;
	switch (work->state) {
	case WORK_QUEUED:
		leave_queue(w, work);
		return true;
	case WORK_TAKEN:
		work->given_up = true;
		w->going_on--;
		see_to_it(w);
		return false;
	case WORK_DONE:
		break;
	}
	return true;
}

void
workers_give_up(struct work *work)
{
	struct workers *w = work->workers;
	bool ours;

	pthread_mutex_lock(&w->lock);
	ours = withdraw(w, work);
	pthread_mutex_unlock(&w->lock);
	if (ours)
		work->dispose(work);
}

/* With the lock held.  The busy ones are let go; the rest, who end at once,
 * stay in the list. */
static void
dismiss(struct workers *w)
{
	struct worker *worker, *next;

	w->freed = true;
	w->left_behind = 1; /* ourselves */
	for (worker = LIST_FIRST(&w->list); worker != NULL; worker = next) {
		next = LIST_NEXT(worker, link);
		if (!worker->busy)
			continue;
		LIST_REMOVE(worker, link);
		pthread_detach(worker->thread);
		w->left_behind++;
	}
	pthread_cond_broadcast(&w->work);
}

void
workers_free(struct workers *w)
{
	struct worker *worker;
	bool last;

	pthread_mutex_lock(&w->lock);
	dismiss(w);
	pthread_mutex_unlock(&w->lock);
	while ((worker = LIST_FIRST(&w->list)) != NULL) {
		LIST_REMOVE(worker, link);
		pthread_join(worker->thread, NULL);
		free(worker);
	}
	pthread_mutex_lock(&w->lock);
	last = --w->left_behind == 0;
	pthread_mutex_unlock(&w->lock);
	if (last)
		destroy(w);
}
