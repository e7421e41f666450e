/* SPDX-License-Identifier: ISC */
/* The files that name hosts. */
#ifndef RUPTIME_HOSTFILE_H
#define RUPTIME_HOSTFILE_H

#include <stddef.h>

/*
 * All of the file at path, or of standard input where path is "-": an
 * allocated text, its length in *len.  NULL with errno.
 */
char *hostfile_read(const char *path, size_t *len);

/*
 * The same of the file that is read where no host is named: $RUPTIME_HOSTS,
 * else $XDG_CONFIG_HOME/ruptime/hosts (~/.config), else /etc/ruptime/hosts.
 * *path is allocated and says which; NULL, with ENOENT, where there is none, or
 * with ENOMEM.  A file that is there and can't be read is not passed over, but
 * one in a directory that may not be searched is not there.
 */
char *hostfile_read_default(char **path, size_t *len);

#endif
