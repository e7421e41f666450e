/* SPDX-License-Identifier: ISC */
/*
 * What the tests of ruptimed's options share.  No name is looked up: all
 * addresses are numeric.
 */
#ifndef TESTS_UNIT_RUPTIMED_OPTIONS_H
#define TESTS_UNIT_RUPTIMED_OPTIONS_H

#include "common/net.h"
#include "ruptimed/options.h"

static const enum options_result taken = OPTIONS_SERVE;

#include "tests/unit/commandline.h"

/* The addresses to listen on, in their order. */
static inline void
listens(const char *args, const char *expected)
{
	char text[1000] = "", name[NET_TEXT_MAX];
	size_t i;

	takes(args);
	for (i = 0; i < o.addresses.count; i++) {
		net_format((const void *)&o.addresses.v[i].sa,
		    o.addresses.v[i].len, name);
		strlcat(text, i > 0 ? " " : "", sizeof(text));
		strlcat(text, name, sizeof(text));
	}
	if (strcmp(text, expected) != 0)
		fail_msg("%s: %s", args, text);
}

#endif
