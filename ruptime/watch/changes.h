/* SPDX-License-Identifier: ISC */
/* What has changed of a host between two looks, in words. */
#ifndef RUPTIME_CHANGES_H
#define RUPTIME_CHANGES_H

#include <stdbool.h>
#include <stdint.h>

#include "ruptime/memory/past.h"
#include "ruptime/reply/host.h"

/* One host since the view was begun; begins with changes_init. */
struct changes {
	bool known;       /* it was looked at */
	enum state state; /* at the last look */
	struct past past;
	bool seen_up;           /* past says when */
	struct past_known told; /* to who shows the host, at the last look */
	int64_t last_up_s;      /* since the epoch, else: from the memory; -1 */
	bool rebooted;          /* since the view was begun */
	bool changed;           /* at the last look */
};

/* "down: unreachable", and a name before it. */
enum { CHANGES_TEXT_MAX = 1152 };

/* Nothing is known. */
extern const struct changes changes_init;

/* The same of a host that has come while the view was there already: its first
 * look is a change. */
extern const struct changes changes_newcomer;

/*
 * A look at h, which was asked, at that moment.  True where something is to be
 * told, and text then says it: "node03 down: timed out", "node03 up", "node02
 * rebooted".  The first look at a host is no change, unless it
 * is a newcomer.  The name is as it came.
 * What is known of h's past is put into it.
 */
bool changes_look(struct changes *c, struct host *h, const struct moment *at,
    char text[static CHANGES_TEXT_MAX]);

/* The memory has put what it knows of h's past into it: take in when h was up
 * before the view was begun, and put back what the view knows.  True where h,
 * which was asked, is known by the memory alone. */
bool changes_recall(struct changes *c, struct host *h);

#endif
