/* SPDX-License-Identifier: ISC */
/*
 * Becoming a daemon as APUE chapter 13 does, but the first process stays
 * until the last one says that it is ready.  Called by main.c only.
 */
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdbool.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "common/descriptor.h"
#include "common/inherited.h"
#include "common/log.h"
#include "common/null.h"
#include "ruptimed/daemonize.h"

void
daemonize_descriptors(int keep)
{
	inherited_descriptors(O_RDWR);
	closefrom(STDERR_FILENO + 1 + keep);
}

static void
on_signal(int signo)
{
}

/* Have the two signals interrupt us, or be waited for, and nothing else. */
static void
block(int one, int other)
{
	struct sigaction action = { .sa_handler = on_signal };
	sigset_t both;

	sigemptyset(&both);
	sigaddset(&both, one);
	sigaddset(&both, other);
	sigprocmask(SIG_BLOCK, &both, NULL);
	sigaction(one, &action, NULL);
	sigaction(other, &action, NULL);
}

/* The daemon's only byte, or false at its end.  Who tells the process that was
 * started to stop means the one that it waits for. */
static bool
read_ready(int fd, pid_t middle)
{
	struct pollfd pfd = { .fd = fd, .events = POLLIN };
	sigset_t none;
	char byte;

	sigemptyset(&none);
	block(SIGTERM, SIGINT);
	while (ppoll(&pfd, 1, NULL, &none) == -1 && errno == EINTR)
		kill(middle, SIGTERM);
	return read(fd, &byte, 1) == 1;
}

/* The daemon has complained already, unless it was killed. */
static void __attribute__((noreturn)) parent_wait(int fd, pid_t middle)
{
	int status = 0;
	bool ready = read_ready(fd, middle);

	if (ready)
		kill(middle, SIGKILL);
	while (waitpid(middle, &status, 0) == -1 && errno == EINTR)
		continue;
	if (!ready && WIFSIGNALED(status))
		log_warnx("killed by signal %d while starting",
		    WTERMSIG(status));
	_exit(ready ? 0 : 1);
}

/* How the daemon ends that is still starting; to be told to stop is for it. */
static int
wait_for(pid_t daemon)
{
	int status = 0, signo;
	sigset_t wanted;

	block(SIGTERM, SIGCHLD);
	sigemptyset(&wanted);
	sigaddset(&wanted, SIGTERM);
	sigaddset(&wanted, SIGCHLD);
	while (waitpid(daemon, &status, WNOHANG) == 0)
		if (sigwait(&wanted, &signo) == 0 && signo == SIGTERM)
			kill(daemon, SIGTERM);
	sigprocmask(SIG_UNBLOCK, &wanted, NULL);
	return status;
}

/* Between the two: the session's leader, which owns the daemon while that
 * starts, ends as it ends, and is killed by the parent once it is ready. */
static void __attribute__((noreturn)) middle_wait(pid_t daemon)
{
	int status = wait_for(daemon);

	if (WIFSIGNALED(status)) {
		signal(WTERMSIG(status), SIG_DFL);
		raise(WTERMSIG(status));
	}
	_exit(1);
}

int
daemonize_begin(void)
{
	int fds[2];
	pid_t pid;

	if (descriptor_pipe(fds) == -1 || (pid = fork()) == -1) {
		log_warn("cannot become a daemon");
		return -1;
	}
	if (pid > 0) {
		close(fds[1]);
		parent_wait(fds[0], pid);
	}
	close(fds[0]);
	umask(022);
	if (setsid() == -1 || signal(SIGHUP, SIG_IGN) == SIG_ERR ||
	    (pid = fork()) == -1) {
		log_warn("cannot become a daemon");
		close(fds[1]);
		return -1; /* its end tells the parent */
	}
	if (pid > 0) {
		close(fds[1]);
		middle_wait(pid);
	}
	if (chdir("/") == -1)
		log_warn("/");
	return fds[1];
}

int
daemonize_ready(int parent)
{
	int fd = null_open(O_RDWR | O_CLOEXEC);

	if (fd == -1 || write(parent, "", 1) != 1) {
		log_warn("cannot tell the shell that the daemon is ready");
		return -1;
	}
	dup2(fd, STDIN_FILENO);
	dup2(fd, STDOUT_FILENO);
	dup2(fd, STDERR_FILENO);
	close(fd);
	close(parent);
	return 0;
}
