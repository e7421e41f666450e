/* SPDX-License-Identifier: ISC */
/* Children of ours, each the leader of a process group that ends with it. */
#ifndef COMMON_CHILD_H
#define COMMON_CHILD_H

#include <stdbool.h>
#include <stddef.h>

#include "common/spawn.h"

struct child;
struct children; /* those of one loop */
struct event_base;

enum { CHILD_FDS = 3 }; /* that each takes as long as it runs */

struct child_calls {
	/* It has written so much, more than nothing, to its standard output or
	 * standard error.  False: kill it.  It must not cancel the child. */
	bool (*output)(void *arg, const char *text, size_t len);
	bool (*errors)(void *arg, const char *text, size_t len);
	/* Nobody will write to its standard output any more, and what it wrote
	 * to its standard error by then was told.  NULL: not wanted. */
	void (*closed)(void *arg);
	/*
	 * It has ended, all that it wrote was told, what was left of its group
	 * is killed, and it is forgotten.  error is 0, and status as of
	 * waitpid(2); or ETIMEDOUT, it took too long, or was killed and hangs
	 * in the kernel; or why it could not be started.
	 */
	void (*ended)(void *arg, int error, int status);
};

/*
 * Theirs is this soft descriptor limit, where ours is higher.  There may be one
 * in a process: it reaps all children, those too that it has
 * not started: of the program that exec(2) replaced with this one, and orphans
 * where we are process 1.  NULL with errno.
 */
struct children *children_new(struct event_base *base, rlim_t soft_nofile);

/* How many there are, those that were cancelled and are not gone yet too. */
size_t children_count(const struct children *all);

/* Kill those that are left, without telling, wait for up to a second until they
 * are gone, and free.  NULL is allowed. */
void children_free(struct children *all);

/*
 * Start one, see spawn.h; its standard input is /dev/null.  It has ended when
 * it has exited, whoever may still hold its output then.
 *
 * The calls come later, never from within this one.  What task points to is not
 * needed any more, but its arg where main is called.  NULL with errno only
 * where memory is short: everything else is told by ended.
 */
struct child *child_start(struct children *all, const struct child_task *task,
    const struct child_calls *calls, void *arg);

/* Kill its process group, without telling, and forget it; it is reaped as the
 * loop runs on, or by children_free().  NULL is allowed. */
void child_cancel(struct child *c);

/* Kill the process group of leader, a child of ours that has not been reaped.
 * It is there as soon as the child has come so far; before that it has no
 * children, and is killed alone. */
void child_kill_group(pid_t leader);

#endif
