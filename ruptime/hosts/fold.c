/* SPDX-License-Identifier: ISC */
/*
 * The opposite of hostrange.c: many names as few words, for a summary of
 * thousands of failed hosts. table.c calls it.
 * Every number in a name could be the one that varies, so each name belongs
 * to as many candidate groups, which are the name without that number. It
 * then joins the largest. All work is linear but the sort.
 * Pure: no I/O, no clock.
 */
#include <errno.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "ruptime/hosts/fold.h"
#include "ruptime/hosts/hostrange.h"
#include "ruptime/hosts/natural.h"

/* Numbers of a name, counted from its end, that may vary. */
#define FOLD_NUMBERS 8

/* The end of a list of members. */
#define FOLD_NONE UINT32_MAX

/*
 * A number in a name, which stands for the name without it: the candidate
 * group of all names that differ in this number only.
 */
struct fold_number {
	const char *name;
	uint32_t start;
	uint16_t digits;
	uint16_t left; /* numbers left of it that may still be tried */
};

/* The same number in another member of its group. */
struct fold_value {
	const char *text;
	size_t digits;
	uint64_t value;
};

struct fold_group {
	struct fold_number model; /* in the first name that fits */
	uint32_t candidates;      /* names that fit */
	uint32_t first, last;     /* names that joined, ascending */
};

struct fold_member {
	const char *name;
	uint32_t next;  /* in its group */
	uint32_t group; /* FOLD_NONE: not folded */
};

struct fold {
	struct fold_member *member; /* in natural order */
	size_t nmember;
	struct fold_group *group;
	size_t ngroup;
	uint32_t *slot; /* hash table of groups, counted from 1; 0: free */
	size_t nslot;
	uint64_t seed; /* of the hash, as in hostset.c */
	char *text;
	size_t used, size;
	bool failed; /* to find memory for text */
};

static bool
fold_isdigit(char c)
{
	return c >= '0' && c <= '9';
}

/* Whether brackets in name would be ranges: not in a path or IPv6 address. */
static bool
fold_takes_ranges(const char *name)
{
	const char *colon = strchr(name, ':');

	return name[0] != '/' &&
	    (colon == NULL || strchr(colon + 1, ':') == NULL);
}

/* Before the rightmost number of name, and of none where no range fits. */
static struct fold_number
fold_start(const char *name)
{
	struct fold_number num = { .name = name, .left = FOLD_NUMBERS };

	if (fold_takes_ranges(name))
		num.start = (uint32_t)strlen(name);
	return num;
}

/*
 * Moves num to the number left of it, if there is one. Of a longer run of
 * digits than a range can hold only the end is the number.
 */
static bool
fold_next_number(struct fold_number *num)
{
	const char *name = num->name;
	uint32_t end = num->start;

	if (num->digits > 0)
		while (end > 0 && fold_isdigit(name[end - 1]))
			end--;
	while (end > 0 && !fold_isdigit(name[end - 1]))
		end--;
	if (end == 0 || num->left == 0)
		return false;
	num->left--;
	num->start = end - 1;
	while (num->start > 0 && end - num->start < HOSTRANGE_DIGITS &&
	    fold_isdigit(name[num->start - 1]))
		num->start--;
	num->digits = (uint16_t)(end - num->start);
	return true;
}

/* FNV-1a of the name without the number. */
static size_t
fold_hash(const struct fold *f, const struct fold_number *num)
{
	uint64_t hash = f->seed;
	const char *p;

	for (p = num->name; *p != '\0'; p++) {
		if (p == num->name + num->start) {
			p += num->digits - 1;
			hash ^= 0x100;
		} else
			hash ^= (unsigned char)*p;
		hash *= 0x100000001b3;
	}
	return (size_t)(hash ^ hash >> 32);
}

static bool
fold_equal(const struct fold_number *a, const struct fold_number *b)
{
	return a->start == b->start &&
	    memcmp(a->name, b->name, a->start) == 0 &&
	    strcmp(a->name + a->start + a->digits,
		b->name + b->start + b->digits) == 0;
}

/* The candidate group that num stands for, made if there is none yet. */
static struct fold_group *
fold_find(struct fold *f, const struct fold_number *num)
{
	struct fold_group *g;
	size_t i;

	for (i = fold_hash(f, num) & (f->nslot - 1); f->slot[i] != 0;
	     i = (i + 1) & (f->nslot - 1)) {
		g = &f->group[f->slot[i] - 1];
		if (fold_equal(&g->model, num))
			return g;
	}
	g = &f->group[f->ngroup++];
	f->slot[i] = (uint32_t)f->ngroup;
	g->model = *num;
	g->candidates = 0;
	g->first = g->last = FOLD_NONE;
	return g;
}

/* Finds all candidate groups of all members and counts their names. */
static bool
fold_count_candidates(struct fold *f)
{
	struct fold_number num;
	size_t i, most = 0;

	for (i = 0; i < f->nmember; i++)
		for (num = fold_start(f->member[i].name);
		     fold_next_number(&num);)
			most++;
	f->nslot = 2;
	while (f->nslot < 2 * most)
		f->nslot *= 2;
	f->slot = calloc(f->nslot, sizeof(*f->slot));
	f->group = reallocarray(NULL, most + 1, sizeof(*f->group));
	if (f->slot == NULL || f->group == NULL)
		return false;
	for (i = 0; i < f->nmember; i++)
		for (num = fold_start(f->member[i].name);
		     fold_next_number(&num);)
			fold_find(f, &num)->candidates++;
	return true;
}

/* Member i joins its largest candidate group, of equals the rightmost. */
static void
fold_join(struct fold *f, uint32_t i)
{
	struct fold_member *m = &f->member[i];
	struct fold_group *g, *best = NULL;
	struct fold_number num = fold_start(m->name);

	m->next = m->group = FOLD_NONE;
	while (fold_next_number(&num)) {
		g = fold_find(f, &num);
		if (best == NULL || g->candidates > best->candidates)
			best = g;
	}
	if (best == NULL)
		return;
	if (best->first == FOLD_NONE)
		best->first = i;
	else
		f->member[best->last].next = i;
	best->last = i;
	m->group = (uint32_t)(best - f->group);
}

static void
fold_put(struct fold *f, const char *s, size_t len)
{
	size_t n = f->size * 2 + len + 128;
	char *text;

	if (len >= f->size - f->used) {
		text = f->failed ? NULL : realloc(f->text, n);
		if (text == NULL) {
			f->failed = true;
			return;
		}
		f->text = text;
		f->size = n;
	}
	memcpy(f->text + f->used, s, len);
	f->used += len;
}

/* Reads the number in member i that varies in its group. */
static struct fold_value
fold_read_value(const struct fold *f, const struct fold_group *g, uint32_t i)
{
	struct fold_value v = { f->member[i].name + g->model.start, 0, 0 };

	for (; fold_isdigit(v.text[v.digits]); v.digits++)
		v.value = v.value * 10 + (uint64_t)(v.text[v.digits] - '0');
	return v;
}

/* Whether low-v counts v next, as it is written, after last. */
static bool
fold_follows(const struct fold_value *low, const struct fold_value *last,
    const struct fold_value *v)
{
	return v->value == last->value + 1 &&
	    (v->digits == low->digits ||
		(v->digits > low->digits && v->text[0] != '0'));
}

/*
 * Writes one item of a bracket, from the first member on as far as the
 * numbers follow each other, and takes these members off the list. Numbers
 * of another width, 1 among 01 and 02, stay for the next item.
 */
static void
fold_put_item(struct fold *f, struct fold_group *g)
{
	struct fold_value v, low = fold_read_value(f, g, g->first), last = low;
	uint32_t *link = &g->first;

	*link = f->member[*link].next;
	while (*link != FOLD_NONE) {
		v = fold_read_value(f, g, *link);
		if (v.value > last.value + 1)
			break;
		if (fold_follows(&low, &last, &v)) {
			last = v;
			*link = f->member[*link].next;
		} else
			link = &f->member[*link].next;
	}
	fold_put(f, low.text, low.digits);
	if (last.text != low.text) {
		fold_put(f, "-", 1);
		fold_put(f, last.text, last.digits);
	}
}

static void
fold_put_group(struct fold *f, struct fold_group *g)
{
	const char *name = g->model.name;
	const char *behind = name + g->model.start + g->model.digits;

	fold_put(f, name, g->model.start);
	fold_put(f, "[", 1);
	fold_put_item(f, g);
	while (g->first != FOLD_NONE) {
		fold_put(f, ",", 1);
		fold_put_item(f, g);
	}
	fold_put(f, "]", 1);
	fold_put(f, behind, strlen(behind));
}

/* Every group stands where its first member does. */
static void
fold_put_all(struct fold *f)
{
	struct fold_member *m;
	struct fold_group *g;
	size_t i;

	for (i = 0; i < f->nmember; i++) {
		m = &f->member[i];
		g = m->group == FOLD_NONE ? NULL : &f->group[m->group];
		if (g != NULL && g->first != i)
			continue;
		if (i > 0)
			fold_put(f, ",", 1);
		if (g != NULL && m->next != FOLD_NONE)
			fold_put_group(f, g);
		else
			fold_put(f, m->name, strlen(m->name));
	}
	fold_put(f, "", 1);
}

static int
fold_cmp_members(const void *a, const void *b)
{
	const struct fold_member *m = a, *n = b;

	return natural_cmp(m->name, n->name);
}

/* The members in natural order, each name once. */
static bool
fold_sort(struct fold *f, const char *const *names, size_t n)
{
	size_t i;

	f->member = reallocarray(NULL, n + 1, sizeof(*f->member));
	if (f->member == NULL)
		return false;
	for (i = 0; i < n; i++)
		f->member[i].name = names[i];
	qsort(f->member, n, sizeof(*f->member), fold_cmp_members);
	for (i = 0; i < n; i++)
		if (i == 0 ||
		    strcmp(f->member[i].name, f->member[i - 1].name) != 0)
			f->member[f->nmember++] = f->member[i];
	return true;
}

char *
fold_names(const char *const *names, size_t n)
{
	struct fold f = { 0 };
	size_t i;

	arc4random_buf(&f.seed, sizeof(f.seed));
	if (!fold_sort(&f, names, n) || !fold_count_candidates(&f))
		f.failed = true;
	else {
		for (i = 0; i < f.nmember; i++)
			fold_join(&f, (uint32_t)i);
		fold_put_all(&f);
	}
	free(f.member);
	free(f.group);
	free(f.slot);
	if (f.failed) {
		free(f.text);
		errno = ENOMEM;
		return NULL;
	}
	return f.text;
}
