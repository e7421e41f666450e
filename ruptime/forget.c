/* SPDX-License-Identifier: ISC */
/*
 * The hosts of --forget taken out of the memory, for main.c.  Asks nobody.
 */
#include <stdio.h>
#include <unistd.h>
#include <stdlib.h>

#include "common/log.h"
#include "common/sink.h"
#include "ruptime/forget.h"
#include "ruptime/hosts/hostlist.h"
#include "ruptime/memory/memory.h"

static struct hostlist *
find(const struct options *o)
{
	/* No default for the port: "alpha" and "alpha:4000" are two. */
	static const struct hostpart_rules rules;
	struct hostlist *hl = hostlist_new("ruptime: ", 0, &rules);
	size_t i;

	if (hl == NULL) {
		log_warn("hosts");
		return NULL;
	}
	for (i = 0; i < o->forgotten_count; i++)
		if (!hostlist_add(hl, o->forgotten[i])) {
			sink_say(STDERR_FILENO, hostlist_error(hl));
			sink_say(STDERR_FILENO, "\n");
			hostlist_free(hl);
			return NULL;
		}
	hostlist_finish(hl);
	return hl;
}

/* How many there were; -1 where it was said why not. */
static int
drop(struct memory *m, const struct hostlist *hl)
{
	const size_t n = hostlist_count(hl);
	const char **names = calloc(n, sizeof(names[0]));
	int count = -1;
	size_t i;

	if (names == NULL) {
		log_warn("%zu hosts", n);
		return -1;
	}
	for (i = 0; i < n; i++)
		names[i] = hostlist_get(hl, i).text;
	count = memory_forget(m, names, n);
	free(names);
	return count;
}

int
forget_hosts(const struct options *o)
{
	struct hostlist *hl = find(o);
	struct memory *m = memory_new();
	int count = -1;

	if (hl != NULL && m == NULL)
		log_warnx("nothing is remembered: there is no home, or "
			  "RUPTIME_SEEN is empty");
	else if (hl != NULL)
		count = drop(m, hl);
	if (count == 0 && o->verbose)
		log_warnx("nothing was remembered of them");
	memory_free(m);
	hostlist_free(hl);
	return count == -1 ? 2 : 0;
}
