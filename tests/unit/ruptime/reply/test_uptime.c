/* SPDX-License-Identifier: ISC */
/*
 * ruptime/uptime: what is read, and what must hold whatever is. Every line of
 * uptime/ in $TESTDATA, else in tests/data, is tried: examples.jsonl, samples
 * of what is printed; constructed.jsonl, made from the format of each system
 * that prints any and from the translations of coreutils, where "end" marks
 * what needs its newline; bad.jsonl, samples of what else is received. What is
 * refused otherwise is in test_uptime_refused.c.
 */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#include <jansson.h>

#include "ruptime/reply/uptime.h"

#define NELEM(a) (sizeof(a) / sizeof((a)[0]))

/* The line that most others here are varied from, and what it says. */
#define CLOCK " 15:02:05 "
#define UP "up 5 days,  3:12,  "
#define USERS "2 users,  "
#define LOADS "load average: 0.12, 0.04, 0.01"
static const struct uptime base = { .clock = "15:02:05",
	.uptime_s = 443520,
	.users = 2,
	.has_load = true,
	.load = { 0.12, 0.04, 0.01 } };

static const struct uptime unknown = { .uptime_s = -1, .users = -1 };

static bool
same_loads(const struct uptime *a, const struct uptime *b)
{
	return a->has_load == b->has_load && a->load[0] == b->load[0] &&
	    a->load[1] == b->load[1] && a->load[2] == b->load[2];
}

static bool
same(const struct uptime *a, const struct uptime *b)
{
	return strcmp(a->clock, b->clock) == 0 && a->uptime_s == b->uptime_s &&
	    a->users == b->users && same_loads(a, b);
}

/* Whether each value of read is that of truth, or not told. */
static bool
not_wrong(const struct uptime *read, const struct uptime *truth)
{
	return (read->clock[0] == '\0' ||
		   strcmp(read->clock, truth->clock) == 0) &&
	    (read->uptime_s == -1 || read->uptime_s == truth->uptime_s) &&
	    (read->users == -1 || read->users == truth->users) &&
	    (!read->has_load || same_loads(read, truth));
}

static void
fail_line(const char *name, const char *text, size_t len,
    const struct uptime *u)
{
	fail_msg("%s: \"%.*s\": %s, %lld s, %lld users, %d %g %g %g", name,
	    (int)len, text, u->clock, (long long)u->uptime_s,
	    (long long)u->users, u->has_load, u->load[0], u->load[1],
	    u->load[2]);
}

/* Parses, and checks what must hold whatever the text. */
static bool
parse(const char *text, size_t len, struct uptime *u)
{
	char *copy = malloc(len > 0 ? len : 1);
	bool ok;
	size_t i;

	/* In memory of its own, where a sanitizer sees a byte too far. */
	assert_non_null(copy);
	memcpy(copy, text, len);
	memset(u, 0x55, sizeof(*u));
	ok = uptime_parse(copy, len, u);
	free(copy);
	if ((!ok && !same(u, &unknown)) || u->uptime_s < -1 ||
	    u->uptime_s >= 1000000000000000 || u->users < -1 ||
	    u->users >= 1000000000)
		fail_line("invariant", text, len, u);
	for (i = 0; i < 3; i++)
		if (!(u->load[i] >= 0 && u->load[i] < 1e9) ||
		    (!u->has_load && u->load[i] != 0))
			fail_line("invariant of loads", text, len, u);
	return ok;
}

static void
assert_reads(const char *name, const char *text, size_t len,
    const struct uptime *expected)
{
	struct uptime u;

	if (!parse(text, len, &u) || !same(&u, expected))
		fail_line(name, text, len, &u);
}

static void
assert_refused(const char *name, const char *text, size_t len)
{
	struct uptime u;

	if (parse(text, len, &u))
		fail_line(name, text, len, &u);
}

/* The same text as a whole line; the caller frees it. */
static char *
with_end(const char *text, size_t len, const char *end)
{
	char *line = malloc(len + strlen(end) + 1);

	assert_non_null(line);
	memcpy(line, text, len);
	strcpy(line + len, end);
	return line;
}

/* The parsed next line of a file of them, NULL at its end. */
static json_t *
next_json(FILE *file)
{
	const size_t flags = JSON_DISABLE_EOF_CHECK | JSON_ALLOW_NUL;
	json_error_t error;
	json_t *json = json_loadf(file, flags, &error);

	if (json == NULL && !feof(file))
		fail_msg("test data: %s", error.text);
	return json;
}

static FILE *
open_data(const char *name)
{
	const char *dir = getenv("TESTDATA");
	char path[4096];
	FILE *file;

	(void)snprintf(path, sizeof(path), "%s/uptime/%s",
	    dir != NULL ? dir : "tests/data", name);
	file = fopen(path, "r");
	if (file == NULL)
		fail_msg("%s: cannot be opened", path);
	return file;
}

static void
expected_of(const json_t *example, struct uptime *u)
{
	const json_t *e = json_object_get(example, "expect");
	const json_t *load = json_object_get(e, "load"), *v;
	size_t i;

	*u = unknown;
	if (json_is_string(v = json_object_get(e, "clock")))
		strcpy(u->clock, json_string_value(v));
	if (json_is_integer(v = json_object_get(e, "uptime_s")))
		u->uptime_s = json_integer_value(v);
	if (json_is_integer(v = json_object_get(e, "users")))
		u->users = json_integer_value(v);
	u->has_load = json_array_size(load) == 3;
	for (i = 0; u->has_load && i < 3; i++)
		u->load[i] = json_number_value(json_array_get(load, i));
}

/* Calls check for every line of a file of examples. */
static void
each_example(const char *name,
    void (*check)(const char *id, const char *raw, size_t len, bool tagged,
	const struct uptime *expected))
{
	FILE *file = open_data(name);
	struct uptime expected;
	json_t *example, *raw;
	int n = 0;

	for (; (example = next_json(file)) != NULL; json_decref(example), n++) {
		raw = json_object_get(example, "raw");
		expected_of(example, &expected);
		check(json_string_value(json_object_get(example, "id")),
		    json_string_value(raw), json_string_length(raw),
		    json_object_get(example, "tags") != NULL, &expected);
	}
	(void)fclose(file);
	assert_true(n >= 50);
}

static void
check_exact(const char *id, const char *raw, size_t len, bool tagged,
    const struct uptime *expected)
{
	static const char *const ends[] = { "\n", " \r\nUSER TTY\n" };
	struct uptime u;
	char *line;
	size_t i;

	/* Tagged ones may be refused where their end could be a cut. */
	if (!tagged || parse(raw, len, &u))
		assert_reads(id, raw, len, expected);
	for (i = 0; i < NELEM(ends); i++) {
		line = with_end(raw, len, ends[i]);
		assert_reads(id, line, len + strlen(ends[i]), expected);
		free(line);
	}
}

static void
test_every_example_is_read_exactly(void **state)
{
	(void)state;
	each_example("examples.jsonl", check_exact);
	each_example("constructed.jsonl", check_exact);
}

static void
check_cuts(const char *id, const char *raw, size_t len, bool tagged,
    const struct uptime *expected)
{
	struct uptime u;
	size_t cut;

	(void)tagged;
	for (cut = 0; cut < len; cut++)
		if (parse(raw, cut, &u) && !not_wrong(&u, expected))
			fail_line(id, raw, cut, &u);
}

static void
test_no_cut_of_an_example_is_read_wrong(void **state)
{
	(void)state;
	each_example("examples.jsonl", check_cuts);
	each_example("constructed.jsonl", check_cuts);
}

static void
check_mutations(const char *id, const char *raw, size_t len, bool tagged,
    const struct uptime *expected)
{
	char *text = with_end(raw, len, "\n");
	struct uptime u;
	size_t at;
	int byte;

	(void)id;
	(void)tagged;
	(void)expected;
	for (at = 0; at < len; at++) {
		/* Each byte somewhere, not all of them everywhere. */
		for (byte = (int)(at % 7); byte < 256; byte += 7) {
			text[at] = (char)byte;
			(void)parse(text, len + 1, &u);
		}
		text[at] = raw[at];
	}
	free(text);
}

static void
test_any_one_byte_can_be_damaged(void **state)
{
	(void)state;
	each_example("examples.jsonl", check_mutations);
}

/* The bytes that hex says; the caller frees them. */
static char *
bytes_of(const char *hex, size_t *len)
{
	char *bytes = malloc(strlen(hex) / 2 + 1);
	unsigned byte;

	assert_non_null(bytes);
	for (*len = 0; sscanf(hex, "%2x", &byte) == 1; hex += 2)
		bytes[(*len)++] = (char)byte;
	return bytes;
}

static void
test_every_bad_line_is_judged_as_its_verdict_says(void **state)
{
	FILE *file = open_data("bad.jsonl");
	const char *id, *why, *hex;
	struct uptime u;
	json_t *bad;
	char *text;
	size_t len;
	int n = 0;

	(void)state;
	for (; (bad = next_json(file)) != NULL; json_decref(bad), n++) {
		id = json_string_value(json_object_get(bad, "id"));
		why = json_string_value(json_object_get(bad, "why"));
		hex = json_string_value(json_object_get(bad, "raw_hex"));
		text = bytes_of(hex, &len);
		if (strncmp(why, "DOUBT", 5) != 0)
			assert_refused(id, text, len);
		else if (parse(text, len, &u)) {
			/* All of them are the base line, one at 13:02. */
			if (strcmp(u.clock, "13:02") == 0)
				strcpy(u.clock, base.clock);
			if (!not_wrong(&u, &base))
				fail_line(id, text, len, &u);
		}
		free(text);
	}
	(void)fclose(file);
	assert_true(n >= 50);
}

static void
test_wrappers_and_line_ends_are_taken_off(void **state)
{
	static const char *const texts[] = { CLOCK UP USERS LOADS,
		CLOCK UP "2\u202fusers,\u00a0" LOADS,
		CLOCK UP USERS LOADS "\r\n", CLOCK UP USERS LOADS "  \n",
		"\n \r\n\n" CLOCK UP USERS LOADS, "top -" CLOCK UP USERS LOADS,
		"web-1:" CLOCK UP USERS LOADS,
		"10.0.0.1: " CLOCK UP USERS LOADS,
		"a.b | SUCCESS | rc=0 >>\r\n" CLOCK UP USERS LOADS "\n",
		CLOCK UP USERS LOADS "\n 15:02:06 up 9 days\n",
		CLOCK UP USERS LOADS "\n\033[0m\377" };
	size_t i;

	(void)state;
	for (i = 0; i < NELEM(texts); i++)
		assert_reads("wrapped", texts[i], strlen(texts[i]), &base);
}

static void
test_what_a_cut_may_have_shortened_needs_its_newline(void **state)
{
	static const char *const texts[] = { "up 5 days", "up 2 weeks, 1 day",
		"up 5 days, 3 hours", "2024-08-12 15:02:05 up 12:45",
		"Mon Aug 12 15:02:05 2024, up 1 day", CLOCK "사용자 2",
		" 15:02:05  up  3:12,  2 users,  load average: 0.12, 0.5, 2" };
	struct uptime u;
	char *line;
	size_t i;

	(void)state;
	for (i = 0; i < NELEM(texts); i++) {
		assert_refused("cut", texts[i], strlen(texts[i]));
		line = with_end(texts[i], strlen(texts[i]), "\n");
		if (!parse(line, strlen(line), &u))
			fail_line("whole", texts[i], strlen(texts[i]), &u);
		free(line);
	}
}

static void
test_a_long_text_is_read_like_a_short_one(void **state)
{
	static const char bytes[] = " \n\r?:,.0195a@[~\302\240";
	char *text = malloc(65536);
	struct uptime u;
	size_t i;

	(void)state;
	assert_non_null(text);
	for (i = 0; i < sizeof(bytes); i++) {
		memset(text, bytes[i], 65536);
		assert_refused("long", text, 65536);
		memcpy(text, CLOCK "up", strlen(CLOCK "up"));
		assert_refused("long", text, 65536);
	}
	memset(text, ' ', 65536);
	memcpy(text, CLOCK UP USERS, strlen(CLOCK UP USERS));
	memcpy(text + 65536 - strlen(LOADS), LOADS, strlen(LOADS));
	assert_true(parse(text, 65536, &u) && same(&u, &base));
	free(text);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_every_example_is_read_exactly),
		cmocka_unit_test(test_no_cut_of_an_example_is_read_wrong),
		cmocka_unit_test(test_any_one_byte_can_be_damaged),
		cmocka_unit_test(
		    test_every_bad_line_is_judged_as_its_verdict_says),
		cmocka_unit_test(test_wrappers_and_line_ends_are_taken_off),
		cmocka_unit_test(
		    test_what_a_cut_may_have_shortened_needs_its_newline),
		cmocka_unit_test(test_a_long_text_is_read_like_a_short_one),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
