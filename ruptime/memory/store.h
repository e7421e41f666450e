/* SPDX-License-Identifier: ISC */
/* The memory's file: its lines read, and a new one written in its place. */
#ifndef RUPTIME_STORE_H
#define RUPTIME_STORE_H

#include <stdbool.h>
#include <stddef.h>

#include "common/replace.h"
#include "ruptime/memory/line.h"

enum { STORE_WHY_MAX = 128 };

/* Lives inside its owner, who reads what stands before the blank line. */
struct store {
	bool readable;  /* there is a memory, be it an empty one */
	bool writable;  /* a new file may be written and put in its place */
	bool exists;    /* there was a file */
	size_t damaged; /* lines that were passed over so far */
	/* What is lost, and why, where something is not as it should be: for
	 * people, once; "" */
	char why[STORE_WHY_MAX];

	const char *path; /* the caller's */
	int lock, fd;     /* -1: none */
	struct replace new;
	char *buffer;
	size_t begin, end; /* of what is in it and was not read yet */
};

/*
 * Open the file at path, which has to stay, and, to be written, its lock, for
 * which it waits for some seconds at most.  A file that is not ours, of another
 * kind, of a newer version, or none of this kind at all is neither readable nor
 * writable, and is not touched.  Where only writing is not possible it is
 * readable all the same.  store_close() in any case.
 */
void store_open(struct store *s, const char *path, bool to_write);

/*
 * The next host, false at the end; damaged ones are passed over.  What *line
 * points to stays until the next call.
 */
bool store_read(struct store *s, struct line *line);

/* Have a host written; what fails is told by store_commit(). */
void store_write(struct store *s, const struct line *line);

/* Put what was written in the place of the file.  False, with why, where it is
 * as it was; so too where not all of it could be read. */
bool store_commit(struct store *s);

/* Give the lock back, and drop what was not committed. */
void store_close(struct store *s);

#endif
