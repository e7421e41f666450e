/* SPDX-License-Identifier: ISC */
/*
 * The command line of ruptime.  main.c calls it once and passes the result on.
 */
#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "common/duration.h"
#include "common/net.h"
#include "common/optparse.h"
#include "ruptime/habits.h"
#include "ruptime/loads.h"
#include "ruptime/options.h"

#define LEN(a) (sizeof(a) / sizeof((a)[0]))

enum {
	DEFAULT_RETRIES = 3,
	DEFAULT_TIMEOUT_MS = 5000,
	DEFAULT_FANOUT = 1024,
	COMMAND_FANOUT = 32,
	MAX_RETRIES = 1000,
	MAX_TIMEOUT_MS = 7 * 86400 * 1000,
	MAX_FANOUT = 65536,
	MIN_INTERVAL_MS = 200,
	MAX_INTERVAL_MS = 86400 * 1000,
	MAX_ROUNDS = 1000000000,
	UNSET = -1
};

/* Long options without a letter. */
enum { LONG_COLOR = 256, LONG_FORGET };

static const char letters[] = ":46aC:c:De:F:f:hi:lnO:o:p:R:rT:tUuVvW:wx:";

static const struct option long_options[] = {
	{ "ipv4", no_argument, NULL, '4' },
	{ "ipv6", no_argument, NULL, '6' },
	{ "all", no_argument, NULL, 'a' },
	{ "critical", required_argument, NULL, 'C' },
	{ "count", required_argument, NULL, 'c' },
	{ "color", optional_argument, NULL, LONG_COLOR },
	{ "down", no_argument, NULL, 'D' },
	{ "command", required_argument, NULL, 'e' },
	{ "fanout", required_argument, NULL, 'F' },
	{ "file", required_argument, NULL, 'f' },
	{ "forget", required_argument, NULL, LONG_FORGET },
	{ "help", no_argument, NULL, 'h' },
	{ "interval", required_argument, NULL, 'i' },
	{ "by-load", no_argument, NULL, 'l' },
	{ "numeric", no_argument, NULL, 'n' },
	{ "output", required_argument, NULL, 'o' },
	{ "write", required_argument, NULL, 'O' },
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
	.retries = (unsigned)UNSET,
	.warning = { { -1, -1, -1 } },
	.critical = { { -1, -1, -1 } },
};

struct parser {
	struct optparse args;
	struct options *o;
	char format_by; /* -o, -U or -D */
};

static void
parse_color(struct parser *p, const char *text)
{
	if (text == NULL)
		optparse_refuse_apart(&p->args, "--color", colors, LEN(colors));
	p->o->color = text == NULL ? COLOR_ALWAYS :
				     (enum options_color)optparse_word(&p->args,
					 "--color=", text, colors, LEN(colors));
}

/* -o, -U and -D each say what the output is; a repeated -o means the last. */
static void
set_format(struct parser *p, char by, enum options_format format)
{
	if (p->format_by != '\0' && p->format_by != by)
		optparse_fail(&p->args, "-%c and -%c exclude each other",
		    p->format_by, by);
	p->format_by = by;
	p->o->format = format;
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
		optparse_fail(&p->args,
		    "-%c %s: one to three loads from 0 to %d are needed%s",
		    option, text, LOADS_MAX, duration_hint(text));
}

static char *
parse_path(struct parser *p, int option, char *path)
{
	if (path[0] == '\0')
		optparse_fail(&p->args, "-%c: the path is empty", option);
	return path;
}

/* A format is no file: habits.c has them behind -O. */
static void
refuse_format(struct parser *p, const char *path)
{
	char typed[20];
	const char *meant;

	snprintf(typed, sizeof(typed), "-O %s", path);
	meant = guess_habit(habits, typed, strlen(typed));
	if (meant != NULL)
		optparse_fail(&p->args, "%s: a file is needed; %s", typed,
		    meant);
}

static void
parse_flag(struct parser *p, int option)
{
	switch (option) {
	case 'a': /* BSD's: all are shown anyway */
		break;
	case 'D':
		set_format(p, 'D', FORMAT_DOWN_NAMES);
		break;
	case 'l':
		set_sort(p, SORT_LOAD);
		break;
	case 'n':
		p->o->numeric = true;
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
	case 'v':
		p->o->every_attempt = p->o->verbose;
		p->o->verbose = true;
		break;
	case 'w':
		p->o->wait = true;
		break;
	}
}

static void
parse_option(void *parser, int option, char *arg)
{
	struct parser *p = parser;
	struct options *o = p->o;

	switch (option) {
	case LONG_COLOR:
		parse_color(p, arg);
		break;
	case 'C':
	case 'W':
		parse_loads(p, option, arg);
		break;
	case 'c':
		optparse_number(&p->args, "-c", arg, 1, MAX_ROUNDS, &o->rounds);
		break;
	case 'e':
		o->command = arg;
		break;
	case 'F':
		optparse_number(&p->args, "-F", arg, 1, MAX_FANOUT, &o->fanout);
		break;
	case 'f':
		o->files[o->file_count++] = parse_path(p, 'f', arg);
		break;
	case LONG_FORGET:
		o->forgotten[o->forgotten_count++] = arg;
		break;
	case 'O':
		o->output = parse_path(p, 'O', arg);
		break;
	case 'i':
		optparse_seconds(&p->args, "-i", arg, MIN_INTERVAL_MS,
		    MAX_INTERVAL_MS, &o->interval_ms);
		break;
	case 'o':
		set_format(p, 'o',
		    (enum options_format)optparse_word(&p->args, "-o ", arg,
			formats, LEN(formats)));
		break;
	case 'p':
		o->port = (uint16_t)optparse_port(&p->args, arg, false);
		break;
	case 'R':
		optparse_number(&p->args, "-R", arg, 0, MAX_RETRIES,
		    &o->retries);
		break;
	case 'T':
		optparse_seconds(&p->args, "-T", arg, 1, MAX_TIMEOUT_MS,
		    &o->timeout_ms);
		break;
	case 'x':
		o->excluded[o->excluded_count++] = arg;
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
		optparse_fail(&p->args, "-%c is of use with -o nagios only",
		    warning[0] >= 0 ? 'W' : 'C');
	for (i = 0; i < 3; i++)
		if (critical[i] >= 0 && warning[i] > critical[i])
			optparse_fail(&p->args,
			    "-W is above -C: a warning comes first");
}

/* What has no meaning where hosts are asked again and again. */
static void
check_interval(struct parser *p)
{
	const struct options *o = p->o;

	if (o->interval_ms == 0 && o->rounds > 0)
		optparse_fail(&p->args, "-c is of use with -i only%s",
		    o->format == FORMAT_NAGIOS ?
			"; " HABITS_THRESHOLDS :
			", which asks again and again");
	if (o->interval_ms == 0)
		return;
	if (o->wait)
		optparse_fail(&p->args, "-i and -w exclude each other");
	if (o->format == FORMAT_UP_NAMES || o->format == FORMAT_DOWN_NAMES)
		optparse_fail(&p->args, "-i and -%c exclude each other",
		    p->format_by);
	if (o->format == FORMAT_NAGIOS)
		optparse_fail(&p->args,
		    "-i and -o nagios exclude each other: a plugin answers "
		    "once");
	if (o->format == FORMAT_PROMETHEUS && o->output == NULL)
		optparse_fail(&p->args,
		    "-i with -o prometheus needs -O: a file, whole each round");
}

static void
conclude(struct parser *p)
{
	struct options *o = p->o;
	bool none;

	/* A command takes any word for a host. */
	if (o->command == NULL)
		optparse_refuse_number(&p->args);
	if (o->output != NULL &&
	    (p->format_by == '\0' || strcmp(o->output, "-") == 0))
		refuse_format(p, o->output);
	check_loads(p);
	check_interval(p);
	if (o->retries == (unsigned)UNSET)
		o->retries = o->interval_ms > 0 ? 0 : DEFAULT_RETRIES;
	if (o->forgotten_count > 0 &&
	    o->host_count + o->file_count + o->excluded_count > 0)
		optparse_fail(&p->args,
		    "--forget asks nobody: its hosts stand behind the =");
	if (o->command != NULL && (p->args.ipv4 || p->args.ipv6))
		optparse_fail(&p->args,
		    "-%c is of no use with -e: the command connects",
		    p->args.ipv4 ? '4' : '6');
	o->family = optparse_family(&p->args);
	if (o->port == 0)
		o->port = o->service_port = (uint16_t)net_service_port(&none);
	if (o->timeout_ms == 0 && !o->wait)
		o->timeout_ms = DEFAULT_TIMEOUT_MS;
	o->fanout_given = o->fanout != 0;
	/* A command costs much more than a connection; one who is waited for
	 * keeps the place of those behind him. */
	if (o->fanout == 0 && o->command != NULL)
		o->fanout = COMMAND_FANOUT;
	else if (o->fanout == 0)
		o->fanout = o->wait ? MAX_FANOUT : DEFAULT_FANOUT;
}

/* No list can be longer than the command line. */
static bool
init_lists(struct options *o, int argc)
{
	size_t n = (size_t)argc + 1;

	o->files = calloc(n, sizeof(*o->files));
	o->excluded = calloc(n, sizeof(*o->excluded));
	o->forgotten = calloc(n, sizeof(*o->forgotten));
	return o->files != NULL && o->excluded != NULL && o->forgotten != NULL;
}

enum options_result
options_parse(struct options *o, int argc, char *argv[],
    char error[static OPTIONS_ERROR_MAX])
{
	struct parser p = {
		.args = { .error = error,
		    .take = parse_option,
		    .arg = &p,
		    .habits = habits },
		.o = o,
	};
	int operands;

	*o = defaults;
	if (!init_lists(o, argc)) {
		strlcpy(error, "out of memory", OPTIONS_ERROR_MAX);
		return OPTIONS_FAILED;
	}
	operands = optparse_walk(&p.args, argc, argv, letters, long_options);
	o->hosts = argv + operands;
	o->host_count = (size_t)(argc - operands);
	if (!p.args.failed && p.args.told == 0)
		conclude(&p);
	if (p.args.failed)
		return OPTIONS_BAD;
	return p.args.told == 'h' ? OPTIONS_HELP :
	    p.args.told == 'V'    ? OPTIONS_VERSION :
				    OPTIONS_ASK;
}

bool
options_want_table(const struct options *o)
{
	return o->format != FORMAT_TEXT || o->file_count > 0 || o->sort_given ||
	    o->reverse || o->interval_ms > 0 || o->output != NULL;
}

void
options_free(struct options *o)
{
	free(o->files);
	free(o->excluded);
	free(o->forgotten);
	o->files = o->excluded = o->forgotten = NULL;
	o->file_count = o->excluded_count = o->forgotten_count = 0;
}
