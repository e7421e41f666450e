/* SPDX-License-Identifier: ISC */
/* A system call that must not hold its caller up, whatever it writes to. */
#ifndef COMMON_HURRY_H
#define COMMON_HURRY_H

#include <signal.h>
#include <stdbool.h>
#include <sys/types.h>
#include <time.h>

struct hurry {
	bool begun;
	timer_t timer;
	struct sigaction before;
};

/*
 * From here on a call that waits is interrupted (EINTR) after so many
 * milliseconds, and again after as many.  Neither the descriptor, which others
 * may share, nor a timer of alarm(2), which may be our parent's, is changed.
 * Where memory is short nothing is interrupted.  One at a time.
 */
void hurry_begin(struct hurry *h, unsigned ms);

/* Whether the time is over. */
bool hurry_is_over(void);

/* Back to what was before, errno too.  Tells whether the time was over. */
bool hurry_end(struct hurry *h);

/* As write(2), to what may block and be others' too: after a moment it has
 * written what was taken, or nothing, EAGAIN. */
ssize_t hurry_write(int fd, const void *data, size_t len);

#endif
