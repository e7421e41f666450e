/* SPDX-License-Identifier: ISC */
/*
 * What all formats have in common: how they are written, and what has to be
 * known of them before.
 */
#ifndef RUPTIME_FORMAT_H
#define RUPTIME_FORMAT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

#include "ruptime/options.h"
#include "ruptime/reply/host.h"

struct format_style {
	bool terminal; /* out is one, so that text passes screen.h */
	bool color;
	const struct options *options;
};

/*
 * Write the n hosts of v in that order.  -1 with errno, ENOMEM or what made out
 * fail, or 0; of a format that judges what a monitoring plugin exits with, 0 to
 * 3.
 */
typedef int format_write(FILE *out, const struct format_style *style,
    const struct host *const *v, size_t n);

/* Which of those that are not up are told of on standard error. */
enum format_failures {
	FAILURES_SHOWN,  /* none: the format shows them, or is not to */
	FAILURES_FOLDED, /* where they are many, once more and as few lines */
	FAILURES_LISTED  /* the same, and few of them one by one */
};

struct format {
	format_write *write;
	bool needs_text; /* the replies as they came */
	bool at_once;    /* unless sorted, each host may be written alone */
	bool judges; /* decides the exit status, and what is pending counts */
	enum format_failures failures;
};

/* Each is defined in the file of its format. */
#define FORMAT(id, name, writer, ...) format_write writer;
#include "ruptime/show/format_list.h"
#undef FORMAT

const struct format *format_of(enum options_format id);

#endif
