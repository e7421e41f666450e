/* SPDX-License-Identifier: ISC */
/* The event loop, from the trial run to the end. */
#ifndef RUPTIMED_SERVER_H
#define RUPTIMED_SERVER_H

#include "ruptimed/listener.h"
#include "ruptimed/options.h"

struct server;

/* Signals are heard by the server only, once there is one and while there is:
 * from here on, as what is begun would be left behind by a process that just
 * ends. */
void server_hold_signals(void);

/*
 * A server that will take clients from ls; ls may be NULL with -i.  Raises the
 * descriptor limit.  Keeps o and ls, owns neither.  To be called in the process
 * that serves, after the last fork.  NULL, logged, on failure.
 */
struct server *server_new(const struct options *o, struct listeners *ls);

/* Run the command once, so that a daemon that could only answer with errors
 * does not come up.  -1, logged, where it fails or a signal says stop. */
int server_try(struct server *s);

/* Serve until a signal says stop, or nobody has asked for the idle-exit time of
 * the options.  0, or -1, logged, where the loop fails. */
int server_run(struct server *s);

/* Answer the one client on fd and wait until it has gone.  0, or -1, logged. */
int server_answer_one(struct server *s, int fd);

/* Kill a run that is under way, close all clients and free.  NULL is
 * allowed. */
void server_free(struct server *s);

#endif
