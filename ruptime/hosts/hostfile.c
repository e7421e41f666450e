/* SPDX-License-Identifier: ISC */
/* The files that name hosts.  targets.c reads them. */
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "ruptime/hosts/hostfile.h"

/* As much as a million hosts may take, and less than a device has that never
 * ends. */
enum { CHUNK = 64 * 1024, TEXT_MAX = 256 * 1024 * 1024 };

/* Standard input may be a pipe that does not block. */
static ssize_t
read_some(int fd, char *buf, size_t size)
{
	struct pollfd pfd = { .fd = fd, .events = POLLIN };
	ssize_t n;

	while ((n = read(fd, buf, size)) == -1) {
		if (errno == EAGAIN)
			poll(&pfd, 1, -1);
		else if (errno != EINTR)
			break;
	}
	return n;
}

/* NULL with errno. */
static char *
read_all(int fd, size_t *len)
{
	size_t size = 0;
	char *text = NULL, *grown;
	ssize_t n;

	for (*len = 0;; *len += (size_t)n) {
		if (*len >= TEXT_MAX) {
			errno = EFBIG;
			break;
		}
		if (size - *len < CHUNK) {
			size = size == 0 ? CHUNK : 2 * size;
			grown = realloc(text, size);
			if (grown == NULL)
				break;
			text = grown;
		}
		n = read_some(fd, text + *len, size - *len);
		if (n == 0)
			return text;
		if (n == -1)
			break;
	}
	free(text);
	return NULL;
}

char *
hostfile_read(const char *path, size_t *len)
{
	char *text;
	int fd, error;

	if (strcmp(path, "-") == 0)
		return read_all(STDIN_FILENO, len);
	fd = open(path, O_RDONLY | O_CLOEXEC);
	if (fd == -1)
		return NULL;
	text = read_all(fd, len);
	error = errno;
	close(fd);
	errno = error;
	return text;
}

static const char *
variable(const char *name)
{
	const char *value = getenv(name);

	return value != NULL && value[0] != '\0' ? value : NULL;
}

/* Allocated, or NULL where there is no home.  A relative path in
 * XDG_CONFIG_HOME is to be ignored (XDG Base Directory Specification). */
static char *
users_path(void)
{
	const char *config = variable("XDG_CONFIG_HOME");
	const char *home = variable("HOME");
	char *path;
	int rc;

	if (config != NULL && config[0] == '/')
		rc = asprintf(&path, "%s/ruptime/hosts", config);
	else if (home != NULL)
		rc = asprintf(&path, "%s/.config/ruptime/hosts", home);
	else
		return NULL;
	return rc == -1 ? NULL : path;
}

/* A home or a configuration directory that is a file, as /dev/null is, has
 * nothing in it, and one that may not be searched, as that of the user whom
 * su(1) came from, has nothing for us.  errno stays. */
static bool
is_missing(const char *path, int error)
{
	struct stat st;

	if (error == EACCES && stat(path, &st) == -1)
		return errno == EACCES;
	errno = error;
	return error == ENOENT || error == ENOTDIR;
}

char *
hostfile_read_default(char **path, size_t *len)
{
	const char *named = variable("RUPTIME_HOSTS");
	char *text;

	*path = named != NULL ? strdup(named) : users_path();
	if (*path != NULL) {
		text = hostfile_read(*path, len);
		if (text != NULL || named != NULL || !is_missing(*path, errno))
			return text;
		free(*path);
	}
	*path = strdup("/etc/ruptime/hosts");
	if (*path == NULL)
		return NULL;
	text = hostfile_read(*path, len);
	if (text == NULL && is_missing(*path, errno)) {
		free(*path);
		*path = NULL;
		errno = ENOENT;
	}
	return text;
}
