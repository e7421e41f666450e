/* SPDX-License-Identifier: ISC */
/*
 * The flags of this machine's addresses, of which getifaddrs(3) says nothing.
 * ruptime/ask/reach.c asks.
 */
#include <stdio.h>
#include <unistd.h>

#include "common/addrflags.h"
#include "common/system.h"

#if SYSTEM_LINUX

/* Optimistic, home address, deprecated: rtnetlink(7). */
enum { SPECIAL_FLAGS = 0x04 | 0x10 | 0x20 };

/* Without a file there is no IPv6. */
bool
addrflags_are_plain(void)
{
	FILE *f = fopen("/proc/net/if_inet6", "re");
	unsigned flags;
	bool plain = true;

	if (f == NULL)
		return access("/proc/net/dev", R_OK) == 0;
	/* Address, number of the interface, prefix, scope, flags, name; the
	 * kernel writes them. */
	/* NOLINTNEXTLINE(cert-err34-c) */
	while (plain && fscanf(f, "%*s %*x %*x %*x %x %*s", &flags) == 1)
		plain = (flags & SPECIAL_FLAGS) == 0;
	if (ferror(f))
		plain = false;
	fclose(f);
	return plain;
}

#else

bool
addrflags_are_plain(void)
{
	return false;
}

#endif
