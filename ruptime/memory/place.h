/* SPDX-License-Identifier: ISC */
/* Where the memory lies. */
#ifndef RUPTIME_PLACE_H
#define RUPTIME_PLACE_H

/*
 * The path of the memory's file, allocated: $RUPTIME_SEEN, else the file seen
 * in the first directory of $STATE_DIRECTORY, else in ruptime below
 * $XDG_STATE_HOME or ~/.local/state, which are made where they are not there.
 * NULL where there is none: RUPTIME_SEEN is empty, or there is nothing else and
 * no home, or "/" for one or another user's; or with errno ENOMEM.
 */
char *place_find(void);

#endif
