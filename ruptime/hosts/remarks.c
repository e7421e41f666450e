/* SPDX-License-Identifier: ISC */
/*
 * What is said of the list of hosts as a whole: why it is empty, where it comes
 * from, what -x did not find in it.  targets.c has it said.
 */
#include <errno.h>
#include <string.h>
#include <unistd.h>

#include "common/log.h"
#include "common/sink.h"
#include "ruptime/hosts/exclusions.h"
#include "ruptime/hosts/hostlist.h"
#include "ruptime/hosts/remarks.h"
#include "ruptime/hosts/sources.h"
#include "ruptime/options.h"

/* Of what -x names to no effect so much is told. */
enum { IDLE_NAMES = 5, IDLE_TEXT_MAX = 512 };

const char *
remarks_file_name(const char *path)
{
	return strcmp(path, "-") == 0 ? "standard input" : path;
}

/* pdsh's -f is how many are asked at once. */
void
remarks_on_unread_file(const char *path)
{
	if (errno == ENOENT && path[0] != '\0' &&
	    path[strspn(path, "0123456789")] == '\0')
		log_warnx("hosts file %s: %s; -F %s asks so many at once", path,
		    strerror(errno), path);
	else
		log_warn("hosts file %s", remarks_file_name(path));
}

static void
say_empty(const char *path)
{
	log_warnx("hosts file %s: it names no host", remarks_file_name(path));
}

/* Files named nobody, or -x has left out whom they named. */
static void
say_none_left(const struct remarks *r, size_t named)
{
	const struct options *o = r->options;
	size_t i;

	if (named > 0) {
		log_warnx("no host is left to ask: -x leaves out all %zu",
		    named);
		return;
	}
	if (r->default_file != NULL)
		say_empty(r->default_file);
	for (i = 0; i < o->file_count; i++)
		say_empty(o->files[i]);
	if (r->default_file == NULL && o->file_count == 0)
		log_warnx("no host is left to ask");
}

/* The three ways to name hosts, to who has used none. */
void
remarks_on_nobody(const struct remarks *r, size_t named)
{
	if (!r->by_default || named > 0) {
		if (r->by_default || !r->sources->lacking)
			say_none_left(r, named);
		return;
	}
	log_warnx("no host to ask: name some, list them in"
		  " ~/.config/ruptime/hosts or /etc/ruptime/hosts, or have the"
		  " network name them: see \"Finding hosts\" in ruptime(1)");
	sink_say(STDERR_FILENO, options_usage);
}

static void
tell_found(const struct remarks *r)
{
	const struct sources *ss = r->sources;
	const char *told = ss->told;

	if (!r->by_default || isatty(STDERR_FILENO) == 0)
		return;
	if (ss->known > 0)
		log_warnx("no hosts file: asking %s%s%zu known from before",
		    told, told[0] != '\0' ? ", " : "", ss->known);
	else
		log_warnx("no hosts file: asking %s", told);
}

/* A slip of the finger is to be seen. */
static void
tell_idle_exclusions(const struct remarks *r)
{
	const struct exclusions *es = hostlist_exclusions(r->list);
	char names[IDLE_TEXT_MAX] = "";
	size_t i = 0, n = 0, shown = 0;
	const char *name;

	while ((name = exclusions_next_idle(es, &i)) != NULL) {
		if (n++ >= IDLE_NAMES)
			continue;
		strlcat(names, shown++ > 0 ? ", " : "", sizeof(names));
		strlcat(names, name, sizeof(names));
	}
	if (n > shown)
		log_warnx("-x %s and %zu more: nobody is left out by these",
		    names, n - shown);
	else if (n > 0)
		log_warnx("-x %s: nobody is left out by %s", names,
		    n == 1 ? "this" : "these");
}

void
remarks_on_list(const struct remarks *r, bool searched)
{
	tell_found(r);
	if (!searched && !r->sources->lacking)
		tell_idle_exclusions(r);
}
