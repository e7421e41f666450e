/* SPDX-License-Identifier: ISC */
/*
 * The sources of a list, asked.
 */
#ifndef RUPTIME_SOURCES_H
#define RUPTIME_SOURCES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "ruptime/hosts/found.h"
#include "ruptime/hosts/hostlist.h"
#include "ruptime/options.h"

/* Where hosts of the list have come from. */
struct origin {
	const struct sourcelist_item *item; /* NULL: it is known from before */
	/* Of one host that came with its addresses; else all zero. */
	struct found_host host;
};

/* A host that a source has found before. */
struct sources_known {
	const char *found_as; /* what it is known by */
	const char *name;     /* that it was shown by, with its port */
	const char *address;  /* to ask, in numbers */
	uint16_t port;
};

/* Begins zeroed. */
struct sources {
	struct origin
	    *v; /* by the number that hosts have in the list, less 1 */
	size_t count, size;
	bool lacking; /* one could not be asked, or has named nobody */
	size_t known; /* hosts that sources_add_known() has added */
	/* What has been found by default, to be told: "12 hosts of
	 * _ruptime._tcp.example.org (DNS)". */
	char told[1024];
};

/* Why a source is not welcome with these options, or NULL: a hostlist_judge,
 * options being arg. */
hostlist_judge sources_judge;

/*
 * Ask the sources of list and add to it what they name.  Those that can't be
 * asked or name nobody are told of on standard error, and set lacking;
 * by_default, where nobody has named them, only as log_debug() does.  False
 * where nobody may be asked: an excluded one could not be, or memory is short;
 * it was said why.
 */
bool sources_ask(struct sources *ss, struct hostlist *list,
    const struct options *o, bool by_default);

/* Add one that is known, if it is whole. */
void sources_add_known(struct sources *ss, struct hostlist *list,
    const struct sources_known *k);

/* Where host comes from; NULL: it was named. */
const struct origin *sources_origin(const struct sources *ss,
    const struct hostlist_host *host);

void sources_fini(struct sources *ss);

#endif
