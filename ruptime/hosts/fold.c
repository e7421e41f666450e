/* SPDX-License-Identifier: ISC */
/*
 * The opposite of hostrange.c: many names as few words, for a summary of
 * thousands of failed hosts.  listing.c calls it.  Sorted by what they are
 * without one of their numbers, names that differ in it only stand together;
 * each number of a name is tried, and the one that gathers the most varies.
 * Pure: no I/O, no clock.
 */
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "common/hostport.h"
#include "ruptime/hosts/fold.h"
#include "ruptime/hosts/hostrange.h"
#include "ruptime/hosts/natural.h"

/* Numbers of a name, counted from its end, that may vary. */
enum { FOLD_NUMBERS = 8 };

struct member {
	const char *name;
	uint32_t place;         /* of the name, in natural order */
	uint32_t start, digits; /* of the number looked at; none: 0 */
	uint32_t group;         /* the place of the first that differs in it */
	uint32_t most;          /* names that differ in the best number, */
	uint8_t best;           /* and which that is, 1 at the end */
	bool written;
};

static bool
is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static int
by_natural(const void *a, const void *b)
{
	return natural_cmp(((const struct member *)a)->name,
	    ((const struct member *)b)->name);
}

/* By group, and by what is left and right of the number. */
static int
compare(const struct member *a, const struct member *b)
{
	int diff;

	if (a->group != b->group)
		return a->group < b->group ? -1 : 1;
	if (a->start != b->start)
		return a->start < b->start ? -1 : 1;
	if ((a->digits == 0) != (b->digits == 0))
		return a->digits == 0 ? -1 : 1;
	diff = memcmp(a->name, b->name, a->start);
	return diff != 0 ? diff :
			   strcmp(a->name + a->start + a->digits,
			       b->name + b->start + b->digits);
}

static int
by_group(const void *va, const void *vb)
{
	const struct member *a = va, *b = vb;
	int diff = compare(a, b);

	return diff != 0 ? diff : a->place < b->place ? -1 : 1;
}

/*
 * Look at number k of a name from its end; false where it has none.  Of a
 * longer run of digits than a range can hold only the end is a number; no range
 * fits into a path or an IPv6 address.
 */
static bool
look_at(struct member *m, unsigned k)
{
	const char *name = m->name;
	size_t end = strlen(name);
	struct hostport hp;

	m->start = m->digits = m->group = 0;
	if (hostport_split(&hp, name, end) != HOSTPORT_GOOD || hp.ipv6 ||
	    name[0] == '/' || k == 0)
		return false;
	for (; end > 0; end--)
		if (is_digit(name[end - 1]) && !is_digit(name[end]) && --k == 0)
			break;
	while (m->digits < end && m->digits < HOSTRANGE_DIGITS &&
	    is_digit(name[end - m->digits - 1]))
		m->digits++;
	m->start = (uint32_t)end - m->digits;
	return end > 0;
}

/* Bring those together that differ in number k only, or, 0, in their best;
 * false where no name has such a number. */
static bool
gather(struct member *v, size_t n, unsigned k)
{
	size_t i, first, next;
	bool any = false;

	for (i = 0; i < n; i++)
		any = look_at(&v[i], k > 0 ? k : v[i].best) || any;
	qsort(v, n, sizeof(*v), by_group);
	for (first = 0; first < n; first = next) {
		next = first + 1;
		while (next < n && compare(&v[first], &v[next]) == 0)
			next++;
		for (i = first; i < next; i++)
			if (k > 0 && v[i].digits > 0 &&
			    next - first > v[i].most) {
				v[i].most = (uint32_t)(next - first);
				v[i].best = (uint8_t)k;
			}
		for (i = first; k == 0 && i < next; i++)
			v[i].group = v[first].place;
	}
	return any;
}

static uint64_t
value(const struct member *m)
{
	return strtoull(m->name + m->start, NULL, 10);
}

/* Whether low-m counts m next, as it is written, after last. */
static bool
follows(const struct member *low, const struct member *last,
    const struct member *m)
{
	return value(m) == value(last) + 1 &&
	    (m->digits == low->digits ||
		(m->digits > low->digits && m->name[m->start] != '0'));
}

static char *
put_text(char *out, const char *text, size_t len)
{
	memcpy(out, text, len);
	return out + len;
}

/* Numbers of another width, 1 among 01 and 02, are left for another item. */
static char *
put_item(char *out, struct member *low, const struct member *end)
{
	const struct member *last = low;
	struct member *m;

	out = put_text(out, low->name + low->start, low->digits);
	for (m = low + 1; m < end && value(m) <= value(last) + 1; m++)
		if (!m->written && follows(low, last, m)) {
			m->written = true;
			last = m;
		}
	if (last == low)
		return out;
	*out++ = '-';
	return put_text(out, last->name + last->start, last->digits);
}

static char *
put_group(char *out, struct member *m, const struct member *end)
{
	const char *rest = m->name + m->start + m->digits;
	char before = '[';

	if (m + 1 == end)
		return stpcpy(out, m->name);
	out = put_text(out, m->name, m->start);
	for (; m < end; m++) {
		if (m->written)
			continue;
		*out++ = before;
		out = put_item(out, m, end);
		before = ',';
	}
	*out++ = ']';
	return stpcpy(out, rest);
}

/* Each group stands where its first name does. */
static void
put_all(char *out, struct member *v, size_t n)
{
	size_t first, next;

	qsort(v, n, sizeof(*v), by_group);
	for (first = 0; first < n; first = next) {
		next = first + 1;
		while (next < n && v[next].group == v[first].group)
			next++;
		if (first > 0)
			*out++ = ',';
		out = put_group(out, &v[first], &v[next]);
	}
	*out = '\0';
}

char *
fold_names(const char *const *names, size_t n)
{
	struct member *v = calloc(n + 1, sizeof(*v));
	size_t i, kept = 0, size = 1;
	unsigned k = 0;
	char *text;

	if (v == NULL)
		return NULL;
	for (i = 0; i < n; i++)
		v[i].name = names[i];
	qsort(v, n, sizeof(*v), by_natural);
	for (i = 0; i < n; i++)
		if (i == 0 || strcmp(v[i].name, v[kept - 1].name) != 0) {
			/* At most all of it, a comma and brackets. */
			size += strlen(v[i].name) + 3;
			v[kept] = v[i];
			v[kept].place = (uint32_t)kept;
			kept++;
		}
	while (++k <= FOLD_NUMBERS && gather(v, kept, k))
		continue;
	gather(v, kept, 0);
	text = malloc(size);
	if (text != NULL)
		put_all(text, v, kept);
	free(v);
	return text;
}
