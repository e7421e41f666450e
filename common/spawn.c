/* SPDX-License-Identifier: ISC */
/*
 * What a child is started with: descriptors, signals, a group, a limit.
 * child.c has it started, and waits for it.
 */
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "common/descriptor.h"
#include "common/inherited.h"
#include "common/spawn.h"
#include "common/system.h"

/* As sh(1) says it of a command that is not there. */
enum { STATUS_CANNOT_RUN = 127 };

static void __attribute__((noreturn)) give_up(const char *name)
{
	dprintf(STDERR_FILENO, "cannot run %s: %s\n", name, strerror(errno));
	_exit(STATUS_CANNOT_RUN);
}

/* A limit that was lowered since is not raised. */
static int
limit_descriptors(rlim_t soft)
{
	struct rlimit limit;

	if (getrlimit(RLIMIT_NOFILE, &limit) == -1)
		return -1;
	if (soft >= limit.rlim_cur)
		return 0;
	limit.rlim_cur = soft;
	return setrlimit(RLIMIT_NOFILE, &limit);
}

/* The child's part, from the fork on. */
static void __attribute__((noreturn))
become(const struct child_task *task, const int fds[3], rlim_t soft_nofile)
{
	const char *name = task->argv != NULL ? task->argv[0] : "it";

	if (task->argv == NULL || setsid() == -1)
		setpgid(0, 0);
	if (dup2(fds[STDERR_FILENO], STDERR_FILENO) == -1)
		_exit(STATUS_CANNOT_RUN);
	if (dup2(fds[STDIN_FILENO], STDIN_FILENO) == -1 ||
	    dup2(fds[STDOUT_FILENO], STDOUT_FILENO) == -1)
		give_up(name);
	closefrom(STDERR_FILENO + 1);
	inherited_by_child();
	if (limit_descriptors(soft_nofile) == -1)
		give_up(name);
	if (task->argv != NULL) {
		inherited_unblock();
		execvp(name, task->argv);
	} else
		task->main(task->arg);
	give_up(name);
}

/*
 * With all signals blocked: until the child has put back the default
 * dispositions, it would run our handlers.  What it does before it runs a
 * program is safe while it borrows our memory and we wait: nothing of ours is
 * written to.
 */
static pid_t
begin(const struct child_task *task, const int fds[3], rlim_t soft_nofile)
{
	sigset_t every, saved;
	pid_t pid;

	sigfillset(&every);
	sigprocmask(SIG_SETMASK, &every, &saved);
	/* NOLINTNEXTLINE(clang-analyzer-*): see above. */
	pid = task->argv != NULL ? vfork() : fork();
	if (pid == 0)
		become(task, fds, soft_nofile);
	sigprocmask(SIG_SETMASK, &saved, NULL);
	return pid;
}

/* The one who reads does not wait. */
static int
open_pipe(int fds[2])
{
	return descriptor_pipe(fds) == -1 ? -1 : descriptor_unblock(fds[0]);
}

pid_t
spawn_child(const struct child_task *task, int in, rlim_t soft_nofile,
    int ends[2])
{
	int fds[] = { -1, -1, -1, -1 }, i, error;
	pid_t pid = -1;

	if (open_pipe(&fds[0]) == 0 && open_pipe(&fds[2]) == 0)
		pid = begin(task, (int[]){ in, fds[1], fds[3] }, soft_nofile);
	error = errno;
	if (pid != -1) {
		ends[0] = fds[0];
		ends[1] = fds[2];
		fds[0] = fds[2] = -1;
	}
	for (i = 0; i < 4; i++)
		if (fds[i] != -1)
			close(fds[i]);
	errno = error;
	return pid;
}

#if SYSTEM_LINUX
#include <sys/syscall.h>

int
spawn_pidfd(pid_t pid)
{
#ifdef SYS_pidfd_open
	return (int)syscall(SYS_pidfd_open, pid, 0);
#else
	return -1;
#endif
}
#else
int
spawn_pidfd(pid_t pid)
{
	return -1;
}
#endif
