/* SPDX-License-Identifier: ISC */
/* What an option that does not exist may have been meant for. */
#ifndef COMMON_GUESS_H
#define COMMON_GUESS_H

#include <stddef.h>

struct option;

/*
 * What people type who are used to other programs, and what is to be said of
 * it: an option that does not exist, "-b" or "--json"; or one that takes no
 * value with a number behind it, "-t 5", which is written "-t N" here; or one
 * that takes a number, with a value that is none: "-R ssh", or for all others
 * "-c N,N" where it begins with a digit and "-i FILE" where not.  A list ends
 * with NULL.
 */
struct guess_habit {
	const char *typed, *meant;
};

/* What is to be said of the len bytes of typed, or NULL; habits may be NULL. */
const char *guess_habit(const struct guess_habit *habits, const char *typed,
    size_t len);

/*
 * What is wrong with a long option, its dashes and value with it, that
 * getopt_long(3) does not know: "unknown option; did you mean --timeout? See
 * --help", or which options it may be the beginning of.  Returns buf.
 */
const char *guess_name(char *buf, size_t size, const char *typed,
    const struct option *options, const struct guess_habit *habits);

/* The same of an unknown letter, "-b". */
const char *guess_letter(char *buf, size_t size, const char *typed,
    const struct guess_habit *habits);

#endif
