/* SPDX-License-Identifier: ISC */
/*
 * The command line of ruptime, parsed once and constant from then on.
 */
#ifndef RUPTIME_OPTIONS_H
#define RUPTIME_OPTIONS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct options {
	int family; /* AF_UNSPEC, AF_INET or AF_INET6 */
	bool verbose;
	bool wait;
	unsigned retries;
	uint32_t timeout_ms; /* 0: none */
	uint16_t port;       /* of hosts that name none */
	char **hosts;        /* operands, within argv */
	size_t host_count;
};

enum options_result {
	OPTIONS_ASK,
	OPTIONS_HELP,    /* --help was asked for */
	OPTIONS_VERSION, /* --version was asked for */
	OPTIONS_BAD      /* a usage error */
};

enum { OPTIONS_ERROR_MAX = 512 };

/*
 * Parse argv, whose strings are kept.  On OPTIONS_BAD error holds one line
 * that says what was wrong.
 */
enum options_result options_parse(struct options *o, int argc, char *argv[],
    char error[static OPTIONS_ERROR_MAX]);

/* The synopsis, a newline at its end. */
extern const char options_usage[];

/* What --help prints after the synopsis. */
extern const char options_help[];

#endif
