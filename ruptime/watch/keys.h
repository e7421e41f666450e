/* SPDX-License-Identifier: ISC */
/* What the keys of a terminal mean to the live view. */
#ifndef RUPTIME_KEYS_H
#define RUPTIME_KEYS_H

#include <stdbool.h>
#include <stddef.h>

enum keys_action {
	KEYS_NONE,
	KEYS_BY_NAME,
	KEYS_BY_LOAD,
	KEYS_BY_UPTIME,
	KEYS_BY_USERS,
	KEYS_REVERSE,
	KEYS_NOT_UP, /* only those that are not up, or all again */
	KEYS_ASK,    /* now */
	KEYS_PAUSE,
	KEYS_UP,
	KEYS_DOWN,
	KEYS_LEFT,
	KEYS_RIGHT,
	KEYS_PAGE_UP,
	KEYS_PAGE_DOWN,
	KEYS_HOME,
	KEYS_END,
	KEYS_HELP,
	KEYS_REDRAW, /* the whole screen */
	KEYS_QUIT,
	KEYS_INTERRUPT, /* as SIGINT, where the terminal makes no signal of it
			 */
	KEYS_OTHER,     /* one that we have no use for */
	/* No keys, but answers: it knows synchronized updates; what it is. */
	KEYS_SYNC,
	KEYS_DEVICE
};

/* Longer sequences mean nothing. */
enum { KEYS_SEQUENCE_MAX = 24 };

/* What a key sends; of terminfo(5), beside those of ECMA-48 terminals. */
struct keys_sequence {
	const char *bytes; /* NULL: the terminal has no such key */
	enum keys_action action;
};

struct keys {
	const struct keys_sequence *sequences; /* the terminal's own */
	size_t count;
	char bytes[KEYS_SEQUENCE_MAX]; /* of a sequence begun */
	size_t len;                    /* of it; 0: none is */
};

/* The count sequences have to stay. */
void keys_init(struct keys *k, const struct keys_sequence *sequences,
    size_t count);

/*
 * What byte means behind those before.  A sequence may come in pieces:
 * KEYS_NONE until its last byte, and for what is no key: replies of the
 * terminal, marks around what is pasted, a mouse.  Of a letter beyond ASCII
 * each byte is KEYS_OTHER.
 */
enum keys_action keys_feed(struct keys *k, unsigned char byte);

/* Whether a sequence has begun and not ended. */
bool keys_pending(const struct keys *k);

/* A moment has passed without more: what has begun is forgotten.  It was a key,
 * the escape key alone. */
enum keys_action keys_forget(struct keys *k);

#endif
