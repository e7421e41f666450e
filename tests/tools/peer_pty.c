/* SPDX-License-Identifier: ISC */
/*
 * Runs a command on a terminal of its own and copies what the terminal
 * received, byte for byte, for the behaviour tests.  Exits with the command's
 * status.
 */
#include <sys/ioctl.h>
#include <sys/wait.h>
#include <err.h>
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

enum { EXIT_PTY = 99, PATIENCE_S = 30 };

static const char usage[] =
    "usage: peer_pty [-e | -i | -o] command...\n"
    "The terminal is the command's 0, 1 and 2, copied to standard output;\n"
    "with -o only its 1; with -e only its 2, copied to standard error.\n"
    "With -i standard input is typed at it.\n";

/* The terminal must not add anything, such as a return to each newline. */
static int
open_terminal(int *slave)
{
	int master = posix_openpt(O_RDWR | O_NOCTTY | O_CLOEXEC);
	struct termios t;

	if (master == -1 || grantpt(master) == -1 || unlockpt(master) == -1)
		err(EXIT_PTY, "terminal");
	*slave = open(ptsname(master), O_RDWR | O_NOCTTY | O_CLOEXEC);
	if (*slave == -1 || tcgetattr(*slave, &t) == -1)
		err(EXIT_PTY, "terminal");
	cfmakeraw(&t);
	if (tcsetattr(*slave, TCSANOW, &t) == -1)
		err(EXIT_PTY, "terminal");
	return master;
}

static void __attribute__((noreturn))
become(char **command, int slave, bool only_1, bool only_2)
{
	if (setsid() == -1 || ioctl(slave, TIOCSCTTY, 0) == -1)
		err(EXIT_PTY, "controlling terminal");
	if (!only_1 && !only_2)
		dup2(slave, STDIN_FILENO);
	if (!only_2)
		dup2(slave, STDOUT_FILENO);
	if (!only_1)
		dup2(slave, STDERR_FILENO);
	alarm(PATIENCE_S); /* which the command inherits */
	execvp(command[0], command);
	err(127, "%s", command[0]);
}

/* False at the end. */
static bool
copy_some(int from, int to)
{
	char chunk[4096];
	ssize_t n = read(from, chunk, sizeof(chunk));

	if (n == -1 && errno == EINTR)
		return true;
	if (n > 0 && write(to, chunk, (size_t)n) != n)
		err(EXIT_PTY, "write");
	return n > 0;
}

/* Until the command has closed its end, which Linux reports as EIO. */
static void
copy(int master, int to, bool typed)
{
	struct pollfd fds[2] = { { .fd = master, .events = POLLIN },
		{ .fd = typed ? STDIN_FILENO : -1, .events = POLLIN } };

	for (;;) {
		if (poll(fds, 2, -1) == -1 && errno != EINTR)
			err(EXIT_PTY, "poll");
		if (fds[0].revents != 0 && !copy_some(master, to))
			return;
		if (fds[1].revents != 0 && !copy_some(STDIN_FILENO, master))
			fds[1].fd = -1;
	}
}

int
main(int argc, char *argv[])
{
	bool only_1 = argc > 1 && strcmp(argv[1], "-o") == 0;
	bool only_2 = argc > 1 && strcmp(argv[1], "-e") == 0;
	bool typed = argc > 1 && strcmp(argv[1], "-i") == 0;
	char **command = argv + 1 + (only_1 || only_2 || typed);
	int master, slave, status;
	pid_t pid;

	if (command[0] == NULL)
		errx(EXIT_PTY, "no command\n%s", usage);
	master = open_terminal(&slave);
	pid = fork();
	if (pid == -1)
		err(EXIT_PTY, "fork");
	if (pid == 0)
		become(command, slave, only_1, only_2);
	close(slave);
	copy(master, only_2 ? STDERR_FILENO : STDOUT_FILENO, typed);
	if (waitpid(pid, &status, 0) != pid)
		err(EXIT_PTY, "wait");
	return WIFSIGNALED(status) ? 128 + WTERMSIG(status) :
				     WEXITSTATUS(status);
}
