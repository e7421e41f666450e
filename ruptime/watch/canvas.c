/* SPDX-License-Identifier: ISC */
/*
 * A screen as cells.  frame.c fills it, paint.c compares two.
 * Pure but for the locale's idea of characters and their width.
 */
#include <stdlib.h>
#include <string.h>
#include <wchar.h>

#include "ruptime/watch/canvas.h"

static const struct canvas_cell blank = { .text = " ", .width = 1 };

int
canvas_init(struct canvas *c, int lines, int columns)
{
	const size_t len = (size_t)columns * sizeof(c->cells[0]);
	int i;

	*c = (struct canvas){ .lines = lines, .columns = columns };
	c->cells = reallocarray(NULL, (size_t)lines, len);
	if (c->cells == NULL)
		return -1;
	for (i = 0; i < columns; i++)
		c->cells[i] = blank;
	for (i = 1; i < lines; i++)
		memcpy(canvas_line(c, i), c->cells, len);
	return 0;
}

void
canvas_fini(struct canvas *c)
{
	free(c->cells);
	*c = (struct canvas){ .cells = NULL };
}

struct canvas_cell *
canvas_line(const struct canvas *c, int line)
{
	return c->cells + (size_t)line * (size_t)c->columns;
}

static bool
is_ascii(char c)
{
	return c >= ' ' && c <= '~';
}

/* Most characters are these, and screens are large. */
static size_t
ascii_cell(struct canvas_cell *cell, char c)
{
	*cell = (struct canvas_cell){ .text = { c }, .width = 1 };
	return 1;
}

/* The character at text as a cell; the bytes of it. */
static size_t
next_cell(struct canvas_cell *cell, const char *text, mbstate_t *state)
{
	size_t len = mbrtowc(NULL, text, strlen(text), state);
	mbstate_t again = { 0 };
	wchar_t wc = 0;
	int width = -1;

	*cell = (struct canvas_cell){ .text = "?", .width = 1 };
	if (len == 0 || len > strlen(text) || len >= sizeof(cell->text)) {
		memset(state, 0, sizeof(*state));
		return 1;
	}
	if (mbrtowc(&wc, text, len, &again) == len)
		width = wcwidth(wc);
	if (width < 1)
		return len;
	memcpy(cell->text, text, len);
	cell->text[len] = '\0';
	cell->width = (unsigned char)width;
	return len;
}

int
canvas_put(struct canvas *c, int line, int column, int look, const char *text)
{
	mbstate_t state = { 0 };
	struct canvas_cell cell, *to;
	int i;

	if (line < 0 || line >= c->lines)
		return column;
	for (; *text != '\0' && column < c->columns; column += cell.width) {
		text += is_ascii(*text) ? ascii_cell(&cell, *text) :
					  next_cell(&cell, text, &state);
		if (column < 0)
			continue;
		if (column + cell.width > c->columns)
			break;
		to = canvas_line(c, line) + column;
		cell.look = (unsigned char)look;
		to[0] = cell;
		for (i = 1; i < cell.width; i++)
			to[i] = (struct canvas_cell){ .look = cell.look };
	}
	return column;
}

void
canvas_mark(struct canvas *c, int line, int column, int columns, int look)
{
	struct canvas_cell *cells;

	if (line < 0 || line >= c->lines)
		return;
	cells = canvas_line(c, line);
	for (; columns > 0 && column < c->columns; column++, columns--)
		if (column >= 0)
			cells[column].look |= (unsigned char)look;
}

bool
canvas_same(const struct canvas_cell *a, const struct canvas_cell *b)
{
	return a->width == b->width && a->look == b->look &&
	    strcmp(a->text, b->text) == 0;
}
