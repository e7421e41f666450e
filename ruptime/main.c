/* SPDX-License-Identifier: ISC */
/* ruptime: asks hosts for what uptime(1) prints there. */
#include <fcntl.h>
#include <locale.h>
#include <signal.h>
#include <stdio.h>
#include <unistd.h>

#include "common/inherited.h"
#include "common/log.h"
#include "common/null.h"
#include "common/sink.h"
#include "ruptime/forget.h"
#include "ruptime/live.h"
#include "ruptime/options.h"
#include "ruptime/report.h"
#include "ruptime/stream.h"
#include "ruptime/hosts/sources.h"
#include "ruptime/hosts/targets.h"
#include "ruptime/memory/memory.h"
#include "ruptime/command/template.h"

static const char program[] = "ruptime";

static int
usage(const struct options *o, const char *error)
{
	log_warnx("%s", error);
	sink_say(STDERR_FILENO, options_usage);
	return report_fail(o);
}

/* What was printed has to have arrived. */
static int
printed(int rc)
{
	if (rc == 0)
		return 0;
	log_warn("standard output");
	return 1;
}

static bool
recall_one(void *arg, const struct memory_host *h)
{
	const struct sources_known k = { .found_as = h->found_as,
		.name = h->name,
		.address = h->address,
		.port = h->port };

	targets_know(arg, &k);
	return true;
}

/* What was found in the last days, and may be down today. */
static void
recall(void *arg, struct targets *ts)
{
	memory_found(arg, recall_one, ts);
}

/* One host that was named is streamed, unless an option asks for a table. */
static int
ask(const struct options *o, const struct template *command)
{
	struct memory *m = memory_new(o->service_port);
	struct targets *ts = targets_find(o, recall, m);
	struct target only;
	int status;

	if (ts == NULL) {
		memory_free(m);
		return report_fail(o);
	}
	if (targets_count(ts) == 1 && !targets_have_sources(ts) &&
	    !options_want_table(o)) {
		only = targets_get(ts, 0);
		status = stream_host(o, command, &only);
	} else if (o->interval_ms > 0)
		status = live_hosts(o, command, ts, m);
	else
		status = report_hosts(o, command, ts, m);
	targets_free(ts);
	memory_free(m);
	return status;
}

static int
prepare_and_ask(const struct options *o)
{
	char why[TEMPLATE_ERROR_MAX], error[TEMPLATE_ERROR_MAX + 8];
	struct template *command = NULL;
	int status;

	log_init(program, LOG_TO_STDERR | LOG_PATIENT, o->verbose);
	if (o->forgotten_count > 0)
		return forget_hosts(o);
	if (o->command != NULL && !null_is_there())
		return report_fail(o);
	if (o->command != NULL) {
		command = template_new(o->command, why);
		if (command == NULL) {
			snprintf(error, sizeof(error), "-e: %s", why);
			return usage(o, error);
		}
		/* Commands are to be ended when nobody reads any more. */
		signal(SIGPIPE, SIG_IGN);
	}
	status = ask(o, command);
	template_free(command);
	return status;
}

static int
act(enum options_result result, const struct options *o, const char *error)
{
	switch (result) {
	case OPTIONS_BAD:
		return usage(o, error);
	case OPTIONS_FAILED:
		log_warnx("%s", error);
		return report_fail(o);
	case OPTIONS_HELP:
		return printed(sink_printf(STDOUT_FILENO, "%s\n%s",
		    options_usage, options_help));
	case OPTIONS_VERSION:
		return printed(
		    sink_printf(STDOUT_FILENO, "%s %s\n", program, VERSION));
	case OPTIONS_ASK:
		break;
	}
	return prepare_and_ask(o);
}

int
main(int argc, char *argv[])
{
	char error[OPTIONS_ERROR_MAX];
	struct options o;
	int status;

	inherited_signals();
	/* What is written to such a one fails still, so that it is seen. */
	inherited_descriptors(O_RDONLY);
	setlocale(LC_CTYPE, "");
	log_init(program, LOG_TO_STDERR | LOG_PATIENT, false);
	status = act(options_parse(&o, argc, argv, error), &o, error);
	options_free(&o);
	return status;
}
