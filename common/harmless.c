/* SPDX-License-Identifier: ISC */
/*
 * Text from elsewhere made fit for a terminal, for log.c and whatever else
 * prints what a peer, a name server or a file says.
 */
#include <stdbool.h>
#include <string.h>
#include <vis.h>
#include <wchar.h>
#include <wctype.h>

#include "common/harmless.h"

/* The length of a printable character of several bytes, else 0.  What has no
 * width may change how the rest is shown. */
static size_t
wide_len(const char *text, size_t len)
{
	mbstate_t state = { 0 };
	wchar_t wc;
	size_t n = mbrtowc(&wc, text, len, &state);

	if (n < 2 || n > len)
		return 0;
	return iswprint((wint_t)wc) && wcwidth(wc) > 0 ? n : 0;
}

static bool
is_plain(char c)
{
	return c >= ' ' && c <= '~' && c != '\\';
}

size_t
harmless(char *out, const char *text, size_t len, int flags)
{
	char *to = out, *end;
	size_t i, n;

	for (i = 0; i < len; i += n) {
		n = is_plain(text[i]) ? 1 : wide_len(text + i, len - i);
		if (n > 0) {
			memcpy(to, text + i, n);
			to += n;
			continue;
		}
		n = 1;
		end = vis(to, (unsigned char)text[i], flags | VIS_NOLOCALE,
		    i + 1 < len ? (unsigned char)text[i + 1] : 0);
		if (end == NULL) /* no memory */
			*to++ = '?';
		else
			to = end;
	}
	*to = '\0';
	return (size_t)(to - out);
}
