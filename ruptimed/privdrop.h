/* SPDX-License-Identifier: ISC */
/* The ordinary user that a daemon started as root becomes. */
#ifndef RUPTIMED_PRIVDROP_H
#define RUPTIMED_PRIVDROP_H

#include <stdbool.h>
#include <sys/types.h>

struct privdrop {
	bool needed; /* we are root still; the rest is set only then */
	uid_t uid;
	gid_t gid;
	gid_t *groups; /* all of that user's, gid too */
	int group_count;
	char *name;
};

/*
 * Find the user to become: user, or where that is NULL "ruptime", else
 * "nobody".  -1, logged, where there is none, where it is root, where user is
 * somebody else and we are not root, or where our user namespace lacks it.
 * privdrop_free() is due whatever the result.
 */
int privdrop_find(struct privdrop *pd, const char *user);

/*
 * Take the user's effective ids and groups, and give them back: to do during
 * start-up what the user itself must be able to do.  Nothing happens where not
 * needed.  fatal() on failure.
 */
void privdrop_borrow(const struct privdrop *pd);
void privdrop_return(const struct privdrop *pd);

/*
 * Become the user for good: groups, gid, uid, no_new_privs (prctl(2)), and
 * verify that it has these groups and that there is no way back.  Not needed
 * any more then.  -1, logged, on failure.
 */
int privdrop_drop(struct privdrop *pd);

void privdrop_free(struct privdrop *pd);

#endif
