/* SPDX-License-Identifier: ISC */
/*
 * What a machine answered, as numbers, for outcome.c.  One pass from left to
 * right: wrapper, clock, "up", how long, users, loads.  Each is left out by
 * some system, so each takes what it knows or nothing, and a line of which
 * anything is left at the end is refused.  Pure: no I/O, no clock, no
 * allocation, no locale.
 */
#include <string.h>

#include "ruptime/reply/uptime.h"
#include "ruptime/reply/uptime_load.h"
#include "ruptime/reply/uptime_scan.h"
#include "ruptime/reply/uptime_span.h"

/* What the beginning of a line says about the rest of it. */
struct start {
	bool clock;     /* there is one, though it may be unknown */
	bool clock_12h; /* with am or pm */
	bool dated;     /* with a date before it */
	bool named;     /* there is a host's name instead (Plan 9) */
	bool up;        /* there is "up" */
	bool spaced;    /* with two blanks before and after, see load_read() */
	unsigned how;   /* its times are to be read so, for span_read() */
};

static const struct uptime nothing = { .uptime_s = -1, .users = -1 };

/*
 * Take am or pm, if it is there, and put t's hour on 24 hours.  GNU coreutils
 * 7.0 to 8.27 prints am and pm beside 24 hours, 15:02pm and 00:02am, but no
 * system does with seconds.
 */
static bool
read_half(struct scan *s, struct start *start, int64_t t[3])
{
	bool am = scan_word(s, WORD_AM);

	start->clock_12h = am || scan_word(s, WORD_PM);
	if (!start->clock_12h)
		return true;
	if (t[2] >= 0 && (t[0] < 1 || t[0] > 12))
		return false;
	if (am ? t[0] > 12 : t[0] == 0)
		return false;
	if (am && t[0] == 12)
		t[0] = 0;
	else if (!am && t[0] < 12)
		t[0] += 12;
	return true;
}

static bool
read_clock(struct scan *s, struct start *start, char clock[9])
{
	const char *begin = s->p;
	int64_t t[3];
	size_t i, n;
	char mark;

	if (!scan_time(s, 2, t, &mark) || t[1] > 59 ||
	    !read_half(s, start, t) || t[0] > 23) {
		s->p = begin;
		return false;
	}
	n = t[2] < 0 ? 2 : 3;
	for (i = 0; i < n; i++) {
		clock[3 * i] = (char)('0' + t[i] / 10);
		clock[3 * i + 1] = (char)('0' + t[i] % 10);
		clock[3 * i + 2] = i < n - 1 ? ':' : '\0';
	}
	if (mark == '.')
		start->how |= SPAN_DOTTED;
	/* As 2BSD, which does not carry, has it; or the Hurd. */
	if (start->clock_12h)
		start->how |= t[2] < 0 ? SPAN_SIXTY : SPAN_TENTHS;
	return true;
}

/* "2024-08-12 15:02:05" of SerenityOS, "Mon Aug 12 15:02:05 2024," of Haiku. */
static bool
read_date_clock(struct scan *s, struct start *start, char clock[9])
{
	const char *begin = s->p;

	start->dated = true;
	if (scan_like(s, "#-#-# ") && read_clock(s, start, clock)) {
		start->how |= SPAN_M_SS;
		return true;
	}
	s->p = begin;
	if (scan_like(s, "@ @ # ") && read_clock(s, start, clock) &&
	    scan_like(s, " #,"))
		return true;
	s->p = begin;
	*start = (struct start){ 0 };
	clock[0] = '\0';
	return false;
}

/* Take "up", before which Plan 9 prints a name instead of a clock. */
static bool
read_up(struct scan *s, struct start *start)
{
	const char *begin = s->p;

	if (scan_word(s, WORD_UP_DOTTED)) {
		start->how |= SPAN_DOTTED;
		return true;
	}
	if ((start->how & SPAN_DOTTED) != 0)
		return false;
	if (scan_word(s, WORD_UP))
		return true;
	start->named = !start->clock && scan_like(s, "@ ");
	if (start->named && scan_word(s, WORD_UP))
		return true;
	s->p = begin;
	return false;
}

static bool
is_spaced_up(const struct scan *s)
{
	static const char up[] = "  up  ";
	const size_t n = sizeof(up) - 1;

	return (size_t)(s->end - s->p) > n && memcmp(s->p, up, n) == 0 &&
	    s->p[n] != ' ';
}

/* All before the uptime: "web1: 15:02:05 up ". */
static bool
read_start(struct scan *s, struct start *start, char clock[9])
{
	*start = (struct start){ 0 };
	if (scan_like(s, "error: ") || scan_like(s, "#: ")) /* 15: 02:05 */
		return false;
	if (!scan_like(s, "top - ") &&
	    !scan_like(s, "@ | @ | rc=# | (stdout) "))
		(void)scan_like(s, "@: ");
	(void)scan_blanks(s);
	start->clock = read_date_clock(s, start, clock) ||
	    read_clock(s, start, clock) || scan_unknown(s);
	start->spaced = clock[5] == ':' && is_spaced_up(s);
	start->up = read_up(s, start);
	(void)scan_blanks(s);
	if ((start->how & SPAN_DOTTED) != 0 && !start->up)
		return false;
	return start->clock || start->up;
}

/* "2 users", "? users" and, noun first, in Basque, Ganda and Korean. */
static bool
read_users(struct scan *s, int64_t *users)
{
	const char *begin = s->p;
	int64_t n = -1;
	bool ok;

	if (scan_word(s, WORD_USER_OF)) {
		(void)scan_blanks(s);
		ok = scan_count(s, &n);
		(void)scan_word(s, WORD_USER);
	} else {
		ok = (scan_like(s, "?") || scan_count(s, &n)) &&
		    scan_word(s, WORD_USER);
	}
	if (!ok) {
		s->p = begin;
		return false;
	}
	if (s->p < s->end && *s->p == '\0') /* 2BSD */
		s->p++;
	*users = n;
	(void)scan_mark(s, ',');
	return true;
}

/* "12 NFS ops, " of Data ONTAP. */
static bool
read_ops(struct scan *s)
{
	static const char *const ops[] = { "# NFS ops", "# CIFS ops",
		"# HTTP ops", "# DAFS ops", "# FCP ops", "# iSCSI ops" };
	size_t i;

	for (i = 0; i < sizeof(ops) / sizeof(ops[0]); i++) {
		if (scan_like(s, ops[i])) {
			(void)scan_mark(s, ',');
			return true;
		}
	}
	return false;
}

/* Take what some systems print instead of users or loads. */
static bool
read_instead(struct scan *s, const struct uptime *u)
{
	bool ok;

	/* FreeBSD, Android's toolbox, OS/2, which calls noon 12:00am */
	ok = scan_like(s, "no load average information available") ||
	    scan_like(s, "idle time: ~") ||
	    (strncmp(u->clock, "00", 2) != 0 &&
		scan_like(s, "load: # processes, # threads."));
	while (read_ops(s))
		ok = true;
	return ok;
}

/*
 * Whether a line without users or anything instead of them, which every system
 * prints beside a mere clock, is complete: `uptime -p` or what a date or a name
 * begins.  H:MM at its end would be ambiguous.  A line that may be cut must end
 * in a unit after which none of them prints another.
 */
static bool
is_complete(const struct scan *s, const struct start *start,
    const struct span *span)
{
	if (!start->up || start->clock != start->dated || span->unit_s == 0 ||
	    span->coarse || span->open)
		return false;
	if (start->named)
		return span->unit_s == 1;
	return s->whole || span->unit_s <= 60;
}

static bool
read_line(struct scan *s, struct uptime *u)
{
	struct start start;
	struct span span;
	bool more;

	*u = nothing;
	(void)scan_blanks(s);
	if (span_read_short(s, &span)) {
		u->uptime_s = span.s;
		u->unit_s = span_exact_s(&span);
		(void)scan_blanks(s);
		return s->p == s->end;
	}
	if (!read_start(s, &start, u->clock))
		return false;
	span_read(s, start.how, &span);
	if (span.unit_s > 0)
		u->uptime_s = span.s;
	u->unit_s = span_exact_s(&span);
	more = read_users(s, &u->users);
	more = load_read(s, start.spaced, u->load, &u->has_load) ||
	    read_instead(s, u) || more;
	if (u->has_load)
		(void)scan_like(s, " [IO: ~]"); /* Synology */
	(void)scan_blanks(s);
	if (s->p != s->end)
		return false;
	return more ? !start.dated && !start.named :
		      is_complete(s, &start, &span);
}

/* The next line of text, from *at, which moves behind it; false at the end. */
static bool
next_line(const char *text, size_t len, size_t *at, struct scan *s)
{
	const char *newline;

	if (*at == len)
		return false;
	s->p = text + *at;
	newline = memchr(s->p, '\n', len - *at);
	s->whole = newline != NULL;
	s->end = s->whole ? newline : text + len;
	*at = (size_t)(s->end - text) + s->whole;
	if (s->whole && s->end > s->p && s->end[-1] == '\r')
		s->end--;
	return true;
}

/* Whether a line says nothing, but that the next one does (ansible). */
static bool
is_heading(struct scan s)
{
	(void)scan_blanks(&s);
	if (scan_like(&s, "@ | @ | rc=# >>"))
		(void)scan_blanks(&s);
	return s.whole && s.p == s.end;
}

bool
uptime_parse(const char *text, size_t len, struct uptime *u)
{
	struct scan s;
	size_t at = 0;

	while (next_line(text, len, &at, &s)) {
		if (is_heading(s))
			continue;
		if (read_line(&s, u))
			return true;
		break;
	}
	*u = nothing;
	return false;
}
