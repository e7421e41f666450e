/* SPDX-License-Identifier: ISC */
/*
 * The load generator of the benchmark: options in, one line of results out.
 * run.sh starts it; load.c does the work.
 */

#include <sys/resource.h>
#include <arpa/inet.h>
#include <err.h>
#include <inttypes.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "tests/bench/load.h"

#define EXIT_USAGE 2
#define EXACT "exact:"
#define DEADLINE_S 60
#define LONE_REQUESTS 200

static const char *const outcome_names[OUT_COUNT] = { "ok", "refused", "reset",
	"timedout", "empty", "bad", "error", "other", "unanswered" };

static _Noreturn void
usage(void)
{
	fputs("usage: loadgen [-1] -p port [-C connections] [-n requests |"
	      " -d seconds]\n"
	      "               [-t deadline-seconds] [-a first-address]"
	      " [-k addresses]\n"
	      "               [-m uptime | -m exact:line] [-w pause-ms]\n"
	      "-1: -C 1 -n 200; -n: in all; -d: of the steady state;"
	      " -w: before each connect\n"
	      "defaults: -C 1 -d 1 -t 60 -a 127.1.0.0 -k 1000 -m uptime"
	      " -w 0\n",
	    stderr);
	exit(EXIT_USAGE);
}

static uint32_t
parse_count(const char *text, uint32_t max)
{
	const char *why;
	long long n;

	n = strtonum(text, 1, max, &why);
	if (why != NULL)
		errx(EXIT_USAGE, "\"%s\" is %s", text, why);
	return (uint32_t)n;
}

static int64_t
parse_seconds(const char *text, double unit)
{
	double s;
	char *end;

	s = strtod(text, &end) * unit;
	if (end == text || *end != '\0' || !isfinite(s) || s < 0 || s > 1e6)
		errx(EXIT_USAGE, "\"%s\" is not a time", text);
	return (int64_t)(s * 1e9);
}

static const char *
parse_mode(const char *text)
{
	if (strncmp(text, EXACT, strlen(EXACT)) == 0)
		return text + strlen(EXACT);
	if (strcmp(text, "uptime") != 0)
		errx(EXIT_USAGE, "no such mode: %s", text);
	return NULL;
}

static void
parse_option(struct load_options *opt, int c, const char *arg)
{
	int64_t ns;

	switch (c) {
	case '1':
		opt->conns = 1;
		opt->requests = LONE_REQUESTS;
		break;
	case 'C':
		opt->conns = parse_count(arg, 1000000);
		break;
	case 'a':
		if (inet_pton(AF_INET, arg, &opt->base) != 1)
			errx(EXIT_USAGE, "%s is not an address", arg);
		break;
	case 'd':
		opt->duration_ns = parse_seconds(arg, 1);
		opt->requests = 0;
		break;
	case 'k':
		opt->naddrs = parse_count(arg, 1U << 24);
		break;
	case 'm':
		opt->exact = parse_mode(arg);
		break;
	case 'n':
		opt->requests = parse_count(arg, UINT32_MAX);
		break;
	case 'p':
		opt->port = (in_port_t)parse_count(arg, UINT16_MAX);
		break;
	case 't':
		opt->deadline_ns = parse_seconds(arg, 1);
		break;
	case 'w':
		ns = parse_seconds(arg, 1e-3);
		opt->pause.tv_sec = ns / 1000000000;
		opt->pause.tv_nsec = ns % 1000000000;
		break;
	default:
		usage();
	}
}

/* The descriptors are the generator's own affair: raise or say so. */
static void
raise_nofile(size_t conns)
{
	struct rlimit rl;

	if (getrlimit(RLIMIT_NOFILE, &rl) == -1)
		err(EXIT_OWN_FAULT, "getrlimit");
	rl.rlim_cur = rl.rlim_max;
	if (setrlimit(RLIMIT_NOFILE, &rl) == -1)
		err(EXIT_OWN_FAULT, "setrlimit");
	if (rl.rlim_max < conns + 8)
		errx(EXIT_OWN_FAULT,
		    "%zu connections want more than the"
		    " limit of %ju descriptors",
		    conns, (uintmax_t)rl.rlim_max);
}

static void
print_result(const struct load_options *opt, const struct load_result *res)
{
	int i;

	printf("C=%zu requests=%" PRIu64 " secs=%.3f rate=%.1f p50_us=%.1f"
	       " p99_us=%.1f max_us=%.1f",
	    opt->conns, res->started, (double)res->elapsed_ns / 1e9, res->rate,
	    (double)res->p50_ns / 1e3, (double)res->p99_ns / 1e3,
	    (double)res->max_ns / 1e3);
	for (i = 0; i < OUT_COUNT; i++)
		printf(" %s=%" PRIu64, outcome_names[i], res->ended[i]);
	printf(" own_cpu_us=%.2f\n",
	    (double)res->cpu_ns / 1e3 / (double)res->started);
}

/* Exit status: 0 all were answered, 1 some not, 2 usage, 3 own fault. */
int
main(int argc, char *argv[])
{
	struct load_options opt = { .conns = 1,
		.duration_ns = 1000000000,
		.deadline_ns = INT64_C(1000000000) * DEADLINE_S,
		.base.s_addr = htonl(0x7f010000),
		.naddrs = 1000 };
	struct load_result res;
	int c;

	while ((c = getopt(argc, argv, "1C:a:d:k:m:n:p:t:w:")) != -1)
		parse_option(&opt, c, optarg);
	if (optind != argc || opt.port == 0)
		usage();
	raise_nofile(opt.conns);
	load_run(&opt, &res);
	print_result(&opt, &res);
	return res.ended[OUT_OK] == res.started ? 0 : 1;
}
