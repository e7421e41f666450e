/* SPDX-License-Identifier: ISC */
/*
 * Hosts asked again and again, and shown.  live.c calls it; rounds.c says
 * when to ask, view.c what to show, terminal.c shows it.
 */
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
#include "ruptime/memory/memory.h"
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
	struct moment now;         /* as of the last answer */
	struct terminal *terminal; /* NULL: none */
	struct event *step, *draw; /* timers */
	uint64_t drawn_by_ms;      /* when draw goes off, where pending */
	uint64_t *asked_ms;        /* since when each host is asked; 0: not */
	struct printout *printout; /* where there is none */
	bool gone;                 /* what it is shown on */
};

static uint64_t
now_ms(void)
{
	return clock_us() / 1000;
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

static void
draw_within(struct watch *w, unsigned ms)
{
	const uint64_t by = now_ms() + ms;

	if (w->terminal == NULL ||
	    (evtimer_pending(w->draw, NULL) && w->drawn_by_ms <= by))
		return;
	w->drawn_by_ms = by;
	timer_start_ms(w->draw, ms);
}

/* What it does not take now is drawn when it is ready again. */
static void
on_draw(evutil_socket_t fd, short what, void *arg)
{
	struct watch *w = arg;
	int lines, columns;
	struct canvas canvas;

	if (!terminal_ready(w->terminal))
		return;
	terminal_size(w->terminal, &lines, &columns);
	if (canvas_init(&canvas, lines, columns) == -1)
		return;
	view_draw(&w->view, &canvas);
	terminal_show(w->terminal, &canvas);
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
	draw_within(w, STALE_MS);
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
	if (w->rounds.finished > 1)
		view_recall(&w->view);
	tell_round(w);
	view_recall(&w->view);
	draw_within(w, DRAW_MS);
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

static void
on_done(void *arg, size_t i)
{
	struct watch *w = arg;
	char text[CHANGES_TEXT_MAX];

	w->asked_ms[i] = 0;
	w->now.wall_s = time(NULL);
	w->now.boot_s = bootclock_s();
	if (view_look(&w->view, i, &w->now, text))
		show_change(w, text);
	if (!w->keeps_text)
		host_forget_text(&w->hosts[i]);
	draw_within(w, w->view.count < MANY ? DRAW_MS : DRAW_MANY_MS);
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
	draw_within(w, DRAW_MS);
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
	draw_within(w, 0);
}

static void
on_terminal(void *arg)
{
	draw_within(arg, 0);
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

	if (w->printout != NULL && !w->gone)
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
	return w->terminal != NULL;
}

static bool
open_watch(struct watch *w, const struct options *o, bool color)
{
	const size_t room = targets_room(w->targets);
	struct event_base *base = engine_base(w->engine);

	w->asked_ms = calloc(room, sizeof(w->asked_ms[0]));
	w->step = evtimer_new(base, on_step, w);
	w->draw = evtimer_new(base, on_draw, w);
	w->interrupt = interrupt_watch(base);
	if (w->asked_ms == NULL || w->step == NULL || w->draw == NULL ||
	    w->interrupt == NULL ||
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
	if (w->draw != NULL)
		event_free(w->draw);
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
		.now = memory_now(),
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
