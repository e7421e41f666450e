/* SPDX-License-Identifier: ISC */
/*
 * The user's terminal while the live view has it: nothing else touches its
 * modes.  watch.c has it show what frame.c has drawn.
 *
 * It is written to by a descriptor of our own, so that it can be one that does
 * not block without the shell's becoming so.
 */
#include <errno.h>
#include <event2/event.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <termios.h>
#include <unistd.h>

#include "common/timer.h"
#include "ruptime/watch/codes.h"
#include "ruptime/watch/paint.h"
#include "ruptime/watch/rescue.h"
#include "ruptime/watch/terminal.h"

enum {
	ESCAPE_MS = 50,     /* within which the rest of a sequence comes */
	GIVE_BACK_MS = 500, /* for what is left to be sent at the end */
	SIDE_MAX = 10000,   /* of a screen: what is beyond is not used */
	DEFAULT_LINES = 24,
	DEFAULT_COLUMNS = 80
};

enum { ON_INPUT, ON_OUTPUT, ON_ESCAPE, ON_SIZE, ON_STOP, ON_CONTINUE, EVENTS };

struct terminal {
	const struct terminal_calls *calls;
	void *arg;
	struct event *events[EVENTS];
	struct codes codes;
	struct keys keys;
	int fd;        /* to write to */
	bool has_keys; /* standard input is a terminal, too */
	struct termios saved;
	struct canvas shown; /* cells NULL: unknown */
	char *unsent;        /* NULL: nothing is */
	size_t unsent_len, sent;
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
	if (t->codes.wraps && *columns > 1)
		--*columns;
}

bool
terminal_ready(const struct terminal *t)
{
	return t->unsent == NULL;
}

/* As much as it takes; false where it has gone. */
static bool
send_more(struct terminal *t)
{
	ssize_t n;

	while (t->sent < t->unsent_len) {
		n = write(t->fd, t->unsent + t->sent, t->unsent_len - t->sent);
		if (n >= 0)
			t->sent += (size_t)n;
		else if (errno == EAGAIN) {
			event_add(t->events[ON_OUTPUT], NULL);
			return true;
		} else if (errno != EINTR)
			break;
	}
	free(t->unsent);
	t->unsent = NULL;
	return t->sent == t->unsent_len;
}

/* Behind what is unsent; text is freed.  With no memory it is lost. */
static void
send_text(struct terminal *t, char *text, size_t len)
{
	char *both;

	if (t->unsent == NULL) {
		t->unsent = text;
		t->unsent_len = len;
		t->sent = 0;
	} else {
		both = realloc(t->unsent, t->unsent_len + len);
		if (both != NULL) {
			memcpy(both + t->unsent_len, text, len);
			t->unsent = both;
			t->unsent_len += len;
		}
		free(text);
	}
	(void)send_more(t);
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
	if (len > 0)
		send_text(t, text, len);
	else
		free(text);
}

static void
on_output(evutil_socket_t fd, short what, void *arg)
{
	struct terminal *t = arg;

	if (send_more(t) && terminal_ready(t))
		t->calls->draw(t->arg);
}

static void
take_key(struct terminal *t, enum keys_action action)
{
	if (action == KEYS_SYNC)
		codes_synchronize(&t->codes);
	else if (action != KEYS_NONE)
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

	keys_forget(&t->keys);
}

static void
on_size(evutil_socket_t number, short what, void *arg)
{
	struct terminal *t = arg;

	terminal_redraw(t);
	t->calls->draw(t->arg);
}

/* What makes it ours.  From the background this stops us, until the shell
 * gives us the terminal. */
static void
enter(struct terminal *t)
{
	struct termios ours = t->saved;
	char *text = NULL;
	int len;

	ours.c_lflag &= ~(tcflag_t)(ICANON | ECHO | IEXTEN);
	ours.c_cc[VMIN] = 1;
	ours.c_cc[VTIME] = 0;
	if (t->has_keys)
		tcsetattr(STDIN_FILENO, TCSANOW, &ours);
	rescue_arm(t->fd, t->codes.leave, t->has_keys ? STDIN_FILENO : -1,
	    &t->saved);
	len = asprintf(&text, "%s%s", t->codes.enter, t->codes.ask_sync);
	terminal_redraw(t);
	if (len > 0)
		send_text(t, text, (size_t)len);
}

/* Wait a moment until it has taken what is unsent, and then the last. */
static bool
send_last(struct terminal *t)
{
	struct pollfd out = { .fd = t->fd, .events = POLLOUT };
	char *text;

	event_del(t->events[ON_OUTPUT]);
	while (!terminal_ready(t)) {
		if (poll(&out, 1, GIVE_BACK_MS) <= 0 || !send_more(t))
			return false;
		event_del(t->events[ON_OUTPUT]);
	}
	text = strdup(t->codes.leave);
	if (text != NULL)
		send_text(t, text, strlen(text));
	return text != NULL && terminal_ready(t);
}

static bool
leave(struct terminal *t)
{
	bool good = send_last(t);

	rescue_disarm();
	if (t->has_keys)
		tcsetattr(STDIN_FILENO, TCSANOW, &t->saved);
	free(t->unsent);
	t->unsent = NULL;
	return good;
}

/* Without its event the signal does what it does by default. */
static void
on_stop(evutil_socket_t number, short what, void *arg)
{
	struct terminal *t = arg;

	(void)leave(t);
	event_del(t->events[ON_STOP]);
	raise(number);
	event_add(t->events[ON_STOP], NULL);
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

/* A descriptor of our own to what standard output is. */
static int
open_own(void)
{
	char name[64];

	if (ttyname_r(STDOUT_FILENO, name, sizeof(name)) != 0)
		strlcpy(name, "/proc/self/fd/1", sizeof(name));
	return open(name, O_WRONLY | O_NOCTTY | O_NONBLOCK | O_CLOEXEC);
}

static bool
open_events(struct terminal *t, struct event_base *base)
{
	int i;

	t->events[ON_INPUT] =
	    event_new(base, STDIN_FILENO, EV_READ | EV_PERSIST, on_input, t);
	t->events[ON_OUTPUT] = event_new(base, t->fd, EV_WRITE, on_output, t);
	t->events[ON_ESCAPE] = evtimer_new(base, on_escape, t);
	t->events[ON_SIZE] = evsignal_new(base, SIGWINCH, on_size, t);
	t->events[ON_STOP] = evsignal_new(base, SIGTSTP, on_stop, t);
	t->events[ON_CONTINUE] = evsignal_new(base, SIGCONT, on_continue, t);
	for (i = 0; i < EVENTS; i++)
		if (t->events[i] == NULL)
			return false;
	if (t->has_keys && event_add(t->events[ON_INPUT], NULL) == -1)
		return false;
	return event_add(t->events[ON_SIZE], NULL) == 0 &&
	    event_add(t->events[ON_STOP], NULL) == 0 &&
	    event_add(t->events[ON_CONTINUE], NULL) == 0;
}

static void
terminal_free(struct terminal *t)
{
	int i;

	for (i = 0; i < EVENTS; i++)
		if (t->events[i] != NULL)
			event_free(t->events[i]);
	codes_fini(&t->codes);
	canvas_fini(&t->shown);
	if (t->fd != -1)
		close(t->fd);
	free(t);
}

struct terminal *
terminal_open(struct event_base *base, bool color,
    const struct terminal_calls *calls, void *arg)
{
	struct terminal *t = calloc(1, sizeof(*t));

	if (t == NULL)
		return NULL;
	t->calls = calls;
	t->arg = arg;
	t->fd = open_own();
	t->has_keys = tcgetattr(STDIN_FILENO, &t->saved) == 0;
	if (t->fd == -1 || codes_init(&t->codes, color) == -1 ||
	    !open_events(t, base)) {
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
