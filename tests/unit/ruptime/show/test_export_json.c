/* SPDX-License-Identifier: ISC */
/* JSON: its keys and bytes, and jansson reads it again. */
#include <errno.h>
#include <jansson.h>

#include "ruptime/show/export.h"
#include "tests/unit/ruptime/show/host.h"

static void
exports(const struct host *hosts, size_t n, const char *expected)
{
	const struct host **v = pointers(hosts, n);
	struct sink s;

	sink_open(&s);
	assert_int_equal(export_json(s.out, v, n), 0);
	sink_is(&s, expected);
	free(v);
}

/* Where nothing is remembered of hosts. */
#define PAST "\"last_up\": null, \"down_s\": null, \"rebooted\": null"

#define EXPORTS(hosts, expected) exports(hosts, LEN(hosts), expected)

static void
test_an_object_a_line(void **state)
{
	struct host hosts[] = {
		UP("alpha", DAYS(3, 5, 2), 1, 0.04, 0.08, 0.07),
		DOWN("gamma", STATE_TIMED_OUT, "no answer"),
	};

	(void)state;
	hosts[0].text = " 15:02  up 3 days\n";
	hosts[0].text_len = strlen(hosts[0].text);
	EXPORTS(hosts,
	    "[\n"
	    "{\"host\": \"alpha\", \"address\": \"10.0.0.1\", "
	    "\"port\": 4000, \"state\": \"up\", \"uptime_s\": 277320, "
	    "\"boot_time\": 1699722680, \"users\": 1, "
	    "\"load\": [0.04, 0.08, 0.07], \"rtt_ms\": 1.5, "
	    "\"text\": \" 15:02  up 3 days\\n\", \"reason\": null, " PAST "},\n"
	    "{\"host\": \"gamma\", \"address\": \"10.0.0.2\", "
	    "\"port\": 4000, \"state\": \"timed out\", \"uptime_s\": null, "
	    "\"boot_time\": null, \"users\": null, \"load\": null, "
	    "\"rtt_ms\": null, \"text\": null, \"reason\": \"no answer\", " PAST
	    "}\n"
	    "]\n");
	exports(hosts, 0, "[]\n");
}

static void
test_what_is_not_known_is_null(void **state)
{
	struct host hosts[] = {
		UP("a", -1, -1, -1, 0, 0),
		DOWN("b", STATE_UNKNOWN_HOST, NULL),
		UP("/run/s", 0, 0, 0, 3, 999999999.25),
	};

	(void)state;
	hosts[0].rtt_ms = 0.0006;
	hosts[1].address = NULL;
	hosts[1].port = 0;
	hosts[2].address = "/run/s";
	hosts[2].port = 0;
	hosts[2].rtt_ms = 0;
	EXPORTS(hosts,
	    "[\n"
	    "{\"host\": \"a\", \"address\": \"10.0.0.1\", \"port\": 4000, "
	    "\"state\": \"up\", \"uptime_s\": null, \"boot_time\": null, "
	    "\"users\": null, \"load\": null, \"rtt_ms\": 0.001, "
	    "\"text\": null, \"reason\": null, " PAST "},\n"
	    "{\"host\": \"b\", \"address\": null, \"port\": null, "
	    "\"state\": \"unknown host\", \"uptime_s\": null, "
	    "\"boot_time\": null, \"users\": null, \"load\": null, "
	    "\"rtt_ms\": null, \"text\": null, "
	    "\"reason\": \"unknown host\", " PAST "},\n"
	    "{\"host\": \"/run/s\", \"address\": \"/run/s\", "
	    "\"port\": null, \"state\": \"up\", \"uptime_s\": 0, "
	    "\"boot_time\": 1700000000, \"users\": 0, "
	    "\"load\": [0.0, 3.0, 999999999.25], \"rtt_ms\": 0.0, "
	    "\"text\": null, \"reason\": null, " PAST "}\n"
	    "]\n");
}

/* The value of one host's key, printed again, in ASCII; free() it. */
static char *
value_of(const struct host *h, const char *key)
{
	struct sink s;
	json_t *all, *value;
	char *text;

	sink_open(&s);
	assert_int_equal(export_json(s.out, &h, 1), 0);
	fclose(s.out);
	all = json_loadb(s.text, s.len, JSON_ALLOW_NUL, NULL);
	assert_non_null(all);
	value = json_object_get(json_array_get(all, 0), key);
	assert_non_null(value);
	text = json_dumps(value, JSON_ENCODE_ANY | JSON_ENSURE_ASCII);
	json_decref(all);
	free(s.text);
	return text;
}

static void
value_is(const struct host *h, const char *key, const char *expected)
{
	char *text = value_of(h, key);

	assert_non_null(text);
	assert_string_equal(text, expected);
	free(text);
}

static void
test_why_it_is_not_up_is_never_empty(void **state)
{
	struct host h = DOWN("a", STATE_TIMED_OUT, "no answer");

	(void)state;
	value_is(&h, "reason", "\"no answer\"");
	h.detail = "";
	value_is(&h, "reason", "\"timed out\"");
	h.detail = NULL;
	value_is(&h, "reason", "\"timed out\"");
	h.state = STATE_PENDING;
	value_is(&h, "reason", "\"pending\"");
}

static void
test_what_is_remembered(void **state)
{
	struct host h = DOWN("a", STATE_TIMED_OUT, "no answer");

	(void)state;
	h.past = (struct past_known){ .known = true,
		.rebooted = REBOOT_UNKNOWN,
		.last_up = 1699963200,
		.down_s = 0 };
	value_is(&h, "last_up", "1699963200");
	value_is(&h, "down_s", "0");
	value_is(&h, "rebooted", "null");
	h.past.last_up = h.past.down_s = -1;
	value_is(&h, "last_up", "null");
	value_is(&h, "down_s", "null");
	h.past.rebooted = REBOOT_NO;
	value_is(&h, "rebooted", "false");
	h.past.rebooted = REBOOT_YES;
	value_is(&h, "rebooted", "true");
	h.past.known = false;
	value_is(&h, "rebooted", "null");
}

static void
test_any_reply_is_utf8(void **state)
{
	static const char text[] =
	    "m\xc3\xbc\xff\xe2\x82 \0\"\\\033\xf0\x9f\x98"
	    "\x80";
	struct host h = DOWN("m\xc3\xbc\xff", STATE_BAD_REPLY, NULL);

	(void)state;
	h.text = text;
	h.text_len = sizeof(text) - 1;
	value_is(&h, "text",
	    "\"m\\u00FC\\uFFFD\\uFFFD \\u0000\\\"\\\\\\u001B\\uD83D\\uDE00\"");
	value_is(&h, "host", "\"m\\u00FC\\uFFFDff\"");
	h.address = "\xef\xbf\xbd\x80";
	value_is(&h, "address", "\"\\uFFFDef\\uFFFDbf\\uFFFDbd\\uFFFD80\"");
}

static void
test_two_names_are_two(void **state)
{
	char *names[LEN(confusable)], *addresses[LEN(confusable)];
	struct host h = DOWN("a", STATE_REFUSED, "");
	size_t i;

	(void)state;
	for (i = 0; i < LEN(confusable); i++) {
		h.name = h.address = confusable[i];
		names[i] = value_of(&h, "host");
		addresses[i] = value_of(&h, "address");
	}
	all_differ(names, LEN(names));
	all_differ(addresses, LEN(addresses));
}

/* Not even a terminal that knows C1 controls is driven. */
static void
test_output_is_printable_ascii(void **state)
{
	struct host h = DOWN("a\xc2\x9b", STATE_BAD_REPLY, NULL);
	const struct host *v = &h;
	char text[256];
	struct sink s;
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(text); i++)
		text[i] = (char)i;
	h.text = text;
	h.text_len = sizeof(text);
	sink_open(&s);
	assert_int_equal(export_json(s.out, &v, 1), 0);
	fclose(s.out);
	for (i = 0; i < s.len; i++)
		assert_true((s.text[i] >= ' ' && s.text[i] <= '~') ||
		    s.text[i] == '\n');
	assert_non_null(strstr(s.text, "}~\\u007f\\uFFFD"));
	free(s.text);
}

static void
test_text_of_an_error(void **state)
{
	struct host h = DOWN("a", STATE_ERROR, "no uptime");

	(void)state;
	value_is(&h, "text", "\"no uptime\"");
	h.text = "error: no uptime\n";
	h.text_len = strlen(h.text);
	value_is(&h, "text", "\"error: no uptime\\n\"");
	h.text = NULL;
	h.state = STATE_REFUSED;
	value_is(&h, "text", "null");
}

/* What a command printed before it failed, or of a reply that broke off. */
static void
test_part_of_a_reply_is_none(void **state)
{
	static const enum state others[] = { STATE_UP, STATE_BAD_REPLY,
		STATE_TIMED_OUT, STATE_DENIED, STATE_PENDING };
	struct host h = DOWN("a", STATE_ERROR, "exit status 3");
	size_t i;

	(void)state;
	h.text = "part\n";
	h.text_len = strlen(h.text);
	h.text_is_part = true;
	value_is(&h, "text", "\"exit status 3\"");
	h.detail = "";
	value_is(&h, "text", "\"error\"");
	for (i = 0; i < LEN(others); i++) {
		h.state = others[i];
		value_is(&h, "text", "null");
	}
	h.text_is_part = false;
	value_is(&h, "text", "\"part\\n\"");
}

static int allocations_left;

static void *
short_malloc(size_t size)
{
	return allocations_left-- > 0 ? malloc(size) : NULL;
}

/* Whichever allocation of jansson's fails, it is told, and nothing leaks. */
static void
test_short_memory_is_told(void **state)
{
	struct host h = UP("alpha", DAYS(3, 5, 2), 1, 0.04, 0.08, 0.07);
	const struct host *v = &h;
	struct sink s;
	int rc = -1, n;

	(void)state;
	h.text = "text";
	h.text_len = 4;
	for (n = 0; rc == -1; n++) {
		sink_open(&s);
		allocations_left = n;
		json_set_alloc_funcs(short_malloc, free);
		errno = 0;
		rc = export_json(s.out, &v, 1);
		json_set_alloc_funcs(malloc, free);
		assert_true(rc == 0 || errno == ENOMEM);
		fclose(s.out);
		free(s.text);
	}
	assert_true(n > 20);
}

static void
test_lost_output_is_told(void **state)
{
	static const struct host h = DOWN("a", STATE_REFUSED, "");
	const struct host *v = &h;
	FILE *out = full_stream();

	(void)state;
	errno = 0;
	assert_int_equal(export_json(out, &v, 1), -1);
	assert_int_equal(errno, ENOSPC);
	fclose(out);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_an_object_a_line),
		cmocka_unit_test(test_what_is_not_known_is_null),
		cmocka_unit_test(test_why_it_is_not_up_is_never_empty),
		cmocka_unit_test(test_what_is_remembered),
		cmocka_unit_test(test_any_reply_is_utf8),
		cmocka_unit_test(test_output_is_printable_ascii),
		cmocka_unit_test(test_two_names_are_two),
		cmocka_unit_test(test_text_of_an_error),
		cmocka_unit_test(test_part_of_a_reply_is_none),
		cmocka_unit_test(test_short_memory_is_told),
		cmocka_unit_test(test_lost_output_is_told),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
