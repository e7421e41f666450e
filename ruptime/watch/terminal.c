/* SPDX-License-Identifier: ISC */
/*
 * The user's terminal while the live view has it.  drawing.c has it show what
 * view.c has drawn; modes.c sets its modes.
 *
 * It is written to by a descriptor of our own, so that it can be one that does
 * not block without the shell's becoming so.  Another user's terminal, as it is
 * behind su(1), can't be opened: then no write to it lasts long.
 */
#include <errno.h>
#include <event2/event.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <termios.h>
#include <unistd.h>

#include "common/descriptor.h"
#include "common/inherited.h"
#include "common/timer.h"
#include "ruptime/watch/codes.h"
#include "ruptime/watch/inquiry.h"
#include "ruptime/watch/modes.h"
#include "ruptime/watch/outlet.h"
#include "ruptime/watch/paint.h"
#include "ruptime/watch/rescue.h"
#include "ruptime/watch/terminal.h"

enum {
	ESCAPE_MS = 50,     /* within which the rest of a sequence comes */
	BACK_MS = 20,       /* within which SIGCONT comes behind a stop */
	AGAIN_MS = 200,     /* from one stop in the background to the next */
	GIVE_BACK_MS = 500, /* for what is left to be sent at the end */
	SIDE_MAX = 10000,   /* of a screen: what is beyond is not used, */
	CELLS_MAX = 2 * 1000 * 1000, /* and no more than so many cells */
};

enum { DEFAULT_LINES = 24, DEFAULT_COLUMNS = 80 };
enum { ON_INPUT, ON_ESCAPE, ON_BACK, ON_SIZE, ON_STOP, ON_CONTINUE, EVENTS };

struct terminal {
	const struct terminal_calls *calls;
	void *arg;
	struct event *events[EVENTS];
	struct codes codes;
	struct keys keys;
	int fd; /* to write to */
	struct outlet *outlet;
	bool has_keys; /* standard input is a terminal, too */
	struct modes modes;
	bool entered;
	struct inquiry inquiry;
	struct canvas shown; /* cells NULL: unknown */
};

bool
terminal_usable(void)
{
	return isatty(STDOUT_FILENO) && codes_usable();
}

void
terminal_size(const struct terminal *t, int *lines, int *columns)
{
	struct winsize size = { 0 };

	(void)ioctl(t->fd, TIOCGWINSZ, &size);
	*lines = size.ws_row > 0 ? size.ws_row : DEFAULT_LINES;
	*columns = size.ws_col > 0 ? size.ws_col : DEFAULT_COLUMNS;
	if (*lines > SIDE_MAX)
		*lines = SIDE_MAX;
	if (*columns > SIDE_MAX)
		*columns = SIDE_MAX;
	if (*columns > CELLS_MAX / *lines)
		*columns = CELLS_MAX / *lines;
	if (t->codes.wraps && *columns > 1)
		--*columns;
}

bool
terminal_ready(const struct terminal *t)
{
	return t->entered && outlet_is_empty(t->outlet);
}

/* With no memory it is lost. */
static void
send_copy(struct terminal *t, const char *text)
{
	char *copy = strdup(text);

	if (copy != NULL)
		outlet_put(t->outlet, copy, strlen(copy));
}

void
terminal_redraw(struct terminal *t)
{
	canvas_fini(&t->shown);
}

void
terminal_show(struct terminal *t, struct canvas *canvas)
{
	const struct canvas *old = &t->shown;
	char *text = NULL;
	size_t len = 0;
	FILE *out = open_memstream(&text, &len);
	bool good;

	if (old->cells == NULL || old->lines != canvas->lines ||
	    old->columns != canvas->columns)
		old = NULL;
	good = out != NULL && paint_write(out, &t->codes.paint, old, canvas);
	if (out != NULL && fclose(out) == EOF)
		good = false;
	canvas_fini(&t->shown);
	if (!good) { /* no memory: all of it, next time */
		free(text);
		canvas_fini(canvas);
		return;
	}
	t->shown = *canvas;
	*canvas = (struct canvas){ .cells = NULL };
	outlet_put(t->outlet, text, len);
}

static void
arm(const struct terminal *t)
{
	rescue_arm(t->fd, t->codes.leave, t->modes.fd, &t->modes.before);
}

static void
take_key(struct terminal *t, enum keys_action action)
{
	inquiry_note(&t->inquiry, action);
	if (action == KEYS_SYNC) {
		codes_synchronize(&t->codes);
		arm(t);
	} else if (action != KEYS_NONE && action != KEYS_DEVICE)
		t->calls->key(t->arg, action);
}

/* A terminal that has gone says so by SIGHUP; until then it is not asked
 * again and again. */
static void
on_input(evutil_socket_t fd, short what, void *arg)
{
	struct terminal *t = arg;
	unsigned char bytes[256];
	ssize_t n = read(fd, bytes, sizeof(bytes)), i;

	if (n == 0 || (n == -1 && errno != EAGAIN && errno != EINTR)) {
		event_del(t->events[ON_INPUT]);
		return;
	}
	evtimer_del(t->events[ON_ESCAPE]);
	for (i = 0; i < n; i++)
		take_key(t, keys_feed(&t->keys, bytes[i]));
	if (keys_pending(&t->keys))
		timer_start_ms(t->events[ON_ESCAPE], ESCAPE_MS);
}

static void
on_escape(evutil_socket_t fd, short what, void *arg)
{
	struct terminal *t = arg;

	t->calls->key(t->arg, keys_forget(&t->keys));
}

static void
on_size(evutil_socket_t number, short what, void *arg)
{
	struct terminal *t = arg;

	terminal_redraw(t);
	t->calls->draw(t->arg);
}

static void
take_over(struct terminal *t)
{
	modes_take(&t->modes);
	arm(t);
	t->entered = true;
	terminal_redraw(t);
	send_copy(t, t->codes.enter);
	if (t->codes.ask[0] != '\0' && inquiry_begin(&t->inquiry, t->fd))
		send_copy(t, t->codes.ask);
}

/* In the background we stop, until the shell gives us the terminal.  Who has us
 * go on without that may want us to end: the loop sees to it before we stop
 * again. */
static void
enter(struct terminal *t)
{
	if (modes_in_background(t->modes.fd))
		raise(SIGTTOU);
	if (modes_in_background(t->modes.fd))
		timer_start_ms(t->events[ON_BACK], AGAIN_MS);
	else
		take_over(t);
}

/* What nobody has read meanwhile is not waited for any longer: it is dropped,
 * so that there is room for the last. */
static bool
send_last(struct terminal *t)
{
	const bool may_flush = !modes_in_background(t->modes.fd);
	bool good;

	if (may_flush)
		modes_start_output(t->fd);
	good = outlet_wait(t->outlet, GIVE_BACK_MS);
	if (!good && may_flush)
		tcflush(t->fd, TCOFLUSH);
	send_copy(t, t->codes.leave);
	return outlet_wait(t->outlet, 0) && good;
}

static bool
leave(struct terminal *t)
{
	bool good;

	if (!t->entered)
		return true;
	good = send_last(t);
	inquiry_await(&t->inquiry, &t->keys);
	rescue_disarm();
	modes_give_back(&t->modes);
	t->entered = false;
	return good;
}

/* Without its event the signal does what it does by default: it stops us, but
 * where no shell would have us go on. */
static void
on_stop(evutil_socket_t number, short what, void *arg)
{
	struct terminal *t = arg;

	(void)leave(t);
	event_del(t->events[ON_STOP]);
	raise(number);
	event_add(t->events[ON_STOP], NULL);
	timer_start_ms(t->events[ON_BACK], BACK_MS);
}

/* Also where the signal that stopped us was one that nobody can catch: the
 * shell has put back its own modes. */
static void
on_continue(evutil_socket_t number, short what, void *arg)
{
	struct terminal *t = arg;

	enter(t);
	t->calls->draw(t->arg);
}

static void
on_back(evutil_socket_t fd, short what, void *arg)
{
	const struct terminal *t = arg;

	if (!t->entered)
		on_continue(SIGCONT, what, arg);
}

/* A descriptor of our own to what standard output is. */
static int
open_own(void)
{
	const int flags = O_WRONLY | O_NOCTTY | O_NONBLOCK | O_CLOEXEC;
	char name[64];
	int fd;

	if (ttyname_r(STDOUT_FILENO, name, sizeof(name)) == 0)
		fd = open(name, flags);
	else
		fd = descriptor_reopen(STDOUT_FILENO, flags);
	return fd != -1 ? fd : fcntl(STDOUT_FILENO, F_DUPFD_CLOEXEC, 0);
}

static bool
open_events(struct terminal *t, struct event_base *base)
{
	int i;

	t->events[ON_INPUT] =
	    event_new(base, STDIN_FILENO, EV_READ | EV_PERSIST, on_input, t);
	t->events[ON_ESCAPE] = evtimer_new(base, on_escape, t);
	t->events[ON_BACK] = evtimer_new(base, on_back, t);
	t->events[ON_SIZE] = evsignal_new(base, SIGWINCH, on_size, t);
	t->events[ON_STOP] = evsignal_new(base, SIGTSTP, on_stop, t);
	t->events[ON_CONTINUE] = evsignal_new(base, SIGCONT, on_continue, t);
	for (i = 0; i < EVENTS; i++)
		if (t->events[i] == NULL)
			return false;
	if (t->has_keys && event_add(t->events[ON_INPUT], NULL) == -1)
		return false;
	/* Who ignores it would not stop us. */
	if (!inherited_ignores(SIGTSTP) &&
	    event_add(t->events[ON_STOP], NULL) == -1)
		return false;
	return event_add(t->events[ON_SIZE], NULL) == 0 &&
	    event_add(t->events[ON_CONTINUE], NULL) == 0;
}

static void
terminal_free(struct terminal *t)
{
	int i;

	for (i = 0; i < EVENTS; i++)
		if (t->events[i] != NULL)
			event_free(t->events[i]);
	outlet_free(t->outlet);
	codes_fini(&t->codes);
	canvas_fini(&t->shown);
	if (t->fd != -1)
		close(t->fd);
	free(t);
}

static void
on_taken(void *arg)
{
	const struct terminal *t = arg;

	t->calls->draw(t->arg);
}

static void
on_gone(void *arg)
{
	const struct terminal *t = arg;

	t->calls->gone(t->arg);
}

struct terminal *
terminal_open(struct event_base *base, bool color,
    const struct terminal_calls *calls, void *arg)
{
	static const struct outlet_calls outlet_calls = { on_taken, on_gone };
	struct terminal *t = calloc(1, sizeof(*t));

	if (t == NULL)
		return NULL;
	t->calls = calls;
	t->arg = arg;
	t->fd = open_own();
	t->has_keys = isatty(STDIN_FILENO);
	t->outlet = outlet_new(base, t->fd, &outlet_calls, t);
	if (t->fd == -1 || t->outlet == NULL ||
	    modes_init(&t->modes, t->has_keys ? STDIN_FILENO : t->fd,
		t->has_keys) == -1 ||
	    codes_init(&t->codes, color) == -1 || !open_events(t, base)) {
		terminal_free(t);
		return NULL;
	}
	keys_init(&t->keys, t->codes.keys, CODES_KEYS);
	enter(t);
	return t;
}

bool
terminal_close(struct terminal *t)
{
	bool good;

	if (t == NULL)
		return true;
	good = leave(t);
	terminal_free(t);
	return good;
}
