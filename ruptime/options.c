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
#include "ruptime/options.h"

enum {
	DEFAULT_RETRIES = 3,
	DEFAULT_TIMEOUT_MS = 5000,
	MAX_RETRIES = 1000,
	MAX_TIMEOUT_MS = 7 * 86400 * 1000
};

static const char letters[] = ":46hp:R:T:Vvw";

static const struct option long_options[] = { { "ipv4", no_argument, NULL,
						  '4' },
	{ "ipv6", no_argument, NULL, '6' }, { "help", no_argument, NULL, 'h' },
	{ "port", required_argument, NULL, 'p' },
	{ "retries", required_argument, NULL, 'R' },
	{ "timeout", required_argument, NULL, 'T' },
	{ "version", no_argument, NULL, 'V' },
	{ "verbose", no_argument, NULL, 'v' },
	{ "wait", no_argument, NULL, 'w' }, { NULL, 0, NULL, 0 } };

struct parser {
	struct options *o;
	char *error;
	bool failed;
	bool ipv4, ipv6, port_given, timeout_given;
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
parse_retries(struct parser *p, const char *text)
{
	const char *why;

	/* strtonum takes blanks and signs in front. */
	if (text[0] != '\0' && strspn(text, "0123456789") == strlen(text)) {
		p->o->retries = (unsigned)strtonum(text, 0, MAX_RETRIES, &why);
		if (why == NULL)
			return;
	}
	fail(p, "-R %s: a number from 0 to %d is needed", text, MAX_RETRIES);
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
parse_option(struct parser *p, int option, char *arg)
{
	switch (option) {
	case '4':
		p->ipv4 = true;
		break;
	case '6':
		p->ipv6 = true;
		break;
	case 'h':
		p->result = OPTIONS_HELP;
		break;
	case 'p':
		parse_port(p, arg);
		break;
	case 'R':
		parse_retries(p, arg);
		break;
	case 'T':
		parse_timeout(p, arg);
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
conclude(struct parser *p)
{
	struct options *o = p->o;
	bool fallback;

	if (p->ipv4 != p->ipv6)
		o->family = p->ipv4 ? AF_INET : AF_INET6;
	if (!p->port_given)
		o->port = (uint16_t)net_service_port(&fallback);
	if (!p->timeout_given)
		o->timeout_ms = o->wait ? 0 : DEFAULT_TIMEOUT_MS;
	if (o->host_count != 1)
		fail(p,
		    o->host_count == 0 ? "no host to ask" :
					 "more than one host");
}

enum options_result
options_parse(struct options *o, int argc, char *argv[],
    char error[static OPTIONS_ERROR_MAX])
{
	struct parser p = { .o = o, .error = error };
	char why[OPTIONS_ERROR_MAX];
	int option;

	*o =
	    (struct options){ .family = AF_UNSPEC, .retries = DEFAULT_RETRIES };
	p.result = OPTIONS_ASK;
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

void
options_free(struct options *o)
{
	free(o->files);
	free(o->excluded);
	o->files = o->excluded = NULL;
}
