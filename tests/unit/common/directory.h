/* SPDX-License-Identifier: ISC */
/* A directory of the test's own, and files in it. */
#ifndef TESTS_UNIT_DIRECTORY_H
#define TESTS_UNIT_DIRECTORY_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <fcntl.h>
#include <ftw.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include <cmocka.h>

static char directory[64];

static inline int
directory_make(void **state)
{
	(void)state;
	strcpy(directory, "/tmp/ruptime-unit.XXXXXX");
	return mkdtemp(directory) == NULL ? -1 : 0;
}

static inline int
directory_remove_one(const char *path, const struct stat *st, int flag,
    struct FTW *ftw)
{
	(void)st;
	(void)flag;
	(void)ftw;
	return remove(path);
}

static inline int
directory_remove(void **state)
{
	(void)state;
	return nftw(directory, directory_remove_one, 8, FTW_DEPTH | FTW_PHYS);
}

/* A path in it, until the fourth call after this one. */
static inline const char *
in_directory(const char *name)
{
	static char paths[4][512];
	static unsigned next;
	char *path = paths[next++ % 4];

	snprintf(path, sizeof(paths[0]), "%s/%s", directory, name);
	return path;
}

static inline void
file_make(const char *name, const char *text)
{
	FILE *f = fopen(in_directory(name), "w");

	assert_non_null(f);
	fputs(text, f);
	assert_int_equal(fclose(f), 0);
}

static inline char *
file_text(const char *name)
{
	static char text[1024 * 1024];
	FILE *f = fopen(in_directory(name), "r");
	size_t len;

	if (f == NULL)
		return NULL;
	len = fread(text, 1, sizeof(text) - 1, f);
	fclose(f);
	text[len] = '\0';
	return text;
}

static inline bool
file_exists(const char *name)
{
	return access(in_directory(name), F_OK) == 0;
}

static inline mode_t
file_mode(const char *name)
{
	struct stat st;

	assert_int_equal(lstat(in_directory(name), &st), 0);
	return st.st_mode & 07777;
}

#endif
