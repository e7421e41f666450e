/* SPDX-License-Identifier: ISC */
/*
 * Text from commands instead of connections.  attempt.c starts one for each
 * attempt.  A command leads a process group that is killed when it is cancelled
 * and when it has ended, before it is reaped: the zombie keeps the group's
 * number ours.
 */
#include <errno.h>
#include <event2/event.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "ruptime/command/command.h"
#include "ruptime/reply/firstline.h"
#include "ruptime/command/reaper.h"
#include "ruptime/command/spawner.h"

enum {
	CHUNK = 4096,
	PIPE_CHUNKS = 16, /* that a pipe holds */
	FREE_GRACE_MS = 1000
};

struct command_pool {
	struct event_base *base;
	struct reaper *reaper;
	struct spawner spawner;
};

struct command {
	struct reaper_child child; /* first, to be cast to; pid 0: none */
	struct command_pool *pool;
	struct event *out, *err; /* NULL while not open */
	struct event *failure;   /* it could not be started */
	struct answer *answer;
	const struct command_calls *calls; /* NULL: cancelled, to be reaped */
	void *arg;
	struct firstline reason;
};

/* Close a pipe and free its event. */
static void
close_pipe(struct event **event)
{
	int fd;

	if (*event == NULL)
		return;
	fd = event_get_fd(*event);
	event_free(*event);
	close(fd);
	*event = NULL;
}

static void
kill_group(const struct command *c)
{
	if (c->child.pid > 0)
		kill(-c->child.pid, SIGKILL);
}

static void
finish(struct command *c, enum command_result result, const char *reason)
{
	const struct command_calls *calls = c->calls;
	void *arg = c->arg;

	command_cancel(c);
	calls->done(arg, result, reason);
}

enum output { OUTPUT_OPEN, OUTPUT_CLOSED, OUTPUT_TOO_LONG, OUTPUT_NO_MEMORY };

/* Read until the pipe is empty. */
static enum output
read_output(struct command *c)
{
	char chunk[CHUNK];
	ssize_t n;

	for (;;) {
		n = read(event_get_fd(c->out), chunk, sizeof(chunk));
		if (n == -1 && errno == EINTR)
			continue;
		if (n == -1 && errno == EAGAIN)
			return OUTPUT_OPEN;
		if (n <= 0)
			return OUTPUT_CLOSED;
		switch (answer_add(c->answer, chunk, (size_t)n)) {
		case ANSWER_OK:
			break;
		case ANSWER_TOO_LONG:
			return OUTPUT_TOO_LONG;
		case ANSWER_NO_MEMORY:
			return OUTPUT_NO_MEMORY;
		}
	}
}

/* True where it could not go on: the command is gone then. */
static bool
ends_too_early(struct command *c, enum output output)
{
	if (output == OUTPUT_TOO_LONG)
		finish(c, COMMAND_TOO_LONG, "");
	else if (output == OUTPUT_NO_MEMORY)
		finish(c, COMMAND_FAILED, strerror(ENOMEM));
	return output == OUTPUT_TOO_LONG || output == OUTPUT_NO_MEMORY;
}

/* What of it is no reason is thrown away.  As of read(2). */
static ssize_t
read_errors(struct command *c)
{
	char chunk[CHUNK];
	ssize_t n = read(event_get_fd(c->err), chunk, sizeof(chunk));

	if (n > 0)
		firstline_add(&c->reason, chunk, (size_t)n);
	return n;
}

static void
on_output(evutil_socket_t fd, short what, void *arg)
{
	struct command *c = arg;
	size_t before = c->answer->len;
	enum output output = read_output(c);

	(void)fd;
	(void)what;
	if (ends_too_early(c, output))
		return;
	if (output == OUTPUT_CLOSED)
		close_pipe(&c->out);
	if (c->answer->len > before)
		c->calls->more(c->arg);
}

static void
on_errors(evutil_socket_t fd, short what, void *arg)
{
	struct command *c = arg;
	ssize_t n = read_errors(c);

	(void)fd;
	(void)what;
	if (n == 0 || (n == -1 && errno != EAGAIN && errno != EINTR))
		close_pipe(&c->err);
}

static void
judge(struct command *c, int status)
{
	char reason[sizeof(c->reason.text)];

	if (status == 0) {
		finish(c, COMMAND_END, "");
		return;
	}
	if (c->reason.found || firstline_end(&c->reason))
		memcpy(reason, c->reason.text, sizeof(reason));
	else if (WIFSIGNALED(status))
		snprintf(reason, sizeof(reason), "killed by signal %d (%s)",
		    WTERMSIG(status), strsignal(WTERMSIG(status)));
	else
		snprintf(reason, sizeof(reason), "exit status %d",
		    WEXITSTATUS(status));
	finish(c, COMMAND_FAILED, reason);
}

/*
 * The leader has ended and has written all that it ever will, so what is in the
 * pipes is all there is, whoever else holds their other ends.
 */
static void
on_ended(struct reaper_child *child)
{
	struct command *c = (struct command *)child;
	int status, chunks = 0;
	size_t before;

	kill_group(c);
	status = reaper_reap(&c->child);
	if (c->calls == NULL) {
		free(c);
		return;
	}
	before = c->answer->len;
	if (c->out != NULL && ends_too_early(c, read_output(c)))
		return;
	/* Who is not of the group may go on writing. */
	while (c->err != NULL && !c->reason.found && chunks++ < PIPE_CHUNKS &&
	    read_errors(c) > 0)
		continue;
	if (c->answer->len > before)
		c->calls->more(c->arg);
	judge(c, status);
}

static void
on_failure(evutil_socket_t fd, short what, void *arg)
{
	struct command *c = arg;
	char reason[sizeof(c->reason.text)];

	(void)fd;
	(void)what;
	memcpy(reason, c->reason.text, sizeof(reason));
	finish(c, COMMAND_FAILED, reason);
}

struct command_pool *
command_pool_new(struct event_base *base, rlim_t soft_nofile)
{
	struct command_pool *pool = calloc(1, sizeof(*pool));
	int error;

	if (pool == NULL)
		return NULL;
	pool->base = base;
	if (spawner_init(&pool->spawner, soft_nofile) == 0 &&
	    (pool->reaper = reaper_new(base)) != NULL)
		return pool;
	error = errno;
	command_pool_free(pool);
	errno = error;
	return NULL;
}

void
command_pool_free(struct command_pool *pool)
{
	struct reaper_child *child;

	if (pool == NULL)
		return;
	if (pool->reaper != NULL) {
		reaper_wait(pool->reaper, FREE_GRACE_MS);
		/* These hang in the kernel. */
		while ((child = reaper_take(pool->reaper)) != NULL)
			free(child);
	}
	reaper_free(pool->reaper);
	spawner_fini(&pool->spawner);
	free(pool);
}

/* The reading end of a pipe as an event, and its writing end. */
static struct event *
open_pipe(struct command *c, event_callback_fn on_read, int *writer)
{
	struct event *event;
	int fds[2];

	if (pipe2(fds, O_CLOEXEC) == -1)
		return NULL;
	event =
	    event_new(c->pool->base, fds[0], EV_READ | EV_PERSIST, on_read, c);
	if (event != NULL && fcntl(fds[0], F_SETFL, O_NONBLOCK) == 0 &&
	    event_add(event, NULL) == 0) {
		*writer = fds[1];
		return event;
	}
	if (event != NULL)
		event_free(event);
	close(fds[0]);
	close(fds[1]);
	errno = ENOMEM;
	return NULL;
}

/* 0 or an errno. */
static int
start(struct command *c, char *const argv[])
{
	int out = -1, err = -1, error = 0;

	c->out = open_pipe(c, on_output, &out);
	if (c->out != NULL)
		c->err = open_pipe(c, on_errors, &err);
	if (c->err == NULL)
		error = errno;
	else
		error = spawner_run(&c->pool->spawner, argv, out, err,
		    &c->child.pid);
	if (out != -1)
		close(out);
	if (err != -1)
		close(err);
	return error;
}

struct command *
command_start(struct command_pool *pool, char *const argv[],
    struct answer *answer, const struct command_calls *calls, void *arg)
{
	static const struct timeval at_once = { 0, 0 };
	struct command *c = calloc(1, sizeof(*c));
	int error;

	if (c == NULL)
		return NULL;
	*c = (struct command){ .child.ended = on_ended,
		.pool = pool,
		.answer = answer,
		.calls = calls,
		.arg = arg,
		.failure = evtimer_new(pool->base, on_failure, c) };
	if (c->failure == NULL) {
		free(c);
		errno = ENOMEM;
		return NULL;
	}
	error = start(c, argv);
	if (error == 0) {
		reaper_watch(pool->reaper, &c->child);
		return c;
	}
	c->child.pid = 0;
	close_pipe(&c->out);
	close_pipe(&c->err);
	snprintf(c->reason.text, sizeof(c->reason.text),
	    "cannot run %.128s: %s", argv[0], strerror(error));
	evtimer_add(c->failure, &at_once);
	return c;
}

void
command_cancel(struct command *c)
{
	if (c == NULL)
		return;
	kill_group(c);
	close_pipe(&c->out);
	close_pipe(&c->err);
	event_free(c->failure);
	c->calls = NULL;
	if (c->child.pid == 0)
		free(c);
}
