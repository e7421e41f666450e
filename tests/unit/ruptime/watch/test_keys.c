/* SPDX-License-Identifier: ISC */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "ruptime/watch/keys.h"

/* What the bytes come to: the last action, and how many there were. */
static enum keys_action
feed_all(struct keys *k, const char *bytes, size_t len, size_t *actions)
{
	enum keys_action action, last = KEYS_NONE;
	size_t i;

	*actions = 0;
	for (i = 0; i < len; i++) {
		action = keys_feed(k, (unsigned char)bytes[i]);
		if (action == KEYS_NONE)
			continue;
		last = action;
		++*actions;
	}
	return last;
}

static void
means_often(const char *bytes, enum keys_action expected, size_t times)
{
	struct keys k;
	size_t actions;

	keys_init(&k, NULL, 0);
	assert_int_equal(feed_all(&k, bytes, strlen(bytes), &actions),
	    expected);
	assert_int_equal(actions, times);
	assert_false(keys_pending(&k));
	assert_int_equal(keys_feed(&k, 'q'), KEYS_QUIT);
}

static void
means(const char *bytes, enum keys_action expected)
{
	means_often(bytes, expected, expected != KEYS_NONE);
}

static void
test_each_letter_means_what_the_manual_says(void **state)
{
	(void)state;
	means("n", KEYS_BY_NAME);
	means("l", KEYS_BY_LOAD);
	means("t", KEYS_BY_UPTIME);
	means("u", KEYS_BY_USERS);
	means("r", KEYS_REVERSE);
	means("d", KEYS_NOT_UP);
	means(" ", KEYS_ASK);
	means("p", KEYS_PAUSE);
	means("h", KEYS_HELP);
	means("?", KEYS_HELP);
	means("q", KEYS_QUIT);
	means("\003", KEYS_INTERRUPT);
	means("\014", KEYS_REDRAW);
}

static void
test_other_bytes_are_other_keys(void **state)
{
	const char ours[] = "nlturd ph?q\003\014\033";
	unsigned byte;
	struct keys k;

	(void)state;
	keys_init(&k, NULL, 0);
	for (byte = 0; byte < 256; byte++)
		if (byte == 0 || strchr(ours, (int)byte) == NULL)
			assert_int_equal(keys_feed(&k, (unsigned char)byte),
			    KEYS_OTHER);
	assert_false(keys_pending(&k));
	means_often("\303\244", KEYS_OTHER, 2); /* a letter of UTF-8 */
	means_often("\314\210", KEYS_OTHER, 2); /* a combining character */
	means_often("\360\237\230\200", KEYS_OTHER, 4);
	means_often("\302\233A", KEYS_OTHER, 3); /* C1 CSI in UTF-8 */
}

static void
test_cursor_keys_of_all_terminals(void **state)
{
	(void)state;
	means("\033[A", KEYS_UP);
	means("\033OA", KEYS_UP);
	means("\033[B", KEYS_DOWN);
	means("\033OB", KEYS_DOWN);
	means("\033[C", KEYS_RIGHT);
	means("\033OC", KEYS_RIGHT);
	means("\033[D", KEYS_LEFT);
	means("\033OD", KEYS_LEFT);
	means("\033[H", KEYS_HOME);
	means("\033OH", KEYS_HOME);
	means("\033[1~", KEYS_HOME);
	means("\033[7~", KEYS_HOME);
	means("\033[F", KEYS_END);
	means("\033OF", KEYS_END);
	means("\033[4~", KEYS_END);
	means("\033[8~", KEYS_END);
	means("\033[5~", KEYS_PAGE_UP);
	means("\033[6~", KEYS_PAGE_DOWN);
	means("\033[1;5A", KEYS_UP); /* with Control */
	means("\033[6;2~", KEYS_PAGE_DOWN);
}

static void
test_other_sequences_are_other_keys(void **state)
{
	(void)state;
	means("\033[E", KEYS_OTHER);
	means("\033[2~", KEYS_OTHER);
	means("\033[15~", KEYS_OTHER);
	means("\033[[A", KEYS_OTHER); /* F1 of the Linux console */
	means("\033OP", KEYS_OTHER);
	means("\033q", KEYS_OTHER); /* Alt and q */
}

/* As XTerm has it with modifyOtherKeys, kitty, and those that follow them. */
static void
test_keys_by_their_character(void **state)
{
	(void)state;
	means("\033[113u", KEYS_QUIT);
	means("\033[113;1u", KEYS_QUIT);
	means("\033[113;129u", KEYS_QUIT); /* with Num Lock */
	means("\033[113::113;1;113u", KEYS_QUIT);
	means("\033[113;1:2u", KEYS_QUIT); /* repeated */
	means("\033[27;1;113~", KEYS_QUIT);
	means("\033[99;5u", KEYS_INTERRUPT);
	means("\033[99;5:1u", KEYS_INTERRUPT);
	means("\033[27;5;99~", KEYS_INTERRUPT);
	means("\033[108;5u", KEYS_REDRAW);
	means("\033[63;2u", KEYS_HELP);
	means("\033[27;2;63~", KEYS_HELP);
	means("\033[32u", KEYS_ASK);
	means("\033[110;2u", KEYS_OTHER); /* N */
	means("\033[78;2u", KEYS_OTHER);
	means("\033[113;3u", KEYS_OTHER); /* with Alt */
	means("\033[113;5u", KEYS_OTHER); /* with Control */
	means("\033[99;6u", KEYS_OTHER);  /* and Shift */
	means("\033[27u", KEYS_OTHER);    /* Escape */
	means("\033[u", KEYS_OTHER);
	means("\033[369u", KEYS_OTHER); /* q and 256 */
	means("\033[57352u", KEYS_OTHER);
	means("\033[99999999999999999999u", KEYS_OTHER);
	means("\033[27~", KEYS_OTHER);
	means("\033[27;5~", KEYS_OTHER);
}

static void
test_a_key_let_go_means_nothing(void **state)
{
	(void)state;
	means("\033[113;1:3u", KEYS_NONE);
	means("\033[99;5:3u", KEYS_NONE);
	means("\033[1;1:3A", KEYS_NONE);
	means("\033[5;1:3~", KEYS_NONE);
	means("\033[1;1:1A", KEYS_UP);
}

static void
test_what_is_no_key_means_nothing(void **state)
{
	(void)state;
	means("\033[24;80R", KEYS_OTHER); /* F3 looks like that */
	means("\033[>0;115;0c", KEYS_NONE);
	means("\033[200~", KEYS_NONE); /* what is pasted begins */
	means("\033[201~", KEYS_NONE);
	means("\033[?6A", KEYS_NONE);
	means("\033[I", KEYS_NONE); /* the window comes to the front */
	means("\033[O", KEYS_NONE);
}

static void
test_a_mouse_is_no_key(void **state)
{
	(void)state;
	means("\033[<0;3;4M", KEYS_NONE);
	means("\033[<0;3;4m", KEYS_NONE);
	means("\033[32;81;5M", KEYS_NONE);  /* rxvt */
	means("\033[M q!", KEYS_NONE);      /* of old: column 81 */
	means("\033[M r\303", KEYS_NONE);   /* beyond the 95th */
	means("\033[M  \033[B", KEYS_DOWN); /* broken off */
}

/* As terminals reply to a program that has ended since. */
static void
test_a_control_string_is_no_key(void **state)
{
	(void)state;
	means("\033]11;rgb:1e1e/1e1e/1e1e\033\\", KEYS_NONE);
	means("\033]11;rgb:1e1e/1e1e/1e1e\007", KEYS_NONE);
	means("\033P>|tmux 3.3a\033\\", KEYS_NONE);
	means("\033P1+r544e=787465726d2d6b69747479\033\\", KEYS_NONE);
	means("\033_Gi=31;OK\033\\", KEYS_NONE);
	means("\033^quit\033\\", KEYS_NONE);
	means("\033Xquit\033\\", KEYS_NONE);
	means("\033]l\033[B", KEYS_DOWN); /* broken off */
}

static void
test_a_string_that_does_not_end_is_forgotten(void **state)
{
	struct keys k;
	size_t n;

	(void)state;
	keys_init(&k, NULL, 0);
	assert_int_equal(feed_all(&k, "\033P", 2, &n), KEYS_NONE);
	assert_true(keys_pending(&k));
	assert_int_equal(keys_forget(&k), KEYS_OTHER); /* Alt and P */
	assert_int_equal(keys_feed(&k, 'q'), KEYS_QUIT);
	/* Alt and Control-space begins none. */
	assert_int_equal(keys_feed(&k, '\033'), KEYS_NONE);
	assert_int_equal(keys_feed(&k, '\0'), KEYS_OTHER);
	assert_int_equal(keys_feed(&k, 'q'), KEYS_QUIT);
}

static void
test_a_sequence_may_be_longer_than_we_keep(void **state)
{
	char bytes[300];

	(void)state;
	memset(bytes, '1', sizeof(bytes));
	memcpy(bytes, "\033[", 2);
	bytes[sizeof(bytes) - 2] = 'q';
	bytes[sizeof(bytes) - 1] = '\0';
	means(bytes, KEYS_OTHER);
}

static void
test_a_sequence_may_come_in_pieces(void **state)
{
	struct keys k;

	(void)state;
	keys_init(&k, NULL, 0);
	assert_int_equal(keys_feed(&k, '\033'), KEYS_NONE);
	assert_true(keys_pending(&k));
	assert_int_equal(keys_feed(&k, '['), KEYS_NONE);
	assert_true(keys_pending(&k));
	assert_int_equal(keys_feed(&k, '5'), KEYS_NONE);
	assert_true(keys_pending(&k));
	assert_int_equal(keys_feed(&k, '~'), KEYS_PAGE_UP);
	assert_false(keys_pending(&k));
}

static void
test_escape_alone_is_another_key(void **state)
{
	struct keys k;

	(void)state;
	keys_init(&k, NULL, 0);
	assert_int_equal(keys_feed(&k, '\033'), KEYS_NONE);
	assert_int_equal(keys_forget(&k), KEYS_OTHER);
	assert_false(keys_pending(&k));
	assert_int_equal(keys_feed(&k, 'n'), KEYS_BY_NAME);
}

static void
test_an_escape_begins_anew(void **state)
{
	(void)state;
	means("\033\033[A", KEYS_UP);
	means("\033[1;\033[B", KEYS_DOWN);
}

static void
test_keys_of_the_terminal_come_first(void **state)
{
	static const struct keys_sequence own[] = {
		{ NULL, KEYS_UP },
		{ "", KEYS_UP },
		{ "\013", KEYS_UP },      /* wyse */
		{ "\033[[q", KEYS_DOWN }, /* looks unfinished */
		{ "\033n", KEYS_END },
	};
	struct keys k;
	size_t n;

	(void)state;
	keys_init(&k, own, sizeof(own) / sizeof(own[0]));
	assert_int_equal(feed_all(&k, "\013", 1, &n), KEYS_UP);
	assert_int_equal(feed_all(&k, "\033[[q", 4, &n), KEYS_DOWN);
	assert_int_equal(n, 1);
	assert_int_equal(feed_all(&k, "\033n", 2, &n), KEYS_END);
	assert_int_equal(feed_all(&k, "n", 1, &n), KEYS_BY_NAME);
	assert_int_equal(feed_all(&k, "\033[A", 3, &n), KEYS_UP);
}

static void
test_a_terminal_tells_that_it_can_synchronize(void **state)
{
	(void)state;
	means("\033[?2026;1$y", KEYS_SYNC);
	means("\033[?2026;2$y", KEYS_SYNC);
	means("\033[?2026;3$y", KEYS_SYNC);
	means("\033[?2026;0$y", KEYS_NONE); /* not known */
	means("\033[?2026;4$y", KEYS_NONE); /* never to be set */
	means("\033[?2027;2$y", KEYS_NONE);
}

static void
test_a_terminal_tells_what_it_is(void **state)
{
	(void)state;
	means("\033[?6c", KEYS_DEVICE);
	means("\033[?1;2c", KEYS_DEVICE);
	means("\033[?65;1;2;3;4;6;7;8;9;15;18;21;22;29;42;44c", KEYS_DEVICE);
}

static void
test_a_thousand_pasted_keys(void **state)
{
	char bytes[1000];
	struct keys k;
	size_t n;

	(void)state;
	memset(bytes, 'n', sizeof(bytes));
	keys_init(&k, NULL, 0);
	assert_int_equal(feed_all(&k, bytes, sizeof(bytes), &n), KEYS_BY_NAME);
	assert_int_equal(n, sizeof(bytes));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_each_letter_means_what_the_manual_says),
		cmocka_unit_test(test_other_bytes_are_other_keys),
		cmocka_unit_test(test_cursor_keys_of_all_terminals),
		cmocka_unit_test(test_other_sequences_are_other_keys),
		cmocka_unit_test(test_keys_by_their_character),
		cmocka_unit_test(test_a_key_let_go_means_nothing),
		cmocka_unit_test(test_what_is_no_key_means_nothing),
		cmocka_unit_test(test_a_mouse_is_no_key),
		cmocka_unit_test(test_a_control_string_is_no_key),
		cmocka_unit_test(test_a_string_that_does_not_end_is_forgotten),
		cmocka_unit_test(test_a_sequence_may_be_longer_than_we_keep),
		cmocka_unit_test(test_a_sequence_may_come_in_pieces),
		cmocka_unit_test(test_escape_alone_is_another_key),
		cmocka_unit_test(test_an_escape_begins_anew),
		cmocka_unit_test(test_keys_of_the_terminal_come_first),
		cmocka_unit_test(test_a_terminal_tells_that_it_can_synchronize),
		cmocka_unit_test(test_a_terminal_tells_what_it_is),
		cmocka_unit_test(test_a_thousand_pasted_keys),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
