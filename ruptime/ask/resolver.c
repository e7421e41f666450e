/* SPDX-License-Identifier: ISC */
/*
 * A pool of threads around getaddrinfo(3), the only threads of the project.
 * query.c hands in names; answers come back through a pipe that wakes the
 * event loop.
 */
#include <errno.h>
#include <event2/event.h>
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <sys/queue.h>
#include <unistd.h>

#include "ruptime/ask/resolver.h"

enum { WORKERS_MAX = 64, STACK_SIZE = 512 * 1024 };

enum job_state { QUEUED, TAKEN, ANSWERED };

struct resolver_job {
	TAILQ_ENTRY(resolver_job) link; /* in queued or news */
	struct resolver *resolver;
	void *arg;
	int family, error, saved_errno;
	struct addrinfo *list;
	char port[NI_MAXSERV];
	bool told_taken; /* used by the loop's thread only */
	/* The rest is under the lock. */
	enum job_state state;
	bool in_news, cancelled;
	char host[];
};

TAILQ_HEAD(job_list, resolver_job);

struct worker {
	pthread_t thread;
	struct resolver *resolver;
	bool busy; /* under the lock */
};

struct resolver {
	const struct resolver_calls *calls;
	struct event *event;
	int wake_reader, wake_writer;
	pthread_mutex_t lock;
	pthread_cond_t work;
	/* The rest is under the lock.  Jobs in news were taken or answered
	 * since the loop last looked. */
	struct job_list queued, news;
	size_t queue_len;
	size_t count, idle; /* of the workers */
	bool freed;
	size_t left_behind; /* workers that were busy then, and who freed it */
	struct worker workers[WORKERS_MAX];
};

static void
job_free(struct resolver_job *job)
{
	if (job->list != NULL)
		freeaddrinfo(job->list);
	free(job);
}

static void
destroy(struct resolver *r)
{
	close(r->wake_reader);
	close(r->wake_writer);
	pthread_mutex_destroy(&r->lock);
	pthread_cond_destroy(&r->work);
	free(r);
}

/* With the lock held.  One byte wakes the loop for any number of news; a pipe
 * that is full wakes it all the same. */
static void
post(struct resolver *r, struct resolver_job *job)
{
	ssize_t n = 1;

	if (TAILQ_EMPTY(&r->news))
		n = write(r->wake_writer, "", 1);
	(void)n;
	if (!job->in_news)
		TAILQ_INSERT_TAIL(&r->news, job, link);
	job->in_news = true;
}

static void
look_up(struct resolver_job *job)
{
	struct addrinfo hints = {
		.ai_family = job->family,
		.ai_socktype = SOCK_STREAM,
		.ai_flags = AI_NUMERICSERV,
	};

	errno = 0;
	job->error = getaddrinfo(job->host, job->port, &hints, &job->list);
	job->saved_errno = errno;
	if (job->error == 0)
		return;
	job->list = NULL;
	/* glibc takes files that it can't open for files without the name. */
	if (errno == EMFILE || errno == ENFILE || errno == ENOMEM)
		job->error = EAI_SYSTEM;
}

/* With the lock held, which is let go meanwhile. */
static void
work_on(struct resolver *r, struct resolver_job *job)
{
	job->state = TAKEN;
	post(r, job);
	pthread_mutex_unlock(&r->lock);
	look_up(job);
	pthread_mutex_lock(&r->lock);
	if (job->cancelled) {
		job_free(job);
		return;
	}
	job->state = ANSWERED;
	post(r, job);
}

/* Of those that resolver_free() leaves behind the last one cleans up. */
static void *
worker_main(void *arg)
{
	struct worker *w = arg;
	struct resolver *r = w->resolver;
	struct resolver_job *job;
	bool last = false;

	pthread_mutex_lock(&r->lock);
	while (!r->freed) {
		job = TAILQ_FIRST(&r->queued);
		if (job == NULL) {
			r->idle++;
			pthread_cond_wait(&r->work, &r->lock);
			r->idle--;
			continue;
		}
		TAILQ_REMOVE(&r->queued, job, link);
		r->queue_len--;
		w->busy = true;
		work_on(r, job);
		if (r->freed)
			last = --r->left_behind == 0;
		w->busy = false;
	}
	pthread_mutex_unlock(&r->lock);
	if (last)
		destroy(r);
	return NULL;
}

/* Signals are the loop's business. */
static int
add_worker(struct resolver *r)
{
	struct worker *w = &r->workers[r->count];
	sigset_t all, saved;
	pthread_attr_t attr;
	int error;

	w->resolver = r;
	pthread_attr_init(&attr);
	pthread_attr_setstacksize(&attr, STACK_SIZE);
	sigfillset(&all);
	pthread_sigmask(SIG_SETMASK, &all, &saved);
	error = pthread_create(&w->thread, &attr, worker_main, w);
	pthread_sigmask(SIG_SETMASK, &saved, NULL);
	pthread_attr_destroy(&attr);
	if (error == 0)
		r->count++;
	errno = error;
	return error == 0 ? 0 : -1;
}

static void
tell(struct resolver *r, struct resolver_job *job, enum job_state state)
{
	struct addrinfo *list = job->list;
	void *arg = job->arg;
	int error = job->error, saved = job->saved_errno;

	if (!job->told_taken) {
		job->told_taken = true;
		r->calls->taken(arg);
	}
	if (state != ANSWERED)
		return;
	free(job);
	errno = saved;
	r->calls->done(arg, error, list);
}

/* What is told may cancel other jobs, so the list is taken one by one. */
static void
on_wake(evutil_socket_t fd, short what, void *arg)
{
	struct resolver *r = arg;
	struct resolver_job *job;
	enum job_state state;
	char scrap[64];

	(void)what;
	while (read(fd, scrap, sizeof(scrap)) > 0)
		continue;
	for (;;) {
		pthread_mutex_lock(&r->lock);
		job = TAILQ_FIRST(&r->news);
		if (job != NULL) {
			TAILQ_REMOVE(&r->news, job, link);
			job->in_news = false;
			state = job->state;
		}
		pthread_mutex_unlock(&r->lock);
		if (job == NULL)
			return;
		tell(r, job, state);
	}
}

struct resolver *
resolver_new(struct event_base *base, const struct resolver_calls *calls)
{
	struct resolver *r = calloc(1, sizeof(*r));
	int fds[2];

	if (r == NULL)
		return NULL;
	if (pipe2(fds, O_CLOEXEC | O_NONBLOCK) == -1) {
		free(r);
		return NULL;
	}
	r->calls = calls;
	r->wake_reader = fds[0];
	r->wake_writer = fds[1];
	TAILQ_INIT(&r->queued);
	TAILQ_INIT(&r->news);
	pthread_mutex_init(&r->lock, NULL);
	pthread_cond_init(&r->work, NULL);
	r->event = event_new(base, fds[0], EV_READ | EV_PERSIST, on_wake, r);
	if (r->event == NULL || event_add(r->event, NULL) == -1) {
		resolver_free(r);
		return NULL;
	}
	return r;
}

struct resolver_job *
resolver_start(struct resolver *r, const char *host, const char *port,
    int family, void *arg)
{
	size_t len = strlen(host) + 1;
	struct resolver_job *job = calloc(1, sizeof(*job) + len);
	int rc = 0;

	if (job == NULL)
		return NULL;
	job->resolver = r;
	job->arg = arg;
	job->family = family;
	memcpy(job->host, host, len);
	strlcpy(job->port, port, sizeof(job->port));
	pthread_mutex_lock(&r->lock);
	if (r->queue_len >= r->idle && r->count < WORKERS_MAX)
		rc = add_worker(r);
	/* With fewer workers it takes longer; with none, for ever. */
	if (rc == 0 || r->count > 0) {
		TAILQ_INSERT_TAIL(&r->queued, job, link);
		r->queue_len++;
		pthread_cond_signal(&r->work);
	} else {
		free(job);
		job = NULL;
	}
	pthread_mutex_unlock(&r->lock);
	return job;
}

void
resolver_cancel(struct resolver_job *job)
{
	struct resolver *r = job->resolver;
	bool ours = true;

	pthread_mutex_lock(&r->lock);
	if (job->in_news)
		TAILQ_REMOVE(&r->news, job, link);
	job->in_news = false;
	if (job->state == QUEUED) {
		TAILQ_REMOVE(&r->queued, job, link);
		r->queue_len--;
	} else if (job->state == TAKEN) {
		job->cancelled = true;
		ours = false;
	}
	pthread_mutex_unlock(&r->lock);
	if (ours)
		job_free(job);
}

void
resolver_free(struct resolver *r)
{
	pthread_t idle[WORKERS_MAX];
	size_t i, n = 0;
	bool last;

	if (r == NULL)
		return;
	if (r->event != NULL)
		event_free(r->event);
	pthread_mutex_lock(&r->lock);
	r->freed = true;
	r->left_behind = 1; /* ourselves */
	for (i = 0; i < r->count; i++) {
		if (r->workers[i].busy) {
			pthread_detach(r->workers[i].thread);
			r->left_behind++;
		} else
			idle[n++] = r->workers[i].thread;
	}
	pthread_cond_broadcast(&r->work);
	pthread_mutex_unlock(&r->lock);
	while (n-- > 0)
		pthread_join(idle[n], NULL);
	pthread_mutex_lock(&r->lock);
	last = --r->left_behind == 0;
	pthread_mutex_unlock(&r->lock);
	if (last)
		destroy(r);
}
