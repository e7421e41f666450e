/* SPDX-License-Identifier: ISC */
#ifndef BENCH_LOAD_H
#define BENCH_LOAD_H

#include <netinet/in.h>
#include <stddef.h>
#include <stdint.h>
#include <time.h>

/* Exit status where the load generator, not the server, was at fault. */
#define EXIT_OWN_FAULT 3

/* How a connection ended. */
enum outcome {
	OUT_OK,
	OUT_REFUSED,
	OUT_RESET,
	OUT_TIMEDOUT,   /* the kernel gave up */
	OUT_EMPTY,      /* end of file before the first byte */
	OUT_BAD,        /* not the text that was expected, or not all of it */
	OUT_ERROR,      /* the server's own "error: " reply */
	OUT_OTHER,      /* any other errno */
	OUT_UNANSWERED, /* still open at the deadline */
	OUT_COUNT
};

struct load_options {
	size_t conns;          /* open at a time, at least 1 */
	uint64_t requests;     /* in all; 0: as many as duration_ns allows */
	int64_t duration_ns;   /* of the steady state; 0: see requests */
	int64_t deadline_ns;   /* from the start, for everything */
	struct timespec pause; /* before each connect */
	struct in_addr base;   /* the first address */
	uint32_t naddrs;       /* how many follow one another from there */
	in_port_t port;        /* host order */
	const char *exact;     /* the line expected; NULL: any uptime line */
};

struct load_result {
	uint64_t started;          /* connections that were begun */
	uint64_t ended[OUT_COUNT]; /* how they ended; the sum is started */
	int64_t elapsed_ns;        /* from the first connect to the last end */
	double rate;               /* answers a second, see load_run() */
	int64_t p50_ns;            /* connect to end of file, of those ok */
	int64_t p99_ns;
	int64_t max_ns;
	int64_t cpu_ns; /* this process's, for all of it */
};

/*
 * Keeps conns connections open until requests were begun or duration_ns has
 * gone by, then waits for the last of them, at most until the deadline. The
 * rate is that of the whole run, or with duration_ns that of its steady
 * state: from when all conns are open to when the last is begun. A fault of
 * the generator's own (no port, no descriptor, no memory) ends the process
 * with EXIT_OWN_FAULT. Needs conns + 8 descriptors.
 */
void load_run(const struct load_options *opt, struct load_result *res);

#endif
