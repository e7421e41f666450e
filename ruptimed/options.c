/* SPDX-License-Identifier: ISC */
/*
 * The command line of ruptimed.  main.c calls it once, before anything else
 * is done, and passes the result on.  Looks names up, changes nothing.
 */
#include <arpa/inet.h>
#include <errno.h>
#include <getopt.h>
#include <limits.h>
#include <net/if.h>
#include <netdb.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "common/net.h"
#include "common/optparse.h"
#include "ruptimed/habits.h"
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

/* What the walk along argv leaves for later: -l needs to know -p, -4 and -6. */
struct parser {
	struct optparse args;
	struct options *o;
	bool allow_given, lookup_failed;
	const char *port_text;
	int port; /* -1: not known yet, see default_port() */
	const char **listen;
	size_t listen_count;
};

/* A slip of the finger here opens more than was meant, so ask back. */
static void
fail_trimmed(struct parser *p, const char *text, const struct net_cidr *cidr)
{
	char net[INET6_ADDRSTRLEN];
	bool ipv4 = strchr(text, ':') == NULL;

	inet_ntop(ipv4 ? AF_INET : AF_INET6, &cidr->addr[ipv4 ? 12 : 0], net,
	    sizeof(net));
	optparse_fail(&p->args,
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
		optparse_fail(&p->args, "-A %s: %s%s", text, why,
		    habits_of_net(text));
	else if (cidr.trimmed)
		fail_trimmed(p, text, &cidr);
	else
		added = acl_add(acl, cidr.addr, cidr.prefix, cidr.ipv4);
	if (!added)
		optparse_fail(&p->args, "-A %s: more than %d networks", text,
		    ACL_MAX);
}

/* An absolute copy: the daemon will work in another directory. */
static char *
absolute(struct parser *p, int option, const char *text)
{
	char cwd[PATH_MAX], *path = NULL;

	if (text[0] == '\0')
		optparse_fail(&p->args, "-%c: the path is empty", option);
	else if (text[0] == '/')
		path = strdup(text);
	else if (getcwd(cwd, sizeof(cwd)) == NULL)
		optparse_fail(&p->args, "-%c %s: the working directory: %s",
		    option, text, strerror(errno));
	else if (asprintf(&path, "%s/%s", cwd, text) == -1)
		path = NULL;
	if (path == NULL)
		optparse_fail(&p->args, "-%c %s: %s", option, text,
		    strerror(errno));
	return path;
}

/* Of ssh and the like -p is the port, of scp it is -P. */
static void
parse_pidfile(struct parser *p, const char *text)
{
	if (text[0] != '\0' && text[strspn(text, "0123456789")] == '\0')
		optparse_fail(&p->args,
		    "-P %s: a path is needed; the port is -p %s, ./%s is a "
		    "file",
		    text, text, text);
	free(p->o->pidfile);
	p->o->pidfile = absolute(p, 'P', text);
}

static void
add_path(struct parser *p, const char *text)
{
	char *path = absolute(p, 'l', text);

	if (path != NULL && bindlist_add_path(&p->o->addresses, path) == -1)
		optparse_fail(&p->args, "-l %s: %s", text,
		    errno == ENAMETOOLONG ? "the path of a socket is too long" :
					    strerror(errno));
	free(path);
}

/* An interface that is not there may come later. */
static bool
has_missing_zone(struct parser *p, const char *host, const char *text)
{
	const char *zone = net_missing_zone(host);

	if (zone == NULL)
		return false;
	optparse_fail(&p->args, "-l %s: there is no interface %s", text, zone);
	p->lookup_failed = true;
	return true;
}

/* host is NULL for the wildcards; text is what to call it in an error. */
static void
add_host(struct parser *p, const char *host, int port, const char *text)
{
	int error, number;

	if (host != NULL && has_missing_zone(p, host, text))
		return;
	error = bindlist_add_host(&p->o->addresses, host, port, p->o->family);
	number = errno;
	if (error == 0)
		return;
	if (host != NULL && if_nametoindex(host) != 0) {
		optparse_fail(&p->args,
		    "-l %s: an address is needed; this is an interface", text);
		return;
	}
	if (host != NULL && net_has_needless_zone(host)) {
		optparse_fail(&p->args,
		    "-l %s: only a link-local address has an interface", text);
		return;
	}
	errno = number;
	optparse_fail(&p->args, "-l %s: %s", text, net_gai_reason(error));
	if (error == EAI_AGAIN || error == EAI_FAIL || error == EAI_SYSTEM ||
	    error == EAI_MEMORY)
		p->lookup_failed = true;
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
		optparse_fail(&p->args, "-l %s: %s", text, why);
		return;
	}
	port = ep.port[0] == '\0' ? default_port(p) :
				    net_port(ep.port, true, &why);
	if (port == -1)
		optparse_fail(&p->args, "-l %s: port %s: %s", text, ep.port,
		    why);
	else
		add_host(p, ep.host, port, text);
}

static void
parse_option(void *parser, int option, char *arg)
{
	struct parser *p = parser;
	struct options *o = p->o;

	switch (option) {
	case 'A':
		parse_allow(p, arg);
		break;
	case 'a':
		optparse_seconds(&p->args, "-a", arg, 0, MAX_AGE_MS,
		    &o->max_age_ms);
		break;
	case 'c':
		o->command = arg;
		if (arg[strspn(arg, " \t\n")] == '\0')
			optparse_fail(&p->args, "-c: the command is empty");
		break;
	case IDLE_EXIT:
		optparse_seconds(&p->args, "--idle-exit", arg, 0, MAX_IDLE_MS,
		    &o->idle_exit_ms);
		break;
	case 'f':
		o->foreground = true;
		break;
	case 'i':
		o->inetd = true;
		break;
	case 'l':
		p->listen[p->listen_count++] = arg;
		break;
	case 'm':
		optparse_number(&p->args, "-m", arg, 1, MAX_CLIENTS,
		    &o->max_clients);
		break;
	case 'P':
		parse_pidfile(p, arg);
		break;
	case 'p':
		p->port_text = arg;
		p->port = optparse_port(&p->args, arg, true);
		break;
	case 't':
		optparse_seconds(&p->args, "-t", arg, 1, MAX_TIMEOUT_MS,
		    &o->timeout_ms);
		break;
	case 'u':
		o->user = arg;
		if (arg[0] == '\0')
			optparse_fail(&p->args, "-u: the user is empty");
		break;
	case 'v':
		o->verbose = true;
		break;
	}
}

/* What can only be decided when all options are known. */
static void
conclude(struct parser *p)
{
	struct options *o = p->o;
	size_t i;

	o->family = optparse_family(&p->args);
	if (!p->allow_given)
		acl_add_local(&o->acl);
	if (o->inetd) {
		if (p->listen_count > 0 || p->port_text || o->pidfile ||
		    o->idle_exit_ms > 0)
			optparse_fail(&p->args,
			    "-i: standard input is the client: "
			    "-l, -p, -P and --idle-exit do not go with it");
		return;
	}
	for (i = 0; i < p->listen_count && !p->args.failed; i++)
		add_listen(p, p->listen[i]);
	if (p->listen_count == 0)
		add_host(p, NULL, default_port(p), "*");
	o->addresses_given = p->listen_count > 0 || p->port_text != NULL;
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
		.port = -1,
	};
	int operand;

	*o = (struct options){ .max_age_ms = DEFAULT_MAX_AGE_MS,
		.timeout_ms = DEFAULT_TIMEOUT_MS,
		.max_clients = DEFAULT_MAX_CLIENTS,
		.command = "uptime" };
	acl_init(&o->acl);
	p.listen = calloc((size_t)argc + 1, sizeof(*p.listen));
	if (p.listen == NULL) {
		optparse_fail(&p.args, "%s", strerror(errno));
		return OPTIONS_FAILED;
	}
	operand = optparse_walk(&p.args, argc, argv, letters, long_options);
	optparse_refuse_number(&p.args);
	if (operand < argc)
		optparse_fail(&p.args, "%s: ruptimed takes no operands%s",
		    argv[operand], habits_of_operand(argv[operand]));
	if (!p.args.failed && p.args.told == 0)
		conclude(&p);
	free(p.listen);
	if (p.args.failed)
		return p.lookup_failed ? OPTIONS_FAILED : OPTIONS_BAD;
	return p.args.told == 'h' ? OPTIONS_HELP :
	    p.args.told == 'V'    ? OPTIONS_VERSION :
				    OPTIONS_SERVE;
}

void
options_free(struct options *o)
{
	free(o->pidfile);
	o->pidfile = NULL;
	bindlist_reset(&o->addresses);
}
