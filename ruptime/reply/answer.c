/* SPDX-License-Identifier: ISC */
/*
 * What a host has sent so far.  receive.c and command.c add what arrives.
 * Pure: no I/O, no clock.
 */
#include <stdlib.h>
#include <string.h>

#include "common/proto.h"
#include "ruptime/reply/answer.h"

static const char error_prefix[] = PROTO_ERROR;
static const char denied_reason[] = "access denied";

enum { PREFIX_LEN = sizeof(error_prefix) - 1, FIRST_SIZE = 128 };

static bool
grow(struct answer *a, size_t needed)
{
	size_t size = a->size > 0 ? a->size : FIRST_SIZE;
	char *grown;

	if (needed <= a->size)
		return true;
	while (size < needed)
		size *= 2;
	grown = realloc(a->text, size);
	if (grown == NULL)
		return false;
	a->text = grown;
	a->size = size;
	return true;
}

enum answer_result
answer_add(struct answer *a, const char *data, size_t len)
{
	size_t room = PROTO_REPLY_MAX - a->len;
	bool too_long = len > room;

	if (too_long)
		len = room;
	if (!grow(a, a->len + len))
		return ANSWER_NO_MEMORY;
	if (len > 0)
		memcpy(a->text + a->len, data, len);
	a->len += len;
	return too_long ? ANSWER_TOO_LONG : ANSWER_OK;
}

static bool
begins_error(const struct answer *a)
{
	return a->len >= PREFIX_LEN &&
	    memcmp(a->text, error_prefix, PREFIX_LEN) == 0;
}

static bool
is_undecided(const struct answer *a)
{
	return a->len < PREFIX_LEN &&
	    (a->len == 0 || memcmp(a->text, error_prefix, a->len) == 0);
}

size_t
answer_fresh(struct answer *a, bool at_end, const char **data)
{
	size_t len = a->len - a->told;

	if (len == 0 || begins_error(a) || (!at_end && is_undecided(a)))
		return 0;
	*data = a->text + a->told;
	a->told = a->len;
	return len;
}

enum answer_kind
answer_kind(const struct answer *a)
{
	const char *reason;
	size_t len;

	if (a->len == 0)
		return ANSWER_EMPTY;
	if (!begins_error(a))
		return ANSWER_TEXT;
	reason = answer_reason(a, &len);
	if (len == sizeof(denied_reason) - 1 &&
	    memcmp(reason, denied_reason, len) == 0)
		return ANSWER_DENIED;
	return ANSWER_ERROR;
}

const char *
answer_reason(const struct answer *a, size_t *len)
{
	const char *reason = a->text + PREFIX_LEN, *end;

	*len = a->len - PREFIX_LEN;
	end = memchr(reason, '\n', *len);
	if (end != NULL)
		*len = (size_t)(end - reason);
	if (*len > 0 && reason[*len - 1] == '\r')
		--*len;
	return reason;
}

void
answer_reset(struct answer *a)
{
	free(a->text);
	*a = (struct answer){ 0 };
}
