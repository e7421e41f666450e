/* SPDX-License-Identifier: ISC */
/* The sources that operands, files and -x name, in order. */
#ifndef RUPTIME_SOURCELIST_H
#define RUPTIME_SOURCELIST_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "ruptime/hosts/exclusions.h"
#include "ruptime/hosts/source.h"

/* More are refused: each is somebody to be asked. */
enum { SOURCELIST_MAX = 1000 };

struct sourcelist_item {
	struct source source;
	char *text;  /* as given */
	char *where; /* what a message about it begins with: "hosts:12: @lab" */
	bool in_file;
	bool excluded;      /* by -x */
	uint16_t exclusion; /* its number then, as of exclusions.h */
};

/* Begins zeroed. */
struct sourcelist {
	struct sourcelist_item *v;
	size_t count;
};

/*
 * Add s, len bytes of text; once, also where that is given again.  where is the
 * file and line, "hosts:12: ", or "".  False with errno ENOMEM, or E2BIG where
 * there are SOURCELIST_MAX.
 */
bool sourcelist_add(struct sourcelist *list, const struct source *s,
    const char *text, size_t len, const char *where, bool excluded,
    uint16_t exclusion);

/* Whether an excluded network has the host, which is asked at port; those that
 * have it are marked as used in es, where that is not NULL. */
bool sourcelist_excludes(const struct sourcelist *list, const char *host,
    uint16_t port, struct exclusions *es);

/* Whether a network that is searched has the host at that port; the usual one
 * is that of networks which name none. */
bool sourcelist_searches(const struct sourcelist *list, const char *host,
    uint16_t port, uint16_t usual_port);

void sourcelist_fini(struct sourcelist *list);

#endif
