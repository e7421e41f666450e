/* SPDX-License-Identifier: ISC */
/*
 * Which of the hosts that were asked have a line.  report.c has it taken before
 * they are printed; networks.c has those of each network counted.
 * Pure: no I/O, no clock.
 */
#include <stdlib.h>
#include <string.h>

#include "ruptime/census.h"

/* By address and port; listed ones before others, and these in their order. */
static int
by_address(const void *a, const void *b)
{
	const struct host *x = *(struct host *const *)a;
	const struct host *y = *(struct host *const *)b;
	int order = strcmp(x->address, y->address);

	if (order != 0)
		return order;
	if (x->port != y->port)
		return x->port < y->port ? -1 : 1;
	if (x->found != y->found)
		return x->found ? 1 : -1;
	return x < y ? -1 : x > y;
}

static int
by_name(const void *a, const void *b)
{
	const struct host *x = *(struct host *const *)a;
	const struct host *y = *(struct host *const *)b;
	int order = strcmp(x->name, y->name);

	return order != 0 ? order : x < y ? -1 : x > y;
}

static void
hide_again(struct host *const *v, size_t n)
{
	size_t i;

	for (i = 1; i < n; i++)
		v[i]->elsewhere = v[i]->elsewhere ||
		    (v[i]->found && v[i]->port == v[i - 1]->port &&
			strcmp(v[i]->address, v[i - 1]->address) == 0);
}

/* All of a name that were only found: which of them would keep it would be a
 * matter of chance.  No name is compared any more when it changes. */
static void
rename_again(const struct targets *ts, struct host *hosts,
    struct host *const *v, size_t n)
{
	size_t i, j, k;

	for (i = 0; i < n; i = j) {
		for (j = i + 1; j < n; j++)
			if (strcmp(v[i]->name, v[j]->name) != 0)
				break;
		for (k = i; j - i > 1 && k < j; k++)
			if (v[k]->found_name != NULL)
				v[k]->name =
				    targets_get(ts, (size_t)(v[k] - hosts))
					.text;
	}
}

bool
census_take(const struct targets *ts, struct host *hosts)
{
	size_t i, n = 0, count = targets_count(ts);
	struct host **v;

	for (i = 0; i < count && !hosts[i].found; i++)
		continue;
	if (i == count)
		return true;
	v = calloc(count, sizeof(struct host *));
	if (v == NULL)
		return false;
	for (i = 0; i < count; i++)
		if (host_has_line(&hosts[i]) && hosts[i].address != NULL &&
		    hosts[i].state == STATE_UP)
			v[n++] = &hosts[i];
	qsort(v, n, sizeof(struct host *), by_address);
	hide_again(v, n);
	for (i = n = 0; i < count; i++)
		if (host_has_line(&hosts[i]))
			v[n++] = &hosts[i];
	qsort(v, n, sizeof(struct host *), by_name);
	rename_again(ts, hosts, v, n);
	free(v);
	return true;
}

struct census_network
census_of_network(const struct target_network *network,
    const struct host *hosts)
{
	struct census_network c = { 0 };
	const struct host *h = &hosts[network->first];
	size_t i;

	for (i = 0; i < network->count; i++, h++)
		if (h->state == STATE_PENDING)
			c.pending++;
		else if (!h->nobody)
			c.found++;
	return c;
}
