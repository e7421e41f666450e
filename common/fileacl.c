/* SPDX-License-Identifier: ISC */
/*
 * Access lists of files, acl(5), as Linux keeps them.  replace.c gives the new
 * file the one of the old.
 */
#include "common/fileacl.h"
#include "common/system.h"

#if SYSTEM_LINUX
#include <sys/xattr.h>
#include <errno.h>
#include <stddef.h>

static const char list_name[] = "system.posix_acl_access";

/* Some thousands of entries; nobody has so many. */
enum { LIST_MAX = 32768 };

int
fileacl_copy(int fd, const char *path)
{
	char list[LIST_MAX];
	ssize_t len = lgetxattr(path, list_name, list, sizeof(list));

	if (len > 0)
		return fsetxattr(fd, list_name, list, (size_t)len, 0);
	if (len == -1 && errno != ENODATA && errno != ENOTSUP)
		return -1;
	if (fremovexattr(fd, list_name) == 0 || errno == ENODATA ||
	    errno == ENOTSUP)
		return 0;
	return -1;
}
#else
int
fileacl_copy(int fd, const char *path)
{
	(void)fd;
	(void)path;
	return 0;
}
#endif
