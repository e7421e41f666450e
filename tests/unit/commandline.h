/* SPDX-License-Identifier: ISC */
/*
 * What the tests of both programs' options share: a command line given as one
 * text, and what is expected of it. The services database is the tests' own.
 * The program's options.h comes first, and taken, what it makes of a good one.
 */
#ifndef TESTS_UNIT_COMMANDLINE_H
#define TESTS_UNIT_COMMANDLINE_H

#include <arpa/inet.h>
#include <netdb.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#define LEN(a) (sizeof(a) / sizeof((a)[0]))

enum { ARGS_MAX = 600 };

static bool service_is_known;
static struct options o;
static char error[OPTIONS_ERROR_MAX];

struct servent *
getservbyname(const char *name, const char *proto)
{
	static struct servent ours;

	ours.s_port = htons(4711);
	if (!service_is_known || strcmp(proto, "tcp") != 0)
		return NULL;
	return strcmp(name, "ruptime") == 0 ? &ours : NULL;
}

/* Arguments are separated by "|". */
static inline enum options_result
parse(const char *args)
{
	static char copy[8192], *argv[ARGS_MAX + 2];
	char *rest = copy;
	int argc = 1;

	options_free(&o);
	argv[0] = copy + sizeof(copy) - 1;
	assert_true(strlcpy(copy, args, sizeof(copy)) < sizeof(copy) - 1);
	while (args[0] != '\0' && rest != NULL && argc <= ARGS_MAX)
		argv[argc++] = strsep(&rest, "|");
	argv[argc] = NULL;
	return options_parse(&o, argc, argv, error);
}

static inline void
takes(const char *args)
{
	strcpy(error, "no error");
	if (parse(args) != taken)
		fail_msg("%s: %s", args, error);
}

static inline void
refuses(const char *args, const char *message)
{
	if (parse(args) != OPTIONS_BAD)
		fail_msg("%s is taken", args);
	if (strcmp(error, message) != 0)
		fail_msg("%s: %s", args, error);
}

/* Each of these values of an option, with operands or none behind it, as this
 * is needed. */
static inline void
refuses_each(const char *option, const char *const *bad, size_t count,
    const char *operands, const char *needed)
{
	char args[256], message[256];
	size_t i;

	for (i = 0; i < count; i++) {
		snprintf(args, sizeof(args), "%s|%s%s", option, bad[i],
		    operands);
		snprintf(message, sizeof(message), "%s %s: %s is needed",
		    option, bad[i], needed);
		refuses(args, message);
	}
}

#endif
