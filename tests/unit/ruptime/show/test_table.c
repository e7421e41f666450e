/* SPDX-License-Identifier: ISC */
/* BSD's table, to the byte. */
#include <errno.h>
#include <locale.h>

#include "ruptime/show/table.h"
#include "tests/unit/ruptime/show/host.h"

static void
prints(const struct host *hosts, size_t n, const struct table_style *style,
    const char *expected)
{
	const struct host **v = pointers(hosts, n);
	struct sink s;

	sink_open(&s);
	assert_int_equal(table_write(s.out, style, v, n), 0);
	sink_is(&s, expected);
	free(v);
}

static const struct table_style plain;
static const struct table_style verbose = { .verbose = true };
static const struct table_style terminal = { .terminal = true };
static const struct table_style color = { .color = true };

#define PRINTS(hosts, style, expected) \
	prints(hosts, LEN(hosts), &(style), expected)

static void
test_columns_of_the_manual(void **state)
{
	static const struct host hosts[] = {
		UP("alpha", DAYS(3, 5, 2), 1, 0.04, 0.08, 0.07),
		UP("db-primary", DAYS(1100, 0, 0), 12, 12.5, 3, 1.25),
		DOWN("gamma", STATE_TIMED_OUT, "no answer"),
	};

	(void)state;
	PRINTS(hosts, plain,
	    "alpha        up     3+05:02,    1 user,   "
	    "load  0.04,  0.08,  0.07\n"
	    "db-primary   up  1100+00:00,   12 users,  "
	    "load 12.50,  3.00,  1.25\n"
	    "gamma        down   timed out\n");
	prints(hosts, 0, &plain, "");
}

/* As another, of which so much is remembered. */
static struct host
past(struct host h, int64_t down_s, enum reboot rebooted)
{
	h.past = (struct past_known){ .known = true,
		.down_s = down_s,
		.rebooted = rebooted };
	return h;
}

static void
test_since_when_it_is_down(void **state)
{
	const struct host up = UP("alpha", DAYS(3, 5, 2), 1, 0.04, 0.08, 0.07);
	const struct host beta = UP("beta", 240, 0, 1.7, 0.61, 0.22);
	const struct host gamma = DOWN("gamma", STATE_TIMED_OUT, "no answer");
	const struct host delta = DOWN("delta", STATE_REFUSED, "");
	const struct host hosts[] = { past(up, -1, REBOOT_NO),
		past(beta, -1, REBOOT_YES),
		past(gamma, DAYS(2, 5, 12) + 59, REBOOT_UNKNOWN),
		past(delta, -1, REBOOT_UNKNOWN) };

	(void)state;
	PRINTS(hosts, plain,
	    "alpha        up     3+05:02,    1 user,   "
	    "load  0.04,  0.08,  0.07\n"
	    "beta         up        0:04,    0 users,  "
	    "load  1.70,  0.61,  0.22, rebooted\n"
	    "gamma        down   2+05:12,  timed out\n"
	    "delta        down         ?,  refused\n");
}

static void
test_a_long_time_down_widens_the_column(void **state)
{
	const struct host up = UP("alpha", DAYS(3, 5, 2), 1, 0.04, 0.08, 0.07);
	const struct host gamma = DOWN("gamma", STATE_TIMED_OUT, "no answer");
	const struct host hosts[] = { past(up, -1, REBOOT_NO),
		past(gamma, DAYS(1100, 5, 12), REBOOT_UNKNOWN) };

	(void)state;
	PRINTS(hosts, plain,
	    "alpha        up      3+05:02,    1 user,   "
	    "load  0.04,  0.08,  0.07\n"
	    "gamma        down 1100+05:12,  timed out\n");
}

static void
test_rebooted_in_colour(void **state)
{
	const struct host beta = UP("beta", 240, 0, 1.7, 0.61, 0.22);
	const struct host gamma = DOWN("gamma", STATE_TIMED_OUT, "no answer");
	const struct host hosts[] = { past(beta, -1, REBOOT_YES),
		past(gamma, 60, REBOOT_UNKNOWN) };

	(void)state;
	PRINTS(hosts, color,
	    "beta         up        0:04,    0 users,  "
	    "load  1.70,  0.61,  0.22, \033[33mrebooted\033[m\n"
	    "gamma        \033[31mdown\033[m      0:01,  timed out\n");
}

static void
test_less_than_a_day(void **state)
{
	static const struct host hosts[] = {
		UP("a", DAYS(0, 0, 0), 0, 0, 0, 0),
		UP("b", DAYS(0, 5, 2) + 59, 2, 0, 0, 0),
		UP("c", DAYS(0, 23, 59), 2, 0, 0, 0),
		UP("d", DAYS(1, 0, 0), 2, 0, 0, 0),
	};

	(void)state;
	PRINTS(hosts, plain,
	    "a            up        0:00,    0 users,  "
	    "load  0.00,  0.00,  0.00\n"
	    "b            up        5:02,    2 users,  "
	    "load  0.00,  0.00,  0.00\n"
	    "c            up       23:59,    2 users,  "
	    "load  0.00,  0.00,  0.00\n"
	    "d            up     1+00:00,    2 users,  "
	    "load  0.00,  0.00,  0.00\n");
}

static void
test_what_is_not_told(void **state)
{
	static const struct host hosts[] = {
		UP("a", -1, -1, -1, 0, 0),
		UP("b", DAYS(3, 5, 2), 1, 0.04, 0.08, 0.07),
		DOWN("c", STATE_PENDING, NULL),
	};

	(void)state;
	PRINTS(hosts, plain,
	    "a            up       ??:??,    ? users,  "
	    "load     ?,     ?,     ?\n"
	    "b            up     3+05:02,    1 user,   "
	    "load  0.04,  0.08,  0.07\n"
	    "c            ?      pending\n");
}

static void
test_columns_widen(void **state)
{
	struct host hosts[] = {
		UP("a", DAYS(3, 5, 2), 1, 0.04, 0.08, 0.07),
		UP("a-name-longer-than-that", DAYS(123456, 5, 2), 12345, 1, 1,
		    1234.5),
		DOWN("b", STATE_REFUSED, ""),
	};

	(void)state;
	/* As of a reply that was not believed. */
	hosts[2].uptime.users = 123456789;
	PRINTS(hosts, plain,
	    "a                        up       3+05:02,      1 user,   "
	    "load    0.04,    0.08,    0.07\n"
	    "a-name-longer-than-that  up  123456+05:02,  12345 users,  "
	    "load    1.00,    1.00, 1234.50\n"
	    "b                        down   refused\n");
}

static void
test_detail_where_asked_for(void **state)
{
	struct host hosts[] = {
		DOWN("a", STATE_REFUSED, "10.0.0.2:4000: Connection refused"),
		DOWN("b", STATE_TIMED_OUT, ""),
		DOWN("c", STATE_ERROR, "cannot run uptime"),
		DOWN("d", STATE_BAD_REPLY, "no uptime line"),
		DOWN("e", STATE_UNKNOWN_HOST, NULL),
		DOWN("f", STATE_BAD_REPLY, "empty"),
	};

	(void)state;
	hosts[3].text = " \r\n\n SSH-2.0-OpenSSH \r\nmore";
	hosts[3].text_len = strlen(hosts[3].text);
	hosts[5].text = "\n \n";
	hosts[5].text_len = 3;
	PRINTS(hosts, plain,
	    "a            down   refused\n"
	    "b            down   timed out\n"
	    "c            down   error: cannot run uptime\n"
	    "d            down   bad reply\n"
	    "e            down   unknown host\n"
	    "f            down   bad reply\n");
	PRINTS(hosts, verbose,
	    "a            down   refused: 10.0.0.2:4000: Connection refused\n"
	    "b            down   timed out\n"
	    "c            down   error: cannot run uptime\n"
	    "d            down   bad reply: no uptime line: SSH-2.0-OpenSSH\n"
	    "e            down   unknown host\n"
	    "f            down   bad reply: empty\n");
}

static void
test_long_reply_is_cut(void **state)
{
	struct host host = DOWN("a", STATE_BAD_REPLY, NULL);
	char text[400], expected[400];

	(void)state;
	memset(text, 'x', sizeof(text));
	host.text = text;
	host.text_len = sizeof(text);
	snprintf(expected, sizeof(expected),
	    "a            down   bad reply: %.255s\n", text);
	prints(&host, 1, &verbose, expected);
}

static void
test_terminal_is_not_driven(void **state)
{
	static const struct host hosts[] = {
		DOWN("a\033[2J", STATE_ERROR,
		    "\033]0;x\007 \x9b"
		    "1m\nsecond line"),
		DOWN("b\xc2\x9b", STATE_REFUSED, ""),
	};

	(void)state;
	PRINTS(hosts, terminal,
	    "a^[[2J       down   error: ^[]0;x\\a M^[1m\n"
	    "bM-BM^[      down   refused\n");
	PRINTS(hosts, plain,
	    "a\033[2J        down   error: \033]0;x\007 \x9b"
	    "1m\n"
	    "b\xc2\x9b          down   refused\n");
}

/* What is shown of a name is wider than it is. */
static void
test_escaped_names_widen_their_column(void **state)
{
	static const struct host hosts[] = {
		DOWN("db\033[31mprimary", STATE_REFUSED, ""),
		DOWN("b", STATE_REFUSED, ""),
	};

	(void)state;
	PRINTS(hosts, terminal,
	    "db^[[31mprimary  down   refused\n"
	    "b                down   refused\n");
}

/* Eleven columns of names: one of two bytes, three of two columns each. */
static void
test_names_of_the_locale(void **state)
{
	static const struct host hosts[] = {
		DOWN("m\xc3\xbcnchen", STATE_REFUSED, ""),
		DOWN("\xe6\x9d\xb1\xe4\xba\xac\xe9\x83\xbd", STATE_REFUSED, ""),
		DOWN("bad\xff", STATE_REFUSED, ""),
	};

	(void)state;
	if (setlocale(LC_CTYPE, "C.UTF-8") == NULL)
		skip();
	PRINTS(hosts, plain,
	    "m\xc3\xbcnchen      down   refused\n"
	    "\xe6\x9d\xb1\xe4\xba\xac\xe9\x83\xbd       down   refused\n"
	    "bad\xff         down   refused\n");
	PRINTS(hosts, terminal,
	    "m\xc3\xbcnchen      down   refused\n"
	    "\xe6\x9d\xb1\xe4\xba\xac\xe9\x83\xbd       down   refused\n"
	    "badM^?       down   refused\n");
	setlocale(LC_CTYPE, "C");
}

static void
test_colors(void **state)
{
	static const struct host hosts[] = {
		UP("a", DAYS(3, 5, 2), 1, 0.04, 0.08, 0.07),
		DOWN("b", STATE_TIMED_OUT, ""),
		DOWN("c", STATE_PENDING, NULL),
	};

	(void)state;
	PRINTS(hosts, color,
	    "a            up     3+05:02,    1 user,   "
	    "load  0.04,  0.08,  0.07\n"
	    "b            \033[31mdown\033[m   timed out\n"
	    "c            \033[33m?\033[m      pending\n");
}

static void
test_lost_output_is_told(void **state)
{
	static const struct host host = DOWN("a", STATE_REFUSED, "");
	const struct host *v = &host;
	FILE *out = full_stream();

	(void)state;
	errno = 0;
	assert_int_equal(table_write(out, &plain, &v, 1), -1);
	assert_int_equal(errno, ENOSPC);
	fclose(out);
}

/* Two lines of 67 bytes: the buffer fills up in the numbers of the last. */
static void
test_lost_end_of_output_is_told(void **state)
{
	static const struct host host = UP("a", 0, 2, 0, 0, 0);
	static char buf[128];
	const struct host *v[] = { &host, &host };
	FILE *out = fopen("/dev/full", "w");

	(void)state;
	if (out == NULL)
		skip();
	setvbuf(out, buf, _IOFBF, sizeof(buf));
	assert_int_equal(table_write(out, &plain, v, 2), -1);
	fclose(out);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_columns_of_the_manual),
		cmocka_unit_test(test_since_when_it_is_down),
		cmocka_unit_test(test_a_long_time_down_widens_the_column),
		cmocka_unit_test(test_rebooted_in_colour),
		cmocka_unit_test(test_less_than_a_day),
		cmocka_unit_test(test_what_is_not_told),
		cmocka_unit_test(test_columns_widen),
		cmocka_unit_test(test_detail_where_asked_for),
		cmocka_unit_test(test_long_reply_is_cut),
		cmocka_unit_test(test_terminal_is_not_driven),
		cmocka_unit_test(test_escaped_names_widen_their_column),
		cmocka_unit_test(test_names_of_the_locale),
		cmocka_unit_test(test_colors),
		cmocka_unit_test(test_lost_output_is_told),
		cmocka_unit_test(test_lost_end_of_output_is_told),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
