/* SPDX-License-Identifier: ISC */
/*
 * The lines of the memory's file.  The first says what it is, each of the
 * others is a host, in fields parted by tabs:
 *
 *	1  the host as it was given; blanks, backslashes, control characters
 *	   and what is not ASCII as \ooo, in octal
 *	2  when it was last seen up, in seconds since the epoch
 *	3  the same in seconds since our own boot, and
 *	4  which boot that was, 16 hexadecimal digits
 *	5  the uptime that it told last, in seconds, and
 *	6  how exact that is
 *	7  seconds from when it told that to when it was last seen up
 *	8  when it was last asked by its name, since the epoch; 0: never
 *
 * and of hosts that were found also
 *
 *	9  the address that it answered at, as the first field
 *	10 the port
 *	11 the name that it is shown by, as the first field
 *
 * "-" stands for what is not known.
 */
#ifndef RUPTIME_LINE_H
#define RUPTIME_LINE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "ruptime/memory/past.h"

enum {
	LINE_TEXT_MAX = 1024, /* of a host and of a name, as they are */
	/* Three of them, all of it in octal, and the numbers. */
	LINE_MAX_LEN = 3 * 4 * LINE_TEXT_MAX + 256
};

#define LINE_HEAD "ruptime-seen 1"

struct line {
	const char *host; /* as given */
	struct past past;
	/* Of past.found: where it answered, and the name that it has. */
	const char *address, *name;
	uint16_t port; /* 0: unknown */
};

enum line_head {
	LINE_OURS,
	LINE_NEWER, /* of a version that this one does not know */
	LINE_FOREIGN
};

/* What the first line, len bytes without its end, says of a file. */
enum line_head line_head(const char *text, size_t len);

/*
 * Take a host's line apart, len bytes without the end, in its own place: text
 * is changed, and *line points into it.  False where it is damaged.
 */
bool line_read(char *text, size_t len, struct line *line);

/*
 * Write it, with a newline, and return its length; 0 where a text of it is
 * longer than LINE_TEXT_MAX, or empty.
 */
size_t line_write(char text[static LINE_MAX_LEN], const struct line *line);

#endif
