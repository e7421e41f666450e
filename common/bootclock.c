/* SPDX-License-Identifier: ISC */
/*
 * The time since the boot, for what has to be compared over hours and days:
 * memory.c asks, and outcome.c and watch.c for the time of an answer.
 */
#include <fcntl.h>
#include <time.h>
#include <unistd.h>

#include "common/bootclock.h"
#include "common/system.h"

int64_t
bootclock_s(void)
{
#if SYSTEM_LINUX
	struct timespec ts;

	if (clock_gettime(CLOCK_BOOTTIME, &ts) == 0)
		return ts.tv_sec;
#endif
	return -1;
}

#if SYSTEM_LINUX
static int
digit(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/* A random UUID: the first sixteen of its digits, but for the hyphens. */
uint64_t
bootclock_id(void)
{
	char text[36];
	uint64_t id = 0;
	ssize_t len, i;
	int fd, digits = 0;

	fd = open("/proc/sys/kernel/random/boot_id", O_RDONLY | O_CLOEXEC);
	if (fd == -1)
		return 0;
	len = read(fd, text, sizeof(text));
	close(fd);
	for (i = 0; i < len && digits < 16; i++) {
		if (digit(text[i]) == -1)
			continue;
		id = id << 4 | (uint64_t)digit(text[i]);
		digits++;
	}
	return digits == 16 ? id : 0;
}
#else
uint64_t
bootclock_id(void)
{
	return 0;
}
#endif
