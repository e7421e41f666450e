/* SPDX-License-Identifier: ISC */
/* The signals that end a run early: SIGINT, SIGTERM, SIGHUP, SIGQUIT and
 * SIGALRM. */
#ifndef RUPTIME_INTERRUPT_H
#define RUPTIME_INTERRUPT_H

struct event_base;
struct interrupt;

/* Break base's loop when one comes.  NULL with errno. */
struct interrupt *interrupt_watch(struct event_base *base);

/* The last one that came; 0: none has. */
int interrupt_signal(const struct interrupt *i);

/* The signals get back what they did; 50 ms later where one has come, so that
 * the same one once more does nothing.  NULL is allowed. */
void interrupt_free(struct interrupt *i);

#endif
