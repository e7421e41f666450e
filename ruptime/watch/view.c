/* SPDX-License-Identifier: ISC */
/*
 * The live view: what of the hosts is shown, in which order and from where on.
 * watch.c tells it of answers and keys and has it drawn.
 * Pure but for the memory that it allocates: no I/O, no clock.
 */
#include <stdlib.h>
#include <string.h>

#include "ruptime/show/screen.h"
#include "ruptime/watch/view.h"

enum { ASIDE = 8 }; /* columns */

static const struct table_style style = { .terminal = true };

int
view_init(struct view *v, const struct options *o, struct host *hosts,
    size_t count, size_t room)
{
	size_t i;

	*v = (struct view){ .hosts = hosts,
		.count = count,
		.sort = o->sort,
		.reverse = o->reverse,
		.interval_s = o->interval_ms / 1000.0,
		.stirred = true };
	v->changes = calloc(room, sizeof(v->changes[0]));
	if (rows_init(&v->rows, room) == -1 || v->changes == NULL)
		return -1;
	table_widths_init(&v->widths);
	for (i = 0; i < count; i++) {
		v->changes[i] = changes_init;
		if (host_has_line(&hosts[i]) &&
		    table_widen(&v->widths, &style, &hosts[i]) == -1)
			return -1;
	}
	return 0;
}

void
view_grow(struct view *v)
{
	const size_t i = v->count++;

	v->changes[i] = changes_newcomer;
	v->stirred = true;
	(void)table_widen(&v->widths, &style, &v->hosts[i]);
}

void
view_fini(struct view *v)
{
	int i;

	for (i = 0; i < FRAME_CHANGES_MAX; i++)
		free(v->recent[i]);
	free(v->changes);
	rows_fini(&v->rows);
	free(v->row_text);
}

/* The latest takes the place of the oldest. */
void
view_keep_change(struct view *v, const char *time_of_day, const char *text)
{
	char line[CHANGES_TEXT_MAX + 16], **to = &v->recent[v->recent_next];
	size_t len;

	snprintf(line, sizeof(line), "%s %s", time_of_day, text);
	free(*to);
	*to = screen_line(line, strlen(line), &len);
	v->recent_next = (v->recent_next + 1) % FRAME_CHANGES_MAX;
	if (v->recent_count < FRAME_CHANGES_MAX)
		v->recent_count++;
}

/* Names stay, and so does an order by them. */
bool
view_look(struct view *v, size_t i, const struct moment *at,
    char text[static CHANGES_TEXT_MAX])
{
	struct host *h = &v->hosts[i];
	const bool known = v->changes[i].known;

	if (!host_has_line(h))
		return false;
	/* One that was only found now has no row yet. */
	v->stirred = v->stirred || v->sort != SORT_NAME || v->not_up || !known;
	if (known && !h->found)
		table_widen_figures(&v->widths, h);
	else
		(void)table_widen(&v->widths, &style, h);
	return changes_look(&v->changes[i], h, at, text);
}

void
view_recall(struct view *v)
{
	size_t i;

	for (i = 0; i < v->count; i++)
		if (changes_recall(&v->changes[i], &v->hosts[i])) {
			v->stirred = true;
			(void)table_widen(&v->widths, &style, &v->hosts[i]);
		}
}

static enum view_wish
sort_by(struct view *v, enum options_sort sort)
{
	v->sort = sort;
	v->stirred = true;
	return VIEW_DRAW;
}

static enum view_wish
toggle(struct view *v, bool *what)
{
	*what = !*what;
	v->stirred = true;
	return VIEW_DRAW;
}

/* What is shown, in order.  By name, rows that come and go above leave those on
 * the screen where they are, but at the top those that come are seen.  By
 * figures it is the place that stays: a host may leap from one end to the
 * other.
 */
static void
choose(struct view *v)
{
	const struct rows_choice choice = { v->hosts, v->count, v->not_up,
		v->sort, v->reverse };
	const struct host *top = NULL;

	if (!v->stirred)
		return;
	v->stirred = false;
	if (v->sort == SORT_NAME && v->by_name && v->first > 0)
		top = rows_staying(&v->rows, &choice, v->first);
	v->by_name = v->sort == SORT_NAME;
	rows_choose(&v->rows, &choice);
	if (top != NULL)
		v->first = rows_find(&v->rows, top);
}

/* As far as a table that has what is known of changes lets it. */
static enum view_wish
scroll(struct view *v, long by, int lines)
{
	const struct frame_view f = { .rows = v->rows.count,
		.change_count = v->recent_count };
	const long last = (long)frame_last_first(&f, lines);
	long first = (long)v->first + by;

	if (first > last)
		first = last;
	v->first = first < 0 ? 0 : (size_t)first;
	return VIEW_DRAW;
}

/* As far as the lines that were drawn last are wider than the screen. */
static enum view_wish
scroll_aside(struct view *v, int by)
{
	v->left += by;
	if (v->left > v->widest - v->columns)
		v->left = v->widest - v->columns;
	if (v->left < 0)
		v->left = 0;
	return VIEW_DRAW;
}

static enum view_wish
scroll_by_key(struct view *v, enum keys_action key, int lines)
{
	const struct frame_view f = { .rows = v->rows.count,
		.change_count = v->recent_count };
	const long page = (long)frame_room(&f, lines);

	choose(v);
	switch (key) {
	case KEYS_UP:
		return scroll(v, -1, lines);
	case KEYS_DOWN:
		return scroll(v, 1, lines);
	case KEYS_LEFT:
		return scroll_aside(v, -ASIDE);
	case KEYS_RIGHT:
		return scroll_aside(v, ASIDE);
	case KEYS_PAGE_UP:
		return scroll(v, -page, lines);
	case KEYS_PAGE_DOWN:
		return scroll(v, page, lines);
	case KEYS_HOME:
		v->left = 0;
		return scroll(v, -(long)v->count, lines);
	case KEYS_END:
		return scroll(v, (long)v->count, lines);
	default:
		return VIEW_NOTHING;
	}
}

enum view_wish
view_key(struct view *v, enum keys_action key, int lines)
{
	if (v->help && key != KEYS_INTERRUPT && key != KEYS_REDRAW)
		key = KEYS_HELP;
	switch (key) {
	case KEYS_BY_NAME:
		return sort_by(v, SORT_NAME);
	case KEYS_BY_LOAD:
		return sort_by(v, SORT_LOAD);
	case KEYS_BY_UPTIME:
		return sort_by(v, SORT_UPTIME);
	case KEYS_BY_USERS:
		return sort_by(v, SORT_USERS);
	case KEYS_REVERSE:
		v->by_name = false;
		return toggle(v, &v->reverse);
	case KEYS_NOT_UP:
		return toggle(v, &v->not_up);
	case KEYS_PAUSE:
		return toggle(v, &v->paused);
	case KEYS_HELP:
		return toggle(v, &v->help);
	case KEYS_ASK:
		return VIEW_ASK;
	case KEYS_REDRAW:
		return VIEW_REDRAW;
	case KEYS_QUIT:
	case KEYS_INTERRUPT:
		return VIEW_END;
	default:
		return scroll_by_key(v, key, lines);
	}
}

static void
count(const struct view *v, struct frame_view *f)
{
	size_t i;

	for (i = 0; i < v->count; i++) {
		if (!host_has_line(&v->hosts[i]))
			continue;
		if (v->hosts[i].state == STATE_UP)
			f->up++;
		else if (v->hosts[i].state == STATE_PENDING)
			f->pending++;
		else
			f->down++;
		if (v->changes[i].rebooted)
			f->rebooted++;
	}
}

/* The word that colour is for, which says the same without it. */
static void
mark(const struct view *v, const struct host *h, bool rebooted,
    struct frame_row *row)
{
	static const int down = 4, reboot = 8; /* letters */

	if (h->state != STATE_UP && h->state != STATE_PENDING) {
		row->mark_column = table_state_column(&v->widths);
		row->mark_columns = down;
		row->mark_look = CANVAS_RED;
	} else if (rebooted) {
		row->mark_column = screen_width(true, row->text) - reboot;
		row->mark_columns = reboot;
		row->mark_look = CANVAS_YELLOW;
	}
}

static void
note_width(struct view *v, const char *text)
{
	const int width = screen_width(true, text);

	if (width > v->widest)
		v->widest = width;
}

/* With no memory a line is empty, until the next time. */
static void
write_row(void *arg, size_t i, struct frame_row *row)
{
	struct view *v = arg;
	const struct host *h = v->rows.v[i];
	const size_t n = (size_t)(h - v->hosts);
	size_t len;
	FILE *out;

	free(v->row_text);
	v->row_text = NULL;
	out = open_memstream(&v->row_text, &len);
	if (out == NULL)
		return;
	(void)table_row(out, &style, &v->widths, h);
	if (fclose(out) == EOF || v->row_text == NULL)
		return;
	row->text = v->row_text;
	if (v->changes[n].changed)
		row->look |= CANVAS_BOLD;
	if (v->is_stale != NULL && v->is_stale(v->arg, n))
		row->look |= CANVAS_DIM;
	mark(v, h, v->changes[n].rebooted, row);
	note_width(v, row->text);
}

/* The latest is number 0. */
static const char *
recent_change(const struct view *v, size_t i)
{
	const char *text =
	    v->recent[(v->recent_next + FRAME_CHANGES_MAX - 1 - i) %
		FRAME_CHANGES_MAX];

	return text != NULL ? text : "";
}

/* Behind the help, say, the table has its place still. */
static bool
draws_rows(const struct view *v, const struct frame_view *f, int lines)
{
	return !v->help && f->rows > 0 && frame_room(f, lines) > 0;
}

void
view_draw(struct view *v, struct canvas *c)
{
	static const char *const orders[] = { [SORT_NAME] = "name",
		[SORT_LOAD] = "load",
		[SORT_UPTIME] = "uptime",
		[SORT_USERS] = "users" };
	const char *recent[FRAME_CHANGES_MAX];
	struct frame_view f = { .time = v->time,
		.order = orders[v->sort],
		.reverse = v->reverse,
		.not_up = v->not_up,
		.paused = v->paused,
		.help = v->help,
		.every_s = v->interval_s,
		.row = write_row,
		.arg = v,
		.changes = recent,
		.change_count = v->recent_count };
	size_t i, last;

	choose(v);
	count(v, &f);
	f.rows = v->rows.count;
	for (i = 0; i < v->recent_count; i++)
		recent[i] = recent_change(v, i);
	v->columns = c->columns;
	(void)scroll_aside(v, 0);
	if (draws_rows(v, &f, c->lines))
		v->widest = 0;
	for (i = 0; i < v->recent_count; i++)
		note_width(v, recent[i]);
	f.left = v->left;
	last = frame_last_first(&f, c->lines);
	if (v->first > last)
		v->first = last;
	f.first = v->first;
	frame_draw(c, &f);
}
