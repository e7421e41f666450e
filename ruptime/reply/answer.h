/* SPDX-License-Identifier: ISC */
/* What a host has sent so far: its text, or that it may not or can't say. */
#ifndef RUPTIME_ANSWER_H
#define RUPTIME_ANSWER_H

#include <stdbool.h>
#include <stddef.h>

/* Begins zeroed; answer_reset() makes it so again. */
struct answer {
	char *text;
	size_t len, size;
	size_t told; /* bytes that answer_fresh() has given out */
	bool ended;  /* as a reply ends, so that this is all of it; the
		      * caller's to set */
};

enum answer_kind {
	ANSWER_EMPTY,
	ANSWER_TEXT,
	ANSWER_ERROR, /* the server's own: a line that begins "error: " */
	ANSWER_DENIED /* the one that says that we may not ask */
};

enum answer_result {
	ANSWER_OK,
	ANSWER_TOO_LONG, /* more than PROTO_REPLY_MAX, which are kept */
	ANSWER_NO_MEMORY /* nothing of it is kept */
};

/* Append the len bytes of data. */
enum answer_result answer_add(struct answer *a, const char *data, size_t len);

/*
 * What of the text is new since the last call: *data and its length.  0 as
 * long as it may turn out to be an error line; at_end nothing more will come.
 * The bytes of an error line are never given out.
 */
size_t answer_fresh(struct answer *a, bool at_end, const char **data);

/* What the text, taken as whole, is. */
enum answer_kind answer_kind(const struct answer *a);

/* The first line of an error, behind "error: "; not NUL-terminated. */
const char *answer_reason(const struct answer *a, size_t *len);

/* Forget and free the text. */
void answer_reset(struct answer *a);

#endif
