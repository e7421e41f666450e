/* SPDX-License-Identifier: ISC */
/*
 * What else glibc reads that bears on which addresses a name has, as far as
 * localnames.c has to know it.
 * Pure: no I/O, no clock, no allocation.
 */
#include <ctype.h>
#include <string.h>
#include <strings.h>

#include "ruptime/ask/gaiconf.h"

/* glibc reads longer lines in pieces. */
enum { LINE_LEN_MAX = 250 };

static const char *
skip_blanks(const char *p)
{
	while (*p != '\n' && isspace((unsigned char)*p))
		p++;
	return p;
}

static bool
is_at_end(const char *p)
{
	p = skip_blanks(p);
	return *p == '\0' || *p == '\n' || *p == '#';
}

static const char *
next_line(const char *p)
{
	p += strcspn(p, "\n");
	return *p == '\n' ? p + 1 : p;
}

/* What one line says; as before where it says nothing. */
static enum gaiconf_multi
read_line(const char *line, enum gaiconf_multi before)
{
	const char *p = skip_blanks(line);

	if (strcspn(line, "\n") > LINE_LEN_MAX)
		return GAICONF_UNCERTAIN;
	if (is_at_end(p))
		return before;
	if (strncasecmp(p, "multi", 5) != 0 || !isspace((unsigned char)p[5]))
		return GAICONF_UNCERTAIN;
	p = skip_blanks(p + 5);
	if (strncasecmp(p, "on", 2) == 0 && is_at_end(p + 2))
		return GAICONF_ALL_LINES;
	if (strncasecmp(p, "off", 3) == 0 && is_at_end(p + 3))
		return GAICONF_FIRST_LINE;
	return GAICONF_UNCERTAIN;
}

enum gaiconf_multi
gaiconf_multi(const char *text)
{
	enum gaiconf_multi multi = GAICONF_FIRST_LINE;

	for (; *text != '\0' && multi != GAICONF_UNCERTAIN;
	     text = next_line(text))
		multi = read_line(text, multi);
	return multi;
}

bool
gaiconf_is_empty(const char *text)
{
	for (; *text != '\0'; text = next_line(text))
		if (!is_at_end(text))
			return false;
	return true;
}
