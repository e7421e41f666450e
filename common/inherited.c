/* SPDX-License-Identifier: ISC */
/*
 * What whoever has started a process hands over to it, set right: exec(2) keeps
 * which signals are blocked and which are ignored.  Both programs begin with
 * it, and so does each child of theirs, see spawn.c.
 */
#include <fcntl.h>
#include <signal.h>
#include <stddef.h>
#include <unistd.h>

#include "common/inherited.h"
#include "common/null.h"

bool
inherited_ignores(int number)
{
	struct sigaction action;

	return sigaction(number, NULL, &action) == 0 &&
	    action.sa_handler == SIG_IGN;
}

static bool
is_of_terminal(int number)
{
	static const int those[] = { SIGHUP, SIGINT, SIGQUIT, SIGTSTP, SIGTTIN,
		SIGTTOU };
	size_t i;

	for (i = 0; i < sizeof(those) / sizeof(those[0]); i++)
		if (number == those[i])
			return true;
	return false;
}

static void
set_mask(void)
{
	sigset_t none;

	sigemptyset(&none);
	sigprocmask(SIG_SETMASK, &none, NULL);
}

void
inherited_descriptors(int flags)
{
	int fd;

	/* Where there is none, something that can be neither read nor written.
	 */
	do {
		fd = null_open(flags);
		if (fd == -1)
			fd = open("/", O_RDONLY | O_DIRECTORY);
	} while (fd >= 0 && fd <= STDERR_FILENO);
	if (fd >= 0)
		close(fd);
}

void
inherited_signals(void)
{
	int number;

	for (number = 1; number < NSIG; number++)
		if (inherited_ignores(number) && !is_of_terminal(number))
			signal(number, SIG_DFL);
	set_mask();
}

void
inherited_by_child(void)
{
	int number;

	for (number = 1; number < NSIG; number++)
		signal(number, SIG_DFL);
	set_mask();
}
