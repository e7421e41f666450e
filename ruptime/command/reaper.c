/* SPDX-License-Identifier: ISC */
/*
 * Which child has ended, of thousands.  command.c has its children watched.
 * Nothing is asked of each child at each signal: that would take time which
 * grows with their number squared.
 */
#include <errno.h>
#include <event2/event.h>
#include <signal.h>
#include <stdbool.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <time.h>

#include "ruptime/command/reaper.h"

enum {
	BUCKETS = 1024,
	AT_ONCE = 64 /* before the loop may see to others */
};

LIST_HEAD(bucket, reaper_child);

struct reaper {
	struct event *signal;
	struct event *look; /* some may have ended */
	struct bucket buckets[BUCKETS];
};

static struct bucket *
bucket_of(struct reaper *r, pid_t pid)
{
	return &r->buckets[(unsigned)pid % BUCKETS];
}

static struct reaper_child *
find(struct reaper *r, pid_t pid)
{
	struct reaper_child *child;

	LIST_FOREACH (child, bucket_of(r, pid), entry)
		if (child->pid == pid)
			return child;
	return NULL;
}

/* Tell of one that has ended; false where there is none. */
static bool
tell_any(struct reaper *r)
{
	siginfo_t info = { 0 };
	struct reaper_child *child;

	if (waitid(P_ALL, 0, &info, WEXITED | WNOHANG | WNOWAIT) == -1 ||
	    info.si_pid == 0)
		return false;
	child = find(r, info.si_pid);
	if (child != NULL)
		child->ended(child);
	else /* of the program that exec(2) replaced with this one */
		waitpid(info.si_pid, NULL, WNOHANG);
	return true;
}

static void
look_soon(struct reaper *r)
{
	static const struct timeval at_once = { 0, 0 };

	evtimer_add(r->look, &at_once);
}

static void
on_look(evutil_socket_t fd, short what, void *arg)
{
	struct reaper *r = arg;
	int n = 0;

	(void)fd;
	(void)what;
	while (tell_any(r))
		if (++n == AT_ONCE) {
			look_soon(r);
			return;
		}
}

/* libevent calls it as often as there were signals, one after the other. */
static void
on_signal(evutil_socket_t sig, short what, void *arg)
{
	(void)sig;
	(void)what;
	look_soon(arg);
}

struct reaper *
reaper_new(struct event_base *base)
{
	struct reaper *r = calloc(1, sizeof(*r));
	sigset_t child;

	if (r == NULL)
		return NULL;
	r->look = evtimer_new(base, on_look, r);
	r->signal = evsignal_new(base, SIGCHLD, on_signal, r);
	if (r->look == NULL || r->signal == NULL ||
	    evsignal_add(r->signal, NULL) == -1) {
		reaper_free(r);
		errno = ENOMEM;
		return NULL;
	}
	/* What is blocked outlives exec(2), and nothing would be told here. */
	sigemptyset(&child);
	sigaddset(&child, SIGCHLD);
	sigprocmask(SIG_UNBLOCK, &child, NULL);
	return r;
}

void
reaper_watch(struct reaper *r, struct reaper_child *child)
{
	LIST_INSERT_HEAD(bucket_of(r, child->pid), child, entry);
}

int
reaper_reap(struct reaper_child *child)
{
	int status = 0;

	while (waitpid(child->pid, &status, 0) == -1 && errno == EINTR)
		continue;
	LIST_REMOVE(child, entry);
	child->pid = 0;
	return status;
}

static struct reaper_child *
any(struct reaper *r)
{
	int i;

	for (i = 0; i < BUCKETS; i++)
		if (!LIST_EMPTY(&r->buckets[i]))
			return LIST_FIRST(&r->buckets[i]);
	return NULL;
}

void
reaper_wait(struct reaper *r, unsigned at_most_ms)
{
	const struct timespec pause = { .tv_nsec = 1000 * 1000L };
	unsigned ms = 0;

	while (any(r) != NULL && ms < at_most_ms)
		if (!tell_any(r)) {
			nanosleep(&pause, NULL);
			ms++;
		}
}

struct reaper_child *
reaper_take(struct reaper *r)
{
	struct reaper_child *child = any(r);

	if (child != NULL)
		LIST_REMOVE(child, entry);
	return child;
}

void
reaper_free(struct reaper *r)
{
	if (r == NULL)
		return;
	if (r->signal != NULL)
		event_free(r->signal);
	if (r->look != NULL)
		event_free(r->look);
	free(r);
}
