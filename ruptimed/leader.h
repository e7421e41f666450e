/* SPDX-License-Identifier: ISC */
/* The child that leads the process group of one run of the command. */
#ifndef RUPTIMED_LEADER_H
#define RUPTIMED_LEADER_H

#include <stdbool.h>

struct leader_task {
	const char *command;
	/* In memory that the child shares: how the command has ended, as of
	 * waitpid(2), and true where that is known. */
	struct leader_end {
		int status;
		bool known;
	} * end;
};

/*
 * To be called in a child, see common/child.h, with a struct leader_task. Makes
 * the environment that the command expects, runs it by popen(3) and copies what
 * it prints to standard output.  Closes that when the command's end is known,
 * since its own takes a while, and ends with the command's status, or by its
 * signal.
 */
void leader_main(const void *task) __attribute__((noreturn));

#endif
