/* SPDX-License-Identifier: ISC */
/*
 * BSD's table of hosts, aligned, for people and for whatever has parsed it
 * since 4.2BSD.  report.c writes all of it by way of format.c, view.c a line at
 * a time.
 */
#include <inttypes.h>
#include <string.h>

#include "common/firstline.h"
#include "ruptime/show/format.h"
#include "ruptime/show/screen.h"
#include "ruptime/show/table.h"

enum {
	CELL_MAX = 32,
	GAP = 2,     /* behind the names */
	SUM_MIN = 10 /* hosts; more are counted, too */
};

/* What stands in the columns of a host that is up. */
struct cells {
	char span[CELL_MAX], users[CELL_MAX], load[3][CELL_MAX];
};

#define RED "\033[31m"
#define YELLOW "\033[33m"
#define PLAIN "\033[m"

static void
format_span(char out[static CELL_MAX], int64_t seconds)
{
	const int64_t days = seconds / 86400;
	const int hour = (int)(seconds / 3600 % 24);
	const int minute = (int)(seconds / 60 % 60);

	if (seconds < 0)
		strlcpy(out, "??:??", CELL_MAX);
	else if (days > 0)
		snprintf(out, CELL_MAX, "%" PRId64 "+%02d:%02d", days, hour,
		    minute);
	else
		snprintf(out, CELL_MAX, "%d:%02d", hour, minute);
}

static void
format_cells(struct cells *c, const struct uptime *u)
{
	int i;

	format_span(c->span, u->uptime_s);
	if (u->users < 0)
		strlcpy(c->users, "?", CELL_MAX);
	else
		snprintf(c->users, CELL_MAX, "%" PRId64, u->users);
	for (i = 0; i < 3; i++)
		if (u->has_load)
			snprintf(c->load[i], CELL_MAX, "%.2f", u->load[i]);
		else
			strlcpy(c->load[i], "?", CELL_MAX);
}

/* How long a host is down: "" where nothing is remembered of hosts. */
static void
format_down(char out[static CELL_MAX], const struct host *h)
{
	if (!h->past.known || h->state == STATE_PENDING)
		out[0] = '\0';
	else if (h->past.down_s < 0)
		strlcpy(out, "?", CELL_MAX);
	else
		format_span(out, h->past.down_s);
}

static void
widen(int *width, int len)
{
	if (len > *width)
		*width = len;
}

void
table_widths_init(struct table_widths *w)
{
	*w = (struct table_widths){ .name = 11,
		.span = 10,
		.users = 3,
		.load = 5,
		.uptime_most_s = INT64_C(9999) * 86400,
		.users_most = 999,
		.load_most = 99 };
}

static bool
fits(const struct table_widths *w, const struct uptime *u)
{
	return u->uptime_s <= w->uptime_most_s && u->users <= w->users_most &&
	    (!u->has_load ||
		(u->load[0] <= w->load_most && u->load[1] <= w->load_most &&
		    u->load[2] <= w->load_most));
}

static void
widen_up(struct table_widths *w, const struct uptime *u)
{
	struct cells c;
	int i;

	format_cells(&c, u);
	widen(&w->span, (int)strlen(c.span));
	widen(&w->users, (int)strlen(c.users));
	if (u->uptime_s > w->uptime_most_s)
		w->uptime_most_s = u->uptime_s;
	if (u->users > w->users_most)
		w->users_most = u->users;
	for (i = 0; i < 3; i++) {
		widen(&w->load, (int)strlen(c.load[i]));
		if (u->has_load && u->load[i] > w->load_most)
			w->load_most = u->load[i];
	}
}

/* Few are higher than all before; the others need not be formatted. */
void
table_widen_figures(struct table_widths *w, const struct host *h)
{
	char span[CELL_MAX];

	if (h->state != STATE_UP) {
		/* "down" stands where "up" has two blanks behind it. */
		format_down(span, h);
		widen(&w->span, (int)strlen(span) + 1);
	} else if (!fits(w, &h->uptime))
		widen_up(w, &h->uptime);
}

int
table_widen(struct table_widths *w, const struct table_style *s,
    const struct host *h)
{
	const int name = screen_width(s->terminal, h->name);

	if (name < 0)
		return -1;
	widen(&w->name, name);
	table_widen_figures(w, h);
	return 0;
}

int
table_state_column(const struct table_widths *w)
{
	return w->name + GAP;
}

static void
write_up(FILE *out, const struct table_style *s, const struct table_widths *w,
    const struct host *h)
{
	const struct uptime *u = &h->uptime;
	struct cells c;

	format_cells(&c, u);
	fprintf(out, "up  %*s,  %*s %s  load %*s, %*s, %*s", w->span, c.span,
	    w->users, c.users, u->users == 1 ? "user, " : "users,", w->load,
	    c.load[0], w->load, c.load[1], w->load, c.load[2]);
	if (h->past.known && h->past.rebooted == REBOOT_YES)
		fprintf(out, ", %srebooted%s", s->color ? YELLOW : "",
		    s->color ? PLAIN : "");
}

/* ": text"; one line, whatever it is. */
static int
write_more(FILE *out, bool terminal, const char *text)
{
	const size_t len = strcspn(text, "\n");

	if (len == 0)
		return 0;
	fputs(": ", out);
	return screen_put(out, terminal, text, len);
}

static int
write_reply(FILE *out, bool terminal, const struct host *h)
{
	struct firstline line = { 0 };

	firstline_add(&line, h->text, h->text_len);
	return firstline_end(&line) ? write_more(out, terminal, line.text) : 0;
}

static int
write_down(FILE *out, const struct table_style *s, const struct table_widths *w,
    const struct host *h)
{
	const bool pending = h->state == STATE_PENDING;
	char span[CELL_MAX];

	format_down(span, h);
	fprintf(out, "%s%s%s%s",
	    !s->color   ? "" :
		pending ? YELLOW :
			  RED,
	    pending ? "?" : "down", s->color ? PLAIN : "",
	    pending ? "   " : "");
	if (span[0] != '\0')
		fprintf(out, "%*s,  ", w->span, span);
	else
		fputs("   ", out);
	fputs(state_name(h->state), out);
	if ((s->verbose || h->state == STATE_ERROR) && h->detail != NULL &&
	    write_more(out, s->terminal, h->detail) == -1)
		return -1;
	if (s->verbose && h->state == STATE_BAD_REPLY && h->text != NULL)
		return write_reply(out, s->terminal, h);
	return 0;
}

int
table_row(FILE *out, const struct table_style *s, const struct table_widths *w,
    const struct host *h)
{
	const int width = screen_width(s->terminal, h->name);

	if (width < 0 ||
	    screen_put(out, s->terminal, h->name, strlen(h->name)) == -1)
		return -1;
	fprintf(out, "%*s", table_state_column(w) - width, "");
	if (h->state == STATE_UP)
		write_up(out, s, w, h);
	else if (write_down(out, s, w, h) == -1)
		return -1;
	return ferror(out) ? -1 : 0;
}

int
table_write(FILE *out, const struct table_style *style,
    const struct host *const *v, size_t n)
{
	struct table_widths w;
	size_t i;

	table_widths_init(&w);
	for (i = 0; i < n; i++)
		if (table_widen(&w, style, v[i]) == -1)
			return -1;
	for (i = 0; i < n; i++)
		if (table_row(out, style, &w, v[i]) == -1 ||
		    fputc('\n', out) == EOF)
			return -1;
	return 0;
}

/* What a glance at a long table does not tell. */
static int
write_sum(FILE *out, const struct host *const *v, size_t n)
{
	size_t i, up = 0;

	for (i = 0; i < n; i++)
		up += v[i]->state == STATE_UP;
	return fprintf(out, "%zu of %zu up\n", up, n) < 0 ? -1 : 0;
}

int
table_format(FILE *out, const struct format_style *style,
    const struct host *const *v, size_t n)
{
	const struct table_style table = { .terminal = style->terminal,
		.color = style->color,
		.verbose = style->options->verbose };

	if (table_write(out, &table, v, n) == -1)
		return -1;
	return style->terminal && n > SUM_MIN ? write_sum(out, v, n) : 0;
}
