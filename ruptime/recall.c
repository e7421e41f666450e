/* SPDX-License-Identifier: ISC */
/*
 * What has become of hosts taken into the memory, and what that knows of them:
 * report.c has it done when all have been asked, live.c now and then.
 */
#include <string.h>

#include "common/hostport.h"
#include "ruptime/memory/handles.h"
#include "ruptime/recall.h"

/* Those of networks, by what they are remembered by. */
struct searched {
	const struct recall *recall;
	struct host *hosts;
	struct handles handles;
};

/* With a port where its network was given with one. */
static void
name_one(const struct recall *r, struct host *h, const char *known)
{
	const struct target t = targets_get(r->targets, (size_t)(h - r->hosts));
	char name[HOSTPORT_TEXT_MAX];

	if (targets_excludes(r->targets,
		hostport_at(name, known, h->own_port, 0)))
		h->elsewhere = true;
	else if (!r->numeric)
		host_rename(h,
		    hostport_at(name, known, h->own_port,
			t.given_port != NULL ? 0 : h->own_port));
}

/* One that is down has no name to be looked up, but one that it had. */
static bool
name_as_known(void *arg, const struct memory_host *k)
{
	const struct searched *s = arg;
	const ptrdiff_t i = handles_find(&s->handles, k->found_as);
	struct host *h;

	if (i == INDEX_NONE)
		return true;
	h = &s->hosts[i];
	if (!h->nobody && h->state != STATE_UP && h->found_name == NULL &&
	    h->found_as != NULL)
		name_one(s->recall, h, k->name);
	return true;
}

/* The memory may know as many as were asked. */
static void
name_missed(const struct recall *r)
{
	const size_t listed = targets_listed(r->targets);
	struct searched s = { .recall = r, .hosts = r->hosts + listed };

	if (handles_init(&s.handles, s.hosts, r->count - listed,
		memory_port(r->memory)) == 0)
		memory_found(r->memory, name_as_known, &s);
	handles_fini(&s.handles);
}

/* An address of a network where somebody was a while ago is a host that is
 * down. */
void
recall_hosts(const struct recall *r)
{
	bool missed = false;
	size_t i;

	memory_look(r->memory, r->hosts, r->count);
	for (i = targets_listed(r->targets); i < r->count; i++) {
		struct host *h = &r->hosts[i];

		if (!h->nobody || h->state == STATE_PENDING || !h->past.known ||
		    h->past.last_up < 0)
			continue;
		h->nobody = false;
		missed = true;
	}
	if (missed)
		name_missed(r);
}
