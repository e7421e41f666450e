/* SPDX-License-Identifier: ISC */
/* The hosts that a user names, expanded. */
#ifndef RUPTIME_HOSTLIST_H
#define RUPTIME_HOSTLIST_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "ruptime/hosts/foundname.h"
#include "ruptime/hosts/hostpart.h"
#include "ruptime/hosts/sourcelist.h"

struct exclusions;
struct hostlist;

/* One host; what it points to belongs to the list. */
struct hostlist_host {
	const char *text; /* as given, ranges expanded: what output shows */
	const char *host; /* name, address without brackets, or path */
	const char *port; /* number or service name; NULL where none given */
	uint16_t port_number; /* of that, or the list's; 0 of a path */
	uint16_t origin;      /* as of hostlist_add_found(); 0: it was named */
	bool is_path;         /* a Unix socket: host is its path */
};

/*
 * An empty list.  Every message begins with prefix, which must outlive the list
 * ("ruptime: "; "" for none), so that what points at a character is in its
 * column.  port is that of hosts that name none.  rules are copied; strict ones
 * are for -e, whose names are known by their bytes.  NULL with errno ENOMEM.
 */
struct hostlist *hostlist_new(const char *prefix, uint16_t port,
    const struct hostpart_rules *rules);

/* Why a source is not welcome here, or NULL. */
typedef const char *hostlist_judge(const void *arg, const struct source *s,
    bool in_file);

/* Have the sources judged that are added from now on, but for excluded ones. */
void hostlist_judge_sources(struct hostlist *hl, hostlist_judge *judge,
    const void *arg);

/* Free the list, with all that hostlist_get returned.  NULL is allowed. */
void hostlist_free(struct hostlist *hl);

/*
 * Add the hosts of one operand: entries separated by commas and blanks, any
 * number of them.  An entry is
 *
 *	name  name:port  address  [v6]  [v6]:port  /socket/path
 *
 * or has ranges, node[01-16,20]-rack[1-3]:4001, anywhere in name and port.
 * Several multiply, the rightmost counting fastest; leading zeros of a low end
 * keep the width.  An IPv6 address may have a zone, fe80::1%eth0, and takes
 * ranges only in the port behind its brackets.  A path takes neither ranges nor
 * commas, it is the rest of the operand as it stands.
 *
 * An entry may be a source, see source.h: it is kept, once, for
 * hostlist_sources.
 *
 * A host that is in the list already, at the same port, is not added again,
 * however it is written: see hostkey.h.  What a list's operands and files name
 * comes to 1,000,000 hosts at most, repeated ones counted, and more is refused
 * before anything is expanded.  Returns false for a bad entry and when memory
 * ran out, see hostlist_error; the list is then good for hostlist_free only.
 */
bool hostlist_add(struct hostlist *hl, const char *operand);

/*
 * Add the hosts of a hosts file, text its len bytes and name what messages
 * call it.  Lines hold operands as above, whose paths end at a blank; # to the
 * end of the line is a comment, wherever it stands.  Carriage returns are
 * blanks, and a byte order mark at the start is skipped.  A file in the form of
 * /etc/hosts, an address and names in each line, is refused.  Otherwise as
 * hostlist_add; messages name the line.
 */
bool hostlist_add_file(struct hostlist *hl, const char *name, const char *text,
    size_t len);

/*
 * Exclude the hosts of one operand (-x): those with its host and port, or
 * where it has no port, those with its host and any port.  It makes no
 * difference whether the hosts were added already or are added later.  At most
 * 1,000,000, otherwise as hostlist_add; a path is allowed even where the rules
 * are strict.
 */
bool hostlist_exclude(struct hostlist *hl, const char *operand);

/* The sources that were named, in order, those of hostlist_exclude() too: they
 * stand for hosts that have to be added by hostlist_add_found().  Only networks
 * that are excluded need nothing more. */
const struct sourcelist *hostlist_sources(const struct hostlist *hl);

/*
 * Add, or exclude, a host that a source has named, as if it had been written
 * name:port, or name where port is "".  origin is a number of the caller's,
 * from 1, or of one that is excluded that of its source, its exclusion.  NULL,
 * or why it was not taken: mostly that name can't be a host's, since it may
 * come from anybody.
 */
const char *hostlist_add_found(struct hostlist *hl, const char *name,
    const char *port, uint16_t origin, bool excluded);

/*
 * Add a host as it was shown once, text, at its port, with which it is shown
 * unless that is the list's; else as hostlist_add_found().
 */
const char *hostlist_add_known(struct hostlist *hl, const char *text,
    uint16_t port, uint16_t origin);

/* Whether host, at port, is excluded, by itself or by a network: what excludes
 * it has left somebody out then.  To be called before hostlist_finish, of one
 * that is listed under another name. */
bool hostlist_leaves_out(struct hostlist *hl, const char *host, uint16_t port);

/*
 * Apply the exclusions and free what only the calls above need; they must
 * not follow.  The list then takes 12 bytes a host beyond its texts, and a
 * second copy of host names that were given with a port or brackets.  False
 * where there is no memory.
 */
bool hostlist_finish(struct hostlist *hl);

/* What was excluded, and whom that has left out, after hostlist_finish. */
const struct exclusions *hostlist_exclusions(const struct hostlist *hl);

enum hostlist_verdict { HOSTLIST_NAMED, HOSTLIST_EXCLUDED, HOSTLIST_MISNAMED };

/*
 * What is to be done with a host that turns out to have a name, after
 * hostlist_finish: composes name and port in text; HOSTLIST_EXCLUDED where that
 * is excluded, HOSTLIST_MISNAMED where it can't be a host.  Exclusions are
 * known where there is a source in the list.
 */
enum hostlist_verdict hostlist_judge_found(const struct hostlist *hl,
    const char *name, const char *port, char text[static FOUNDNAME_MAX]);

/* Whether the host that text is is excluded, after hostlist_finish likewise. */
bool hostlist_excludes(const struct hostlist *hl, const char *text);

/* Hosts in the list; before hostlist_finish, with those that are excluded. */
size_t hostlist_count(const struct hostlist *hl);

/*
 * Host i, 0 to hostlist_count() - 1, in the order of first appearance, after
 * hostlist_finish.  Valid until hostlist_free.
 */
struct hostlist_host hostlist_get(const struct hostlist *hl, size_t i);

/*
 * Why the last call failed: two lines without a newline at the end, safe for
 * any terminal, valid until hostlist_free:
 *
 *	ruptime: hosts:12: node[3-1]: a range counts upwards
 *	                         ^
 */
const char *hostlist_error(const struct hostlist *hl);

#endif
