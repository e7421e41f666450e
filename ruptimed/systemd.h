/* SPDX-License-Identifier: ISC */
/*
 * The service manager's side of a daemon, see sd-daemon(3).  Built without
 * libsystemd, all of it answers "there is none".
 */
#ifndef RUPTIMED_SYSTEMD_H
#define RUPTIMED_SYSTEMD_H

#include <stdbool.h>
#include <stdint.h>

/* The first socket that a service manager passes. */
enum { SYSTEMD_FIRST_FD = 3 };

/* How many sockets were passed to this process, and forget it, so that no
 * child takes them for its own.  A negated errno where that can't be so.  To be
 * called once. */
int systemd_take_fds(void);

/* Whether standard error is the journal, sd-daemon(3)'s JOURNAL_STREAM. */
bool systemd_has_journal(void);

/* Send assignments such as "READY=1", see sd_notify(3).  A manager that has
 * stopped reading is given up on after a second. */
void systemd_notify(const char *fmt, ...) __attribute__((format(printf, 1, 2)));

/* The same for what is sent again and again: it is lost at once. */
void systemd_beat(const char *fmt, ...) __attribute__((format(printf, 1, 2)));

/* How often the watchdog wants to hear of us, 0 where there is none. */
uint64_t systemd_watchdog_us(void);

#endif
