/* SPDX-License-Identifier: ISC */
/* The terminal given back by one that crashes, or that a library ends. */
#ifndef RUPTIME_RESCUE_H
#define RUPTIME_RESCUE_H

struct termios;

/*
 * From now on a signal that ends us at once, such as SIGSEGV or SIGQUIT, first
 * writes leave, which is copied, to the terminal out, and puts modes back on
 * the terminal in.  One that was ignored stays so.  exit(3) does the same, and
 * then has the messages told that log_hold() has kept.
 */
void rescue_arm(int out, const char *leave, int in,
    const struct termios *modes);

/* No more. */
void rescue_disarm(void);

#endif
