/* SPDX-License-Identifier: ISC */
/*
 * How long a lone client of an idle daemon waits, held against what one run of
 * uptime costs a program that does nothing else: plain popen, fread and pclose.
 * The two take turns, so that a machine whose speed drifts is as fast for one
 * as for the other.  run.sh starts it.
 */
#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <err.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#define RUNS 200

static double
now_us(void)
{
	struct timespec ts;

	clock_gettime(CLOCK_MONOTONIC, &ts);
	return (double)ts.tv_sec * 1e6 + (double)ts.tv_nsec / 1e3;
}

static double
run_us(void)
{
	double start = now_us();
	char text[4096];
	FILE *fp;

	fp = popen("uptime", "r");
	if (fp == NULL)
		err(1, "popen");
	if (fread(text, 1, sizeof(text), fp) == 0)
		errx(1, "uptime: no output");
	if (pclose(fp) != 0)
		errx(1, "uptime: failed");
	return now_us() - start;
}

static double
ask_us(const struct sockaddr_in *sin)
{
	double start = now_us();
	char text[4096];
	size_t len = 0;
	ssize_t n;
	int fd;

	fd = socket(AF_INET, SOCK_STREAM, 0);
	if (fd == -1 ||
	    connect(fd, (const struct sockaddr *)sin, sizeof(*sin)) == -1)
		err(1, "connect");
	while ((n = read(fd, text + len, sizeof(text) - 1 - len)) > 0)
		len += (size_t)n;
	text[len] = '\0';
	if (n == -1 || strstr(text, "load average") == NULL)
		errx(1, "no reply");
	close(fd);
	return now_us() - start;
}

static int
compare(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;

	return (x > y) - (x < y);
}

static double
median(double v[RUNS])
{
	qsort(v, RUNS, sizeof(v[0]), compare);
	return (v[RUNS / 2 - 1] + v[RUNS / 2]) / 2;
}

int
main(int argc, char *argv[])
{
	struct sockaddr_in sin = { .sin_family = AF_INET };
	double wait[RUNS], run[RUNS];
	int i;

	if (argc != 2)
		errx(2, "usage: lone port");
	sin.sin_port = htons((uint16_t)atoi(argv[1]));
	sin.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
	for (i = 0; i < RUNS; i++) {
		run[i] = run_us();
		wait[i] = ask_us(&sin);
	}
	printf("%.1f %.1f\n", median(wait), median(run));
	return 0;
}
