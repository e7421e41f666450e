/* SPDX-License-Identifier: ISC */
/*
 * The names in a text like /etc/hosts, to be found without reading it again:
 * hosts(5), as glibc reads it.
 */
#ifndef RUPTIME_HOSTSFILE_H
#define RUPTIME_HOSTSFILE_H

#include <stddef.h>

struct hostsfile;

enum { HOSTSFILE_ADDRESSES_MAX = 8 /* of a name */ };

/* An index of the len bytes of text, which it takes, from malloc(3) and with a
 * NUL behind them, and changes.  NULL with errno, EFBIG where there is too much
 * and EILSEQ where there is a NUL in it, or its last line begins with a blank
 * and has no end; text is free then. */
struct hostsfile *hostsfile_new(char *text, size_t len);

/*
 * The addresses of a name, in whatever case, as text, in the order of their
 * lines; they are valid as long as the index.  How many: 0 where there is no
 * such name, HOSTSFILE_ADDRESSES_MAX + 1 where there are more than that.
 */
size_t hostsfile_find(const struct hostsfile *h, const char *name,
    const char *addresses[static HOSTSFILE_ADDRESSES_MAX]);

/* NULL is allowed. */
void hostsfile_free(struct hostsfile *h);

#endif
