/* SPDX-License-Identifier: ISC */
/*
 * The entries that a text of hosts is made of.  hostlist.c takes operands and
 * lines apart with it.
 * Pure: no I/O, no clock, no allocation.
 */
#include "ruptime/hosts/entry.h"

bool
entry_isblank(char c)
{
	return c == ' ' || (c >= '\t' && c <= '\r');
}

/* Where the entry at start ends. */
static size_t
entry_end(const char *text, size_t start, size_t len, bool whole_paths)
{
	const bool path = text[start] == '/';
	bool inside = false;
	size_t i;

	if (path && whole_paths)
		return len;
	for (i = start; i < len; i++) {
		if (!inside &&
		    (entry_isblank(text[i]) || (text[i] == ',' && !path)))
			break;
		inside =
		    !path && (text[i] == '[' || (inside && text[i] != ']'));
	}
	return i;
}

bool
entry_next(const char *text, size_t len, bool whole_paths, size_t *start,
    size_t *end)
{
	*start = *end;
	while (*start < len &&
	    (text[*start] == ',' || entry_isblank(text[*start])))
		++*start;
	if (*start == len)
		return false;
	*end = entry_end(text, *start, len, whole_paths);
	return true;
}
