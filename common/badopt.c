/* SPDX-License-Identifier: ISC */
/*
 * What getopt_long(3) did not like, in words, for the options of both
 * programs: its own words would go to standard error at once.
 */
#include <getopt.h>
#include <stdio.h>
#include <string.h>

#include "common/badopt.h"

/* optopt is then an unknown letter, or the letter of a long option that was
 * given an argument, or 0 for a long option that is unknown. */
const char *
badopt_describe(char *buf, size_t size, int kind, const char *arg,
    const char *letters)
{
	if (kind == ':')
		snprintf(buf, size, "%s: this option needs an argument", arg);
	else if (optopt == 0)
		snprintf(buf, size, "%s: unknown or ambiguous option", arg);
	else if (optopt == ':' || strchr(letters, optopt) == NULL)
		snprintf(buf, size, "-%c: unknown option", optopt);
	else
		snprintf(buf, size, "%s: this option takes no argument", arg);
	return buf;
}
