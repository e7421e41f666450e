/* SPDX-License-Identifier: ISC */
/* A file read whole, and what shows that it has changed since. */
#ifndef RUPTIME_FILESTAMP_H
#define RUPTIME_FILESTAMP_H

#include <stdbool.h>
#include <sys/types.h>
#include <time.h>

struct filestamp {
	dev_t dev;
	ino_t ino;
	off_t size; /* 1 GiB at most */
	struct timespec modified, changed;
};

/* The stamp that the file at path has now.  False for what is no file that can
 * be read whole. */
bool filestamp_take(struct filestamp *s, const char *path);

bool filestamp_is_same(const struct filestamp *a, const struct filestamp *b);

/* Whether the file has stood long enough for its next change to show. */
bool filestamp_is_settled(const struct filestamp *s);

/* All of the file at path, if it has this stamp, with a NUL behind it, to be
 * freed.  NULL where that is not to be had. */
char *filestamp_read(const struct filestamp *s, const char *path);

#endif
