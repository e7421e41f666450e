/* SPDX-License-Identifier: ISC */
/* What the daemon is told by signals.  server.c obeys. */
#include <event2/event.h>
#include <signal.h>
#include <stdbool.h>
#include <stdlib.h>

#include "ruptimed/signals.h"

enum { SIGNALS = 4 };

struct signals {
	const struct signals_calls *calls;
	void *arg;
	struct event *events[SIGNALS];
};

static void
on_stop(evutil_socket_t signo, short what, void *arg)
{
	struct signals *sg = arg;

	sg->calls->stop(sg->arg);
}

static void
on_stats(evutil_socket_t signo, short what, void *arg)
{
	struct signals *sg = arg;

	sg->calls->stats(sg->arg);
}

/* A closed terminal ends a daemon in its foreground, unless nohup(1) or
 * daemonizing has SIGHUP ignored. */
static bool
is_ignored(int signo)
{
	struct sigaction action;

	return sigaction(signo, NULL, &action) == 0 &&
	    action.sa_handler == SIG_IGN;
}

/* What cannot be written is an error told by errno, and no end: to a reader
 * that has gone, a log that may not grow (ulimit -f), a terminal that stops
 * whoever writes to it in the background (stty tostop). */
void
signals_ignore(void)
{
	signal(SIGPIPE, SIG_IGN);
	signal(SIGXFSZ, SIG_IGN);
	signal(SIGTTOU, SIG_IGN);
}

static bool
watch_all(struct signals *sg, struct event_base *base)
{
	static const int wanted[SIGNALS] = { SIGTERM, SIGINT, SIGHUP, SIGUSR1 };
	int i;

	for (i = 0; i < SIGNALS; i++) {
		if (wanted[i] == SIGHUP && is_ignored(SIGHUP))
			continue;
		sg->events[i] = evsignal_new(base, wanted[i],
		    wanted[i] == SIGUSR1 ? on_stats : on_stop, sg);
		if (sg->events[i] == NULL ||
		    evsignal_add(sg->events[i], NULL) == -1)
			return false;
	}
	return true;
}

struct signals *
signals_watch(struct event_base *base, const struct signals_calls *calls,
    void *arg)
{
	struct signals *sg = calloc(1, sizeof(*sg));

	if (sg == NULL)
		return NULL;
	sg->calls = calls;
	sg->arg = arg;
	if (watch_all(sg, base))
		return sg;
	signals_free(sg);
	return NULL;
}

void
signals_free(struct signals *sg)
{
	int i;

	if (sg == NULL)
		return;
	for (i = 0; i < SIGNALS; i++)
		if (sg->events[i] != NULL)
			event_free(sg->events[i]);
	free(sg);
}
