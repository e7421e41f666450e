/* SPDX-License-Identifier: ISC */
/*
 * The command line of ruptime.  main.c calls it once and passes the result on.
 */
#include <getopt.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>

#include "common/badopt.h"
#include "common/duration.h"
#include "common/net.h"
#include "ruptime/loads.h"
#include "ruptime/options.h"

enum {
	DEFAULT_RETRIES = 3,
	DEFAULT_TIMEOUT_MS = 5000,
	DEFAULT_FANOUT = 1024,
	MAX_RETRIES = 1000,
	MAX_TIMEOUT_MS = 7 * 86400 * 1000,
	MAX_FANOUT = 65536
};

/* Long options without a letter. */
enum { LONG_COLOR = 256 };

static const char letters[] = ":46aC:De:F:f:hlo:p:R:rT:tUuVvW:wx:";

static const struct option long_options[] = {
	{ "ipv4", no_argument, NULL, '4' },
	{ "ipv6", no_argument, NULL, '6' },
	{ "all", no_argument, NULL, 'a' },
	{ "critical", required_argument, NULL, 'C' },
	{ "color", optional_argument, NULL, LONG_COLOR },
	{ "down", no_argument, NULL, 'D' },
	{ "command", required_argument, NULL, 'e' },
	{ "fanout", required_argument, NULL, 'F' },
	{ "file", required_argument, NULL, 'f' },
	{ "help", no_argument, NULL, 'h' },
	{ "by-load", no_argument, NULL, 'l' },
	{ "output", required_argument, NULL, 'o' },
	{ "port", required_argument, NULL, 'p' },
	{ "retries", required_argument, NULL, 'R' },
	{ "reverse", no_argument, NULL, 'r' },
	{ "timeout", required_argument, NULL, 'T' },
	{ "by-uptime", no_argument, NULL, 't' },
	{ "up", no_argument, NULL, 'U' },
	{ "by-users", no_argument, NULL, 'u' },
	{ "version", no_argument, NULL, 'V' },
	{ "verbose", no_argument, NULL, 'v' },
	{ "warning", required_argument, NULL, 'W' },
	{ "wait", no_argument, NULL, 'w' },
	{ "exclude", required_argument, NULL, 'x' },
	{ NULL, 0, NULL, 0 },
};

/* What -o takes; -U and -D have no name. */
static const char *const formats[] = {
#define FORMAT(id, name, ...) [FORMAT_##id] = (name),
#include "ruptime/show/format_list.h"
#undef FORMAT
};

static const char *const colors[] = {
	[COLOR_AUTO] = "auto",
	[COLOR_ALWAYS] = "always",
	[COLOR_NEVER] = "never",
};

static const struct options defaults = {
	.family = AF_UNSPEC,
	.retries = DEFAULT_RETRIES,
	.warning = { { -1, -1, -1 } },
	.critical = { { -1, -1, -1 } },
};

struct parser {
	struct options *o;
	char *error;
	bool failed;
	bool ipv4, ipv6, port_given, timeout_given;
	char format_by; /* -o, -U or -D */
	enum options_result result;
};

/* Keep the first error: the later ones may follow from it. */
static void __attribute__((format(printf, 2, 3)))
fail(struct parser *p, const char *fmt, ...)
{
	va_list ap;

	if (p->failed)
		return;
	p->failed = true;
	va_start(ap, fmt);
	vsnprintf(p->error, OPTIONS_ERROR_MAX, fmt, ap);
	va_end(ap);
}

/* The place of text among count words, which may have gaps; -1: nowhere. */
static int
find_word(const char *const *words, size_t count, const char *text)
{
	size_t i;

	for (i = 0; i < count; i++)
		if (words[i] != NULL && strcmp(words[i], text) == 0)
			return (int)i;
	return -1;
}

static void
parse_color(struct parser *p, const char *text)
{
	int i = COLOR_ALWAYS;

	if (text != NULL)
		i = find_word(colors, sizeof(colors) / sizeof(*colors), text);
	if (i == -1)
		fail(p, "--color=%s: auto, always or never is needed", text);
	else
		p->o->color = (enum options_color)i;
}

/* -o, -U and -D each say what the output is; a repeated -o means the last. */
static void
set_format(struct parser *p, char by, enum options_format format)
{
	if (p->format_by != '\0' && p->format_by != by)
		fail(p, "-%c and -%c exclude each other", p->format_by, by);
	p->format_by = by;
	p->o->format = format;
}

static void
parse_format(struct parser *p, const char *text)
{
	int i = find_word(formats, sizeof(formats) / sizeof(*formats), text);

	if (i == -1)
		fail(p,
		    "-o %s: table, raw, json, prometheus or nagios is needed",
		    text);
	else
		set_format(p, 'o', (enum options_format)i);
}

static void
set_sort(struct parser *p, enum options_sort sort)
{
	p->o->sort = sort;
	p->o->sort_given = true;
}

static void
parse_loads(struct parser *p, int option, const char *text)
{
	struct options_loads *loads =
	    option == 'W' ? &p->o->warning : &p->o->critical;

	if (!loads_parse(text, loads->load))
		fail(p, "-%c %s: one to three loads from 0 to %d are needed",
		    option, text, LOADS_MAX);
}

static void
parse_file(struct parser *p, char *path)
{
	if (path[0] == '\0')
		fail(p, "-f: the path is empty");
	p->o->files[p->o->file_count++] = path;
}

static void
parse_port(struct parser *p, const char *text)
{
	const char *why;
	int port = net_port(text, false, &why);

	p->port_given = true;
	p->o->port = (uint16_t)port;
	if (port == -1)
		fail(p, "-p %s: %s", text, why);
}

static void
parse_number(struct parser *p, int option, const char *text, unsigned min,
    unsigned max, unsigned *number)
{
	const char *why;

	/* strtonum takes blanks and signs in front. */
	if (text[0] != '\0' && strspn(text, "0123456789") == strlen(text)) {
		*number = (unsigned)strtonum(text, min, max, &why);
		if (why == NULL)
			return;
	}
	fail(p, "-%c %s: a number from %u to %u is needed", option, text, min,
	    max);
}

static void
parse_timeout(struct parser *p, const char *text)
{
	p->timeout_given = true;
	if (!duration_parse(text, 1, MAX_TIMEOUT_MS, &p->o->timeout_ms))
		fail(p, "-T %s: a number of seconds from 0.001 to %d is needed",
		    text, MAX_TIMEOUT_MS / 1000);
}

static void
parse_flag(struct parser *p, int option)
{
	switch (option) {
	case '4':
		p->ipv4 = true;
		break;
	case '6':
		p->ipv6 = true;
		break;
	case 'a': /* BSD's: all are shown anyway */
		break;
	case 'D':
		set_format(p, 'D', FORMAT_DOWN_NAMES);
		break;
	case 'h':
		p->result = OPTIONS_HELP;
		break;
	case 'l':
		set_sort(p, SORT_LOAD);
		break;
	case 'r':
		p->o->reverse = true;
		break;
	case 't':
		set_sort(p, SORT_UPTIME);
		break;
	case 'U':
		set_format(p, 'U', FORMAT_UP_NAMES);
		break;
	case 'u':
		set_sort(p, SORT_USERS);
		break;
	case 'V':
		p->result = OPTIONS_VERSION;
		break;
	case 'v':
		p->o->verbose = true;
		break;
	case 'w':
		p->o->wait = true;
		break;
	}
}

static void
parse_option(struct parser *p, int option, char *arg)
{
	switch (option) {
	case LONG_COLOR:
		parse_color(p, arg);
		break;
	case 'C':
	case 'W':
		parse_loads(p, option, arg);
		break;
	case 'e':
		p->o->command = arg;
		break;
	case 'F':
		parse_number(p, 'F', arg, 1, MAX_FANOUT, &p->o->fanout);
		break;
	case 'f':
		parse_file(p, arg);
		break;
	case 'o':
		parse_format(p, arg);
		break;
	case 'p':
		parse_port(p, arg);
		break;
	case 'R':
		parse_number(p, 'R', arg, 0, MAX_RETRIES, &p->o->retries);
		break;
	case 'T':
		parse_timeout(p, arg);
		break;
	case 'x':
		p->o->excluded[p->o->excluded_count++] = arg;
		break;
	default:
		parse_flag(p, option);
	}
}

static void
check_loads(struct parser *p)
{
	const double *warning = p->o->warning.load;
	const double *critical = p->o->critical.load;
	size_t i;

	if (p->o->format != FORMAT_NAGIOS &&
	    (warning[0] >= 0 || critical[0] >= 0))
		fail(p, "-%c is of use with -o nagios only",
		    warning[0] >= 0 ? 'W' : 'C');
	for (i = 0; i < 3; i++)
		if (critical[i] >= 0 && warning[i] > critical[i])
			fail(p, "-W is above -C: a warning comes first");
}

static void
conclude(struct parser *p)
{
	struct options *o = p->o;
	bool fallback;

	check_loads(p);
	if (o->command != NULL && (p->ipv4 || p->ipv6))
		fail(p, "-%c is of no use with -e: the command connects",
		    p->ipv4 ? '4' : '6');
	if (p->ipv4 != p->ipv6)
		o->family = p->ipv4 ? AF_INET : AF_INET6;
	if (!p->port_given)
		o->port = (uint16_t)net_service_port(&fallback);
	if (!p->timeout_given)
		o->timeout_ms = o->wait ? 0 : DEFAULT_TIMEOUT_MS;
	/* One who is waited for keeps the place of those behind him. */
	if (o->fanout == 0)
		o->fanout =
		    o->wait && o->command == NULL ? MAX_FANOUT : DEFAULT_FANOUT;
}

/* No list can be longer than the command line. */
static bool
init_lists(struct options *o, int argc)
{
	size_t n = (size_t)argc + 1;

	o->files = calloc(n, sizeof(*o->files));
	o->excluded = calloc(n, sizeof(*o->excluded));
	return o->files != NULL && o->excluded != NULL;
}

enum options_result
options_parse(struct options *o, int argc, char *argv[],
    char error[static OPTIONS_ERROR_MAX])
{
	struct parser p = { .o = o, .error = error, .result = OPTIONS_ASK };
	char why[OPTIONS_ERROR_MAX];
	int option;

	*o = defaults;
	if (!init_lists(o, argc)) {
		strlcpy(error, "out of memory", OPTIONS_ERROR_MAX);
		return OPTIONS_FAILED;
	}
	opterr = 0;
	optind = 0; /* glibc: begin anew */
	while ((option = getopt_long(argc, argv, letters, long_options,
		    NULL)) != -1) {
		if (option == '?' || option == ':')
			fail(&p, "%s",
			    badopt_describe(why, sizeof(why), option,
				argv[optind - 1], letters));
		else
			parse_option(&p, option, optarg);
	}
	o->hosts = argv + optind;
	o->host_count = (size_t)(argc - optind);
	if (!p.failed && p.result == OPTIONS_ASK)
		conclude(&p);
	return p.failed ? OPTIONS_BAD : p.result;
}

bool
options_want_table(const struct options *o)
{
	return o->format != FORMAT_TEXT || o->file_count > 0 || o->sort_given ||
	    o->reverse;
}

void
options_free(struct options *o)
{
	free(o->files);
	free(o->excluded);
	o->files = o->excluded = NULL;
	o->file_count = o->excluded_count = 0;
}
