/* SPDX-License-Identifier: ISC */
/*
 * Text from elsewhere to standard output: as it is, or made harmless where
 * that is a terminal.
 */
#ifndef RUPTIME_SCREEN_H
#define RUPTIME_SCREEN_H

#include <stddef.h>

/*
 * Write all len bytes of data to standard output now.  On a terminal they pass
 * vis(3); newlines and tabs stay.  -1 with errno.
 */
int screen_write(const char *data, size_t len);

#endif
