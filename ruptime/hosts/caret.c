/* SPDX-License-Identifier: ISC */
/*
 * Messages that point at the character that is wrong.  hostlist.c has them
 * composed.
 * Pure: no I/O, no clock, no allocation.
 */
#include <stdio.h>
#include <string.h>

#include "ruptime/hosts/caret.h"

/* Columns of a quoted text before the caret. */
#define CARET_LEFT 48

/*
 * Quote len bytes of text so that a terminal shows one column each, only
 * the part around byte at if they are many.  Returns the column of that byte.
 */
static size_t
caret_quote(char quote[static CARET_QUOTE + 7], const char *text, size_t len,
    size_t at)
{
	size_t i, from = 0, to = len;
	char *p = quote;

	if (len > CARET_QUOTE) {
		from = at > CARET_LEFT ? at - CARET_LEFT : 0;
		if (to - from > CARET_QUOTE)
			to = from + CARET_QUOTE;
	}
	if (from > 0)
		p = stpcpy(p, "...");
	at = (size_t)(p - quote) + at - from;
	for (i = from; i < to; i++, p++) {
		*p = text[i];
		if (*p < ' ' || *p > '~')
			*p = '?';
	}
	stpcpy(p, to < len ? "..." : len == 0 ? "\"\"" : "");
	return at;
}

void
caret_place(char place[static CARET_PLACE_MAX], const char *file, size_t line)
{
	char quote[CARET_QUOTE + 7];
	size_t len;

	place[0] = '\0';
	if (file == NULL)
		return;
	len = strlen(file);
	caret_quote(quote, file, len, len);
	snprintf(place, CARET_PLACE_MAX, "%s:%zu: ", quote, line);
}

void
caret_compose(char *message, size_t size, const char *prefix, const char *place,
    const char *text, size_t len, size_t at, const char *why)
{
	char quote[CARET_QUOTE + 7];
	size_t column = caret_quote(quote, text, len, at);

	column += strlen(prefix) + strlen(place);
	snprintf(message, size, "%s%s%s: %s\n%*s^", prefix, place, quote, why,
	    (int)column, "");
}
