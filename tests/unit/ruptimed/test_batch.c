/* SPDX-License-Identifier: ISC */
/*
 * Group commit: a client is answered only by a run that started no earlier
 * than max-age before it was accepted (with 0: after it), no two runs overlap,
 * everyone is answered by the first run that may answer, an error answers only
 * those who waited for it, and with max-age > 0 at most one successful run
 * starts per max-age.
 *
 * Random schedules are held against that sentence. It is put to the whole
 * history when that is over, and knows nothing of how the module decides.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "ruptimed/batch.h"

#define LEN(a) (sizeof(a) / sizeof((a)[0]))
#define SECOND UINT64_C(1000000)

enum { EVENTS = 60, SCHEDULES = 4000 };

/* Whatever happens has the next number, so that events of the same
 * microsecond have an order too. */
struct a_run {
	uint64_t started_us;
	unsigned started, ended;
	bool good;
};

struct a_client {
	uint64_t accepted_us;
	unsigned accepted;
	uint64_t told; /* the run that batch_join() named, by its number */
	bool at_once;
};

/* Runs are numbered from 1: runs[0] is not used. */
struct history {
	struct batch batch;
	uint64_t now_us, max_age_us;
	unsigned event;
	bool running;
	struct a_run runs[EVENTS + 4];
	size_t run_count;
	struct a_client clients[EVENTS];
	size_t client_count;
};

/* Numbers that do not depend on the C library, to name a schedule by. */
static uint64_t
next_random(uint64_t *seed)
{
	*seed ^= *seed << 13;
	*seed ^= *seed >> 7;
	*seed ^= *seed << 17;
	return *seed >> 11;
}

static bool
is_fresh_for(const struct history *h, const struct a_run *r,
    const struct a_client *c)
{
	uint64_t earliest = 0;

	if (h->max_age_us == 0)
		return r->started > c->accepted;
	if (c->accepted_us > h->max_age_us)
		earliest = c->accepted_us - h->max_age_us;
	return r->started_us >= earliest;
}

static bool
may_answer(const struct history *h, const struct a_run *r,
    const struct a_client *c)
{
	return is_fresh_for(h, r, c) && (r->good || r->ended > c->accepted);
}

/* The whole history is known: everyone is answered by the first run that may
 * answer. */
static void
check_client(const struct history *h, const struct a_client *c)
{
	size_t i = 1;

	while (i <= h->run_count && !may_answer(h, &h->runs[i], c))
		i++;
	if (i > h->run_count)
		fail_msg("a client is left without an answer");
	if (c->told != i)
		fail_msg("run %llu, not %zu, answers the client of event %u",
		    (unsigned long long)c->told, i, c->accepted);
	if (c->at_once != (h->runs[i].ended < c->accepted))
		fail_msg("the client of event %u %s", c->accepted,
		    c->at_once ? "can't be answered yet" : "waits for nothing");
}

static void
check_rate(const struct history *h)
{
	const struct a_run *last = NULL;
	size_t i;

	for (i = 1; i <= h->run_count; i++) {
		const struct a_run *r = &h->runs[i];

		if (!r->good)
			continue;
		if (last != NULL && h->max_age_us > 0 &&
		    r->started_us - last->started_us <= h->max_age_us)
			fail_msg("two good runs within max-age");
		last = r;
	}
}

static void
arrive(struct history *h)
{
	struct a_client *c = &h->clients[h->client_count++];

	c->accepted_us = h->now_us;
	c->accepted = h->event++;
	c->told = batch_join(&h->batch, h->now_us);
	c->at_once = c->told == BATCH_NOW;
	if (c->at_once)
		c->told = h->run_count;
}

static void
start(struct history *h)
{
	h->run_count++;
	h->runs[h->run_count].started_us = h->now_us;
	h->runs[h->run_count].started = h->event++;
	h->running = true;
	batch_start(&h->batch, h->now_us);
}

static void
finish(struct history *h, bool good)
{
	struct a_run *r = &h->runs[h->run_count];

	r->ended = h->event++;
	r->good = good;
	h->running = false;
	assert_true(batch_finish(&h->batch, good) == h->run_count);
}

/* Time stands still, creeps, or comes to either side of a max-age that began
 * now or with the latest run. */
static void
pass_time(struct history *h, uint64_t *seed)
{
	uint64_t age = h->max_age_us < 100 * SECOND ? h->max_age_us : SECOND;
	uint64_t border = h->runs[h->run_count].started_us + age;

	switch (next_random(seed) % 8) {
	case 0:
		h->now_us += next_random(seed) % 3;
		break;
	case 1:
		h->now_us += age - 1 + next_random(seed) % 3;
		break;
	case 2:
		border += next_random(seed) % 3 - 1;
		if (border > h->now_us)
			h->now_us = border;
		break;
	case 3:
		h->now_us += next_random(seed) % (age / 4 + 1);
		break;
	case 4:
		if (next_random(seed) % 8 == 0)
			h->now_us += next_random(seed) % (100 * SECOND);
		break;
	}
}

/* What the server does: it starts a run where one is wanted, soon or later. */
static void
take_turn(struct history *h, uint64_t *seed, unsigned failures)
{
	bool good = next_random(seed) % 4 >= failures;

	if (batch_wants_run(&h->batch) && next_random(seed) % 2)
		start(h);
	else if (h->running && next_random(seed) % 3 == 0)
		finish(h, good);
	else if (h->client_count < LEN(h->clients))
		arrive(h);
	if (h->running && batch_wants_run(&h->batch))
		fail_msg("runs overlap");
}

static void
finish_all(struct history *h)
{
	if (h->running)
		finish(h, true);
	while (batch_wants_run(&h->batch)) {
		assert_true(h->run_count + 1 < LEN(h->runs));
		start(h);
		finish(h, true);
	}
}

/* As the server does, perhaps, with a trial run that nobody waits for. */
static void
run_schedule(uint64_t max_age_us, uint64_t seed)
{
	struct history h = { .max_age_us = max_age_us, .event = 1 };
	unsigned failures = (unsigned)(next_random(&seed) % 5);
	size_t i;

	h.now_us = next_random(&seed) % 3 * SECOND;
	batch_init(&h.batch, max_age_us);
	assert_false(batch_wants_run(&h.batch));
	if (next_random(&seed) % 2)
		start(&h);
	for (i = 0; i < EVENTS; i++) {
		pass_time(&h, &seed);
		take_turn(&h, &seed, failures);
	}
	finish_all(&h);
	for (i = 0; i < h.client_count; i++)
		check_client(&h, &h.clients[i]);
	check_rate(&h);
	assert_true(h.run_count <= h.client_count + 1);
}

static void
test_the_freshness_rule_holds_in_random_schedules(void **state)
{
	static const uint64_t max_ages[] = { 0, 1, 2, 1000, SECOND, 60 * SECOND,
		86400 * SECOND, UINT64_MAX };
	uint64_t seed;
	size_t i;

	(void)state;
	for (i = 0; i < LEN(max_ages); i++)
		for (seed = 1; seed <= SCHEDULES; seed++)
			run_schedule(max_ages[i], seed * 0x9e3779b97f4a7c15);
}

static void
test_a_fresh_text_answers_at_once(void **state)
{
	struct batch b;

	(void)state;
	batch_init(&b, SECOND);
	batch_start(&b, 5 * SECOND);
	batch_finish(&b, true);
	assert_int_equal(batch_join(&b, 5 * SECOND), BATCH_NOW);
	assert_int_equal(batch_join(&b, 6 * SECOND), BATCH_NOW);
	assert_false(batch_wants_run(&b));
	assert_int_equal(batch_join(&b, 6 * SECOND + 1), 2);
	assert_true(batch_wants_run(&b));
}

static void
test_who_waits_at_the_same_time_shares_a_run(void **state)
{
	struct batch b;

	(void)state;
	batch_init(&b, SECOND);
	assert_int_equal(batch_join(&b, 0), 1);
	assert_int_equal(batch_join(&b, 1), 1);
	batch_start(&b, 2);
	assert_int_equal(batch_join(&b, 3), 1);
	assert_int_equal(batch_join(&b, SECOND + 2), 1);
	assert_false(batch_wants_run(&b));
	/* It started too early for this one, which waits for the next. */
	assert_int_equal(batch_join(&b, SECOND + 3), 2);
	assert_false(batch_wants_run(&b));
	assert_int_equal(batch_finish(&b, true), 1);
	assert_true(batch_wants_run(&b));
}

static void
test_max_age_0_takes_only_runs_begun_later(void **state)
{
	struct batch b;

	(void)state;
	batch_init(&b, 0);
	assert_int_equal(batch_join(&b, 7), 1);
	batch_start(&b, 7);
	assert_int_equal(batch_join(&b, 7), 2);
	assert_int_equal(batch_join(&b, 7), 2);
	assert_int_equal(batch_finish(&b, true), 1);
	assert_int_equal(batch_join(&b, 7), 2);
	batch_start(&b, 7);
	assert_int_equal(batch_join(&b, 7), 3);
}

static void
test_an_error_answers_only_those_who_waited(void **state)
{
	struct batch b;

	(void)state;
	batch_init(&b, SECOND);
	assert_int_equal(batch_join(&b, 0), 1);
	batch_start(&b, 0);
	assert_int_equal(batch_join(&b, 1), 1);
	assert_int_equal(batch_finish(&b, false), 1);
	assert_false(batch_wants_run(&b));
	assert_int_equal(batch_join(&b, 1), 2);
	assert_true(batch_wants_run(&b));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_a_fresh_text_answers_at_once),
		cmocka_unit_test(test_who_waits_at_the_same_time_shares_a_run),
		cmocka_unit_test(test_max_age_0_takes_only_runs_begun_later),
		cmocka_unit_test(test_an_error_answers_only_those_who_waited),
		cmocka_unit_test(
		    test_the_freshness_rule_holds_in_random_schedules),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
