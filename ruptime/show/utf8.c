/* SPDX-License-Identifier: ISC */
/*
 * Text that should be UTF-8 made so, for the formats that demand it.
 * Pure: no I/O, no allocation, no locale.
 */
#include <string.h>

#include "ruptime/show/utf8.h"

/*
 * How long the character is that begins with byte c, and between what its
 * second byte lies: there overlong forms, surrogates and what is beyond
 * U+10FFFF are told apart (Unicode 15.0, table 3-7).  0: no character does.
 */
static size_t
utf8_lead(unsigned char c, unsigned char *low, unsigned char *high)
{
	*low = c == 0xe0 ? 0xa0 : c == 0xf0 ? 0x90 : 0x80;
	*high = c == 0xed ? 0x9f : c == 0xf4 ? 0x8f : 0xbf;
	if (c < 0x80)
		return 1;
	if (c < 0xc2 || c > 0xf4)
		return 0;
	return c < 0xe0 ? 2 : c < 0xf0 ? 3 : 4;
}

size_t
utf8_next(const char *text, size_t len, bool *is_char)
{
	unsigned char low, high, c;
	size_t need = utf8_lead((unsigned char)text[0], &low, &high), n;

	for (n = 1; n < need && n < len; n++) {
		c = (unsigned char)text[n];
		if (c < low || c > high)
			break;
		low = 0x80;
		high = 0xbf;
	}
	*is_char = n == need;
	return n;
}

size_t
utf8_repair(char *out, const char *text, size_t len)
{
	size_t i, n, used = 0;
	bool is_char;

	for (i = 0; i < len; i += n) {
		n = utf8_next(text + i, len - i, &is_char);
		if (is_char) {
			memcpy(out + used, text + i, n);
			used += n;
		} else {
			memcpy(out + used, UTF8_REPLACEMENT, UTF8_GROWTH);
			used += UTF8_GROWTH;
		}
	}
	return used;
}

static bool
is_replacement(const char *text, size_t len)
{
	return len == UTF8_GROWTH &&
	    memcmp(text, UTF8_REPLACEMENT, UTF8_GROWTH) == 0;
}

size_t
utf8_spell(char out[static UTF8_SPELLED_MAX], size_t *used, const char *text,
    size_t len, bool controls)
{
	static const char digits[] = "0123456789abcdef";
	size_t i, n;
	bool is_char;

	n = utf8_next(text, len, &is_char);
	*used = n;
	if (is_char && !is_replacement(text, n) &&
	    !(controls && utf8_is_control(text, n))) {
		memcpy(out, text, n);
		return n;
	}
	for (i = 0; i < n; i++) {
		memcpy(out, UTF8_REPLACEMENT, UTF8_GROWTH);
		out[UTF8_GROWTH] = digits[(unsigned char)text[i] >> 4];
		out[UTF8_GROWTH + 1] = digits[(unsigned char)text[i] & 0xf];
		out += UTF8_SPELL_GROWTH;
	}
	*used = n * UTF8_SPELL_GROWTH;
	return n;
}

bool
utf8_is_control(const char *text, size_t len)
{
	const unsigned char c = (unsigned char)text[0];

	if (len == 1)
		return c < ' ' || c == 0x7f;
	return c == 0xc2 && (unsigned char)text[1] < 0xa0;
}
