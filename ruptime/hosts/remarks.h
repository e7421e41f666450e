/* SPDX-License-Identifier: ISC */
/* What is said of the list of hosts as a whole. */
#ifndef RUPTIME_REMARKS_H
#define RUPTIME_REMARKS_H

#include <stdbool.h>
#include <stddef.h>

struct hostlist;
struct options;
struct sources;

/* What the list was made of. */
struct remarks {
	const struct options *options;
	const struct sources *sources;
	const struct hostlist *list;
	const char *default_file; /* that was read; NULL: none was */
	bool by_default;          /* nobody has named the sources */
};

/* What a hosts file is called: "standard input" for "-". */
const char *remarks_file_name(const char *path);

/* Say, by errno, that such a file could not be read. */
void remarks_on_unread_file(const char *path);

/* Say why there is nobody to ask, though, before -x, so many were named. */
void remarks_on_nobody(const struct remarks *r, size_t named);

/* Say, on a terminal, where hosts come from that nobody has named, and that -x
 * has named somebody to no effect; of those that are searched that is not
 * known. */
void remarks_on_list(const struct remarks *r, bool searched);

#endif
