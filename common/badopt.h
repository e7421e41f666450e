/* SPDX-License-Identifier: ISC */
/*
 * What getopt_long(3) did not like, in words.
 */
#ifndef COMMON_BADOPT_H
#define COMMON_BADOPT_H

#include <stddef.h>

/*
 * After getopt_long(3) has returned kind, '?' or ':', say why in buf: arg is
 * argv[optind - 1] then, letters its string of options, which begins with ':'.
 * Returns buf.
 */
const char *badopt_describe(char *buf, size_t size, int kind, const char *arg,
    const char *letters);

#endif
