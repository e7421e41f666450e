/* SPDX-License-Identifier: ISC */
/* libevent's messages, as ours. */
#ifndef COMMON_EVLOG_H
#define COMMON_EVLOG_H

/*
 * Log what libevent calls an error, and, where it can't go on, exit(1) as
 * fatal() does.  Its warnings, which an error follows or its functions return,
 * are logged at level debug.  To be called before the first event base.
 */
void evlog_init(void);

#endif
