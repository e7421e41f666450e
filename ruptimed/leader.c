/* SPDX-License-Identifier: ISC */
/*
 * The child that leads the process group of one run of the command: popen(3)
 * hides the pid and blocks, so it is called here, where the daemon can end it
 * by its group.  run.c has it started.
 */
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "common/child.h"
#include "common/inherited.h"
#include "ruptimed/leader.h"

/* As sh(1) says it of a command that cannot be run. */
enum { STATUS_CANNOT_RUN = 126 };

enum { CHUNK = 4096 };

static void __attribute__((noreturn)) give_up(const char *what)
{
	dprintf(STDERR_FILENO, "%s: %s\n", what, strerror(errno));
	_exit(STATUS_CANNOT_RUN);
}

void
leader_environment_free(char **environment)
{
	size_t i;

	for (i = 0; environment != NULL && environment[i] != NULL; i++)
		free(environment[i]);
	free(environment);
}

/* "NAME=value", or NULL with errno. */
static char *
variable(const char *name, const char *value)
{
	char *text;

	return asprintf(&text, "%s=%s", name, value) == -1 ? NULL : text;
}

char **
leader_environment_new(void)
{
	char path[256], **list = calloc(4, sizeof(*list));
	const char *tz = getenv("TZ");

	if (confstr(_CS_PATH, path, sizeof(path)) == 0)
		strlcpy(path, "/bin:/usr/bin", sizeof(path));
	if (list != NULL && (list[0] = variable("PATH", path)) != NULL &&
	    (list[1] = variable("LC_ALL", "C")) != NULL &&
	    (tz == NULL || (list[2] = variable("TZ", tz)) != NULL))
		return list;
	leader_environment_free(list);
	return NULL;
}

/* Only interrupts who waits; exec(2) puts back what is default. */
static void
on_signal(int sig)
{
}

/* What the daemon is told is told this process too by whoever goes by its name,
 * as pkill(1) does.  It is not for us: the clients wait for this run. */
static void
set_signals(void)
{
	static const int numbers[] = { SIGCHLD, SIGTERM, SIGINT, SIGHUP,
		SIGUSR1 };
	size_t i;

	for (i = 0; i < sizeof(numbers) / sizeof(numbers[0]); i++)
		signal(numbers[i], on_signal);
	inherited_unblock();
}

/* The shell, our only child. */
static bool
has_ended(void)
{
	siginfo_t info = { 0 };

	return waitid(P_ALL, 0, &info, WEXITED | WNOHANG | WNOWAIT) == -1 ||
	    info.si_pid != 0;
}

static void
write_all(const char *text, size_t len)
{
	ssize_t n;

	while (len > 0) {
		n = write(STDOUT_FILENO, text, len);
		if (n == -1)
			give_up("output");
		text += n;
		len -= (size_t)n;
	}
}

/* Read what there is, and write it on where it is much.  False at its end. */
static bool
copy_some(int from, char text[static CHUNK], size_t *len)
{
	ssize_t n;

	while ((n = read(from, text + *len, CHUNK - *len)) > 0) {
		*len += (size_t)n;
		if (*len < CHUNK)
			continue;
		write_all(text, *len);
		*len = 0;
	}
	return n != 0;
}

/* Until the shell has ended, whoever may still hold its output then.  Nobody
 * needs to be woken before that by a few lines.  What a signal says is for us
 * where the daemon was killed, which had our group end in time. */
static void
copy(int from, pid_t daemon)
{
	struct pollfd readable = { .fd = from, .events = POLLIN };
	sigset_t child, before;
	char text[CHUNK];
	size_t len = 0;
	bool ended;

	sigemptyset(&child);
	sigaddset(&child, SIGCHLD);
	sigprocmask(SIG_BLOCK, &child, &before);
	fcntl(from, F_SETFL, O_NONBLOCK);
	for (;;) {
		ended = has_ended();
		if (!copy_some(from, text, &len) || ended)
			break;
		if (ppoll(&readable, 1, NULL, &before) == -1 &&
		    getppid() != daemon)
			child_kill_group(getpid());
	}
	write_all(text, len);
}

/* A crash of the command is no crash of ours: leave no core. */
static void __attribute__((noreturn)) end_as(int status)
{
	struct rlimit none = { 0, 0 };

	if (WIFSIGNALED(status)) {
		setrlimit(RLIMIT_CORE, &none);
		signal(WTERMSIG(status), SIG_DFL);
		raise(WTERMSIG(status));
	}
	_exit(WIFEXITED(status) ? WEXITSTATUS(status) : STATUS_CANNOT_RUN);
}

void
leader_main(const void *task)
{
	const struct leader_task *t = task;
	const pid_t daemon = getppid();
	FILE *output;
	int status;

	environ = t->environment;
	set_signals();
	output = popen(t->command, "r");
	if (output == NULL)
		give_up("popen");
	copy(fileno(output), daemon);
	status = pclose(output);
	if (status != -1)
		*t->end = (struct leader_end){ status, true };
	close(STDOUT_FILENO);
	end_as(status);
}
