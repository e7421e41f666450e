/* SPDX-License-Identifier: ISC */
/*
 * One run of the command at a time, in a process group that is killed when
 * the run is too slow and when it has ended, before its leader is reaped: the
 * zombie keeps the group's number ours.  server.c starts runs.
 */
#include <errno.h>
#include <event2/event.h>
#include <fcntl.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "common/log.h"
#include "common/proto.h"
#include "common/timer.h"
#include "ruptimed/leader.h"
#include "ruptimed/run.h"

/* How long a killed group may take to go before its clients are told. */
enum { KILL_GRACE_MS = 1000 };

struct run {
	struct event_base *base;
	const char *command;
	uint32_t timeout_ms;
	rlim_t soft_nofile;
	run_done_fn *done;
	void *arg;
	struct event *child_event, *deadline_event;
	struct event *out_event, *err_event; /* NULL while not open */
	pid_t pid;                           /* the leader, 0 while none */
	bool pending;                        /* done is owed */
	size_t len, err_len;
	char reason[128]; /* why it failed, "" as long as it did not */
	char err[256];
	char text[PROTO_REPLY_MAX + 1]; /* one more shows that it is too long */
};

static void __attribute__((format(printf, 2, 3)))
set_reason(struct run *run, const char *fmt, ...)
{
	va_list ap;

	if (run->reason[0] != '\0')
		return;
	va_start(ap, fmt);
	vsnprintf(run->reason, sizeof(run->reason), fmt, ap);
	va_end(ap);
}

static void
kill_group(const struct run *run)
{
	if (run->pid > 0)
		kill(-run->pid, SIGKILL);
}

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
tell(struct run *run)
{
	bool good = run->reason[0] == '\0';

	run->pending = false;
	run->err[strcspn(run->err, "\n")] = '\0';
	if (good)
		run->done(run->arg, true, run->text, run->len, run->err);
	else
		run->done(run->arg, false, run->reason, strlen(run->reason),
		    run->err);
}

/* Read until the pipe is empty; false at its end. */
static bool
read_output(struct run *run)
{
	int fd = event_get_fd(run->out_event);
	ssize_t n;

	while (run->len < sizeof(run->text)) {
		n = read(fd, run->text + run->len,
		    sizeof(run->text) - run->len);
		if (n == 0 || (n == -1 && errno != EAGAIN && errno != EINTR))
			return false;
		if (n == -1 && errno == EAGAIN)
			return true;
		if (n > 0)
			run->len += (size_t)n;
	}
	set_reason(run, "the uptime command printed more than %d bytes",
	    PROTO_REPLY_MAX);
	kill_group(run);
	return false;
}

/* Keep the beginning, throw away the rest; false at its end. */
static bool
read_errors(struct run *run)
{
	int fd = event_get_fd(run->err_event);
	size_t room = sizeof(run->err) - 1 - run->err_len;
	char scrap[4096];
	ssize_t n;

	n = read(fd, scrap, sizeof(scrap));
	if (n == -1)
		return errno == EAGAIN || errno == EINTR;
	if ((size_t)n < room)
		room = (size_t)n;
	memcpy(run->err + run->err_len, scrap, room);
	run->err_len += room;
	run->err[run->err_len] = '\0';
	return n > 0;
}

static void
on_output(evutil_socket_t fd, short what, void *arg)
{
	struct run *run = arg;

	(void)fd;
	(void)what;
	if (!read_output(run))
		close_pipe(&run->out_event);
}

static void
on_errors(evutil_socket_t fd, short what, void *arg)
{
	struct run *run = arg;

	(void)fd;
	(void)what;
	if (!read_errors(run))
		close_pipe(&run->err_event);
}

static void
judge(struct run *run, int status)
{
	if (WIFSIGNALED(status))
		set_reason(run, "the uptime command was killed by signal %d",
		    WTERMSIG(status));
	else if (WEXITSTATUS(status) != 0)
		set_reason(run, "the uptime command exited with status %d",
		    WEXITSTATUS(status));
	else if (run->len == 0)
		set_reason(run, "the uptime command printed nothing");
}

/* Look whether the run has ended; true if so, and the next may be under way.
 * The leader has then written all that it ever will, so what is in the pipes
 * is all there is, whoever else holds their other ends. */
static bool
collect(struct run *run)
{
	siginfo_t info = { 0 };
	int status;

	if (run->pid == 0 ||
	    waitid(P_PID, (id_t)run->pid, &info, WEXITED | WNOHANG | WNOWAIT) ==
		-1 ||
	    info.si_pid == 0)
		return false;
	if (run->out_event != NULL)
		read_output(run);
	if (run->err_event != NULL)
		read_errors(run);
	kill_group(run);
	close_pipe(&run->out_event);
	close_pipe(&run->err_event);
	evtimer_del(run->deadline_event);
	while (waitpid(run->pid, &status, 0) == -1 && errno == EINTR)
		continue;
	run->pid = 0;
	judge(run, status);
	if (run->pending)
		tell(run);
	return true;
}

static void
on_child(evutil_socket_t sig, short what, void *arg)
{
	(void)sig;
	(void)what;
	(void)collect(arg);
}

/*
 * The run is too slow; or it could not be started; or it was killed and is
 * still there, as one that hangs in the kernel may be.
 */
static void
on_deadline(evutil_socket_t fd, short what, void *arg)
{
	struct run *run = arg;

	(void)fd;
	(void)what;
	if (collect(run)) /* news of its end may be late, or lost */
		return;
	if (run->reason[0] != '\0') {
		if (run->pending)
			tell(run);
		return;
	}
	set_reason(run, "the uptime command took longer than %g s",
	    run->timeout_ms / 1000.0);
	kill_group(run);
	timer_start_ms(run->deadline_event, KILL_GRACE_MS);
}

struct run *
run_new(struct event_base *base, const char *command, uint32_t timeout_ms,
    rlim_t soft_nofile, run_done_fn *done, void *arg)
{
	struct run *run = calloc(1, sizeof(*run));

	if (run == NULL)
		return NULL;
	run->base = base;
	run->command = command;
	run->timeout_ms = timeout_ms;
	run->soft_nofile = soft_nofile;
	run->done = done;
	run->arg = arg;
	run->deadline_event = evtimer_new(base, on_deadline, run);
	run->child_event = evsignal_new(base, SIGCHLD, on_child, run);
	if (run->deadline_event == NULL || run->child_event == NULL ||
	    evsignal_add(run->child_event, NULL) == -1) {
		run_free(run);
		return NULL;
	}
	return run;
}

/* Fork with all signals blocked: until the child has put back the default
 * dispositions, it would run the daemon's handlers. */
static pid_t
fork_leader(const struct run *run, int out, int err)
{
	sigset_t all, saved;
	pid_t pid;

	sigfillset(&all);
	sigprocmask(SIG_SETMASK, &all, &saved);
	pid = fork();
	if (pid == 0)
		leader_main(run->command, out, err, run->soft_nofile);
	sigprocmask(SIG_SETMASK, &saved, NULL);
	if (pid > 0)
		setpgid(pid, pid); /* whoever comes first */
	return pid;
}

/* The reading end of a pipe as an event, and its writing end. */
static struct event *
open_pipe(struct run *run, event_callback_fn on_read, int *writer)
{
	struct event *event;
	int fds[2];

	if (pipe2(fds, O_CLOEXEC) == -1)
		return NULL;
	event =
	    event_new(run->base, fds[0], EV_READ | EV_PERSIST, on_read, run);
	if (event != NULL && fcntl(fds[0], F_SETFL, O_NONBLOCK) == 0 &&
	    event_add(event, NULL) == 0) {
		*writer = fds[1];
		return event;
	}
	if (event != NULL)
		event_free(event);
	close(fds[0]);
	close(fds[1]);
	return NULL;
}

void
run_start(struct run *run)
{
	int out = -1, err = -1;

	run->pending = true;
	if (run->pid != 0) {
		timer_start_ms(run->deadline_event,
		    0); /* killed, but still there */
		return;
	}
	run->len = run->err_len = 0;
	run->err[0] = run->reason[0] = '\0';
	run->out_event = open_pipe(run, on_output, &out);
	run->err_event = open_pipe(run, on_errors, &err);
	if (run->out_event != NULL && run->err_event != NULL)
		run->pid = fork_leader(run, out, err);
	if (run->pid > 0) {
		timer_start_ms(run->deadline_event, run->timeout_ms);
	} else {
		set_reason(run, "the uptime command cannot be started: %s",
		    strerror(errno));
		run->pid = 0;
		close_pipe(&run->out_event);
		close_pipe(&run->err_event);
		timer_start_ms(run->deadline_event, 0);
	}
	if (out != -1)
		close(out);
	if (err != -1)
		close(err);
}

/* Leave nothing behind, but do not wait for what hangs in the kernel. */
static void
reap_killed(pid_t pid)
{
	const struct timespec pause = { .tv_nsec = 1000 * 1000L };
	int tries;

	for (tries = 0; pid > 0 && tries < KILL_GRACE_MS; tries++) {
		if (waitpid(pid, NULL, WNOHANG) != 0)
			return;
		nanosleep(&pause, NULL);
	}
}

void
run_free(struct run *run)
{
	if (run == NULL)
		return;
	kill_group(run);
	reap_killed(run->pid);
	close_pipe(&run->out_event);
	close_pipe(&run->err_event);
	if (run->child_event != NULL)
		event_free(run->child_event);
	if (run->deadline_event != NULL)
		event_free(run->deadline_event);
	free(run);
}
