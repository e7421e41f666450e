/* SPDX-License-Identifier: ISC */
/* Many hosts asked once: how far that is, and an early end. */
#ifndef RUPTIME_FLEET_H
#define RUPTIME_FLEET_H

#include "ruptime/reply/host.h"
#include "ruptime/options.h"
#include "ruptime/hosts/targets.h"
#include "ruptime/command/template.h"

enum fleet_result {
	FLEET_ALL,         /* each has been asked, and has answered or failed */
	FLEET_INTERRUPTED, /* by a signal: some are pending */
	FLEET_STOPPED,     /* by pause(): some hosts are pending */
	FLEET_FAILED       /* it was said why */
};

struct fleet_calls {
	/* A host has answered or failed; its reply is there. */
	void (*each)(void *arg, const struct host *h);
	/* There are no more of them for now, or at all; false ends it. */
	bool (*pause)(void *arg);
};

/*
 * Ask the targets, by connecting, or by the command, and fill hosts, one for
 * each and in their order; what a host points to is freed by host_reset(), or
 * is the targets'.  Replies are kept in them if keeps_text.  calls, unless
 * NULL, are of those that have a line, as soon as they are heard of.
 */
enum fleet_result fleet_ask(const struct options *o,
    const struct template *command, const struct targets *ts,
    struct host *hosts, bool keeps_text, const struct fleet_calls *calls,
    void *arg);

#endif
