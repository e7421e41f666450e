/* SPDX-License-Identifier: ISC */
/*
 * What clients get: access, group commit, runs and replies.  server.c hands in
 * accepted clients; nothing that one of them does ends the daemon.
 */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include "common/clock.h"
#include "common/log.h"
#include "common/net.h"
#include "common/proto.h"
#include "ruptimed/batch.h"
#include "ruptimed/clients.h"
#include "ruptimed/run.h"
#include "ruptimed/service.h"

struct service {
	const struct options *o;
	const struct service_calls *calls;
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
start_run(struct service *s)
{
	batch_start(&s->batch, clock_age_us());
	log_debug("run %llu starts", (unsigned long long)s->batch.latest);
	run_start(s->run);
}

static void
start_wanted_run(struct service *s)
{
	if (!batch_wants_run(&s->batch))
		return;
	start_run(s);
}

static bool
may_ask(const struct service *s, int fd, const struct sockaddr_storage *sa)
{
	struct sockaddr_storage to;
	socklen_t len = sizeof(to);
	uint8_t addr[16], own[16];

	if (sa->ss_family == AF_UNIX)
		return true;
	if (!net_address_bytes((const void *)sa, addr))
		return false;
	if (acl_allows(&s->o->acl, addr))
		return true;
	/* Only who would be denied is worth the call. */
	return getsockname(fd, (void *)&to, &len) == 0 &&
	    net_address_bytes((const void *)&to, own) &&
	    acl_allows_ourselves(&s->o->acl, addr, own);
}

bool
service_take(struct service *s, int fd, const struct sockaddr_storage *sa,
    socklen_t len)
{
	char name[NET_TEXT_MAX];
	uint64_t run;

	if (!may_ask(s, fd, sa)) {
		log_throttled(&s->deny_throttle, "%s: access denied",
		    net_format((const void *)sa, len, name));
		return clients_answer(s->clients, fd, s->denied, CONN_DENIED);
	}
	run = batch_join(&s->batch, clock_age_us());
	if (log_is_verbose())
		log_debug("%s: answered by run %llu",
		    net_format((const void *)sa, len, name),
		    (unsigned long long)(run == BATCH_NOW ? s->batch.latest :
							    run));
	if (run == BATCH_NOW)
		return clients_answer(s->clients, fd, s->text, CONN_ANSWERED);
	return clients_wait(s->clients, fd, run);
}

void
service_end_turn(struct service *s)
{
	start_wanted_run(s);
	clients_tidy(s->clients);
}

bool
service_has_room(struct service *s)
{
	return clients_have_room(s->clients);
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
log_run_failure(struct service *s, const char *reason, const char *detail)
{
	log_throttled(&s->run_throttle, "%s: %s%s%s", s->o->command, reason,
	    detail[0] != '\0' ? ": " : "", detail);
}

/* Answer all who wait for the run that has ended; reply, ours, is its text or
 * its error. */
static void
end_run(struct service *s, struct reply *reply, bool good)
{
	uint64_t run = batch_finish(&s->batch, good);

	log_debug("run %llu has ended", (unsigned long long)run);
	clients_answer_waiting(s->clients, run, reply,
	    good ? CONN_ANSWERED : CONN_FAILED);
	if (good) {
		reply_free(s->text);
		s->text = reply;
	} else
		reply_free(reply);
}

static void
on_run_done(void *arg, bool good, const char *text, size_t len,
    const char *detail)
{
	struct service *s = arg;
	struct reply *reply = good ? reply_new(text, len) : error_reply(text);

	if (!good)
		log_run_failure(s, text, detail);
	if (reply == NULL) {
		good = false;
		reply = s->no_memory;
		reply->users++;
	}
	end_run(s, reply, good);
	if (s->trying) {
		s->trying = false;
		s->calls->tried(s->arg, good);
		return;
	}
	start_wanted_run(s);
	s->calls->changed(s->arg);
}

void
service_try(struct service *s)
{
	s->trying = true;
	start_run(s);
}

void
service_give_up(struct service *s)
{
	clients_answer_waiting(s->clients, UINT64_MAX, s->stopping,
	    CONN_FAILED);
}

size_t
service_clients(const struct service *s)
{
	return clients_count(s->clients);
}

size_t
service_unanswered(const struct service *s)
{
	return clients_unanswered(s->clients);
}

bool
service_is_idle(const struct service *s)
{
	return clients_count(s->clients) == 0 && !s->batch.running;
}

const char *
service_describe(const struct service *s, char *buf, size_t size)
{
	const struct clients_stats *st = clients_get_stats(s->clients);

	snprintf(buf, size,
	    "accepted %llu, answered %llu, denied %llu, failed %llu, "
	    "gone %llu, runs %llu, waiting %zu",
	    (unsigned long long)st->accepted, (unsigned long long)st->answered,
	    (unsigned long long)st->denied, (unsigned long long)st->failed,
	    (unsigned long long)st->gone, (unsigned long long)s->batch.latest,
	    clients_unanswered(s->clients));
	return buf;
}

struct service *
service_new(const struct options *o, struct event_base *base,
    unsigned max_clients, rlim_t soft_nofile, const struct service_calls *calls,
    void *arg)
{
	struct service *s = calloc(1, sizeof(*s));

	if (s == NULL)
		return NULL;
	s->o = o;
	s->calls = calls;
	s->arg = arg;
	batch_init(&s->batch, o->max_age_ms * UINT64_C(1000));
	s->denied = error_reply("access denied");
	s->no_memory = error_reply("out of memory");
	s->stopping = error_reply("the server is stopping");
	s->clients = clients_new(base, max_clients, calls->changed, arg);
	s->run = run_new(base, o->command, o->timeout_ms, soft_nofile,
	    on_run_done, s);
	if (s->denied != NULL && s->no_memory != NULL && s->stopping != NULL &&
	    s->clients != NULL && s->run != NULL)
		return s;
	service_free(s);
	return NULL;
}

void
service_free(struct service *s)
{
	if (s == NULL)
		return;
	run_free(s->run);
	clients_free(s->clients);
	reply_free(s->text);
	reply_free(s->denied);
	reply_free(s->no_memory);
	reply_free(s->stopping);
	free(s);
}
