/* SPDX-License-Identifier: ISC */
/*
 * ruptime: asks hosts for what uptime(1) prints there.
 */
#include <fcntl.h>
#include <locale.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "common/log.h"
#include "common/net.h"
#include "ruptime/fleet.h"
#include "ruptime/options.h"

static const char program[] = "ruptime";

/* A closed 0, 1 or 2 must not become a socket to a host.  What is written to
 * such a one fails still, so that the loss is seen. */
static void
fill_descriptors(void)
{
	int fd;

	do {
		fd = open("/dev/null", O_RDONLY);
	} while (fd >= 0 && fd <= STDERR_FILENO);
	if (fd >= 0)
		close(fd);
}

static int
usage(const char *error)
{
	log_warnx("%s", error);
	fprintf(stderr, "%s", options_usage);
	return 2;
}

/* What was printed has to have arrived. */
static int
flushed(void)
{
	if (fflush(stdout) == 0)
		return 0;
	log_warn("standard output");
	return 1;
}

static int
ask(const struct options *o)
{
	struct net_endpoint ep;
	char error[OPTIONS_ERROR_MAX];
	const char *why;
	int port = o->port;

	if (o->host_count != 1)
		return usage(o->host_count == 0 ? "no host to ask" :
						  "more than one host");
	if (!net_split(o->hosts[0], &ep, &why)) {
		snprintf(error, sizeof(error), "%s: %s", o->hosts[0], why);
		return usage(error);
	}
	if (ep.port[0] != '\0' &&
	    (port = net_port(ep.port, false, &why)) == -1) {
		snprintf(error, sizeof(error), "%s: port %s: %s", o->hosts[0],
		    ep.port, why);
		return usage(error);
	}
	snprintf(ep.port, sizeof(ep.port), "%d", port);
	return fleet_stream(o, o->hosts[0], &ep) ? 0 : 1;
}

int
main(int argc, char *argv[])
{
	char error[OPTIONS_ERROR_MAX];
	struct options o;

	fill_descriptors();
	setlocale(LC_CTYPE, "");
	log_init(program, LOG_TO_STDERR, false);
	switch (options_parse(&o, argc, argv, error)) {
	case OPTIONS_BAD:
		return usage(error);
	case OPTIONS_FAILED:
		log_warnx("%s", error);
		return 2;
	case OPTIONS_HELP:
		printf("%s\n%s", options_usage, options_help);
		return flushed();
	case OPTIONS_VERSION:
		printf("%s %s\n", program, VERSION);
		return flushed();
	case OPTIONS_ASK:
		break;
	}
	log_init(program, LOG_TO_STDERR, o.verbose);
	return ask(&o);
}
