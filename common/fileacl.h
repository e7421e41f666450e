/* SPDX-License-Identifier: ISC */
/* Who else may read or write a file than its mode says: access lists. */
#ifndef COMMON_FILEACL_H
#define COMMON_FILEACL_H

/*
 * Give the file that is open at fd the access list of the one at path, with its
 * mode, or none where that one has none: what a directory would have its new
 * files have is taken away, too.  -1 with errno.  Where the system has them
 * otherwise than Linux it is 0, and nothing is done.
 */
int fileacl_copy(int fd, const char *path);

#endif
