/* SPDX-License-Identifier: ISC */
/*
 * What an option that does not exist may have been meant for: one that is
 * spelt much like it, or what does here what it does in another program.
 * optparse.c says so.
 * Pure: no I/O, no clock, no allocation.
 */
#include <getopt.h>
#include <limits.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

#include "common/guess.h"
#include "common/slips.h"

enum { NAMES_MAX = 256 };

/* A long option as it was typed, up to its value. */
struct typed {
	const char *name;
	size_t len;
	unsigned slips; /* from there to what was meant */
};

const char *
guess_habit(const struct guess_habit *habits, const char *typed, size_t len)
{
	const struct guess_habit *h;

	for (h = habits; h != NULL && h->typed != NULL; h++)
		if (strlen(h->typed) == len &&
		    strncmp(h->typed, typed, len) == 0)
			return h->meant;
	return NULL;
}

/* Append "--NAME" to a list that reads "a, b or c" in the end. */
static void
append_name(char list[static NAMES_MAX], const char *name, bool is_last)
{
	if (list[0] != '\0')
		strlcat(list, is_last ? " or " : ", ", NAMES_MAX);
	strlcat(list, "--", NAMES_MAX);
	strlcat(list, name, NAMES_MAX);
}

/* The options that fits() says so of, in list; how many there are. */
static size_t
list_names(const struct option *options, const struct typed *t,
    bool (*fits)(const struct typed *t, const char *name),
    char list[static NAMES_MAX])
{
	const struct option *o, *last = NULL;
	size_t n = 0;

	list[0] = '\0';
	for (o = options; o->name != NULL; o++) {
		if (!fits(t, o->name))
			continue;
		if (last != NULL)
			append_name(list, last->name, false);
		last = o;
		n++;
	}
	if (last != NULL)
		append_name(list, last->name, true);
	return n;
}

static bool
is_beginning(const struct typed *t, const char *name)
{
	return strncmp(t->name, name, t->len) == 0;
}

static bool
is_nearest(const struct typed *t, const char *name)
{
	return slips_between(t->name, t->len, name) == t->slips;
}

/* One slip in three letters and two in six: with more it is another word. */
static bool
find_nearest(struct typed *t, const struct option *options)
{
	const unsigned most = t->len >= 6 ? 2 : t->len >= 3 ? 1 : 0;

	t->slips = UINT_MAX;
	for (; options->name != NULL; options++) {
		unsigned n = slips_between(t->name, t->len, options->name);

		if (n < t->slips)
			t->slips = n;
	}
	return t->slips <= most;
}

const char *
guess_name(char *buf, size_t size, const char *typed,
    const struct option *options, const struct guess_habit *habits)
{
	const size_t len = strcspn(typed, "=");
	const char *meant = guess_habit(habits, typed, len);
	struct typed t = { .name = typed + 2, .len = len - 2 };
	char names[NAMES_MAX];

	if (t.len == 0)
		strlcpy(buf, "the name of an option is missing; see --help",
		    size);
	else if (list_names(options, &t, is_beginning, names) > 1)
		snprintf(buf, size, "ambiguous option: %s", names);
	else if (meant != NULL)
		snprintf(buf, size, "unknown option; %s; see --help", meant);
	else if (find_nearest(&t, options)) {
		list_names(options, &t, is_nearest, names);
		snprintf(buf, size,
		    "unknown option; did you mean %s? See --help", names);
	} else
		strlcpy(buf, "unknown option; see --help", size);
	return buf;
}

const char *
guess_letter(char *buf, size_t size, const char *typed,
    const struct guess_habit *habits)
{
	const char *meant = guess_habit(habits, typed, strlen(typed));

	snprintf(buf, size, "unknown option; %s%ssee --help",
	    meant != NULL ? meant : "", meant != NULL ? "; " : "");
	return buf;
}
