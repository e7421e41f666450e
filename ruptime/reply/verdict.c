/* SPDX-License-Identifier: ISC */
/*
 * A state, and why, in words.  query.c keeps what an attempt has come to.
 * Pure: no I/O, no clock.
 */
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include "ruptime/reply/verdict.h"

void
verdict_set(struct verdict *v, enum state state, const char *fmt, ...)
{
	va_list ap;

	v->state = state;
	free(v->words);
	va_start(ap, fmt);
	if (vasprintf(&v->words, fmt, ap) == -1)
		v->words = NULL;
	va_end(ap);
}

const char *
verdict_words(const struct verdict *v)
{
	return v->words != NULL ? v->words : "";
}

void
verdict_fini(struct verdict *v)
{
	free(v->words);
}
