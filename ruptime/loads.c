/* SPDX-License-Identifier: ISC */
/*
 * Loads as people write them, for the options of ruptime.
 * Pure: no I/O, no clock, no locale.
 */
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "common/duration.h"
#include "ruptime/loads.h"

/* A load is written as seconds are, so that their parser reads it. */
static bool
parse_one(const char *text, size_t len, double *load)
{
	char number[24];
	uint32_t milli;

	if (len >= sizeof(number))
		return false;
	strlcpy(number, text, len + 1);
	if (!duration_parse(number, 0, LOADS_MAX * 1000U, &milli))
		return false;
	*load = milli / 1000.0;
	return true;
}

bool
loads_parse(const char *text, double load[static 3])
{
	size_t i, len;

	for (i = 0; i < 3; i++) {
		if (text == NULL) {
			load[i] = load[i - 1];
			continue;
		}
		len = strcspn(text, ",");
		if (!parse_one(text, len, &load[i]))
			return false;
		text = text[len] == ',' ? text + len + 1 : NULL;
	}
	return text == NULL;
}
