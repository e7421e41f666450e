/* SPDX-License-Identifier: ISC */
/*
 * Plain lines for other programs to read, and one for each kind of failure
 * where there are too many to name each.  report.c calls it, by way of format.c
 * or for failures, also for a single host that has just answered.
 */
#include <stdlib.h>
#include <string.h>

#include "ruptime/hosts/fold.h"
#include "ruptime/show/format.h"
#include "ruptime/show/listing.h"
#include "ruptime/show/screen.h"

static int
put_name(FILE *out, bool terminal, const char *name)
{
	return screen_put(out, terminal, name, strlen(name));
}

static int
put_lines(FILE *out, bool terminal, const struct host *h)
{
	const char *line = h->text, *end = line + h->text_len, *next;

	for (; line < end; line = next + 1) {
		next = memchr(line, '\n', (size_t)(end - line));
		if (next == NULL)
			next = end;
		if (put_name(out, terminal, h->name) == -1)
			return -1;
		fputs(": ", out);
		if (screen_put(out, terminal, line, (size_t)(next - line)) ==
		    -1)
			return -1;
		fputc('\n', out);
		if (next == end)
			break;
	}
	return ferror(out) ? -1 : 0;
}

int
listing_raw(FILE *out, bool terminal, const struct host *const *v, size_t n)
{
	size_t i;

	for (i = 0; i < n; i++) {
		if (v[i]->text == NULL || v[i]->state == STATE_ERROR ||
		    v[i]->state == STATE_DENIED)
			continue;
		if (put_lines(out, terminal, v[i]) == -1)
			return -1;
	}
	return 0;
}

int
listing_names(FILE *out, bool terminal, bool up, const struct host *const *v,
    size_t n)
{
	size_t i;

	for (i = 0; i < n; i++) {
		if (v[i]->state == STATE_PENDING ||
		    (v[i]->state == STATE_UP) != up)
			continue;
		if (put_name(out, terminal, v[i]->name) == -1)
			return -1;
		fputc('\n', out);
	}
	return ferror(out) ? -1 : 0;
}

static int
put_folded(FILE *out, bool terminal, enum state state, const char *const *names,
    size_t n)
{
	char *folded = fold_names(names, n);
	int rc;

	if (folded == NULL)
		return -1;
	fprintf(out, "%s: ", state_name(state));
	rc = put_name(out, terminal, folded);
	fputc('\n', out);
	free(folded);
	return ferror(out) ? -1 : rc;
}

int
listing_failures(FILE *out, bool terminal, const struct host *const *v,
    size_t n)
{
	static const enum state states[] = { STATE_REFUSED, STATE_TIMED_OUT,
		STATE_UNREACHABLE, STATE_UNKNOWN_HOST, STATE_UNRESOLVED,
		STATE_DENIED, STATE_BAD_REPLY, STATE_ERROR, STATE_PENDING };
	const char **names = calloc(n + 1, sizeof(*names));
	size_t i, s, count;
	int rc = 0;

	if (names == NULL)
		return -1;
	for (s = 0; s < sizeof(states) / sizeof(states[0]) && rc == 0; s++) {
		for (i = count = 0; i < n; i++)
			if (v[i]->state == states[s])
				names[count++] = v[i]->name;
		if (count > 0)
			rc = put_folded(out, terminal, states[s], names, count);
	}
	free(names);
	return rc;
}

int
listing_raw_format(FILE *out, const struct format_style *style,
    const struct host *const *v, size_t n)
{
	return listing_raw(out, style->terminal, v, n);
}

int
listing_up_format(FILE *out, const struct format_style *style,
    const struct host *const *v, size_t n)
{
	return listing_names(out, style->terminal, true, v, n);
}

int
listing_down_format(FILE *out, const struct format_style *style,
    const struct host *const *v, size_t n)
{
	return listing_names(out, style->terminal, false, v, n);
}
