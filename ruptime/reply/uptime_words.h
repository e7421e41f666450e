/* SPDX-License-Identifier: ISC */
/*
 * The words of an uptime line, in every language that it is printed in.
 * For uptime_scan.c.
 */
#ifndef RUPTIME_UPTIME_WORDS_H
#define RUPTIME_UPTIME_WORDS_H

#include <stddef.h>

enum word {
	/* In every language, by its columns in the table. */
	WORD_UP,
	WORD_DAY,
	WORD_USER,
	WORD_LOAD,
	/* In those that need them. */
	WORD_UP_DOTTED, /* up, where 3:12 may be written 3.12 */
	WORD_DAY_OF,    /* day, before its number */
	WORD_USER_OF,   /* user, before its number */
	WORD_AND,       /* between or after the parts of the uptime */
	WORD_DECADE,
	WORD_YEAR,
	WORD_MONTH,
	WORD_WEEK,
	WORD_HOUR,
	WORD_MINUTE,
	WORD_SECOND,
	WORD_AM,
	WORD_PM,
};

/*
 * The length in bytes of the longest word of that kind that the len bytes of
 * text begin with, singular or plural, 0 where there is none.  A word ends
 * where text ends or where no letter, digit, bracket or hyphen follows; a blank
 * within one is any blank.
 */
size_t words_find(enum word kind, const char *text, size_t len);

/*
 * The length of the blank that text begins with, else 0: a space, a tab, or one
 * of Unicode's, such as U+00A0 (French) or U+202F (newer locales).
 */
size_t words_blank(const char *text, size_t len);

/*
 * The length of the mark, ',' or ':', that text begins with, else 0, in ASCII
 * or in the full width of Chinese.
 */
size_t words_mark(char mark, const char *text, size_t len);

#endif
