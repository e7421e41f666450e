/* SPDX-License-Identifier: ISC */
/* The locked pid file, which makes sure that a daemon runs once. */
#ifndef RUPTIMED_PIDLOCK_H
#define RUPTIMED_PIDLOCK_H

#include "ruptimed/privdrop.h"

struct pidfh;

/* The directory is made for the user; the file is where root, daemonizing,
 * is told no other. */
#define PIDLOCK_DEFAULT_DIR "/run/ruptimed"
#define PIDLOCK_DEFAULT PIDLOCK_DEFAULT_DIR "/ruptimed.pid"

/*
 * Lock the pid file at path with the effective ids of the user: root must
 * follow no link that the user planted.  make_dir makes PIDLOCK_DEFAULT_DIR for
 * the user first.  The lock lasts as long as this process or one that it forks,
 * but passes no exec.  fatal() on failure, naming a process that holds it.
 */
struct pidfh *pidlock_acquire(const char *path, const struct privdrop *pd,
    bool make_dir);

/* Write our process id; -1, logged, on failure.  NULL: there is no file. */
int pidlock_write(struct pidfh *pidfile);

/* Remove the file, or leave it empty where its directory does not let us, and
 * give the lock back.  NULL: there is no file. */
void pidlock_release(struct pidfh *pidfile, const struct privdrop *pd);

#endif
