/* SPDX-License-Identifier: ISC */
/* The child that leads the process group of one run of the command. */
#ifndef RUPTIMED_LEADER_H
#define RUPTIMED_LEADER_H

/*
 * To be called in a child, see common/child.h.  Makes the environment that the
 * command expects, runs it by popen(3) and copies what it prints to standard
 * output.  Ends with the command's status, or by its signal.
 */
void leader_main(const void *command) __attribute__((noreturn));

#endif
