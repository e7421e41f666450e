/* SPDX-License-Identifier: ISC */
/*
 * Runs a command whose standard error nobody reads: "deaf terminal COMMAND...",
 * or a socket, a pipe, or a syslogd, which is a datagram socket at the path
 * that DEAF_PATH names.  Prints the command's process id.  Told by SIGUSR1, it
 * reads what there is and copies it to standard output.  Exits with the status
 * of the command.
 */
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <err.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static volatile sig_atomic_t listens;

static void
on_usr1(int signo)
{
	(void)signo;
	listens = 1;
}

/* As it comes: it adds a return to each newline. */
static void
open_terminal(int ends[2])
{
	ends[0] = posix_openpt(O_RDWR | O_NOCTTY);
	if (ends[0] == -1 || grantpt(ends[0]) == -1 || unlockpt(ends[0]) == -1)
		err(99, "terminal");
	ends[1] = open(ptsname(ends[0]), O_RDWR | O_NOCTTY);
	if (ends[1] == -1)
		err(99, "terminal");
}

static void
open_syslogd(int ends[2])
{
	struct sockaddr_un un = { .sun_family = AF_UNIX };

	snprintf(un.sun_path, sizeof(un.sun_path), "%s", getenv("DEAF_PATH"));
	ends[0] = socket(AF_UNIX, SOCK_DGRAM, 0);
	ends[1] = open("/dev/null", O_WRONLY);
	if (ends[0] == -1 || ends[1] == -1 ||
	    bind(ends[0], (void *)&un, sizeof(un)) == -1 ||
	    chmod(un.sun_path, 0666) == -1)
		err(99, "%s", un.sun_path);
}

static void
open_ends(const char *kind, int ends[2])
{
	if (strcmp(kind, "terminal") == 0)
		open_terminal(ends);
	else if (strcmp(kind, "syslogd") == 0)
		open_syslogd(ends);
	else if (strcmp(kind, "pipe") == 0) {
		if (pipe(ends) == -1)
			err(99, "pipe");
	} else if (socketpair(AF_UNIX, SOCK_STREAM, 0, ends) == -1)
		err(99, "socket");
}

static pid_t
start(int ends[2], char *command[])
{
	pid_t pid = fork();

	if (pid == -1)
		err(99, "fork");
	if (pid > 0) {
		close(ends[1]);
		return pid;
	}
	close(ends[0]);
	if (dup2(ends[1], STDERR_FILENO) == -1)
		_exit(99);
	close(ends[1]);
	execvp(command[0], command);
	_exit(127);
}

/* Without the lock of stdio's: the command may run for long. */
static void
copy(int from)
{
	char chunk[4096];
	ssize_t n;

	while ((n = read(from, chunk, sizeof(chunk))) > 0 ||
	    (n == -1 && errno == EINTR))
		if (n > 0 && write(STDOUT_FILENO, chunk, (size_t)n) != n)
			err(99, "write");
}

int
main(int argc, char *argv[])
{
	struct sigaction action = { .sa_handler = on_usr1 };
	int ends[2], status;
	pid_t pid;

	if (argc < 3)
		errx(99, "usage: deaf terminal|socket|pipe|syslogd command...");
	sigaction(SIGUSR1, &action, NULL);
	open_ends(argv[1], ends);
	pid = start(ends, argv + 2);
	printf("%ld\n", (long)pid);
	fflush(stdout);
	while (waitpid(pid, &status, 0) != pid)
		if (listens)
			copy(ends[0]);
	return WIFSIGNALED(status) ? 128 + WTERMSIG(status) :
				     WEXITSTATUS(status);
}
