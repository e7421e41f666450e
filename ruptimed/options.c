/* SPDX-License-Identifier: ISC */
/*
 * The command line of ruptimed.  main.c calls it once, before anything else
 * is done, and passes the result on.  Looks names up, changes nothing.
 */
#include <arpa/inet.h>
#include <errno.h>
#include <getopt.h>
#include <limits.h>
#include <netdb.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "common/badopt.h"
#include "common/duration.h"
#include "common/net.h"
#include "common/proto.h"
#include "ruptimed/options.h"

enum {
	DEFAULT_MAX_AGE_MS = 1000,
	DEFAULT_TIMEOUT_MS = 5000,
	DEFAULT_MAX_CLIENTS = 4096,
	MAX_CLIENTS = 1000000,
	MAX_AGE_MS = 86400 * 1000,
	MAX_IDLE_MS = 86400 * 1000,
	MAX_TIMEOUT_MS = 3600 * 1000
};

/* Options without a letter. */
enum { IDLE_EXIT = 256 };

static const char letters[] = ":46A:a:c:fhil:m:P:p:t:u:Vv";

static const struct option long_options[] = {
	{ "ipv4", no_argument, NULL, '4' }, { "ipv6", no_argument, NULL, '6' },
	{ "allow", required_argument, NULL, 'A' },
	{ "max-age", required_argument, NULL, 'a' },
	{ "command", required_argument, NULL, 'c' },
	{ "foreground", no_argument, NULL, 'f' },
	{ "help", no_argument, NULL, 'h' },
	{ "idle-exit", required_argument, NULL, IDLE_EXIT },
	{ "inetd", no_argument, NULL, 'i' },
	{ "listen", required_argument, NULL, 'l' },
	{ "max-clients", required_argument, NULL, 'm' },
	{ "pidfile", required_argument, NULL, 'P' },
	{ "port", required_argument, NULL, 'p' },
	{ "timeout", required_argument, NULL, 't' },
	{ "user", required_argument, NULL, 'u' },
	{ "version", no_argument, NULL, 'V' },
	{ "verbose", no_argument, NULL, 'v' }, { NULL, 0, NULL, 0 }
};

/* What the loop over argv leaves for later: -l needs to know -p, -4 and -6. */
struct parser {
	struct options *o;
	char *error;
	bool failed;
	bool ipv4, ipv6, allow_given;
	enum options_result result;
	const char *port_text;
	int port; /* -1: not known yet, see default_port() */
	const char **listen;
	size_t listen_count;
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

/* A slip of the finger here opens more than was meant, so ask back. */
static void
fail_trimmed(struct parser *p, const char *text, const struct net_cidr *cidr)
{
	char net[INET6_ADDRSTRLEN];
	bool ipv4 = strchr(text, ':') == NULL;

	inet_ntop(ipv4 ? AF_INET : AF_INET6, &cidr->addr[ipv4 ? 12 : 0], net,
	    sizeof(net));
	fail(p,
	    "-A %s: the address has bits beyond the prefix; "
	    "the network is %s%s",
	    text, net, strchr(text, '/'));
}

static void
parse_allow(struct parser *p, const char *text)
{
	struct acl *acl = &p->o->acl;
	struct net_cidr cidr;
	const char *why;
	bool added = true;

	p->allow_given = true;
	if (strcmp(text, "any") == 0)
		acl_add_any(acl);
	else if (strcmp(text, "local") == 0)
		added = acl_add_local(acl);
	else if (!net_parse_cidr(text, &cidr, &why))
		fail(p, "-A %s: %s", text, why);
	else if (cidr.trimmed)
		fail_trimmed(p, text, &cidr);
	else
		added = acl_add(acl, cidr.addr, cidr.prefix, cidr.ipv4);
	if (!added)
		fail(p, "-A %s: more than %d networks", text, ACL_MAX);
}

static void
parse_seconds(struct parser *p, const char *option, const char *text,
    uint32_t min_ms, uint32_t max_ms, uint32_t *ms)
{
	if (!duration_parse(text, min_ms, max_ms, ms))
		fail(p, "%s %s: a number of seconds from %g to %u is needed",
		    option, text, min_ms / 1000.0, max_ms / 1000);
}

static void
parse_max_clients(struct parser *p, const char *text)
{
	const char *why;

	/* strtonum takes blanks and signs in front. */
	if (strspn(text, "0123456789") == strlen(text)) {
		p->o->max_clients =
		    (unsigned)strtonum(text, 1, MAX_CLIENTS, &why);
		if (why == NULL)
			return;
	}
	fail(p, "-m %s: a number from 1 to %d is needed", text, MAX_CLIENTS);
}

static void
parse_port(struct parser *p, const char *text)
{
	const char *why;

	p->port_text = text;
	p->port = net_port(text, true, &why);
	if (p->port == -1)
		fail(p, "-p %s: %s", text, why);
}

/* An absolute copy: the daemon will work in another directory. */
static char *
absolute(struct parser *p, int option, const char *text)
{
	char cwd[PATH_MAX], *path = NULL;

	if (text[0] == '\0')
		fail(p, "-%c: the path is empty", option);
	else if (text[0] == '/')
		path = strdup(text);
	else if (getcwd(cwd, sizeof(cwd)) == NULL)
		fail(p, "-%c %s: the working directory: %s", option, text,
		    strerror(errno));
	else if (asprintf(&path, "%s/%s", cwd, text) == -1)
		path = NULL;
	if (path == NULL)
		fail(p, "-%c %s: %s", option, text, strerror(errno));
	return path;
}

static void
add_path(struct parser *p, const char *text)
{
	char *path = absolute(p, 'l', text);

	if (path != NULL && bindlist_add_path(&p->o->addresses, path) == -1)
		fail(p, "-l %s: %s", text,
		    errno == ENAMETOOLONG ? "the path of a socket is too long" :
					    strerror(errno));
	free(path);
}

/* host is NULL for the wildcards; text is what to call it in an error. */
static void
add_host(struct parser *p, const char *host, int port, const char *text)
{
	int error =
	    bindlist_add_host(&p->o->addresses, host, port, p->o->family);

	if (error == 0)
		return;
	fail(p, "-l %s: %s", text, net_gai_reason(error));
	if (error == EAI_AGAIN || error == EAI_FAIL || error == EAI_SYSTEM ||
	    error == EAI_MEMORY)
		p->result = OPTIONS_FAILED;
}

/* The port of addresses that name none; looked up only if there are any. */
static int
default_port(struct parser *p)
{
	if (p->port == -1)
		p->port = net_service_port(&p->o->port_fallback);
	return p->port;
}

static void
add_listen(struct parser *p, const char *text)
{
	struct net_endpoint ep;
	const char *why;
	int port;

	if (strchr(text, '/') != NULL) {
		add_path(p, text);
		return;
	}
	if (!net_split(text, &ep, &why)) {
		fail(p, "-l %s: %s", text, why);
		return;
	}
	port = ep.port[0] == '\0' ? default_port(p) :
				    net_port(ep.port, true, &why);
	if (port == -1)
		fail(p, "-l %s: port %s: %s", text, ep.port, why);
	else
		add_host(p, ep.host, port, text);
}

static void
parse_flag(struct parser *p, int option)
{
	struct options *o = p->o;

	switch (option) {
	case '4':
		p->ipv4 = true;
		break;
	case '6':
		p->ipv6 = true;
		break;
	case 'f':
		o->foreground = true;
		break;
	case 'h':
		p->result = OPTIONS_HELP;
		break;
	case 'i':
		o->inetd = true;
		break;
	case 'V':
		p->result = OPTIONS_VERSION;
		break;
	case 'v':
		o->verbose = true;
		break;
	}
}

static void
parse_argument(struct parser *p, int option, char *arg)
{
	struct options *o = p->o;

	switch (option) {
	case 'A':
		parse_allow(p, arg);
		break;
	case 'a':
		parse_seconds(p, "-a", arg, 0, MAX_AGE_MS, &o->max_age_ms);
		break;
	case 'c':
		o->command = arg;
		if (arg[strspn(arg, " \t\n")] == '\0')
			fail(p, "-c: the command is empty");
		break;
	case IDLE_EXIT:
		parse_seconds(p, "--idle-exit", arg, 0, MAX_IDLE_MS,
		    &o->idle_exit_ms);
		break;
	case 'l':
		p->listen[p->listen_count++] = arg;
		break;
	case 'm':
		parse_max_clients(p, arg);
		break;
	case 'P':
		free(o->pidfile);
		o->pidfile = absolute(p, 'P', arg);
		break;
	case 'p':
		parse_port(p, arg);
		break;
	case 't':
		parse_seconds(p, "-t", arg, 1, MAX_TIMEOUT_MS, &o->timeout_ms);
		break;
	case 'u':
		o->user = arg;
		if (arg[0] == '\0')
			fail(p, "-u: the user is empty");
		break;
	}
}

static void
parse_argv(struct parser *p, int argc, char *argv[])
{
	char why[OPTIONS_ERROR_MAX];
	int option;

	opterr = 0;
	optind = 0; /* glibc: begin anew */
	while ((option = getopt_long(argc, argv, letters, long_options,
		    NULL)) != -1) {
		if (option == '?' || option == ':')
			fail(p, "%s",
			    badopt_describe(why, sizeof(why), option,
				argv[optind - 1], letters));
		else if (optarg == NULL)
			parse_flag(p, option);
		else
			parse_argument(p, option, optarg);
	}
	if (optind < argc)
		fail(p, "%s: ruptimed takes no operands", argv[optind]);
}

/* What can only be decided when all options are known. */
static void
conclude(struct parser *p)
{
	struct options *o = p->o;
	size_t i;

	if (p->ipv4 != p->ipv6)
		o->family = p->ipv4 ? AF_INET : AF_INET6;
	if (!p->allow_given)
		acl_add_local(&o->acl);
	if (o->inetd) {
		if (p->listen_count > 0 || p->port_text || o->pidfile ||
		    o->idle_exit_ms > 0)
			fail(p,
			    "-i: standard input is the client: "
			    "-l, -p, -P and --idle-exit do not go with it");
		return;
	}
	for (i = 0; i < p->listen_count && !p->failed; i++)
		add_listen(p, p->listen[i]);
	if (p->listen_count == 0)
		add_host(p, NULL, default_port(p), "*");
	o->addresses_given = p->listen_count > 0 || p->port_text != NULL;
}

enum options_result
options_parse(struct options *o, int argc, char *argv[],
    char error[static OPTIONS_ERROR_MAX])
{
	struct parser p = { .o = o, .error = error, .port = -1 };

	*o = (struct options){ .family = AF_UNSPEC,
		.max_age_ms = DEFAULT_MAX_AGE_MS,
		.timeout_ms = DEFAULT_TIMEOUT_MS,
		.max_clients = DEFAULT_MAX_CLIENTS,
		.command = "uptime" };
	acl_init(&o->acl);
	p.result = OPTIONS_SERVE;
	p.listen = calloc((size_t)argc + 1, sizeof(*p.listen));
	if (p.listen == NULL) {
		fail(&p, "%s", strerror(errno));
		return OPTIONS_BAD;
	}
	parse_argv(&p, argc, argv);
	if (!p.failed && p.result == OPTIONS_SERVE)
		conclude(&p);
	free(p.listen);
	if (p.failed && p.result != OPTIONS_FAILED)
		p.result = OPTIONS_BAD;
	return p.result;
}

void
options_free(struct options *o)
{
	free(o->pidfile);
	o->pidfile = NULL;
	bindlist_reset(&o->addresses);
}
