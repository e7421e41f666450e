/* SPDX-License-Identifier: ISC */
/* The name of an address that has answered, within the time that is left. */
#ifndef RUPTIME_NAMING_H
#define RUPTIME_NAMING_H

#include <stdint.h>

struct context;
struct naming;

/* name is NULL where it has none that leads back to it, or none in time; valid
 * during the call. */
typedef void naming_done_fn(void *arg, const char *name);

/*
 * Look the name of host, an address in numbers, up, for ms milliseconds at
 * most.  done is called once, later, never from within this call, and the
 * naming is gone then.  NULL with errno.
 */
struct naming *naming_start(const struct context *c, const char *host,
    uint32_t ms, naming_done_fn *done, void *arg);

/* End one that is not done.  NULL is allowed. */
void naming_cancel(struct naming *n);

#endif
