/* SPDX-License-Identifier: ISC */
/* A set of hosts, each stored once, in order; see hostset.c. */
#ifndef RUPTIME_HOSTSET_H
#define RUPTIME_HOSTSET_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct hostpart;
struct hostset_entry;
struct hostset_slot;

/* Lives inside its owner, which reads count only. */
struct hostset {
	size_t count;

	uint64_t seed; /* of the hash */
	char *arena;   /* the texts, terminated */
	size_t used, size;
	struct hostset_entry *entry;
	size_t room;
	struct hostset_slot *slot;
	size_t nslot;
};

/* An empty set. */
void hostset_init(struct hostset *set);

/* Frees what the set holds. */
void hostset_fini(struct hostset *set);

/*
 * Copies the host in unless its text is there already: some 30 bytes beyond
 * the text, and a second copy of the host where the text is not the host
 * alone. The texts of a set come to less than 4 GiB. False with errno
 * ENOMEM: the set is as it was.
 */
bool hostset_add(struct hostset *set, const struct hostpart *part);

/* Whether the len bytes of text are the whole text of a host in the set. */
bool hostset_has(const struct hostset *set, const char *text, size_t len);

/*
 * The terminated text, host and port (or NULL) of host i, 0 to count - 1, in
 * the order they were added. Valid until the next hostset_add.
 */
const char *hostset_text(const struct hostset *set, size_t i);
const char *hostset_host(const struct hostset *set, size_t i);
const char *hostset_port(const struct hostset *set, size_t i);

/*
 * Takes out every host that gone holds, by its text or by its host alone,
 * and gives back the memory that only hostset_add and hostset_has need: they
 * must not be called any more.
 */
void hostset_exclude(struct hostset *set, const struct hostset *gone);

#endif
