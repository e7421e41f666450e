/* SPDX-License-Identifier: ISC */
/* Folded names: short to read, and exactly the same hosts. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "ruptime/hosts/fold.h"
#include "ruptime/hosts/hostlist.h"
#include "ruptime/hosts/natural.h"

static int
cmp_names(const void *a, const void *b)
{
	return natural_cmp(*(const char *const *)a, *(const char *const *)b);
}

/* The texts of all hosts of a list, to be freed with free(). */
static const char **
texts(const struct hostlist *hl)
{
	const char **names = calloc(hostlist_count(hl) + 1, sizeof(*names));
	size_t i;

	assert_non_null(names);
	for (i = 0; i < hostlist_count(hl); i++)
		names[i] = hostlist_get(hl, i).text;
	return names;
}

static struct hostlist *
expand(const char *operand)
{
	const bool path = strchr(operand, '/') != NULL;
	const struct hostpart_rules rules = { .strict = !path };
	struct hostlist *hl = hostlist_new("", 4000, &rules);

	assert_non_null(hl);
	if (operand[0] != '\0' && !hostlist_add(hl, operand))
		fail_msg("%s", hostlist_error(hl));
	hostlist_finish(hl);
	return hl;
}

static void
shuffle(const char **names, size_t n)
{
	const char *tmp;
	size_t i, j;

	for (i = n; i > 1; i--) {
		j = (size_t)rand() % i;
		tmp = names[i - 1];
		names[i - 1] = names[j];
		names[j] = tmp;
	}
}

static void
folds_names(const char *const *names, size_t n, const char *expected)
{
	char *text = fold_names(names, n);

	assert_non_null(text);
	assert_string_equal(text, expected);
	free(text);
}

/* Folds the hosts that an operand stands for, in random order. */
static void
folds(const char *operand, const char *expected)
{
	struct hostlist *hl = expand(operand);
	const char **names = texts(hl);

	shuffle(names, hostlist_count(hl));
	folds_names(names, hostlist_count(hl), expected);
	free(names);
	hostlist_free(hl);
}

static void
test_neighbours_become_ranges(void **state)
{
	(void)state;
	folds("node17,node3,node18,other,node20,node19", "node[3,17-20],other");
	folds("b2,b1,a", "a,b[1-2]");
	folds("n8,n9,n10,n11", "n[8-11]");
	folds("node1", "node1");
	folds("1,2,3", "[1-3]");
	folds("10.0.0.[1-254]", "10.0.0.[1-254]");
	folds("10.0.[0-255].1,10.0.7.2", "10.0.[0-255].1,10.0.7.2");
	folds("", "");
}

static void
test_leading_zeros_are_kept(void **state)
{
	(void)state;
	folds("n[08-11]", "n[08-11]");
	folds("n[098-101]", "n[098-101]");
	folds("n[98-101]", "n[98-101]");
	folds("n099,n100,n0101", "n[099-100,0101]");
	folds("n[01-02],n[1-2]", "n[01-02,1-2]");
	folds("n9,n10,n09,n010", "n[09-10,9,010]");
	folds("n0,n00,n000", "n[0,00,000]");
}

static void
test_one_number_varies_in_a_group(void **state)
{
	(void)state;
	folds("node[01-16]-rack[1-3]",
	    "node[01-16]-rack1,node[01-16]-rack2,"
	    "node[01-16]-rack3");
	folds("r[1-3]n[1-3]", "r1n[1-3],r2n[1-3],r3n[1-3]");
	folds("web[1-9].k8s.eu2.example.com:4001",
	    "web[1-9].k8s.eu2.example.com:4001");
	folds("h:[4001-4003],g:4001", "g:4001,h:[4001-4003]");
	folds("n2,n10x,n1,n9x", "n[1-2],n[9-10]x");
}

static void
test_what_takes_no_range_stays(void **state)
{
	static const char *const paths[] = { "/run/u2", "/run/u1" };

	(void)state;
	folds("fe80::1,fe80::2", "fe80::1,fe80::2");
	folds("[::1]:1,[::1]:2", "[::1]:1,[::1]:2");
	folds("fe80::1%eth0,fe80::1%eth1", "fe80::1%eth0,fe80::1%eth1");
	folds("node2,node1,/run/u1", "/run/u1,node[1-2]");
	folds_names(paths, 2, "/run/u1,/run/u2");
}

static void
test_numbers_of_any_length_fold(void **state)
{
	(void)state;
	folds("n999999999999999998,n999999999999999999",
	    "n[999999999999999998-999999999999999999]");
	folds("n1999999999999999999,n2000000000000000000",
	    "n1999999999999999999,n2000000000000000000");
	folds("n1000000000000000000,n2000000000000000000",
	    "n1000000000000000000,n2000000000000000000");
	folds("n1000000000000000000,n1000000000000000001",
	    "n1[000000000000000000-000000000000000001]");
	folds("a1b2c3d4e5f6g7h8i9,a2b2c3d4e5f6g7h8i9",
	    "a1b2c3d4e5f6g7h8i9,a2b2c3d4e5f6g7h8i9");
	folds("a1b2c3d4e5f6g7h8,a2b2c3d4e5f6g7h8", "a[1-2]b2c3d4e5f6g7h8");
}

static void
test_a_name_given_twice_is_written_once(void **state)
{
	static const char *const names[] = { "n2", "n1", "n2", "x", "x" };

	(void)state;
	folds_names(names, 5, "n[1-2],x");
}

/* Few letters and short numbers, so that many names are neighbours. */
static void
make_name(char name[32])
{
	static const char *const part[] = { "n", "a-b", ".x", "r", "" };

	if (rand() % 16 == 0) {
		snprintf(name, 32, "fe80::%x", (unsigned)rand() % 32);
		return;
	}
	snprintf(name, 32, "%s%0*d%s", part[rand() % 5], rand() % 4,
	    rand() % 24, part[rand() % 5]);
	if (rand() % 3 == 0)
		snprintf(name + strlen(name), 8, "%0*d", rand() % 3,
		    rand() % 12);
	if (rand() % 4 == 0)
		snprintf(name + strlen(name), 8, ":%d", 1 + rand() % 9);
}

static void
test_unfolding_gives_back_the_same_hosts(void **state)
{
	static char name[400][32];
	const char *names[400], **unfolded;
	struct hostlist *hl;
	size_t i, n, kept;
	char *text;
	int round;

	(void)state;
	srand(3);
	for (round = 0; round < 500; round++) {
		n = 1 + (size_t)rand() % 400;
		for (i = 0; i < n; i++) {
			make_name(name[i]);
			names[i] = name[i];
		}
		text = fold_names(names, n);
		hl = expand(text);
		unfolded = texts(hl);
		qsort(unfolded, hostlist_count(hl), sizeof(*unfolded),
		    cmp_names);
		qsort(names, n, sizeof(*names), cmp_names);
		for (i = kept = 0; i < n; i++)
			if (i == 0 || strcmp(names[i], names[i - 1]) != 0)
				names[kept++] = names[i];
		assert_int_equal(hostlist_count(hl), kept);
		for (i = 0; i < kept; i++)
			assert_string_equal(unfolded[i], names[i]);
		free(unfolded);
		free(text);
		hostlist_free(hl);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_neighbours_become_ranges),
		cmocka_unit_test(test_leading_zeros_are_kept),
		cmocka_unit_test(test_one_number_varies_in_a_group),
		cmocka_unit_test(test_what_takes_no_range_stays),
		cmocka_unit_test(test_numbers_of_any_length_fold),
		cmocka_unit_test(test_a_name_given_twice_is_written_once),
		cmocka_unit_test(test_unfolding_gives_back_the_same_hosts),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
