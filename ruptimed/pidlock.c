/* SPDX-License-Identifier: ISC */
/*
 * The locked pid file.  main.c takes it before anything else that a second
 * daemon would disturb, and gives it back at the end.
 */
#include <errno.h>
#include <fcntl.h>
#include <libutil.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "common/log.h"
#include "ruptimed/pidlock.h"

/* Only root can write /run, so nobody can put a link in place of what is
 * opened here; what is there already must be a directory all the same. */
static void
make_default_dir(const struct privdrop *pd)
{
	const char *dir = PIDLOCK_DEFAULT_DIR;
	int fd;

	if (mkdir(dir, 0755) == -1 && errno != EEXIST)
		fatal("%s", dir);
	fd = open(dir, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
	if (fd == -1 || fchown(fd, pd->uid, pd->gid) == -1)
		fatal("%s", dir);
	close(fd);
}

/* A link that leads to a file which the user may write would lock, and
 * empty, that file.  With the user's ids that is all it could do. */
static void
refuse_irregular(const char *path)
{
	struct stat st;

	if (lstat(path, &st) == -1 || S_ISREG(st.st_mode))
		return;
	/* What is a device or a directory is rather not to be removed. */
	fatalx("pid file %s: %s", path,
	    S_ISLNK(st.st_mode) ? "is a symbolic link; remove it" :
				  "is not a regular file; name another one");
}

static void __attribute__((noreturn))
fatal_locked(const char *path, pid_t holder)
{
	if (holder > 0)
		fatalx("pid file %s: locked by process %ld: "
		       "ruptimed is already running; another one needs a -P "
		       "of its own",
		    path, (long)holder);
	fatalx("pid file %s: locked: another ruptimed is starting", path);
}

/* For whatever calls exit(3) in between, as libevent does where it can't watch
 * signals.  The lock is the process's, so there is one. */
static struct pidfh *held;

static void
remove_held(void)
{
	if (held != NULL)
		pidfile_remove(held);
}

struct pidfh *
pidlock_acquire(const char *path, const struct privdrop *pd, bool make_dir)
{
	struct pidfh *pidfile;
	pid_t holder = -1;

	if (make_dir && pd->needed)
		make_default_dir(pd);
	privdrop_borrow(pd);
	refuse_irregular(path);
	pidfile = pidfile_open(path, 0644, &holder);
	if (pidfile == NULL && errno == EEXIST)
		fatal_locked(path, holder);
	if (pidfile == NULL && pd->needed)
		fatal("pid file %s, as user %s", path, pd->name);
	if (pidfile == NULL)
		fatal("pid file %s", path);
	held = pidfile;
	atexit(remove_held);
	privdrop_return(pd);
	/* libbsd 0.11 leaves this to us. */
	if (fcntl(pidfile_fileno(pidfile), F_SETFD, FD_CLOEXEC) == -1)
		fatal("pid file %s", path);
	return pidfile;
}

int
pidlock_write(struct pidfh *pidfile)
{
	if (pidfile == NULL || pidfile_write(pidfile) == 0)
		return 0;
	log_warn("cannot write the pid file");
	return -1;
}

void
pidlock_release(struct pidfh *pidfile, const struct privdrop *pd)
{
	if (pidfile == NULL)
		return;
	privdrop_borrow(pd);
	if (ftruncate(pidfile_fileno(pidfile), 0) == -1)
		log_warn("cannot empty the pid file");
	pidfile_remove(pidfile);
	held = NULL;
	privdrop_return(pd);
}
