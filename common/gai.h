/* SPDX-License-Identifier: ISC */
/* Where C libraries differ in getaddrinfo(3). */
#ifndef COMMON_GAI_H
#define COMMON_GAI_H

#include <stdbool.h>

/* Whether an error of it says that there is no such host, or none with an
 * address of the family. */
bool gai_is_unknown_host(int error);

/*
 * Whether it does as glibc's: looks where nsswitch.conf(5) says, and orders
 * addresses as gai.conf(5) says.  False where that is not known.
 */
bool gai_is_of_glibc(void);

#endif
