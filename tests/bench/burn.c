/* SPDX-License-Identifier: ISC */
/*
 * A command that takes so many milliseconds of CPU time and then prints what
 * uptime prints: burn [ms].  The benchmark has it run for each of many hosts.
 */
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

static double
cpu_ms(void)
{
	struct timespec ts;

	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &ts);
	return (double)ts.tv_sec * 1e3 + (double)ts.tv_nsec / 1e6;
}

int
main(int argc, char *argv[])
{
	double ms = argc > 1 ? atof(argv[1]) : 0;

	while (cpu_ms() < ms)
		continue;
	puts(" 07:11:49 up 3 days,  5:02,  1 user,  "
	     "load average: 0.04, 0.08, 0.07");
	return 0;
}
