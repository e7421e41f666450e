/* SPDX-License-Identifier: ISC */
/*
 * Which address of several getaddrinfo(3) puts first.  localnames.c asks, and
 * leaves to the system what is not certain: where what versions of glibc do
 * differs, each is tried, and all have to agree.
 * Pure: no I/O, no clock, no allocation.
 */
#include <arpa/inet.h>
#include <stdint.h>
#include <string.h>

#include "ruptime/ask/preference.h"

/* What differs from version to version, or is not known here. */
struct variant {
	bool private_is_site;  /* the scope of 10.0.0.0/8 and its like */
	bool knows_prefix;     /* of sources of IPv4 */
	bool v4_is_deprecated; /* the source, by its lifetime */
};

enum { SCOPE_LINK = 2, SCOPE_SITE = 5, SCOPE_GLOBAL = 14, VARIANTS = 8 };

static bool
is_v4(const struct in6_addr *a)
{
	return IN6_IS_ADDR_V4MAPPED(a);
}

static uint32_t
v4_of(const struct in6_addr *a)
{
	uint32_t n;

	memcpy(&n, &a->s6_addr[12], sizeof(n));
	return ntohl(n);
}

/* Of other addresses of IPv6 the labels and precedences have changed, or may:
 * only loopback, link-local and the greater part of global ones are known. */
static bool
is_known(const struct in6_addr *a)
{
	const uint8_t *b = a->s6_addr;

	if (is_v4(a) || IN6_IS_ADDR_LOOPBACK(a) || IN6_IS_ADDR_LINKLOCAL(a))
		return true;
	if ((b[0] & 0xe0) != 0x20) /* 2000::/3 */
		return false;
	return !(b[0] == 0x20 && b[1] == 0x02) &&
	    !(b[0] == 0x20 && b[1] == 0x01 && b[2] == 0 && b[3] == 0) &&
	    !(b[0] == 0x3f && b[1] == 0xfe);
}

static int
scope_v4(uint32_t a, const struct variant *v)
{
	if (a >> 24 == 127 || a >> 16 == 0xa9fe)
		return SCOPE_LINK;
	if (a >> 24 == 10 || a >> 20 == 0xac1 || a >> 16 == 0xc0a8)
		return v->private_is_site ? SCOPE_SITE : SCOPE_GLOBAL;
	return SCOPE_GLOBAL;
}

static int
scope(const struct in6_addr *a, const struct variant *v)
{
	if (is_v4(a))
		return scope_v4(v4_of(a), v);
	if (IN6_IS_ADDR_LINKLOCAL(a) || IN6_IS_ADDR_LOOPBACK(a))
		return SCOPE_LINK;
	return SCOPE_GLOBAL;
}

static int
label(const struct in6_addr *a)
{
	if (is_v4(a))
		return 4;
	return IN6_IS_ADDR_LOOPBACK(a) ? 0 : 1;
}

static int
precedence(const struct in6_addr *a)
{
	if (is_v4(a))
		return 10;
	return IN6_IS_ADDR_LOOPBACK(a) ? 50 : 40;
}

/* Negative where that is true of a only, positive where of b only. */
static int
prefer(bool a, bool b)
{
	return (int)b - (int)a;
}

static int
common_bits(uint32_t a, uint32_t b)
{
	int n = 0;

	for (a ^= b; n < 32 && (a & 0x80000000U) == 0; n++)
		a <<= 1;
	return n;
}

/* Outside of the source's network the likeness means nothing.  Where that is
 * not known, it is the source's own address only. */
static int
likeness_v4(const struct preference *p, const struct variant *v)
{
	uint32_t a = v4_of(&p->address), source = v4_of(&p->source);
	unsigned prefix = v->knows_prefix && p->prefix > 0 ? p->prefix : 32;
	uint32_t mask = 0xffffffffU << (32 - prefix);

	return (a & mask) == (source & mask) ? common_bits(a, source) : 0;
}

/* By the first 32 bits that are not the same of all: so glibc has it. */
static int
compare_likeness_v6(const struct preference *a, const struct preference *b)
{
	uint32_t of_a[4], of_b[4], source_a[4], source_b[4];
	size_t i = 0;

	memcpy(of_a, &a->address, sizeof(of_a));
	memcpy(of_b, &b->address, sizeof(of_b));
	memcpy(source_a, &a->source, sizeof(source_a));
	memcpy(source_b, &b->source, sizeof(source_b));
	while (i < 4 && of_a[i] == source_a[i] && of_b[i] == source_b[i])
		i++;
	if (i == 4)
		return 0;
	return common_bits(ntohl(of_b[i]), ntohl(source_b[i])) -
	    common_bits(ntohl(of_a[i]), ntohl(source_a[i]));
}

/* Rules 2 to 5, of the sources. */
static int
compare_sources(const struct preference *a, const struct preference *b,
    const struct variant *v)
{
	int n = prefer(scope(&a->address, v) == scope(&a->source, v),
	    scope(&b->address, v) == scope(&b->source, v));

	if (n == 0 && v->v4_is_deprecated)
		n = prefer(!is_v4(&a->source), !is_v4(&b->source));
	if (n == 0)
		n = prefer(label(&a->address) == label(&a->source),
		    label(&b->address) == label(&b->source));
	return n;
}

/* Rule 9. */
static int
compare_likeness(const struct preference *a, const struct preference *b,
    const struct variant *v)
{
	if (is_v4(&a->address))
		return likeness_v4(b, v) - likeness_v4(a, v);
	return compare_likeness_v6(a, b);
}

static int
compare(const struct preference *a, const struct preference *b,
    const struct variant *v)
{
	int n = prefer(a->is_reachable, b->is_reachable);

	if (n == 0 && a->is_reachable)
		n = compare_sources(a, b, v);
	if (n == 0)
		n = precedence(&b->address) - precedence(&a->address);
	if (n == 0)
		n = scope(&a->address, v) - scope(&b->address, v);
	if (n == 0 && a->is_reachable)
		n = compare_likeness(a, b, v);
	return n;
}

/* Of one family, and by addresses of ours that differ: rule 7 looks at their
 * interfaces. */
static bool
depends_on_interfaces(const struct preference *a, const struct preference *b)
{
	return is_v4(&a->address) == is_v4(&b->address) && a->is_reachable &&
	    b->is_reachable && !IN6_ARE_ADDR_EQUAL(&a->source, &b->source);
}

/* False where that is not certain; *before is whether a, which was found before
 * b, comes before it. */
static bool
comes_before(const struct preference *a, const struct preference *b,
    bool *before)
{
	unsigned i;

	if (depends_on_interfaces(a, b))
		return false;
	for (i = 0; i < VARIANTS; i++) {
		const struct variant v = { i & 1, i & 2, i & 4 };
		bool is_before = compare(a, b, &v) <= 0;

		if (i > 0 && is_before != *before)
			return false;
		*before = is_before;
	}
	return true;
}

/* Comparisons may go round in a circle, and then it is up to how they are
 * sorted.  They don't where each address comes behind another number. */
bool
preference_order(const struct preference *p, size_t count,
    size_t order[static PREFERENCE_MAX])
{
	size_t rank[PREFERENCE_MAX] = { 0 }, i, j;
	bool taken[PREFERENCE_MAX] = { false }, before = false;

	for (i = 0; i < count; i++)
		if (!is_known(&p[i].address) ||
		    (p[i].is_reachable && !is_known(&p[i].source)))
			return false;
	for (i = 0; i < count; i++)
		for (j = i + 1; j < count; j++) {
			if (!comes_before(&p[i], &p[j], &before))
				return false;
			rank[before ? j : i]++;
		}
	for (i = 0; i < count; i++) {
		if (taken[rank[i]])
			return false;
		taken[rank[i]] = true;
		order[rank[i]] = i;
	}
	return true;
}
