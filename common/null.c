/* SPDX-License-Identifier: ISC */
/*
 * The device that swallows everything: standard streams of daemons and of
 * commands.  Whoever needs it opens it here.
 */
#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "common/log.h"
#include "common/null.h"

static const char path[] = "/dev/null";

int
null_open(int flags)
{
	int fd = open(path, flags);
	struct stat st;

	if (fd == -1 || (fstat(fd, &st) == 0 && S_ISCHR(st.st_mode)))
		return fd;
	close(fd);
	errno = ENODEV;
	return -1;
}

bool
null_is_there(void)
{
	int fd = null_open(O_RDWR | O_CLOEXEC);

	/* What is short is told of by whoever has none left. */
	if (fd == -1 && (errno == EMFILE || errno == ENFILE || errno == ENOMEM))
		return true;
	if (fd == -1) {
		log_warn("%s is needed, make it with "
			 "\"mknod -m 666 %s c 1 3\"",
		    path, path);
		return false;
	}
	close(fd);
	return true;
}
