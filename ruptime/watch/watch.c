/* SPDX-License-Identifier: ISC */
/*
 * Hosts asked again and again, and shown.  live.c calls it; rounds.c says
 * when to ask, view.c what to show, drawing.c has it shown by terminal.c.
 */
#include <errno.h>
#include <event2/event.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

#include "common/bootclock.h"
#include "common/clock.h"
#include "common/log.h"
#include "common/timer.h"
#include "ruptime/ask/engine.h"
#include "ruptime/ask/interrupt.h"
#include "ruptime/ask/outcome.h"
#include "ruptime/watch/drawing.h"
#include "ruptime/watch/printout.h"
#include "ruptime/watch/rounds.h"
#include "ruptime/watch/search.h"
#include "ruptime/watch/terminal.h"
#include "ruptime/watch/view.h"
#include "ruptime/watch/watch.h"

enum {
	STALE_MS = 500, /* an answer that is waited for so long is old */
	DRAW_MS = 50,   /* that answers wait for others, to be shown together */
	DRAW_MANY_MS = 250,
	MANY = 1000 /* hosts */
};

struct watch {
	enum watch_manner manner;
	bool keeps_text;
	const struct watch_calls *calls;
	struct targets *targets;
	struct host *hosts;
	struct search *search; /* NULL: no source is to be asked again */
	struct engine *engine;
	struct interrupt *interrupt;
	struct rounds rounds;
	struct view view;
	uint64_t boot_id;          /* ours */
	struct terminal *terminal; /* NULL: none */
	struct drawing drawing;
	struct event *step;        /* a timer */
	uint64_t *asked_ms;        /* since when each host is asked; 0: not */
	struct printout *printout; /* where there is none */
	bool gone;                 /* what it is shown on */
};

static uint64_t
now_ms(void)
{
	return (uint64_t)clock_ms();
}

bool
watch_has_screen(void)
{
	return terminal_usable();
}

static void
end(struct watch *w)
{
	event_base_loopbreak(engine_base(w->engine));
}

static bool
is_stale(void *arg, size_t i)
{
	const struct watch *w = arg;

	return w->asked_ms[i] > 0 && now_ms() - w->asked_ms[i] >= STALE_MS;
}

static void
begin_round(struct watch *w)
{
	const uint64_t now = now_ms();
	const bool search = rounds_search(&w->rounds, now);
	size_t i;

	for (i = 0; i < w->view.count; i++)
		if (w->asked_ms[i] == 0)
			w->asked_ms[i] = now;
	printout_time(w->view.time, false);
	engine_ask(w->engine, search);
	if (search && w->rounds.begun > 1)
		search_ask(w->search);
	drawing_within(&w->drawing, STALE_MS);
}

/* Without memory for what there is to print it is the next round that is. */
static void
tell_round(struct watch *w)
{
	FILE *out = w->printout != NULL ? printout_begin(w->printout) : NULL;

	if (!w->calls->round(w->calls->arg, w->rounds.finished, out))
		end(w);
	if (out != NULL)
		printout_end(w->printout);
}

/* The first one tells what the memory knows, as one that asks once. */
static void
finish_round(struct watch *w)
{
	w->calls->over(w->calls->arg, false);
	if (w->rounds.finished == 1)
		tell_round(w);
	view_recall(&w->view);
	if (w->rounds.finished > 1)
		tell_round(w);
	drawing_within(&w->drawing, DRAW_MS);
}

/* The next round waits for who reads of the last one. */
static bool
is_held_up(const struct watch *w)
{
	return !w->rounds.asking && w->printout != NULL &&
	    !printout_is_empty(w->printout);
}

/* The round that is under way may be over, and the next one be due. */
static void
go_on(struct watch *w)
{
	uint64_t wait_ms = ROUNDS_NEVER;

	evtimer_del(w->step);
	while (!is_held_up(w))
		switch (rounds_next(&w->rounds, now_ms(),
		    engine_asked(w->engine), &wait_ms)) {
		case ROUNDS_BEGIN:
			begin_round(w);
			break;
		case ROUNDS_FINISH:
			finish_round(w);
			break;
		case ROUNDS_END:
			end(w);
			return;
		case ROUNDS_WAIT:
			if (wait_ms != ROUNDS_NEVER)
				timer_start_ms(w->step, wait_ms);
			return;
		}
}

static void
on_step(evutil_socket_t fd, short what, void *arg)
{
	go_on(arg);
}

static void
show_change(struct watch *w, const char *text)
{
	char when[PRINTOUT_TIME_MAX];

	if (w->manner == WATCH_SCREEN) {
		printout_time(when, false);
		view_keep_change(&w->view, when, text);
	} else if (w->manner == WATCH_LINES && w->rounds.finished > 0)
		printout_change(w->printout, text);
}

/* When a host's answer came; that of one that is up says so itself. */
static struct moment
moment_of(const struct watch *w, const struct host *h)
{
	const bool up = h->state == STATE_UP;

	return (struct moment){ .wall_s = up ? h->replied_at : time(NULL),
		.boot_s = up ? h->replied_boot_s : bootclock_s(),
		.boot_id = w->boot_id };
}

static void
on_done(void *arg, size_t i)
{
	struct watch *w = arg;
	const struct moment at = moment_of(w, &w->hosts[i]);
	char text[CHANGES_TEXT_MAX];

	w->asked_ms[i] = 0;
	if (view_look(&w->view, i, &at, text))
		show_change(w, text);
	if (!w->keeps_text)
		host_forget_text(&w->hosts[i]);
	drawing_within(&w->drawing,
	    w->view.count < MANY ? DRAW_MS : DRAW_MANY_MS);
	if (engine_asked(w->engine) == 0)
		go_on(w);
}

/* There is room for all that come. */
static void
on_found(void *arg, const struct target_late *late)
{
	struct watch *w = arg;

	if (!targets_add_late(w->targets, late))
		return;
	w->asked_ms[w->view.count] = now_ms();
	engine_grow(w->engine);
	view_grow(&w->view);
	drawing_within(&w->drawing, DRAW_MS);
}

static void
on_again(void *arg, size_t i, const struct query *q)
{
	outcome_tell_again(q, ((const struct watch *)arg)->hosts[i].name);
}

static void
on_key(void *arg, enum keys_action key)
{
	struct watch *w = arg;
	int lines, columns;

	terminal_size(w->terminal, &lines, &columns);
	switch (view_key(&w->view, key, lines)) {
	case VIEW_NOTHING:
		return;
	case VIEW_REDRAW:
		terminal_redraw(w->terminal);
		break;
	case VIEW_ASK: /* once, for however many keys are there now */
		rounds_hurry(&w->rounds);
		timer_start_ms(w->step, 0);
		return;
	case VIEW_END:
		end(w);
		return;
	case VIEW_DRAW:
		break;
	}
	w->rounds.paused = w->view.paused;
	go_on(w);
	drawing_within(&w->drawing, 0);
}

static void
on_terminal(void *arg)
{
	drawing_within(&((struct watch *)arg)->drawing, 0);
}

static void
on_taken(void *arg)
{
	go_on(arg);
}

static void
on_gone(void *arg)
{
	struct watch *w = arg;

	if (w->printout != NULL && !w->gone && errno != EPIPE)
		log_warn("standard output");
	w->gone = true;
	end(w);
}

static bool
open_output(struct watch *w, bool color)
{
	static const struct terminal_calls calls = { on_key, on_terminal,
		on_gone };
	static const struct outlet_calls printed = { on_taken, on_gone };
	struct event_base *base = engine_base(w->engine);

	if (w->manner != WATCH_SCREEN) {
		w->printout = printout_new(base, &printed, w);
		return w->printout != NULL;
	}
	w->terminal = terminal_open(base, color, &calls, w);
	if (w->terminal != NULL && isatty(STDERR_FILENO))
		log_hold();
	return w->terminal != NULL &&
	    drawing_begin(&w->drawing, base, &w->view, w->terminal);
}

static bool
open_watch(struct watch *w, const struct options *o, bool color)
{
	const size_t room = targets_room(w->targets);
	struct event_base *base = engine_base(w->engine);

	w->asked_ms = calloc(room, sizeof(w->asked_ms[0]));
	w->step = evtimer_new(base, on_step, w);
	w->interrupt = interrupt_watch(base);
	if (w->asked_ms == NULL || w->step == NULL || w->interrupt == NULL ||
	    view_init(&w->view, o, w->hosts, targets_count(w->targets), room) ==
		-1 ||
	    !search_watch(w->search, base, on_found, w))
		return false;
	w->view.is_stale = is_stale;
	w->view.arg = w;
	return open_output(w, color);
}

/* Closes the terminal before anything is said. */
static enum watch_result
run(struct watch *w)
{
	const int rc = (go_on(w), event_base_dispatch(engine_base(w->engine)));
	const bool good = terminal_close(w->terminal);

	w->terminal = NULL;
	log_release();
	if (rc == -1) {
		log_warnx("waiting for events failed");
		return WATCH_FAILED;
	}
	w->calls->over(w->calls->arg, true);
	view_recall(&w->view);
	return good && !w->gone && interrupt_signal(w->interrupt) != SIGHUP ?
	    WATCH_ENDED :
	    WATCH_HUNG_UP;
}

static void
close_watch(struct watch *w)
{
	terminal_close(w->terminal);
	printout_free(w->printout);
	view_fini(&w->view);
	interrupt_free(w->interrupt);
	if (w->step != NULL)
		event_free(w->step);
	drawing_end(&w->drawing);
	search_close(w->search);
	engine_free(w->engine);
	free(w->asked_ms);
}

enum watch_result
watch_hosts(const struct options *o, const struct template *command,
    struct targets *ts, struct host *hosts, enum watch_manner manner,
    bool color, bool keeps_text, const struct watch_calls *calls)
{
	static const struct engine_calls quiet = { on_done, NULL },
					 verbose = { on_done, on_again };
	struct watch w = { .manner = manner,
		.keeps_text = keeps_text,
		.calls = calls,
		.targets = ts,
		.hosts = hosts,
		.boot_id = bootclock_id(),
		.rounds = { .interval_ms = o->interval_ms,
		    .count = o->rounds,
		    .first_waits = manner != WATCH_SCREEN } };
	enum watch_result result = WATCH_FAILED;

	/* Before the engine's threads are there: they are not forked. */
	w.search = search_open(o, ts);
	w.engine = engine_new(o, command, ts, hosts, true,
	    o->every_attempt && manner != WATCH_SCREEN ? &verbose : &quiet, &w);
	if (w.engine != NULL && open_watch(&w, o, color))
		result = run(&w);
	else
		log_warn("cannot prepare to ask");
	close_watch(&w);
	return result;
}
