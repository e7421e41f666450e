/* SPDX-License-Identifier: ISC */
/*
 * What clients get: access, group commit, runs and replies.  server.c makes it,
 * acceptor.c hands in clients; nothing that one of them does ends the daemon.
 */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include "common/clock.h"
#include "common/log.h"
#include "common/net.h"
#include "common/proto.h"
#include "ruptimed/acl.h"
#include "ruptimed/batch.h"
#include "ruptimed/clients.h"
#include "ruptimed/run.h"
#include "ruptimed/dispatcher.h"

struct dispatcher {
	const struct options *o;
	const struct dispatcher_calls *calls;
	void *arg;
	bool trying;
	struct clients *clients;
	struct run *run;
	struct batch batch;
	struct reply *text;   /* of the latest good run */
	struct reply *denied; /* ready made, so that they cannot fail */
	struct reply *no_memory;
	struct reply *stopping;
	struct log_throttle run_throttle, deny_throttle;
};

static void
start_run(struct dispatcher *d)
{
	batch_start(&d->batch, clock_age_us());
	log_debug("run %llu starts", (unsigned long long)d->batch.latest);
	run_start(d->run);
}

static void
start_wanted_run(struct dispatcher *d)
{
	if (!batch_wants_run(&d->batch))
		return;
	start_run(d);
}

static bool
may_ask(const struct dispatcher *d, int fd, const struct sockaddr_storage *sa)
{
	struct sockaddr_storage to;
	socklen_t len = sizeof(to);
	uint8_t addr[16], own[16];

	if (sa->ss_family == AF_UNIX)
		return true;
	if (!net_address_bytes((const void *)sa, addr))
		return false;
	if (acl_allows(&d->o->acl, addr))
		return true;
	/* Only who would be denied is worth the call. */
	return getsockname(fd, (void *)&to, &len) == 0 &&
	    net_address_bytes((const void *)&to, own) &&
	    acl_allows_ourselves(&d->o->acl, addr, own);
}

bool
dispatcher_take(struct dispatcher *d, int fd, const struct sockaddr_storage *sa,
    socklen_t len)
{
	char name[NET_TEXT_MAX];
	uint64_t run;

	if (!may_ask(d, fd, sa)) {
		log_throttled(&d->deny_throttle, "%s: access denied",
		    net_format((const void *)sa, len, name));
		return clients_answer(d->clients, fd, d->denied, CONN_DENIED);
	}
	run = batch_join(&d->batch, clock_age_us());
	if (log_is_verbose())
		log_debug("%s: answered by run %llu",
		    net_format((const void *)sa, len, name),
		    (unsigned long long)(run == BATCH_NOW ? d->batch.latest :
							    run));
	if (run == BATCH_NOW)
		return clients_answer(d->clients, fd, d->text, CONN_ANSWERED);
	return clients_wait(d->clients, fd, run);
}

void
dispatcher_end_turn(struct dispatcher *d)
{
	start_wanted_run(d);
	clients_tidy(d->clients);
}

bool
dispatcher_has_room(struct dispatcher *d)
{
	return clients_have_room(d->clients);
}

static struct reply *
error_reply(const char *reason)
{
	char line[256];
	int len;

	len = snprintf(line, sizeof(line), "%s%s\n", PROTO_ERROR, reason);
	return reply_new(line, (size_t)len);
}

static void
log_run_failure(struct dispatcher *d, const char *reason, const char *detail)
{
	log_throttled(&d->run_throttle, "%s: %s%s%s", d->o->command, reason,
	    detail[0] != '\0' ? ": " : "", detail);
}

/* Answer all who wait for the run that has ended; reply, ours, is its text or
 * its error. */
static void
end_run(struct dispatcher *d, struct reply *reply, bool good)
{
	uint64_t run = batch_finish(&d->batch, good);

	log_debug("run %llu has ended", (unsigned long long)run);
	clients_answer_waiting(d->clients, run, reply,
	    good ? CONN_ANSWERED : CONN_FAILED);
	if (good) {
		reply_free(d->text);
		d->text = reply;
	} else
		reply_free(reply);
}

static void
on_run_done(void *arg, bool good, const char *text, size_t len,
    const char *detail)
{
	struct dispatcher *d = arg;
	struct reply *reply = good ? reply_new(text, len) : error_reply(text);

	if (!good)
		log_run_failure(d, text, detail);
	if (reply == NULL) {
		good = false;
		reply = d->no_memory;
		reply->users++;
	}
	end_run(d, reply, good);
	if (d->trying) {
		d->trying = false;
		d->calls->tried(d->arg, good);
		return;
	}
	start_wanted_run(d);
	d->calls->changed(d->arg);
}

void
dispatcher_try(struct dispatcher *d)
{
	d->trying = true;
	start_run(d);
}

void
dispatcher_give_up(struct dispatcher *d)
{
	clients_answer_waiting(d->clients, UINT64_MAX, d->stopping,
	    CONN_FAILED);
}

size_t
dispatcher_clients(const struct dispatcher *d)
{
	return clients_count(d->clients);
}

size_t
dispatcher_unanswered(const struct dispatcher *d)
{
	return clients_unanswered(d->clients);
}

bool
dispatcher_is_idle(const struct dispatcher *d)
{
	return clients_count(d->clients) == 0 && !d->batch.running;
}

const char *
dispatcher_describe(const struct dispatcher *d, char *buf, size_t size)
{
	const struct clients_stats *st = clients_get_stats(d->clients);

	snprintf(buf, size,
	    "accepted %llu, answered %llu, denied %llu, failed %llu, "
	    "gone %llu, runs %llu, waiting %zu",
	    (unsigned long long)st->accepted, (unsigned long long)st->answered,
	    (unsigned long long)st->denied, (unsigned long long)st->failed,
	    (unsigned long long)st->gone, (unsigned long long)d->batch.latest,
	    clients_unanswered(d->clients));
	return buf;
}

struct dispatcher *
dispatcher_new(const struct options *o, struct event_base *base,
    unsigned max_clients, rlim_t soft_nofile,
    const struct dispatcher_calls *calls, void *arg)
{
	struct dispatcher *d = calloc(1, sizeof(*d));

	if (d == NULL)
		return NULL;
	d->o = o;
	d->calls = calls;
	d->arg = arg;
	batch_init(&d->batch, o->max_age_ms * UINT64_C(1000));
	d->denied = error_reply("access denied");
	d->no_memory = error_reply("out of memory");
	d->stopping = error_reply("the server is stopping");
	d->clients = clients_new(base, max_clients, calls->changed, arg);
	d->run = run_new(base, o->command, o->timeout_ms, soft_nofile,
	    on_run_done, d);
	if (d->denied != NULL && d->no_memory != NULL && d->stopping != NULL &&
	    d->clients != NULL && d->run != NULL)
		return d;
	dispatcher_free(d);
	return NULL;
}

void
dispatcher_free(struct dispatcher *d)
{
	if (d == NULL)
		return;
	run_free(d->run);
	clients_free(d->clients);
	reply_free(d->text);
	reply_free(d->denied);
	reply_free(d->no_memory);
	reply_free(d->stopping);
	free(d);
}
