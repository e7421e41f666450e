/* SPDX-License-Identifier: ISC */
/* Whether a hosts file is one in the form of /etc/hosts. */
#ifndef RUPTIME_ETCHOSTS_H
#define RUPTIME_ETCHOSTS_H

#include <stdbool.h>
#include <stddef.h>

struct etchosts_line {
	size_t number;    /* from 1 */
	const char *text; /* from the address to the end, or to a comment */
	size_t len;
	size_t name; /* where in it the name begins */
};

/*
 * Whether each line of text, len bytes, that is not empty or a comment has an
 * address first and then a name, and there is such a line; *first is then the
 * first one.
 */
bool etchosts_is(const char *text, size_t len, struct etchosts_line *first);

#endif
