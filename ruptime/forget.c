/* SPDX-License-Identifier: ISC */
/*
 * The hosts of --forget taken out of the memory, for main.c.  Asks nobody.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "common/log.h"
#include "ruptime/forget.h"
#include "ruptime/hosts/hostlist.h"
#include "ruptime/hosts/services.h"
#include "ruptime/memory/memory.h"

/* Nobody is asked, so that nobody says whom it stands for. */
static const char *
judge(const void *arg, const struct source *s, bool in_file)
{
	return s->kind == SOURCE_NETWORK ?
	    "not a host; of a network name them as 192.0.2.[1-254]" :
	    "not a host that is remembered";
}

static bool
add_all(struct hostlist *hl, const struct options *o)
{
	size_t i;

	hostlist_judge_sources(hl, judge, NULL);
	for (i = 0; i < o->forgotten_count; i++)
		if (!hostlist_add(hl, o->forgotten[i]))
			return false;
	return hostlist_finish(hl);
}

/* A command may have taken for a host what is none otherwise. */
static struct hostlist *
find(const struct options *o, struct services *services)
{
	struct hostpart_rules rules = { .service = services_port,
		.arg = services };
	struct hostlist *hl = hostlist_new("ruptime: ", o->port, &rules), *any;

	rules.strict = true;
	any = hostlist_new("ruptime: ", o->port, &rules);
	if (hl == NULL || any == NULL)
		log_warn("hosts");
	else if (add_all(hl, o)) {
		hostlist_free(any);
		return hl;
	} else if (add_all(any, o)) {
		hostlist_free(hl);
		return any;
	} else
		log_lines(hostlist_error(hl));
	hostlist_free(hl);
	hostlist_free(any);
	return NULL;
}

/* As memory_look() has it of a host that was asked. */
static char *
key_of(struct memory *m, const struct hostlist *hl, size_t i)
{
	const struct hostlist_host host = hostlist_get(hl, i);
	const struct host h = { .name = host.text,
		.own_port = host.port_number };
	char key[HOSTPORT_TEXT_MAX];

	return strdup(memory_key(m, &h, key));
}

/* How many there were; -1 where it was said why not. */
static int
drop(struct memory *m, const struct hostlist *hl)
{
	const size_t n = hostlist_count(hl);
	char **keys = calloc(n, sizeof(char *));
	size_t i = 0;
	int count = -1;

	while (keys != NULL && i < n && (keys[i] = key_of(m, hl, i)) != NULL)
		i++;
	if (i == n)
		count = memory_forget(m, (const char *const *)keys, n);
	else
		log_warn("%zu hosts", n);
	while (keys != NULL && i > 0)
		free(keys[--i]);
	free(keys);
	return count;
}

int
forget_hosts(const struct options *o)
{
	struct services services = { 0 };
	struct hostlist *hl = find(o, &services);
	struct memory *m = memory_new(o->service_port);
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
