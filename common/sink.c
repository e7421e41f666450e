/* SPDX-License-Identifier: ISC */
/*
 * Writing all of a text to a standard stream.  stdio takes EAGAIN for the end
 * of the file and forgets what it has not written; whatever both programs print
 * that must arrive goes through here.
 */
#include <errno.h>
#include <poll.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "common/sink.h"
#include "common/system.h"

int
sink_write(int fd, const char *data, size_t len)
{
	struct pollfd pfd = { .fd = fd, .events = POLLOUT };
	ssize_t n;

	while (len > 0) {
		n = write(fd, data, len);
		if (n >= 0) {
			data += n;
			len -= (size_t)n;
		} else if (errno == EAGAIN)
			poll(&pfd, 1, -1);
		else if (errno != EINTR)
			return -1;
	}
	return 0;
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

	while (poll(&pfd, 1, -1) == -1 && errno == EINTR)
		continue;
	/* Without a reader, POLLERR or POLLHUP is set too. */
	if (pfd.revents == POLLOUT)
		sink_write(fd, text, strlen(text));
}

#if SYSTEM_LINUX

static ssize_t
on_write(void *cookie, const char *data, size_t len)
{
	return sink_write((int)(intptr_t)cookie, data, len) == 0 ?
	    (ssize_t)len :
	    0;
}

FILE *
sink_open(int fd)
{
	static const cookie_io_functions_t calls = { .write = on_write };

	/* NOLINTNEXTLINE(performance-no-int-to-ptr): no memory is owned. */
	return fopencookie((void *)(intptr_t)fd, "w", calls);
}

#else

/* As the BSDs have it, and libbsd. */
static int
on_write(void *cookie, const char *data, int len)
{
	return sink_write((int)(intptr_t)cookie, data, (size_t)len) == 0 ? len :
									   -1;
}

FILE *
sink_open(int fd)
{
	/* NOLINTNEXTLINE(performance-no-int-to-ptr): no memory is owned. */
	return funopen((void *)(intptr_t)fd, NULL, on_write, NULL, NULL);
}

#endif
