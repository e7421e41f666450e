/* SPDX-License-Identifier: ISC */
/*
 * Which child has ended, of thousands.
 */
#ifndef RUPTIME_REAPER_H
#define RUPTIME_REAPER_H

#include <sys/queue.h>
#include <sys/types.h>

struct event_base;
struct reaper;

/* Within what its owner keeps of the child. */
struct reaper_child {
	LIST_ENTRY(reaper_child) entry;
	pid_t pid;
	/* It has ended, and has to be reaped by a reaper_reap() within the
	 * call. */
	void (*ended)(struct reaper_child *child);
};

/*
 * There may be one in a process: it watches SIGCHLD, and reaps children that
 * nobody watches.  NULL with errno.
 */
struct reaper *reaper_new(struct event_base *base);

/* Call child->ended once child->pid has ended; child has to stay until then. */
void reaper_watch(struct reaper *r, struct reaper_child *child);

/* Its status, as of waitpid(2).  Its pid is 0 from then on. */
int reaper_reap(struct reaper_child *child);

/* Wait until all that are watched have ended, at most about so long. */
void reaper_wait(struct reaper *r, unsigned at_most_ms);

/* One that is watched still, and no longer from now on; NULL: there is none. */
struct reaper_child *reaper_take(struct reaper *r);

/* None may be watched.  NULL is allowed. */
void reaper_free(struct reaper *r);

#endif
