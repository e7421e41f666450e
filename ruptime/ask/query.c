/* SPDX-License-Identifier: ISC */
/*
 * One host's life: look its name up, make an attempt, try again or begin afresh
 * as attempt.c says.  engine.c and stream.c start queries and are told when
 * they are done.
 */
#include <errno.h>
#include <event2/event.h>
#include <event2/event_struct.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "common/deadline.h"
#include "common/net.h"
#include "common/timer.h"
#include "ruptime/ask/addresses.h"
#include "ruptime/ask/attempt.h"
#include "ruptime/ask/backoff.h"
#include "ruptime/ask/context.h"
#include "ruptime/ask/query.h"
#include "ruptime/ask/resolver.h"
#include "ruptime/hosts/targets.h"
#include "ruptime/reply/verdict.h"

enum { FIRST_DELAY_MS = 100, WAIT_DELAY_MAX_MS = 5000 /* of one who waits */ };

enum phase { RESOLVING, ATTEMPTING, PAUSING, FAILED, HOPELESS, NEVER, DONE };

struct query {
	const struct context *context;
	void *arg;
	const struct target *target;
	enum phase phase;
	struct verdict verdict;   /* of the last attempt, or for good */
	unsigned attempts;        /* that have failed */
	struct deadline deadline; /* of the query; not set while queued */
	struct event timer;       /* of the phase */
	struct resolver_job *job;
	struct attempt *attempt;
	struct addresses addresses; /* those that have not denied */
	struct dial_address peer;   /* the state is of; len 0: none was asked */
	struct answer answer;
	double ms;
};

/* Let go of whatever the present phase holds. */
static void
end_phase(struct query *q)
{
	if (q->job != NULL)
		resolver_cancel(q->job);
	q->job = NULL;
	attempt_cancel(q->attempt);
	q->attempt = NULL;
	evtimer_del(&q->timer);
}

/* Nothing of q may be touched afterwards: it may be free. */
static void
finish(struct query *q)
{
	end_phase(q);
	deadline_clear(&q->deadline);
	q->phase = DONE;
	q->context->done(q->arg);
}

/* This attempt is over, and has come to q->verdict.state; whether another may
 * come to something else is for the caller to know. */
static void
try_again(struct query *q, bool worthwhile)
{
	const struct context *c = q->context;
	unsigned attempt = q->attempts++;

	end_phase(q);
	if (q->target->searched || attempt >= c->retries)
		worthwhile = false;
	if (deadline_is_past(&q->deadline) || (!c->wait && !worthwhile)) {
		finish(q);
		return;
	}
	answer_reset(&q->answer);
	q->phase = PAUSING;
	timer_start_ms(&q->timer,
	    backoff_delay_ms(attempt, FIRST_DELAY_MS,
		c->wait ? WAIT_DELAY_MAX_MS : UINT32_MAX, arc4random()));
	if (c->again != NULL)
		c->again(q->arg);
}

/* It is told later, since it may be that query_start() has not returned. */
static void
fail_at_once(struct query *q, enum phase phase)
{
	q->phase = phase;
	timer_start_ms(&q->timer, 0);
}

/* Something of our own is short. */
static void
fail_for_want(struct query *q, enum state state)
{
	verdict_set(&q->verdict, state, "%s", strerror(errno));
	fail_at_once(q, FAILED);
}

/* Hand on what is new, once it can't be the beginning of an error. */
static void
hand_on(struct query *q, bool at_end)
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
on_more(void *arg)
{
	hand_on(arg, false);
}

static void on_attempted(void *arg, const struct attempt_end *end);

static void
attempt(struct query *q)
{
	static const struct attempt_calls calls = { on_more, on_attempted };
	const struct context *c = q->context;

	q->phase = ATTEMPTING;
	if (c->command != NULL)
		q->attempt = attempt_command(c, q->target->host,
		    q->target->port, &q->answer, &calls, q);
	else
		q->attempt = attempt_connect(c, &q->addresses,
		    deadline_left_ms(&q->deadline), &q->answer, &calls, q);
	if (q->attempt == NULL)
		fail_for_want(q, STATE_UNREACHABLE);
}

/* The rest of the addresses may belong to a server that lets us ask. */
static void
on_denied(struct query *q, size_t index)
{
	addresses_remove(&q->addresses, index);
	if (q->addresses.count > 0) {
		answer_reset(&q->answer);
		attempt(q);
	} else
		finish(q);
}

/* That q->verdict.state is of the address at index. */
static void
note_peer(struct query *q, size_t index)
{
	if (q->addresses.count > 0)
		q->peer = q->addresses.v[index];
}

static void
on_attempted(void *arg, const struct attempt_end *end)
{
	struct query *q = arg;

	q->attempt = NULL;
	/* One address has denied, and the others have no answer. */
	if (q->verdict.state == STATE_DENIED && end->next != ATTEMPT_IS_LAST) {
		finish(q);
		return;
	}
	note_peer(q, end->index);
	q->ms = end->ms;
	verdict_set(&q->verdict, end->state, "%s", end->detail);
	if (end->state == STATE_DENIED && q->addresses.count > 0) {
		on_denied(q, end->index);
		return;
	}
	switch (end->next) {
	case ATTEMPT_IS_LAST:
		hand_on(q, true);
		finish(q);
		break;
	case ATTEMPT_HOPELESS:
	case ATTEMPT_TRANSIENT:
		try_again(q, end->next == ATTEMPT_TRANSIENT);
		break;
	case ATTEMPT_AFRESH:
		attempt(q);
		break;
	}
}

static void
on_taken(void *arg)
{
	struct query *q = arg;

	if (q->context->timeout_ms > 0 && !deadline_is_set(&q->deadline))
		deadline_set_ms(&q->deadline, q->context->timeout_ms);
}

/* Addresses have been found, or, -1, could not be kept. */
static void
attempt_or_fail(struct query *q, int rc)
{
	if (rc == 0)
		attempt(q);
	else
		fail_for_want(q, STATE_UNRESOLVED);
}

static void
on_resolved(void *arg, int error, struct addrinfo *list)
{
	struct query *q = arg;

	q->job = NULL;
	if (error == 0) {
		attempt_or_fail(q, addresses_from_list(&q->addresses, list));
		return;
	}
	q->peer.len = 0;
	verdict_set(&q->verdict, state_of_gai(error), "%s",
	    net_gai_reason(error));
	try_again(q, error == EAI_AGAIN);
}

const struct resolver_calls query_resolver_calls = { on_taken, on_resolved };

/* Only names need a thread. */
static void
look_up(struct query *q)
{
	const struct context *c = q->context;
	const char *host = q->target->host;
	int rc = addresses_known(&q->addresses, q->target, c->family);
	bool lasts;

	q->phase = RESOLVING;
	if (rc != -1 &&
	    addresses_refuse(&q->addresses, host, c->family, &q->verdict,
		&lasts)) {
		on_taken(q);
		q->peer.len = 0;
		fail_at_once(q, lasts ? NEVER : HOPELESS);
		return;
	}
	if (rc != 0) {
		on_taken(q);
		attempt_or_fail(q, rc == 1 ? 0 : -1);
		return;
	}
	q->job =
	    resolver_start(c->resolver, host, q->target->port, c->family, q);
	if (q->job == NULL)
		fail_for_want(q, STATE_UNRESOLVED);
}

/* A host that is waited for may come back with other addresses. */
static void
start(struct query *q)
{
	const struct context *c = q->context;

	if (c->command != NULL || (q->addresses.count > 0 && !c->wait)) {
		on_taken(q);
		attempt(q);
	} else
		look_up(q);
}

static void
on_timer(evutil_socket_t fd, short what, void *arg)
{
	struct query *q = arg;

	if (q->phase == PAUSING)
		start(q);
	else if (q->phase == NEVER)
		finish(q);
	else
		try_again(q, q->phase != HOPELESS);
}

static void
on_deadline(void *arg)
{
	struct query *q = arg;
	double s = q->context->timeout_ms / 1000.0;
	char text[256];

	/* A failed attempt tells more than one that got nowhere. */
	if (q->attempt != NULL &&
	    (q->verdict.state == STATE_PENDING ||
		!attempt_is_connecting(q->attempt))) {
		note_peer(q, attempt_index(q->attempt));
		verdict_set(&q->verdict, STATE_TIMED_OUT, "%s",
		    attempt_blame(q->attempt, s, text, sizeof(text)));
	} else if (q->verdict.state == STATE_PENDING)
		verdict_set(&q->verdict, STATE_TIMED_OUT,
		    "the name service did not answer within %g s", s);
	finish(q);
}

struct query *
query_start(const struct context *context, const struct target *target,
    struct addresses *known, void *arg)
{
	struct query *q = calloc(1, sizeof(*q));

	if (q == NULL)
		return NULL;
	q->context = context;
	q->arg = arg;
	q->target = target;
	if (known != NULL)
		addresses_move(&q->addresses, known);
	evtimer_assign(&q->timer, context->base, on_timer, q);
	deadline_init(&q->deadline, context->base, on_deadline, q);
	start(q);
	return q;
}

void
query_take_addresses(struct query *q, struct addresses *as)
{
	addresses_move(as, &q->addresses);
}

struct query_end
query_end(const struct query *q)
{
	return (struct query_end){
		.state = q->phase == DONE ? q->verdict.state : STATE_PENDING,
		.detail = verdict_words(&q->verdict),
		.answer = &q->answer,
		.ms = q->ms,
	};
}

struct query_end
query_last(const struct query *q)
{
	return (struct query_end){ .state = q->verdict.state,
		.detail = verdict_words(&q->verdict) };
}

const char *
query_get_address(const struct query *q, char buf[static NET_TEXT_MAX])
{
	return q->peer.len > 0 ? addresses_host(&q->peer, buf) : NULL;
}

const char *
query_describe(const struct query *q, char *buf, size_t size)
{
	char doing[256];

	if (q->attempt != NULL)
		attempt_describe(q->attempt, doing, sizeof(doing));
	else
		strlcpy(doing,
		    q->phase == PAUSING ? "about to try again" :
					  "looking up its address",
		    sizeof(doing));
	if (q->attempts == 0 && q->verdict.state == STATE_PENDING)
		strlcpy(buf, doing, size);
	else
		snprintf(buf, size, "%s; %s: %s", doing,
		    state_name(q->verdict.state), verdict_words(&q->verdict));
	return buf;
}

void
query_free(struct query *q)
{
	if (q == NULL)
		return;
	end_phase(q);
	deadline_clear(&q->deadline);
	addresses_reset(&q->addresses);
	answer_reset(&q->answer);
	verdict_fini(&q->verdict);
	free(q);
}
