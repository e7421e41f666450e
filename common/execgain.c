/* SPDX-License-Identifier: ISC */
/*
 * No privileges by exec(2), no_new_privs as Linux has it.  ruptimed/privdrop.c
 * asks for it when root's are given up.
 */
#include "common/execgain.h"
#include "common/system.h"

#if SYSTEM_LINUX
#include <sys/prctl.h>

int
execgain_forbid(void)
{
	return prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
}
#else
int
execgain_forbid(void)
{
	return 0;
}
#endif
