/* SPDX-License-Identifier: ISC */
/*
 * What a machine answered, as numbers, for engine.c.  One pass from left to
 * right: wrapper, clock, "up", how long, users, loads.  Each is left out by
 * some system, so each takes what it knows or nothing, and a line of which
 * anything is left at the end is refused.  Pure: no I/O, no clock, no
 * allocation, no locale.
 */

#include <string.h>

#include "ruptime/reply/uptime.h"
#include "ruptime/reply/uptime_scan.h"
#include "ruptime/reply/uptime_span.h"

/* What the beginning of a line says about the rest of it. */
struct start {
	bool clock;     /* there is one, though it may be unknown */
	bool clock_12h; /* with am or pm */
	bool dated;     /* with a date before it */
	bool named;     /* there is a host's name instead (Plan 9) */
	bool up;        /* there is "up" */
	bool spaced;    /* with two blanks before and after, see is_alike() */
	unsigned how;   /* its times are to be read so, for span_read() */
};

/* How loads are written; or'ed over them. */
enum {
	LOAD_DOT = 1,     /* 0.12 */
	LOAD_COMMA = 2,   /* 0,12 */
	LOAD_SHORT = 4,   /* fewer than two decimals */
	LOAD_ZERO = 8,    /* a decimal zero at the end */
	LOAD_LISTED = 16, /* commas between them */
	LOAD_SPACED = 32, /* blanks only */
};

static const struct uptime nothing = { .uptime_s = -1, .users = -1 };

/*
 * Take am or pm, if it is there, and put *hour on 24 hours.  GNU coreutils
 * 7.0 to 8.27 prints am and pm beside 24 hours: 15:02pm, 00:02am.
 */
static bool
read_half(struct scan *s, struct start *start, int64_t *hour)
{
	bool am = scan_word(s, WORD_AM);

	start->clock_12h = am || scan_word(s, WORD_PM);
	if (!start->clock_12h)
		return true;
	if (am ? *hour > 12 : *hour == 0)
		return false;
	if (am && *hour == 12)
		*hour = 0;
	else if (!am && *hour < 12)
		*hour += 12;
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
	    (t[2] < 0 && !read_half(s, start, &t[0])) || t[0] > 23) {
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
	if (start->clock_12h) /* as 2BSD, which does not carry, has it */
		start->how |= SPAN_SIXTY;
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

/* One load, and how it is written.  No strtod(), whose radix is the locale's.
 */
static bool
read_load(struct scan *s, double *load, unsigned *how)
{
	const char *begin = s->p, *point;
	int64_t n, decimals = 0;
	int len;

	if (!scan_digits(s, 1, SCAN_MAX_DIGITS, &n) ||
	    (*begin == '0' && s->p - begin > 1))
		return false;
	point = s->p;
	if (s->end - point > 1 && (*point == '.' || *point == ',') &&
	    point[1] >= '0' && point[1] <= '9') {
		s->p++;
		if (!scan_digits(s, 1, 2, &decimals))
			return false;
		*how |= *point == '.' ? LOAD_DOT : LOAD_COMMA;
		if (s->p[-1] == '0')
			*how |= LOAD_ZERO;
	}
	len = (int)(s->p - point);
	if (len < 3)
		*how |= LOAD_SHORT;
	*load = len == 0 ? (double)n :
	    len == 2     ? (double)(n * 10 + decimals) / 10 :
			   (double)(n * 100 + decimals) / 100;
	return len == 3 || s->p < s->end || s->whole;
}

/* Take what stands between two loads, or nothing after the last. */
static bool
read_load_mark(struct scan *s, unsigned *how)
{
	const char *begin = s->p;
	bool listed = scan_like(s, ",");

	if (scan_blanks(s) && s->p < s->end && *s->p >= '0' && *s->p <= '9') {
		*how |= listed ? LOAD_LISTED : LOAD_SPACED;
		return true;
	}
	s->p = begin;
	return false;
}

/*
 * Whether loads can be written so: all alike, and with two decimals.  Only Rust
 * coreutils 0.2 to 0.5 leaves zeros out, 1.3, 0.25, 2, and can be known by the
 * blanks around its up; elsewhere something was lost.
 */
static bool
is_alike(unsigned how, const struct start *start)
{
	const unsigned marks = LOAD_DOT | LOAD_COMMA;
	const unsigned between = LOAD_LISTED | LOAD_SPACED;

	if ((how & marks) == marks || (how & between) == between)
		return false;
	return (how & LOAD_SHORT) == 0 ||
	    (start->spaced &&
		(how & (LOAD_COMMA | LOAD_SPACED | LOAD_ZERO)) == 0);
}

/* "load average: 0.12, 0.04, 0.01"; fewer than three are taken, not told. */
static bool
read_loads(struct scan *s, const struct start *start, struct uptime *u)
{
	const char *begin = s->p;
	unsigned how = 0;
	size_t n = 0;
	bool ok = scan_word(s, WORD_LOAD);

	if (ok) {
		(void)scan_mark(s, ':');
		do
			ok = read_load(s, &u->load[n], &how);
		while (ok && ++n < 3 && read_load_mark(s, &how));
	}
	ok = ok && is_alike(how, start);
	if (!ok)
		s->p = begin;
	u->has_load = ok && n == 3;
	if (!u->has_load)
		memcpy(u->load, nothing.load, sizeof(u->load));
	return ok;
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
	more = read_loads(s, &start, u) || read_instead(s, u) || more;
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
