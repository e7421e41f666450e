/* SPDX-License-Identifier: ISC */
/* The user's terminal while the live view has it. */
#ifndef RUPTIME_TERMINAL_H
#define RUPTIME_TERMINAL_H

#include <stdbool.h>

#include "ruptime/watch/canvas.h"
#include "ruptime/watch/keys.h"

struct event_base;
struct terminal;

struct terminal_calls {
	void (*key)(void *arg, enum keys_action action);
	/* It has another size, was given back to us, or reads again: what is
	 * shown is to be drawn. */
	void (*draw)(void *arg);
	/* It takes nothing any more, whether or not SIGHUP has come. */
	void (*gone)(void *arg);
};

/* Whether standard output is one that can be drawn on. */
bool terminal_usable(void);

/*
 * Take it over: a screen of our own, and what standard input sends, if that is
 * a terminal too, key by key.  It is given back by terminal_close(), while the
 * user has stopped us, and when we crash.  One in a process.  NULL with errno.
 */
struct terminal *terminal_open(struct event_base *base, bool color,
    const struct terminal_calls *calls, void *arg);

void terminal_size(const struct terminal *t, int *lines, int *columns);

/* Whether it has taken all that was sent. */
bool terminal_ready(const struct terminal *t);

/*
 * Show canvas, of terminal_size(), which becomes the terminal's.  To be called
 * when it is ready; never blocks: it may not be ready for long afterwards.
 */
void terminal_show(struct terminal *t, struct canvas *canvas);

/* What is on the screen is not what was shown: draw all of it next. */
void terminal_redraw(struct terminal *t);

/*
 * Give it back as it was.  False where it does not take what would be needed
 * for that, since nobody reads it.  NULL is allowed, and true.
 */
bool terminal_close(struct terminal *t);

#endif
