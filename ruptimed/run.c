/* SPDX-License-Identifier: ISC */
/*
 * One run of the command at a time: its bounds, and the reason where it fails.
 * dispatcher.c starts runs.
 */
#include <errno.h>
#include <event2/event.h>
#include <event2/event_struct.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>

#include "common/child.h"
#include "common/firstline.h"
#include "common/proto.h"
#include "common/timer.h"
#include "ruptimed/leader.h"
#include "ruptimed/run.h"

struct run {
	struct child_task task;
	struct leader_task leader;
	struct children *children;
	struct event later; /* it could not be begun */
	int error;          /* for this reason */
	bool ending;        /* told of, but its leader is not gone yet */
	bool wanted;        /* the next one, when that is so */
	run_done_fn *done;
	void *arg;
	size_t len;
	struct firstline complaint;
	char reason[128]; /* why it failed, "" as long as it did not */
	char text[PROTO_REPLY_MAX];
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

static bool
on_output(void *arg, const char *text, size_t len)
{
	struct run *run = arg;

	if (len > sizeof(run->text) - run->len) {
		set_reason(run, "the uptime command printed more than %d bytes",
		    PROTO_REPLY_MAX);
		return false;
	}
	memcpy(run->text + run->len, text, len);
	run->len += len;
	return true;
}

static bool
on_errors(void *arg, const char *text, size_t len)
{
	struct run *run = arg;

	firstline_add(&run->complaint, text, len);
	return true;
}

static void
judge(struct run *run, int error, int status)
{
	if (error == ETIMEDOUT)
		set_reason(run, "the uptime command took longer than %g s",
		    run->task.timeout_ms / 1000.0);
	else if (error != 0)
		set_reason(run, "the uptime command cannot be started: %s",
		    strerror(error));
	else if (WIFSIGNALED(status))
		set_reason(run, "the uptime command was killed by signal %d",
		    WTERMSIG(status));
	else if (WEXITSTATUS(status) != 0)
		set_reason(run, "the uptime command exited with status %d",
		    WEXITSTATUS(status));
	else if (run->len == 0)
		set_reason(run, "the uptime command printed nothing");
}

static void
tell(struct run *run, int error, int status)
{
	judge(run, error, status);
	if (!run->complaint.found)
		firstline_end(&run->complaint);
	if (run->reason[0] == '\0')
		run->done(run->arg, true, run->text, run->len,
		    run->complaint.text);
	else
		run->done(run->arg, false, run->reason, strlen(run->reason),
		    run->complaint.text);
}

/* The clients need not wait for the end of the leader. */
static void
on_closed(void *arg)
{
	struct run *run = arg;

	if (!run->leader.end->known)
		return;
	run->ending = true;
	tell(run, 0, run->leader.end->status);
}

static void
on_ended(void *arg, int error, int status)
{
	struct run *run = arg;

	if (!run->ending) {
		tell(run, error, status);
		return;
	}
	run->ending = false;
	if (run->wanted)
		run_start(run);
}

static void
on_later(evutil_socket_t fd, short what, void *arg)
{
	struct run *run = arg;

	tell(run, run->error, 0);
}

struct run *
run_new(struct event_base *base, const char *command, uint32_t timeout_ms,
    rlim_t soft_nofile, run_done_fn *done, void *arg)
{
	struct run *run = calloc(1, sizeof(*run));

	if (run == NULL)
		return NULL;
	run->leader.command = command;
	run->leader.environment = leader_environment_new();
	run->leader.end = mmap(NULL, sizeof(*run->leader.end),
	    PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	run->task = (struct child_task){ .main = leader_main,
		.arg = &run->leader,
		.timeout_ms = timeout_ms };
	run->done = done;
	run->arg = arg;
	evtimer_assign(&run->later, base, on_later, run);
	run->children = children_new(base, soft_nofile);
	if (run->leader.environment != NULL && run->leader.end != MAP_FAILED &&
	    run->children != NULL)
		return run;
	run_free(run);
	return NULL;
}

/* There may be one still that was killed and hangs in the kernel. */
void
run_start(struct run *run)
{
	static const struct child_calls calls = { on_output, on_errors,
		on_closed, on_ended };

	run->wanted = run->ending;
	if (run->wanted)
		return;
	run->leader.end->known = false;
	run->len = 0;
	run->complaint = (struct firstline){ 0 };
	run->reason[0] = '\0';
	run->error = 0;
	if (children_count(run->children) > 0)
		run->error = ETIMEDOUT;
	else if (child_start(run->children, &run->task, &calls, run) == NULL)
		run->error = errno;
	if (run->error != 0)
		timer_start_ms(&run->later, 0);
}

void
run_free(struct run *run)
{
	if (run == NULL)
		return;
	evtimer_del(&run->later);
	children_free(run->children);
	if (run->leader.end != MAP_FAILED)
		munmap(run->leader.end, sizeof(*run->leader.end));
	leader_environment_free(run->leader.environment);
	free(run);
}
