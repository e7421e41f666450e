/* SPDX-License-Identifier: ISC */
/*
 * libevent's messages, as ours: by itself it would write to standard error,
 * whatever that is.
 */
#include <event2/event.h>
#include <stdlib.h>

#include "common/evlog.h"
#include "common/log.h"

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

void
evlog_init(void)
{
	event_set_log_callback(on_message);
	event_set_fatal_callback(on_fatal);
}
