/* SPDX-License-Identifier: ISC */
/*
 * What children are started with.
 */
#ifndef RUPTIME_SPAWNER_H
#define RUPTIME_SPAWNER_H

#include <spawn.h>
#include <stdbool.h>
#include <sys/resource.h>
#include <sys/types.h>

struct spawner {
	rlim_t soft_nofile;
	int null;
	bool has_attr;
	posix_spawnattr_t attr;
};

/*
 * soft_nofile is the soft descriptor limit that children are given.  What is
 * open above standard error is made close-on-exec.  0, or -1 with errno;
 * spawner_fini() in both cases.
 */
int spawner_init(struct spawner *s, rlim_t soft_nofile);

void spawner_fini(struct spawner *s);

/*
 * Run argv, whose program is looked for in PATH: it leads a session, and so a
 * process group, of its own, without a terminal; its standard input is empty,
 * out and err are its output, it has no other descriptors but those that were
 * opened without close-on-exec since; its signals are the default ones; its
 * environment is ours.  0 and *pid, or an errno.
 */
int spawner_run(const struct spawner *s, char *const argv[], int out, int err,
    pid_t *pid);

#endif
