/* SPDX-License-Identifier: ISC */
/* The command of -e: words in which a host and its port are put. */
#ifndef RUPTIME_TEMPLATE_H
#define RUPTIME_TEMPLATE_H

#include <stdbool.h>

struct template;

enum { TEMPLATE_ERROR_MAX = 256 };

/*
 * Split text into words as sh(1) would, by wordexp(3): quotes, backslashes, ~,
 * variables, which must be set, and patterns of file names; no command
 * substitution, and no operator outside quotes.  Of % only %h, %p and %% may
 * be in the words.  NULL, and in error one line that says what is wrong.
 */
struct template *template_new(const char *text,
    char error[static TEMPLATE_ERROR_MAX]);

/*
 * The words with host for each %h, port for each %p ("" where there is none)
 * and % for %%.  What is put in is not looked at again: it makes no words and
 * its % stay.  Terminated by NULL, as execvp(3) wants it, in one block that is
 * the caller's to free.  NULL with errno.
 */
char **template_expand(const struct template *t, const char *host,
    const char *port);

/* Whether there is a %p in them. */
bool template_has_port(const struct template *t);

/* NULL is allowed. */
void template_free(struct template *t);

#endif
