/* SPDX-License-Identifier: ISC */
/*
 * Files that are never seen half written: made beside, brought to the disk,
 * renamed.  store.c keeps the memory by it, output.c writes the file of -O.
 */
#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "common/fileacl.h"
#include "common/replace.h"

enum { TRIES = 100 };

/* So much of a name that is as long as one may be, 255 bytes, leaves room for
 * what is added. */
enum { PART_MAX = 200 };

/* Hidden, and not of the same ending, by which collectors find files. */
static char *
name_beside(const char *path, enum replace_kind kind)
{
	const char *slash = strrchr(path, '/');
	const int dir_len = slash == NULL ? 0 : (int)(slash - path) + 1;
	char *beside;
	int rc;

	if (kind == REPLACE_PRIVATE)
		rc = asprintf(&beside, "%s.new", path);
	else
		rc = asprintf(&beside, "%.*s.%.*s.%08x", dir_len, path,
		    PART_MAX, path + dir_len, arc4random());
	return rc == -1 ? NULL : beside;
}

static int
create(struct replace *r, enum replace_kind kind)
{
	const int flags = O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC;
	int fd = -1, i;

	for (i = 0; i < TRIES && fd == -1; i++) {
		free(r->beside);
		r->beside = name_beside(r->path, kind);
		if (r->beside == NULL)
			return -1;
		if (kind == REPLACE_PRIVATE && unlink(r->beside) == -1 &&
		    errno != ENOENT)
			return -1;
		fd = open(r->beside, flags,
		    kind == REPLACE_PRIVATE ? 0600 : 0666);
		if (fd == -1 && errno != EEXIST)
			return -1;
	}
	return fd;
}

static void
forget(struct replace *r)
{
	int error = errno;

	free(r->path);
	free(r->beside);
	*r = (struct replace){ 0 };
	errno = error;
}

/* Whoever could read it and whoever could not stay so: of a group that we may
 * not give it, another one gets what everybody has, and so it is where the list
 * of others cannot be kept, whose mask stands in the group's place.  What
 * others have said is nothing to run as its owner. */
static int
keep_access(int fd, const struct stat *old, const char *path)
{
	const mode_t mode = old->st_mode & 0777;

	if ((fchown(fd, old->st_uid, old->st_gid) == 0 ||
		fchown(fd, (uid_t)-1, old->st_gid) == 0) &&
	    fchmod(fd, mode) == 0 && fileacl_copy(fd, path) == 0)
		return 0;
	return fchmod(fd, mode & (0707 | (mode << 3 & 070)));
}

static int
begin(struct replace *r, enum replace_kind kind)
{
	struct stat old;
	bool is_old = lstat(r->path, &old) == 0;
	int fd;

	if (!is_old && errno != ENOENT)
		return -1;
	if (is_old && !S_ISREG(old.st_mode)) {
		errno = EEXIST;
		return -1;
	}
	fd = create(r, kind);
	if (fd == -1)
		return -1;
	if (kind == REPLACE_SHARED && is_old &&
	    keep_access(fd, &old, r->path) == -1)
		r->out = NULL;
	else
		r->out = fdopen(fd, "w");
	if (r->out != NULL)
		return 0;
	unlink(r->beside);
	close(fd);
	return -1;
}

int
replace_begin(struct replace *r, const char *path, enum replace_kind kind)
{
	*r = (struct replace){ .path = strdup(path) };
	if (r->path != NULL && begin(r, kind) == 0)
		return 0;
	forget(r);
	return -1;
}

int
replace_commit(struct replace *r)
{
	int error = 0;

	if (ferror(r->out))
		error = errno != 0 ? errno : EIO;
	else if (fflush(r->out) == EOF || fsync(fileno(r->out)) == -1)
		error = errno;
	if (fclose(r->out) == EOF && error == 0)
		error = errno;
	if (error == 0 && rename(r->beside, r->path) == -1)
		error = errno;
	if (error != 0)
		unlink(r->beside);
	forget(r);
	errno = error;
	return error == 0 ? 0 : -1;
}

void
replace_abort(struct replace *r)
{
	int error = errno;

	if (r->out == NULL)
		return;
	unlink(r->beside);
	fclose(r->out);
	forget(r);
	errno = error;
}
