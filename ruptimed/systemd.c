/* SPDX-License-Identifier: ISC */
/*
 * The service manager's side of a daemon: main.c and manager.c call it whether
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

#include "common/hurry.h"

enum {
	WAIT_MS = 900, /* for a manager that is slow to read */
	BEAT_WAIT_MS = 5,
	TEXT_MAX = 512
};

/* Of other processes something may have been left over. */
static bool
is_for_us(void)
{
	const char *count = getenv("LISTEN_FDS"), *pid = getenv("LISTEN_PID");
	char ours[16];

	snprintf(ours, sizeof(ours), "%ld", (long)getpid());
	return pid != NULL && strcmp(pid, ours) == 0 && count != NULL &&
	    count[0] != '\0' && strcmp(count, "0") != 0;
}

int
systemd_take_fds(void)
{
	const bool ours = is_for_us();
	int n = sd_listen_fds(1);

	return ours ? n : 0;
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

static void __attribute__((format(printf, 2, 0)))
notify(unsigned wait_ms, const char *fmt, va_list ap)
{
	char text[TEXT_MAX];
	struct hurry h;

	vsnprintf(text, sizeof(text), fmt, ap);
	hurry_begin(&h, wait_ms);
	sd_notify(0, text);
	hurry_end(&h);
}

void
systemd_notify(const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	notify(WAIT_MS, fmt, ap);
	va_end(ap);
}

void
systemd_beat(const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	notify(BEAT_WAIT_MS, fmt, ap);
	va_end(ap);
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

void
systemd_beat(const char *fmt, ...)
{
}

uint64_t
systemd_watchdog_us(void)
{
	return 0;
}
#endif
