/* SPDX-License-Identifier: ISC */
/*
 * Records of multicast DNS, which may come in one packet or several, in any
 * order, twice, and from anybody on the link: kept within bounds, and put
 * together.  mdns_packet.c brings them, mdns.c takes what has come of them.
 * Pure: no I/O, no clock.
 */
#include <sys/socket.h>
#include <netinet/in.h>
#include <stdlib.h>
#include <string.h>

#include "ruptime/hosts/dnsname.h"
#include "ruptime/hosts/dnsrr.h"
#include "ruptime/hosts/mdns_records.h"

enum { RECORDS_MAX = 16384, TEXTS_MAX = 4 << 20 };

/* What is left when each is kept once has to be worth the sorting. */
enum { RECORDS_FULL = RECORDS_MAX / 4 * 3, TEXTS_FULL = TEXTS_MAX / 4 * 3 };

/* Records are sorted by this first, then by name and link. */
enum kind { KIND_POINTER, KIND_SERVICE, KIND_ADDRESS };

struct record {
	enum kind kind;
	unsigned link;
	char *name;   /* of a pointer, the instance that it leads to */
	char *target; /* of a service; else NULL */
	uint16_t port;
	struct mdns_address address;
};

struct mdns_records {
	const char *service;
	int family;
	struct record *v;
	size_t count, size;
	size_t texts; /* bytes of all names */
	bool sorted;  /* and each once */
	bool full;
};

struct mdns_records *
mdns_records_new(const char *service, int family)
{
	struct mdns_records *r = calloc(1, sizeof(*r));

	if (r != NULL) {
		r->service = service;
		r->family = family;
	}
	return r;
}

static size_t
text_size(const struct record *rec)
{
	return strlen(rec->name) +
	    (rec->target != NULL ? strlen(rec->target) : 0);
}

static void
free_record(struct record *rec)
{
	free(rec->name);
	free(rec->target);
}

void
mdns_records_free(struct mdns_records *r)
{
	size_t i;

	if (r == NULL)
		return;
	for (i = 0; i < r->count; i++)
		free_record(&r->v[i]);
	free(r->v);
	free(r);
}

bool
mdns_records_is_full(const struct mdns_records *r)
{
	return r->full;
}

bool
mdns_records_asks(const struct mdns_records *r, const char *name)
{
	return dnsname_cmp(name, r->service) == 0 ||
	    dnsname_is_below(name, r->service) ||
	    (dnsname_is_host(name) && name[0] != '_' &&
		dnsname_is_below(name, "local"));
}

static bool
is_host_of_link(const char *name)
{
	return dnsname_is_host(name) && dnsname_is_below(name, "local");
}

static int
compare_to(const struct record *rec, enum kind kind, const char *name,
    unsigned link)
{
	int order;

	if (rec->kind != kind)
		return rec->kind < kind ? -1 : 1;
	order = dnsname_cmp(rec->name, name);
	if (order != 0)
		return order;
	return (rec->link > link) - (rec->link < link);
}

static int
compare_place(const struct record *a, const struct record *b)
{
	return compare_to(a, b->kind, b->name, b->link);
}

static int
compare_targets(const struct record *a, const struct record *b)
{
	int order;

	if (a->kind != KIND_SERVICE)
		return 0;
	order = dnsname_cmp(a->target, b->target);
	return order != 0 ? order : a->port - b->port;
}

static int
compare(const void *va, const void *vb)
{
	const struct record *a = va, *b = vb;
	int order = compare_place(a, b);

	if (order == 0)
		order = compare_targets(a, b);
	if (order == 0)
		order = (a->address.family > b->address.family) -
		    (a->address.family < b->address.family);
	if (order == 0)
		order = memcmp(a->address.bytes, b->address.bytes,
		    sizeof(a->address.bytes));
	return order;
}

static void
sort(struct mdns_records *r)
{
	size_t i, kept = 0;

	if (r->sorted || r->count == 0)
		return;
	qsort(r->v, r->count, sizeof(*r->v), compare);
	for (i = 0; i < r->count; i++) {
		if (kept > 0 && compare(&r->v[kept - 1], &r->v[i]) == 0) {
			r->texts -= text_size(&r->v[i]);
			free_record(&r->v[i]);
		} else
			r->v[kept++] = r->v[i];
	}
	r->count = kept;
	r->sorted = true;
}

static bool
has_room(struct mdns_records *r)
{
	if (r->full)
		return false;
	if (r->count < RECORDS_MAX && r->texts < TEXTS_MAX)
		return true;
	sort(r);
	r->full = r->count > RECORDS_FULL || r->texts > TEXTS_FULL;
	return !r->full;
}

static bool
grow(struct mdns_records *r)
{
	size_t n = r->size * 2 + 64;
	struct record *v;

	if (r->count < r->size)
		return true;
	v = reallocarray(r->v, n, sizeof(*v));
	if (v == NULL)
		return false;
	r->v = v;
	r->size = n;
	return true;
}

static void
add(struct mdns_records *r, const struct record *rec, const char *name,
    const char *target)
{
	struct record copy = *rec;

	if (!has_room(r) || !grow(r))
		return;
	copy.name = strdup(name);
	if (target != NULL)
		copy.target = strdup(target);
	if (copy.name == NULL || (target != NULL && copy.target == NULL)) {
		free_record(&copy);
		return;
	}
	r->v[r->count++] = copy;
	r->texts += text_size(&copy);
	r->sorted = false;
}

/* Not this machine itself, nor everybody, nor nobody. */
static bool
is_of_one_host(const struct mdns_address *a)
{
	struct in6_addr in6;
	uint8_t first = a->bytes[0];

	if (a->family == AF_INET)
		return first != 0 && first != 127 && first < 224;
	memcpy(&in6, a->bytes, sizeof(in6));
	return !IN6_IS_ADDR_UNSPECIFIED(&in6) && !IN6_IS_ADDR_LOOPBACK(&in6) &&
	    !IN6_IS_ADDR_MULTICAST(&in6) && !IN6_IS_ADDR_V4MAPPED(&in6);
}

static void
add_address(struct mdns_records *r, const struct dnsrr *rr, struct record *rec)
{
	rec->kind = KIND_ADDRESS;
	rec->address.family = rr->type == ns_t_a ? AF_INET : AF_INET6;
	memcpy(rec->address.bytes, rr->addr, sizeof(rec->address.bytes));
	if ((r->family == AF_UNSPEC || r->family == rec->address.family) &&
	    is_host_of_link(rr->name) && is_of_one_host(&rec->address))
		add(r, rec, rr->name, NULL);
}

void
mdns_records_add(struct mdns_records *r, const struct dnsrr *rr, unsigned link)
{
	struct record rec = { .link = link, .port = rr->port };

	/* It says good-bye; RFC 6762 section 10.1. */
	if (rr->ttl == 0)
		return;
	switch (rr->type) {
	case ns_t_ptr:
		rec.kind = KIND_POINTER;
		if (dnsname_cmp(rr->name, r->service) == 0 &&
		    dnsname_is_below(rr->target, r->service))
			add(r, &rec, rr->target, NULL);
		break;
	case ns_t_srv:
		rec.kind = KIND_SERVICE;
		if (dnsname_is_below(rr->name, r->service) && rr->port != 0 &&
		    is_host_of_link(rr->target))
			add(r, &rec, rr->name, rr->target);
		break;
	case ns_t_a:
	case ns_t_aaaa:
		add_address(r, rr, &rec);
		break;
	default:
		break;
	}
}

/* The first of a kind with this name and link, or NULL. */
static const struct record *
find(const struct mdns_records *r, enum kind kind, const char *name,
    unsigned link)
{
	size_t low = 0, high = r->count, middle;

	while (low < high) {
		middle = low + (high - low) / 2;
		if (compare_to(&r->v[middle], kind, name, link) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	if (low == r->count || compare_to(&r->v[low], kind, name, link) != 0)
		return NULL;
	return &r->v[low];
}

/* Write the questions that a record leads to; returns how many. */
static size_t
ask_about(const struct mdns_records *r, const struct record *rec,
    struct mdns_question *q, size_t max)
{
	size_t n = 0;

	switch (rec->kind) {
	case KIND_POINTER:
		if (max > 0 &&
		    find(r, KIND_SERVICE, rec->name, rec->link) == NULL)
			q[n++] = (struct mdns_question){ rec->name, ns_t_srv };
		break;
	case KIND_SERVICE:
		if (find(r, KIND_ADDRESS, rec->target, rec->link) != NULL)
			break;
		if (n < max && r->family != AF_INET6)
			q[n++] = (struct mdns_question){ rec->target, ns_t_a };
		if (n < max && r->family != AF_INET)
			q[n++] =
			    (struct mdns_question){ rec->target, ns_t_aaaa };
		break;
	case KIND_ADDRESS:
		break;
	}
	return n;
}

size_t
mdns_records_missing(struct mdns_records *r, unsigned link,
    struct mdns_question *q, size_t max)
{
	size_t i, n = 0;

	sort(r);
	for (i = 0; i < r->count && n < max; i++)
		if (r->v[i].link == link)
			n += ask_about(r, &r->v[i], q + n, max - n);
	return n;
}

static int
compare_services(const void *va, const void *vb)
{
	const struct record *a = *(const struct record *const *)va;
	const struct record *b = *(const struct record *const *)vb;
	int order = compare_targets(a, b);

	return order != 0 ? order : compare(a, b);
}

static void
find_addresses(const struct mdns_records *r, struct mdns_service *s)
{
	const struct record *first, *rec, *end = r->v + r->count;

	s->address_count = 0;
	first = find(r, KIND_ADDRESS, s->target, s->link);
	for (rec = first; rec != NULL && rec < end &&
	     s->address_count < MDNS_ADDRESSES_MAX &&
	     compare_place(first, rec) == 0;
	     rec++)
		s->addresses[s->address_count++] = rec->address;
}

bool
mdns_records_each(struct mdns_records *r,
    bool (*found)(void *arg, const struct mdns_service *s), void *arg)
{
	struct mdns_service s = { .target = "" };
	const struct record **services;
	size_t i, n = 0;

	sort(r);
	services = calloc(r->count + 1, sizeof(const struct record *));
	if (services == NULL)
		return false;
	for (i = 0; i < r->count; i++)
		if (r->v[i].kind == KIND_SERVICE)
			services[n++] = &r->v[i];
	qsort(services, n, sizeof(const struct record *), compare_services);
	for (i = 0; i < n; i++) {
		s.instance = services[i]->name;
		if (dnsname_cmp(s.target, services[i]->target) != 0)
			s.target = services[i]->target;
		s.port = services[i]->port;
		s.link = services[i]->link;
		find_addresses(r, &s);
		if (!found(arg, &s))
			break;
	}
	free(services);
	return true;
}
