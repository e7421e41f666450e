/* SPDX-License-Identifier: ISC */
/*
 * What to send to a terminal, so that one screen becomes another: only what
 * differs, since a screen that is erased first flickers.  terminal.c sends it.
 * Pure: writes to a stream in memory, reads nothing.
 */
#include "ruptime/watch/paint.h"

enum { SHORT_GAP = 6 };

struct painter {
	FILE *out;
	const struct paint_codes *codes;
	bool begun;
	int look;         /* of what is written next; -1: not known */
	int line, column; /* of the cursor */
};

static void
begin(struct painter *p, bool whole)
{
	if (p->begun)
		return;
	p->begun = true;
	fputs(p->codes->sync_begin, p->out);
	fputs(p->codes->plain, p->out);
	p->look = CANVAS_PLAIN;
	if (whole)
		fputs(p->codes->clear, p->out);
}

static void
take_look(struct painter *p, int look)
{
	const struct paint_codes *c = p->codes;

	if (p->look == look)
		return;
	fputs(c->plain, p->out);
	if (look & CANVAS_BOLD)
		fputs(c->bold, p->out);
	if (look & CANVAS_DIM)
		fputs(c->dim, p->out);
	if (look & CANVAS_RED)
		fputs(c->red, p->out);
	if (look & CANVAS_YELLOW)
		fputs(c->yellow, p->out);
	p->look = look;
}

static bool
is_blank(const struct canvas_cell *cell)
{
	return cell->look == CANVAS_PLAIN && cell->text[0] == ' ' &&
	    cell->width == 1;
}

/* Columns of a line without the blanks at its end. */
static int
used(const struct canvas *c, const struct canvas_cell *cells)
{
	int columns = c->columns;

	while (columns > 0 && is_blank(&cells[columns - 1]))
		columns--;
	return columns;
}

/* Behind the last column a terminal's cursor may stand here or there. */
static void
put(struct painter *p, const struct canvas *c, const struct canvas_cell *cell)
{
	take_look(p, cell->look);
	fputs(cell->text, p->out);
	p->column += cell->width;
	if (p->column >= c->columns)
		p->line = p->column = -1;
}

/* A few columns that stay are sooner written again than passed over. */
static void
move(struct painter *p, const struct canvas *c, int line, int column)
{
	const struct canvas_cell *cells = canvas_line(c, line);

	begin(p, false);
	if (p->line == line && column - p->column <= SHORT_GAP)
		while (p->column >= 0 && p->column < column)
			put(p, c, &cells[p->column]);
	if (p->line != line || p->column != column)
		p->codes->move(p->out, p->codes->how, line, column);
	p->line = line;
	p->column = column;
}

/* By blanks where the terminal has no code for it. */
static void
erase_rest(struct painter *p, const struct canvas *c,
    const struct canvas_cell *cells, int columns)
{
	take_look(p, CANVAS_PLAIN);
	if (p->codes->clear_line[0] != '\0') {
		fputs(p->codes->clear_line, p->out);
		return;
	}
	while (columns-- > 0)
		put(p, c, cells++);
}

/* Half of a wide character goes with its other half. */
static void
paint_line(struct painter *p, const struct canvas *c,
    const struct canvas_cell *old, const struct canvas_cell *cells, int line)
{
	const int columns = used(c, cells), before = used(c, old);
	int i, from;

	for (i = 0; i < columns; i++) {
		if (canvas_same(&old[i], &cells[i]))
			continue;
		for (from = i; cells[from].width == 0;)
			from--;
		move(p, c, line, from);
		put(p, c, &cells[from]);
		i = from + cells[from].width - 1;
	}
	if (before <= columns)
		return;
	move(p, c, line, columns);
	erase_rest(p, c, &cells[columns], before - columns);
}

bool
paint_write(FILE *out, const struct paint_codes *codes,
    const struct canvas *old, const struct canvas *canvas)
{
	struct painter p = { out, codes, false, -1, -1, -1 };
	struct canvas none = { .cells = NULL };
	int line;

	if (old == NULL) {
		if (canvas_init(&none, 1, canvas->columns) == -1)
			return false;
		begin(&p, true);
	}
	for (line = 0; line < canvas->lines; line++)
		paint_line(&p, canvas,
		    canvas_line(old == NULL ? &none : old,
			old == NULL ? 0 : line),
		    canvas_line(canvas, line), line);
	if (p.begun) {
		take_look(&p, CANVAS_PLAIN);
		fputs(codes->sync_end, out);
	}
	canvas_fini(&none);
	return !ferror(out);
}
