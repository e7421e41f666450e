/* SPDX-License-Identifier: ISC */
/*
 * Taking a line apart from the left, for uptime.c and its parts: blanks,
 * words, numbers and times.  What they mean is not known here.  Pure: no I/O,
 * no clock, no allocation, no locale.
 */
#include <string.h>

#include "ruptime/reply/uptime_scan.h"

static size_t
left(const struct scan *s)
{
	return (size_t)(s->end - s->p);
}

static bool
is_digit(char c)
{
	return c >= '0' && c <= '9';
}

/* In the name of a host, or in any plain word. */
static bool
is_name(char c)
{
	return is_digit(c) || (c >= 'a' && c <= 'z') ||
	    (c >= 'A' && c <= 'Z') || c == '.' || c == '-' || c == '_';
}

static bool
is_remark(char c)
{
	return is_name(c) || c == ' ' || c == ',' || c == ':' || c == '/';
}

static bool
take_all(struct scan *s, bool (*is)(char))
{
	const char *start = s->p;

	while (s->p < s->end && is(*s->p))
		s->p++;
	return s->p > start;
}

static bool
take_char(struct scan *s, char c)
{
	if (s->p == s->end || *s->p != c)
		return false;
	s->p++;
	return true;
}

bool
scan_blanks(struct scan *s)
{
	const char *start = s->p;
	size_t n;

	while ((n = words_blank(s->p, left(s))) > 0)
		s->p += n;
	return s->p > start;
}

bool
scan_word(struct scan *s, enum word kind)
{
	const char *start = s->p;
	size_t n;

	(void)scan_blanks(s);
	n = words_find(kind, s->p, left(s));
	s->p = n > 0 ? s->p + n : start;
	return n > 0;
}

static bool
take_one_like(struct scan *s, char c)
{
	switch (c) {
	case ' ':
		return scan_blanks(s);
	case '#':
		return take_all(s, is_digit);
	case '@':
		return take_all(s, is_name);
	case '~':
		return take_all(s, is_remark);
	default:
		return take_char(s, c);
	}
}

bool
scan_like(struct scan *s, const char *pattern)
{
	const char *start = s->p;

	for (; *pattern != '\0'; pattern++) {
		if (!take_one_like(s, *pattern)) {
			s->p = start;
			return false;
		}
	}
	return true;
}

bool
scan_digits(struct scan *s, size_t min, size_t max, int64_t *n)
{
	const char *p = s->p;

	for (*n = 0; p < s->end && is_digit(*p); p++) {
		if ((size_t)(p - s->p) == max)
			return false;
		*n = *n * 10 + (*p - '0');
	}
	if ((size_t)(p - s->p) < min)
		return false;
	s->p = p;
	return true;
}

bool
scan_count(struct scan *s, int64_t *n)
{
	const char *start = s->p;

	if (scan_digits(s, 1, SCAN_MAX_DIGITS, n) &&
	    (*start != '0' || s->p - start == 1) && (s->p < s->end || s->whole))
		return true;
	s->p = start;
	return false;
}

bool
scan_time(struct scan *s, size_t max, int64_t t[3], char *mark)
{
	const char *start = s->p;

	t[2] = -1;
	if (!scan_digits(s, 1, max, &t[0]))
		return false;
	*mark = take_char(s, '.') ? '.' : ':';
	if ((*mark == '.' || take_char(s, ':')) &&
	    scan_digits(s, 2, 2, &t[1]) &&
	    (!take_char(s, *mark) ||
		(scan_digits(s, 2, 2, &t[2]) && t[2] < 60)))
		return true;
	s->p = start;
	return false;
}

bool
scan_unknown(struct scan *s)
{
	static const char inverted[] = "¿";
	const size_t len = sizeof(inverted) - 1;
	const char *start = s->p;
	int marks = 0;

	for (;;) {
		if (take_char(s, '?')) {
			marks++;
		} else if (left(s) >= len && memcmp(s->p, inverted, len) == 0) {
			s->p += len;
			marks++;
		} else if (marks == 0 ||
		    (!take_char(s, ':') && !take_char(s, '.'))) {
			break;
		}
	}
	if (marks > 2) /* one is a number of users */
		return true;
	s->p = start;
	return false;
}

bool
scan_mark(struct scan *s, char mark)
{
	size_t n;

	(void)scan_blanks(s);
	n = words_mark(mark, s->p, left(s));
	s->p += n;
	(void)scan_blanks(s);
	return n > 0;
}
