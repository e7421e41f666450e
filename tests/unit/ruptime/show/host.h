/* SPDX-License-Identifier: ISC */
/* Hosts to print, and what was printed of them. */
#ifndef TESTS_UNIT_HOST_H
#define TESTS_UNIT_HOST_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "ruptime/reply/host.h"

#define LEN(a) (sizeof(a) / sizeof((a)[0]))

/* Up; what is -1 is not told, no loads where the first is. */
#define UP(host_name, seconds, user_count, a, b, c)                   \
	{                                                             \
		.name = (host_name), .state = STATE_UP, .port = 4000, \
		.address = "10.0.0.1",                                \
		.uptime = { .uptime_s = (seconds),                    \
			.users = (user_count),                        \
			.has_load = (a) >= 0,                         \
			.load = { (a) < 0 ? 0 : (a), (b), (c) } },    \
		.rtt_ms = 1.5, .replied_at = 1700000000               \
	}

/* Not up. What is zero in it must not be taken for known. */
#define DOWN(host_name, why, said)                                    \
	{                                                             \
		.name = (host_name), .state = (why), .port = 4000,    \
		.address = "10.0.0.2", .detail = (said), .rtt_ms = -1 \
	}

#define DAYS(d, h, m) ((d)*INT64_C(86400) + (h)*3600 + (m)*60)

/* Pointers to n hosts, to be freed. */
static inline const struct host **
pointers(const struct host *hosts, size_t n)
{
	const struct host **v = calloc(n + 1, sizeof(const struct host *));
	size_t i;

	assert_non_null(v);
	for (i = 0; i < n; i++)
		v[i] = &hosts[i];
	return v;
}

/* Names that are alike but for bytes that a format may not have as they are,
 * and those that look like what these are written as. */
static const char *const confusable[] = { "a\xff", "a\xfe", "a\357\277\275",
	"a\357\277\275ff", "a\xef\xbf\xbd\xef\xbf\xbd", "a\xc3", "a\xc2",
	"a\xe2\x82", "a\xe2\x83", "a\xe2", "a\xc2\x9b", "a\x9b", "a\033",
	"a\032", "a\177", "a\n", "a\\n", "a\\", "a\\\\", "a\"", "a\\\"",
	"a\\377", "a\\033", "a|", "a\\174", "a=", "a\\075", "a'", "a\\047",
	"a" };

/* That no two of n texts are one; free them. */
static inline void
all_differ(char *const *texts, size_t n)
{
	size_t i, j;

	for (i = 0; i < n; i++)
		for (j = 0; j < i; j++)
			assert_string_not_equal(texts[i], texts[j]);
	for (i = 0; i < n; i++)
		free(texts[i]);
}

/* A stream and, once it is closed, what went to it. */
struct sink {
	FILE *out;
	char *text;
	size_t len;
};

static inline void
sink_open(struct sink *s)
{
	s->out = open_memstream(&s->text, &s->len);
	assert_non_null(s->out);
}

static inline void
sink_is(struct sink *s, const char *expected)
{
	fclose(s->out);
	assert_string_equal(s->text, expected);
	assert_int_equal(s->len, strlen(expected));
	free(s->text);
}

/* A stream on which writing fails. */
static inline FILE *
full_stream(void)
{
	FILE *out = fopen("/dev/full", "w");

	if (out == NULL)
		skip();
	setvbuf(out, NULL, _IONBF, 0);
	return out;
}

#endif
