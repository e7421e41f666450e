/* SPDX-License-Identifier: ISC */
/*
 * What the user's terminal is asked, and its answer, which comes as if it were
 * typed: one that came when we have gone would be, at the shell.  terminal.c
 * asks.
 */
#include <sys/stat.h>
#include <errno.h>
#include <poll.h>
#include <unistd.h>

#include "common/clock.h"
#include "ruptime/watch/inquiry.h"
#include "ruptime/watch/modes.h"

enum { ANSWER_US = 500 * 1000 }; /* a terminal far away may need for one */

bool
inquiry_begin(struct inquiry *i, int out)
{
	struct stat typed, drawn;

	if (i->made || !isatty(STDIN_FILENO) ||
	    fstat(STDIN_FILENO, &typed) == -1 || fstat(out, &drawn) == -1 ||
	    typed.st_rdev != drawn.st_rdev)
		return false;
	i->made = true;
	i->made_us = clock_us();
	return true;
}

/* The last question is what it is. */
void
inquiry_note(struct inquiry *i, enum keys_action action)
{
	if (action == KEYS_DEVICE)
		i->made_us = 0;
}

static bool
may_read(uint64_t until_us)
{
	struct pollfd in = { .fd = STDIN_FILENO, .events = POLLIN };
	uint64_t now_us;
	int ready = -1;

	errno = EINTR;
	while (ready == -1 && errno == EINTR) {
		now_us = clock_us();
		if (now_us >= until_us)
			break;
		ready = poll(&in, 1, (int)((until_us - now_us) / 1000) + 1);
	}
	return ready == 1 && !modes_in_background(STDIN_FILENO);
}

void
inquiry_await(struct inquiry *i, struct keys *keys)
{
	const uint64_t until_us = i->made_us + ANSWER_US;
	unsigned char byte;

	while (i->made_us != 0 && may_read(until_us) &&
	    read(STDIN_FILENO, &byte, 1) == 1)
		inquiry_note(i, keys_feed(keys, byte));
}
