/* SPDX-License-Identifier: ISC */
/*
 * Look-ups handed to threads, and their answers handed to whoever asked, in the
 * loop's thread.  query.c and naming.c start them; lookup.c is what the threads
 * do.
 */
#include <errno.h>
#include <event2/event.h>
#include <stdlib.h>
#include <string.h>

#include "common/timer.h"
#include "ruptime/ask/localnames.h"
#include "ruptime/ask/lookup.h"
#include "ruptime/ask/resolver.h"
#include "ruptime/ask/workers.h"

/* Of all descriptors, for all threads. */
enum { FDS_SHARE = 4 };

enum { BURST = 128 };

/* Of many look-ups so few go on at once while they are quick, that is as long
 * as none is queued for so long: more threads would sleep most of the time, and
 * be woken for each.  Where no more than this are asked at once, it would be
 * them who wait. */
enum { FEW = 4, HURRY_MS = 5, CROWD = 4 * RESOLVER_AT_ONCE };

struct resolver_job {
	struct work work; /* is first: what the threads know of it */
	struct resolver *resolver;
	void *arg;
	resolver_named_fn *named; /* NULL: the addresses of a host are wanted */
	struct localnames *names; /* held; NULL: they are not asked */
	int family;
	struct sockaddr_storage address;
	socklen_t address_len;
	char port[NI_MAXSERV];
	bool told_taken;
	/* The thread's while it is taken, the loop's when it is done. */
	int error, saved_errno;
	struct addrinfo *list;
	char text[]; /* the host; or room for a name */
};

struct resolver {
	const struct resolver_calls *calls;
	struct localnames *names; /* NULL: few names are looked up */
	struct workers *workers;
	struct event *event;
	struct event *hurry; /* of a crowd, while some are queued; or NULL */
};

static void
look_up(struct work *work)
{
	struct resolver_job *job = (struct resolver_job *)work;

	if (job->named != NULL)
		job->error = lookup_name((const struct sockaddr *)&job->address,
		    job->address_len, job->text);
	else
		job->error = lookup_addresses(job->names, job->text, job->port,
		    job->family, &job->list);
	job->saved_errno = errno;
}

static void
job_free(struct resolver_job *job)
{
	localnames_release(job->names);
	free(job);
}

static void
dispose(struct work *work)
{
	struct resolver_job *job = (struct resolver_job *)work;

	if (job->list != NULL)
		freeaddrinfo(job->list);
	job_free(job);
}

static void
tell_answer(struct resolver *r, struct resolver_job *job)
{
	errno = job->saved_errno;
	if (job->named != NULL)
		job->named(job->arg, job->error,
		    job->error == 0 ? job->text : NULL);
	else
		r->calls->done(job->arg, job->error, job->list);
	job_free(job);
}

static void
tell(struct resolver *r, struct resolver_job *job, enum work_state state)
{
	if (!job->told_taken && job->named == NULL)
		r->calls->taken(job->arg);
	job->told_taken = true;
	if (state == WORK_DONE)
		tell_answer(r, job);
}

/* What is told may give up on other work, so the news are taken one by one.
 * The descriptor stays readable while there are more, and others have their
 * turn. */
static void
on_news(evutil_socket_t fd, short what, void *arg)
{
	struct resolver *r = arg;
	struct work *work;
	enum work_state state;
	unsigned n;

	for (n = 0; n < BURST; n++) {
		work = workers_next(r->workers, &state);
		if (work == NULL)
			break;
		tell(r, (struct resolver_job *)work, state);
	}
}

static void
on_hurry(evutil_socket_t fd, short what, void *arg)
{
	struct resolver *r = arg;

	if (workers_hurry(r->workers))
		timer_start_ms(r->hurry, HURRY_MS);
}

unsigned
resolver_threads_max(rlim_t nofile)
{
	rlim_t n = nofile / FDS_SHARE / RESOLVER_THREAD_FDS;

	if (n > RESOLVER_THREADS_MAX)
		return RESOLVER_THREADS_MAX;
	return n > 0 ? (unsigned)n : 1;
}

static struct workers *
make_workers(size_t few)
{
	struct rlimit limit;
	unsigned threads = RESOLVER_THREADS_MAX;

	if (getrlimit(RLIMIT_NOFILE, &limit) == 0)
		threads = resolver_threads_max(limit.rlim_cur);
	return workers_new(few, RESOLVER_AT_ONCE, threads);
}

struct resolver *
resolver_new(struct event_base *base, const struct resolver_calls *calls,
    bool many, size_t window)
{
	struct resolver *r = calloc(1, sizeof(*r));
	bool crowd = many && window > CROWD;

	if (r == NULL)
		return NULL;
	r->calls = calls;
	r->workers = make_workers(crowd ? FEW : RESOLVER_AT_ONCE);
	if (many)
		r->names = localnames_new();
	if (crowd)
		r->hurry = evtimer_new(base, on_hurry, r);
	if (r->workers != NULL)
		r->event = event_new(base, workers_descriptor(r->workers),
		    EV_READ | EV_PERSIST, on_news, r);
	if ((crowd && r->hurry == NULL) || r->event == NULL ||
	    event_add(r->event, NULL) == -1) {
		resolver_free(r);
		return NULL;
	}
	return r;
}

/* With so much room for text.  NULL with errno. */
static struct resolver_job *
job_new(struct resolver *r, size_t size, void *arg)
{
	struct resolver_job *job = calloc(1, sizeof(*job) + size);

	if (job == NULL)
		return NULL;
	job->work.run = look_up;
	job->work.dispose = dispose;
	job->resolver = r;
	job->names = localnames_hold(r->names);
	job->arg = arg;
	return job;
}

/* NULL with errno, and the job is gone. */
static struct resolver_job *
start(struct resolver_job *job)
{
	struct event *hurry = job->resolver->hurry;

	if (workers_start(job->resolver->workers, &job->work) == 0) {
		if (hurry != NULL && !evtimer_pending(hurry, NULL))
			timer_start_ms(hurry, HURRY_MS);
		return job;
	}
	job_free(job);
	return NULL;
}

struct resolver_job *
resolver_start(struct resolver *r, const char *host, const char *port,
    int family, void *arg)
{
	size_t size = strlen(host) + 1;
	struct resolver_job *job = job_new(r, size, arg);

	if (job == NULL)
		return NULL;
	job->family = family;
	memcpy(job->text, host, size);
	strlcpy(job->port, port, sizeof(job->port));
	return start(job);
}

struct resolver_job *
resolver_start_naming(struct resolver *r, const struct sockaddr *address,
    socklen_t len, resolver_named_fn *named, void *arg)
{
	struct resolver_job *job = job_new(r, HOSTPORT_HOST_MAX, arg);

	if (job == NULL)
		return NULL;
	job->named = named;
	memcpy(&job->address, address, len);
	job->address_len = len;
	return start(job);
}

void
resolver_cancel(struct resolver_job *job)
{
	workers_give_up(&job->work);
}

void
resolver_free(struct resolver *r)
{
	if (r == NULL)
		return;
	if (r->event != NULL)
		event_free(r->event);
	if (r->hurry != NULL)
		event_free(r->hurry);
	if (r->workers != NULL)
		workers_free(r->workers);
	localnames_release(r->names);
	free(r);
}
