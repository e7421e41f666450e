/* SPDX-License-Identifier: ISC */
/*
 * One line on the terminal of standard error that goes away again.
 */
#ifndef COMMON_TRANSIENT_H
#define COMMON_TRANSIENT_H

#include <stdbool.h>

/* Whether standard error is our terminal, and we are in its foreground: else
 * whoever is there types what we would write into. */
bool transient_is_foreground(void);

/* Whether TERM names a terminal that may know escapes: it is set, and neither
 * "dumb" nor "unknown". */
bool transient_knows_escapes(void);

/*
 * Show text in place of the line that is shown, cut to the width that the
 * terminal has just now.  False, and nothing is written, where it is not ours
 * to draw on, or TERM names none that knows escapes, or it takes nothing just
 * now.
 */
bool transient_show(const char *text);

/* Take the line away, under the same conditions. */
void transient_hide(void);

#endif
