/* SPDX-License-Identifier: ISC */
/*
 * Have hosts forgotten, as --forget asks for.
 */
#ifndef RUPTIME_FORGET_H
#define RUPTIME_FORGET_H

#include "ruptime/options.h"

/* The exit status: 0, also where none of them was remembered, 2 where it was
 * said why nothing could be forgotten. */
int forget_hosts(const struct options *o);

#endif
