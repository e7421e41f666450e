/* SPDX-License-Identifier: ISC */
/*
 * The child that leads the process group of one run of the command.
 */
#ifndef RUPTIMED_LEADER_H
#define RUPTIMED_LEADER_H

#include <sys/resource.h>

/*
 * To be called in a child just forked, all signals blocked.  Puts /dev/null on
 * descriptor 0, out on 1 and err on 2 (both above 2), closes all others, makes
 * a process group of its own, restores what the command expects of its
 * environment, runs it by popen(3) and copies what it prints to out.  Ends
 * with the command's status, or by its signal.
 */
void leader_main(const char *command, int out, int err, rlim_t soft_nofile)
    __attribute__((noreturn));

#endif
