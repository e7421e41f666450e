/* SPDX-License-Identifier: ISC */
/*
 * The first line of a text that says anything: of what commands write to their
 * standard error, it is the reason that command.c gives, and that run.c adds;
 * of a reply that is none, table.c shows it.
 * Pure: no I/O, no clock, no allocation.
 */
#include "common/firstline.h"

static bool
is_blank(char c)
{
	return c == ' ' || (c >= '\t' && c <= '\r');
}

static bool
says_something(char c)
{
	return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') ||
	    (c >= 'a' && c <= 'z') || (unsigned char)c >= 0x80;
}

bool
firstline_end(struct firstline *f)
{
	size_t i;

	while (f->len > 0 && is_blank(f->text[f->len - 1]))
		f->len--;
	f->text[f->len] = '\0';
	for (i = 0; i < f->len && !f->found; i++)
		f->found = says_something(f->text[i]);
	if (!f->found)
		f->len = 0;
	return f->found;
}

void
firstline_add(struct firstline *f, const char *data, size_t len)
{
	size_t i;

	for (i = 0; i < len && !f->found; i++) {
		if (data[i] == '\n')
			firstline_end(f);
		else if (f->len < sizeof(f->text) - 1 &&
		    (f->len > 0 || !is_blank(data[i])))
			f->text[f->len++] = data[i] != '\0' ? data[i] : '?';
	}
}
