/* SPDX-License-Identifier: ISC */
/* Where the memory lies, by what the environment says.  For memory.c. */
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "ruptime/memory/place.h"

/* What may be made below a home, and below a directory for states. */
#define BELOW_HOME ".local/state/ruptime"
#define BELOW_STATE "ruptime"
#define NAME "seen"

static const char *
absolute(const char *name)
{
	const char *value = getenv(name);

	return value != NULL && value[0] == '/' ? value : NULL;
}

/* Make each part of below that is missing in base, and of base itself where it
 * is to be made; what fails is found out by who opens the file. */
static char *
in(const char *base, const char *below, bool make_base)
{
	char *path, *p;

	if (asprintf(&path, "%s/%s/" NAME, base, below) == -1)
		return NULL;
	for (p = path + (make_base ? 1 : strlen(base) + 1);
	     (p = strchr(p, '/')) != NULL; p++) {
		*p = '\0';
		(void)mkdir(path, 0700);
		*p = '/';
	}
	return path;
}

/* The first of a list (systemd.exec(5)). */
static char *
in_state_directory(const char *list)
{
	char *path;

	if (asprintf(&path, "%.*s/" NAME, (int)strcspn(list, ":"), list) == -1)
		return NULL;
	return path;
}

/* Init systems start programs with the root for a home; and nothing of ours is
 * left in another's, as of one who has become root and kept it. */
static bool
is_ours(const char *home)
{
	struct stat st;

	return home[strspn(home, "/")] != '\0' && stat(home, &st) == 0 &&
	    st.st_uid == geteuid();
}

/* Or the first one of those it is in that is there; of the system is nobody's.
 */
static bool
is_anothers(const char *directory)
{
	struct stat st = { .st_uid = geteuid() };
	char *path = strdup(directory), *slash;

	while (path != NULL && stat(path, &st) == -1 &&
	    (slash = strrchr(path, '/')) != path)
		*slash = '\0';
	free(path);
	return st.st_uid != geteuid() && st.st_uid != 0;
}

char *
place_find(void)
{
	const char *named = getenv("RUPTIME_SEEN"), *base;

	if (named != NULL)
		return named[0] != '\0' ? strdup(named) : NULL;
	base = absolute("STATE_DIRECTORY");
	if (base != NULL)
		return in_state_directory(base);
	/* A relative path is to be ignored (XDG Base Directory Specification).
	 */
	base = absolute("XDG_STATE_HOME");
	if (base != NULL)
		return is_anothers(base) ? NULL : in(base, BELOW_STATE, true);
	base = absolute("HOME");
	if (base != NULL && is_ours(base))
		return in(base, BELOW_HOME, false);
	return NULL;
}
