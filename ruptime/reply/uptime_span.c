/* SPDX-License-Identifier: ISC */
/*
 * How long a machine has been up, from the words for it, for uptime.c.  Pure:
 * no I/O, no clock, no allocation, no locale.
 */
#include <stddef.h>

#include "ruptime/reply/uptime_span.h"

#define MINUTE INT64_C(60)
#define HOUR (60 * MINUTE)
#define DAY (24 * HOUR)
#define WEEK (7 * DAY)
/* As procps and the Hurd have them. */
#define MONTH (31 * DAY)
#define YEAR (365 * DAY)
#define DECADE (10 * YEAR)

/* From large to small. */
static const struct unit {
	enum word word;
	const char *letter;
	int64_t s;
	int64_t max;   /* 60 minutes and 24 hours: procps 4.0.0 to 4.0.6 */
	int64_t after; /* the smallest unit that may stand before it */
} units[] = {
	{ WORD_DECADE, NULL, DECADE, 9999, INT64_MAX },
	{ WORD_YEAR, NULL, YEAR, 99999, DECADE },
	{ WORD_MONTH, NULL, MONTH, 999999, INT64_MAX },
	{ WORD_WEEK, NULL, WEEK, INT64_MAX, YEAR },
	{ WORD_DAY, "d", DAY, INT64_MAX, WEEK },
	{ WORD_HOUR, "h", HOUR, 24, DAY },
	{ WORD_MINUTE, "m", MINUTE, 60, HOUR },
	/* No system prints minutes, in words, and seconds. */
	{ WORD_SECOND, "s", 1, 59, DAY },
};
#define NUNITS (sizeof(units) / sizeof(units[0]))
#define UNIT_DAY (&units[4])

static bool
add(struct span *span, int64_t n, const struct unit *unit)
{
	if (n > unit->max || (span->unit_s > 0 && span->unit_s < unit->after))
		return false;
	span->s += n * unit->s;
	span->unit_s = unit->s;
	span->weeks = span->weeks || (unit->s >= WEEK && n > 0);
	span->years = span->years || (unit->s >= YEAR && n > 0);
	return true;
}

/* Whether a time at the end, H:MM, could have lost its seconds. */
static bool
may_be_cut(const struct scan *s, const int64_t t[3])
{
	return t[2] < 0 && s->p == s->end && !s->whole;
}

/*
 * SerenityOS: the hours are all there are, and left out when there are none;
 * the first number has two digits at least.
 */
static bool
read_total(struct scan *s, struct span *span)
{
	const char *start = s->p;
	int64_t t[3];
	char mark;

	if (!scan_time(s, SCAN_MAX_DIGITS, t, &mark) || mark != ':' ||
	    start[1] == ':' || t[1] > 59 || may_be_cut(s, t) ||
	    (t[2] < 0 && t[0] > 59))
		return false;
	span->s = t[2] < 0 ? t[0] * MINUTE + t[1] :
			     t[0] * HOUR + t[1] * MINUTE + t[2];
	span->unit_s = 1;
	return true;
}

/* Hours, minutes and perhaps seconds beside days. */
static bool
read_time(struct scan *s, unsigned how, struct span *span)
{
	int64_t t[3];
	char mark;

	if (!scan_time(s, 2, t, &mark) || (mark == '.' && !(how & SPAN_DOTTED)))
		return false;
	if (may_be_cut(s, t) || (span->unit_s > 0 && span->unit_s < DAY))
		return false;
	/* procps 4.0.5 prints 24:00 for one day. */
	if (t[0] > 23 && (t[0] > 24 || t[1] > 0 || t[2] >= 0))
		return false;
	if (t[1] > 59 && (t[1] > 60 || t[2] >= 0 || !(how & SPAN_SIXTY)))
		return false;
	span->coarse = t[2] < 0;
	span->s += t[0] * HOUR + t[1] * MINUTE + (span->coarse ? 0 : t[2]);
	span->unit_s = span->coarse ? MINUTE : 1;
	return true;
}

/* The tenth of "2.5 hours", which the Hurd prints below ten, and nothing more
 * behind it. */
static int64_t
read_tenth(struct scan *s, unsigned how, const struct span *span, int64_t n)
{
	const char *start = s->p;
	int64_t tenth = 0;

	if ((how & SPAN_TENTHS) != 0 && span->unit_s == 0 && n < 10 &&
	    scan_like(s, ".") && scan_digits(s, 1, 1, &tenth))
		return tenth;
	s->p = start;
	return 0;
}

/* A number and a unit, the unit first in Basque and Ganda. */
static bool
read_words(struct scan *s, unsigned how, struct span *span)
{
	int64_t n, tenth;
	size_t i;

	if (scan_word(s, WORD_DAY_OF))
		return scan_blanks(s) && scan_count(s, &n) &&
		    add(span, n, UNIT_DAY);
	if (!scan_count(s, &n))
		return false;
	tenth = read_tenth(s, how, span, n);
	for (i = 0; i < NUNITS; i++) {
		if (!scan_word(s, units[i].word))
			continue;
		if (!add(span, n, &units[i]))
			return false;
		span->tenths = tenth > 0;
		span->s += tenth * units[i].s / 10;
		return true;
	}
	return false;
}

/* "???? days ??:??" of GNU and Rust coreutils, for want of a boot time. */
static bool
read_unknown(struct scan *s)
{
	const char *start = s->p;

	(void)scan_word(s, WORD_DAY_OF);
	(void)scan_blanks(s);
	if (scan_unknown(s)) {
		(void)scan_word(s, WORD_DAY);
		(void)scan_word(s, WORD_AND);
		(void)scan_blanks(s);
		if (scan_unknown(s))
			return true;
	}
	s->p = start;
	return false;
}

static bool
read_part(struct scan *s, unsigned how, struct span *span)
{
	const char *start = s->p;

	if ((how & SPAN_M_SS) != 0) {
		if (span->unit_s == 0 && read_total(s, span))
			return true;
	} else {
		if (read_time(s, how, span))
			return true;
		s->p = start;
		if (read_words(s, how, span))
			return true;
	}
	s->p = start;
	return false;
}

void
span_read(struct scan *s, unsigned how, struct span *span)
{
	bool more;

	*span = (struct span){ 0 };
	more = read_unknown(s) || read_part(s, how, span);
	while (more) {
		(void)scan_word(s, WORD_AND);
		span->open = scan_mark(s, ',');
		more = span->unit_s > 0 && !span->tenths &&
		    read_part(s, how, span);
	}
}

bool
span_read_short(struct scan *s, struct span *span)
{
	const char *start = s->p, *part;
	int64_t n;
	size_t i, parts = 0;

	*span = (struct span){ 0 };
	for (i = 0; i < NUNITS; i++) {
		part = s->p;
		if (units[i].letter == NULL)
			continue;
		if ((parts > 0 && !scan_blanks(s)) || !scan_count(s, &n) ||
		    n > units[i].max || !scan_like(s, units[i].letter)) {
			s->p = part;
			continue;
		}
		span->s += n * units[i].s;
		span->unit_s = units[i].s;
		parts++;
	}
	if (parts > 1 && span->unit_s == 1)
		return true;
	s->p = start;
	return false;
}

int64_t
span_exact_s(const struct span *span)
{
	return span->years ? YEAR : span->weeks ? WEEK : span->unit_s;
}
