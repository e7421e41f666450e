/* SPDX-License-Identifier: ISC */
/*
 * Children of ours.  ruptimed/run.c and ruptime/command/command.c start them.
 * Each leads a process group, which is killed when its time is over, when it is
 * cancelled and when it has ended, before it is reaped: the zombie keeps the
 * group's number ours.  Groups are killed nowhere else; ruptime/watch/search.c
 * has that of its own child killed here.
 *
 * That one has ended is told by its pidfd, where the kernel has them; SIGCHLD
 * tells of those who have none, and of strangers, which are reaped too.
 */
#include <errno.h>
#include <event2/event.h>
#include <event2/event_struct.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/queue.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "common/child.h"
#include "common/null.h"
#include "common/spawn.h"
#include "common/timer.h"
#include "common/watched.h"

enum {
	CHUNK = 16 * 1024,
	PIPE_CHUNKS = 4,      /* that a pipe holds */
	KILL_GRACE_MS = 1000, /* for one that was killed to be gone */
	AT_ONCE = 64          /* that are seen to before the loop goes on */
};

enum stream { OUTPUT, ERRORS, STREAMS };

struct child {
	LIST_ENTRY(child) entry;
	struct children *all;
	const struct child_calls *calls; /* NULL: to be reaped, no more */
	void *arg;
	pid_t pid; /* 0: it could not be started */
	int error; /* as told by ended */
	bool killed;
	struct event timer;            /* deadline, grace, or to tell error */
	struct watched pidfd;          /* that tells of its end */
	struct watched pipes[STREAMS]; /* of what it writes */
};

struct children {
	struct event_base *base;
	size_t count;
	int null;
	rlim_t soft_nofile;
	LIST_HEAD(child_list, child) list;
	struct event *signal;
	struct event *look; /* some may have ended */
};

void
child_kill_group(pid_t leader)
{
	if (kill(-leader, SIGKILL) == -1 && errno == ESRCH)
		kill(leader, SIGKILL);
}

static void
kill_group(const struct child *c)
{
	if (c->pid > 0)
		child_kill_group(c->pid);
}

static void
kill_now(struct child *c)
{
	c->killed = true;
	kill_group(c);
	timer_start_ms(&c->timer, KILL_GRACE_MS);
}

/* True if there was something. */
static bool
read_some(struct child *c, enum stream from)
{
	char text[CHUNK];
	struct watched *pipe = &c->pipes[from];
	bool (*tell)(void *, const char *, size_t) =
	    from == OUTPUT ? c->calls->output : c->calls->errors;
	ssize_t n = pipe->fd == -1 ? 0 : read(pipe->fd, text, sizeof(text));

	if (n == 0 || (n == -1 && errno != EAGAIN && errno != EINTR))
		watched_end(pipe);
	if (n <= 0)
		return false;
	if (!tell(c->arg, text, (size_t)n)) {
		watched_end(pipe);
		if (!c->killed)
			kill_now(c);
	}
	return true;
}

static void
on_written(evutil_socket_t fd, short what, void *arg)
{
	struct child *c = arg;

	if (fd != c->pipes[OUTPUT].fd) {
		read_some(c, ERRORS);
		return;
	}
	read_some(c, OUTPUT);
	if (c->pipes[OUTPUT].fd == -1 && !c->killed &&
	    c->calls->closed != NULL) {
		read_some(c, ERRORS);
		c->calls->closed(c->arg);
	}
}

static void
forget(struct child *c)
{
	event_del(&c->timer);
	watched_end(&c->pidfd);
	watched_end(&c->pipes[OUTPUT]);
	watched_end(&c->pipes[ERRORS]);
	LIST_REMOVE(c, entry);
	c->all->count--;
	free(c);
}

/* It has written all that it ever will, so what is in the pipes is all there
 * is; but who is not of the group may go on writing. */
static void
read_rest(struct child *c)
{
	int from, chunks;

	for (from = OUTPUT; from < STREAMS; from++)
		for (chunks = 0; chunks < PIPE_CHUNKS; chunks++)
			if (!read_some(c, (enum stream)from))
				break;
}

/* It has ended. */
static void
reap(struct child *c)
{
	const struct child_calls *calls = c->calls;
	void *arg = c->arg;
	int error, status = 0;

	kill_group(c);
	if (calls != NULL)
		read_rest(c);
	while (waitpid(c->pid, &status, 0) == -1 && errno == EINTR)
		continue;
	error = c->error;
	forget(c);
	if (calls != NULL)
		calls->ended(arg, error, status);
}

static bool
has_ended(const struct child *c)
{
	siginfo_t info = { 0 };

	return waitid(P_PID, (id_t)c->pid, &info,
		   WEXITED | WNOHANG | WNOWAIT) == 0 &&
	    info.si_pid != 0;
}

static void
on_pidfd(evutil_socket_t fd, short what, void *arg)
{
	if (has_ended(arg))
		reap(arg);
}

/*
 * It could not be started; or it takes too long; or it was killed and is still
 * there, as one that hangs in the kernel may be.
 */
static void
on_timer(evutil_socket_t fd, short what, void *arg)
{
	struct child *c = arg;
	const struct child_calls *calls = c->calls;
	void *calls_arg = c->arg;
	int error = c->error;

	if (c->pid == 0) {
		forget(c);
		calls->ended(calls_arg, error, 0);
	} else if (has_ended(c)) {
		reap(c);
	} else if (!c->killed) {
		if (c->error == 0)
			c->error = ETIMEDOUT;
		kill_now(c);
	} else {
		child_cancel(c);
		calls->ended(calls_arg, ETIMEDOUT, 0);
	}
}

static struct child *
find(struct children *all, pid_t pid)
{
	struct child *c;

	LIST_FOREACH (c, &all->list, entry)
		if (c->pid == pid)
			return c;
	return NULL;
}

/* See to one that has ended; false where there is none. */
static bool
see_to_any(struct children *all)
{
	siginfo_t info = { 0 };
	struct child *c;

	if (waitid(P_ALL, 0, &info, WEXITED | WNOHANG | WNOWAIT) == -1 ||
	    info.si_pid == 0)
		return false;
	c = find(all, info.si_pid);
	if (c != NULL)
		reap(c);
	else
		waitpid(info.si_pid, NULL, WNOHANG);
	return true;
}

static void
on_look(evutil_socket_t fd, short what, void *arg)
{
	struct children *all = arg;
	int n = 0;

	while (n < AT_ONCE && see_to_any(all))
		n++;
	if (n == AT_ONCE)
		timer_start_ms(all->look, 0);
}

/* libevent calls it as often as there were signals, one after the other. */
static void
on_signal(evutil_socket_t sig, short what, void *arg)
{
	struct children *all = arg;

	timer_start_ms(all->look, 0);
}

struct children *
children_new(struct event_base *base, rlim_t soft_nofile)
{
	struct children *all = calloc(1, sizeof(*all));
	int saved;

	if (all == NULL)
		return NULL;
	all->base = base;
	all->soft_nofile = soft_nofile;
	all->look = evtimer_new(base, on_look, all);
	all->signal = evsignal_new(base, SIGCHLD, on_signal, all);
	all->null = null_open(O_RDONLY | O_CLOEXEC);
	if (all->null != -1 && all->look != NULL && all->signal != NULL &&
	    evsignal_add(all->signal, NULL) == 0)
		return all;
	saved = errno;
	children_free(all);
	errno = saved;
	return NULL;
}

size_t
children_count(const struct children *all)
{
	return all->count;
}

void
children_free(struct children *all)
{
	const struct timespec pause = { .tv_nsec = 1000 * 1000L };
	struct child *c, *next;
	unsigned ms;

	if (all == NULL)
		return;
	for (c = LIST_FIRST(&all->list); c != NULL; c = next) {
		next = LIST_NEXT(c, entry);
		child_cancel(c);
	}
	for (ms = 0; ms < KILL_GRACE_MS; ms++) {
		while (see_to_any(all))
			continue;
		if (all->count == 0)
			break;
		nanosleep(&pause, NULL);
	}
	/* These hang in the kernel. */
	for (c = LIST_FIRST(&all->list); c != NULL; c = next) {
		next = LIST_NEXT(c, entry);
		forget(c);
	}
	if (all->signal != NULL)
		event_free(all->signal);
	if (all->look != NULL)
		event_free(all->look);
	if (all->null != -1)
		close(all->null);
	free(all);
}

/* 0 or an errno. */
static int
start(struct child *c, const struct child_task *task)
{
	int ends[STREAMS], pidfd, i, error = 0;

	c->pid = spawn_child(task, c->all->null, c->all->soft_nofile, ends);
	if (c->pid == -1) {
		c->pid = 0;
		return errno;
	}
	pidfd = spawn_pidfd(c->pid);
	if (pidfd != -1)
		watched_begin(&c->pidfd, c->all->base, pidfd, on_pidfd, c);
	for (i = 0; i < STREAMS; i++)
		if (watched_begin(&c->pipes[i], c->all->base, ends[i],
			on_written, c) == -1)
			error = ENOMEM;
	return error;
}

struct child *
child_start(struct children *all, const struct child_task *task,
    const struct child_calls *calls, void *arg)
{
	struct child *c = calloc(1, sizeof(*c));

	if (c == NULL)
		return NULL;
	*c = (struct child){ .all = all,
		.calls = calls,
		.arg = arg,
		.pidfd.fd = -1,
		.pipes = { { .fd = -1 }, { .fd = -1 } } };
	evtimer_assign(&c->timer, all->base, on_timer, c);
	LIST_INSERT_HEAD(&all->list, c, entry);
	all->count++;
	c->error = start(c, task);
	if (c->error != 0)
		timer_start_ms(&c->timer, 0);
	else if (task->timeout_ms > 0)
		timer_start_ms(&c->timer, task->timeout_ms);
	return c;
}

void
child_cancel(struct child *c)
{
	if (c == NULL)
		return;
	if (c->pid == 0) {
		forget(c);
		return;
	}
	c->calls = NULL;
	kill_group(c);
	event_del(&c->timer);
	watched_end(&c->pipes[OUTPUT]);
	watched_end(&c->pipes[ERRORS]);
}
