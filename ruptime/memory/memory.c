/* SPDX-License-Identifier: ISC */
/*
 * The memory: what was seen of hosts joined with what is seen now.  report.c
 * brings what was seen, main.c asks for hosts that were found, forget.c has
 * some dropped; store.c keeps the file, past.c has the rules.  The file is
 * passed through once, a line at a time, so that a long one costs no memory.
 */
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "common/bootclock.h"
#include "common/hostport.h"
#include "common/log.h"
#include "common/net.h"
#include "ruptime/memory/handles.h"
#include "ruptime/memory/index.h"
#include "ruptime/memory/memory.h"
#include "ruptime/memory/moved.h"
#include "ruptime/memory/place.h"
#include "ruptime/memory/store.h"

/* 2026, which no clock is before that was ever set: one that is kept by no
 * battery begins at the epoch. */
#define SET_S INT64_C(1767225600)

struct memory {
	char *path;
	uint16_t usual_port;
	bool told;
};

/* One look at many hosts. */
struct round {
	struct store store;
	struct moved moved;
	struct host *hosts;
	struct handles handles;
	uint16_t usual_port;
	/* Of the line that is written. */
	char name[HOSTPORT_TEXT_MAX], address[HOSTPORT_TEXT_MAX];
	struct moment now;
};

struct moment
memory_now(void)
{
	return (struct moment){ .wall_s = time(NULL),
		.boot_s = bootclock_s(),
		.boot_id = bootclock_id() };
}

struct memory *
memory_new(uint16_t usual_port)
{
	struct memory *m = calloc(1, sizeof(*m));

	if (m == NULL)
		return NULL;
	m->usual_port = usual_port;
	m->path = place_find();
	if (m->path != NULL)
		return m;
	free(m);
	return NULL;
}

void
memory_free(struct memory *m)
{
	if (m == NULL)
		return;
	free(m->path);
	free(m);
}

/* Once, and only to who wants to know: the answer does not depend on it. */
static void
tell(struct memory *m, const struct store *s)
{
	if (m->told || !log_is_verbose())
		return;
	if (s->why[0] != '\0')
		log_warnx("%s: %s; what is seen is not remembered", m->path,
		    s->why);
	else if (s->damaged > 0)
		log_warnx("%s: %zu damaged line%s dropped", m->path, s->damaged,
		    s->damaged == 1 ? " was" : "s were");
	else
		return;
	m->told = true;
}

/* What has a time of that long ago would be lost. */
static bool
is_clock_set(struct memory *m, const struct moment *now)
{
	if (now->wall_s >= SET_S)
		return true;
	if (!m->told && log_is_verbose())
		log_warnx("the clock is not set; what is seen is not "
			  "remembered");
	m->told = true;
	return false;
}

uint16_t
memory_port(struct memory *m)
{
	bool fallback;

	if (m->usual_port == 0)
		m->usual_port = (uint16_t)net_service_port(&fallback);
	return m->usual_port;
}

const char *
memory_key(struct memory *m, const struct host *h,
    char buf[static HOSTPORT_TEXT_MAX])
{
	return handles_compose(h, memory_port(m), buf);
}

/* A host that was seen up is remembered as of then. */
static struct look
look_at(const struct round *r, const struct host *h)
{
	struct look l = { .at = r->now,
		.up = h->state == STATE_UP,
		.found = h->found_as != NULL,
		.uptime_s = -1 };

	if (l.up) {
		l.at.wall_s = h->replied_at;
		l.at.boot_s = h->replied_boot_s;
		l.uptime_s = h->uptime.uptime_s;
		l.unit_s = h->uptime.unit_s;
	}
	return l;
}

/* A host that was found long ago is nobody until it is found again. */
static bool
is_stale(const struct round *r, const struct host *h, const struct past *p)
{
	return h->found_as != NULL && h->state != STATE_UP &&
	    past_elapsed_s(&p->up, &r->now) > PAST_FOUND_S;
}

static void
know(const struct round *r, struct host *h, const struct past *p,
    enum reboot rebooted)
{
	h->past = (struct past_known){ .known = true,
		.rebooted = rebooted,
		.last_up = -1,
		.down_s = -1 };
	if (h->state == STATE_UP)
		h->past.last_up = h->replied_at;
	else if (p != NULL && !is_stale(r, h, p)) {
		h->past.last_up = past_last_up_s(p, &r->now);
		if (h->state != STATE_PENDING)
			h->past.down_s = r->now.wall_s - h->past.last_up;
	}
}

/* As one of a network is whose name was not looked up, or not found now. */
static bool
is_shown_by_address(struct round *r, const struct host *h)
{
	return strcmp(h->name, h->found_as) == 0 ||
	    strcmp(h->name,
		hostport_at(r->name, h->found_as, h->own_port, 0)) == 0;
}

/* Where a found host is to be asked is where it answered last; a name that it
 * had is better than none. */
static void
place(struct round *r, struct line *line, const struct host *h)
{
	if (h->found_as == NULL || h->state != STATE_UP)
		return;
	line->address = h->address != NULL ?
	    h->address :
	    hostport_at(r->address, h->found_as, h->own_port, h->own_port);
	line->port = h->port != 0 ? h->port : h->own_port;
	if (line->name == NULL || !is_shown_by_address(r, h))
		line->name =
		    hostport_at(r->name, h->name, h->own_port, r->usual_port);
}

/* Without a place to be asked at there is no use in the mark. */
static void
keep(struct round *r, struct line *line)
{
	if (line->address == NULL)
		line->past.found = false;
	if (past_keep(&line->past, &r->now))
		store_write(&r->store, line);
}

static void
look_again(struct round *r, struct host *h, struct line *line)
{
	const struct look l = look_at(r, h);
	enum reboot rebooted = REBOOT_UNKNOWN;

	if (h->state != STATE_PENDING)
		rebooted = past_look(&line->past, true, &l);
	place(r, line, h);
	know(r, h, &line->past, rebooted);
	keep(r, line);
}

static void
look_first(struct round *r, size_t i)
{
	struct line line = { .host = handles_get(&r->handles, i) };
	struct host *h = &r->hosts[i];
	const struct look l = look_at(r, h);

	know(r, h, NULL, REBOOT_UNKNOWN);
	if (!l.up)
		return;
	past_look(&line.past, false, &l);
	place(r, &line, h);
	keep(r, &line);
}

/* What is called so was found at another address, and nothing answers here. */
static bool
has_moved(const struct round *r, const struct line *line, const struct host *h)
{
	return line->past.found &&
	    (h == NULL || (h->found_as != NULL && h->state != STATE_UP)) &&
	    moved_has(&r->moved, line->name);
}

static void
look_elsewhere(struct round *r, struct host *h, struct line *line)
{
	line->past.found = false;
	if (h != NULL)
		know(r, h, NULL, REBOOT_UNKNOWN);
	keep(r, line);
}

static bool
read_line(struct store *s, const struct moment *now, struct line *line)
{
	if (!store_read(s, line))
		return false;
	past_doubt(&line->past, now);
	return true;
}

/* Of two lines of a host the first counts. */
static void
pass(struct round *r, size_t n)
{
	struct line line;
	struct host *h;
	ptrdiff_t i;
	size_t j;

	for (j = 0; j < n; j++)
		r->hosts[j].past = (struct past_known){ 0 };
	while (read_line(&r->store, &r->now, &line)) {
		i = handles_find(&r->handles, line.host);
		h = i == INDEX_NONE ? NULL : &r->hosts[i];
		if (h != NULL && h->past.known)
			continue;
		if (has_moved(r, &line, h))
			look_elsewhere(r, h, &line);
		else if (h == NULL)
			keep(r, &line);
		else
			look_again(r, h, &line);
	}
	for (j = 0; j < n; j++)
		if (!r->hosts[j].past.known)
			look_first(r, j);
}

/* Nothing could be read, and nothing is kept. */
static void
unknow(struct host *hosts, size_t n)
{
	size_t i;

	for (i = 0; i < n; i++)
		hosts[i].past.known = false;
}

void
memory_look(struct memory *m, struct host *hosts, size_t n)
{
	struct round r = { .hosts = hosts, .now = memory_now() };

	unknow(hosts, n);
	if (m == NULL || !is_clock_set(m, &r.now))
		return;
	r.usual_port = memory_port(m);
	if (handles_init(&r.handles, hosts, n, r.usual_port) == 0 &&
	    moved_init(&r.moved, hosts, n, r.usual_port) == 0) {
		store_open(&r.store, m->path, true);
		if (r.store.readable) {
			pass(&r, n);
			if (!store_commit(&r.store) &&
			    !(r.store.exists && r.store.readable))
				unknow(hosts, n);
		}
		tell(m, &r.store);
		store_close(&r.store);
	}
	moved_fini(&r.moved);
	handles_fini(&r.handles);
}

void
memory_found(struct memory *m,
    bool (*each)(void *arg, const struct memory_host *h), void *arg)
{
	const struct moment at = memory_now();
	struct memory_host host;
	struct line line;
	struct store s;

	if (m == NULL)
		return;
	store_open(&s, m->path, false);
	while (s.readable && read_line(&s, &at, &line)) {
		if (!past_keep(&line.past, &at) || !line.past.found)
			continue;
		host = (struct memory_host){ .found_as = line.host,
			.name = line.name,
			.address = line.address,
			.port = line.port };
		if (!each(arg, &host))
			break;
	}
	store_close(&s);
}

static const char *
name_of(const void *names, size_t i)
{
	return ((const char *const *)names)[i];
}

static bool
is_named(const struct index *ix, const struct line *line)
{
	return index_find(ix, line->host) != INDEX_NONE ||
	    (line->past.found && index_find(ix, line->name) != INDEX_NONE);
}

static int
forget(struct store *s, const struct index *ix)
{
	struct line line;
	int count = 0;

	while (store_read(s, &line))
		if (is_named(ix, &line))
			count++;
		else
			store_write(s, &line);
	return store_commit(s) ? count : -1;
}

int
memory_forget(struct memory *m, const char *const *names, size_t n)
{
	struct index ix = { 0 };
	struct store s;
	int count = -1;

	if (index_init(&ix, names, n, name_of) == -1) {
		log_warn("%zu hosts", n);
		return -1;
	}
	store_open(&s, m->path, true);
	if (s.readable)
		count = forget(&s, &ix);
	if (count == -1)
		log_warnx("%s: %s; nothing is forgotten", m->path, s.why);
	store_close(&s);
	index_fini(&ix);
	return count;
}
