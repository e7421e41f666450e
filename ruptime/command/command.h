/* SPDX-License-Identifier: ISC */
/* Text from commands instead of connections, many at once. */
#ifndef RUPTIME_COMMAND_H
#define RUPTIME_COMMAND_H

#include "common/child.h"
#include "ruptime/reply/answer.h"

struct command;

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
 * Run argv, a child as child_start() has it, and add to answer what it prints.
 *
 * The calls come later, never from within this one.  argv is not needed any
 * more; answer has to stay.  NULL with errno only where memory is short:
 * everything else is told by done.
 */
struct command *command_start(struct children *children, char *const argv[],
    struct answer *answer, const struct command_calls *calls, void *arg);

/* Kill its process group, without telling, and forget it.  NULL is allowed. */
void command_cancel(struct command *c);

#endif
