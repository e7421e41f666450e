/* SPDX-License-Identifier: ISC */
/*
 * What else glibc reads that bears on which addresses a name has: host.conf(5)
 * and gai.conf(5).
 */
#ifndef RUPTIME_GAICONF_H
#define RUPTIME_GAICONF_H

#include <stdbool.h>

enum gaiconf_multi {
	GAICONF_FIRST_LINE, /* of a name in /etc/hosts counts */
	GAICONF_ALL_LINES,
	GAICONF_UNCERTAIN
};

/* By the text of host.conf, "" where there is no such file. */
enum gaiconf_multi gaiconf_multi(const char *text);

/* Whether the text of gai.conf says nothing: all of it is comments. */
bool gaiconf_is_empty(const char *text);

#endif
