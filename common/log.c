/* SPDX-License-Identifier: ISC */
/*
 * The whole logging story of both programs: one line a message, to standard
 * error or syslog.  Its state is global, so that whoever has something to say
 * need not be given it.
 */
#include <errno.h>
#include <poll.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <syslog.h>
#include <unistd.h>
#include <vis.h>

#include "common/clock.h"
#include "common/harmless.h"
#include "common/hurry.h"
#include "common/log.h"
#include "common/sink.h"

enum {
	/* Of a message as given; escaped, and with the program's name, it is
	 * within PIPE_BUF: a pipe that has room for anything has room for it.
	 */
	TEXT_MAX = 1000,
	LINE_MAX_LEN = HARMLESS_GROWTH * TEXT_MAX + 64,
	END_MAX = 400, /* of which stay where it is longer */
	WAIT_MS = 5,   /* of a reader that is slow */
	SILENCE_S = 1, /* to one that has not read meanwhile */
	THROTTLE_WINDOW_S = 10,
	THROTTLE_BURST = 5,
	HELD_MAX = 8
};

static const char gap[] = "...";
static const char *log_name = "ruptime";
static unsigned log_destinations = LOG_TO_STDERR;
static bool log_verbose;
static uint64_t stderr_silent_s, syslog_silent_s; /* until then */
static bool stderr_torn; /* the last line is there in part */
static char complaint[TEXT_MAX];
static bool holds;
static size_t kept_count;
static struct {
	int priority;
	char *text;
} kept[HELD_MAX];

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

static bool
is_silent(uint64_t until_s)
{
	return until_s != 0 && clock_us() / 1000000 < until_s;
}

static uint64_t
silence(void)
{
	return clock_us() / 1000000 + SILENCE_S;
}

/* A file is never waited for: nobody has to read it. */
static bool
is_file(void)
{
	struct stat st;

	return fstat(STDERR_FILENO, &st) == 0 && S_ISREG(st.st_mode);
}

static ssize_t
write_line(const char *line, size_t len)
{
	bool waits = !is_file();
	struct hurry h;
	ssize_t n;

	if (waits)
		hurry_begin(&h, WAIT_MS);
	do {
		n = write(STDERR_FILENO, line, len);
	} while (n == -1 && errno == EINTR && !(waits && hurry_is_over()));
	if (waits && hurry_end(&h) && n != (ssize_t)len)
		stderr_silent_s = silence();
	return n;
}

/* A line is written whole or not at all, but for a terminal that stops in the
 * middle of it: a reader that stops must not stop us.  That one has room for
 * some of a line counts as room for all of it. */
static void
write_stderr(int priority, const char *text)
{
	struct pollfd pfd = { .fd = STDERR_FILENO, .events = POLLOUT };
	const char *end = stderr_torn ? "\n" : "";
	char line[LINE_MAX_LEN];
	ssize_t n;
	int len;

	if (log_destinations & LOG_PATIENT) {
		snprintf(line, sizeof(line), "%s: %s\n", log_name, text);
		sink_say(STDERR_FILENO, line);
		return;
	}
	if (log_destinations & LOG_TO_JOURNAL)
		len = snprintf(line, sizeof(line), "%s<%d>%s\n", end, priority,
		    text);
	else
		len = snprintf(line, sizeof(line), "%s%s: %s\n", end, log_name,
		    text);
	/* Without a reader, POLLERR or POLLHUP is set too. */
	if (len < 0 || is_silent(stderr_silent_s) || poll(&pfd, 1, 0) != 1 ||
	    pfd.revents != POLLOUT)
		return;
	n = write_line(line, (size_t)len);
	if (n > 0)
		stderr_torn = n < len;
}

/* It has a queue, and waits for room there as long as it takes. */
static void
write_syslog(int priority, const char *text)
{
	struct hurry h;

	if (is_silent(syslog_silent_s))
		return;
	hurry_begin(&h, WAIT_MS);
	errno = 0;
	syslog(priority, "%s", text);
	/* It does not return how it went. */
	if (hurry_end(&h) && errno == EINTR)
		syslog_silent_s = silence();
}

/* The first one, up to the end of its line. */
static void
keep_complaint(const char *text)
{
	if (complaint[0] == '\0')
		snprintf(complaint, sizeof(complaint), "%.*s",
		    (int)strcspn(text, "\n"), text);
}

/* The first ones say most. */
static void
hold(int priority, const char *text)
{
	char *copy = kept_count < HELD_MAX ? strdup(text) : NULL;

	if (copy == NULL)
		return;
	kept[kept_count].priority = priority;
	kept[kept_count++].text = copy;
}

static void
emit(int priority, const char *text)
{
	unsigned to = log_destinations;

	if (priority <= LOG_WARNING)
		keep_complaint(text);
	if (holds) {
		hold(priority, text);
		return;
	}
	if (to & (LOG_TO_STDERR | LOG_TO_JOURNAL) ||
	    (to & LOG_TO_TERMINAL && priority <= LOG_WARNING))
		write_stderr(priority, text);
	if (to & LOG_TO_SYSLOG)
		write_syslog(priority, text);
}

void
log_hold(void)
{
	holds = true;
}

void
log_release(void)
{
	size_t i;

	holds = false;
	for (i = 0; i < kept_count; i++) {
		emit(kept[i].priority, kept[i].text);
		free(kept[i].text);
	}
	kept_count = 0;
}

static bool
is_inside_character(char c)
{
	return ((unsigned char)c & 0xc0) == 0x80;
}

/* Put the end of text in place of that of raw, which is full: what failed
 * stands at the beginning, and why at the end. */
static void
leave_out_the_middle(char raw[static TEXT_MAX], const char *text)
{
	const char *end = text + strlen(text) - END_MAX;
	size_t at = TEXT_MAX - 1 - END_MAX - strlen(gap);

	while (is_inside_character(*end))
		end++;
	while (at > 0 && is_inside_character(raw[at]))
		at--;
	snprintf(raw + at, TEXT_MAX - at, "%s%s", gap, end);
}

/* error is an errno to append, or 0. */
static void __attribute__((format(printf, 3, 0)))
compose(char raw[static TEXT_MAX], int error, const char *fmt, va_list ap)
{
	const char *mark = error != 0 ? ": " : "";
	const char *reason = error != 0 ? strerror(error) : "";
	char *text, *whole;
	va_list again;
	int len;

	raw[0] = '\0';
	va_copy(again, ap);
	len = vsnprintf(raw, TEXT_MAX, fmt, ap);
	if (len < 0)
		len = (int)strnlen(raw, TEXT_MAX - 1);
	if (len < TEXT_MAX)
		len += snprintf(raw + len, TEXT_MAX - (size_t)len, "%s%s", mark,
		    reason);
	/* Without memory its end is lost. */
	if (len >= TEXT_MAX && vasprintf(&text, fmt, again) != -1) {
		if (asprintf(&whole, "%s%s%s", text, mark, reason) != -1) {
			leave_out_the_middle(raw, whole);
			free(whole);
		}
		free(text);
	}
	va_end(again);
}

/* The same. */
static void __attribute__((format(printf, 3, 0)))
vlog(int priority, int error, const char *fmt, va_list ap)
{
	char raw[TEXT_MAX], text[HARMLESS_GROWTH * TEXT_MAX + 1];
	int saved = errno;

	compose(raw, error, fmt, ap);
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
log_lines(const char *lines)
{
	const size_t name = strlen(log_name);

	keep_complaint(strncmp(lines, log_name, name) == 0 ?
		lines + name + strspn(lines + name, ": ") :
		lines);
	sink_say(STDERR_FILENO, lines);
	sink_say(STDERR_FILENO, "\n");
}

const char *
log_complaint(void)
{
	return complaint;
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
