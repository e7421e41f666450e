/* SPDX-License-Identifier: ISC */
/*
 * What has come of networks that were searched: of each only what it has is
 * shown.  report.c and live.c call it when that has been printed.
 */
#include "common/log.h"
#include "ruptime/census.h"
#include "ruptime/networks.h"

static struct census_network
count_in(const struct targets *ts, size_t i, const struct host *hosts)
{
	const struct target_network network = targets_get_network(ts, i);

	return census_of_network(&network, hosts);
}

/* One that was named as well is asked as that only. */
static bool
has_listed(const struct targets *ts, const struct host *hosts)
{
	const struct host *h;
	size_t i;

	for (i = 0; i < targets_listed(ts); i++) {
		h = &hosts[i];
		if (h->state == STATE_UP && h->address != NULL &&
		    targets_are_searched_for(ts, h->address, h->port))
			return true;
	}
	return false;
}

bool
networks_are_empty(const struct targets *ts, const struct host *hosts)
{
	const size_t count = targets_network_count(ts);
	struct census_network c;
	size_t i;

	for (i = 0; i < count; i++) {
		c = count_in(ts, i, hosts);
		if (c.found > 0 || c.pending > 0)
			return false;
	}
	return count > 0 && !has_listed(ts, hosts);
}

void
networks_tell(const struct targets *ts, const struct host *hosts)
{
	const size_t count = targets_network_count(ts);
	struct target_network network;
	struct census_network c;
	size_t i, asked;

	for (i = 0; i < count; i++) {
		network = targets_get_network(ts, i);
		c = count_in(ts, i, hosts);
		asked = network.count - c.pending;
		log_debug("%s: %zu address%s asked, %zu ha%s answered",
		    network.text, asked, asked == 1 ? " was" : "es were",
		    c.found, c.found == 1 ? "s" : "ve");
	}
	if (!networks_are_empty(ts, hosts))
		return;
	if (count == 1)
		log_warnx("%s: nobody answers", network.text);
	else
		log_warnx("%zu networks: nobody answers", count);
}
