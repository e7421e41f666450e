/* SPDX-License-Identifier: ISC */
/*
 * Writing all of a text to a standard stream.  stdio takes EAGAIN for the end
 * of the file and forgets what it has not written; whatever both programs print
 * that must arrive goes through here.  A reader may stand still for as long as
 * it likes, but we can be ended meanwhile.
 */
#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "common/hurry.h"
#include "common/sink.h"
#include "common/system.h"

enum { LOOK_MS = 50 }; /* whether we are to end */
enum { SURE = 512 };   /* that is taken at once, or none of it */

struct wait {
	sigset_t before;
	struct hurry hurry;
};

/* What ends us. */
static const int ending[] = { SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGALRM };

#define COUNT (sizeof(ending) / sizeof(ending[0]))

/* As nohup(1) has it; inherited.c stands on log.c, which stands on us. */
static bool
is_ignored(int number)
{
	struct sigaction action;

	return sigaction(number, NULL, &action) == 0 &&
	    action.sa_handler == SIG_IGN;
}

/* They are held back, so that none comes just before a call that waits; the
 * call is interrupted now and then instead, for a look at them. */
static void
begin(struct wait *w)
{
	sigset_t held;
	size_t i;

	sigemptyset(&held);
	for (i = 0; i < COUNT; i++)
		sigaddset(&held, ending[i]);
	sigprocmask(SIG_BLOCK, &held, &w->before);
	hurry_begin(&w->hurry, LOOK_MS);
}

/* What is ignored is pending, too, while it is held back. */
static bool
is_to_end(void)
{
	sigset_t pending;
	size_t i;

	if (sigpending(&pending) == -1)
		return false;
	for (i = 0; i < COUNT; i++)
		if (sigismember(&pending, ending[i]) == 1 &&
		    !is_ignored(ending[i]))
			return true;
	return false;
}

static void
end(struct wait *w)
{
	hurry_end(&w->hurry);
	sigprocmask(SIG_SETMASK, &w->before, NULL);
}

/* Where nothing can interrupt a call, since no signal may be queued (ulimit
 * -i), none is made that could wait: what has room has so much. */
static size_t
can_be_taken(const struct wait *w, int fd, size_t len)
{
	struct pollfd pfd = { .fd = fd, .events = POLLOUT };

	if (w->hurry.begun)
		return len;
	if (poll(&pfd, 1, LOOK_MS) != 1)
		return 0;
	return len < SURE ? len : SURE;
}

/* What is there to be taken is written first. */
static int
write_all(const struct wait *w, int fd, const char *data, size_t len)
{
	struct pollfd pfd = { .fd = fd, .events = POLLOUT };
	size_t some;
	ssize_t n;

	while (len > 0) {
		some = can_be_taken(w, fd, len);
		n = some > 0 ? write(fd, data, some) : 0;
		if (n >= 0) {
			data += n;
			len -= (size_t)n;
		} else if (errno == EAGAIN)
			poll(&pfd, 1, -1);
		else if (errno != EINTR)
			return -1;
		if (len > 0 && is_to_end()) {
			errno = EINTR;
			return -1;
		}
	}
	return 0;
}

int
sink_write(int fd, const char *data, size_t len)
{
	struct wait w;
	int rc;

	begin(&w);
	rc = write_all(&w, fd, data, len);
	end(&w);
	return rc;
}

int
sink_printf(int fd, const char *fmt, ...)
{
	va_list ap;
	char *text;
	int len, rc;

	va_start(ap, fmt);
	len = vasprintf(&text, fmt, ap);
	va_end(ap);
	if (len == -1)
		return -1;
	rc = sink_write(fd, text, (size_t)len);
	free(text);
	return rc;
}

void
sink_say(int fd, const char *text)
{
	struct pollfd pfd = { .fd = fd, .events = POLLOUT };
	struct wait w;
	int n;

	begin(&w);
	do
		n = poll(&pfd, 1, LOOK_MS);
	while ((n == 0 || (n == -1 && errno == EINTR)) && !is_to_end());
	/* Without a reader, POLLERR or POLLHUP is set too. */
	if (pfd.revents == POLLOUT)
		write_all(&w, fd, text, strlen(text));
	end(&w);
}

/* Behind what is lost nothing is written, nor waited for. */
static bool
put(struct sink *s, const char *data, size_t len)
{
	if (s->error == 0 && sink_write(s->fd, data, len) == -1)
		s->error = errno;
	errno = s->error;
	return s->error == 0;
}

#if SYSTEM_LINUX

/* What says to the stream that it has failed. */
enum { FAILED = SYSTEM_GLIBC ? 0 : -1 };

static ssize_t
on_write(void *cookie, const char *data, size_t len)
{
	return put(cookie, data, len) ? (ssize_t)len : FAILED;
}

static FILE *
open_stream(struct sink *s)
{
	static const cookie_io_functions_t calls = { .write = on_write };

	return fopencookie(s, "w", calls);
}

#else

/* As the BSDs have it, and libbsd. */
static int
on_write(void *cookie, const char *data, int len)
{
	return put(cookie, data, (size_t)len) ? len : -1;
}

static FILE *
open_stream(struct sink *s)
{
	return funopen(s, NULL, on_write, NULL, NULL);
}

#endif

int
sink_open(struct sink *s, int fd)
{
	*s = (struct sink){ .fd = fd };
	s->out = open_stream(s);
	return s->out != NULL ? 0 : -1;
}

/* An end that stdio alone knows of is one, too. */
static int
tell(struct sink *s, bool lost)
{
	if (lost && s->error == 0)
		s->error = errno != 0 ? errno : EIO;
	errno = s->error;
	return s->error == 0 ? 0 : -1;
}

int
sink_flush(struct sink *s)
{
	return tell(s, fflush(s->out) == EOF);
}

int
sink_close(struct sink *s)
{
	bool lost = fclose(s->out) == EOF;

	s->out = NULL;
	return tell(s, lost);
}
