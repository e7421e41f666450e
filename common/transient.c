/* SPDX-License-Identifier: ISC */
/*
 * One line on the terminal that goes away again.  progress.c and sources.c say
 * by it how far they are; stream.c asks whether anybody looks, and codes.c
 * what the terminal knows.
 */
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>
#include <vis.h>
#include <wchar.h>

#include "common/harmless.h"
#include "common/transient.h"

enum { COLUMNS = 80, TEXT_MAX = 200 };

bool
transient_is_foreground(void)
{
	return isatty(STDERR_FILENO) && tcgetpgrp(STDERR_FILENO) == getpgrp();
}

bool
transient_knows_escapes(void)
{
	const char *term = getenv("TERM");

	return term != NULL && term[0] != '\0' && strcmp(term, "dumb") != 0 &&
	    strcmp(term, "unknown") != 0;
}

static bool
may_draw(void)
{
	struct pollfd pfd = { .fd = STDERR_FILENO, .events = POLLOUT };

	return transient_knows_escapes() && transient_is_foreground() &&
	    poll(&pfd, 1, 0) == 1 && pfd.revents == POLLOUT;
}

/* In the last column some terminals go on to the next line. */
static int
width(void)
{
	struct winsize size;

	if (ioctl(STDERR_FILENO, TIOCGWINSZ, &size) == -1 || size.ws_col == 0)
		return COLUMNS - 1;
	return size.ws_col - 1;
}

/* The bytes of text that columns have room for. */
static size_t
fitting(const char *text, int columns)
{
	mbstate_t state = { 0 };
	const char *p = text;
	wchar_t wc;
	size_t n;
	int w;

	for (; *p != '\0'; p += n) {
		n = mbrtowc(&wc, p, strlen(p), &state);
		if (n == 0 || n > strlen(p))
			break;
		w = wcwidth(wc);
		columns -= w > 0 ? w : 0;
		if (columns < 0)
			break;
	}
	return (size_t)(p - text);
}

static void
put(const char *text, size_t len)
{
	char line[HARMLESS_GROWTH * TEXT_MAX + 16];
	ssize_t n;
	int size = snprintf(line, sizeof(line), "\r%.*s\033[K", (int)len, text);

	n = write(STDERR_FILENO, line, (size_t)size);
	(void)n; /* The next one stands in its place. */
}

bool
transient_show(const char *text)
{
	char safe[HARMLESS_GROWTH * TEXT_MAX + 1];

	if (!may_draw())
		return false;
	harmless(safe, text, strnlen(text, TEXT_MAX),
	    VIS_NL | VIS_TAB | VIS_CSTYLE | VIS_NOSLASH);
	put(safe, fitting(safe, width()));
	return true;
}

void
transient_hide(void)
{
	if (may_draw())
		put("", 0);
}
