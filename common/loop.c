/* SPDX-License-Identifier: ISC */
/*
 * The event loop, and libevent's messages as ours: by itself it would write to
 * standard error, whatever that is.  server.c has one, and context.c.
 */
#include <errno.h>
#include <event2/event.h>
#include <stdbool.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <unistd.h>

#include "common/descriptor.h"
#include "common/log.h"
#include "common/loop.h"

static void
on_message(int severity, const char *message)
{
	if (severity >= EVENT_LOG_ERR)
		log_warnx("%s", message);
	else if (severity >= EVENT_LOG_WARN)
		log_debug("libevent: %s", message);
}

static void
on_fatal(int error)
{
	exit(1);
}

/* libevent ends the program where its socket pair finds no room behind the
 * descriptor of epoll(7) or the like; errno. */
static bool
has_descriptors(void)
{
	int fds[2], third, saved;

	if (descriptor_pair(SOCK_STREAM, fds) == -1)
		return false;
	third = dup(fds[0]);
	saved = errno;
	close(fds[0]);
	close(fds[1]);
	if (third != -1)
		close(third);
	errno = saved;
	return third != -1;
}

struct event_base *
loop_new(void)
{
	/* How long what is ready may keep it from looking what else is. */
	static const struct timeval turn = { .tv_usec = 5 * 1000L };
	struct event_config *config;
	struct event_base *base;

	if (!has_descriptors())
		return NULL;
	event_set_log_callback(on_message);
	event_set_fatal_callback(on_fatal);
	config = event_config_new();
	if (config == NULL)
		return NULL;
	event_config_set_flag(config, EVENT_BASE_FLAG_NOLOCK);
	event_config_set_flag(config, EVENT_BASE_FLAG_IGNORE_ENV);
	event_config_set_max_dispatch_interval(config, &turn, -1,
	    LOOP_ORDINARY);
	base = event_base_new_with_config(config);
	event_config_free(config);
	if (base != NULL)
		event_base_priority_init(base, LOOP_PRIORITIES);
	return base;
}
