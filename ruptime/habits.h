/* SPDX-License-Identifier: ISC */
/* What people type who are used to other programs than ruptime. */
#ifndef RUPTIME_HABITS_H
#define RUPTIME_HABITS_H

#include "common/guess.h"

/* For struct optparse. */
extern const struct guess_habit habits[];

#endif
