/* SPDX-License-Identifier: ISC */
/*
 * What nsswitch.conf(5) says of hosts, as far as localnames.c has to know it.
 * Pure: no I/O, no clock, no allocation.
 */
#include <ctype.h>
#include <stddef.h>
#include <string.h>
#include <strings.h>

#include "ruptime/ask/nsswitch.h"

/* A word of a line. */
struct word {
	const char *text;
	size_t len;
};

static const char *
skip_blanks(const char *p)
{
	while (*p != '\n' && isspace((unsigned char)*p))
		p++;
	return p;
}

/* The word at *p, which ends at a blank or before one of these; *p is put
 * behind it and the blanks that follow. */
static struct word
next_word(const char **p, const char *also)
{
	struct word w = { .text = *p };

	while (**p != '\0' && !isspace((unsigned char)**p) &&
	    strchr(also, **p) == NULL)
		(*p)++;
	w.len = (size_t)(*p - w.text);
	*p = skip_blanks(*p);
	return w;
}

static bool
is(struct word w, const char *text)
{
	return w.len == strlen(text) && strncasecmp(w.text, text, w.len) == 0;
}

/* [!STATUS=action ...], one at least, which *p is put behind.  False where it
 * is not that; *keeps stays true where what has been found stays what it is. */
static bool
read_conditions(const char **p, bool *keeps)
{
	struct word status, action;

	*p = skip_blanks(*p + 1);
	do {
		if (**p == '!') {
			*keeps = false;
			(*p)++;
		}
		status = next_word(p, "=]");
		if (**p != '=')
			return false;
		*p = skip_blanks(*p + 1);
		action = next_word(p, "=]");
		if (is(status, "success"))
			*keeps = false;
		else if (!is(status, "notfound") && !is(status, "unavail") &&
		    !is(status, "tryagain"))
			return false;
		if (!is(action, "return") && !is(action, "continue"))
			return false;
	} while (**p != ']');
	*p = skip_blanks(*p + 1);
	return true;
}

/* The sources of a database, up to the end of the line.  False where they are
 * not understood; whether the first is files, and the answer if it has one. */
static bool
read_sources(const char *p, bool *files_first)
{
	bool keeps = true, is_first = true;
	struct word source;

	*files_first = false;
	while (*p != '\0' && *p != '\n') {
		source = next_word(&p, "[");
		if (source.len == 0)
			return false;
		if (*p == '[' && !read_conditions(&p, &keeps))
			return false;
		if (is_first)
			*files_first = keeps && source.len == 5 &&
			    strncmp(source.text, "files", 5) == 0;
		is_first = false;
	}
	return true;
}

bool
nsswitch_files_first(const char *text)
{
	const char *p, *line;
	struct word database;
	unsigned hosts = 0;
	bool first, answer = false;

	for (line = text; line != NULL; line = strchr(line, '\n')) {
		line += *line == '\n';
		p = skip_blanks(line);
		if (*p == '#')
			continue;
		database = next_word(&p, ":");
		while (*p == ':')
			p = skip_blanks(p + 1);
		if (!read_sources(p, &first))
			return false;
		if (database.len != 5 ||
		    strncmp(database.text, "hosts", 5) != 0)
			continue;
		hosts++;
		answer = first;
	}
	return hosts == 1 && answer;
}
