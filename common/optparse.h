/* SPDX-License-Identifier: ISC */
/* What the command lines of both programs have in common. */
#ifndef COMMON_OPTPARSE_H
#define COMMON_OPTPARSE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct guess_habit;
struct option;

enum { OPTPARSE_ERROR_MAX = 512 };

/* Belongs to the parser of a program, which sets error and what is behind it;
 * the rest is 0. */
struct optparse {
	bool failed;
	int told;        /* 'h' or 'V', whichever came last, or 0 */
	bool ipv4, ipv6; /* -4, -6 */
	char *error;     /* of OPTPARSE_ERROR_MAX: the first complaint */
	/* The first number behind an option that takes no value; NULL: none. */
	const char *number;
	char number_of[32]; /* that option, as it was typed, */
	int number_option;  /* and what it is */
	bool number_apart;  /* its value stands behind a "=" */
	const char *next; /* typed behind an option without a value, or NULL */
	const struct guess_habit *habits;                 /* NULL: none */
	void (*take)(void *arg, int option, char *value); /* of all others */
	void *arg;
};

/*
 * Walk argv by getopt_long(3), whose letters begin with ':'.  Returns the index
 * of the first operand.
 */
int optparse_walk(struct optparse *p, int argc, char *argv[],
    const char *letters, const struct option *long_options);

/* Complain of a number behind an option that takes no value, if there is one.
 * It may be an operand: whether that is so is for the program to know. */
void optparse_refuse_number(struct optparse *p);

/* Keep the first complaint: the later ones may follow from it. */
void optparse_fail(struct optparse *p, const char *fmt, ...)
    __attribute__((format(printf, 2, 3)));

/* AF_UNSPEC, AF_INET or AF_INET6, by -4 and -6. */
int optparse_family(const struct optparse *p);

/*
 * The values of options: each is read from text, or it is a complaint about
 * option, "-t" or "--idle-exit".  Numbers are digits only.
 */
void optparse_number(struct optparse *p, const char *option, const char *text,
    unsigned min, unsigned max, unsigned *number);
void optparse_seconds(struct optparse *p, const char *option, const char *text,
    uint32_t min_ms, uint32_t max_ms, uint32_t *ms);

/* A port or service; -1 where it is a complaint about -p. */
int optparse_port(struct optparse *p, const char *text, bool allow_zero);

/*
 * The place of text among the count words, which may have gaps.  0, and a
 * complaint that has option and its separator, "-o " or "--color=", where it is
 * none of them.
 */
size_t optparse_word(struct optparse *p, const char *option, const char *text,
    const char *const *words, size_t count);

/* Complain where the next word is one of those that option, which was given no
 * value, has behind a "=". */
void optparse_refuse_apart(struct optparse *p, const char *option,
    const char *const *words, size_t count);

#endif
