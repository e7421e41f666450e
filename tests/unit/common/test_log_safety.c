/* SPDX-License-Identifier: ISC */
/*
 * What a message never does, whatever it says and wherever it goes: pass a
 * control character on, block, or kill.
 */
#include "tests/unit/common/log.h"

static void
test_control_characters_are_shown(void **state)
{
	(void)state;
	log_init("me", LOG_TO_STDERR | LOG_TO_SYSLOG, false);
	LOGS(log_warnx("a\nb\tc\rd\033[2J\177 \\e"),
	    "me: a\\nb\\tc\\rd^[[2J^? \\e\n");
	assert_string_equal(sysloged, "<4>a\\nb\\tc\\rd^[[2J^? \\e");
	LOGS(log_warnx("\001\007\010\013\014\237\377"),
	    "me: ^A\\a\\b\\v\\fM^_M^?\n");
}

/* One line, all of it printable characters of the locale, and none that is
 * there only to change others. */
static bool
is_harmless(const char *line)
{
	static wchar_t wide[8192];
	size_t i, len = mbstowcs(wide, line, LEN(wide));

	if (len == (size_t)-1 || len == LEN(wide) || len == 0)
		return false;
	for (i = 0; i < len - 1; i++)
		if (!iswprint((wint_t)wide[i]) || wcwidth(wide[i]) < 1)
			return false;
	return wide[len - 1] == L'\n';
}

/* Random bytes, or characters of three bytes, many of which have what looks
 * like a control character in their number, with something broken between. */
static void
make_text(char text[static 64], bool characters)
{
	size_t i, len = 1 + (size_t)rand() % 60;

	for (i = 0; i < len; i++)
		text[i] = (char)(1 + rand() % 255);
	for (i = 0; characters && i + 3 <= len; i += 3 + !(rand() % 4)) {
		text[i] = (char)0xe1;
		text[i + 1] = (char)(0x80 | rand() % 64);
		text[i + 2] = (char)(0x80 | rand() % 64);
	}
	text[len] = '\0';
}

static void
check_texts(const char *locale)
{
	char text[64];
	int round;

	if (setlocale(LC_CTYPE, locale) == NULL)
		return;
	for (round = 0; round < 4000; round++) {
		make_text(text, round % 2 != 0);
		catch_stderr();
		log_warnx("%s", text);
		if (!is_harmless(caught())) {
			strvisx(sysloged, text, strlen(text),
			    VIS_OCTAL | VIS_NOLOCALE);
			setlocale(LC_CTYPE, "C");
			fail_msg("locale %s: %s", locale, sysloged);
		}
	}
	setlocale(LC_CTYPE, "C");
}

static void
test_no_locale_lets_a_control_character_through(void **state)
{
	static const char *const locales[] = { "C", "C.UTF-8", "en_US.UTF-8",
		"" };
	size_t i;

	(void)state;
	srand(1);
	log_init("me", LOG_TO_STDERR, false);
	for (i = 0; i < LEN(locales); i++)
		check_texts(locales[i]);
}

/* What a call writes in a locale with UTF-8. */
#define LOGS_IN_UTF8(call, expected)                   \
	do {                                           \
		setlocale(LC_CTYPE, "C.UTF-8");        \
		catch_stderr();                        \
		call;                                  \
		strlcpy(utf8, caught(), LEN(utf8));    \
		setlocale(LC_CTYPE, "C");              \
		assert_string_equal(utf8, (expected)); \
	} while (0)

static void
test_printable_characters_of_the_locale_stay(void **state)
{
	static char utf8[64];

	(void)state;
	if (setlocale(LC_CTYPE, "C.UTF-8") == NULL)
		skip();
	log_init("me", LOG_TO_STDERR, false);
	LOGS_IN_UTF8(log_warnx("Z\303\274rich \344\270\255 \360\237\230\200"),
	    "me: Z\303\274rich \344\270\255 \360\237\230\200\n");
	/* A control character, one that turns the text round, and an end. */
	LOGS_IN_UTF8(log_warnx("\302\233 \342\200\256 \344\270"),
	    "me: M-BM^[ M-bM^@M-. M-dM-8\n");
	LOGS(log_warnx("Z\303\274rich"), "me: ZM-CM-<rich\n");
}

/* Nothing is lost: unvis(3) gives the text back. */
static void
escapes(const char *text, size_t len, int flags)
{
	char out[64], back[64];
	size_t out_len = harmless(out, text, len, flags);

	assert_int_equal(out_len, strlen(out));
	assert_int_equal(strunvis(back, out), len);
	assert_memory_equal(back, text, len);
}

/* Replies of hosts pass here too, with their newlines. */
static void
test_text_is_looked_at_to_its_end_and_no_further(void **state)
{
	char out[64];

	(void)state;
	harmless(out, "a\n\tb", 4, 0);
	assert_string_equal(out, "a\n\tb");
	harmless(out, "\0001", 1, VIS_CSTYLE);
	assert_string_equal(out, "\\0");
	escapes("", 0, 0);
	escapes("a\\b\n\tc\\", 7, 0);
	escapes("a\0b\0", 4, 0);
	escapes("\0001\0", 3, VIS_CSTYLE);
	escapes("\344\270\255", 3, 0);
	if (setlocale(LC_CTYPE, "C.UTF-8") == NULL)
		skip();
	harmless(out, "ab\344\270\255", 4, 0);
	setlocale(LC_CTYPE, "C");
	assert_string_equal(out, "ab\\M-d\\M-8");
}

/* U+1B5B, and then a byte that is no character: strvis(3) of libbsd 0.11 makes
 * an escape sequence of it. */
static void
test_no_character_turns_into_an_escape_sequence(void **state)
{
	static char utf8[64];

	(void)state;
	if (setlocale(LC_CTYPE, "C.UTF-8") == NULL)
		skip();
	log_init("me", LOG_TO_STDERR, false);
	LOGS_IN_UTF8(log_warnx("\341\255\2332J\377"),
	    "me: \341\255\2332JM^?\n");
}

/* expect(), "me: ", the beginning of text, and its end that is given. */
static void
shorten(char *expected, const char *text, const char *end)
{
	sprintf(expected, "me: %.*s...%.*s%s\n", TEXT_MAX - 1 - 400 - 3, text,
	    400 - (int)strlen(end), text, end);
}

/* What failed is known, and why. */
static void
test_a_long_message_loses_its_middle_and_is_one_line_still(void **state)
{
	static char text[1 << 20], expected[2 * TEXT_MAX];
	int len;

	(void)state;
	log_init("me", LOG_TO_STDERR, false);
	memset(text, 'x', sizeof(text));
	text[sizeof(text) - 1] = '\0';
	shorten(expected, text, ": it failed");
	LOGS(log_warnx("%s: it failed", text), expected);
	shorten(expected, text, ": No such file or directory");
	LOGS(log_warn("%s", text), expected);
	for (len = TEXT_MAX - 27; len < TEXT_MAX; len++)
		LOGS(log_warn("%.*s", len, text), expected);
	snprintf(expected, sizeof(expected),
	    "me: %.*s: No such file or directory\n", TEXT_MAX - 28, text);
	LOGS(log_warn("%.*s", TEXT_MAX - 28, text), expected);
}

static void
test_no_character_is_cut_where_the_middle_goes(void **state)
{
	static char text[4 * TEXT_MAX];
	size_t shift, i;

	(void)state;
	if (setlocale(LC_CTYPE, "C.UTF-8") == NULL)
		skip();
	log_init("me", LOG_TO_STDERR, false);
	for (shift = 0; shift < 3; shift++) {
		memset(text, 'x', shift);
		for (i = shift; i + 3 < sizeof(text); i += 3)
			memcpy(text + i, "\342\202\254", 4);
		catch_stderr();
		log_warnx("%s: it failed", text);
		assert_null(strchr(caught(), '^'));
		assert_null(strchr(caught(), '\\'));
	}
	setlocale(LC_CTYPE, "C");
}

static void
test_without_memory_a_message_is_harmless_still(void **state)
{
	(void)state;
	log_init("me", LOG_TO_STDERR, false);
	no_memory = true;
	LOGS(log_warnx("a\033[2J\n\377"), "me: a?[2J??\n");
	no_memory = false;
}

static void
test_what_cannot_be_formatted_is_cut(void **state)
{
	(void)state;
	log_init("me", LOG_TO_STDERR, false);
	/* The C locale lacks that character. */
	LOGS(log_warnx("a %ls b", L"\u20ac"), "me: a \n");
}

static void
test_a_signal_loses_no_message(void **state)
{
	(void)state;
	log_init("me", LOG_TO_STDERR, false);
	interrupts = 3;
	LOGS(log_warn("a"), "me: a: No such file or directory\n");
	assert_int_equal(interrupts, 0);
}

static void
test_a_closed_standard_error_loses_the_message(void **state)
{
	(void)state;
	log_init("me", LOG_TO_STDERR, false);
	LOGS(close(STDERR_FILENO); log_warn("a"), "");
}

static void
say_to_read_only(void)
{
	int fd = open("/dev/null", O_RDONLY);

	dup2(fd, STDERR_FILENO);
	log_warnx("a");
}

static void
test_a_standard_error_that_fails_loses_the_message(void **state)
{
	int status = status_of(say_to_read_only);

	(void)state;
	assert_true(WIFEXITED(status) && WEXITSTATUS(status) == 0);
}

static void
say_to_nobody(void)
{
	close(pipe_out);
	log_warnx("a");
}

/* Its last reader has gone: errors of start-up may come so late. */
static void
test_a_standard_error_without_reader_kills_nobody(void **state)
{
	int status, reader;

	(void)state;
	log_init("me", LOG_TO_STDERR, false);
	catch_stderr();
	reader = pipe_out;
	pipe_out = open("/dev/null", O_RDONLY);
	close(reader);
	status = status_of(say_to_nobody);
	caught();
	assert_true(WIFEXITED(status) && WEXITSTATUS(status) == 0);
}

/* Fill the pipe but for room bytes; returns how much it holds. */
static size_t
fill_pipe(size_t room)
{
	int size = fcntl(STDERR_FILENO, F_GETPIPE_SZ);
	char page[4096] = "";
	size_t held = 0;

	assert_true(size > 0);
	while (held + room + sizeof(page) <= (size_t)size) {
		assert_int_equal(write(STDERR_FILENO, page, sizeof(page)),
		    sizeof(page));
		held += sizeof(page);
	}
	return held;
}

static void
say_much(void)
{
	char text[2000];

	/* A byte that takes four as it is shown. */
	memset(text, 0xa0, sizeof(text));
	text[sizeof(text) - 1] = '\0';
	log_warnx("%s", text);
}

static void
check_full_pipe(size_t room)
{
	size_t held, len = 0;
	char last = '\0';
	int status;

	log_init("me", LOG_TO_STDERR, false);
	catch_stderr();
	fcntl(STDERR_FILENO, F_SETPIPE_SZ, 4 * 4096);
	held = fill_pipe(room);
	status = status_of(say_much);
	while (read(pipe_out, &last, 1) == 1)
		len++;
	caught();
	assert_true(WIFEXITED(status) && WEXITSTATUS(status) == 0);
	/* The message is there whole or not at all. */
	assert_true(len == held || last == '\n');
}

static void
test_a_full_pipe_blocks_nobody(void **state)
{
	(void)state;
	check_full_pipe(0);
}

static void
test_a_nearly_full_pipe_blocks_nobody(void **state)
{
	(void)state;
	check_full_pipe(4096);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_control_characters_are_shown),
		cmocka_unit_test(
		    test_no_locale_lets_a_control_character_through),
		cmocka_unit_test(test_printable_characters_of_the_locale_stay),
		cmocka_unit_test(
		    test_text_is_looked_at_to_its_end_and_no_further),
		cmocka_unit_test(
		    test_no_character_turns_into_an_escape_sequence),
		cmocka_unit_test(
		    test_a_long_message_loses_its_middle_and_is_one_line_still),
		cmocka_unit_test(
		    test_no_character_is_cut_where_the_middle_goes),
		cmocka_unit_test(
		    test_without_memory_a_message_is_harmless_still),
		cmocka_unit_test(test_what_cannot_be_formatted_is_cut),
		cmocka_unit_test(test_a_signal_loses_no_message),
		cmocka_unit_test(
		    test_a_closed_standard_error_loses_the_message),
		cmocka_unit_test(
		    test_a_standard_error_that_fails_loses_the_message),
		cmocka_unit_test(
		    test_a_standard_error_without_reader_kills_nobody),
		cmocka_unit_test(test_a_full_pipe_blocks_nobody),
		cmocka_unit_test(test_a_nearly_full_pipe_blocks_nobody),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
