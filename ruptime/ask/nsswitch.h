/* SPDX-License-Identifier: ISC */
/* What nsswitch.conf(5) says of hosts. */
#ifndef RUPTIME_NSSWITCH_H
#define RUPTIME_NSSWITCH_H

#include <stdbool.h>

/*
 * Whether a name that is in /etc/hosts is answered from there and from nowhere
 * else, by the text of nsswitch.conf.  False also where that is hard to tell:
 * no line of hosts or more than one, or a line, of whatever database, that is
 * not as nsswitch.conf(5) has it.
 */
bool nsswitch_files_first(const char *text);

#endif
