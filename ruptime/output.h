/* SPDX-License-Identifier: ISC */
/*
 * Where hosts are printed: standard output, or the file of -O.
 */
#ifndef RUPTIME_OUTPUT_H
#define RUPTIME_OUTPUT_H

#include <stdbool.h>
#include <stdio.h>

#include "common/replace.h"
#include "common/sink.h"

/* Lives inside its owner, who writes to out. */
struct output {
	FILE *out;
	bool terminal;    /* out is one */
	const char *path; /* NULL: standard output */
	bool lost;        /* not all of it has arrived, and that was said */
	bool quiet;       /* whose reader has gone is not said */
	struct replace file;
	struct sink sink;
};

/* path: NULL for standard output.  -1 where it was said why it can't be. */
int output_open(struct output *o, const char *path, bool quiet);

/* What was written up to now has to have arrived; good: nothing failed before.
 */
void output_flush(struct output *o, bool good);

/* Put the file in its place, unless anything was lost: then it is as it was.
 * May be called again. */
void output_close(struct output *o);

#endif
