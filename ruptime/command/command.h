/* SPDX-License-Identifier: ISC */
/*
 * Text from commands instead of connections, many at once.
 */
#ifndef RUPTIME_COMMAND_H
#define RUPTIME_COMMAND_H

#include <sys/resource.h>

#include "ruptime/reply/answer.h"

struct command;
struct command_pool;
struct event_base;

enum { COMMAND_FDS = 2 }; /* that each takes as long as it runs */

enum command_result {
	COMMAND_END,      /* it has exited with status 0 */
	COMMAND_TOO_LONG, /* it printed more than PROTO_REPLY_MAX bytes */
	COMMAND_FAILED    /* the reason says why */
};

struct command_calls {
	/* There is more in the answer.  It must not cancel the command. */
	void (*more)(void *arg);
	/*
	 * That was all; the command is gone, and what was left of its process
	 * group is killed.  reason, "" unless it failed, is one line, valid
	 * during the call: the first that it wrote to its standard error and
	 * that says something (see firstline.h), as it came; else its exit
	 * status or signal; or why it could not be started.
	 */
	void (*done)(void *arg, enum command_result result, const char *reason);
};

/*
 * What the commands of one base share.  soft_nofile is the soft descriptor
 * limit that they are given.  There may be one in a process: it reaps all
 * children.  What is open now is made close-on-exec, above standard error.
 * NULL with errno.
 */
struct command_pool *command_pool_new(struct event_base *base,
    rlim_t soft_nofile);

/*
 * Wait for up to a second until the commands that were cancelled are gone, and
 * free.  None may be under way, and no call of one.  NULL is allowed.
 */
void command_pool_free(struct command_pool *pool);

/*
 * Run argv, whose program is looked for in PATH, and add to answer what it
 * prints.  It leads a session, and so a process group, of its own, without a
 * terminal: neither can it ask there, nor does a ^C reach it.  Its standard
 * input is empty, its signals are the default ones.  It is over when it has
 * exited, whoever may still hold its output then.
 *
 * The calls come later, never from within this one.  argv is not needed any
 * more; answer has to stay.  NULL with errno only where memory is short:
 * everything else is told by done.
 */
struct command *command_start(struct command_pool *pool, char *const argv[],
    struct answer *answer, const struct command_calls *calls, void *arg);

/* Kill its process group, without telling, and forget it; it is reaped as the
 * loop runs on, or by command_pool_free().  NULL is allowed. */
void command_cancel(struct command *c);

#endif
