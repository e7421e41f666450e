/* SPDX-License-Identifier: ISC */
/*
 * Writing all of a text to a standard stream, which may be one that does not
 * block: whoever shares it may have made it so.
 */
#ifndef COMMON_SINK_H
#define COMMON_SINK_H

#include <stddef.h>
#include <stdio.h>

/* Write all len bytes of data to fd, waiting where it takes no more just now.
 * -1 with errno: EINTR where one of INT, TERM, HUP, QUIT and ALRM comes before
 * all is written, which is handed on then. */
int sink_write(int fd, const char *data, size_t len);

/* The same as printf(3) would have it. */
int sink_printf(int fd, const char *fmt, ...)
    __attribute__((format(printf, 2, 3)));

/* The same of a text, but where nobody can read it, or such a signal comes
 * first, quietly nothing. */
void sink_say(int fd, const char *text);

/* A stream that writes so, buffered, until a write fails.  Lives inside its
 * owner, who writes to out, and does not move. */
struct sink {
	FILE *out;
	int fd;
	int error; /* an errno: something is lost */
};

/* Open one to fd.  -1 with errno. */
int sink_open(struct sink *s, int fd);

/*
 * What was written up to now has to have arrived.  -1 with errno where it has
 * not, however long ago that was: what a stream of the C library knows of its
 * errors is not relied on.
 */
int sink_flush(struct sink *s);

/* The same, for the last time.  fd stays open. */
int sink_close(struct sink *s);

#endif
