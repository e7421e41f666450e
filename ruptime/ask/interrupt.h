/* SPDX-License-Identifier: ISC */
/* The signals that end a run early: SIGINT, SIGTERM, SIGHUP, SIGQUIT and
 * SIGALRM. */
#ifndef RUPTIME_INTERRUPT_H
#define RUPTIME_INTERRUPT_H

struct event_base;
struct interrupt;

/* What is begun has to be undone: they are held back from here on, but while
 * they are watched. */
void interrupt_hold(void);

/* They do what they did. */
void interrupt_release(void);

/* Break base's loop when one comes.  NULL with errno. */
struct interrupt *interrupt_watch(struct event_base *base);

/* The last one that came; 0: none has. */
int interrupt_signal(const struct interrupt *i);

/* The signals get back what they did; 50 ms later where one has come, so that
 * the same one once more does nothing.  NULL is allowed. */
void interrupt_free(struct interrupt *i);

#endif
