/* SPDX-License-Identifier: ISC */
/* Names folded into ranges, node[3,17-20]. */
#ifndef RUPTIME_FOLD_H
#define RUPTIME_FOLD_H

#include <stddef.h>

/*
 * Write n hosts, as hostlist_get gives their texts and in any order, as one
 * text that is short to read, node[3,17-20],other, in natural order.  In each
 * group one number varies, the one that gathers the most names.  Leading zeros
 * are kept: hostlist_add of the text adds the same hosts and no others, though
 * it takes a path that is not last, and what stands behind it, for one path.  A
 * name given twice is written once.  Paths and IPv6 addresses, which hold no
 * ranges, stay as they are; so do all but the last eight numbers of a name.
 * Returns an allocated text, which the caller frees, "" for no names; or NULL
 * with errno ENOMEM.  n below 2^28.
 */
char *fold_names(const char *const *names, size_t n);

#endif
