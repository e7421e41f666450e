/* SPDX-License-Identifier: ISC */
/* What a child is started with. */
#ifndef COMMON_SPAWN_H
#define COMMON_SPAWN_H

#include <stdint.h>
#include <sys/resource.h>
#include <sys/types.h>

/* What it does, and for how long. */
struct child_task {
	/*
	 * A program, looked for in PATH, and its arguments.  It leads a session
	 * without a terminal, and so a process group: who wants to ask there
	 * fails at once; in a mere group of our session he would be stopped.
	 * It borrows our memory until it runs, which saves a copy.
	 */
	char *const *argv;
	/* Where argv is NULL: to be called in a copy of ours that leads a
	 * process group, with all signals blocked; it is not to return. */
	void (*main)(const void *arg);
	const void *arg;
	uint32_t timeout_ms; /* 0: none */
};

/*
 * Start it with in as its standard input, pipes as its standard output and
 * error, and no other descriptors; its signals are the default ones and none is
 * blocked, but where main is called; its soft descriptor limit is this one
 * where ours is higher; its environment is ours.  A program that cannot be run
 * is told of in its standard error, and its status is 127 then.  Its pid, and
 * in ends those of the pipes that are read, which do not wait; or -1 with
 * errno.
 */
pid_t spawn_child(const struct child_task *task, int in, rlim_t soft_nofile,
    int ends[2]);

/*
 * A descriptor that is readable when pid, a child of ours that was not reaped,
 * has ended.  -1 where the kernel has none to give, as before Linux 5.3 and on
 * other systems.
 */
int spawn_pidfd(pid_t pid);

#endif
