/* SPDX-License-Identifier: ISC */
/* What the tests of host lists share. */
#ifndef TESTS_UNIT_HOSTLIST_H
#define TESTS_UNIT_HOSTLIST_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "ruptime/hosts/hostlist.h"

/* What every message begins with. */
#define PREFIX "ruptime: "

/* The port of hosts that name none. */
enum { PORT = 4000 };

/* A services database of those that the tests name. */
static inline int
service(void *arg, const char *name)
{
	static const struct {
		const char *name;
		int port;
	} known[] = { { "ruptime", 4000 }, { "9pfs", 564 }, { "whois++", 63 },
		{ "http", 80 }, { "ssh", 22 },
		{ "aaaaaaaaaabbbbbbbbbbccccccccccd", 7 } };
	size_t i;

	(void)arg;
	for (i = 0; i < sizeof(known) / sizeof(known[0]); i++)
		if (strcmp(known[i].name, name) == 0)
			return known[i].port;
	return -1;
}

static inline struct hostlist *
new_list(bool strict)
{
	const struct hostpart_rules rules = { .strict = strict,
		.service = service };
	struct hostlist *hl = hostlist_new(PREFIX, PORT, &rules);

	assert_non_null(hl);
	return hl;
}

static inline void
add(struct hostlist *hl, const char *operand)
{
	if (!hostlist_add(hl, operand))
		fail_msg("%s", hostlist_error(hl));
}

/* The list as one text: all hosts as given, separated by spaces. */
static inline void
assert_hosts(struct hostlist *hl, const char *expected)
{
	char text[4096] = "";
	size_t i;

	hostlist_finish(hl);
	for (i = 0; i < hostlist_count(hl); i++) {
		if (i > 0)
			strcat(text, " ");
		assert_true(strlen(text) + 1100 < sizeof(text));
		strcat(text, hostlist_get(hl, i).text);
	}
	assert_string_equal(text, expected);
	hostlist_free(hl);
}

/* One entry, not expanded: its parts; port NULL for none. */
static inline void
parts(const char *operand, const char *host, const char *port, bool is_path)
{
	struct hostlist *hl = new_list(false);
	struct hostlist_host h;

	add(hl, operand);
	hostlist_finish(hl);
	assert_int_equal(hostlist_count(hl), 1);
	h = hostlist_get(hl, 0);
	assert_string_equal(h.text, operand);
	assert_string_equal(h.host, host);
	if (port == NULL)
		assert_null(h.port);
	else {
		assert_non_null(h.port);
		assert_string_equal(h.port, port);
	}
	assert_int_equal(h.is_path, is_path);
	hostlist_free(hl);
}

/* The list's message, but for the prefix and the columns it takes. */
static inline void
assert_message(struct hostlist *hl, const char *line, const char *caret)
{
	char expected[2048];

	snprintf(expected, sizeof(expected), "%s%s\n%*s%s", PREFIX, line,
	    (int)strlen(PREFIX), "", caret);
	assert_string_equal(hostlist_error(hl), expected);
	hostlist_free(hl);
}

static inline void
refuses(const char *operand, const char *line, const char *caret)
{
	struct hostlist *hl = new_list(false);

	if (hostlist_add(hl, operand))
		fail_msg("\"%s\" was taken", operand);
	assert_message(hl, line, caret);
}

static inline void
strict_refuses(const char *operand, const char *line, const char *caret)
{
	struct hostlist *hl = new_list(true);

	if (hostlist_add(hl, operand))
		fail_msg("\"%s\" was taken", operand);
	assert_message(hl, line, caret);
}

#endif
