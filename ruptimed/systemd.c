/* SPDX-License-Identifier: ISC */
/*
 * The service manager's side of a daemon: main.c and server.c call it whether
 * there is one or not.
 */
#include "ruptimed/systemd.h"

#ifdef WITH_SYSTEMD
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <systemd/sd-daemon.h>
#include <unistd.h>

int
systemd_take_fds(void)
{
	int n = sd_listen_fds(1);

	return n > 0 ? n : 0;
}

bool
systemd_has_journal(void)
{
	const char *stream = getenv("JOURNAL_STREAM");
	char ours[64];
	struct stat st;

	if (stream == NULL || fstat(STDERR_FILENO, &st) == -1)
		return false;
	snprintf(ours, sizeof(ours), "%llu:%llu", (unsigned long long)st.st_dev,
	    (unsigned long long)st.st_ino);
	return strcmp(stream, ours) == 0;
}

void
systemd_notify(const char *fmt, ...)
{
	char text[256];
	va_list ap;

	va_start(ap, fmt);
	vsnprintf(text, sizeof(text), fmt, ap);
	va_end(ap);
	sd_notify(0, text);
}

uint64_t
systemd_watchdog_us(void)
{
	uint64_t us;

	return sd_watchdog_enabled(0, &us) > 0 ? us : 0;
}
#else
int
systemd_take_fds(void)
{
	return 0;
}

bool
systemd_has_journal(void)
{
	return false;
}

void
systemd_notify(const char *fmt, ...)
{
}

uint64_t
systemd_watchdog_us(void)
{
	return 0;
}
#endif
