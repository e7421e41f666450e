/* SPDX-License-Identifier: ISC */
/*
 * Standard output, or a file that is replaced by a whole one, for report.c, and
 * anew each round for live.c.
 */
#include <errno.h>
#include <unistd.h>

#include "common/log.h"
#include "common/sink.h"
#include "ruptime/output.h"

int
output_open(struct output *o, const char *path, bool quiet)
{
	*o = (struct output){ .path = path, .quiet = quiet };
	if (path == NULL) {
		o->out = sink_open(STDOUT_FILENO);
		if (o->out == NULL) {
			log_warn("standard output");
			return -1;
		}
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

void
output_flush(struct output *o, bool good)
{
	if (good && fflush(o->out) != EOF)
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
		fclose(o->out);
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
