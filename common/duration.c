/* SPDX-License-Identifier: ISC */
/*
 * Seconds as people write them, for the options of both programs.
 * Pure: no I/O, no clock, no locale.
 */
#include <ctype.h>
#include <stddef.h>
#include <string.h>

#include "common/duration.h"

enum { DECIMALS_MAX = 3 };

bool
duration_parse(const char *text, uint32_t min_ms, uint32_t max_ms, uint32_t *ms)
{
	static const unsigned scale[] = { 1000, 100, 10, 1 };
	size_t digits = 0, decimals = 0;
	uint64_t value = 0;
	bool point = false;

	for (; text[0] == '0' && text[1] == '0'; text++)
		continue;
	for (; *text != '\0'; text++) {
		if (*text == '.' && !point) {
			point = true;
			continue;
		}
		if (!isdigit((unsigned char)*text) || ++digits > 12 ||
		    (point && ++decimals > DECIMALS_MAX))
			return false;
		value = value * 10 + (unsigned)(*text - '0');
	}
	value *= scale[decimals];
	if (digits == 0 || value < min_ms || value > max_ms)
		return false;
	*ms = (uint32_t)value;
	return true;
}

const char *
duration_hint(const char *text)
{
	while ((text = strchr(text, '.')) != NULL)
		if (strspn(++text, "0123456789") > DECIMALS_MAX)
			return "; three decimals are the most";
	return "";
}
