/* SPDX-License-Identifier: ISC */
/* What the live view shows, drawn on a canvas. */
#ifndef RUPTIME_FRAME_H
#define RUPTIME_FRAME_H

#include <stdbool.h>
#include <stddef.h>

#include "ruptime/watch/canvas.h"

/* A line of the table. */
struct frame_row {
	const char *text; /* printable; of a locale's characters */
	int look;         /* of all of it: bold, dim */
	int mark_column, mark_columns, mark_look; /* of a word in it */
};

struct frame_view {
	const char *time; /* of day, as it is to be shown */
	size_t up, down, rebooted, pending;
	const char *order; /* "name" */
	bool reverse;
	bool not_up; /* only those that are not are shown */
	bool paused;
	bool help; /* in place of the table */
	double every_s;
	size_t rows;  /* of the whole table */
	size_t first; /* of those on the screen, within frame_last_first() */
	int left;     /* columns of rows and changes that are hidden */
	/* Row i of them; valid until the next call. */
	void (*row)(void *arg, size_t i, struct frame_row *row);
	void *arg;
	const char *const *changes; /* the latest first */
	size_t change_count;
};

/* Changes that are looked at, on the highest screens. */
enum { FRAME_CHANGES_MAX = 5 };

/* The rows that a screen of so many lines has room for. */
size_t frame_room(const struct frame_view *view, int lines);

/* The highest first that does not leave room empty. */
size_t frame_last_first(const struct frame_view *view, int lines);

/*
 * A head line, the rows, and at the bottom the latest changes:
 *
 *	18:09:34  37 up, 2 down, 1 rebooted   by load   every 2 s
 *	db-primary   up  1100+00:00,   12 users,  load 12.50,  3.00,  1.25
 *	...
 *	18:09:32 node03 down: timed out
 *
 * cut to the size of the canvas, which is blank.  A screen of one line has the
 * head, one of two a row; changes come with five lines, one for each five.
 */
void frame_draw(struct canvas *c, const struct frame_view *view);

#endif
