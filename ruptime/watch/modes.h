/* SPDX-License-Identifier: ISC */
/* The modes of the user's terminal, and those that the live view needs. */
#ifndef RUPTIME_MODES_H
#define RUPTIME_MODES_H

#include <stdbool.h>
#include <termios.h>

struct modes {
	int fd;
	bool keys; /* what is typed is for us */
	bool taken;
	struct termios before; /* what they were, where taken */
};

/* Those of the terminal fd, as they are.  -1 with errno where it is none. */
int modes_init(struct modes *m, int fd, bool keys);

/* Set those that the view needs.  May be done again, by who was stopped and
 * does not know whether a shell has set its own meanwhile. */
void modes_take(struct modes *m);

/* Set what they were before; in the background it is for others to. */
void modes_give_back(struct modes *m);

/*
 * Whether the terminal fd is another process group's, and we would be stopped
 * if we set its modes.  Async-signal-safe.
 */
bool modes_in_background(int fd);

/* Have the terminal fd go on where the user has stopped it by Control-S.
 * Async-signal-safe. */
void modes_start_output(int fd);

#endif
