/* SPDX-License-Identifier: ISC */
/* One host that was asked, and what has become of it. */
#ifndef RUPTIME_HOST_H
#define RUPTIME_HOST_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "ruptime/reply/state.h"
#include "ruptime/reply/uptime.h"

enum reboot { REBOOT_UNKNOWN, REBOOT_NO, REBOOT_YES };

/* What is known of a host from looks before this one. */
struct past_known {
	bool known; /* something is remembered of hosts; else nothing below
		     * says anything */
	enum reboot rebooted; /* since the last look that had an answer */
	int64_t last_up;      /* when it was last seen up, this look included,
			       * in seconds since the epoch; -1: never */
	int64_t down_s;       /* since then; -1 where up or never seen up */
};

/*
 * Pointers are allocated but for the names, see host_reset().  What a peer, a
 * name server or a hosts file said is as it came, so that whoever prints it
 * makes it harmless for where it goes.
 */
struct host {
	const char *name; /* as given, ranges expanded; or found_name */
	/* Of an address of a network, the name that it has; else NULL. */
	const char *found_name;
	bool found;       /* in a network or by mDNS: no list has it */
	bool nobody;      /* an address of a network, and no ruptimed has
			   * answered there */
	bool elsewhere;   /* it has a line already, or is excluded */
	enum state state; /* STATE_PENDING: it was not waited for any longer */
	/* The text has not come to its end: it broke off, is too long or too
	 * late, or its command has failed. */
	bool text_is_part;
	/* That was asked; 0: a path, or none was: there is no address, or the
	 * command has no use for it. */
	uint16_t port;
	uint16_t own_port; /* its port, whether that was asked or not; 0: it is
			    * a path */
	const char *address; /* that was asked, without the port, or a path;
			      * NULL where there was none */
	/* Why it is not up, one line ("" where the state says it all); of
	 * STATE_ERROR the server's own words.  NULL where it is up. */
	const char *detail;
	const char *text; /* the reply, text_len bytes, NUL behind; NULL
			   * where there was none */
	size_t text_len;
	struct uptime uptime; /* of text, read where the state is up */
	double rtt_ms; /* from the start of the connection that replied to the
			* end of the reply; -1 where there was none */
	int64_t replied_at;     /* seconds since the epoch, where up */
	int64_t replied_boot_s; /* the same since our boot; -1: unknown */
	/* Of a host that was found and not named: what it is remembered by;
	 * NULL: its name.  It is asked again at its address and port, where a
	 * command has asked at own_port. */
	const char *found_as;
	struct past_known past;
};

/* Whether it is shown and counted. */
static inline bool
host_has_line(const struct host *h)
{
	return !h->nobody && !h->elsewhere;
}

/* It goes by this name, which is copied if memory allows. */
void host_rename(struct host *h, const char *name);

/* Free the reply. */
void host_forget_text(struct host *h);

/* Free all that it points to but the names that were given. */
void host_reset(struct host *h);

#endif
