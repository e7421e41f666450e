/* SPDX-License-Identifier: ISC */
/* Programs that give whoever runs them more than he had: set-user-ID. */
#ifndef COMMON_EXECGAIN_H
#define COMMON_EXECGAIN_H

/*
 * From now on, and in all children, no program that is executed gives any
 * privileges.  -1 with errno.  Where the system has no such thing it is 0, and
 * set-user-ID programs work as ever.
 */
int execgain_forbid(void);

#endif
