/* SPDX-License-Identifier: ISC */
/*
 * The modes of the user's terminal, taken and given back.  terminal.c does it,
 * and rescue.c for one that crashes; nothing else sets them.
 */
#include <signal.h>
#include <unistd.h>

#include "common/inherited.h"
#include "ruptime/watch/modes.h"

int
modes_init(struct modes *m, int fd, bool keys)
{
	*m = (struct modes){ .fd = fd, .keys = keys };
	return tcgetattr(fd, &m->before);
}

/* While we were stopped a shell has set its own, or the user others, and these
 * are what it is to have again.  Without a shell they still are ours. */
static void
look_again(struct modes *m)
{
	struct termios now;

	if (tcgetattr(m->fd, &now) == 0 && (!m->taken || now.c_lflag & ECHO))
		m->before = now;
}

/* Without keys what is typed is for others, but must not stand in the table. */
void
modes_take(struct modes *m)
{
	struct termios ours;

	look_again(m);
	ours = m->before;
	ours.c_lflag &= ~(tcflag_t)ECHO;
	if (m->keys) {
		ours.c_lflag &= ~(tcflag_t)(ICANON | IEXTEN);
		ours.c_cc[VMIN] = 1;
		ours.c_cc[VTIME] = 0;
	}
	tcsetattr(m->fd, TCSANOW, &ours);
	m->taken = true;
}

void
modes_give_back(struct modes *m)
{
	if (m->taken && !modes_in_background(m->fd))
		tcsetattr(m->fd, TCSANOW, &m->before);
	m->taken = false;
}

bool
modes_in_background(int fd)
{
	const pid_t group = tcgetpgrp(fd);

	return group != -1 && group != getpgrp() && !inherited_ignores(SIGTTOU);
}

/* On Linux TCOON undoes TCOOFF and not Control-S, but when it has undone TCOOFF
 * all goes on. */
void
modes_start_output(int fd)
{
	tcflow(fd, TCOOFF);
	tcflow(fd, TCOON);
}
