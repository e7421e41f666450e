/* SPDX-License-Identifier: ISC */
/*
 * The child that leads the process group of one run of the command: popen(3)
 * hides the pid and blocks, so it is called here, where the daemon can end it
 * by its group.  run.c forks it.
 */
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
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

static void
set_descriptors(int out, int err)
{
	int null = open("/dev/null", O_RDONLY);

	if (dup2(err, STDERR_FILENO) == -1)
		_exit(STATUS_CANNOT_RUN);
	if (null == -1 || dup2(null, STDIN_FILENO) == -1 ||
	    dup2(out, STDOUT_FILENO) == -1)
		give_up("descriptors");
	closefrom(STDERR_FILENO + 1);
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

/* exec(2) keeps what is ignored and what is blocked. */
static void
set_signals(void)
{
	sigset_t none;
	int sig;

	for (sig = 1; sig < NSIG; sig++)
		signal(sig, SIG_DFL);
	sigemptyset(&none);
	sigprocmask(SIG_SETMASK, &none, NULL);
}

static void
set_descriptor_limit(rlim_t soft)
{
	struct rlimit limit;

	if (getrlimit(RLIMIT_NOFILE, &limit) == -1)
		give_up("descriptor limit");
	limit.rlim_cur = soft;
	if (setrlimit(RLIMIT_NOFILE, &limit) == -1)
		give_up("descriptor limit");
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
leader_main(const char *command, int out, int err, rlim_t soft_nofile)
{
	FILE *output;

	setpgid(0, 0);
	set_descriptors(out, err);
	set_signals();
	set_environment();
	set_descriptor_limit(soft_nofile);
	output = popen(command, "r");
	if (output == NULL)
		give_up("popen");
	copy(output);
	end_as(pclose(output));
}
