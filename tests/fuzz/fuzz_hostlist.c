/* SPDX-License-Identifier: ISC */
/*
 * Host lists under libFuzzer. The first byte chooses what the rest is: a
 * hosts file, or an operand and after a line feed an exclusion; strict or
 * not. Whatever is taken must come back the same when given again, one by
 * one or folded; whatever is refused must have a message of the right shape.
 * So must a source, and a network has the addresses that it is expanded to. The
 * input is also a name that came from elsewhere: what is taken of it is a host.
 */
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "common/hostport.h"
#include "common/net.h"
#include "ruptime/hosts/caret.h"
#include "ruptime/hosts/entry.h"
#include "ruptime/hosts/etchosts.h"
#include "ruptime/hosts/exclusions.h"
#include "ruptime/hosts/fold.h"
#include "ruptime/hosts/foundname.h"
#include "ruptime/hosts/hostkey.h"
#include "ruptime/hosts/hostlist.h"
#include "ruptime/hosts/hostpart.h"
#include "ruptime/hosts/hostrange.h"
#include "ruptime/hosts/hostset.h"
#include "ruptime/hosts/letter.h"
#include "ruptime/hosts/natural.h"
#include "ruptime/hosts/network.h"
#include "ruptime/hosts/source.h"
#include "ruptime/hosts/sourcelist.h"
#include "tests/fuzz/check.h"

#define PREFIX "ruptime: "

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* Two lines, nothing but printable ASCII, and a caret below the first. */
static void
check_message(const char *message)
{
	const char *end = strchr(message, '\n'), *p;

	CHECK(strncmp(message, PREFIX, strlen(PREFIX)) == 0);
	CHECK(end != NULL);
	for (p = message; *p != '\0'; p++)
		CHECK(p == end || (*p >= ' ' && *p <= '~'));
	CHECK(strspn(end + 1, " ") == strlen(end + 1) - 1);
	CHECK(p[-1] == '^');
	CHECK((size_t)(p - end - 1) <= (size_t)(end - message));
}

/* Some services are there, and some have the port of another. */
static int
find_service(void *arg, const char *name)
{
	(void)arg;
	return name[0] == 'x' ? -1 : 1 + (unsigned char)name[0] % 9;
}

static struct hostlist *
new_list(bool strict)
{
	const struct hostpart_rules rules = { .strict = strict,
		.service = find_service };
	struct hostlist *hl = hostlist_new(PREFIX, 4000, &rules);

	CHECK(hl != NULL);
	return hl;
}

static struct hostlist *
expand(const char *operand, bool strict)
{
	struct hostlist *hl = new_list(strict);

	CHECK(hostlist_add(hl, operand));
	CHECK(hostlist_finish(hl));
	return hl;
}

static bool
same(const char *a, const char *b)
{
	return a == b || (a != NULL && b != NULL && strcmp(a, b) == 0);
}

/* The text of a host, given alone, is that host. */
static void
check_host(const struct hostlist_host *host, bool strict)
{
	static const char plain[] = "abcdefghijklmnopqrstuvwxyz0123456789"
				    "ABCDEFGHIJKLMNOPQRSTUVWXYZ._:%@-";
	struct hostlist *hl = expand(host->text, strict);
	struct hostlist_host again;

	CHECK(hostlist_count(hl) == 1);
	again = hostlist_get(hl, 0);
	CHECK(same(again.text, host->text));
	CHECK(same(again.host, host->host));
	CHECK(same(again.port, host->port));
	CHECK(again.port_number == host->port_number);
	CHECK((host->port_number == 0) == host->is_path);
	CHECK(again.is_path == host->is_path);
	CHECK(host->host[0] != '\0' && host->host[0] != '-');
	CHECK(host->is_path == (host->host[0] == '/'));
	CHECK(host->is_path || strpbrk(host->host, "[] /*\"';") == NULL ||
	    strchr(host->host, '%') != NULL);
	if (strict)
		CHECK(host->host[strspn(host->host, plain)] == '\0');
	if (strict && host->port != NULL)
		CHECK(host->port[strspn(host->port, plain)] == '\0');
	hostlist_free(hl);
}

static int
cmp_texts(const void *a, const void *b)
{
	return natural_cmp(*(const char *const *)a, *(const char *const *)b);
}

/* The texts of all hosts but paths, in natural order. */
static const char **
sorted_texts(const struct hostlist *hl, size_t *n)
{
	const char **text = calloc(hostlist_count(hl) + 1, sizeof(*text));
	size_t i;

	CHECK(text != NULL);
	for (*n = i = 0; i < hostlist_count(hl); i++)
		if (!hostlist_get(hl, i).is_path)
			text[(*n)++] = hostlist_get(hl, i).text;
	qsort(text, *n, sizeof(*text), cmp_texts);
	return text;
}

/* No two are the same, and first, middle and last agree on their order. */
static void
check_order(const char **text, size_t n)
{
	size_t i;

	for (i = 1; i < n; i++) {
		CHECK(natural_cmp(text[i - 1], text[i]) < 0);
		CHECK(natural_cmp(text[i], text[i - 1]) > 0);
		CHECK(natural_cmp(text[i / 2], text[i]) < 0);
		CHECK(natural_cmp(text[0], text[i]) < 0);
	}
}

static void
check_fold(const char **text, size_t n, bool strict)
{
	char *folded = fold_names(text, n);
	struct hostlist *hl;
	const char **again;
	size_t i, nagain;

	CHECK(folded != NULL);
	CHECK((n == 0) == (folded[0] == '\0'));
	if (n > 0) {
		hl = expand(folded, strict);
		again = sorted_texts(hl, &nagain);
		CHECK(nagain == n && hostlist_count(hl) == n);
		for (i = 0; i < n; i++)
			CHECK(strcmp(text[i], again[i]) == 0);
		free(again);
		hostlist_free(hl);
	}
	free(folded);
}

/* No host of the list is one that is excluded. */
static void
check_gone(const struct hostlist *hl, const char *excluded, bool strict)
{
	struct hostlist *gone = expand(excluded, strict);
	struct hostlist_host host, x;
	size_t i, j;

	for (i = 0; i < hostlist_count(hl) && i < 100; i++) {
		host = hostlist_get(hl, i);
		for (j = 0; j < hostlist_count(gone) && j < 100; j++) {
			x = hostlist_get(gone, j);
			CHECK(!same(host.host, x.host) ||
			    (x.port != NULL && !same(host.port, x.port)));
		}
	}
	hostlist_free(gone);
}

/* Gives the list what the input says; *excluded is what -x was, or NULL. */
static bool
fill(struct hostlist *hl, char *text, size_t len, bool file, char **excluded)
{
	*excluded = NULL;
	if (file)
		return hostlist_add_file(hl, "a\x1b.hosts", text, len);
	*excluded = strchr(text, '\n');
	if (*excluded == NULL)
		return hostlist_add(hl, text);
	*(*excluded)++ = '\0';
	return hostlist_exclude(hl, *excluded) && hostlist_add(hl, text);
}

/* A network has what it stands for, and -x of it leaves nothing. */
static void
check_network(const struct sourcelist_item *item)
{
	const struct network *n = &item->source.network;
	struct hostlist *hl = new_list(false);
	char address[NETWORK_TEXT_MAX];
	uint64_t i, step = n->count / 7 + 1;

	CHECK(hostlist_exclude(hl, item->text));
	for (i = 0; i < n->count && n->count <= NETWORK_HOSTS_MAX; i += step) {
		network_get(n, i, address);
		CHECK(network_has(n, address));
		CHECK(hostlist_add_found(hl, address, item->source.port, 1,
			  false) == NULL);
	}
	CHECK(hostlist_finish(hl));
	CHECK(hostlist_count(hl) == 0);
	hostlist_free(hl);
}

/* Given alone, a source is the same again. */
static void
check_source(const struct sourcelist_item *item)
{
	struct hostlist *hl = new_list(false);
	const struct sourcelist *again;

	CHECK(item->excluded ? hostlist_exclude(hl, item->text) :
			       hostlist_add(hl, item->text));
	again = hostlist_sources(hl);
	CHECK(again->count == 1);
	CHECK(memcmp(again->v[0].source.name, item->source.name,
		  sizeof(item->source.name)) == 0);
	CHECK(again->v[0].source.port_number == item->source.port_number);
	CHECK(again->v[0].source.kind == item->source.kind);
	if (item->source.kind == SOURCE_NETWORK)
		check_network(item);
	hostlist_free(hl);
}

/* A name that came from elsewhere is at most one host. */
static void
check_found(const char *name, bool strict)
{
	struct hostlist *hl = new_list(strict);
	struct hostlist_host host;

	if (hostlist_add_found(hl, name, "", 1, false) == NULL &&
	    hostlist_add_found(hl, name, "4001", 1, false) == NULL) {
		CHECK(hostlist_sources(hl)->count == 0);
		CHECK(hostlist_finish(hl));
		CHECK(hostlist_count(hl) == 2);
		host = hostlist_get(hl, 0);
		CHECK(strcmp(host.host, name) == 0);
		check_host(&host, strict);
		host = hostlist_get(hl, 1);
		CHECK(strcmp(host.host, name) == 0);
		CHECK(host.port_number == 4001);
		check_host(&host, strict);
	}
	hostlist_free(hl);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	const bool strict = size > 0 && (data[0] & 1) != 0;
	const bool file = size > 0 && (data[0] & 2) != 0;
	struct hostlist *hl = new_list(strict);
	struct hostlist_host host;
	const char **sorted;
	char *text, *excluded;
	size_t i, n;

	n = size > 0 ? size - 1 : 0;
	text = calloc(n + 1, 1);
	CHECK(text != NULL);
	memcpy(text, data + size - n, n);
	if (fill(hl, text, n, file, &excluded)) {
		for (i = 0; i < hostlist_sources(hl)->count && i < 50; i++)
			check_source(&hostlist_sources(hl)->v[i]);
		CHECK(hostlist_finish(hl));
		for (i = 0; i < hostlist_count(hl) && i < 50; i++) {
			host = hostlist_get(hl, i);
			check_host(&host, strict);
		}
		/* With -e there is no path that could be left out. */
		if (excluded != NULL && hostlist_sources(hl)->count == 0 &&
		    !(strict && strchr(excluded, '/')))
			check_gone(hl, excluded, strict);
		sorted = sorted_texts(hl, &n);
		check_order(sorted, n);
		check_fold(sorted, n, strict);
		free(sorted);
	} else
		check_message(hostlist_error(hl));
	check_found(text, strict);
	free(text);
	hostlist_free(hl);
	return 0;
}
