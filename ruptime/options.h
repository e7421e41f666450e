/* SPDX-License-Identifier: ISC */
/* The command line of ruptime, parsed once and constant from then on. */
#ifndef RUPTIME_OPTIONS_H
#define RUPTIME_OPTIONS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "common/optparse.h"

/* FORMAT_TEXT is what none was asked for: a stream of one host, else a table.
 * FORMAT_UP_NAMES is -U, FORMAT_DOWN_NAMES is -D. */
enum options_format {
#define FORMAT(id, ...) FORMAT_##id,
#include "ruptime/show/format_list.h"
#undef FORMAT
};

enum options_sort { SORT_NAME, SORT_LOAD, SORT_UPTIME, SORT_USERS };

enum options_color { COLOR_AUTO, COLOR_ALWAYS, COLOR_NEVER };

/* Load thresholds of 1, 5 and 15 minutes; below 0: none. */
struct options_loads {
	double load[3];
};

struct options {
	int family; /* AF_UNSPEC, AF_INET or AF_INET6 */
	bool verbose;
	bool every_attempt; /* -vv: of many hosts, too */
	bool wait;
	unsigned retries;
	uint32_t timeout_ms;   /* 0: none */
	uint16_t port;         /* of hosts that name none */
	uint16_t service_port; /* of ruptime, if that is it; else 0 */
	unsigned fanout;       /* hosts asked at once */
	bool fanout_given;     /* -F: also of addresses of networks */
	bool numeric;          /* -n: addresses are not given names */
	uint32_t interval_ms;  /* -i: ask again and again; 0: once */
	unsigned rounds;       /* -c: so often; 0: without end */
	const char *command;   /* -e; NULL: connect */
	enum options_format format;
	enum options_sort sort;
	bool sort_given; /* one of -l -t -u */
	bool reverse;
	enum options_color color;
	struct options_loads warning, critical; /* -W, -C */
	char **hosts;                           /* operands, within argv */
	size_t host_count;
	char **files; /* -f, in order; allocated, the strings within argv */
	size_t file_count;
	char **excluded; /* -x, the same */
	size_t excluded_count;
	char **forgotten; /* --forget, the same: nobody is asked */
	size_t forgotten_count;
	const char *output; /* -O, the file to write; NULL: standard output */
};

enum options_result {
	OPTIONS_ASK,
	OPTIONS_HELP,    /* --help was asked for */
	OPTIONS_VERSION, /* --version was asked for */
	OPTIONS_BAD,     /* a usage error */
	OPTIONS_FAILED   /* out of memory */
};

enum { OPTIONS_ERROR_MAX = OPTPARSE_ERROR_MAX };

/*
 * Parse argv, whose strings are kept; options_free() afterwards, whatever the
 * result.  On OPTIONS_BAD and OPTIONS_FAILED error holds one line that says
 * what was wrong.
 */
enum options_result options_parse(struct options *o, int argc, char *argv[],
    char error[static OPTIONS_ERROR_MAX]);

void options_free(struct options *o);

/* Whether an option asks for a line of each host, however many there are: one
 * of -D, -f, -i, -l, -O, -o, -r, -t, -U and -u. */
bool options_want_table(const struct options *o);

/* The synopsis, a newline at its end. */
extern const char options_usage[];

/* What --help prints after the synopsis. */
extern const char options_help[];

#endif
