/* SPDX-License-Identifier: ISC */
/*
 * What has changed of a host between two looks, in words; view.c has each
 * answer looked at.
 * Pure: no I/O, no clock.
 */
#include <stdio.h>

#include "ruptime/watch/changes.h"

const struct changes changes_init = { .last_up_s = -1 };

const struct changes changes_newcomer = { .known = true,
	.state = STATE_PENDING,
	.last_up_s = -1 };

/* What the view knows of a host goes with its answer, for whoever shows it. */
static enum reboot
take_in(struct changes *c, struct host *h, const struct moment *at)
{
	const struct look look = { .at = *at,
		.up = h->state == STATE_UP,
		.uptime_s = h->uptime.uptime_s,
		.unit_s = h->uptime.unit_s };
	enum reboot rebooted = REBOOT_UNKNOWN;

	if (look.up || c->seen_up)
		rebooted = past_look(&c->past, c->seen_up, &look);
	c->seen_up = c->seen_up || look.up;
	if (rebooted == REBOOT_YES)
		c->rebooted = true;
	h->past = (struct past_known){ .known = true,
		.rebooted = c->rebooted ? REBOOT_YES : rebooted,
		.last_up =
		    c->seen_up ? past_last_up_s(&c->past, at) : c->last_up_s,
		.down_s = -1 };
	if (!look.up && h->past.last_up >= 0)
		h->past.down_s = at->wall_s - h->past.last_up;
	c->told = h->past;
	return rebooted;
}

bool
changes_look(struct changes *c, struct host *h, const struct moment *at,
    char text[static CHANGES_TEXT_MAX])
{
	const bool known = c->known, was_up = c->state == STATE_UP;
	const bool same = c->state == h->state;
	const enum reboot rebooted = take_in(c, h, at);

	c->known = true;
	c->state = h->state;
	c->changed = known && (!same || rebooted == REBOOT_YES);
	if (!c->changed)
		return false;
	if (h->state != STATE_UP)
		snprintf(text, CHANGES_TEXT_MAX, "%s down: %s", h->name,
		    state_name(h->state));
	else if (rebooted == REBOOT_YES)
		snprintf(text, CHANGES_TEXT_MAX, "%s %srebooted", h->name,
		    was_up ? "" : "up, ");
	else
		snprintf(text, CHANGES_TEXT_MAX, "%s up", h->name);
	return true;
}

/* Who was found some day and does not answer now is nobody, and not looked at,
 * but for the memory. */
static bool
take_from_memory(struct changes *c, const struct host *h)
{
	if (c->known || !h->past.known || h->state == STATE_PENDING)
		return false;
	c->known = true;
	c->state = h->state;
	c->told = h->past;
	return true;
}

bool
changes_recall(struct changes *c, struct host *h)
{
	const bool is_new = take_from_memory(c, h);

	if (!c->known)
		return false;
	if (!c->seen_up && h->past.known) {
		c->last_up_s = c->told.last_up = h->past.last_up;
		c->told.down_s = h->past.down_s;
	}
	h->past = c->told;
	return is_new;
}
