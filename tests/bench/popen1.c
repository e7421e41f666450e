/* SPDX-License-Identifier: ISC */
/*
 * What one run of uptime costs a C program that does nothing else: the median
 * of plain popen, fread and pclose, against which run.sh holds the wait of a
 * lone client of an idle ruptimed.
 */

#include <err.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#define RUNS 200

static double
now_us(void)
{
	struct timespec ts;

	clock_gettime(CLOCK_MONOTONIC, &ts);
	return (double)ts.tv_sec * 1e6 + (double)ts.tv_nsec / 1e3;
}

static double
run_us(const char *command)
{
	double start = now_us();
	char text[4096];
	FILE *fp;

	fp = popen(command, "r");
	if (fp == NULL)
		err(1, "popen: %s", command);
	if (fread(text, 1, sizeof(text), fp) == 0)
		errx(1, "%s: no output", command);
	if (pclose(fp) != 0)
		errx(1, "%s: failed", command);
	return now_us() - start;
}

static int
compare(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;

	return (x > y) - (x < y);
}

int
main(int argc, char *argv[])
{
	const char *command = argc > 1 ? argv[1] : "uptime";
	double us[RUNS];
	int i;

	for (i = 0; i < RUNS; i++)
		us[i] = run_us(command);
	qsort(us, RUNS, sizeof(us[0]), compare);
	printf("runs=%d p50_us=%.1f max_us=%.1f\n", RUNS,
	    (us[RUNS / 2 - 1] + us[RUNS / 2]) / 2, us[RUNS - 1]);
	return 0;
}
