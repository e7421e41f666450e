/* SPDX-License-Identifier: ISC */
/*
 * The ordinary user that a daemon started as root becomes.  Called by main.c
 * and pidlock.c during start-up only.
 */
#include <errno.h>
#include <grp.h>
#include <pwd.h>
#include <string.h>
#include <unistd.h>
#ifdef __linux__
#include <sys/prctl.h>
#endif

#include "common/log.h"
#include "ruptimed/privdrop.h"

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

int
privdrop_find(struct privdrop *pd, const char *user)
{
	const struct passwd *pw;

	memset(pd, 0, sizeof(*pd));
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
	pd->needed = true;
	pd->uid = pw->pw_uid;
	pd->gid = pw->pw_gid;
	strlcpy(pd->name, pw->pw_name, sizeof(pd->name));
	return 0;
}

void
privdrop_borrow(const struct privdrop *pd)
{
	if (!pd->needed)
		return;
	if (initgroups(pd->name, pd->gid) == -1 || setegid(pd->gid) == -1 ||
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

static bool
verify(const struct privdrop *pd)
{
	uid_t ruid, euid, suid;
	gid_t rgid, egid, sgid;

	return getresuid(&ruid, &euid, &suid) == 0 && ruid == pd->uid &&
	    euid == pd->uid && suid == pd->uid &&
	    getresgid(&rgid, &egid, &sgid) == 0 && rgid == pd->gid &&
	    egid == pd->gid && sgid == pd->gid && setuid(0) == -1 &&
	    seteuid(0) == -1;
}

int
privdrop_drop(struct privdrop *pd)
{
	if (!pd->needed)
		return 0;
	if (initgroups(pd->name, pd->gid) == -1 ||
	    setresgid(pd->gid, pd->gid, pd->gid) == -1 ||
	    setresuid(pd->uid, pd->uid, pd->uid) == -1) {
		log_warn("cannot become user %s", pd->name);
		return -1;
	}
	pd->needed = false;
#ifdef PR_SET_NO_NEW_PRIVS
	if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == -1) {
		log_warn("cannot set no_new_privs");
		return -1;
	}
#endif
	if (!verify(pd)) {
		log_warnx("root's privileges could not be given up");
		return -1;
	}
	return 0;
}
