/* SPDX-License-Identifier: ISC */
/*
 * Runs a command whose standard output and error are pipes that do not block
 * and hold one page, and reads them slowly, for the behaviour tests.  Exits
 * with the command's status.
 */
#include <sys/wait.h>
#include <err.h>
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

enum { EXIT_PIPE = 99, PAGE = 4096, PATIENCE_S = 60 };

static const char usage[] =
    "usage: peer_slowpipe command...\n"
    "Its standard output and error are copied to ours, 1,000 bytes at a time\n"
    "with a pause before each.\n";

/* The reading end. */
static int
put_pipe(int fd)
{
	int fds[2];

	if (pipe2(fds, O_CLOEXEC) == -1 ||
	    fcntl(fds[1], F_SETPIPE_SZ, PAGE) == -1 ||
	    fcntl(fds[1], F_SETFL, O_NONBLOCK) == -1 || dup2(fds[1], fd) == -1)
		err(EXIT_PIPE, "pipe");
	close(fds[1]);
	return fds[0];
}

/* What is there just now; false at the end. */
static bool
copy_some(int from, int to)
{
	char chunk[1000];
	ssize_t n = read(from, chunk, sizeof(chunk));

	if (n == -1 && errno == EINTR)
		return true;
	if (n > 0 && write(to, chunk, (size_t)n) != n)
		err(EXIT_PIPE, "write");
	return n > 0;
}

static void
copy(int out, int error)
{
	const struct timespec pause = { .tv_nsec = 200 * 1000 };
	struct pollfd pfds[] = { { .fd = out, .events = POLLIN },
		{ .fd = error, .events = POLLIN } };
	int i;

	while (pfds[0].fd != -1 || pfds[1].fd != -1) {
		poll(pfds, 2, -1);
		nanosleep(&pause, NULL);
		for (i = 0; i < 2; i++)
			if (pfds[i].fd != -1 && pfds[i].revents != 0 &&
			    !copy_some(pfds[i].fd, STDOUT_FILENO + i))
				pfds[i].fd = -1;
	}
}

int
main(int argc, char *argv[])
{
	int out = dup(STDOUT_FILENO), error = dup(STDERR_FILENO);
	int from_out, from_error, status;
	pid_t pid;

	if (argc < 2)
		errx(EXIT_PIPE, "no command\n%s", usage);
	fcntl(out, F_SETFD, FD_CLOEXEC);
	fcntl(error, F_SETFD, FD_CLOEXEC);
	from_out = put_pipe(STDOUT_FILENO);
	from_error = put_pipe(STDERR_FILENO);
	pid = fork();
	if (pid == 0) {
		alarm(PATIENCE_S); /* which the command inherits */
		execvp(argv[1], argv + 1);
		_exit(127);
	}
	/* Only the command has the writing ends now. */
	dup2(out, STDOUT_FILENO);
	dup2(error, STDERR_FILENO);
	if (pid == -1)
		err(EXIT_PIPE, "fork");
	copy(from_out, from_error);
	if (waitpid(pid, &status, 0) != pid)
		err(EXIT_PIPE, "wait");
	return WIFSIGNALED(status) ? 128 + WTERMSIG(status) :
				     WEXITSTATUS(status);
}
