/* SPDX-License-Identifier: ISC */
/*
 * How many slips of the finger lie between two words: guess.c looks for the
 * option that was meant.
 * Pure: no I/O, no clock, no allocation.
 */
#include <string.h>

#include "common/slips.h"

enum { LONGEST = 31 };

static unsigned
least(unsigned a, unsigned b)
{
	return a < b ? a : b;
}

/* What it takes from the first i bytes of a to the first j of b, as the optimal
 * string alignment has it, from the rows above. */
static unsigned
step(unsigned (*d)[LONGEST + 1], const char *a, size_t i, const char *b,
    size_t j)
{
	unsigned n = d[i - 1][j - 1] + (a[i - 1] != b[j - 1]);

	n = least(n, least(d[i - 1][j], d[i][j - 1]) + 1);
	if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
		n = least(n, d[i - 2][j - 2] + 1);
	return n;
}

unsigned
slips_between(const char *typed, size_t len, const char *word)
{
	unsigned d[LONGEST + 1][LONGEST + 1], beginning;
	size_t word_len = strnlen(word, LONGEST), i, j;

	if (len > LONGEST)
		len = LONGEST;
	for (i = 0; i <= len; i++)
		for (j = 0; j <= word_len; j++)
			d[i][j] = i == 0 || j == 0 ? (unsigned)(i + j) :
						     step(d, typed, i, word, j);
	beginning = d[len][0];
	for (j = 1; j <= word_len; j++)
		beginning = least(beginning, d[len][j]);
	return least(d[len][word_len], beginning + 1);
}
