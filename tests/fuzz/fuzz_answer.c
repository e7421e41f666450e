/* SPDX-License-Identifier: ISC */
/*
 * A host's reply under libFuzzer. The input is a script of what arrives and
 * when it is passed on: each step is one byte for what to do and one for how
 * much, and perhaps as many bytes of text. All is held against a plain buffer.
 */
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include "common/proto.h"
#include "ruptime/reply/answer.h"
#include "tests/fuzz/check.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum step { STEP_TEXT, STEP_FILL, STEP_TELL, STEP_RESET, STEPS };

/* What was sent, as far as it fits, and how much of it was told. */
struct model {
	char text[PROTO_REPLY_MAX];
	size_t len, told;
};

static struct model m;

/* 1 and -1: it is, or can't be, an error; 0: nobody knows yet. */
static int
says_error(void)
{
	size_t i;

	for (i = 0; i < strlen(PROTO_ERROR); i++) {
		if (i == m.len)
			return 0;
		if (m.text[i] != PROTO_ERROR[i])
			return -1;
	}
	return 1;
}

static void
add(struct answer *a, const char *text, size_t len)
{
	size_t room = sizeof(m.text) - m.len;

	CHECK(answer_add(a, text, len) ==
	    (len > room ? ANSWER_TOO_LONG : ANSWER_OK));
	if (len > room)
		len = room;
	memcpy(m.text + m.len, text, len);
	CHECK(len == 0 || memcmp(a->text + m.len, text, len) == 0);
	m.len += len;
	CHECK(a->len == m.len);
}

static void
tell(struct answer *a, bool at_end)
{
	const char *data = NULL;
	size_t len = answer_fresh(a, at_end, &data), expected = 0;

	if (says_error() == -1 || (at_end && says_error() == 0))
		expected = m.len - m.told;
	CHECK(len == expected);
	CHECK(len == 0 || memcmp(data, m.text + m.told, len) == 0);
	m.told += len;
}

static void
check_reason(const struct answer *a)
{
	static const char denied[] = "access denied";
	const char *text = m.text + strlen(PROTO_ERROR), *reason;
	size_t len, expected = 0, max = m.len - strlen(PROTO_ERROR);
	bool is_denied;

	while (expected < max && text[expected] != '\n')
		expected++;
	if (expected > 0 && text[expected - 1] == '\r')
		expected--;
	reason = answer_reason(a, &len);
	CHECK(len == expected && memcmp(reason, text, len) == 0);
	is_denied = len == strlen(denied) && memcmp(text, denied, len) == 0;
	CHECK(answer_kind(a) == (is_denied ? ANSWER_DENIED : ANSWER_ERROR));
}

static void
check_kind(const struct answer *a)
{
	if (says_error() == 1)
		check_reason(a);
	else
		CHECK(answer_kind(a) ==
		    (m.len == 0 ? ANSWER_EMPTY : ANSWER_TEXT));
}

static void
reset(struct answer *a)
{
	answer_reset(a);
	CHECK(a->text == NULL && a->len == 0 && a->told == 0);
	m.len = m.told = 0;
}

/* Does one step; returns how many bytes of text it took. */
static size_t
do_step(struct answer *a, enum step step, size_t n, const uint8_t *data,
    size_t size)
{
	static char filling[256 * 256];

	switch (step) {
	case STEP_TEXT:
		n = n < size ? n : size;
		add(a, (const char *)data, n);
		return n;
	case STEP_FILL:
		if (filling[0] == '\0')
			memset(filling, ' ', sizeof(filling));
		add(a, filling, n * 256);
		break;
	case STEP_TELL:
		tell(a, false);
		break;
	case STEP_RESET:
	case STEPS:
		reset(a);
		break;
	}
	return 0;
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct answer a = { 0 };
	size_t taken;

	m.len = m.told = 0;
	while (size >= 2) {
		taken = 2 +
		    do_step(&a, data[0] % STEPS, data[1], data + 2, size - 2);
		data += taken;
		size -= taken;
		check_kind(&a);
	}
	tell(&a, true);
	CHECK(m.len == 0 || memcmp(a.text, m.text, m.len) == 0);
	reset(&a);
	return 0;
}
