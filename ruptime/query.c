/* SPDX-License-Identifier: ISC */
/*
 * One host's life: look its name up, connect, receive, try again.  fleet.c
 * starts queries and is told when they are done.
 */
#include <errno.h>
#include <event2/event.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "common/proto.h"
#include "ruptime/addresses.h"
#include "ruptime/backoff.h"
#include "ruptime/dial.h"
#include "ruptime/query.h"
#include "ruptime/receive.h"
#include "ruptime/resolver.h"

enum {
	FIRST_DELAY_MS = 100,
	WAIT_DELAY_MAX_MS = 5000,    /* between attempts of one who waits */
	WAIT_CONNECT_MS = 3000,      /* its unanswered connect begins afresh */
	WAIT_SILENCE_MS = 10 * 1000, /* and its silent connection */
	CHUNK = 4096
};

enum phase { STARTING, RESOLVING, CONNECTING, RECEIVING, PAUSING, DONE };

struct query {
	const struct query_context *context;
	void *arg;
	enum phase phase;
	enum state state;       /* of the last attempt, or for good */
	unsigned attempts;      /* that have failed */
	struct event *deadline; /* of the query; not pending while queued */
	struct event *timer;    /* of the phase */
	struct resolver_job *job;
	struct dial *dial;
	struct addresses addresses; /* those that have not denied */
	struct dial_address peer;   /* whom we are connected to */
	size_t peer_index;          /* its place in addresses */
	struct receive *receive;
	struct answer answer;
	char detail[256];
	struct net_endpoint ep;
};

static void
set_timer(struct event *timer, uint32_t ms)
{
	struct timeval tv = { ms / 1000, ms % 1000 * 1000L };

	evtimer_add(timer, &tv);
}

/* What an attempt has come to so far. */
static void __attribute__((format(printf, 3, 4)))
set_state(struct query *q, enum state state, const char *fmt, ...)
{
	va_list ap;

	q->state = state;
	va_start(ap, fmt);
	vsnprintf(q->detail, sizeof(q->detail), fmt, ap);
	va_end(ap);
}

/* Let go of whatever the present phase holds. */
static void
end_phase(struct query *q)
{
	if (q->job != NULL)
		resolver_cancel(q->job);
	q->job = NULL;
	dial_cancel(q->dial);
	q->dial = NULL;
	receive_cancel(q->receive);
	q->receive = NULL;
	evtimer_del(q->timer);
}

static void
finish(struct query *q)
{
	end_phase(q);
	evtimer_del(q->deadline);
	q->phase = DONE;
	q->context->done(q->arg);
}

/* This attempt is over, and has come to q->state; whether another may come to
 * something else is for the caller to know. */
static void
try_again(struct query *q, bool worthwhile)
{
	const struct query_context *c = q->context;
	unsigned attempt = q->attempts++;

	end_phase(q);
	if (!c->wait && (!worthwhile || attempt >= c->retries)) {
		finish(q);
		return;
	}
	answer_reset(&q->answer);
	q->phase = PAUSING;
	set_timer(q->timer,
	    backoff_delay_ms(attempt, FIRST_DELAY_MS,
		c->wait ? WAIT_DELAY_MAX_MS : UINT32_MAX, arc4random()));
	if (c->again != NULL)
		c->again(q->arg);
}

static void
set_state_errno(struct query *q, const struct dial_address *a, int error)
{
	char name[NET_TEXT_MAX];

	set_state(q, state_of_errno(error), "%s: %s", addresses_name(a, name),
	    strerror(error));
}

static void on_dialled(void *arg, int fd, size_t index, int error);

static void
connect_any(struct query *q)
{
	q->phase = CONNECTING;
	q->dial = dial_start(q->context->base, q->addresses.v,
	    q->addresses.count, on_dialled, q);
	if (q->dial == NULL) {
		set_state_errno(q, &q->addresses.v[0], errno);
		try_again(q, true);
	} else if (q->context->wait)
		set_timer(q->timer, WAIT_CONNECT_MS);
}

/* The rest of the addresses may belong to a server that lets us ask. */
static void
on_denied(struct query *q)
{
	char name[NET_TEXT_MAX];

	set_state(q, STATE_DENIED, "%s does not let this machine ask",
	    addresses_name(&q->peer, name));
	addresses_remove(&q->addresses, q->peer_index);
	if (q->addresses.count == 0) {
		finish(q);
		return;
	}
	end_phase(q);
	answer_reset(&q->answer);
	connect_any(q);
}

/* Hand on what is new, once it can't be the beginning of an error. */
static void
tell(struct query *q, bool at_end)
{
	const char *data;
	size_t len;

	if (q->context->data == NULL)
		return;
	len = answer_fresh(&q->answer, at_end, &data);
	if (len > 0)
		q->context->data(q->arg, data, len);
}

static void
on_end_of_reply(struct query *q)
{
	char name[NET_TEXT_MAX];
	const char *reason;
	size_t len;

	switch (answer_kind(&q->answer)) {
	case ANSWER_EMPTY:
		set_state(q, STATE_BAD_REPLY, "%s closed without a reply",
		    addresses_name(&q->peer, name));
		try_again(q, true);
		break;
	case ANSWER_TEXT:
		tell(q, true);
		set_state(q, STATE_UP, "%s", "");
		finish(q);
		break;
	case ANSWER_ERROR:
		reason = answer_reason(&q->answer, &len);
		set_state(q, STATE_ERROR, "%.*s", (int)len, reason);
		finish(q);
		break;
	case ANSWER_DENIED:
		on_denied(q);
		break;
	}
}

static void
on_broken(struct query *q, int error)
{
	char name[NET_TEXT_MAX];

	if (q->answer.len == 0) {
		set_state_errno(q, &q->peer, error);
		try_again(q, state_errno_passes(error));
		return;
	}
	set_state(q, STATE_BAD_REPLY, "%s broke off after %zu bytes: %s",
	    addresses_name(&q->peer, name), q->answer.len, strerror(error));
	finish(q);
}

static void
on_more(void *arg)
{
	struct query *q = arg;

	if (q->context->wait)
		set_timer(q->timer, WAIT_SILENCE_MS);
	tell(q, false);
}

static void
on_received(void *arg, enum receive_result result, int error)
{
	struct query *q = arg;
	char name[NET_TEXT_MAX];

	q->receive = NULL;
	switch (result) {
	case RECEIVE_END:
		on_end_of_reply(q);
		break;
	case RECEIVE_TOO_LONG:
		tell(q, true);
		set_state(q, STATE_BAD_REPLY, "%s sends more than %d bytes",
		    addresses_name(&q->peer, name), PROTO_REPLY_MAX);
		finish(q);
		break;
	case RECEIVE_BROKEN:
		on_broken(q, error);
		break;
	}
}

static void
on_dialled(void *arg, int fd, size_t index, int error)
{
	static const struct receive_calls calls = { on_more, on_received };
	struct query *q = arg;

	q->dial = NULL;
	if (fd == -1) {
		set_state_errno(q, &q->addresses.v[index], error);
		try_again(q, state_errno_passes(error));
		return;
	}
	evtimer_del(q->timer);
	q->phase = RECEIVING;
	q->peer = q->addresses.v[index];
	q->peer_index = index;
	q->receive = receive_start(q->context->base, fd, &q->answer, &calls, q);
	if (q->receive == NULL)
		on_broken(q, errno);
	else if (q->context->wait)
		set_timer(q->timer, WAIT_SILENCE_MS);
}

static void
on_taken(void *arg)
{
	struct query *q = arg;

	if (q->context->timeout_ms > 0 && !evtimer_pending(q->deadline, NULL))
		set_timer(q->deadline, q->context->timeout_ms);
}

/* Addresses have been found, or, -1, could not be kept. */
static void
connect_or_fail(struct query *q, int rc)
{
	if (rc == 0) {
		connect_any(q);
		return;
	}
	set_state(q, STATE_UNRESOLVED, "%s", strerror(errno));
	finish(q);
}

static void
on_resolved(void *arg, int error, struct addrinfo *list)
{
	struct query *q = arg;

	q->job = NULL;
	if (error == 0) {
		connect_or_fail(q, addresses_from_list(&q->addresses, list));
		return;
	}
	set_state(q, state_of_gai(error), "%s", net_gai_reason(error));
	try_again(q, error == EAI_AGAIN);
}

const struct resolver_calls query_resolver_calls = { on_taken, on_resolved };

static void
ask_resolver(struct query *q)
{
	const struct query_context *c = q->context;

	q->job =
	    resolver_start(c->resolver, q->ep.host, q->ep.port, c->family, q);
	if (q->job != NULL)
		return;
	set_state(q, STATE_UNRESOLVED, "%s", strerror(errno));
	try_again(q, true);
}

/* Addresses in numbers need no thread, only names do. */
static void
look_up(struct query *q)
{
	int rc;

	q->phase = RESOLVING;
	if (q->ep.host[0] == '/') {
		on_taken(q);
		connect_or_fail(q,
		    addresses_from_path(&q->addresses, q->ep.host));
		return;
	}
	rc = addresses_from_numbers(&q->addresses, &q->ep, q->context->family);
	if (rc == 0) {
		ask_resolver(q);
		return;
	}
	on_taken(q);
	connect_or_fail(q, rc == 1 ? 0 : -1);
}

/* A host that is waited for may come back with other addresses. */
static void
start(struct query *q)
{
	if (q->addresses.count > 0 && !q->context->wait)
		connect_any(q);
	else
		look_up(q);
}

/* Only one who waits has a timer while connecting and receiving. */
static void
on_timer(evutil_socket_t fd, short what, void *arg)
{
	struct query *q = arg;
	char name[NET_TEXT_MAX];

	(void)fd;
	(void)what;
	switch (q->phase) {
	case STARTING:
	case PAUSING:
		start(q);
		break;
	case CONNECTING:
		set_state(q, STATE_TIMED_OUT, "%s does not answer",
		    addresses_name(&q->addresses.v[0], name));
		end_phase(q);
		connect_any(q);
		break;
	case RECEIVING:
		set_state(q, STATE_TIMED_OUT, "%s is silent",
		    addresses_name(&q->peer, name));
		if (q->answer.told == 0)
			try_again(q, true);
		else
			finish(q);
		break;
	case RESOLVING:
	case DONE:
		break;
	}
}

static void
on_deadline(evutil_socket_t fd, short what, void *arg)
{
	struct query *q = arg;
	double s = q->context->timeout_ms / 1000.0;
	char name[NET_TEXT_MAX];

	(void)fd;
	(void)what;
	/* An attempt that got somewhere tells more than one under way. */
	if (q->phase != RECEIVING && q->state != STATE_PENDING) {
		finish(q);
		return;
	}
	switch (q->phase) {
	case STARTING:
	case RESOLVING:
		set_state(q, STATE_TIMED_OUT,
		    "the name service did not answer within %g s", s);
		break;
	case CONNECTING:
		set_state(q, STATE_TIMED_OUT, "no answer from %s within %g s",
		    addresses_name(&q->addresses.v[0], name), s);
		break;
	case RECEIVING:
		set_state(q, STATE_TIMED_OUT, "%s %s within %g s",
		    addresses_name(&q->peer, name),
		    q->answer.len == 0 ? "did not reply" :
					 "did not end its reply",
		    s);
		break;
	case PAUSING:
	case DONE:
		break;
	}
	finish(q);
}

struct query *
query_start(const struct query_context *context, const struct net_endpoint *ep,
    void *arg)
{
	struct query *q = calloc(1, sizeof(*q));

	if (q == NULL)
		return NULL;
	q->context = context;
	q->arg = arg;
	q->ep = *ep;
	q->timer = evtimer_new(context->base, on_timer, q);
	q->deadline = evtimer_new(context->base, on_deadline, q);
	if (q->timer == NULL || q->deadline == NULL) {
		query_free(q);
		return NULL;
	}
	set_timer(q->timer, 0);
	return q;
}

enum state
query_get_state(const struct query *q)
{
	return q->phase == DONE ? q->state : STATE_PENDING;
}

const char *
query_get_detail(const struct query *q)
{
	return q->detail;
}

const struct answer *
query_get_answer(const struct query *q)
{
	return &q->answer;
}

const char *
query_describe(const struct query *q, char *buf, size_t size)
{
	char name[NET_TEXT_MAX] = "", doing[NET_TEXT_MAX + 32];

	switch (q->phase) {
	case CONNECTING:
		snprintf(doing, sizeof(doing), "connecting to %s",
		    addresses_name(&q->addresses.v[0], name));
		break;
	case RECEIVING:
		snprintf(doing, sizeof(doing), "waiting for the reply of %s",
		    addresses_name(&q->peer, name));
		break;
	case PAUSING:
		strlcpy(doing, "about to try again", sizeof(doing));
		break;
	default:
		strlcpy(doing, "looking up its address", sizeof(doing));
		break;
	}
	if (q->attempts == 0 && q->state == STATE_PENDING)
		strlcpy(buf, doing, size);
	else
		snprintf(buf, size, "%s; %s: %s", doing, state_name(q->state),
		    q->detail);
	return buf;
}

void
query_free(struct query *q)
{
	if (q == NULL)
		return;
	if (q->timer != NULL)
		end_phase(q);
	if (q->timer != NULL)
		event_free(q->timer);
	if (q->deadline != NULL)
		event_free(q->deadline);
	addresses_reset(&q->addresses);
	answer_reset(&q->answer);
	free(q);
}
