/* SPDX-License-Identifier: ISC */
/* The names of addresses that have answered: nothing is left of a look-up. */
#include <event2/event.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <unistd.h>
#include <cmocka.h>

#include "ruptime/ask/context.h"
#include "ruptime/ask/naming.h"
#include "ruptime/ask/resolver.h"
#include "tests/unit/heap.h"

enum { MANY = 500, LITTLE = 20000, PATIENCE_MS = 60000 };

static int done;

static void
on_named(void *arg, const char *name)
{
	(void)arg;
	(void)name;
	done++;
}

/* Whether it has a name is the system's to say. */
static void
look_up(const struct context *c)
{
	const int before = done;

	assert_non_null(
	    naming_start(c, "127.0.0.1", PATIENCE_MS, on_named, NULL));
	while (done == before)
		event_base_loop(c->base, EVLOOP_ONCE);
	assert_int_equal(done, before + 1);
}

static void
test_nothing_is_left_of_an_address(void **state)
{
	static const struct resolver_calls calls = { NULL, NULL };
	struct context c = { 0 };
	size_t before;
	int i;

	(void)state;
	assert_true(context_open(&c, &calls));
	assert_null(naming_start(&c, "localhost", PATIENCE_MS, on_named, NULL));
	for (i = 0; i < 10; i++)
		look_up(&c);
	before = heap_in_use();
	for (i = 0; i < MANY; i++)
		look_up(&c);
	assert_true(heap_in_use() - before < LITTLE);
	context_close(&c);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_nothing_is_left_of_an_address),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
