/* SPDX-License-Identifier: ISC */
/*
 * What this system has that others lack.  Only the .c files of common/ ask, and
 * what they do for those others, their fallback, stands beside it and is
 * described in their headers; nobody else has conditions of this kind, or names
 * that are Linux's or glibc's alone.  "make check-portable" builds with
 * SYSTEM_PLAIN, which has everything take its fallback.  So does a system that
 * is not named here.
 */
#ifndef COMMON_SYSTEM_H
#define COMMON_SYSTEM_H

#include <sys/types.h> /* which C library it is */

#if defined(__linux__) && !defined(SYSTEM_PLAIN)
#define SYSTEM_LINUX 1
#else
#define SYSTEM_LINUX 0
#endif

#if defined(__GLIBC__) && !defined(SYSTEM_PLAIN)
#define SYSTEM_GLIBC 1
#else
#define SYSTEM_GLIBC 0
#endif

/* How getopt_long(3) is told to begin anew, on the BSDs. */
#ifdef __linux__
#define SYSTEM_OPTRESET 0
#else
#define SYSTEM_OPTRESET 1
#endif

/* The BSDs have them, too; musl has not. */
#if !defined(SYSTEM_PLAIN) && (!defined(__linux__) || defined(__GLIBC__))
#define SYSTEM_NETGROUPS 1
#else
#define SYSTEM_NETGROUPS 0
#endif

#endif
