/* SPDX-License-Identifier: ISC */
/* The child that leads the process group of one run of the command. */
#ifndef RUPTIMED_LEADER_H
#define RUPTIMED_LEADER_H

#include <stdbool.h>

struct leader_task {
	const char *command;
	char **environment; /* that it expects */
	/* In memory that the child shares: how the command has ended, as of
	 * waitpid(2), and true where that is known. */
	struct leader_end {
		int status;
		bool known;
	} * end;
};

/* The standard PATH, the C locale, our TZ, and nothing else.  NULL with errno.
 * To be made before runs begin, since each begins with a copy of us. */
char **leader_environment_new(void);
void leader_environment_free(char **environment);

/*
 * To be called in a child, see common/child.h, with a struct leader_task.  Runs
 * the command by popen(3) and copies what it prints to standard output, as it
 * comes or later.  Closes that when the command's end is known, since its own
 * takes a while, and ends with the command's status, or by its signal.
 */
void leader_main(const void *task) __attribute__((noreturn));

#endif
