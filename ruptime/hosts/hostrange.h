/* SPDX-License-Identifier: ISC */
/* Ranges in brackets, node[01-16,20]-rack[1-3]. */
#ifndef RUPTIME_HOSTRANGE_H
#define RUPTIME_HOSTRANGE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* How many names one host list may come to. */
#ifndef HOSTRANGE_MAX
#define HOSTRANGE_MAX 1000000
#endif

/* Digits of a number in a range; 10^18 fits in 64 bits with room to add. */
#define HOSTRANGE_DIGITS 18

/* Brackets in one entry; 20 of two numbers each are 2^20 names already. */
#define HOSTRANGE_BRACKETS 20

/* Bytes of an expanded name: more than any [address]:port needs. */
#define HOSTRANGE_NAME 1100

struct hostrange_bracket {
	size_t open;    /* where its [ stands in the text */
	size_t close;   /* and its ] */
	size_t item;    /* first byte of the item being counted */
	size_t next;    /* the , or ] behind that item */
	uint64_t value; /* in the current name */
	uint64_t hi;    /* last of the item */
	size_t width;   /* digits that every number has at least */
	size_t digits;  /* of value as it was last written */
};

/* One entry and its current name.  Callers read count, at and why only. */
struct hostrange {
	uint64_t count;  /* names it stands for, repeated ones included */
	size_t at;       /* when refused: the offending byte of the text, */
	const char *why; /* and the reason */

	const char *text;
	size_t len;
	bool started;
	size_t nbracket;
	struct hostrange_bracket bracket[HOSTRANGE_BRACKETS];
	char name[HOSTRANGE_NAME];
};

/*
 * Read an entry of len bytes, which must outlive r.  A bracket holds items
 * separated by commas, each a number or low-high, perhaps with blanks around
 * its numbers.  A number gets zeros in front until it is as wide as the low end
 * was written: [08-11] is 08 09 10 11.  A first bracket that holds a colon is
 * an IPv6 address and no range; an address without brackets can't have one,
 * since ranges count in decimal and a port behind it would read as part of it.
 * An entry that begins with / is a path, whose brackets belong to its name.
 * Refuses, with at and why set, what is malformed, too long, or stands for more
 * than room names; that is reckoned, not tried.  Allocates nothing.
 */
bool hostrange_init(struct hostrange *r, const char *text, size_t len,
    uint64_t room);

/*
 * The next name, the rightmost bracket counting fastest: *len bytes, not
 * terminated, valid until the next call; an entry without ranges is its own
 * only name.  NULL after the last.
 */
const char *hostrange_next(struct hostrange *r, size_t *len);

/*
 * Where byte off of the current name comes from in the entry: for a digit that
 * was counted, the start of its item.  To point at what is wrong with a name.
 */
size_t hostrange_where(const struct hostrange *r, size_t off);

#endif
