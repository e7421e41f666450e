/* SPDX-License-Identifier: ISC */
/*
 * What is remembered of a host: how a look changes it, and what can be said of
 * it honestly.  memory.c asks, and changes.c.  Pure: no I/O, no clock, no
 * allocation.
 */
#include "ruptime/memory/past.h"

/* What clocks may differ by: as much, and a thousandth of the time. */
enum { SLACK_S = 60, DRIFT = 1000 };

/* The precision of an uptime in weeks, which procps counts into years of 52. */
enum { WEEK_S = 7 * 86400 };

static bool
is_same_boot(const struct moment *a, const struct moment *b)
{
	return a->boot_id != 0 && a->boot_id == b->boot_id && a->boot_s >= 0 &&
	    b->boot_s >= 0;
}

int64_t
past_elapsed_s(const struct moment *from, const struct moment *to)
{
	if (is_same_boot(from, to))
		return to->boot_s - from->boot_s;
	return to->wall_s - from->wall_s;
}

enum reboot
past_rebooted(int64_t then_s, int64_t then_unit_s, int64_t now_s,
    int64_t now_unit_s, int64_t elapsed_s)
{
	const int64_t coarse =
	    then_unit_s >= WEEK_S && then_unit_s > now_unit_s ? then_unit_s :
								now_unit_s;
	const int64_t most = now_s + coarse + SLACK_S;

	if (then_s < 0 || now_s < 0)
		return REBOOT_UNKNOWN;
	if (most < then_s)
		return REBOOT_YES;
	if (elapsed_s < 0)
		return REBOOT_UNKNOWN;
	if (now_s <= elapsed_s + SLACK_S &&
	    most + elapsed_s / DRIFT < then_s + elapsed_s)
		return REBOOT_YES;
	return REBOOT_NO;
}

/* What was told before stays as it is, only longer ago. */
static void
note_uptime(struct past *p, const struct look *l, int64_t elapsed_s)
{
	if (l->uptime_s >= 0) {
		p->uptime_s = l->uptime_s;
		p->unit_s = l->unit_s;
		p->told_ago_s = 0;
	} else if (p->uptime_s >= 0 && elapsed_s >= 0)
		p->told_ago_s += elapsed_s;
	else
		p->uptime_s = p->unit_s = -1;
}

static enum reboot
look_again(struct past *p, const struct look *l)
{
	const int64_t elapsed_s = past_elapsed_s(&p->up, &l->at);
	const enum reboot rebooted =
	    past_rebooted(p->uptime_s, p->unit_s, l->uptime_s, l->unit_s,
		elapsed_s < 0 ? -1 : elapsed_s + p->told_ago_s);

	if (elapsed_s < 0 && is_same_boot(&p->up, &l->at))
		return rebooted;
	note_uptime(p, l, elapsed_s);
	p->up = l->at;
	return rebooted;
}

enum reboot
past_look(struct past *p, bool known, const struct look *l)
{
	enum reboot rebooted = REBOOT_UNKNOWN;

	if (!known) {
		*p = (struct past){ .up = l->at,
			.uptime_s = l->uptime_s,
			.unit_s = l->uptime_s < 0 ? -1 : l->unit_s };
	} else if (l->up)
		rebooted = look_again(p, l);
	if (l->found)
		p->found = true;
	else if (l->at.wall_s > p->listed_s)
		p->listed_s = l->at.wall_s;
	return rebooted;
}

int64_t
past_last_up_s(const struct past *p, const struct moment *now)
{
	int64_t at = p->up.wall_s, by_boot;

	if (is_same_boot(&p->up, now)) {
		by_boot = now->wall_s - (now->boot_s - p->up.boot_s);
		if (by_boot > at + SLACK_S || by_boot < at - SLACK_S)
			at = by_boot;
	}
	return at < now->wall_s ? at : now->wall_s;
}

void
past_doubt(struct past *p, const struct moment *now)
{
	if (!is_same_boot(&p->up, now) || p->up.boot_s <= now->boot_s + SLACK_S)
		return;
	p->up.boot_s = -1;
	p->up.boot_id = 0;
}

bool
past_keep(struct past *p, const struct moment *now)
{
	if (p->listed_s > now->wall_s)
		p->listed_s = now->wall_s;
	/* As the clock has it now that may have been set; after a boot of ours
	 * nobody knows that any more. */
	p->up.wall_s = past_last_up_s(p, now);
	if (past_elapsed_s(&p->up, now) > PAST_FOUND_S)
		p->found = false;
	return p->found ||
	    (p->listed_s > 0 && now->wall_s - p->listed_s <= PAST_LISTED_S);
}
