/* SPDX-License-Identifier: ISC */
/*
 * Ask many hosts and print what has come of it.  main.c calls it once.
 */
#include <stdio.h>
#include <stdlib.h>

#include "common/log.h"
#include "ruptime/fleet.h"
#include "ruptime/report.h"

int
report_hosts(const struct options *o, const struct targets *ts)
{
	size_t i, up = 0, n = targets_count(ts);
	struct host *hosts = calloc(n, sizeof(*hosts));
	enum fleet_result result;

	if (hosts == NULL) {
		log_warn("%zu hosts", n);
		return 2;
	}
	result = fleet_ask(o, ts, hosts, NULL, NULL);
	for (i = 0; i < n; i++) {
		up += hosts[i].state == STATE_UP;
		printf("%-12s %s %s %.3f\n", hosts[i].name,
		    state_name(hosts[i].state),
		    hosts[i].detail ? hosts[i].detail : "", hosts[i].rtt_ms);
	}
	fleet_forget(hosts, n);
	free(hosts);
	return result == FLEET_ALL && up == n ? 0 : 1;
}
