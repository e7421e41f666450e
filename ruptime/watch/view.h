/* SPDX-License-Identifier: ISC */
/*
 * The live view: what of the hosts is shown, in which order and from where on.
 */
#ifndef RUPTIME_VIEW_H
#define RUPTIME_VIEW_H

#include <stdbool.h>
#include <stddef.h>

#include "ruptime/options.h"
#include "ruptime/show/table.h"
#include "ruptime/watch/changes.h"
#include "ruptime/watch/frame.h"
#include "ruptime/watch/keys.h"
#include "ruptime/watch/rows.h"

struct view {
	struct host *hosts; /* the caller's */
	size_t count;
	struct changes *changes; /* of each */
	/* Whether host i is asked for so long that its last answer is old. */
	bool (*is_stale)(void *arg, size_t i);
	void *arg;

	enum options_sort sort;
	bool reverse, not_up, paused, help;
	double interval_s;
	char time[32]; /* of the last round */

	struct rows rows;          /* as of the last view_draw() */
	size_t first;              /* of them on the screen */
	bool by_name;              /* they are in the order of names */
	int left, widest, columns; /* hidden, of all lines, of the screen */
	bool stirred;              /* rows may be others, or in another order */
	struct table_widths widths;
	char *row_text;
	char *recent[FRAME_CHANGES_MAX]; /* fit for a terminal */
	size_t recent_count, recent_next;
};

/* What view_key() leaves to be done. */
enum view_wish { VIEW_NOTHING, VIEW_DRAW, VIEW_REDRAW, VIEW_ASK, VIEW_END };

/* A view of the count hosts, of which there may be room in the end, as o has
 * them sorted.  -1 with errno ENOMEM. */
int view_init(struct view *v, const struct options *o, struct host *hosts,
    size_t count, size_t room);

/* There is one more host, behind the others. */
void view_grow(struct view *v);

void view_fini(struct view *v);

/* Host i has an answer, at that moment.  As changes_look(). */
bool view_look(struct view *v, size_t i, const struct moment *at,
    char text[static CHANGES_TEXT_MAX]);

/* The memory has put into the hosts what it knows of their past: take that in,
 * and show what the view knows. */
void view_recall(struct view *v);

/* Show that change among the latest. */
void view_keep_change(struct view *v, const char *time_of_day,
    const char *text);

/* A key, on a screen of so many lines; how wide it is, is known of the last
 * time that it was drawn. */
enum view_wish view_key(struct view *v, enum keys_action key, int lines);

/* Draw it on a blank canvas. */
void view_draw(struct view *v, struct canvas *c);

#endif
