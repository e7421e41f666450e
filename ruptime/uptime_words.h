/* SPDX-License-Identifier: ISC */
/*
 * The words of an uptime line, in every language that it is printed in.
 * For uptime.c.
 */
#ifndef RUPTIME_UPTIME_WORDS_H
#define RUPTIME_UPTIME_WORDS_H

#include <stddef.h>

enum uptime_word {
	/* In every language, by its columns in the table. */
	UPTIME_WORD_UP,
	UPTIME_WORD_DAY,
	UPTIME_WORD_USER,
	UPTIME_WORD_LOAD,
	/* In those that need them. */
	UPTIME_WORD_UP_DOTTED, /* up, where 3:12 may be written 3.12 */
	UPTIME_WORD_DAY_OF,    /* day, before its number */
	UPTIME_WORD_USER_OF,   /* user, before its number */
	UPTIME_WORD_AND,       /* between or after the parts of the uptime */
	UPTIME_WORD_WEEK,
	UPTIME_WORD_HOUR,
	UPTIME_WORD_MINUTE,
	UPTIME_WORD_SECOND,
	UPTIME_WORD_AM,
	UPTIME_WORD_PM,
};

/*
 * The length in bytes of the longest word of that kind that the len bytes of
 * text begin with, singular or plural, 0 where there is none. A word ends
 * where text ends or where no letter, digit, bracket or hyphen follows; a
 * blank within one is any blank.
 */
size_t uptime_words_find(enum uptime_word kind, const char *text, size_t len);

/*
 * The length of the blank that text begins with, else 0: space, tab, U+00A0
 * (French) or U+202F (newer locales).
 */
size_t uptime_words_blank(const char *text, size_t len);

/*
 * The length of the mark, ',' or ':', that text begins with, else 0, in ASCII
 * or in the full width of Chinese.
 */
size_t uptime_words_mark(char mark, const char *text, size_t len);

#endif
