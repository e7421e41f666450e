/* SPDX-License-Identifier: ISC */
/* What whoever has started a process hands over to it, set right. */
#ifndef COMMON_INHERITED_H
#define COMMON_INHERITED_H

#include <stdbool.h>

/*
 * To begin with: no signal is blocked, and what was ignored is not.  Those that
 * come from a terminal, HUP, INT, QUIT, TSTP, TTIN and TTOU, stay ignored where
 * they are, as nohup(1) and a shell's "&" have it.  A write beyond the limit on
 * files fails, and process 1 is ended by what ends any other.
 */
void inherited_signals(void);

/* Put /dev/null, opened with flags, on each of descriptors 0 to 2 that is
 * closed: no socket of ours may become one of them. */
void inherited_descriptors(int flags);

/* Whether a signal is ignored. */
bool inherited_ignores(int number);

/* In a child: each signal has its default disposition. */
void inherited_by_child(void);

/* No signal is blocked. */
void inherited_unblock(void);

#endif
