/* SPDX-License-Identifier: ISC */
/* Whose turn it is to be asked. */
#ifndef RUPTIME_TURNS_H
#define RUPTIME_TURNS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "ruptime/ask/pace.h"
#include "ruptime/ask/ring.h"

/*
 * Linux keeps an address whose machine does not answer for three seconds in a
 * table of 1024 neighbours, and one that does for five; for what does not fit
 * nothing is sent.  This is how many addresses of networks are begun in how
 * long, and how many are asked at once.
 */
enum { TURNS_SEARCH_MAX = 256, TURNS_SEARCH_US = 1500 * 1000 };

/* Begins zeroed. */
struct turns {
	size_t listed_count;   /* in all: those behind them are searched, */
	size_t searched_count; /* and those behind these as those listed */
	struct ring listed, searched;
	size_t searching, window;
	bool is_paced;
	struct pace pace;
};

/*
 * For so many hosts that are listed, numbers from 0, and behind them so many
 * addresses of networks, of which fanout are asked at once, or where it is 0,
 * as many as above.  Behind these may come so many that are late, and are asked
 * as if they were listed.  False with errno ENOMEM, and turns_fini() is due all
 * the same.
 */
bool turns_init(struct turns *t, size_t listed, size_t searched, size_t late,
    unsigned fanout);

/* Number i waits; each may do so once. */
void turns_put(struct turns *t, size_t i);

/* How many wait. */
size_t turns_waiting(const struct turns *t);

/* Whether it is anybody's turn. */
bool turns_any(const struct turns *t, uint64_t now_us);

/* In how long it will be somebody's turn where it is nobody's; 0: that depends
 * on others. */
uint64_t turns_wait_us(const struct turns *t, uint64_t now_us);

/* Whose turn it is, if it is anybody's; he does not wait any more. */
size_t turns_take(struct turns *t, uint64_t now_us);

/* Number i has been asked. */
void turns_done(struct turns *t, size_t i);

void turns_fini(struct turns *t);

#endif
