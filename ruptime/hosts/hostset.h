/* SPDX-License-Identifier: ISC */
/* A set of hosts, each stored once, in order. */
#ifndef RUPTIME_HOSTSET_H
#define RUPTIME_HOSTSET_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct exclusions;
struct hostpart;
struct hostset_entry;
struct hostset_slot;

/* Lives inside its owner, which reads count only. */
struct hostset {
	size_t count;

	bool exact;    /* what a host is known by */
	uint64_t seed; /* of the hash */
	char *arena;   /* the texts, terminated */
	size_t used, size;
	struct hostset_entry *entry;
	size_t room;
	struct hostset_slot *slot;
	size_t nslot;
};

/* An empty set; exact as of hostkey_of(). */
void hostset_init(struct hostset *set, bool exact);

/* Free what the set holds. */
void hostset_fini(struct hostset *set);

/*
 * Copy the host in unless it is there already at the part's port_number,
 * however it was written: some 34 bytes beyond the text, and a second copy of
 * the host where the text is not the host alone.  The texts of a set come to
 * less than 4 GiB.  False with errno ENOMEM: the set is as it was.
 */
bool hostset_add(struct hostset *set, const struct hostpart *part,
    uint16_t origin);

/* Whether it is there, at the part's port_number. */
bool hostset_has(const struct hostset *set, const struct hostpart *part);

/*
 * The terminated text, host and port (or NULL) of host i, 0 to count - 1, in
 * the order they were added.  Valid until the next hostset_add.
 */
const char *hostset_text(const struct hostset *set, size_t i);
const char *hostset_host(const struct hostset *set, size_t i);
const char *hostset_port(const struct hostset *set, size_t i);

/* Its port_number and its origin, a number of the caller's, as it was added. */
uint16_t hostset_port_number(const struct hostset *set, size_t i);
uint16_t hostset_origin(const struct hostset *set, size_t i);

/* Whether gone holds host, at port or at 0; those of it are marked as used, as
 * their origin is their number. */
bool hostset_excludes(const struct hostset *gone, const char *host,
    uint16_t port, struct exclusions *es);

/*
 * Take out every host that gone excludes, as above, and give back the memory
 * that only hostset_add needs: it must not be called any more, nor hostset_has.
 */
void hostset_exclude(struct hostset *set, const struct hostset *gone,
    struct exclusions *es);

#endif
