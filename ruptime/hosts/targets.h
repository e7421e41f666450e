/* SPDX-License-Identifier: ISC */
/* Whom to ask: the hosts that operands and files name, and their ports. */
#ifndef RUPTIME_TARGETS_H
#define RUPTIME_TARGETS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "ruptime/hosts/found.h"
#include "ruptime/hosts/foundname.h"
#include "ruptime/options.h"

struct sources_known;
struct targets;

struct target {
	const char *text;       /* as given, ranges expanded */
	const char *host;       /* name, address without brackets, or path */
	char port[6];           /* a number; "" of a path */
	uint16_t port_number;   /* the same; 0 of a path */
	const char *given_port; /* as it was given with it; NULL: it was not */
	/* Where to ask it, with the port; NULL: host says so. */
	const union found_address *addresses;
	size_t address_count;
	/* Of one that was found, in a network, by mDNS or before: no list has
	 * it; what it is known by.  Else NULL. */
	const char *found_as;
	bool searched;  /* an address of a network: there may be nobody */
	bool by_source; /* a source has named it */
};

/* A host that a source names only after targets_find(): it holds all that it
 * points to, so that it can be passed on as it is. */
struct target_late {
	char text[FOUNDNAME_MAX], host[FOUNDNAME_MAX];
	uint16_t port_number;
	bool found; /* no list has it: it is known by its text */
	size_t address_count;
	union found_address addresses[FOUND_ADDRESSES_MAX];
};

/* More do not get in. */
enum { TARGETS_LATE_MAX = 1000 };

enum target_name { TARGET_NAMED, TARGET_EXCLUDED, TARGET_MISNAMED };

/* Tell targets_know() of each host that is known from before. */
typedef void targets_recall(void *arg, struct targets *ts);

/*
 * The hosts of o, without the excluded ones; where it names none, those of the
 * user's or the system's hosts file, or without one those that DNS and mDNS
 * name and that recall knows, unless there is a command to be run for them.
 * NULL where that fails or leaves nobody to ask, and it was said why on
 * standard error.
 */
struct targets *targets_find(const struct options *o, targets_recall *recall,
    void *arg);

/* Ask that one too; from within recall. */
void targets_know(struct targets *ts, const struct sources_known *k);

size_t targets_count(const struct targets *ts);

/* How many there may be in the end, with those that are late. */
size_t targets_room(const struct targets *ts);

/* Add that one behind all others.  False where there is no room or no memory
 * for it. */
bool targets_add_late(struct targets *ts, const struct target_late *late);

/* How many of them are listed somewhere; those behind them are addresses of
 * networks, which are searched, and then those that were late. */
size_t targets_listed(const struct targets *ts);

/* Target i, in the order in which they were named.  What it points to is the
 * targets'. */
struct target targets_get(const struct targets *ts, size_t i);

/*
 * What a target that was searched is called where the name service calls it
 * name: in text, with the port that was given.  TARGET_EXCLUDED where nothing
 * is to be shown under that name; TARGET_MISNAMED where it can't be a host's.
 */
enum target_name targets_name(const struct targets *ts, const struct target *t,
    const char *name, char text[static FOUNDNAME_MAX]);

/* Whether a host that is shown as text, with its port, is excluded; known where
 * a source was named. */
bool targets_excludes(const struct targets *ts, const char *text);

/* Whether a source has named any: then also one host has a line. */
bool targets_have_sources(const struct targets *ts);

/* Whether a source that was named could not be asked, or has named nobody: it
 * was said why. */
bool targets_lack(const struct targets *ts);

/* A network that is searched: the targets from first on. */
struct target_network {
	const char *text;
	size_t first, count;
};

size_t targets_network_count(const struct targets *ts);

/* In the order in which they were named. */
struct target_network targets_get_network(const struct targets *ts, size_t i);

/* Whether any of them has this address, and asks at this port; in a list, too,
 * it is there. */
bool targets_are_searched_for(const struct targets *ts, const char *address,
    uint16_t port);

/* NULL is allowed. */
void targets_free(struct targets *ts);

#endif
