/* SPDX-License-Identifier: ISC */
/* A file replaced by a whole one, or left as it is. */
#ifndef COMMON_REPLACE_H
#define COMMON_REPLACE_H

#include <stdio.h>

enum replace_kind {
	REPLACE_SHARED, /* access as to the old file, or as the umask has it */
	REPLACE_PRIVATE /* mode 0600; for who holds a lock, so that what an
			 * earlier one has left beside is removed */
};

/* Lives inside its owner, who writes to out and sees to its errors. */
struct replace {
	FILE *out;
	char *path, *beside;
};

/*
 * Begin a file beside path, which is to become path.  What is there must be a
 * regular file or nothing.  -1 with errno, and nothing to be done about it:
 * EEXIST where there is something else, a link too.
 */
int replace_begin(struct replace *r, const char *path, enum replace_kind kind);

/* See it written to the disk and put it in the place of path; -1 with errno:
 * path is as it was, and nothing is left beside it. */
int replace_commit(struct replace *r);

/* Leave path as it was.  errno is preserved. */
void replace_abort(struct replace *r);

#endif
