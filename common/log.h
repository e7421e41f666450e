/* SPDX-License-Identifier: ISC */
/* Messages to standard error, to syslog or to both, through one interface. */
#ifndef COMMON_LOG_H
#define COMMON_LOG_H

#include <stdbool.h>
#include <stdint.h>

/* Where messages go: a mask. */
enum {
	LOG_TO_STDERR = 1,   /* "name: text" */
	LOG_TO_SYSLOG = 2,   /* facility daemon */
	LOG_TO_JOURNAL = 4,  /* standard error with <priority>, sd-daemon(3) */
	LOG_TO_TERMINAL = 8, /* standard error, warnings and worse only */
	LOG_PATIENT = 16     /* standard error is waited for: nothing is lost */
};

/*
 * Name the program and say where messages go; verbose lets log_debug()
 * through.  name must stay valid.  May be called again at any time.
 * Before the first call messages go to standard error.
 */
void log_init(const char *name, unsigned destinations, bool verbose);

bool log_is_verbose(void);

/* Keep messages, the first few of them, until log_release(): a terminal shows
 * something else. */
void log_hold(void);
void log_release(void);

/*
 * Log one line.  The pairs follow err(3) and errx(3): log_warn() appends
 * strerror(errno), log_warnx() does not.  Control characters are shown as
 * vis(3) shows them, whatever they came from.  errno is preserved.  Standard
 * error or a logger that is closed, full or not read loses the message and
 * never blocks or kills the caller; who waits for it waits ten milliseconds at
 * most, but with LOG_PATIENT as long as it takes.
 */
void log_warn(const char *fmt, ...) __attribute__((format(printf, 1, 2)));
void log_warnx(const char *fmt, ...) __attribute__((format(printf, 1, 2)));
void log_notice(const char *fmt, ...) __attribute__((format(printf, 1, 2)));
void log_info(const char *fmt, ...) __attribute__((format(printf, 1, 2)));
void log_debug(const char *fmt, ...) __attribute__((format(printf, 1, 2)));

/* Write lines, without a newline at their end, that are fit for a terminal and
 * begin with the program's name, to standard error. */
void log_lines(const char *lines);

/* The first line that log_warn() and the like have written, without the
 * program's name; "" where there is none yet. */
const char *log_complaint(void);

/*
 * As log_warn() and log_warnx(), then exit(1).  For main and start-up only:
 * nothing that a peer does may lead here.
 */
void fatal(const char *fmt, ...)
    __attribute__((format(printf, 1, 2), noreturn));
void fatalx(const char *fmt, ...)
    __attribute__((format(printf, 1, 2), noreturn));

/* One per kind of message that a peer can cause; begins zeroed. */
struct log_throttle {
	uint64_t window_s;
	unsigned logged;
	unsigned suppressed;
};

/*
 * As log_warnx(), but at most five times in ten seconds for each throttle.
 * What was suppressed is counted, and the count logged before the next
 * message that is let through.
 */
void log_throttled(struct log_throttle *throttle, const char *fmt, ...)
    __attribute__((format(printf, 2, 3)));

#endif
