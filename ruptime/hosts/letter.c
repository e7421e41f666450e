/* SPDX-License-Identifier: ISC */
/*
 * Letters beyond ASCII: what is one, for hostpart.c, and which two are alike,
 * for hostkey.c.  Whatever an internationalised name may have is one, what was
 * pasted from a text, such as a typographic quote, is not.
 * Pure: no I/O, no allocation, no locale.
 */
#include <stdint.h>

#include "ruptime/hosts/letter.h"

/* Of Unicode 15.0: controls, blanks, punctuation, symbols, private use.  The
 * joiners and the full stops of Chinese and Japanese may be in a name. */
static const struct range {
	uint32_t first, last;
} others[] = {
	{ 0x80, 0xa9 },
	{ 0xab, 0xb4 },
	{ 0xb6, 0xb6 },
	{ 0xb8, 0xb9 },
	{ 0xbb, 0xbf },
	{ 0xd7, 0xd7 },
	{ 0xf7, 0xf7 },
	{ 0x2000, 0x200b },
	{ 0x200e, 0x2bff },
	{ 0x2e00, 0x2e7f },
	{ 0x3000, 0x3001 },
	{ 0x3003, 0x3004 },
	{ 0x3008, 0x3020 },
	{ 0x3030, 0x3030 },
	{ 0xe000, 0xf8ff },
	{ 0xfd3e, 0xfd3f },
	{ 0xfe00, 0xfe1f },
	{ 0xfe30, 0xfe6f },
	{ 0xfeff, 0xff0d },
	{ 0xff0f, 0xff0f },
	{ 0xff1a, 0xff20 },
	{ 0xff3b, 0xff40 },
	{ 0xff5b, 0xff60 },
	{ 0xff62, 0xff65 },
	{ 0xffe0, 0xffff },
	{ 0x1f000, 0x1faff },
	{ 0xe0000, 0x10ffff },
};

/* How many bytes begin so, and the bits of the first that count. */
static size_t
lead(unsigned char c, uint32_t *bits)
{
	size_t n = c < 0xc2 || c > 0xf4 ? 0 : c < 0xe0 ? 2 : c < 0xf0 ? 3 : 4;

	*bits = n == 0 ? 0 : c & (0x7fU >> n);
	return n;
}

/* The character at text and its length; 0 where it is not UTF-8. */
static size_t
decode(const unsigned char *text, size_t len, uint32_t *character)
{
	static const uint32_t least[] = { 0, 0, 0x80, 0x800, 0x10000 };
	size_t n = lead(text[0], character), i;

	if (n == 0 || n > len)
		return 0;
	for (i = 1; i < n; i++) {
		if ((text[i] & 0xc0) != 0x80)
			return 0;
		*character = *character << 6 | (text[i] & 0x3fU);
	}
	if (*character < least[n] || *character > 0x10ffff ||
	    (*character >= 0xd800 && *character <= 0xdfff))
		return 0;
	return n;
}

size_t
letter_len(const char *text, size_t len)
{
	uint32_t character;
	size_t i, n;

	if ((unsigned char)text[0] < 0x80)
		return 0;
	n = decode((const unsigned char *)text, len, &character);
	if (n == 0)
		return 1;
	for (i = 0; i < sizeof(others) / sizeof(others[0]); i++)
		if (character >= others[i].first && character <= others[i].last)
			return 0;
	return n;
}

/* Each of first to last, or each second one, is to below its small letter. */
static const struct capitals {
	uint32_t first, last, step, to;
} capitals[] = {
	{ 0xc0, 0xd6, 1, 0x20 },
	{ 0xd8, 0xde, 1, 0x20 },
	{ 0x100, 0x12e, 2, 1 },
	{ 0x132, 0x136, 2, 1 },
	{ 0x139, 0x147, 2, 1 },
	{ 0x14a, 0x176, 2, 1 },
	{ 0x179, 0x17d, 2, 1 },
	{ 0x391, 0x3a1, 1, 0x20 },
	{ 0x3a3, 0x3ab, 1, 0x20 },
	{ 0x400, 0x40f, 1, 0x50 },
	{ 0x410, 0x42f, 1, 0x20 },
	{ 0x460, 0x480, 2, 1 },
	{ 0x48a, 0x4be, 2, 1 },
};

void
letter_lower(char text[static 2])
{
	const struct capitals *c;
	uint32_t character;
	size_t i;

	if (decode((const unsigned char *)text, 2, &character) != 2)
		return;
	for (i = 0; i < sizeof(capitals) / sizeof(capitals[0]); i++) {
		c = &capitals[i];
		if (character < c->first || character > c->last ||
		    (character - c->first) % c->step != 0)
			continue;
		character += c->to;
		text[0] = (char)(0xc0 | character >> 6);
		text[1] = (char)(0x80 | (character & 0x3f));
		return;
	}
}
