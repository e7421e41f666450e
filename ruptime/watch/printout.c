/* SPDX-License-Identifier: ISC */
/*
 * Rounds and changes on standard output, where it has no live table.  watch.c
 * has them printed, and asks no more while their reader stands still.
 */
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "ruptime/show/screen.h"
#include "ruptime/watch/printout.h"

enum { GIVE_UP_MS = 500 };

struct printout {
	struct outlet *outlet;
	bool terminal; /* standard output is one */
	FILE *out;     /* in memory, of what is being written */
	char *text;
	size_t len;
};

void
printout_time(char text[static PRINTOUT_TIME_MAX], bool with_date)
{
	const time_t now = time(NULL);
	struct tm tm;

	if (localtime_r(&now, &tm) == NULL ||
	    strftime(text, PRINTOUT_TIME_MAX,
		with_date ? "%Y-%m-%dT%H:%M:%S%z" : "%H:%M:%S", &tm) == 0)
		strlcpy(text, "?", PRINTOUT_TIME_MAX);
}

struct printout *
printout_new(struct event_base *base, const struct outlet_calls *calls,
    void *arg)
{
	struct printout *p = calloc(1, sizeof(*p));

	if (p == NULL)
		return NULL;
	p->terminal = isatty(STDOUT_FILENO);
	p->outlet = outlet_new(base, STDOUT_FILENO, calls, arg);
	if (p->outlet != NULL)
		return p;
	free(p);
	return NULL;
}

FILE *
printout_begin(struct printout *p)
{
	p->out = open_memstream(&p->text, &p->len);
	return p->out;
}

void
printout_end(struct printout *p)
{
	if (fclose(p->out) == 0 && p->len > 0)
		outlet_put(p->outlet, p->text, p->len);
	else
		free(p->text);
	p->out = NULL;
}

void
printout_change(struct printout *p, const char *text)
{
	char when[PRINTOUT_TIME_MAX];

	if (printout_begin(p) == NULL)
		return;
	printout_time(when, true);
	fprintf(p->out, "%s ", when);
	screen_put(p->out, p->terminal, text, strlen(text));
	fputc('\n', p->out);
	printout_end(p);
}

bool
printout_is_empty(const struct printout *p)
{
	return outlet_is_empty(p->outlet);
}

void
printout_free(struct printout *p)
{
	if (p == NULL)
		return;
	(void)outlet_wait(p->outlet, GIVE_UP_MS);
	outlet_free(p->outlet);
	free(p);
}
