/* SPDX-License-Identifier: ISC */
/* Replies, names and failures as plain lines, to the byte. */
#include <errno.h>

#include "ruptime/show/listing.h"
#include "tests/unit/ruptime/show/host.h"

enum what { RAW, UP_NAMES, DOWN_NAMES, FAILURES };

static int
list(FILE *out, enum what what, bool terminal, const struct host *const *v,
    size_t n)
{
	switch (what) {
	case RAW:
		return listing_raw(out, terminal, v, n);
	case UP_NAMES:
	case DOWN_NAMES:
		return listing_names(out, terminal, what == UP_NAMES, v, n);
	default:
		return listing_failures(out, terminal, v, n);
	}
}

static void
lists(enum what what, bool terminal, const struct host *hosts, size_t n,
    const char *expected, size_t len)
{
	const struct host **v = pointers(hosts, n);
	struct sink s;

	sink_open(&s);
	assert_int_equal(list(s.out, what, terminal, v, n), 0);
	fclose(s.out);
	assert_string_equal(s.text, expected);
	assert_int_equal(s.len, len);
	assert_memory_equal(s.text, expected, len);
	free(s.text);
	free(v);
}

#define LISTS(what, terminal, hosts, expected) \
	lists(what, terminal, hosts, LEN(hosts), expected, sizeof(expected) - 1)

static struct host
replied(const char *name, enum state state, const char *text, size_t len)
{
	struct host h = DOWN(name, state, NULL);

	h.text = text;
	h.text_len = len;
	return h;
}

#define REPLIED(name, state, text) replied(name, state, text, sizeof(text) - 1)

static void
test_raw_lines(void **state)
{
	const struct host hosts[] = {
		REPLIED("a", STATE_UP, " 1:02  up 1 day\n"),
		REPLIED("b", STATE_UP, "no newline"),
		REPLIED("c", STATE_BAD_REPLY, "two\n\nlines\n"),
		REPLIED("d", STATE_UP, ""),
		REPLIED("e", STATE_ERROR, "error: no uptime\n"),
		REPLIED("f", STATE_DENIED, "error: access denied\n"),
		REPLIED("g", STATE_TIMED_OUT, "half of"),
		DOWN("h", STATE_REFUSED, "no"),
		REPLIED("i", STATE_BAD_REPLY, "\n"),
	};

	(void)state;
	LISTS(RAW, false, hosts,
	    "a:  1:02  up 1 day\nb: no newline\nc: two\nc: \nc: lines\n"
	    "g: half of\ni: \n");
}

static void
test_raw_bytes(void **state)
{
	const struct host hosts[] = {
		REPLIED("a\033", STATE_UP, "x\0\033[2J\r\n\xff\t\\y\n"),
	};

	(void)state;
	LISTS(RAW, false, hosts, "a\033: x\0\033[2J\r\na\033: \xff\t\\y\n");
	LISTS(RAW, true, hosts, "a^[: x\\0^[[2J\\r\na^[: M^?\t\\y\n");
}

static void
test_names(void **state)
{
	const struct host hosts[] = {
		UP("node2", 1, 1, 1, 1, 1),
		DOWN("node1", STATE_REFUSED, ""),
		UP("node\xff", -1, -1, -1, 0, 0),
		DOWN("node\033", STATE_BAD_REPLY, ""),
		DOWN("node9", STATE_PENDING, ""),
	};

	(void)state;
	LISTS(UP_NAMES, false, hosts, "node2\nnode\xff\n");
	LISTS(DOWN_NAMES, false, hosts, "node1\nnode\033\n");
	LISTS(UP_NAMES, true, hosts, "node2\nnodeM^?\n");
	LISTS(DOWN_NAMES, true, hosts, "node1\nnode^[\n");
}

static void
test_failures(void **state)
{
	const struct host hosts[] = {
		DOWN("node3", STATE_TIMED_OUT, ""),
		DOWN("node20", STATE_TIMED_OUT, ""),
		UP("node4", 1, 1, 1, 1, 1),
		DOWN("late[", STATE_PENDING, ""),
		DOWN("node18", STATE_TIMED_OUT, ""),
		DOWN("e1", STATE_ERROR, ""),
		DOWN("b1", STATE_BAD_REPLY, ""),
		DOWN("d1", STATE_DENIED, ""),
		DOWN("n1", STATE_UNRESOLVED, ""),
		DOWN("u1", STATE_UNKNOWN_HOST, ""),
		DOWN("w1", STATE_UNREACHABLE, ""),
		DOWN("r2", STATE_REFUSED, ""),
		DOWN("r1", STATE_REFUSED, ""),
		DOWN("node19", STATE_TIMED_OUT, ""),
		DOWN("node17", STATE_TIMED_OUT, ""),
	};

	(void)state;
	LISTS(FAILURES, false, hosts,
	    "refused: r[1-2]\n"
	    "timed out: node[3,17-20]\n"
	    "unreachable: w1\n"
	    "unknown host: u1\n"
	    "unresolved: n1\n"
	    "denied: d1\n"
	    "bad reply: b1\n"
	    "error: e1\n"
	    "pending: late[\n");
	lists(FAILURES, false, hosts + 2, 1, "", 0);
}

static void
test_failures_on_a_terminal(void **state)
{
	const struct host hosts[] = {
		DOWN("a\xc2\x9b", STATE_REFUSED, ""),
	};

	(void)state;
	LISTS(FAILURES, true, hosts, "refused: aM-BM^[\n");
}

static void
test_lost_output_is_told(void **state)
{
	const struct host up = REPLIED("a", STATE_UP, "x");
	const struct host down = DOWN("a", STATE_REFUSED, "");
	const struct host *v[] = { &up, &down };
	enum what what;
	FILE *out;

	(void)state;
	for (what = RAW; what <= FAILURES; what++) {
		out = full_stream();
		errno = 0;
		assert_int_equal(list(out, what, false, v, 2), -1);
		assert_int_equal(errno, ENOSPC);
		fclose(out);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_raw_lines),
		cmocka_unit_test(test_raw_bytes),
		cmocka_unit_test(test_names),
		cmocka_unit_test(test_failures),
		cmocka_unit_test(test_failures_on_a_terminal),
		cmocka_unit_test(test_lost_output_is_told),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
