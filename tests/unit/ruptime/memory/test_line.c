/* SPDX-License-Identifier: ISC */
/* Lines of the memory's file, as they are written and as they may be found. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "ruptime/memory/line.h"

#define LEN(a) (sizeof(a) / sizeof((a)[0]))

#define ALPHA \
	"alpha\t1699963200\t3600\tfedcba9876543210\t277320\t60\t0\t1699963201"

static const struct line alpha = { .host = "alpha",
	.past = { .up = { 1699963200, 3600, 0xfedcba9876543210 },
	    .uptime_s = 277320,
	    .unit_s = 60,
	    .told_ago_s = 0,
	    .listed_s = 1699963201 } };

static char *
written(const struct line *line)
{
	char text[LINE_MAX_LEN];
	size_t len = line_write(text, line);

	assert_in_range(len, 1, sizeof(text));
	assert_int_equal(text[len - 1], '\n');
	return strndup(text, len - 1);
}

static void
is_written(const struct line *line, const char *expected)
{
	char *text = written(line);

	assert_string_equal(text, expected);
	free(text);
}

/* A line that is read and written again is the same. */
static void
is_kept(const char *text)
{
	char *copy = strdup(text), *again;
	struct line line;

	if (!line_read(copy, strlen(copy), &line))
		fail_msg("refused: %s", text);
	again = written(&line);
	assert_string_equal(again, text);
	free(again);
	free(copy);
}

static void
is_damaged_of(const char *text, size_t len)
{
	char *copy = malloc(len + 1);
	struct line line;

	memcpy(copy, text, len);
	copy[len] = '\0';
	if (line_read(copy, len, &line))
		fail_msg("taken: %s", text);
	free(copy);
}

static void
is_damaged(const char *text)
{
	is_damaged_of(text, strlen(text));
}

static void
test_a_host(void **state)
{
	struct line line = alpha;

	(void)state;
	is_written(&line, ALPHA);
	is_kept(ALPHA);
	line.past.up.boot_s = -1;
	line.past.up.boot_id = 0;
	line.past.uptime_s = line.past.unit_s = -1;
	is_written(&line, "alpha\t1699963200\t-\t-\t-\t-\t0\t1699963201");
	is_kept("alpha\t1699963200\t-\t-\t-\t-\t0\t1699963201");
	line.past.uptime_s = line.past.unit_s = INT64_C(999999999999999);
	line.past.up.boot_id = 1;
	is_written(&line,
	    "alpha\t1699963200\t-\t0000000000000001\t999999999999999\t"
	    "999999999999999\t0\t1699963201");
}

static void
test_a_host_that_was_found(void **state)
{
	struct line line = alpha;
	char text[] = ALPHA "\tfe80::1%eth0\t4001\tnode7";
	struct line read;

	(void)state;
	line.past.found = true;
	line.address = "fe80::1%eth0";
	line.port = 4001;
	line.name = "node7";
	is_written(&line, text);
	assert_true(line_read(text, strlen(text), &read));
	assert_true(read.past.found);
	assert_string_equal(read.address, "fe80::1%eth0");
	assert_string_equal(read.name, "node7");
	assert_int_equal(read.port, 4001);
	is_kept(ALPHA "\t192.0.2.7\t-\t192.0.2.7");
	is_damaged(ALPHA "\t192.0.2.7\t0\tx");
	is_damaged(ALPHA "\t192.0.2.7\t65536\tx");
	is_damaged(ALPHA "\t192.0.2.7\t4000");
	is_damaged(ALPHA "\t192.0.2.7\t4000\tx\ty");
	is_damaged(ALPHA "\t192.0.2.7\t4000\t");
	is_damaged(ALPHA "\t\t4000\tx");
}

static void
test_strange_names(void **state)
{
	static const struct {
		const char *name, *written;
	} names[] = {
		{ "/a b\tc\nd", "/a\\040b\\011c\\012d" },
		{ "/\033[31m\177", "/\\033[31m\\177" },
		{ "/back\\slash", "/back\\134slash" },
		{ "/\\040", "/\\134040" },
		{ "caf\xc3\xa9", "caf\\303\\251" },
		{ "/\xff\xfe\x01", "/\\377\\376\\001" },
		{ "#no:comment", "#no:comment" },
		{ "-", "-" },
	};
	struct line line = alpha, read;
	char *text;
	size_t i;

	(void)state;
	for (i = 0; i < LEN(names); i++) {
		line.host = names[i].name;
		text = written(&line);
		assert_int_equal(strncmp(text, names[i].written,
				     strlen(names[i].written)),
		    0);
		is_kept(text);
		assert_true(line_read(text, strlen(text), &read));
		assert_string_equal(read.host, names[i].name);
		free(text);
	}
}

static void
test_long_names(void **state)
{
	char name[LINE_TEXT_MAX + 2], text[LINE_MAX_LEN];
	struct line line = alpha;
	char *kept;

	(void)state;
	memset(name, 0xff, sizeof(name));
	name[LINE_TEXT_MAX] = '\0';
	line.past.found = true;
	line.host = line.address = line.name = name;
	line.past.up.wall_s = line.past.up.boot_s = line.past.told_ago_s =
	    line.past.uptime_s = line.past.unit_s = line.past.listed_s =
		INT64_C(999999999999999);
	line.port = UINT16_MAX;
	kept = written(&line);
	is_kept(kept);
	free(kept);
	name[LINE_TEXT_MAX] = 'x';
	name[LINE_TEXT_MAX + 1] = '\0';
	assert_int_equal(line_write(text, &line), 0);
	line = alpha;
	line.host = name;
	assert_int_equal(line_write(text, &line), 0);
	line.host = "";
	assert_int_equal(line_write(text, &line), 0);
}

/* What a line can be cut to, and each of its bytes changed. */
static void
test_damage_is_seen(void **state)
{
	static const char *const bad[] = {
		"",
		"\t",
		"\t\t\t\t\t\t\t",
		"alpha",
		ALPHA "\t",
		ALPHA "\tx",
		"\t1699963200\t3600\tfedcba9876543210\t277320\t60\t0\t1",
		"a\t-\t3600\tfedcba9876543210\t277320\t60\t0\t1",
		"a\t-1\t3600\tfedcba9876543210\t277320\t60\t0\t1",
		"a\t+1\t3600\tfedcba9876543210\t277320\t60\t0\t1",
		"a\t1 \t3600\tfedcba9876543210\t277320\t60\t0\t1",
		"a\t\t3600\tfedcba9876543210\t277320\t60\t0\t1",
		"a\t1\t1e3\tfedcba9876543210\t277320\t60\t0\t1",
		"a\t1\t3600\tFEDCBA9876543210\t277320\t60\t0\t1",
		"a\t1\t3600\tfedcba987654321\t277320\t60\t0\t1",
		"a\t1\t3600\tfedcba98765432100\t277320\t60\t0\t1",
		"a\t1\t3600\t0000000000000000\t277320\t60\t0\t1",
		"a\t1\t3600\tfedcba9876543210\t-\t60\t0\t1",
		"a\t1\t3600\tfedcba9876543210\t60\t-\t0\t1",
		"a\t1\t3600\tfedcba9876543210\t60\t60\t-\t1",
		"a\t1\t3600\tfedcba9876543210\t60\t60\t0\t-",
		"a\t1\t3600\tfedcba9876543210\t1000000000000000\t60\t0\t1",
		"a b\t1\t3600\tfedcba9876543210\t277320\t60\t0\t1",
		"a\033\t1\t3600\tfedcba9876543210\t277320\t60\t0\t1",
		"\xc3\xa9\t1\t3600\tfedcba9876543210\t277320\t60\t0\t1",
		"a\\\t1\t3600\tfedcba9876543210\t277320\t60\t0\t1",
		"a\\12\t1\t3600\tfedcba9876543210\t277320\t60\t0\t1",
		"a\\400\t1\t3600\tfedcba9876543210\t277320\t60\t0\t1",
		"a\\000\t1\t3600\tfedcba9876543210\t277320\t60\t0\t1",
		"a\\141\t1\t3600\tfedcba9876543210\t277320\t60\t0\t1",
		"a\\n\t1\t3600\tfedcba9876543210\t277320\t60\t0\t1",
	};
	const size_t last = strrchr(ALPHA, '\t') - ALPHA;
	size_t i;

	(void)state;
	for (i = 0; i < LEN(bad); i++)
		is_damaged(bad[i]);
	for (i = 0; i <= last; i++)
		is_damaged_of(ALPHA, i);
	is_damaged_of("alpha\0" ALPHA, 6 + strlen(ALPHA));
}

static void
test_a_name_that_is_too_long_is_damage(void **state)
{
	char text[LINE_TEXT_MAX + 100];
	size_t i;

	(void)state;
	for (i = 0; i < 2; i++) {
		memset(text, 'a', sizeof(text));
		strcpy(text + LINE_TEXT_MAX + i, strchr(ALPHA, '\t'));
		if (i == 0)
			is_kept(text);
		else
			is_damaged(text);
	}
}

static void
test_the_first_line(void **state)
{
	static const struct {
		const char *text;
		enum line_head head;
	} heads[] = {
		{ LINE_HEAD, LINE_OURS },
		{ "ruptime-seen 2", LINE_NEWER },
		{ "ruptime-seen 10", LINE_NEWER },
		{ "ruptime-seen 99999999999999999999", LINE_NEWER },
		{ "ruptime-seen 0", LINE_FOREIGN },
		{ "ruptime-seen 01", LINE_FOREIGN },
		{ "ruptime-seen ", LINE_FOREIGN },
		{ "ruptime-seen", LINE_FOREIGN },
		{ "ruptime-seen 1 ", LINE_FOREIGN },
		{ "ruptime-seen 1\r", LINE_FOREIGN },
		{ " ruptime-seen 1", LINE_FOREIGN },
		{ "", LINE_FOREIGN },
		{ ALPHA, LINE_FOREIGN },
	};
	size_t i;

	(void)state;
	for (i = 0; i < LEN(heads); i++)
		assert_int_equal(line_head(heads[i].text,
				     strlen(heads[i].text)),
		    heads[i].head);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_a_host),
		cmocka_unit_test(test_a_host_that_was_found),
		cmocka_unit_test(test_strange_names),
		cmocka_unit_test(test_long_names),
		cmocka_unit_test(test_damage_is_seen),
		cmocka_unit_test(test_a_name_that_is_too_long_is_damage),
		cmocka_unit_test(test_the_first_line),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
