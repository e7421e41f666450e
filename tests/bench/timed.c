/* SPDX-License-Identifier: ISC */
/*
 * Runs a command and says, on the descriptor 3, what it cost: wall seconds,
 * CPU seconds of it and all children it waited for, and the peak memory of the
 * largest of these processes in kB.  fleet.sh starts it.
 */
#include <sys/resource.h>
#include <sys/wait.h>
#include <err.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

static double
seconds(struct timeval tv)
{
	return (double)tv.tv_sec + (double)tv.tv_usec / 1e6;
}

static double
now(void)
{
	struct timespec ts;

	clock_gettime(CLOCK_MONOTONIC, &ts);
	return (double)ts.tv_sec + (double)ts.tv_nsec / 1e9;
}

int
main(int argc, char *argv[])
{
	struct rusage usage;
	double start = now();
	int status;
	pid_t pid;

	if (argc < 2)
		errx(2, "usage: timed command [argument...] 3>figures");
	pid = fork();
	if (pid == -1)
		err(2, "fork");
	if (pid == 0) {
		close(3);
		execvp(argv[1], argv + 1);
		err(127, "%s", argv[1]);
	}
	if (wait4(pid, &status, 0, &usage) == -1)
		err(2, "wait4");
	dprintf(3, "%.4f %.4f %ld\n", now() - start,
	    seconds(usage.ru_utime) + seconds(usage.ru_stime), usage.ru_maxrss);
	return WIFEXITED(status) ? WEXITSTATUS(status) : 128;
}
