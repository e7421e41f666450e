/* SPDX-License-Identifier: ISC */
/* Signals as calls from an event loop. */
#ifndef COMMON_SIGNALS_H
#define COMMON_SIGNALS_H

#include <stddef.h>

struct event_base;
struct signals;

/* A write that fails ends nothing from here on, whatever its kind. */
void signals_ignore(void);

/* Hold these back while they are not watched: what is begun has to be undone,
 * and who just ends would not do it. */
void signals_hold(const int *numbers, size_t count);

/* No more. */
void signals_release(const int *numbers, size_t count);

/*
 * Have base call come() with arg and the number, outside of the signal handler,
 * for each of the count numbers, those too that came while they were held back.
 * One that is ignored stays so, as nohup(1) and a shell's "&" have it.  NULL
 * with errno.
 */
struct signals *signals_watch(struct event_base *base, const int *numbers,
    size_t count, void (*come)(void *arg, int number), void *arg);

/* They do again what they did, or are held back again.  NULL is allowed. */
void signals_free(struct signals *sg);

#endif
