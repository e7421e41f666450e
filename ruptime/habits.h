/* SPDX-License-Identifier: ISC */
/* What people type who are used to other programs than ruptime. */
#ifndef RUPTIME_HABITS_H
#define RUPTIME_HABITS_H

#include "common/guess.h"

#define HABITS_THRESHOLDS \
	"the thresholds of -o nagios are -W LOADS and -C LOADS"

/* For struct optparse. */
extern const struct guess_habit habits[];

#endif
