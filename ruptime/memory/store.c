/* SPDX-License-Identifier: ISC */
/*
 * The memory's file, for memory.c: read as a stream, whatever its length, and
 * replaced by a whole one under a lock, so that two runs at once lose nothing
 * and none that is killed leaves half of it.
 */
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "ruptime/memory/store.h"

/* Others hold the lock for as long as it takes to write the file; one who is
 * stopped while he does so is not waited for. */
enum { LOCK_TRIES = 500, LOCK_PAUSE_MS = 10 };

enum { BUFFER = 64 * 1024 };

static void
fail(struct store *s, const char *what)
{
	if (s->why[0] == '\0')
		strlcpy(s->why, what, sizeof(s->why));
}

static void
fail_errno(struct store *s)
{
	switch (errno) {
	case ELOOP:
		fail(s, "is a link");
		break;
	case EEXIST:
		fail(s, "there is something else in its place");
		break;
	default:
		fail(s, strerror(errno));
	}
}

/* -1 with errno, or with why set. */
static int
open_ours(struct store *s)
{
	struct stat st;
	int fd;

	fd = open(s->path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
	if (fd == -1)
		return -1;
	if (fstat(fd, &st) == -1)
		fail_errno(s);
	else if (!S_ISREG(st.st_mode))
		fail(s, "is no regular file");
	else if (st.st_uid != geteuid())
		fail(s, "belongs to another user");
	else
		return fd;
	close(fd);
	return -1;
}

/* False, with why, where there is a file that is not to be touched. */
static bool
open_file(struct store *s)
{
	errno = 0;
	s->fd = open_ours(s);
	s->exists = s->fd != -1;
	if (s->exists || errno == ENOENT)
		return true;
	fail_errno(s);
	return false;
}

static int
wait_for_lock(int fd)
{
	const struct timespec pause = { .tv_nsec = LOCK_PAUSE_MS * 1000000L };
	int i;

	for (i = 0; i < LOCK_TRIES; i++) {
		if (flock(fd, LOCK_EX | LOCK_NB) == 0)
			return 0;
		if (errno != EWOULDBLOCK && errno != EINTR)
			return -1;
		nanosleep(&pause, NULL);
	}
	return -1;
}

static bool
take_lock(struct store *s)
{
	char *path;

	if (asprintf(&path, "%s.lock", s->path) == -1) {
		fail_errno(s);
		return false;
	}
	s->lock = open(path,
	    O_RDWR | O_CREAT | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC, 0600);
	free(path);
	if (s->lock != -1 && wait_for_lock(s->lock) == 0)
		return true;
	if (s->lock != -1 && errno == EWOULDBLOCK)
		fail(s, "another run holds its lock");
	else if (errno == ELOOP)
		fail(s, "its lock is a link");
	else
		fail_errno(s);
	return false;
}

/* A chunk more behind what was not read yet.  False at the end. */
static bool
fill(struct store *s)
{
	ssize_t n;

	memmove(s->buffer, s->buffer + s->begin, s->end - s->begin);
	s->end -= s->begin;
	s->begin = 0;
	do {
		n = read(s->fd, s->buffer + s->end, BUFFER - s->end);
	} while (n == -1 && errno == EINTR);
	if (n == -1) {
		fail_errno(s);
		s->readable = s->writable = false;
	}
	s->end += n > 0 ? (size_t)n : 0;
	return n > 0;
}

/*
 * The next line and its length, without its end; NULL at the end of the file.
 * A line that is too long, or has no end, is damaged: "".
 */
static char *
next_line(struct store *s, size_t *len)
{
	char *newline, *line;
	bool cut = false;

	for (;;) {
		line = s->buffer + s->begin;
		newline = memchr(line, '\n', s->end - s->begin);
		if (newline != NULL)
			break;
		if (s->end - s->begin > LINE_MAX_LEN) {
			cut = true;
			s->begin = s->end;
		}
		if (!fill(s)) {
			cut = cut || s->end > s->begin;
			s->begin = s->end;
			*len = 0;
			return cut ? s->buffer : NULL;
		}
	}
	*len = cut ? 0 : (size_t)(newline - line);
	s->begin += (size_t)(newline - line) + 1;
	return line;
}

/* Of an empty file nothing is wrong. */
static bool
read_head(struct store *s)
{
	size_t len;
	const char *line = next_line(s, &len);

	if (line == NULL)
		return s->why[0] == '\0';
	switch (line_head(line, len)) {
	case LINE_OURS:
		return true;
	case LINE_NEWER:
		fail(s, "was written by a newer version");
		break;
	case LINE_FOREIGN:
		fail(s, "does not begin as a memory of ruptime does");
		break;
	}
	return false;
}

static bool
begin_new(struct store *s)
{
	if (replace_begin(&s->new, s->path, REPLACE_PRIVATE) == -1) {
		fail_errno(s);
		return false;
	}
	fputs(LINE_HEAD "\n", s->new.out);
	return true;
}

/* Looked at before the lock is made: nothing is left beside what is another's.
 */
static bool
look(struct store *s)
{
	const bool good = open_file(s);

	if (s->fd != -1)
		close(s->fd);
	s->fd = -1;
	return good;
}

void
store_open(struct store *s, const char *path, bool to_write)
{
	bool locked;

	*s = (struct store){ .path = path, .lock = -1, .fd = -1 };
	if (!look(s))
		return;
	locked = to_write && take_lock(s);
	s->buffer = malloc(BUFFER);
	if (s->buffer == NULL) {
		fail_errno(s);
		return;
	}
	/* What can't be read now is not to be replaced by nothing. */
	if (!open_file(s) || (s->exists && !read_head(s)))
		return;
	s->writable = locked && begin_new(s);
	s->readable = s->exists || s->writable || !to_write;
}

bool
store_read(struct store *s, struct line *line)
{
	size_t len;
	char *text;

	while (s->fd != -1 && (text = next_line(s, &len)) != NULL) {
		if (line_read(text, len, line))
			return true;
		s->damaged++;
	}
	return false;
}

void
store_write(struct store *s, const struct line *line)
{
	char text[LINE_MAX_LEN];
	size_t len;

	if (!s->writable)
		return;
	len = line_write(text, line);
	fwrite(text, 1, len, s->new.out);
}

bool
store_commit(struct store *s)
{
	if (!s->writable)
		return false;
	s->writable = false;
	if (replace_commit(&s->new) == 0)
		return true;
	fail_errno(s);
	return false;
}

void
store_close(struct store *s)
{
	replace_abort(&s->new);
	free(s->buffer);
	if (s->fd != -1)
		close(s->fd);
	if (s->lock != -1)
		close(s->lock);
	*s = (struct store){ .lock = -1, .fd = -1 };
}
