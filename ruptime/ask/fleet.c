/* SPDX-License-Identifier: ISC */
/*
 * Many hosts asked once, with a line that says how far that is, until all have
 * answered or the user has had enough.  report.c calls it and shows what has
 * come of it.
 */
#include <event2/event.h>

#include "common/log.h"
#include "ruptime/ask/engine.h"
#include "ruptime/ask/fleet.h"
#include "ruptime/ask/interrupt.h"
#include "ruptime/ask/outcome.h"
#include "ruptime/ask/progress.h"

struct fleet {
	struct engine *engine;
	struct host *hosts;
	struct progress_counts counts;
	struct progress *progress;
	struct interrupt *interrupt;
	bool keeps_text;
	bool tells_attempts;
	bool told_unknown; /* that a name is */
	const struct fleet_calls *calls;
	void *arg;
	struct event *pause;
	enum fleet_result result;
};

static void
end(struct fleet *f, enum fleet_result result)
{
	f->result = result;
	event_base_loopbreak(engine_base(f->engine));
}

/* Behind all that have answered at once: a write for each would cost more than
 * they do. */
static void
on_pause(evutil_socket_t fd, short what, void *arg)
{
	struct fleet *f = arg;

	progress_hide(f->progress);
	if (!f->calls->pause(f->arg))
		end(f, FLEET_STOPPED);
}

static void
on_done(void *arg, size_t i)
{
	struct fleet *f = arg;
	struct host *h = &f->hosts[i];

	f->counts.done++;
	if (h->state != STATE_UP && host_has_line(h))
		f->counts.failed++;
	if (f->calls != NULL && host_has_line(h)) {
		progress_hide(f->progress);
		f->calls->each(f->arg, h);
		event_active(f->pause, EV_TIMEOUT, 0);
	}
	if (!f->keeps_text)
		host_forget_text(h);
	if (f->counts.done == f->counts.all)
		end(f, FLEET_ALL);
}

static void
on_again(void *arg, size_t i, const struct query *q)
{
	struct fleet *f = arg;
	const char *name = f->hosts[i].name;

	if (f->tells_attempts) {
		progress_hide(f->progress);
		outcome_tell_again(q, name);
	} else if (!f->told_unknown) {
		progress_hide(f->progress);
		outcome_tell_unknown(q, name, &f->told_unknown);
	}
}

/* They have not been heard of. */
static void
list_waited_for(void *arg, const char *names[])
{
	const struct fleet *f = arg;
	size_t i, n = 0, left = f->counts.all - f->counts.done;

	for (i = 0; n < left; i++)
		if (f->hosts[i].state == STATE_PENDING)
			names[n++] = f->hosts[i].name;
}

static void
run(struct fleet *f)
{
	struct event_base *base = engine_base(f->engine);

	f->pause = evtimer_new(base, on_pause, f);
	f->interrupt = interrupt_watch(base);
	if (f->pause == NULL || f->interrupt == NULL) {
		log_warn("cannot prepare to ask");
		return;
	}
	f->progress = progress_start(base, &f->counts);
	engine_ask(f->engine, true);
	if (event_base_dispatch(base) == -1)
		log_warnx("waiting for events failed");
	else if (interrupt_signal(f->interrupt) != 0 &&
	    f->counts.done < f->counts.all)
		f->result = FLEET_INTERRUPTED;
	progress_hide(f->progress);
	if (f->calls != NULL)
		(void)f->calls->pause(f->arg);
}

enum fleet_result
fleet_ask(const struct options *o, const struct template *command,
    const struct targets *ts, struct host *hosts, bool keeps_text,
    const struct fleet_calls *calls, void *arg)
{
	static const struct engine_calls quiet = { on_done, NULL },
					 again = { on_done, on_again };
	struct fleet f = {
		.hosts = hosts,
		.counts.all = targets_count(ts),
		.keeps_text = keeps_text,
		.tells_attempts = o->every_attempt,
		.calls = calls,
		.arg = arg,
		.result = FLEET_FAILED,
	};

	f.counts.waited_for = list_waited_for;
	f.counts.arg = &f;

	f.engine = engine_new(o, command, ts, hosts, false,
	    o->every_attempt || o->wait ? &again : &quiet, &f);
	if (f.engine != NULL)
		run(&f);
	else
		log_warn("cannot prepare to ask");
	progress_stop(f.progress);
	interrupt_free(f.interrupt);
	if (f.pause != NULL)
		event_free(f.pause);
	engine_free(f.engine);
	return f.result;
}
