/* SPDX-License-Identifier: ISC */
/* ruptimed as a child of inetd(8): standard input is the client. */
#ifndef RUPTIMED_INETD_H
#define RUPTIMED_INETD_H

#include <stdbool.h>

#include "ruptimed/options.h"

/* Whether standard error is the client's socket, too, as inetd makes it, and
 * so no place for a log. */
bool inetd_owns_stderr(void);

/* Send the client a line that says that the reason is on our side.  Nothing
 * happens where standard input is no connected socket. */
void inetd_tell_failure(void);

/* Answer the client and wait until it has gone.  Returns the exit status. */
int inetd_answer(const struct options *o);

#endif
