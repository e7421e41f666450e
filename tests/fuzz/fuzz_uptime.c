/* SPDX-License-Identifier: ISC */
/*
 * libFuzzer target: any text as what a machine answered. Beyond what the
 * sanitizers see: every field in its range, all of them unknown on refusal,
 * nothing of a cut line wrong, and nothing changed by what follows a line.
 */
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "ruptime/reply/uptime.c"
#include "ruptime/reply/uptime_load.h"
#include "ruptime/reply/uptime_scan.h"
#include "ruptime/reply/uptime_span.h"
#include "ruptime/reply/uptime_words.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* Cuts are tried of the first so many bytes. */
#define MAX_CUT 256

static void
check(bool ok, const char *what)
{
	if (!ok) {
		(void)fprintf(stderr, "fuzz_uptime: %s\n", what);
		abort();
	}
}

static bool
is_clock(const char *clock)
{
	size_t len = strlen(clock);
	int hour, minute, second = 0;

	if (len == 0)
		return true;
	if (len == 5)
		return sscanf(clock, "%2d:%2d", &hour, &minute) == 2 &&
		    hour < 24 && minute < 60;
	return len == 8 &&
	    sscanf(clock, "%2d:%2d:%2d", &hour, &minute, &second) == 3 &&
	    hour < 24 && minute < 60 && second < 60;
}

static bool
same_loads(const struct uptime *a, const struct uptime *b)
{
	return a->load[0] == b->load[0] && a->load[1] == b->load[1] &&
	    a->load[2] == b->load[2];
}

static bool
same(const struct uptime *a, const struct uptime *b)
{
	return strcmp(a->clock, b->clock) == 0 && a->uptime_s == b->uptime_s &&
	    a->users == b->users && a->has_load == b->has_load &&
	    same_loads(a, b);
}

/* A text in memory of its own, so that a byte too far is seen. */
static bool
parse(const uint8_t *data, size_t size, struct uptime *u)
{
	char *text = malloc(size > 0 ? size : 1);
	bool ok;
	int i;

	check(text != NULL, "out of memory");
	memcpy(text, data, size);
	memset(u, 0x55, sizeof(*u));
	ok = uptime_parse(text, size, u);
	free(text);
	check(ok || same(u, &nothing), "refused but not empty");
	check(memchr(u->clock, '\0', sizeof(u->clock)) != NULL &&
		is_clock(u->clock),
	    "clock");
	check(u->uptime_s >= -1 && u->uptime_s < 1000000000000000, "uptime");
	check(u->users >= -1 && u->users < 1000000000, "users");
	for (i = 0; i < 3; i++)
		check(u->load[i] >= 0 && u->load[i] < 1e9, "load");
	check(u->has_load || same_loads(u, &nothing), "loads that are none");
	return ok;
}

static void
check_cuts(const uint8_t *data, size_t size, const struct uptime *whole)
{
	struct uptime u;
	size_t cut;

	for (cut = 0; cut < size && cut < MAX_CUT; cut++) {
		if (!parse(data, cut, &u))
			continue;
		check(strcmp(u.clock, whole->clock) == 0, "clock of a cut");
		check(u.uptime_s == -1 || u.uptime_s == whole->uptime_s,
		    "uptime of a cut");
		check(u.users == -1 || u.users == whole->users,
		    "users of a cut");
		check(!u.has_load || same_loads(&u, whole), "loads of a cut");
	}
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const char more[] = "\n\033[0m\0 15:02:05 up 9 days";
	struct uptime u, followed;
	uint8_t *text;
	bool ok;

	ok = parse(data, size, &u);
	text = malloc(size + sizeof(more));
	check(text != NULL, "out of memory");
	memcpy(text, data, size);
	memcpy(text + size, more, sizeof(more));
	/* A line that was read as cut is read alike with its end. */
	if (ok)
		check(parse(text, size + sizeof(more), &followed) &&
			same(&u, &followed),
		    "changed by what follows");
	if (parse(text, size + 1, &followed))
		check_cuts(text, size + 1, &followed);
	free(text);
	return 0;
}
