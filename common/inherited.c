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

void
inherited_unblock(void)
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

/* As a shell says it. */
static void
on_end(int number)
{
	_exit(128 + number);
}

/* What ends every other process does not end process 1, the whole of a
 * container, unless that has asked to be told. */
static void
end_as_any_other(void)
{
	static const int ending[] = { SIGHUP, SIGINT, SIGQUIT, SIGPIPE, SIGALRM,
		SIGTERM };
	size_t i;

	for (i = 0; i < sizeof(ending) / sizeof(ending[0]); i++)
		if (!inherited_ignores(ending[i]))
			signal(ending[i], on_end);
}

void
inherited_signals(void)
{
	int number;

	for (number = 1; number < NSIG; number++)
		if (inherited_ignores(number) && !is_of_terminal(number))
			signal(number, SIG_DFL);
	if (getpid() == 1)
		end_as_any_other();
	/* A limit on the size of files (ulimit -f) is an error, told by errno.
	 */
	signal(SIGXFSZ, SIG_IGN);
	inherited_unblock();
}

void
inherited_by_child(void)
{
	int number;

	for (number = 1; number < NSIG; number++)
		signal(number, SIG_DFL);
}
