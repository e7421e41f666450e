/* SPDX-License-Identifier: ISC */
/*
 * The opposite of hostrange.c: many names as few words, for a summary of
 * thousands of failed hosts. table.c calls it.
 * Every number in a name could be the one that varies, so each name belongs
 * to as many candidate groups, which are the name without that number. It
 * then joins the largest. All work is linear but the sort.
 * Pure: no I/O, no clock.
 */
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "ruptime/fold.h"
#include "ruptime/hostrange.h"
#include "ruptime/natural.h"

/* Numbers of a name, counted from its end, that may vary. */
#define FOLD_NUMBERS 8

/* The end of a list of members. */
#define FOLD_NONE UINT32_MAX

/* A number in a name, short enough for a range. */
struct fold_number {
	const char *name;
	size_t start, digits;
};

struct fold_group {
	struct fold_number model; /* in the first name seen to fit */
	uint32_t candidates;	  /* names that would fit */
	uint32_t first, last;	  /* members that joined, in order */
};

struct fold_member {
	const char *name;
	uint32_t next;	/* of the group, or FOLD_NONE */
	uint32_t group; /* or FOLD_NONE for a name that is not folded */
	...
};

struct fold {
	struct fold_member *member;
	size_t nmember;
	struct fold_group *group;
	size_t ngroup;
	uint32_t *slot; /* hash table of groups: number from 1, 0 free */
	size_t nslot;
	char *text;
	size_t used, size;
	bool failed;
};
