/* SPDX-License-Identifier: ISC */
/* How long nobody has asked, for --idle-exit. */
#ifndef RUPTIMED_IDLE_H
#define RUPTIMED_IDLE_H

#include <stdbool.h>
#include <stdint.h>

struct event_base;
struct idle;

/* Calls over(arg) when the server has been idle for ms without a break.  It
 * counts as busy at first.  NULL with errno. */
struct idle *idle_new(struct event_base *base, uint32_t ms,
    void (*over)(void *arg), void *arg);

/* Whether the server is idle now; to say the same again changes nothing.  NULL
 * is allowed. */
void idle_set(struct idle *idle, bool is_idle);

/* NULL is allowed. */
void idle_free(struct idle *idle);

#endif
