/* SPDX-License-Identifier: ISC */
/*
 * Linux's user namespaces, whose root need not have more than one user to
 * become.  privdrop.c asks, so that its messages say what is missing.
 */
#include <stdio.h>
#include <string.h>

#include "common/idmap.h"
#include "common/system.h"

#if SYSTEM_LINUX

static bool
has(const char *path, unsigned long id)
{
	unsigned long first, count;
	FILE *f = fopen(path, "re");
	bool found = f == NULL;

	/* NOLINTNEXTLINE(cert-err34-c): the kernel writes them. */
	while (!found && fscanf(f, "%lu %*u %lu", &first, &count) == 2)
		found = id >= first && id - first < count;
	if (f != NULL)
		fclose(f);
	return found;
}

bool
idmap_has_user(uid_t uid)
{
	return has("/proc/self/uid_map", uid);
}

bool
idmap_has_group(gid_t gid)
{
	return has("/proc/self/gid_map", gid);
}

bool
idmap_allows_setgroups(void)
{
	FILE *f = fopen("/proc/self/setgroups", "re");
	char word[8] = "";

	if (f == NULL)
		return true;
	if (fgets(word, sizeof(word), f) == NULL)
		word[0] = '\0';
	fclose(f);
	return strncmp(word, "deny", 4) != 0;
}

#else

bool
idmap_has_user(uid_t uid)
{
	(void)uid;
	return true;
}

bool
idmap_has_group(gid_t gid)
{
	(void)gid;
	return true;
}

bool
idmap_allows_setgroups(void)
{
	return true;
}

#endif
