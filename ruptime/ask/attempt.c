/* SPDX-License-Identifier: ISC */
/*
 * One attempt at a host.  query.c starts one after the other until one of them
 * has the answer.
 */
#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "common/clock.h"
#include "common/deadline.h"
#include "common/proto.h"
#include "ruptime/ask/attempt.h"
#include "ruptime/ask/context.h"
#include "ruptime/ask/dial.h"
#include "ruptime/ask/receive.h"
#include "ruptime/command/command.h"
#include "ruptime/command/template.h"

enum {
	WAIT_CONNECT_MS = 3000,     /* unanswered, it begins afresh with -w */
	WAIT_SILENCE_MS = 10 * 1000 /* and so does a silent connection */
};

struct attempt {
	const struct context *context;
	const struct attempt_calls *calls;
	void *arg;
	const struct addresses *addresses;
	struct answer *answer;
	size_t index; /* whom we are connected to, or first in the race */
	struct dial *dial;
	struct receive *receive;
	struct command *command; /* in place of a connection */
	struct deadline timer;   /* of one who waits, or to report error */
	bool for_silence;        /* that timer is */
	int error;               /* the attempt failed at once; 0: it did not */
	uint64_t begun_us;
};

static void
set_silence(struct attempt *a, uint32_t ms)
{
	a->for_silence = true;
	deadline_set_ms(&a->timer, ms);
}

/* What it returns is the name; buf may not have been written to. */
static const char *__attribute__((warn_unused_result))
peer_name(const struct attempt *a, char buf[static NET_TEXT_MAX])
{
	if (a->addresses == NULL)
		return "the command";
	return addresses_name(&a->addresses->v[a->index], buf);
}

static void __attribute__((format(printf, 4, 5))) finish(struct attempt *a,
    enum state state, enum attempt_next next, const char *fmt, ...)
{
	const struct attempt_calls *calls = a->calls;
	void *arg = a->arg;
	char detail[256];
	struct attempt_end end = { .state = state,
		.next = next,
		.index = a->index,
		.detail = detail,
		.ms = (double)(clock_us() - a->begun_us) / 1000 };
	va_list ap;

	va_start(ap, fmt);
	vsnprintf(detail, sizeof(detail), fmt, ap);
	va_end(ap);
	attempt_cancel(a);
	calls->done(arg, &end);
}

static void
finish_errno(struct attempt *a, int error)
{
	char name[NET_TEXT_MAX];
	const struct dial_address *address =
	    a->addresses != NULL ? &a->addresses->v[a->index] : NULL;
	const bool is_path =
	    address != NULL && address->u.sa.sa_family == AF_UNIX;

	finish(a, state_of_errno(error, is_path),
	    state_errno_is_transient(error) ? ATTEMPT_TRANSIENT :
					      ATTEMPT_HOPELESS,
	    "%s: %s%s", peer_name(a, name),
	    address != NULL ? addresses_reason(address, error) :
			      strerror(error),
	    address != NULL ? state_errno_hint(error, is_path) : "");
}

static void
on_end_of_reply(struct attempt *a)
{
	char name[NET_TEXT_MAX];
	const char *reason;
	size_t len;

	a->answer->ended = true;
	switch (answer_kind(a->answer)) {
	case ANSWER_EMPTY:
		if (a->addresses == NULL)
			finish(a, STATE_BAD_REPLY, ATTEMPT_HOPELESS,
			    "the command printed nothing");
		else
			finish(a, STATE_BAD_REPLY, ATTEMPT_TRANSIENT,
			    "%s closed without a reply", peer_name(a, name));
		break;
	case ANSWER_TEXT:
		finish(a, STATE_UP, ATTEMPT_IS_LAST, "%s", "");
		break;
	case ANSWER_ERROR:
		reason = answer_reason(a->answer, &len);
		finish(a, STATE_ERROR, ATTEMPT_IS_LAST, "%.*s", (int)len,
		    reason);
		break;
	case ANSWER_DENIED:
		finish(a, STATE_DENIED, ATTEMPT_IS_LAST,
		    "%s does not let this machine ask", peer_name(a, name));
		break;
	}
}

static void
on_too_long(struct attempt *a)
{
	char name[NET_TEXT_MAX];

	finish(a, STATE_BAD_REPLY, ATTEMPT_IS_LAST,
	    "%s sends more than %d bytes", peer_name(a, name), PROTO_REPLY_MAX);
}

static void
on_more(void *arg)
{
	struct attempt *a = arg;

	if (a->context->wait)
		set_silence(a, WAIT_SILENCE_MS);
	a->calls->more(a->arg);
}

static void
on_received(void *arg, enum receive_result result, int error)
{
	struct attempt *a = arg;
	char name[NET_TEXT_MAX];

	a->receive = NULL;
	switch (result) {
	case RECEIVE_END:
		on_end_of_reply(a);
		break;
	case RECEIVE_TOO_LONG:
		on_too_long(a);
		break;
	case RECEIVE_BROKEN:
		if (a->answer->len == 0)
			finish_errno(a, error);
		else
			finish(a, STATE_BAD_REPLY,
			    a->answer->told == 0 ? ATTEMPT_HOPELESS :
						   ATTEMPT_IS_LAST,
			    "%s broke off after %zu bytes: %s",
			    peer_name(a, name), a->answer->len,
			    strerror(error));
		break;
	}
}

/* False with errno. */
static bool
receive(struct attempt *a, int fd)
{
	static const struct receive_calls calls = { on_more, on_received };

	a->receive =
	    receive_start(a->context->receiver, fd, a->answer, &calls, a);
	return a->receive != NULL;
}

static void
on_dialled(void *arg, int fd, size_t index, int error, uint64_t begun_us)
{
	struct attempt *a = arg;

	a->dial = NULL;
	a->index = index;
	a->begun_us = begun_us;
	if (fd == -1)
		finish_errno(a, error);
	else if (!receive(a, fd))
		finish_errno(a, errno);
	else if (a->context->wait)
		set_silence(a, WAIT_SILENCE_MS);
}

/* The connection to an only address is not waited for: to receive is to learn
 * that it has failed. */
bool
attempt_is_connecting(const struct attempt *a)
{
	return a->command == NULL &&
	    (a->receive == NULL || !receive_is_connected(a->receive));
}

static void
on_timer(void *arg)
{
	struct attempt *a = arg;
	char name[NET_TEXT_MAX];

	if (a->error != 0)
		finish_errno(a, a->error);
	else if (attempt_is_connecting(a))
		finish(a, STATE_TIMED_OUT, ATTEMPT_AFRESH, "%s does not answer",
		    peer_name(a, name));
	else if (!a->for_silence)
		set_silence(a, WAIT_SILENCE_MS - WAIT_CONNECT_MS);
	else
		finish(a, STATE_TIMED_OUT,
		    a->answer->told == 0 ? ATTEMPT_TRANSIENT : ATTEMPT_IS_LAST,
		    "%s is silent", peer_name(a, name));
}

/* Where it fails at once, that is told later.  One who waits does so for each
 * of the addresses. */
static void
connect_any(struct attempt *a, uint32_t left_ms)
{
	const struct addresses *as = a->addresses;
	unsigned stagger_ms = dial_stagger_ms(as->count, left_ms);
	int fd;

	if (as->count > 1) {
		a->dial = dial_start(a->context->base, as->v, as->count,
		    stagger_ms, a->context->spare, on_dialled, a);
		if (a->dial == NULL)
			a->error = errno;
	} else {
		fd = dial_begin(&as->v[0]);
		if (fd == -1 || !receive(a, fd))
			a->error = errno;
	}
	if (a->error != 0)
		deadline_set_ms(&a->timer, 0);
	else if (a->context->wait)
		deadline_set_ms(&a->timer,
		    WAIT_CONNECT_MS + (uint32_t)(as->count - 1) * stagger_ms);
}

static struct attempt *
begin(const struct context *context, struct answer *answer,
    const struct attempt_calls *calls, void *arg)
{
	struct attempt *a = calloc(1, sizeof(*a));

	if (a == NULL)
		return NULL;
	a->context = context;
	a->calls = calls;
	a->arg = arg;
	a->answer = answer;
	deadline_init(&a->timer, context->base, on_timer, a);
	a->begun_us = clock_us();
	return a;
}

struct attempt *
attempt_connect(const struct context *context,
    const struct addresses *addresses, uint32_t left_ms, struct answer *answer,
    const struct attempt_calls *calls, void *arg)
{
	struct attempt *a = begin(context, answer, calls, arg);

	if (a == NULL)
		return NULL;
	a->addresses = addresses;
	connect_any(a, left_ms);
	return a;
}

static void
on_command_end(void *arg, enum command_result result, const char *reason)
{
	struct attempt *a = arg;

	a->command = NULL;
	switch (result) {
	case COMMAND_END:
		on_end_of_reply(a);
		break;
	case COMMAND_TOO_LONG:
		on_too_long(a);
		break;
	case COMMAND_FAILED:
		finish(a, STATE_ERROR,
		    a->answer->told == 0 ? ATTEMPT_HOPELESS : ATTEMPT_IS_LAST,
		    "%s", reason);
		break;
	}
}

struct attempt *
attempt_command(const struct context *context, const char *host,
    const char *port, struct answer *answer, const struct attempt_calls *calls,
    void *arg)
{
	static const struct command_calls command_calls = { on_more,
		on_command_end };
	struct attempt *a = begin(context, answer, calls, arg);
	char **argv = template_expand(context->command, host, port);

	if (a != NULL && argv != NULL)
		a->command = command_start(context->children, argv, answer,
		    &command_calls, a);
	free(argv);
	if (a != NULL && a->command == NULL) {
		attempt_cancel(a);
		errno = ENOMEM;
		return NULL;
	}
	if (a != NULL && context->wait)
		set_silence(a, WAIT_SILENCE_MS);
	return a;
}

const char *
attempt_describe(const struct attempt *a, char *buf, size_t size)
{
	char name[NET_TEXT_MAX];

	snprintf(buf, size, "%s %s",
	    attempt_is_connecting(a) ? "connecting to" :
				       "waiting for the reply of",
	    peer_name(a, name));
	return buf;
}

const char *
attempt_blame(const struct attempt *a, double s, char *buf, size_t size)
{
	char room[NET_TEXT_MAX];
	const char *name = peer_name(a, room);

	if (attempt_is_connecting(a))
		snprintf(buf, size, "no answer from %s within %g s", name, s);
	else if (a->answer->len == 0)
		snprintf(buf, size, "%s did not reply within %g s", name, s);
	else
		snprintf(buf, size, "%s did not end its reply within %g s",
		    name, s);
	return buf;
}

size_t
attempt_index(const struct attempt *a)
{
	return a->index;
}

void
attempt_cancel(struct attempt *a)
{
	if (a == NULL)
		return;
	deadline_clear(&a->timer);
	dial_cancel(a->dial);
	receive_cancel(a->receive);
	command_cancel(a->command);
	free(a);
}
