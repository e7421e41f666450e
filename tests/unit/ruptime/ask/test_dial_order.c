/* SPDX-License-Identifier: ISC */
/*
 * The order in which the addresses of a host are tried: families alternate,
 * and nothing else of the resolver's order changes (RFC 8305 section 4).
 */
#include <arpa/inet.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "ruptime/ask/dial.h"

enum { LIST_MAX = 64 };

/* A resolver's list; an address is known by its port, which is its place. */
struct list {
	struct addrinfo ai[LIST_MAX];
	struct dial_address addresses[LIST_MAX];
};

/* families holds '4' and '6', and 'u' for a family of neither kind. */
static const struct addrinfo *
make_list(struct list *l, const char *families)
{
	size_t i, n = strlen(families);

	memset(l, 0, sizeof(*l));
	assert_true(n <= LIST_MAX);
	for (i = 0; i < n; i++) {
		struct dial_address *a = &l->addresses[i];
		struct addrinfo *ai = &l->ai[i];

		a->len =
		    families[i] == '4' ? sizeof(a->u.in) : sizeof(a->u.in6);
		a->u.sa.sa_family = families[i] == '4' ? AF_INET :
		    families[i] == '6'                 ? AF_INET6 :
							 AF_UNIX;
		a->u.in.sin_port = htons((uint16_t)i);
		ai->ai_family = a->u.sa.sa_family;
		ai->ai_addr = &a->u.sa;
		ai->ai_addrlen = a->len;
		ai->ai_next = i + 1 < n ? ai + 1 : NULL;
	}
	return n > 0 ? l->ai : NULL;
}

/* Those of the first family and the others in two heaps, then by turns. */
static void
slow_order(const char *families, size_t order[static LIST_MAX])
{
	size_t heap[2][LIST_MAX], count[2] = { 0, 0 }, taken[2] = { 0, 0 };
	size_t i, turn = 0, n = strlen(families);

	for (i = 0; i < n; i++) {
		size_t which = families[i] != families[0];

		heap[which][count[which]++] = i;
	}
	for (i = 0; i < n; turn = 1 - turn)
		if (taken[turn] < count[turn])
			order[i++] = heap[turn][taken[turn]++];
}

static void
check_order(const char *families)
{
	size_t order[LIST_MAX], count = 12345, i;
	struct dial_address *v;
	struct list l;

	v = dial_order(make_list(&l, families), &count);
	assert_non_null(v);
	assert_int_equal(count, strlen(families));
	slow_order(families, order);
	for (i = 0; i < count; i++) {
		const struct dial_address *expected = &l.addresses[order[i]];

		assert_int_equal(v[i].len, expected->len);
		if (memcmp(&v[i].u, &expected->u, expected->len) != 0)
			fail_msg("%s: %u comes %zuth", families,
			    ntohs(v[i].u.in.sin_port), i);
	}
	free(v);
}

static void
check_places(const char *families, const char *expected)
{
	struct dial_address *v;
	char places[LIST_MAX + 1] = "";
	struct list l;
	size_t count, i;

	v = dial_order(make_list(&l, families), &count);
	assert_non_null(v);
	for (i = 0; i < count; i++)
		places[i] = (char)('0' + ntohs(v[i].u.in.sin_port));
	assert_string_equal(places, expected);
	free(v);
}

static void
test_families_alternate(void **state)
{
	(void)state;
	check_places("", "");
	check_places("4", "0");
	check_places("444", "012");
	check_places("46", "01");
	check_places("4466", "0213");
	check_places("666644", "041523");
	check_places("4666", "0123");
	check_places("6444466", "0152634");
	check_places("4u64", "0132");
}

static void
test_random_lists_are_ordered_alike(void **state)
{
	char families[LIST_MAX + 1];
	size_t i, len;
	int round;

	(void)state;
	srand(1);
	for (round = 0; round < 5000; round++) {
		len = (size_t)rand() % (LIST_MAX + 1);
		for (i = 0; i < len; i++)
			families[i] = rand() % (1 + round % 5) ? '6' : '4';
		families[len] = '\0';
		check_order(families);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_families_alternate),
		cmocka_unit_test(test_random_lists_are_ordered_alike),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
