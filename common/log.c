/* SPDX-License-Identifier: ISC */
/*
 * The whole logging story of both programs: one line a message, to standard
 * error or syslog.  Holds what globals the project has, but
 * for the pid file that pidlock.c removes at exit.
 */
#include <errno.h>
#include <poll.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <syslog.h>
#include <unistd.h>
#include <vis.h>

#include "common/clock.h"
#include "common/harmless.h"
#include "common/log.h"

enum {
	/* Of a message as given; escaped, and with the program's name, it is
	 * within PIPE_BUF: a pipe that has room for anything has room for it.
	 */
	TEXT_MAX = 1000,
	LINE_MAX_LEN = HARMLESS_GROWTH * TEXT_MAX + 64,
	THROTTLE_WINDOW_S = 10,
	THROTTLE_BURST = 5
};

static const char *log_name = "ruptime";
static unsigned log_destinations = LOG_TO_STDERR;
static bool log_verbose;

void
log_init(const char *name, unsigned destinations, bool verbose)
{
	log_name = name;
	log_destinations = destinations;
	log_verbose = verbose;
	closelog();
	if (destinations & LOG_TO_SYSLOG)
		openlog(name, LOG_PID | LOG_NDELAY, LOG_DAEMON);
}

bool
log_is_verbose(void)
{
	return log_verbose;
}

/* A line is written whole or not at all: a reader that stops must not stop
 * us.  Terminals and files are always writable enough. */
static void
write_stderr(int priority, const char *text)
{
	struct pollfd pfd = { .fd = STDERR_FILENO, .events = POLLOUT };
	char line[LINE_MAX_LEN];
	int len;

	if (log_destinations & LOG_TO_JOURNAL)
		len = snprintf(line, sizeof(line), "<%d>%s\n", priority, text);
	else
		len = snprintf(line, sizeof(line), "%s: %s\n", log_name, text);
	/* Without a reader, POLLERR or POLLHUP is set too. */
	if (len < 0 || poll(&pfd, 1, 0) != 1 || pfd.revents != POLLOUT)
		return;
	while (write(STDERR_FILENO, line, (size_t)len) == -1 && errno == EINTR)
		continue;
}

static void
emit(int priority, const char *text)
{
	unsigned to = log_destinations;

	if (to & (LOG_TO_STDERR | LOG_TO_JOURNAL) ||
	    (to & LOG_TO_TERMINAL && priority <= LOG_WARNING))
		write_stderr(priority, text);
	if (to & LOG_TO_SYSLOG)
		syslog(priority, "%s", text);
}

/* error is an errno to append, or 0. */
static void __attribute__((format(printf, 3, 0)))
vlog(int priority, int error, const char *fmt, va_list ap)
{
	char raw[TEXT_MAX], text[HARMLESS_GROWTH * TEXT_MAX + 1];
	int saved = errno, len;

	len = vsnprintf(raw, sizeof(raw), fmt, ap);
	if (len < 0)
		len = 0;
	if (error != 0 && (size_t)len < sizeof(raw))
		snprintf(raw + len, sizeof(raw) - (size_t)len, ": %s",
		    strerror(error));
	harmless(text, raw, strlen(raw),
	    VIS_NL | VIS_TAB | VIS_CSTYLE | VIS_NOSLASH);
	emit(priority, text);
	errno = saved;
}

/* The body of a public function: va_start, one call, va_end. */
#define VLOG(priority, error)                       \
	do {                                        \
		va_list ap;                         \
		va_start(ap, fmt);                  \
		vlog((priority), (error), fmt, ap); \
		va_end(ap);                         \
	} while (0)

void
log_warn(const char *fmt, ...)
{
	VLOG(LOG_WARNING, errno);
}

void
log_warnx(const char *fmt, ...)
{
	VLOG(LOG_WARNING, 0);
}

void
log_notice(const char *fmt, ...)
{
	VLOG(LOG_NOTICE, 0);
}

void
log_info(const char *fmt, ...)
{
	VLOG(LOG_INFO, 0);
}

void
log_debug(const char *fmt, ...)
{
	if (log_verbose)
		VLOG(LOG_DEBUG, 0);
}

void
fatal(const char *fmt, ...)
{
	VLOG(LOG_ERR, errno);
	exit(1);
}

void
fatalx(const char *fmt, ...)
{
	VLOG(LOG_ERR, 0);
	exit(1);
}

void
log_throttled(struct log_throttle *throttle, const char *fmt, ...)
{
	const uint64_t now_s = clock_us() / 1000000;

	if (throttle->logged == 0 ||
	    now_s - throttle->window_s >= THROTTLE_WINDOW_S) {
		throttle->window_s = now_s;
		throttle->logged = 0;
	}
	if (throttle->logged == THROTTLE_BURST) {
		throttle->suppressed++;
		return;
	}
	throttle->logged++;
	if (throttle->suppressed > 0) {
		log_warnx("%u more like the next were not logged",
		    throttle->suppressed);
		throttle->suppressed = 0;
	}
	VLOG(LOG_WARNING, 0);
}
