/* SPDX-License-Identifier: ISC */
/*
 * What getaddrinfo(3) means by its errors, and whose it is.  For those who look
 * names up, or judge what has come of it.  Pure.
 */
#include <netdb.h>

#include "common/gai.h"
#include "common/system.h"

bool
gai_is_unknown_host(int error)
{
	switch (error) {
	case EAI_NONAME:
#ifdef EAI_NODATA
	case EAI_NODATA:
#endif
#ifdef EAI_ADDRFAMILY
	case EAI_ADDRFAMILY:
#endif
		return true;
	default:
		return false;
	}
}

bool
gai_is_of_glibc(void)
{
	return SYSTEM_GLIBC;
}
