/* SPDX-License-Identifier: ISC */
/* The command line of ruptimed, parsed once and constant from then on. */
#ifndef RUPTIMED_OPTIONS_H
#define RUPTIMED_OPTIONS_H

#include <stdbool.h>
#include <stdint.h>

#include "common/optparse.h"
#include "ruptimed/acl.h"
#include "ruptimed/bindlist.h"

struct options {
	int family; /* AF_UNSPEC, AF_INET or AF_INET6 */
	bool foreground;
	bool inetd;
	bool verbose;
	bool port_fallback; /* the services database lacks our entry */
	bool addresses_given;
	struct acl acl;
	uint32_t max_age_ms;
	uint32_t timeout_ms;   /* of one run of the command, not 0 */
	uint32_t idle_exit_ms; /* 0: stay */
	unsigned max_clients;
	const char *command;
	const char *user; /* NULL where not given */
	char *pidfile;    /* absolute, NULL where not given */
	struct bindlist addresses;
};

enum options_result {
	OPTIONS_SERVE,
	OPTIONS_HELP,    /* --help was asked for */
	OPTIONS_VERSION, /* --version was asked for */
	OPTIONS_BAD,     /* a usage error */
	OPTIONS_FAILED   /* not the user's: names or memory */
};

enum { OPTIONS_ERROR_MAX = OPTPARSE_ERROR_MAX };

/*
 * Parse argv.  Names of services and hosts are looked up here: one that the
 * databases lack is a usage error.  On OPTIONS_BAD and OPTIONS_FAILED error
 * holds one line that says what was wrong; o->inetd is then set if -i stands
 * anywhere, so that the caller knows whom to tell.  Strings of argv are kept,
 * not copied.  options_free() is due whatever the result.
 */
enum options_result options_parse(struct options *o, int argc, char *argv[],
    char error[static OPTIONS_ERROR_MAX]);

void options_free(struct options *o);

/* The synopsis, a newline at its end. */
extern const char options_usage[];

/* What --help prints after the synopsis. */
extern const char options_help[];

#endif
