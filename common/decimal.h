/* SPDX-License-Identifier: ISC */
/* Numbers as their decimal digits. */
#ifndef COMMON_DECIMAL_H
#define COMMON_DECIMAL_H

#include <stdint.h>

enum { DECIMAL_MAX = 20 }; /* digits, of UINT64_MAX */

/* Write the digits of number at to, without a NUL behind them, of which there
 * are at most DECIMAL_MAX; returns their end.  For what is written once a host:
 * snprintf(3) takes ten times as long. */
char *decimal_put(char *to, uint64_t number);

#endif
