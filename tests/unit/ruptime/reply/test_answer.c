/* SPDX-License-Identifier: ISC */
/*
 * What a host has sent: text is passed on as it arrives, an error line never,
 * however the network cuts it up.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "common/proto.h"

/* Memory runs out when a test says so: the module is compiled in here. */
static bool no_memory;

static void *
scarce_realloc(void *old, size_t size)
{
	return no_memory ? NULL : realloc(old, size);
}

#define realloc scarce_realloc
#include "ruptime/reply/answer.c"
#undef realloc

#define LEN(a) (sizeof(a) / sizeof((a)[0]))

struct sample {
	const char *text;
	size_t len;
	enum answer_kind kind;
	const char *reason; /* NULL where it is no error */
	size_t reason_len;
};

#define TEXT(text)                                             \
	{                                                      \
		(text), sizeof(text) - 1, ANSWER_TEXT, NULL, 0 \
	}
#define ERROR(kind, text, reason)                                              \
	{                                                                      \
		(text), sizeof(text) - 1, (kind), (reason), sizeof(reason) - 1 \
	}

static const struct sample samples[] = {
	{ "", 0, ANSWER_EMPTY, NULL, 0 },
	TEXT(" 07:11:49 up 3 days,  5:02,  1 user,  load average: 0.04\n"),
	TEXT("\n"),
	TEXT("\0"),
	TEXT("up\0 1 day\n\0\n"),
	TEXT("\033[2J\377\n"),
	TEXT("e"),
	TEXT("error"),
	TEXT("error:"),
	TEXT("error:\n"),
	TEXT("error:x y"),
	TEXT("errors: 7\n"),
	TEXT("Error: no\n"),
	TEXT("error\0: no\n"),
	TEXT(" error: no\n"),
	TEXT("up\nerror: no\n"),
	ERROR(ANSWER_ERROR, "error: ", ""),
	ERROR(ANSWER_ERROR, "error: \n", ""),
	ERROR(ANSWER_ERROR, "error: \r\n", ""),
	ERROR(ANSWER_ERROR, "error: timed out", "timed out"),
	ERROR(ANSWER_ERROR, "error: timed out\n", "timed out"),
	ERROR(ANSWER_ERROR, "error: timed out\r\n", "timed out"),
	ERROR(ANSWER_ERROR, "error: a\rb\r\r\n", "a\rb\r"),
	ERROR(ANSWER_ERROR, "error: a\0b\n", "a\0b"),
	ERROR(ANSWER_ERROR, "error: one\ntwo\nthree\n", "one"),
	ERROR(ANSWER_ERROR, "error:  access denied\n", " access denied"),
	ERROR(ANSWER_ERROR, "error: access denied.\n", "access denied."),
	ERROR(ANSWER_ERROR, "error: access denie\n", "access denie"),
	ERROR(ANSWER_ERROR, "error: access denied\0\n", "access denied\0"),
	ERROR(ANSWER_ERROR, "error: Access denied\n", "Access denied"),
	ERROR(ANSWER_DENIED, "error: access denied\n", "access denied"),
	ERROR(ANSWER_DENIED, "error: access denied\r\n", "access denied"),
	ERROR(ANSWER_DENIED, "error: access denied", "access denied"),
	ERROR(ANSWER_DENIED, "error: access denied\nmore\n", "access denied"),
};

static void
check_whole(const struct answer *a, const struct sample *s)
{
	const char *reason;
	size_t len;

	assert_int_equal(a->len, s->len);
	assert_int_equal(answer_kind(a), s->kind);
	if (s->reason == NULL)
		return;
	reason = answer_reason(a, &len);
	assert_int_equal(len, s->reason_len);
	assert_memory_equal(reason, s->reason, len);
}

/* What is told is the next of what was sent. */
static void
tell(struct answer *a, bool at_end, const struct sample *s, size_t *told)
{
	const char *data = NULL;
	size_t len = answer_fresh(a, at_end, &data);

	assert_true(*told + len <= s->len);
	if (len > 0)
		assert_memory_equal(data, s->text + *told, len);
	*told += len;
}

/* Once the first len bytes can't be an error any more they are all told. */
static bool
is_surely_text(const struct sample *s, size_t len)
{
	size_t i;

	for (i = 0; i < len && i < strlen(PROTO_ERROR); i++)
		if (s->text[i] != PROTO_ERROR[i])
			return true;
	return false;
}

static void
cut_up(const struct sample *s, size_t max_chunk)
{
	struct answer a = { 0 };
	size_t sent = 0, told = 0, len;

	while (sent < s->len) {
		len = 1 + (size_t)rand() % max_chunk;
		if (len > s->len - sent)
			len = s->len - sent;
		assert_int_equal(answer_add(&a, s->text + sent, len),
		    ANSWER_OK);
		sent += len;
		if (rand() % 3 == 0)
			continue;
		tell(&a, false, s, &told);
		assert_int_equal(told, is_surely_text(s, sent) ? sent : 0);
	}
	tell(&a, true, s, &told);
	assert_int_equal(told, s->reason == NULL ? s->len : 0);
	tell(&a, true, s, &told);
	check_whole(&a, s);
	answer_reset(&a);
}

static void
test_no_chunking_changes_what_is_told(void **state)
{
	size_t i;
	int round;

	(void)state;
	srand(1);
	for (i = 0; i < LEN(samples); i++)
		for (round = 0; round < 500; round++)
			cut_up(&samples[i], 1 + (size_t)rand() % 70);
}

/* What is an error, by string functions: for texts without NULs. */
static void
classify(struct sample *s)
{
	char line[700];

	s->reason = NULL;
	s->kind = s->len > 0 ? ANSWER_TEXT : ANSWER_EMPTY;
	if (strncmp(s->text, PROTO_ERROR, strlen(PROTO_ERROR)) != 0)
		return;
	s->reason = s->text + strlen(PROTO_ERROR);
	s->reason_len = strcspn(s->reason, "\n");
	if (s->reason_len > 0 && s->reason[s->reason_len - 1] == '\r')
		s->reason_len--;
	snprintf(line, sizeof(line), "%.*s", (int)s->reason_len, s->reason);
	s->kind =
	    strcmp(line, "access denied") == 0 ? ANSWER_DENIED : ANSWER_ERROR;
}

/* Random texts that begin with some of what a denial says. */
static void
make_text(char text[static 600], size_t len)
{
	static const char denied[] = PROTO_ERROR "access denied\r\n";
	static const char letters[] = "eror: \r\nd";
	size_t i, same = (size_t)rand() % sizeof(denied);

	for (i = 0; i < len; i++)
		text[i] = i < same ?
		    denied[i] :
		    letters[(size_t)rand() % (sizeof(letters) - 1)];
	text[len] = '\0';
}

static void
test_random_texts_are_told_whole_or_not_at_all(void **state)
{
	char text[600];
	struct sample s = { .text = text };
	int round;

	(void)state;
	srand(2);
	for (round = 0; round < 20000; round++) {
		s.len = (size_t)(rand() >> rand() % 31) % sizeof(text);
		make_text(text, s.len);
		classify(&s);
		cut_up(&s, 1 + (size_t)rand() % 300);
	}
}

static void
test_an_error_is_told_nothing_of_at_any_length(void **state)
{
	struct answer a = { 0 };
	const char *data;
	int i;

	(void)state;
	assert_int_equal(answer_add(&a, PROTO_ERROR, strlen(PROTO_ERROR)),
	    ANSWER_OK);
	for (i = 0; i < 5000; i++) {
		assert_int_equal(answer_add(&a, "up 1 day\n", 9), ANSWER_OK);
		assert_int_equal(answer_fresh(&a, false, &data), 0);
	}
	assert_int_equal(answer_fresh(&a, true, &data), 0);
	assert_int_equal(answer_kind(&a), ANSWER_ERROR);
	answer_reset(&a);
}

static void
fill(struct answer *a, size_t len)
{
	static char text[PROTO_REPLY_MAX + 2];

	memset(text, 'x', sizeof(text));
	assert_int_equal(answer_add(a, text, len),
	    len > PROTO_REPLY_MAX ? ANSWER_TOO_LONG : ANSWER_OK);
	assert_int_equal(a->len, len > PROTO_REPLY_MAX ? PROTO_REPLY_MAX : len);
	assert_memory_equal(a->text, text, a->len);
}

static void
test_the_cap_is_at_the_exact_byte(void **state)
{
	struct answer a = { 0 };
	const char *data;
	size_t len;

	(void)state;
	for (len = PROTO_REPLY_MAX - 1; len <= PROTO_REPLY_MAX + 2; len++) {
		fill(&a, len);
		assert_int_equal(answer_fresh(&a, false, &data), a.len);
		answer_reset(&a);
	}
	fill(&a, PROTO_REPLY_MAX - 1);
	assert_int_equal(answer_add(&a, "y", 1), ANSWER_OK);
	assert_int_equal(answer_add(&a, "", 0), ANSWER_OK);
	assert_int_equal(answer_add(&a, "z", 1), ANSWER_TOO_LONG);
	assert_int_equal(answer_add(&a, "zz", 2), ANSWER_TOO_LONG);
	assert_int_equal(a.len, PROTO_REPLY_MAX);
	assert_int_equal(a.text[a.len - 1], 'y');
	answer_reset(&a);
	/* What fits of one that is too long is kept. */
	fill(&a, PROTO_REPLY_MAX - 2);
	assert_int_equal(answer_add(&a, "abc", 3), ANSWER_TOO_LONG);
	assert_memory_equal(a.text + a.len - 2, "ab", 2);
	answer_reset(&a);
}

static void
test_without_memory_nothing_of_it_is_kept(void **state)
{
	struct answer a = { 0 };
	char text[1000] = "";

	(void)state;
	no_memory = true;
	assert_int_equal(answer_add(&a, "up", 2), ANSWER_NO_MEMORY);
	assert_int_equal(a.len, 0);
	assert_int_equal(answer_kind(&a), ANSWER_EMPTY);
	no_memory = false;
	assert_int_equal(answer_add(&a, "up", 2), ANSWER_OK);
	no_memory = true;
	assert_int_equal(answer_add(&a, text, sizeof(text)), ANSWER_NO_MEMORY);
	no_memory = false;
	assert_int_equal(a.len, 2);
	assert_memory_equal(a.text, "up", 2);
	assert_int_equal(answer_add(&a, " 1", 2), ANSWER_OK);
	assert_memory_equal(a.text, "up 1", 4);
	answer_reset(&a);
}

static void
test_a_reset_answer_is_as_new(void **state)
{
	struct answer a = { 0 };
	const char *data;

	(void)state;
	answer_reset(&a);
	assert_int_equal(answer_fresh(&a, true, &data), 0);
	assert_int_equal(answer_add(&a, "old", 3), ANSWER_OK);
	assert_int_equal(answer_fresh(&a, false, &data), 3);
	answer_reset(&a);
	assert_int_equal(answer_kind(&a), ANSWER_EMPTY);
	assert_int_equal(answer_add(&a, "new", 3), ANSWER_OK);
	assert_int_equal(answer_fresh(&a, false, &data), 3);
	assert_memory_equal(data, "new", 3);
	answer_reset(&a);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_no_chunking_changes_what_is_told),
		cmocka_unit_test(
		    test_random_texts_are_told_whole_or_not_at_all),
		cmocka_unit_test(
		    test_an_error_is_told_nothing_of_at_any_length),
		cmocka_unit_test(test_the_cap_is_at_the_exact_byte),
		cmocka_unit_test(test_without_memory_nothing_of_it_is_kept),
		cmocka_unit_test(test_a_reset_answer_is_as_new),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
