/* SPDX-License-Identifier: ISC */
/*
 * What the user's terminal understands and what its keys send, by terminfo(5):
 * terminal.c asks once, report.c for colours.  The only module that includes
 * libtinfo.
 */
#include "ruptime/watch/codes.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "common/transient.h"

/* Last: they make macros of words like "lines". */
#include <curses.h>
#include <term.h>

/* Whether it can have its updates between marks, for keys.c (DECRQM), which one
 * that can't need not answer; and what it is (DA1), which all do. */
#define ASK "\033[?2026$p\033[c"

/* Delays are for terminals of paper: "$<5>", terminfo(5). */
static void
strip_delays(char *text)
{
	char *from = text, *end;

	while (*from != '\0') {
		end =
		    from[0] == '$' && from[1] == '<' ? strchr(from, '>') : NULL;
		if (end != NULL)
			from = end + 1;
		else
			*text++ = *from++;
	}
	*text = '\0';
}

static const char *
keep(struct codes *c, char *text)
{
	if (text == NULL || c->count == CODES_STRINGS) {
		free(text);
		return "";
	}
	c->strings[c->count++] = text;
	return text;
}

/* NULL where the terminal lacks it. */
static char *
find(const char *name)
{
	/* tigetstr(3) takes no const char *, and writes to none. */
	char copy[16], *text;

	strlcpy(copy, name, sizeof(copy));
	text = tigetstr(copy);
	return text == (char *)-1 ? NULL : text; // NOLINT
}

/* "" where it lacks it. */
static const char *
get(struct codes *c, const char *name)
{
	char *text = find(name);

	text = text == NULL ? NULL : strdup(text);
	if (text != NULL)
		strip_delays(text);
	return keep(c, text);
}

/* One behind the other. */
static const char *
join(struct codes *c, const char *a, const char *b, const char *d)
{
	char *text;

	if (asprintf(&text, "%s%s%s", a, b, d) == -1)
		return "";
	return keep(c, text);
}

/* On some terminals of old a change of looks takes a column, "magic cookies":
 * there all is plain. */
static bool
looks_take_columns(void)
{
	return tigetnum("xmc") > 0;
}

static const char *
get_look(struct codes *c, const char *name)
{
	return looks_take_columns() ? "" : get(c, name);
}

static const char *
get_color(struct codes *c, int color)
{
	char *how = looks_take_columns() ? NULL : find("setaf"), *text;

	if (how == NULL ||
	    (text = tparm(how, color, 0, 0, 0, 0, 0, 0, 0, 0)) == NULL)
		return "";
	text = strdup(text);
	if (text != NULL)
		strip_delays(text);
	return keep(c, text);
}

static void
move_cursor(FILE *out, const char *how, int line, int column)
{
	const char *text =
	    tparm((char *)(uintptr_t)how, // NOLINT: it is only read
		line, column, 0, 0, 0, 0, 0, 0, 0);

	if (text != NULL)
		fputs(text, out);
}

/* setupterm(3) exits on error unless it is given a place for it. */
static bool
set_up(void)
{
	int error;

	return transient_knows_escapes() &&
	    setupterm(NULL, STDOUT_FILENO, &error) == OK;
}

/* Not on paper, nor where what is written stays below what is written there
 * next. */
static bool
can_be_drawn_on(void)
{
	return find("cup") != NULL && find("clear") != NULL &&
	    tigetflag("hc") != 1 && tigetflag("os") != 1;
}

bool
codes_usable(void)
{
	bool usable;

	if (!set_up())
		return false;
	usable = can_be_drawn_on();
	del_curterm(cur_term);
	return usable;
}

bool
codes_may_color(void)
{
	bool may = transient_knows_escapes();

	if (!set_up())
		return may;
	may = find("setaf") != NULL;
	del_curterm(cur_term);
	return may;
}

static void
get_keys(struct codes *c)
{
	static const struct keys_sequence keys[CODES_KEYS] = {
		{ "kcuu1", KEYS_UP },
		{ "kcud1", KEYS_DOWN },
		{ "kcub1", KEYS_LEFT },
		{ "kcuf1", KEYS_RIGHT },
		{ "kpp", KEYS_PAGE_UP },
		{ "knp", KEYS_PAGE_DOWN },
		{ "khome", KEYS_HOME },
		{ "kend", KEYS_END },
	};
	int i;

	for (i = 0; i < CODES_KEYS; i++)
		c->keys[i] = (struct keys_sequence){ get(c, keys[i].bytes),
			keys[i].action };
}

int
codes_init(struct codes *c, bool color)
{
	*c = (struct codes){ .count = 0 };
	if (!set_up())
		return -1;
	c->paint = (struct paint_codes){
		.clear = get(c, "clear"),
		.clear_line = get(c, "el"),
		.plain = get_look(c, "sgr0"),
		.bold = get_look(c, "bold"),
		.dim = get_look(c, "dim"),
		.red = color ? get_color(c, COLOR_RED) : "",
		.yellow = color ? get_color(c, COLOR_YELLOW) : "",
		.sync_begin = "",
		.sync_end = "",
		.move = move_cursor,
		.how = get(c, "cup"),
	};
	c->enter = join(c, get(c, "smcup"), get(c, "civis"), "");
	/* One that reports a mouse reads control sequences to their end. */
	c->ask = find("kmous") != NULL ? ASK : "";
	/* Without a screen of our own, what is on it must not stay. */
	c->leave = join(c, c->paint.plain, get(c, "cnorm"),
	    find("rmcup") != NULL ? get(c, "rmcup") : c->paint.clear);
	c->wraps = tigetflag("am") == 1 && tigetflag("xenl") != 1;
	get_keys(c);
	return can_be_drawn_on() && c->paint.how[0] != '\0' ? 0 : -1;
}

void
codes_fini(struct codes *c)
{
	while (c->count > 0)
		free(c->strings[--c->count]);
	if (cur_term != NULL)
		del_curterm(cur_term);
}

void
codes_synchronize(struct codes *c)
{
	if (c->paint.sync_end[0] != '\0')
		return;
	c->paint.sync_begin = "\033[?2026h";
	c->paint.sync_end = "\033[?2026l";
	c->leave = join(c, c->paint.sync_end, c->leave, "");
}
