/* SPDX-License-Identifier: ISC */
/* /dev/null, which a chroot or a container may lack. */
#ifndef COMMON_NULL_H
#define COMMON_NULL_H

#include <stdbool.h>

/* Open it, with flags of open(2).  -1 with errno; ENODEV where something else
 * has its name, as a file that a redirection has made. */
int null_open(int flags);

/* Whether it is there.  False, logged with what to do, where it is not. */
bool null_is_there(void);

#endif
