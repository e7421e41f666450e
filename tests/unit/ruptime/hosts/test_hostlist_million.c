/* SPDX-License-Identifier: ISC */
/* Long host lists, and folding them: time, memory, and none left. */
#include <sys/resource.h>
#include <errno.h>
#include <time.h>
#include <unistd.h>

#include "ruptime/hosts/fold.h"
#include "tests/unit/heap.h"
#include "tests/unit/ruptime/hosts/hostlist.h"

static void
test_a_million_hosts_are_quick_and_small(void **state)
{
	const size_t before = heap_in_use(), names = 12890000;
	const clock_t start = clock();
	struct hostlist *hl = new_list(false);
	size_t i, full;

	(void)state;
	add(hl, "node[0-999999]-rk");
	full = heap_in_use() - before;
	assert_true(hostlist_exclude(hl, "node[0-999999]-rk:80"));
	hostlist_finish(hl);
	assert_int_equal(hostlist_count(hl), 1000000);
	for (i = 0; i < 1000000; i += 99999)
		assert_int_equal(atol(hostlist_get(hl, i).host + 4), i);
	assert_true(clock() - start < 5 * CLOCKS_PER_SEC);
	if (!SANITIZED) {
		assert_true(full < names + 64 * 1000000);
		assert_true(heap_in_use() - before < names + 20 * 1000000);
	}
	hostlist_free(hl);
}

/* So many that what grows with their square takes far more than a second. */
#define MANY 200000

static char *
make_big_file(size_t *len)
{
	char *text = malloc(20 * MANY), *p = text;
	unsigned long i;

	assert_non_null(text);
	for (i = 0; i < MANY; i++)
		p += sprintf(p, "host%lu:4000\n", i * 7919 % MANY);
	*len = (size_t)(p - text);
	return text;
}

static void
test_a_file_of_many_lines_is_quick(void **state)
{
	struct hostlist *hl = new_list(false);
	size_t len;
	char *text = make_big_file(&len);
	const clock_t start = clock();

	(void)state;
	assert_true(hostlist_add_file(hl, "hosts", text, len));
	hostlist_finish(hl);
	assert_int_equal(hostlist_count(hl), MANY);
	assert_string_equal(hostlist_get(hl, MANY - 1).host, "host192081");
	assert_true(clock() - start < CLOCKS_PER_SEC);
	hostlist_free(hl);
	free(text);
}

static void
need_own_heap(void)
{
	if (SANITIZED) {
		print_message("needs the C library's own heap\n");
		skip();
	}
}

/* Lets the process have only so many more bytes; 0: as before. */
static void
limit_memory(size_t more)
{
	static struct rlimit before;
	struct rlimit now;
	unsigned long pages = 0;
	FILE *f;

	if (more == 0) {
		setrlimit(RLIMIT_AS, &before);
		return;
	}
	f = fopen("/proc/self/statm", "r");
	assert_non_null(f);
	assert_int_equal(fscanf(f, "%lu", &pages), 1);
	fclose(f);
	getrlimit(RLIMIT_AS, &before);
	now = before;
	now.rlim_cur = pages * (rlim_t)sysconf(_SC_PAGESIZE) + more;
	setrlimit(RLIMIT_AS, &now);
}

static void
test_a_list_that_finds_no_memory_says_so(void **state)
{
	struct hostlist *hl;
	int kb, refused = 0;
	bool ok;

	(void)state;
	need_own_heap();
	for (kb = 64; kb <= 64 << 10; kb *= 2) {
		hl = new_list(false);
		limit_memory((size_t)kb << 10);
		ok = hostlist_add(hl, "node[0-99999]");
		limit_memory(0);
		if (ok) {
			hostlist_finish(hl);
			assert_int_equal(hostlist_count(hl), 100000);
			hostlist_free(hl);
		} else {
			refused++;
			assert_message(hl, "node[0-99999]: out of memory", "^");
		}
	}
	assert_in_range(refused, 3, 8);
}

/* The texts of n hosts, in disorder, n no multiple of 7919. */
static const char **
make_names(struct hostlist *hl, const char *operand, size_t n)
{
	const char **names = calloc(n, sizeof(*names));
	size_t i;

	assert_non_null(names);
	add(hl, operand);
	hostlist_finish(hl);
	assert_int_equal(hostlist_count(hl), n);
	for (i = 0; i < n; i++)
		names[i] = hostlist_get(hl, i * 7919 % n).text;
	return names;
}

static void
test_many_names_fold_quickly(void **state)
{
	struct hostlist *hl = new_list(false);
	const char **names = make_names(hl, "node[0-199999]", MANY);
	const clock_t start = clock();
	char *text = fold_names(names, MANY);

	(void)state;
	assert_non_null(text);
	assert_string_equal(text, "node[0-199999]");
	assert_true(clock() - start < 3 * CLOCKS_PER_SEC);
	free(text);
	free(names);
	hostlist_free(hl);
}

static void
test_folding_that_finds_no_memory_for_its_text_fails(void **state)
{
	static char x[3001];
	const char *names[3000];
	int mb, failed = 0;
	size_t i;
	char *text;

	(void)state;
	need_own_heap();
	memset(x, 'x', 3000);
	for (i = 0; i < 3000; i++)
		names[i] = x + i;
	for (mb = 1; mb <= 32; mb *= 2) {
		limit_memory((size_t)mb << 20);
		text = fold_names(names, 3000);
		limit_memory(0);
		if (text != NULL)
			assert_int_equal(strlen(text), 3000 * 3001 / 2 + 2999);
		else
			failed++;
		free(text);
	}
	assert_in_range(failed, 2, 5);
}

static void
test_folding_that_finds_no_memory_fails(void **state)
{
	struct hostlist *hl;
	const char **names;
	int kb, failed = 0;
	char *text;

	(void)state;
	need_own_heap();
	hl = new_list(false);
	names = make_names(hl, "node[0-99999]", 100000);
	for (kb = 64; kb <= 64 << 10; kb *= 2) {
		errno = 0;
		limit_memory((size_t)kb << 10);
		text = fold_names(names, 100000);
		limit_memory(0);
		if (text != NULL)
			assert_string_equal(text, "node[0-99999]");
		else {
			assert_int_equal(errno, ENOMEM);
			failed++;
		}
		free(text);
	}
	assert_in_range(failed, 3, 8);
	free(names);
	hostlist_free(hl);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_a_million_hosts_are_quick_and_small),
		cmocka_unit_test(test_a_file_of_many_lines_is_quick),
		cmocka_unit_test(test_many_names_fold_quickly),
		cmocka_unit_test(test_a_list_that_finds_no_memory_says_so),
		cmocka_unit_test(test_folding_that_finds_no_memory_fails),
		cmocka_unit_test(
		    test_folding_that_finds_no_memory_for_its_text_fails),
	};

	/* What is freed goes back to the system, so that limits mean it. */
	mallopt(M_MMAP_THRESHOLD, 32 << 10);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
