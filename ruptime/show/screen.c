/* SPDX-License-Identifier: ISC */
/*
 * Text from elsewhere on its way to standard output, for the stream, the table,
 * the listing and the live view.  A remote machine must not drive the user's
 * terminal: whatever prints what a peer, a name server or a hosts file says
 * goes through here or through log.c.
 */
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <vis.h>
#include <wchar.h>

#include "common/harmless.h"
#include "common/sink.h"
#include "ruptime/show/screen.h"

int
screen_write(const char *data, size_t len)
{
	char *safe;
	int rc;

	if (!isatty(STDOUT_FILENO))
		return sink_write(STDOUT_FILENO, data, len);
	safe = malloc(HARMLESS_GROWTH * len + 1);
	if (safe == NULL)
		return -1;
	rc = sink_write(STDOUT_FILENO, safe, harmless(safe, data, len, 0));
	free(safe);
	return rc;
}

/* In messages, too, newlines are escaped and backslashes are not. */
char *
screen_line(const char *data, size_t len, size_t *safe_len)
{
	char *safe = malloc(HARMLESS_GROWTH * len + 1);

	if (safe != NULL)
		*safe_len = harmless(safe, data, len,
		    VIS_NL | VIS_CSTYLE | VIS_NOSLASH);
	return safe;
}

int
screen_put(FILE *out, bool terminal, const char *data, size_t len)
{
	char *safe;

	if (!terminal) {
		fwrite(data, 1, len, out);
		return ferror(out) ? -1 : 0;
	}
	safe = screen_line(data, len, &len);
	if (safe == NULL)
		return -1;
	fwrite(safe, 1, len, out);
	free(safe);
	return ferror(out) ? -1 : 0;
}

/* How many columns the character at text takes; *used: of how many bytes. */
static int
character(const char *text, size_t len, size_t *used)
{
	mbstate_t state = { 0 };
	wchar_t wc;
	int n;

	*used = 1;
	if (text[0] >= ' ' && text[0] <= '~') /* as nearly all are */
		return 1;
	*used = mbrtowc(&wc, text, len, &state);
	if (*used == 0 || *used > len) {
		*used = 1;
		return 1;
	}
	n = wcwidth(wc);
	return n < 0 ? (int)*used : n;
}

static int
columns(const char *text, size_t len)
{
	int width = 0;
	size_t used;

	for (; len > 0; text += used, len -= used)
		width += character(text, len, &used);
	return width;
}

int
screen_width(bool terminal, const char *text)
{
	size_t len = strlen(text);
	char *safe;
	int width;

	if (!terminal)
		return columns(text, len);
	safe = screen_line(text, len, &len);
	if (safe == NULL)
		return -1;
	width = columns(safe, len);
	free(safe);
	return width;
}
