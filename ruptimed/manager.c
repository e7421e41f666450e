/* SPDX-License-Identifier: ISC */
/*
 * The server as its service manager sees it: how long starting and stopping
 * may take, what it does, and that its loop turns.  server.c tells.
 */
#include <event2/event.h>
#include <stdlib.h>

#include "common/timer.h"
#include "ruptimed/manager.h"
#include "ruptimed/systemd.h"

enum {
	STATUS_MAX = 448,
	/* For what is done before and after what has a limit. */
	MARGIN_MS = 5000
};

struct manager {
	struct event *watchdog;
	void (*status)(void *arg, char *buf, size_t size);
	void *arg;
};

static void
tell_status(const struct manager *m)
{
	char text[STATUS_MAX];

	m->status(m->arg, text, sizeof(text));
	systemd_beat("STATUS=%s", text);
}

static void
on_watchdog(evutil_socket_t fd, short what, void *arg)
{
	tell_status(arg);
	systemd_beat("WATCHDOG=1");
}

struct manager *
manager_new(struct event_base *base,
    void (*status)(void *arg, char *buf, size_t size), void *arg)
{
	struct manager *m = calloc(1, sizeof(*m));

	if (m == NULL)
		return NULL;
	m->status = status;
	m->arg = arg;
	m->watchdog = event_new(base, -1, EV_PERSIST, on_watchdog, m);
	if (m->watchdog != NULL)
		return m;
	free(m);
	return NULL;
}

static uint64_t
with_margin_us(uint64_t limit_ms)
{
	return (limit_ms + MARGIN_MS) * 1000;
}

void
manager_tell_starting(uint64_t limit_ms)
{
	systemd_notify("EXTEND_TIMEOUT_USEC=%llu",
	    (unsigned long long)with_margin_us(limit_ms));
}

void
manager_tell_serving(struct manager *m)
{
	uint64_t us = systemd_watchdog_us() / 2;

	if (us > 0)
		timer_start_us(m->watchdog, us);
	tell_status(m);
}

void
manager_tell_stopping(uint64_t limit_ms)
{
	systemd_notify("STOPPING=1\nEXTEND_TIMEOUT_USEC=%llu",
	    (unsigned long long)with_margin_us(limit_ms));
}

void
manager_free(struct manager *m)
{
	if (m == NULL)
		return;
	event_free(m->watchdog);
	free(m);
}
