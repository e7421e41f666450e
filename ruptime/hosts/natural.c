/* SPDX-License-Identifier: ISC */
/*
 * The order of names that people expect, numbers in them compared as numbers.
 * Used wherever hosts are listed.
 * Pure: no I/O, no clock, no allocation, no locale.
 */
#include <stdbool.h>
#include <stddef.h>
#include <string.h>

#include "ruptime/hosts/natural.h"

static bool
natural_isdigit(char c)
{
	return c >= '0' && c <= '9';
}

/*
 * Compare the numbers that *a and *b begin with and move both past them.
 * Without its leading zeros the longer number is the larger, so that none
 * can overflow.
 */
static int
natural_cmp_number(const char **a, const char **b)
{
	size_t alen = 0, blen = 0;
	int diff;

	while (**a == '0')
		++*a;
	while (**b == '0')
		++*b;
	while (natural_isdigit((*a)[alen]))
		alen++;
	while (natural_isdigit((*b)[blen]))
		blen++;
	if (alen != blen)
		return alen < blen ? -1 : 1;
	diff = memcmp(*a, *b, alen);
	*a += alen;
	*b += blen;
	return diff;
}

/* Names that are sorted begin alike, most of them.  How many bytes of a and b
 * are the same, but for those of a number that goes on. */
static size_t
natural_alike(const char *a, const char *b)
{
	size_t i, alike = 0;

	for (i = 0; a[i] == b[i] && a[i] != '\0'; i++)
		if (!natural_isdigit(a[i]))
			alike = i + 1;
	return alike;
}

int
natural_cmp(const char *a, const char *b)
{
	const size_t alike = natural_alike(a, b);
	const char *p = a + alike, *q = b + alike;
	int diff;

	while (*p != '\0' && *q != '\0') {
		if (natural_isdigit(*p) && natural_isdigit(*q)) {
			diff = natural_cmp_number(&p, &q);
			if (diff != 0)
				return diff;
		} else if (*p == *q) {
			p++;
			q++;
		} else
			break;
	}
	if (*p != *q)
		return (unsigned char)*p < (unsigned char)*q ? -1 : 1;
	return strcmp(a, b);
}
