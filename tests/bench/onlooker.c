/* SPDX-License-Identifier: ISC */
/*
 * One who looks at the live view: runs a command on a terminal of its own,
 * presses l and n in turn, and says, on the descriptor 3, what the command cost
 * and how long the keys took: CPU seconds, peak memory in kB, and milliseconds
 * from a key to the head that says so, the median and the longest.  fleet.sh
 * starts it.
 */
#include <sys/ioctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <err.h>
#include <poll.h>
#include <pty.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

enum { PAUSE_MS = 170, KEYS_MAX = 10000, CHUNK = 65536 };

static double
now_ms(void)
{
	struct timespec ts;

	clock_gettime(CLOCK_MONOTONIC, &ts);
	return (double)ts.tv_sec * 1e3 + (double)ts.tv_nsec / 1e6;
}

static double
seconds(struct timeval tv)
{
	return (double)tv.tv_sec + (double)tv.tv_usec / 1e6;
}

static int
compare(const void *a, const void *b)
{
	const double *x = a, *y = b;

	return *x < *y ? -1 : *x > *y;
}

/* Whether what has come ends the wait for a key's effect: the head's word, put
 * there by itself or behind "by". */
static bool
has_word(const char *text, size_t len, bool load)
{
	return memmem(text, len, load ? "Hload" : "Hname", 5) != NULL ||
	    memmem(text, len, load ? "by load" : "by name", 7) != NULL;
}

/* Until the command ends; the times that keys took, and how many. */
static size_t
look(int terminal, double took[static KEYS_MAX])
{
	static char text[CHUNK];
	struct pollfd in = { .fd = terminal, .events = POLLIN };
	double pressed = 0, next = now_ms() + 1500;
	bool load = false;
	size_t n = 0;
	ssize_t len;

	for (;;) {
		if (poll(&in, 1, 10) > 0) {
			len = read(terminal, text, sizeof(text));
			if (len <= 0)
				return n;
			if (pressed > 0 && n < KEYS_MAX &&
			    has_word(text, (size_t)len, load)) {
				took[n++] = now_ms() - pressed;
				pressed = 0;
				next = now_ms() + PAUSE_MS;
			}
		}
		if (pressed == 0 && now_ms() >= next) {
			load = !load;
			pressed = now_ms();
			if (write(terminal, load ? "l" : "n", 1) != 1)
				return n;
		}
	}
}

int
main(int argc, char *argv[])
{
	static double took[KEYS_MAX];
	struct winsize size = { .ws_row = 24, .ws_col = 80 };
	struct rusage usage;
	int terminal, status;
	size_t n;
	pid_t pid;

	if (argc < 2)
		errx(2, "usage: onlooker command [argument...] 3>figures");
	pid = forkpty(&terminal, NULL, NULL, &size);
	if (pid == -1)
		err(2, "forkpty");
	if (pid == 0) {
		close(3);
		setenv("TERM", "xterm", 1);
		execvp(argv[1], argv + 1);
		err(127, "%s", argv[1]);
	}
	n = look(terminal, took);
	if (wait4(pid, &status, 0, &usage) == -1)
		err(2, "wait4");
	qsort(took, n, sizeof(took[0]), compare);
	dprintf(3, "%.4f %ld %.1f %.1f\n",
	    seconds(usage.ru_utime) + seconds(usage.ru_stime), usage.ru_maxrss,
	    n > 0 ? took[n / 2] : -1, n > 0 ? took[n - 1] : -1);
	return WIFEXITED(status) ? WEXITSTATUS(status) : 128;
}
