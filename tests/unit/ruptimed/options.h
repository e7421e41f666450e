/* SPDX-License-Identifier: ISC */
/*
 * What the tests of ruptimed's options share: a command line given as one
 * text, and what is expected of it. No name is looked up: all addresses are
 * numeric, and the services database is the tests' own.
 */
#ifndef TESTS_UNIT_OPTIONS_H
#define TESTS_UNIT_OPTIONS_H

#include <arpa/inet.h>
#include <netdb.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "common/net.h"
#include "ruptimed/options.h"

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
	if (parse(args) != OPTIONS_SERVE)
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
