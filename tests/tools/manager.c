/* SPDX-License-Identifier: ISC */
/*
 * A service manager in small: "manager PATH COMMAND ARGUMENT..." listens on a
 * Unix socket, and whenever a client waits there and no COMMAND runs, starts
 * one and passes the socket to it.  Tells of each start and end on standard
 * output.  Killed by a signal, it takes COMMAND with it.
 */
#include <err.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

enum { PASSED = 3 };

static int
listen_at(const char *path)
{
	struct sockaddr_un un = { .sun_family = AF_UNIX };
	int fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);

	if (strlcpy(un.sun_path, path, sizeof(un.sun_path)) >=
	    sizeof(un.sun_path))
		errx(2, "%s: too long", path);
	if (fd == -1 || bind(fd, (void *)&un, sizeof(un)) == -1 ||
	    chmod(path, 0666) == -1 || listen(fd, SOMAXCONN) == -1)
		err(1, "%s", path);
	return fd;
}

static void
become(int fd, char *argv[])
{
	char pid[16];

	prctl(PR_SET_PDEATHSIG, SIGTERM);
	snprintf(pid, sizeof(pid), "%d", (int)getpid());
	if (setenv("LISTEN_PID", pid, 1) == -1 ||
	    setenv("LISTEN_FDS", "1", 1) == -1 || dup2(fd, PASSED) == -1)
		err(127, "cannot pass the socket");
	execvp(argv[0], argv);
	err(127, "%s", argv[0]);
}

static void
run(int fd, char *argv[])
{
	pid_t pid = fork();
	int status;

	if (pid == -1)
		err(1, "fork");
	if (pid == 0)
		become(fd, argv);
	printf("started %d\n", (int)pid);
	if (waitpid(pid, &status, 0) == -1)
		err(1, "waitpid");
	printf("ended %d\n",
	    WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status));
}

int
main(int argc, char *argv[])
{
	struct pollfd waiting = { .events = POLLIN };

	if (argc < 3)
		errx(2, "usage: manager path command [argument ...]");
	setvbuf(stdout, NULL, _IOLBF, 0);
	/* So that dup2() onto it clears close-on-exec. */
	do
		waiting.fd = listen_at(argv[1]);
	while (waiting.fd == PASSED && unlink(argv[1]) == 0);
	puts("listening");
	while (poll(&waiting, 1, -1) == 1)
		run(waiting.fd, argv + 2);
	err(1, "poll");
}
