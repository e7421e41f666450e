/* SPDX-License-Identifier: ISC */
/*
 * The load averages of a line, for uptime.c.  Pure: no I/O, no clock, no
 * allocation, no locale.
 */
#include <string.h>

#include "ruptime/reply/uptime_load.h"

/* How loads are written; or'ed over them. */
enum {
	LOAD_DOT = 1,     /* 0.12 */
	LOAD_COMMA = 2,   /* 0,12 */
	LOAD_SHORT = 4,   /* fewer than two decimals */
	LOAD_ZERO = 8,    /* a decimal zero at the end */
	LOAD_LISTED = 16, /* commas between them */
	LOAD_SPACED = 32, /* blanks only */
	LOAD_ARABIC = 64, /* 0٫12 */
};

/*
 * The decimal mark at p, its length and how it is told; 0 where none stands
 * there before a digit.  These are the marks of all locales that glibc has: the
 * last one, U+066B, is that of Persian and Pashto.
 */
static size_t
find_mark(const struct scan *s, unsigned *how)
{
	static const struct {
		const char *text;
		unsigned how;
	} marks[] = { { ".", LOAD_DOT }, { ",", LOAD_COMMA },
		{ "\u066b", LOAD_ARABIC } };
	const size_t left = (size_t)(s->end - s->p);
	size_t i, len;

	for (i = 0; i < sizeof(marks) / sizeof(marks[0]); i++) {
		len = strlen(marks[i].text);
		if (left > len && memcmp(s->p, marks[i].text, len) == 0 &&
		    s->p[len] >= '0' && s->p[len] <= '9') {
			*how = marks[i].how;
			return len;
		}
	}
	return 0;
}

/* One load, and how it is written.  No strtod(), whose radix is the locale's.
 */
static bool
read_load(struct scan *s, double *load, unsigned *how)
{
	const char *begin = s->p, *first;
	int64_t n, decimals = 0;
	unsigned mark;
	int digits = 0;
	size_t len;

	if (!scan_digits(s, 1, SCAN_MAX_DIGITS, &n) ||
	    (*begin == '0' && s->p - begin > 1))
		return false;
	len = find_mark(s, &mark);
	if (len > 0) {
		s->p += len;
		first = s->p;
		if (!scan_digits(s, 1, 2, &decimals))
			return false;
		digits = (int)(s->p - first);
		*how |= mark;
		if (s->p[-1] == '0')
			*how |= LOAD_ZERO;
	}
	if (digits < 2)
		*how |= LOAD_SHORT;
	*load = digits == 0 ? (double)n :
	    digits == 1     ? (double)(n * 10 + decimals) / 10 :
			      (double)(n * 100 + decimals) / 100;
	return digits == 2 || s->p < s->end || s->whole;
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
is_alike(unsigned how, bool spaced)
{
	const unsigned marks = how & (LOAD_DOT | LOAD_COMMA | LOAD_ARABIC);
	const unsigned between = LOAD_LISTED | LOAD_SPACED;

	if ((marks & (marks - 1)) != 0 || (how & between) == between)
		return false;
	return (how & LOAD_SHORT) == 0 ||
	    (spaced &&
		(how & (LOAD_COMMA | LOAD_ARABIC | LOAD_SPACED | LOAD_ZERO)) ==
		    0);
}

bool
load_read(struct scan *s, bool spaced, double load[static 3], bool *all)
{
	const char *begin = s->p;
	unsigned how = 0;
	size_t n = 0;
	bool ok = scan_word(s, WORD_LOAD);

	if (ok) {
		(void)scan_mark(s, ':');
		do
			ok = read_load(s, &load[n], &how);
		while (ok && ++n < 3 && read_load_mark(s, &how));
	}
	ok = ok && is_alike(how, spaced);
	if (!ok)
		s->p = begin;
	*all = ok && n == 3;
	if (!*all)
		load[0] = load[1] = load[2] = 0;
	return ok;
}
