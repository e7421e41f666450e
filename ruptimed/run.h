/* SPDX-License-Identifier: ISC */
/* Runs of the uptime command, one at a time. */
#ifndef RUPTIMED_RUN_H
#define RUPTIMED_RUN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/resource.h>

struct event_base;
struct run;

/*
 * A run has ended.  Well: text is what it printed, 1 to PROTO_REPLY_MAX bytes.
 * Else text is the reason, without a newline, and detail, never NULL, the
 * first line that the command wrote to its standard error.  Both are valid
 * during the call only.
 */
typedef void run_done_fn(void *arg, bool good, const char *text, size_t len,
    const char *detail);

/*
 * The runner of command, which must stay valid.  A run that takes longer than
 * timeout_ms is killed; soft_nofile is the soft descriptor limit that it is
 * given.  One runner a process, see common/child.h.  NULL with errno.
 */
struct run *run_new(struct event_base *base, const char *command,
    uint32_t timeout_ms, rlim_t soft_nofile, run_done_fn *done, void *arg);

/*
 * Start a run; none may be under way.  Every outcome, failure to start too,
 * is told by done, exactly once and later, never from within this call.
 */
void run_start(struct run *run);

/* Kill what is under way, without telling, and free.  NULL is allowed. */
void run_free(struct run *run);

#endif
