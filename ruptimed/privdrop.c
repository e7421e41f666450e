/* SPDX-License-Identifier: ISC */
/*
 * The ordinary user that a daemon started as root becomes.  main.c and inetd.c
 * call it once, during start-up; pidlock.c borrows that user's rights.
 */
#include <errno.h>
#include <grp.h>
#include <pwd.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "common/execgain.h"
#include "common/idmap.h"
#include "common/log.h"
#include "ruptimed/privdrop.h"

enum { GROUPS_MAX = 65536 }; /* that Linux allows a process */

/* getpwnam(3): what a name that does not exist may leave in errno. */
static bool
means_missing(int error)
{
	return error == 0 || error == ENOENT || error == ESRCH ||
	    error == EBADF || error == EPERM;
}

/* NULL, logged, where there is no such user; or, where that may be so, NULL
 * and nothing logged. */
static const struct passwd *
look_up(const char *user, bool optional)
{
	const struct passwd *pw;

	errno = 0;
	pw = getpwnam(user);
	if (pw == NULL && !means_missing(errno))
		fatal("looking up user %s", user);
	if (pw == NULL && !optional)
		log_warnx("-u %s: no such user", user);
	return pw;
}

static const struct passwd *
find_default(void)
{
	const struct passwd *pw = look_up("ruptime", true);

	if (pw == NULL)
		pw = look_up("nobody", true);
	if (pw == NULL)
		log_warnx("neither user ruptime nor nobody exists: "
			  "name one with -u");
	return pw;
}

/* All groups of the user.  Not by initgroups(3): what was set has to be known
 * to be verified. */
static int
find_groups(struct privdrop *pd)
{
	gid_t *grown;
	int count = 16, had;

	do {
		had = count;
		grown = reallocarray(pd->groups, (size_t)count, sizeof(*grown));
		if (grown == NULL)
			return -1;
		pd->groups = grown;
		if (getgrouplist(pd->name, pd->gid, grown, &count) >= 0) {
			pd->group_count = count;
			return 0;
		}
		if (count <= had)
			count = 2 * had;
	} while (count <= GROUPS_MAX);
	errno = E2BIG;
	return -1;
}

/* A root that has no such user: rootless containers, unshare(1) -r. */
static int
check_namespace(const struct privdrop *pd)
{
	static const char what[] = "this user namespace has no";
	static const char remedy[] = "map it, or start ruptimed as an ordinary "
				     "user";
	int i;

	if (!idmap_has_user(pd->uid)) {
		log_warnx("cannot become user %s: %s uid %lu: %s", pd->name,
		    what, (unsigned long)pd->uid, remedy);
		return -1;
	}
	for (i = 0; i < pd->group_count; i++) {
		if (idmap_has_group(pd->groups[i]))
			continue;
		log_warnx("cannot become user %s: %s gid %lu: %s", pd->name,
		    what, (unsigned long)pd->groups[i], remedy);
		return -1;
	}
	if (idmap_allows_setgroups())
		return 0;
	log_warnx("cannot become user %s: this user namespace denies "
		  "setgroups(2): start ruptimed as an ordinary user",
	    pd->name);
	return -1;
}

static int
prepare(struct privdrop *pd, const struct passwd *pw)
{
	pd->uid = pw->pw_uid;
	pd->gid = pw->pw_gid;
	pd->name = strdup(pw->pw_name);
	if (pd->name == NULL || find_groups(pd) == -1) {
		log_warn("groups of user %s", pw->pw_name);
		return -1;
	}
	pd->needed = true;
	return check_namespace(pd);
}

/* By a program that is set-user-id, or a parent that is root no more for a
 * while.  A shell goes back to the real user: the command would be root's.  And
 * root's groups can't be given up any more. */
static bool
is_half_root(void)
{
	return getuid() == 0 && geteuid() != 0;
}

int
privdrop_find(struct privdrop *pd, const char *user)
{
	const struct passwd *pw;

	memset(pd, 0, sizeof(*pd));
	if (is_half_root()) {
		log_warnx("the real user is root, the effective one is not: "
			  "start ruptimed as root, or as an ordinary user");
		return -1;
	}
	if (geteuid() != 0 && user == NULL)
		return 0;
	pw = user != NULL ? look_up(user, false) : find_default();
	if (pw == NULL)
		return -1;
	if (pw->pw_uid == 0) {
		log_warnx("-u %s: is root; name an ordinary user", pw->pw_name);
		return -1;
	}
	if (geteuid() == pw->pw_uid)
		return 0;
	if (geteuid() != 0) {
		log_warnx("-u %s: only root can become another user", user);
		return -1;
	}
	return prepare(pd, pw);
}

static int
set_groups(const struct privdrop *pd)
{
	return setgroups((size_t)pd->group_count, pd->groups);
}

void
privdrop_borrow(const struct privdrop *pd)
{
	if (!pd->needed)
		return;
	if (set_groups(pd) == -1 || setegid(pd->gid) == -1 ||
	    seteuid(pd->uid) == -1)
		fatal("cannot act as user %s", pd->name);
}

void
privdrop_return(const struct privdrop *pd)
{
	int saved = errno;

	if (!pd->needed)
		return;
	if (seteuid(0) == -1 || setegid(0) == -1 || setgroups(0, NULL) == -1)
		fatal("cannot act as root again");
	errno = saved;
}

static int
compare_gids(const void *a, const void *b)
{
	const gid_t *x = a, *y = b;

	return (*x > *y) - (*x < *y);
}

/* The kernel keeps them in an order of its own. */
static bool
has_groups(const struct privdrop *pd)
{
	size_t size = (size_t)pd->group_count * sizeof(gid_t);
	gid_t *now = malloc(size);
	bool same = false;

	if (now != NULL && getgroups(pd->group_count, now) == pd->group_count) {
		qsort(now, (size_t)pd->group_count, sizeof(gid_t),
		    compare_gids);
		qsort(pd->groups, (size_t)pd->group_count, sizeof(gid_t),
		    compare_gids);
		same = memcmp(now, pd->groups, size) == 0;
	}
	free(now);
	return same;
}

static bool
verify(const struct privdrop *pd)
{
	uid_t ruid, euid, suid;
	gid_t rgid, egid, sgid;

	return getresuid(&ruid, &euid, &suid) == 0 && ruid == pd->uid &&
	    euid == pd->uid && suid == pd->uid &&
	    getresgid(&rgid, &egid, &sgid) == 0 && rgid == pd->gid &&
	    egid == pd->gid && sgid == pd->gid && has_groups(pd) &&
	    setuid(0) == -1 && seteuid(0) == -1;
}

int
privdrop_drop(struct privdrop *pd)
{
	if (!pd->needed)
		return 0;
	if (set_groups(pd) == -1 ||
	    setresgid(pd->gid, pd->gid, pd->gid) == -1 ||
	    setresuid(pd->uid, pd->uid, pd->uid) == -1) {
		log_warn("cannot become user %s", pd->name);
		return -1;
	}
	pd->needed = false;
	if (execgain_forbid() == -1) {
		log_warn("cannot set no_new_privs");
		return -1;
	}
	if (!verify(pd)) {
		log_warnx("root's privileges could not be given up");
		return -1;
	}
	return 0;
}

void
privdrop_free(struct privdrop *pd)
{
	free(pd->groups);
	free(pd->name);
	*pd = (struct privdrop){ .needed = false };
}
