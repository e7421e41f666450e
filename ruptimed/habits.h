/* SPDX-License-Identifier: ISC */
/* What people type who are used to other daemons than ruptimed. */
#ifndef RUPTIMED_HABITS_H
#define RUPTIMED_HABITS_H

#include "common/guess.h"

/* For struct optparse. */
extern const struct guess_habit habits[];

/* What is to be said behind the complaint about an operand, "start", or about a
 * value of -A, "all"; "" where there is nothing. */
const char *habits_of_operand(const char *text);
const char *habits_of_net(const char *text);

#endif
