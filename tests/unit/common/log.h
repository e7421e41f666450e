/* SPDX-License-Identifier: ISC */
/*
 * What the tests of messages share. The modules are compiled in, so that
 * syslog, the clock and memory are the test's own; standard error is caught by
 * a pipe.
 */
#ifndef TESTS_UNIT_LOG_H
#define TESTS_UNIT_LOG_H

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <locale.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <syslog.h>
#include <time.h>
#include <unistd.h>
#include <vis.h>
#include <wchar.h>
#include <wctype.h>
#include <cmocka.h>

static char sysloged[8192], syslog_opened[64];
static time_t clock_s = 3;
static bool no_memory;
static int interrupts;

static inline void __attribute__((format(printf, 2, 3)))
noted_syslog(int priority, const char *fmt, ...)
{
	va_list ap;
	int len = snprintf(sysloged, sizeof(sysloged), "<%d>", priority);

	va_start(ap, fmt);
	vsnprintf(sysloged + len, sizeof(sysloged) - (size_t)len, fmt, ap);
	va_end(ap);
	errno = EIO;
}

static inline void
noted_openlog(const char *name, int options, int facility)
{
	snprintf(syslog_opened, sizeof(syslog_opened), "%s %d %d", name,
	    options, facility);
}

static inline void
noted_closelog(void)
{
	syslog_opened[0] = '\0';
}

static inline int
own_clock(clockid_t id, struct timespec *ts)
{
	assert_int_equal(id, CLOCK_MONOTONIC);
	*ts = (struct timespec){ .tv_sec = clock_s };
	return 0;
}

static inline char *
scarce_vis(char *to, int c, int flags, int next)
{
	return no_memory ? NULL : vis(to, c, flags, next);
}

static inline ssize_t
interrupted_write(int fd, const void *data, size_t len)
{
	if (interrupts == 0)
		return write(fd, data, len);
	interrupts--;
	errno = EINTR;
	return -1;
}

#undef syslog /* a macro of some compilers' hardened headers */
#define syslog noted_syslog
#define openlog noted_openlog
#define closelog noted_closelog
#define clock_gettime own_clock
#define vis scarce_vis
#define write interrupted_write
#include "common/harmless.c"
#include "common/log.c"
#undef syslog
#undef openlog
#undef closelog
#undef clock_gettime
#undef vis
#undef write

#define LEN(a) (sizeof(a) / sizeof((a)[0]))

static int real_stderr, pipe_out;

/* Standard error is a pipe from here on; its ends do not block us. */
static inline void
catch_stderr(void)
{
	int fds[2];

	fflush(stderr);
	real_stderr = dup(STDERR_FILENO);
	assert_int_equal(pipe(fds), 0);
	assert_int_equal(fcntl(fds[0], F_SETFL, O_NONBLOCK), 0);
	assert_int_equal(dup2(fds[1], STDERR_FILENO), STDERR_FILENO);
	close(fds[1]);
	pipe_out = fds[0];
	sysloged[0] = '\0';
}

/* What has been written since then. */
static inline const char *
caught(void)
{
	static char text[70000];
	ssize_t n = read(pipe_out, text, sizeof(text) - 1);

	dup2(real_stderr, STDERR_FILENO);
	close(real_stderr);
	close(pipe_out);
	text[n > 0 ? n : 0] = '\0';
	return text;
}

/* What a call writes, and that it keeps errno. */
#define LOGS(call, expected)                               \
	do {                                               \
		int error_after;                           \
		catch_stderr();                            \
		errno = ENOENT;                            \
		call;                                      \
		error_after = errno;                       \
		assert_string_equal(caught(), (expected)); \
		assert_int_equal(error_after, ENOENT);     \
	} while (0)

/* The status of a child that does what say does, which has to end it. */
static inline int
status_of(void (*say)(void))
{
	int status;
	pid_t pid;

	/* What is still to be written must not be written twice. */
	fflush(NULL);
	pid = fork();
	assert_true(pid != -1);
	if (pid == 0) {
		signal(SIGALRM, SIG_DFL);
		alarm(5);
		say();
		_exit(0);
	}
	assert_int_equal(waitpid(pid, &status, 0), pid);
	return status;
}

#endif
