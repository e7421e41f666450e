/* SPDX-License-Identifier: ISC */
/*
 * Standard output, or a file that is replaced by a whole one, for report.c, and
 * anew each round for live.c.
 */
#include <errno.h>
#include <unistd.h>

#include "common/log.h"
#include "ruptime/output.h"

int
output_open(struct output *o, const char *path, bool quiet)
{
	*o = (struct output){ .path = path, .quiet = quiet };
	if (path == NULL) {
		if (sink_open(&o->sink, STDOUT_FILENO) == -1) {
			log_warn("standard output");
			return -1;
		}
		o->out = o->sink.out;
		o->terminal = isatty(STDOUT_FILENO);
		return 0;
	}
	if (replace_begin(&o->file, path, REPLACE_SHARED) == 0) {
		o->out = o->file.out;
		return 0;
	}
	if (errno == EEXIST)
		log_warnx("%s: there is something else than a file", path);
	else
		log_warn("%s", path);
	return -1;
}

/* What is printed as rounds has a stream of its own. */
static int
flush(struct output *o)
{
	if (o->out == o->sink.out)
		return sink_flush(&o->sink);
	return fflush(o->out) == EOF ? -1 : 0;
}

void
output_flush(struct output *o, bool good)
{
	if (good && flush(o) == 0)
		return;
	if (!o->lost && !(o->quiet && errno == EPIPE))
		log_warn("%s", o->path != NULL ? o->path : "standard output");
	o->lost = true;
}

void
output_close(struct output *o)
{
	const char *path = o->path;

	if (o->out != NULL && path == NULL)
		sink_close(&o->sink);
	o->out = NULL;
	if (path == NULL)
		return;
	o->path = NULL;
	if (o->lost)
		replace_abort(&o->file);
	else if (replace_commit(&o->file) == -1) {
		log_warn("%s", path);
		o->lost = true;
	}
}
