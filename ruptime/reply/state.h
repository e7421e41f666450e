/* SPDX-License-Identifier: ISC */
/* What can be said of a host: up, or why not. */
#ifndef RUPTIME_STATE_H
#define RUPTIME_STATE_H

#include <stdbool.h>

enum state {
	STATE_PENDING, /* nothing yet */
	STATE_UP,
	STATE_REFUSED,
	STATE_TIMED_OUT,
	STATE_UNREACHABLE,
	STATE_UNKNOWN_HOST,
	STATE_UNRESOLVED, /* the name service failed */
	STATE_DENIED,
	STATE_BAD_REPLY,
	STATE_ERROR /* the server's own */
};

/* "pending", "up", "refused", "timed out" and so on. */
const char *state_name(enum state state);

/* What an errno of connect(2) or recv(2), before the first byte of a reply,
 * says of the host; of a Unix socket where is_path. */
enum state state_of_errno(int error, bool is_path);

/* What else is to be said of such an errno, where it tells more than that there
 * is no way: "; a firewall ..."; mostly "". */
const char *state_errno_hint(int error, bool is_path);

/* What an error of getaddrinfo(3), not 0, says of the name. */
enum state state_of_gai(int error);

/* Whether the same attempt may succeed a moment later. */
bool state_errno_is_transient(int error);

#endif
