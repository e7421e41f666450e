/* SPDX-License-Identifier: ISC */
/* A plugin's output, to the byte, and what it exits with. */
#include <errno.h>

#include "ruptime/show/export.h"
#include "tests/unit/ruptime/show/host.h"

enum { OK, WARNING, CRITICAL, UNKNOWN };

static const struct options_loads none = { { -1, -1, -1 } };
static const struct options_loads five = { { 5, 4, 3.5 } };
static const struct options_loads ten = { { 10, 8, 6 } };

static void
checks(const struct host *hosts, size_t n, const struct options_loads *warning,
    const struct options_loads *critical, int level, const char *expected)
{
	const struct host **v = pointers(hosts, n);
	struct sink s;

	sink_open(&s);
	assert_int_equal(export_nagios(s.out, v, n, warning, critical), level);
	sink_is(&s, expected);
	free(v);
}

static void
level_is(const struct host *h, const struct options_loads *warning,
    const struct options_loads *critical, int level)
{
	struct sink s;

	sink_open(&s);
	assert_int_equal(export_nagios(s.out, &h, 1, warning, critical), level);
	fclose(s.out);
	free(s.text);
}

static void
test_one_host(void **state)
{
	struct host h = UP("alpha", DAYS(3, 5, 2), 1, 0.04, 0.08, 0.07);

	(void)state;
	checks(&h, 1, &none, &none, OK,
	    "RUPTIME OK - alpha up 3+05:02, 1 user, load 0.04, 0.08, 0.07 | "
	    "'load1'=0.04;;;0 'load5'=0.08;;;0 'load15'=0.07;;;0 "
	    "'users'=1;;;0 'uptime'=277320s;;;0 'time'=0.001500s;;;0\n");
	h.uptime.users = 2;
	h.uptime.load[1] = 4.25;
	checks(&h, 1, &five, &ten, WARNING,
	    "RUPTIME WARNING - alpha up 3+05:02, 2 users, "
	    "load 0.04, 4.25, 0.07 (load5 above 4) | "
	    "'load1'=0.04;5;10;0 'load5'=4.25;4;8;0 'load15'=0.07;3.5;6;0 "
	    "'users'=2;;;0 'uptime'=277320s;;;0 'time'=0.001500s;;;0\n");
}

static void
test_one_host_that_tells_little(void **state)
{
	struct host h = UP("a", -1, -1, -1, 0, 0);

	(void)state;
	checks(&h, 1, &none, &none, OK,
	    "RUPTIME OK - a up, no loads | 'time'=0.001500s;;;0\n");
	checks(&h, 1, &none, &ten, UNKNOWN,
	    "RUPTIME UNKNOWN - a up, no loads | 'time'=0.001500s;;;0\n");
}

static void
test_one_host_down(void **state)
{
	struct host h = DOWN("a", STATE_REFUSED, "Connection refused");

	(void)state;
	checks(&h, 1, &none, &none, CRITICAL,
	    "RUPTIME CRITICAL - a: refused: Connection refused\n");
	h.detail = NULL;
	h.state = STATE_PENDING;
	checks(&h, 1, &none, &none, UNKNOWN, "RUPTIME UNKNOWN - a: pending\n");
	checks(&h, 0, &none, &none, UNKNOWN, "RUPTIME UNKNOWN - no hosts\n");
}

static void
test_since_when_it_is_down(void **state)
{
	struct host hosts[] = { DOWN("a", STATE_REFUSED, "Connection refused"),
		DOWN("b", STATE_TIMED_OUT, "no answer"),
		UP("c", 60, 1, 0, 0, 0) };

	(void)state;
	hosts[0].past =
	    (struct past_known){ .known = true, .down_s = DAYS(2, 5, 12) + 59 };
	hosts[1].past = (struct past_known){ .known = true, .down_s = -1 };
	hosts[2].rtt_ms = -1;
	checks(hosts, 1, &none, &none, CRITICAL,
	    "RUPTIME CRITICAL - a: refused, down 2+05:12: "
	    "Connection refused\n");
	checks(hosts, 3, &none, &none, CRITICAL,
	    "RUPTIME CRITICAL - 1 of 3 hosts up; a: refused, down 2+05:12; "
	    "b: timed out, never seen up | 'up'=1;;;0;3 'c_load1'=0;;;0 "
	    "'c_load5'=0;;;0 'c_load15'=0;;;0 'c_users'=1;;;0 "
	    "'c_uptime'=60s;;;0\n");
	hosts[0].state = STATE_PENDING;
	hosts[0].detail = NULL;
	checks(hosts, 1, &none, &none, UNKNOWN,
	    "RUPTIME UNKNOWN - a: pending\n");
}

/* At the threshold is well yet; each of the three counts; none is none. */
static void
test_levels(void **state)
{
	struct options_loads only = { { -1, -1, 3 } };
	struct host h = UP("a", 60, 1, 10, 8, 6);

	(void)state;
	level_is(&h, &none, &none, OK);
	level_is(&h, &none, &ten, OK);
	level_is(&h, &five, &ten, WARNING);
	level_is(&h, &five, &none, WARNING);
	level_is(&h, &none, &only, CRITICAL);
	level_is(&h, &only, &none, WARNING);
	h.uptime.load[2] = 3;
	level_is(&h, &none, &only, OK);
	h.uptime.load[0] = 10.01;
	level_is(&h, &five, &ten, CRITICAL);
	h.uptime.load[0] = 0;
	h.uptime.load[1] = 8.01;
	level_is(&h, &five, &ten, CRITICAL);
	h.uptime.has_load = false;
	level_is(&h, &only, &none, UNKNOWN);
	h.state = STATE_DENIED;
	level_is(&h, &only, &none, CRITICAL);
}

static void
test_several_worst_first(void **state)
{
	struct host hosts[] = {
		UP("alpha", 60, -1, 0.5, 0.25, 0),
		UP("mute", -1, -1, -1, 0, 0),
		UP("busy", -1, -1, 6, 1, 1),
		UP("busier", -1, -1, 12.5, 1, 1),
		DOWN("gamma", STATE_TIMED_OUT, "no answer"),
	};

	(void)state;
	checks(hosts, LEN(hosts), &five, &ten, CRITICAL,
	    "RUPTIME CRITICAL - 4 of 5 hosts up; "
	    "busier: load 12.50, 1.00, 1.00 (load1 above 10); gamma: timed "
	    "out; "
	    "busy: load 6.00, 1.00, 1.00 (load1 above 5); mute: no loads | "
	    "'up'=4;;;0;5 "
	    "'alpha_load1'=0.5;5;10;0 'alpha_load5'=0.25;4;8;0 "
	    "'alpha_load15'=0;3.5;6;0 'alpha_uptime'=60s;;;0 "
	    "'alpha_time'=0.001500s;;;0 'mute_time'=0.001500s;;;0 "
	    "'busy_load1'=6;5;10;0 'busy_load5'=1;4;8;0 "
	    "'busy_load15'=1;3.5;6;0 'busy_time'=0.001500s;;;0 "
	    "'busier_load1'=12.5;5;10;0 'busier_load5'=1;4;8;0 "
	    "'busier_load15'=1;3.5;6;0 'busier_time'=0.001500s;;;0\n");
	hosts[1].rtt_ms = hosts[2].rtt_ms = -1;
	checks(hosts + 1, 2, &five, &none, WARNING,
	    "RUPTIME WARNING - 2 of 2 hosts up; busy: load 6.00, 1.00, 1.00 "
	    "(load1 above 5); mute: no loads | 'up'=2;;;0;2 "
	    "'busy_load1'=6;5;;0 "
	    "'busy_load5'=1;4;;0 'busy_load15'=1;3.5;;0\n");
	checks(hosts + 1, 2, &none, &none, OK,
	    "RUPTIME OK - 2 of 2 hosts up | 'up'=2;;;0;2 'busy_load1'=6;;;0 "
	    "'busy_load5'=1;;;0 'busy_load15'=1;;;0\n");
}

/* n hosts down, named d0 and so on, behind two that are up. */
static void
many(struct host *hosts, char names[][24], size_t n)
{
	const struct host up = UP("up", 60, 1, 0, 0, 0);
	const struct host down = DOWN("", STATE_REFUSED, "No|way\nhome");
	size_t i;

	hosts[0] = hosts[1] = up;
	for (i = 0; i < n; i++) {
		snprintf(names[i], 24, "d%zu", i);
		hosts[i + 2] = down;
		hosts[i + 2].name = names[i];
	}
}

static void
test_lines_for_many(void **state)
{
	static struct host hosts[132];
	char names[130][24], expected[8192];
	size_t i;

	(void)state;
	many(hosts, names, 6);
	checks(hosts + 1, 7, &none, &none, CRITICAL,
	    "RUPTIME CRITICAL - 1 of 7 hosts up; d0: refused; d1: refused; "
	    "d2: refused; d3: refused; d4: refused; and 1 more | 'up'=1;;;0;7 "
	    "'up_load1'=0;;;0 'up_load5'=0;;;0 'up_load15'=0;;;0 "
	    "'up_users'=1;;;0 'up_uptime'=60s;;;0 'up_time'=0.001500s;;;0\n"
	    "CRITICAL: d0: refused: No\\174way\\012home\n"
	    "CRITICAL: d1: refused: No\\174way\\012home\n"
	    "CRITICAL: d2: refused: No\\174way\\012home\n"
	    "CRITICAL: d3: refused: No\\174way\\012home\n"
	    "CRITICAL: d4: refused: No\\174way\\012home\n"
	    "CRITICAL: d5: refused: No\\174way\\012home\n");
	many(hosts, names, 130);
	strcpy(expected,
	    "RUPTIME CRITICAL - 2 of 132 hosts up; d0: refused; d1: refused; "
	    "d2: refused; d3: refused; d4: refused; and 125 more "
	    "| 'up'=2;;;0;132\n");
	for (i = 0; i < 100; i++)
		snprintf(expected + strlen(expected), 60,
		    "CRITICAL: d%zu: refused: No\\174way\\012home\n", i);
	strcat(expected, "and 30 more\n");
	checks(hosts, 132, &none, &none, CRITICAL, expected);
}

static void
test_nothing_looks_like_the_bar(void **state)
{
	struct host hosts[] = {
		UP("a|b'c=d \"e\"", -1, -1, 1, 1, 1),
		UP("m\xc3\xbc\xff\xc2\x9b", -1, -1, 1, 1, 1),
		DOWN("x|\033", STATE_ERROR, "it's | a=b\r\n'x'=1\xe2\x82"),
	};

	(void)state;
	hosts[0].rtt_ms = hosts[1].rtt_ms = -1;
	checks(hosts, 2, &none, &none, OK,
	    "RUPTIME OK - 2 of 2 hosts up | 'up'=2;;;0;2 "
	    "'a\\174b\\047c\\075d \"e\"_load1'=1;;;0 "
	    "'a\\174b\\047c\\075d \"e\"_load5'=1;;;0 "
	    "'a\\174b\\047c\\075d \"e\"_load15'=1;;;0 "
	    "'m\xc3\xbc\\377\\302\\233_load1'=1;;;0 "
	    "'m\xc3\xbc\\377\\302\\233_load5'=1;;;0 "
	    "'m\xc3\xbc\\377\\302\\233_load15'=1;;;0\n");
	checks(hosts + 2, 1, &none, &none, CRITICAL,
	    "RUPTIME CRITICAL - x\\174\\033: error: "
	    "it's \\174 a=b\\015\\012'x'=1\\342\\202\n");
}

static void
test_long_words_are_cut(void **state)
{
	char detail[400], expected[400];
	struct host h = DOWN("y", STATE_ERROR, detail);

	(void)state;
	memset(detail, 'x', sizeof(detail));
	detail[sizeof(detail) - 1] = '\0';
	snprintf(expected, sizeof(expected),
	    "RUPTIME CRITICAL - y: error: %.200s\n", detail);
	checks(&h, 1, &none, &none, CRITICAL, expected);
}

/* In the line, of one that is down, and in the labels of two. */
static void
test_two_names_are_two(void **state)
{
	char *texts[LEN(confusable)], *labels[LEN(confusable)];
	const struct host *v[2];
	struct host h[2];
	struct sink s;
	size_t i;

	(void)state;
	for (i = 0; i < LEN(confusable); i++) {
		h[0] = (struct host)DOWN(confusable[i], STATE_REFUSED, "");
		v[0] = &h[0];
		sink_open(&s);
		export_nagios(s.out, v, 1, &none, &none);
		fclose(s.out);
		texts[i] = s.text;
		h[0] = (struct host)UP(confusable[i], 1, 1, 1, 1, 1);
		h[1] = h[0];
		v[1] = &h[1];
		sink_open(&s);
		export_nagios(s.out, v, 2, &none, &none);
		fclose(s.out);
		assert_non_null(strchr(s.text, '|'));
		labels[i] = strdup(strchr(s.text, '|'));
		assert_non_null(labels[i]);
		free(s.text);
	}
	all_differ(texts, LEN(texts));
	all_differ(labels, LEN(labels));
}

static void
test_lost_output_is_told(void **state)
{
	static const struct host h = DOWN("a", STATE_REFUSED, "");
	const struct host *v = &h;
	FILE *out = full_stream();

	(void)state;
	errno = 0;
	assert_int_equal(export_nagios(out, &v, 1, &none, &none), -1);
	assert_int_equal(errno, ENOSPC);
	fclose(out);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_one_host),
		cmocka_unit_test(test_one_host_that_tells_little),
		cmocka_unit_test(test_one_host_down),
		cmocka_unit_test(test_since_when_it_is_down),
		cmocka_unit_test(test_levels),
		cmocka_unit_test(test_several_worst_first),
		cmocka_unit_test(test_lines_for_many),
		cmocka_unit_test(test_nothing_looks_like_the_bar),
		cmocka_unit_test(test_long_words_are_cut),
		cmocka_unit_test(test_two_names_are_two),
		cmocka_unit_test(test_lost_output_is_told),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
