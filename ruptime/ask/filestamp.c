/* SPDX-License-Identifier: ISC */
/*
 * A file read whole, and what shows that it has changed since.  localnames.c
 * reads the files of libc by it, and looks again before each answer.
 */
#include <errno.h>
#include <fcntl.h>
#include <stdint.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "ruptime/ask/filestamp.h"

enum { SIZE_MAX_BYTES = 1 << 30 };

/* So long after a change another one may leave no mark: the kernel's clock of
 * files ticks, or counts whole seconds. */
enum { TICK_NS = 20 * 1000 * 1000, COARSE_NS = 2 * 1000 * 1000 * 1000 };

bool
filestamp_is_same(const struct filestamp *a, const struct filestamp *b)
{
	return a->dev == b->dev && a->ino == b->ino && a->size == b->size &&
	    a->modified.tv_sec == b->modified.tv_sec &&
	    a->modified.tv_nsec == b->modified.tv_nsec &&
	    a->changed.tv_sec == b->changed.tv_sec &&
	    a->changed.tv_nsec == b->changed.tv_nsec;
}

static struct filestamp
stamp_of(const struct stat *st)
{
	return (struct filestamp){ .dev = st->st_dev,
		.ino = st->st_ino,
		.size = st->st_size,
		.modified = st->st_mtim,
		.changed = st->st_ctim };
}

bool
filestamp_take(struct filestamp *s, const char *path)
{
	struct stat st;

	if (stat(path, &st) == -1 || !S_ISREG(st.st_mode) ||
	    st.st_size > SIZE_MAX_BYTES)
		return false;
	*s = stamp_of(&st);
	return true;
}

bool
filestamp_is_settled(const struct filestamp *s)
{
	struct timespec now;
	int64_t age_ns;

	clock_gettime(CLOCK_REALTIME, &now);
	age_ns = (int64_t)(now.tv_sec - s->changed.tv_sec) * 1000000000 +
	    (now.tv_nsec - s->changed.tv_nsec);
	return age_ns > (s->changed.tv_nsec == 0 ? COARSE_NS : TICK_NS);
}

static bool
is_unchanged(int fd, const struct filestamp *s)
{
	struct stat st;
	struct filestamp present;

	if (fstat(fd, &st) == -1)
		return false;
	present = stamp_of(&st);
	return filestamp_is_same(&present, s);
}

char *
filestamp_read(const struct filestamp *s, const char *path)
{
	size_t size = (size_t)s->size, len = 0;
	char *text = malloc(size + 1);
	int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
	ssize_t n = -1;

	if (text == NULL || fd == -1 || !is_unchanged(fd, s))
		goto out;
	do {
		n = read(fd, text + len, size - len);
		if (n > 0)
			len += (size_t)n;
	} while (n > 0 || (n == -1 && errno == EINTR));
	if (len != size || !is_unchanged(fd, s))
		n = -1;
out:
	if (fd != -1)
		close(fd);
	if (n == 0) {
		text[len] = '\0';
		return text;
	}
	free(text);
	return NULL;
}
