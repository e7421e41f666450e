/* SPDX-License-Identifier: ISC */
/*
 * What the live view shows, drawn on a canvas.  view.c has it drawn whenever
 * something has changed.
 * Pure: no I/O, no clock, no allocation.
 */
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "ruptime/watch/frame.h"

enum { LINES_A_CHANGE = 5, HEAD_MAX = 256 };

/* The table of keys in ruptime(1). */
static const char *const help[] = {
	"n l t u    sort by name, load, uptime, users",
	"r          in reverse",
	"d          only those that are not up, or all",
	"space      ask now, and search anew",
	"p          pause, or go on",
	"arrows, PgUp, PgDn, Home, End   scroll",
	"Control-L  draw the screen anew",
	"h ?        this help; any key ends it",
	"q          end",
};

enum { HELP_LINES = sizeof(help) / sizeof(help[0]) };

static size_t
changes_shown(const struct frame_view *view, int lines)
{
	size_t room = (size_t)lines / LINES_A_CHANGE;

	if (room > FRAME_CHANGES_MAX)
		room = FRAME_CHANGES_MAX;
	return view->change_count < room ? view->change_count : room;
}

size_t
frame_room(const struct frame_view *view, int lines)
{
	return lines < 2 ? 0 : (size_t)lines - 1 - changes_shown(view, lines);
}

size_t
frame_last_first(const struct frame_view *view, int lines)
{
	const size_t room = frame_room(view, lines);

	return view->rows > room ? view->rows - room : 0;
}

/* Add to what is in head. */
static void __attribute__((format(printf, 2, 3)))
add(char head[static HEAD_MAX], const char *fmt, ...)
{
	const size_t len = strlen(head);
	va_list ap;

	va_start(ap, fmt);
	vsnprintf(head + len, HEAD_MAX - len, fmt, ap);
	va_end(ap);
}

static void
write_head(char head[static HEAD_MAX], const struct frame_view *view, int lines)
{
	const size_t room = frame_room(view, lines);

	snprintf(head, HEAD_MAX, "%s  %zu up, %zu down", view->time, view->up,
	    view->down);
	if (view->pending > 0)
		add(head, ", %zu pending", view->pending);
	if (view->rebooted > 0)
		add(head, ", %zu rebooted", view->rebooted);
	add(head, "   by %s%s", view->order, view->reverse ? " reversed" : "");
	if (view->paused)
		add(head, "   paused");
	else
		add(head, "   every %g s", view->every_s);
	if (view->not_up)
		add(head, "   only not up");
	if (!view->help && view->rows > room && room > 0)
		add(head, "   %zu-%zu of %zu", view->first + 1,
		    view->first + room, view->rows);
}

static void
draw_rows(struct canvas *c, const struct frame_view *view)
{
	const size_t room = frame_room(view, c->lines);
	struct frame_row row;
	size_t i;
	int line;

	for (i = 0; i < room && view->first + i < view->rows; i++) {
		row = (struct frame_row){ .text = "" };
		view->row(view->arg, view->first + i, &row);
		line = 1 + (int)i;
		canvas_put(c, line, -view->left, row.look, row.text);
		canvas_mark(c, line, row.mark_column - view->left,
		    row.mark_columns, row.mark_look);
	}
}

static void
draw_help(struct canvas *c)
{
	int i;

	for (i = 0; i < HELP_LINES; i++)
		canvas_put(c, 1 + i, 0, CANVAS_PLAIN, help[i]);
}

void
frame_draw(struct canvas *c, const struct frame_view *view)
{
	const size_t shown = changes_shown(view, c->lines);
	char head[HEAD_MAX];
	size_t i;

	write_head(head, view, c->lines);
	canvas_put(c, 0, 0, CANVAS_PLAIN, head);
	if (view->help) {
		draw_help(c);
		return;
	}
	draw_rows(c, view);
	for (i = 0; i < shown; i++)
		canvas_put(c, c->lines - (int)shown + (int)i, -view->left,
		    CANVAS_PLAIN, view->changes[i]);
}
