/* SPDX-License-Identifier: ISC */
/*
 * What children are started with: descriptors, signals, a session, a limit.
 * command.c starts them; nothing here waits for one.
 */
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <string.h>
#include <unistd.h>

#include "ruptime/command/spawner.h"

/* As far as descriptors that a shell left open are likely to go. */
enum { INHERITED_MAX = 1024 };

/* In a session without a terminal, who wants to ask there fails at once; in a
 * mere group of the present one he would be stopped. */
#ifdef POSIX_SPAWN_SETSID
#define OWN_GROUP POSIX_SPAWN_SETSID
#else
#define OWN_GROUP POSIX_SPAWN_SETPGROUP
#endif

extern char **environ;

static void
keep_descriptors_private(void)
{
	int fd, flags;

#ifdef CLOSE_RANGE_CLOEXEC
	if (close_range(STDERR_FILENO + 1, ~0U, CLOSE_RANGE_CLOEXEC) == 0)
		return;
#endif
	for (fd = STDERR_FILENO + 1; fd < INHERITED_MAX; fd++)
		if ((flags = fcntl(fd, F_GETFD)) != -1)
			fcntl(fd, F_SETFD, flags | FD_CLOEXEC);
}

int
spawner_init(struct spawner *s, rlim_t soft_nofile)
{
	short flags =
	    OWN_GROUP | POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK;
	sigset_t all, none;

	*s = (struct spawner){ .soft_nofile = soft_nofile, .null = -1 };
	errno = posix_spawnattr_init(&s->attr);
	if (errno != 0)
		return -1;
	s->has_attr = true;
	sigfillset(&all);
	sigemptyset(&none);
	posix_spawnattr_setsigdefault(&s->attr, &all);
	posix_spawnattr_setsigmask(&s->attr, &none);
	posix_spawnattr_setflags(&s->attr, flags);
	s->null = open("/dev/null", O_RDONLY | O_CLOEXEC);
	if (s->null == -1)
		return -1;
	keep_descriptors_private();
	return 0;
}

void
spawner_fini(struct spawner *s)
{
	if (s->has_attr)
		posix_spawnattr_destroy(&s->attr);
	if (s->null != -1)
		close(s->null);
}

/*
 * posix_spawn(3) has no way to set the child's limit, so that ours, which it
 * inherits, is lowered for the moment.  A limit bounds new descriptors only,
 * and there are none in between, in the child neither.
 */
static int
spawn_limited(const struct spawner *s, char *const argv[],
    const posix_spawn_file_actions_t *actions, pid_t *pid)
{
	struct rlimit ours, theirs;
	bool differ;
	int error;

	if (getrlimit(RLIMIT_NOFILE, &ours) == -1)
		return errno;
	theirs = ours;
	theirs.rlim_cur = s->soft_nofile;
	differ = theirs.rlim_cur < ours.rlim_cur;
	if (differ && setrlimit(RLIMIT_NOFILE, &theirs) == -1)
		return errno;
	error = posix_spawnp(pid, argv[0], actions, &s->attr, argv, environ);
	if (differ)
		setrlimit(RLIMIT_NOFILE, &ours);
	return error;
}

int
spawner_run(const struct spawner *s, char *const argv[], int out, int err,
    pid_t *pid)
{
	posix_spawn_file_actions_t actions;
	const int from[] = { s->null, out, err };
	int fd, error = posix_spawn_file_actions_init(&actions);

	if (error != 0)
		return error;
	for (fd = STDIN_FILENO; fd <= STDERR_FILENO && error == 0; fd++)
		error =
		    posix_spawn_file_actions_adddup2(&actions, from[fd], fd);
	if (error == 0)
		error = spawn_limited(s, argv, &actions, pid);
	posix_spawn_file_actions_destroy(&actions);
	return error;
}
