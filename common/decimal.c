/* SPDX-License-Identifier: ISC */
/*
 * Numbers as their decimal digits.  Addresses, ports and the memory's lines
 * have them written.
 * Pure: no I/O, no locale.
 */
#include <string.h>

#include "common/decimal.h"

char *
decimal_put(char *to, uint64_t number)
{
	char digits[DECIMAL_MAX], *p = digits + sizeof(digits);
	size_t len;

	do
		*--p = (char)('0' + number % 10);
	while ((number /= 10) > 0);
	len = (size_t)(digits + sizeof(digits) - p);
	memcpy(to, p, len);
	return to + len;
}
