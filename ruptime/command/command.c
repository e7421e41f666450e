/* SPDX-License-Identifier: ISC */
/*
 * Text from commands instead of connections: what comes of the children that
 * common/child.c keeps.  attempt.c starts one for each attempt.
 */
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>

#include "ruptime/command/command.h"
#include "common/firstline.h"

struct command {
	struct child *child;
	struct answer *answer;
	const struct command_calls *calls;
	void *arg;
	enum answer_result refused; /* it was killed for that */
	struct firstline reason;
	char name[128];
};

static bool
on_output(void *arg, const char *text, size_t len)
{
	struct command *c = arg;
	size_t before = c->answer->len;

	c->refused = answer_add(c->answer, text, len);
	if (c->answer->len > before && c->refused == ANSWER_OK)
		c->calls->more(c->arg);
	return c->refused == ANSWER_OK;
}

/* What of it is no reason is thrown away. */
static bool
on_errors(void *arg, const char *text, size_t len)
{
	struct command *c = arg;

	firstline_add(&c->reason, text, len);
	return true;
}

/* Why it failed. */
static void
explain(struct command *c, int error, int status)
{
	char *text = c->reason.text;
	size_t size = sizeof(c->reason.text);

	if (c->refused == ANSWER_NO_MEMORY)
		strlcpy(text, strerror(ENOMEM), size);
	else if (error != 0)
		snprintf(text, size, "cannot run %s: %s", c->name,
		    strerror(error));
	else if (c->reason.found || firstline_end(&c->reason))
		return;
	else if (WIFSIGNALED(status))
		snprintf(text, size, "killed by signal %d (%s)",
		    WTERMSIG(status), strsignal(WTERMSIG(status)));
	else
		snprintf(text, size, "exit status %d", WEXITSTATUS(status));
}

static void
on_ended(void *arg, int error, int status)
{
	struct command *c = arg;

	if (c->refused == ANSWER_TOO_LONG)
		c->calls->done(c->arg, COMMAND_TOO_LONG, "");
	else if (c->refused == ANSWER_OK && error == 0 && status == 0)
		c->calls->done(c->arg, COMMAND_END, "");
	else {
		explain(c, error, status);
		c->calls->done(c->arg, COMMAND_FAILED, c->reason.text);
	}
	free(c);
}

struct command *
command_start(struct children *children, char *const argv[],
    struct answer *answer, const struct command_calls *calls, void *arg)
{
	static const struct child_calls child_calls = { on_output, on_errors,
		NULL, on_ended };
	const struct child_task task = { .argv = argv };
	struct command *c = calloc(1, sizeof(*c));

	if (c == NULL)
		return NULL;
	c->answer = answer;
	c->calls = calls;
	c->arg = arg;
	strlcpy(c->name, argv[0], sizeof(c->name));
	c->child = child_start(children, &task, &child_calls, c);
	if (c->child != NULL)
		return c;
	free(c);
	return NULL;
}

void
command_cancel(struct command *c)
{
	if (c == NULL)
		return;
	child_cancel(c->child);
	free(c);
}
