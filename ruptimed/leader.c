/* SPDX-License-Identifier: ISC */
/*
 * The child that leads the process group of one run of the command: popen(3)
 * hides the pid and blocks, so it is called here, where the daemon can end it
 * by its group.  run.c has it started.
 */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "ruptimed/leader.h"

/* As sh(1) says it of a command that cannot be run. */
enum { STATUS_CANNOT_RUN = 126 };

static void __attribute__((noreturn)) give_up(const char *what)
{
	dprintf(STDERR_FILENO, "%s: %s\n", what, strerror(errno));
	_exit(STATUS_CANNOT_RUN);
}

/* The standard PATH, the C locale, the daemon's TZ, and nothing else. */
static void
set_environment(void)
{
	char path[256], *tz = getenv("TZ");

	if (tz != NULL)
		tz = strdup(tz);
	if (confstr(_CS_PATH, path, sizeof(path)) == 0)
		strlcpy(path, "/bin:/usr/bin", sizeof(path));
	if (clearenv() != 0 || setenv("PATH", path, 1) == -1 ||
	    setenv("LC_ALL", "C", 1) == -1 ||
	    (tz != NULL && setenv("TZ", tz, 1) == -1))
		give_up("environment");
	free(tz);
}

static void
copy(FILE *from)
{
	char buf[4096];
	size_t n;

	while ((n = fread(buf, 1, sizeof(buf), from)) > 0)
		if (fwrite(buf, 1, n, stdout) != n)
			break;
	fflush(stdout);
}

/* A crash of the command is no crash of ours: leave no core. */
static void __attribute__((noreturn)) end_as(int status)
{
	struct rlimit none = { 0, 0 };

	if (WIFSIGNALED(status)) {
		setrlimit(RLIMIT_CORE, &none);
		raise(WTERMSIG(status));
	}
	_exit(WIFEXITED(status) ? WEXITSTATUS(status) : STATUS_CANNOT_RUN);
}

void
leader_main(const void *command)
{
	FILE *output;

	set_environment();
	output = popen(command, "r");
	if (output == NULL)
		give_up("popen");
	copy(output);
	end_as(pclose(output));
}
