/* SPDX-License-Identifier: ISC */
/*
 * What errors say of a host.  Used by whoever asks and whoever prints.
 * Pure: no I/O, no clock, no allocation.
 */
#include <errno.h>
#include <netdb.h>

#include "common/gai.h"
#include "ruptime/reply/state.h"

const char *
state_name(enum state state)
{
	static const char *const names[] = {
		[STATE_PENDING] = "pending",
		[STATE_UP] = "up",
		[STATE_REFUSED] = "refused",
		[STATE_TIMED_OUT] = "timed out",
		[STATE_UNREACHABLE] = "unreachable",
		[STATE_UNKNOWN_HOST] = "unknown host",
		[STATE_UNRESOLVED] = "unresolved",
		[STATE_DENIED] = "denied",
		[STATE_BAD_REPLY] = "bad reply",
		[STATE_ERROR] = "error",
	};

	return names[state];
}

enum state
state_of_errno(int error, bool is_path)
{
	switch (error) {
	case ECONNREFUSED:
		return STATE_REFUSED;
	case ENOENT: /* no socket at the path, */
	case ENOTDIR:
	case EACCES: /* or not for us, */
	case EAGAIN: /* or its backlog is full */
		return is_path ? STATE_REFUSED : STATE_UNREACHABLE;
	case ETIMEDOUT:
		return STATE_TIMED_OUT;
	case ECONNRESET:
	case ECONNABORTED:
	case EPIPE:
		return STATE_BAD_REPLY;
	default:
		return STATE_UNREACHABLE;
	}
}

static const char *
path_hint(int error)
{
	switch (error) {
	case EACCES:
		return "; its permissions or its directory's keep you out";
	case EAGAIN:
		return "; too many clients wait there";
	default:
		return "";
	}
}

/* Of the network: what the kernel makes of what a firewall may answer, of a
 * rule of its own, or of a route that prohibits; "No route to host" may be that
 * as well as a machine that is not there. */
const char *
state_errno_hint(int error, bool is_path)
{
	if (is_path)
		return path_hint(error);
	switch (error) {
	case EACCES:
		return "; a firewall on the way, or a route here, prohibits it";
	case ENOPROTOOPT:
		return "; a firewall on the way rejects it";
	case EPERM:
		return "; this machine's own firewall rejects it";
	default:
		return "";
	}
}

enum state
state_of_gai(int error)
{
	return gai_is_unknown_host(error) ? STATE_UNKNOWN_HOST :
					    STATE_UNRESOLVED;
}

bool
state_errno_is_transient(int error)
{
	switch (error) {
	case ECONNREFUSED:
	case ECONNRESET:
	case ECONNABORTED:
	case EPIPE:
	case EAGAIN:
	case EMFILE:
	case ENFILE:
	case ENOBUFS:
	case ENOMEM:
		return true;
	default:
		return false;
	}
}
