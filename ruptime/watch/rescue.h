/* SPDX-License-Identifier: ISC */
/* The terminal given back by one that crashes. */
#ifndef RUPTIME_RESCUE_H
#define RUPTIME_RESCUE_H

struct termios;

/*
 * From now on a signal that ends us at once, such as SIGSEGV or SIGQUIT, first
 * writes leave, which is copied, to the terminal out, and puts modes back on
 * the terminal in.  One that was ignored stays so.
 */
void rescue_arm(int out, const char *leave, int in,
    const struct termios *modes);

/* No more. */
void rescue_disarm(void);

#endif
