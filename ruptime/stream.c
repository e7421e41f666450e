/* SPDX-License-Identifier: ISC */
/*
 * One host whose reply goes to standard output as it comes.  main.c calls it
 * once.
 */
#include <errno.h>
#include <event2/event.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "common/log.h"
#include "common/timer.h"
#include "common/transient.h"
#include "ruptime/ask/context.h"
#include "ruptime/ask/interrupt.h"
#include "ruptime/ask/outcome.h"
#include "ruptime/ask/query.h"
#include "ruptime/show/screen.h"
#include "ruptime/stream.h"

/* A user is told what takes so long after half a second. */
enum { PATIENCE_MS = 500 };

struct stream {
	struct context context;
	const char *name;
	struct query *query;
	struct event *patience; /* NULL where nobody looks */
	bool impatient;
	bool mid_line; /* of standard output */
	char said[512];
	bool write_failed;
	bool told_unknown;           /* that the name is */
	struct interrupt *interrupt; /* NULL: there is no command */
	int signal;                  /* that has ended it; 0: none has */
};

/* Without a slash it is asked for as a name. */
static bool
is_file(const char *name)
{
	struct stat st;

	return stat(name, &st) == 0 && S_ISREG(st.st_mode);
}

static const char a_file[] = "; a file of hosts is for -f";

/* The kernel refuses what is no socket like one at which nobody listens.  A
 * shell's <(command) is a pipe, or the file that it was written to. */
static const char *
hint_refused(const char *name)
{
	struct stat st;

	if (name[0] != '/' || stat(name, &st) == -1 || S_ISSOCK(st.st_mode))
		return "; is ruptimed running there?";
	return S_ISREG(st.st_mode) || S_ISFIFO(st.st_mode) ?
	    a_file :
	    "; it is no socket";
}

static const char *
hint(const struct query_end *end, const char *name)
{
	switch (end->state) {
	case STATE_REFUSED:
		return strstr(end->detail, "; ") != NULL ? "" :
							   hint_refused(name);
	case STATE_UNKNOWN_HOST:
	case STATE_UNRESOLVED:
		return is_file(name) ? a_file : "";
	case STATE_DENIED:
		return "; see -A in ruptimed(8)";
	default:
		return "";
	}
}

static void
say_why(const char *name, const struct query *q)
{
	const struct query_end end = query_end(q);

	log_warnx("%s: %s: %s%s", name, state_name(end.state), end.detail,
	    hint(&end, name));
}

/* The same is not said twice: -w may wait for long. */
static void
say_waiting(struct stream *s)
{
	char text[sizeof(s->said)];

	query_describe(s->query, text, sizeof(text));
	if (strcmp(text, s->said) == 0 && !log_is_verbose())
		return;
	strlcpy(s->said, text, sizeof(s->said));
	log_info("%s: %s", s->name, text);
}

static void
on_data(void *arg, const char *data, size_t len)
{
	struct stream *s = arg;

	/* The loop ends when all that has arrived was handed on. */
	if (s->write_failed)
		return;
	s->mid_line = data[len - 1] != '\n';
	if (screen_write(data, len) == 0)
		return;
	if (errno != EPIPE || s->context.command == NULL)
		log_warn("standard output");
	s->write_failed = true;
	event_base_loopbreak(s->context.base);
}

static void
on_again(void *arg)
{
	struct stream *s = arg;

	if (s->context.wait &&
	    outcome_tell_unknown(s->query, s->name, &s->told_unknown))
		return;
	if ((s->impatient && transient_is_foreground()) || log_is_verbose())
		say_waiting(s);
}

static void
on_done(void *arg)
{
	struct stream *s = arg;

	event_base_loopbreak(s->context.base);
}

static void
on_patience(evutil_socket_t fd, short what, void *arg)
{
	struct stream *s = arg;

	if (!transient_is_foreground()) {
		timer_start_ms(s->patience, PATIENCE_MS);
		return;
	}
	s->impatient = true;
	say_waiting(s);
}

static int
ask(struct stream *s, const struct target *target)
{
	const struct timeval patience = { .tv_usec = PATIENCE_MS * 1000L };

	s->query = query_start(&s->context, target, NULL, s);
	if (s->query == NULL) {
		log_warn("%s", s->name);
		return 2;
	}
	if (isatty(STDERR_FILENO)) {
		s->patience = evtimer_new(s->context.base, on_patience, s);
		if (s->patience != NULL)
			evtimer_add(s->patience, &patience);
	}
	if (event_base_dispatch(s->context.base) == -1) {
		log_warn("waiting for events failed");
		return 2;
	}
	s->signal = s->interrupt != NULL ? interrupt_signal(s->interrupt) : 0;
	if (s->write_failed || s->signal != 0)
		return 1;
	if (query_end(s->query).state == STATE_UP)
		return 0;
	/* A message has a line of its own, where both are on the screen. */
	if (s->mid_line && isatty(STDOUT_FILENO) && isatty(STDERR_FILENO))
		screen_write("\n", 1);
	say_why(s->name, s->query);
	return 1;
}

/* A command has to be ended, not only we: signals are watched for from before
 * there is one until there is none. */
static bool
open_stream(struct stream *s)
{
	if (!context_open(&s->context, &query_resolver_calls))
		return false;
	if (s->context.command == NULL)
		return true;
	s->interrupt = interrupt_watch(s->context.base);
	return s->interrupt != NULL;
}

int
stream_host(const struct options *o, const struct template *command,
    const struct target *target)
{
	struct stream s = {
		.name = target->text,
		.context = {
			.command = command,
			.soft_nofile = RLIM_INFINITY, /* ours is not raised */
			.family = o->family,
			.retries = o->retries,
			.timeout_ms = o->timeout_ms,
			.wait = o->wait,
			.data = on_data,
			.again = on_again,
			.done = on_done,
		},
	};
	int status = 2;

	if (open_stream(&s))
		status = ask(&s, target);
	else
		log_warn("cannot prepare to ask");
	query_free(s.query);
	interrupt_free(s.interrupt);
	if (s.patience != NULL)
		event_free(s.patience);
	context_close(&s.context);
	if (s.signal != 0)
		raise(s.signal);
	return status;
}
