/* SPDX-License-Identifier: ISC */
/*
 * Hosts in the formats of other programs.  v holds n hosts, in the order in
 * which they are written.  What is written is the same on a terminal and in any
 * locale but for the decimal point: LC_NUMERIC is left at "C".  errno, on -1:
 * ENOMEM, or out has failed.
 */
#ifndef RUPTIME_EXPORT_H
#define RUPTIME_EXPORT_H

#include <stddef.h>
#include <stdio.h>

#include "ruptime/reply/host.h"
#include "ruptime/options.h"

/*
 * A JSON array with an object for each host, each on a line of its own.  The
 * keys, in this order; what is not known is null:
 *
 *	host      string: the name as given
 *	address   string: the address or path that was asked
 *	port      integer
 *	state     string, by state_name
 *	uptime_s  integer, seconds; as exact as the machine prints it
 *	boot_time integer, seconds since the epoch: replied_at - uptime_s
 *	users     integer
 *	load      array of three numbers: 1, 5, 15 minutes
 *	rtt_ms    number, to the microsecond
 *	text      string: the reply as it came, its newline too; where no
 *	          reply is kept, of STATE_ERROR the detail
 *	reason    string: why it is not up, never empty
 *	last_up   integer, seconds since the epoch: when it was last seen up,
 *	          this look included
 *	down_s    integer, seconds since then, where it is not up
 *	rebooted  boolean: it was booted since the last look
 *
 * The last three are null where nothing is remembered of hosts.
 *
 * All of it is printable ASCII; other characters are escaped.  What is not
 * UTF-8 in a string becomes U+FFFD (utf8_repair); NUL is \u0000.  Returns 0 or
 * -1.  Memory is that of one object.
 */
int export_json(FILE *out, const struct host *const *v, size_t n);

/*
 * The text format of Prometheus, without timestamps, for the textfile
 * collector: gauges ruptime_up, ruptime_state, ruptime_uptime_seconds,
 * ruptime_boot_time_seconds, ruptime_users, ruptime_load1, 5 and 15,
 * ruptime_response_seconds and, where it is remembered,
 * ruptime_last_up_timestamp_seconds, each with the label host, in families.  A
 * host has no sample of what is not known; STATE_PENDING has of ruptime_state
 * only.  In labels U+FFFD stands for what is not UTF-8 and for control
 * characters.  Returns 0 or -1.
 */
int export_prometheus(FILE *out, const struct host *const *v, size_t n);

/*
 * A Nagios plugin's output, by the guidelines of the monitoring plugins, and
 * what it has to exit with: 0 all is well, 1 WARNING, 2 CRITICAL, 3 UNKNOWN; or
 * -1.  A host that is down is CRITICAL, so is a load above critical; one above
 * warning is WARNING; STATE_PENDING is UNKNOWN, and so is a host that is up and
 * tells no loads where there are thresholds.  The worst counts: CRITICAL,
 * WARNING, UNKNOWN.
 *
 * The first line has the five worst hosts, which of their loads is above which
 * threshold, since when they are down where that is remembered, and the
 * performance data: of one host all its values, of several how many are up, and
 * the values of each where they are no more than ten, so that the set does not
 * depend on what is up.  Where there are more than five not well, lines follow
 * with each of them, to the number of a hundred.
 *
 * "|", control characters and what is not UTF-8 are written \ooo, in labels "="
 * and "'" too, since not every reader knows doubled quotes.
 */
int export_nagios(FILE *out, const struct host *const *v, size_t n,
    const struct options_loads *warning, const struct options_loads *critical);

/* The line of a plugin that could not look, and why: UNKNOWN. */
int export_nagios_failure(FILE *out, const char *why);

#endif
