/* SPDX-License-Identifier: ISC */
/* Linked into each program of the unit tests: one that hangs ends by a signal,
 * long after it would have come to its own end. */
#include <unistd.h>

enum { PATIENCE_S = 600 };

static void __attribute__((constructor)) set_end(void)
{
	alarm(PATIENCE_S);
}
