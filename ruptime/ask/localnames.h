/* SPDX-License-Identifier: ISC */
/*
 * The names of this system's /etc/hosts, which getaddrinfo(3) reads anew for
 * each name.
 */
#ifndef RUPTIME_LOCALNAMES_H
#define RUPTIME_LOCALNAMES_H

#include <netdb.h>
#include <stdbool.h>

struct localnames;

/* Nothing is read yet.  NULL with errno. */
struct localnames *localnames_new(void);

/* Any thread may use it as long as it holds it; the last one to let go frees
 * it.  NULL is allowed. */
struct localnames *localnames_hold(struct localnames *names);
void localnames_release(struct localnames *names);

/*
 * The answer that getaddrinfo(3) would give for host, which is a name and not
 * an address, port, a number as text, and family: true, with a list to be freed
 * by freeaddrinfo(3).  False where it has to be asked itself: the file does not
 * have the name, or is not the first source of names, or has just been changed,
 * or more would have to be known to give the same answer.
 */
bool localnames_find(struct localnames *names, const char *host,
    const char *port, int family, struct addrinfo **list);

#endif
