/* SPDX-License-Identifier: ISC */
/*
 * ruptimed: answers each connection with what uptime(1) prints.  Start-up as a
 * table of contents; the order is explained in ruptimed(8).
 */
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "common/inherited.h"
#include "common/log.h"
#include "common/null.h"
#include "common/proto.h"
#include "common/signals.h"
#include "common/sink.h"
#include "ruptimed/daemonize.h"
#include "ruptimed/inetd.h"
#include "ruptimed/listener.h"
#include "ruptimed/options.h"
#include "ruptimed/pidlock.h"
#include "ruptimed/privdrop.h"
#include "ruptimed/server.h"
#include "ruptimed/systemd.h"

static const char program[] = "ruptimed";

static void
start_log(const struct options *o)
{
	unsigned to = systemd_has_journal() ? LOG_TO_JOURNAL : LOG_TO_STDERR;

	if (o->inetd && inetd_owns_stderr())
		to = LOG_TO_SYSLOG;
	else if (o->inetd && to == LOG_TO_STDERR)
		to = LOG_TO_SYSLOG | LOG_TO_STDERR;
	else if (!o->inetd && !o->foreground)
		to = LOG_TO_SYSLOG | LOG_TO_TERMINAL;
	log_init(program, to, o->verbose);
}

static int
usage(const struct options *o, const char *error)
{
	if (o->inetd) {
		start_log(o);
		inetd_tell_failure();
	}
	log_warnx("%s", error);
	if (!o->inetd || !inetd_owns_stderr())
		sink_say(STDERR_FILENO, options_usage);
	return 2;
}

/* From the last fork on.  parent is -1 in the foreground. */
static int
run_server(const struct options *o, struct listeners *ls, struct privdrop *pd,
    struct pidfh *pidfile, int parent)
{
	struct server *s = NULL;
	int rc = -1;

	if (privdrop_drop(pd) == -1 || pidlock_write(pidfile) == -1)
		return -1;
	s = server_new(o, ls);
	if (s != NULL && server_try(s) == 0 &&
	    (parent == -1 || daemonize_ready(parent) == 0)) {
		if (!o->foreground)
			log_init(program, LOG_TO_SYSLOG, o->verbose);
		listeners_log(ls);
		systemd_notify("READY=1");
		rc = server_run(s);
	}
	server_free(s);
	return rc;
}

static int
run_daemon(const struct options *o, int passed)
{
	struct pidfh *pidfile = NULL;
	struct listeners *ls;
	struct privdrop pd;
	int parent = -1, rc = -1;
	bool own_dir;

	if (privdrop_find(&pd, o->user) == -1) {
		privdrop_free(&pd);
		return 1;
	}
	server_hold_signals();
	own_dir = pd.needed && !o->foreground && o->pidfile == NULL;
	if (own_dir || o->pidfile != NULL)
		pidfile =
		    pidlock_acquire(own_dir ? PIDLOCK_DEFAULT : o->pidfile, &pd,
			own_dir);
	ls = passed > 0 ? listeners_take(SYSTEMD_FIRST_FD, passed) :
			  listeners_open(&o->addresses);
	if (ls != NULL && !o->foreground)
		parent = daemonize_begin();
	if (ls != NULL && (o->foreground || parent != -1))
		rc = run_server(o, ls, &pd, pidfile, parent);
	listeners_free(ls);
	pidlock_release(pidfile, &pd);
	privdrop_free(&pd);
	return rc == 0 ? 0 : 1;
}

static void
log_notices(const struct options *o, int passed)
{
	if (passed > 0 && o->addresses_given)
		log_notice("-l and -p do not count: the service manager "
			   "passed sockets");
	else if (passed == 0 && o->port_fallback && !o->inetd)
		log_notice("the services database lacks %s, using port %d; "
			   "add the line \"%s %d/tcp\" to /etc/services",
		    PROTO_SERVICE, PROTO_PORT, PROTO_SERVICE, PROTO_PORT);
}

/* Without somebody who holds the sockets meanwhile, to leave is to be gone. */
static bool
may_leave(const struct options *o, int passed)
{
	return o->idle_exit_ms == 0 || passed > 0;
}

/* What is told of the sockets is not true.  To listen on others instead would
 * be to serve whom nobody has meant. */
static int
refuse_passed(const struct options *o, int error)
{
	start_log(o);
	log_warnx("LISTEN_FDS: the passed sockets cannot be taken: %s",
	    strerror(error));
	return 1;
}

static int
launch(const struct options *o, int passed)
{
	if (passed < 0 && !o->inetd)
		return refuse_passed(o, -passed);
	if (!may_leave(o, passed))
		return usage(o,
		    "--idle-exit: no service manager has passed sockets, which "
		    "would start the next ruptimed");
	signals_ignore();
	start_log(o);
	log_notices(o, passed);
	if (!null_is_there()) {
		if (o->inetd)
			inetd_tell_failure();
		return 1;
	}
	return o->inetd ? inetd_answer(o) : run_daemon(o, passed);
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

int
main(int argc, char *argv[])
{
	char error[OPTIONS_ERROR_MAX];
	struct options o;
	int passed, status = 0;

	inherited_signals();
	signal(SIGUSR1, SIG_IGN); /* until there is something to count */
	passed = systemd_take_fds();
	daemonize_descriptors(passed > 0 ? passed : 0);
	log_init(program, LOG_TO_STDERR, false);
	switch (options_parse(&o, argc, argv, error)) {
	case OPTIONS_BAD:
		status = usage(&o, error);
		break;
	case OPTIONS_FAILED:
		start_log(&o);
		log_warnx("%s", error);
		status = 1;
		break;
	case OPTIONS_HELP:
		status = printed(sink_printf(STDOUT_FILENO, "%s\n%s",
		    options_usage, options_help));
		break;
	case OPTIONS_VERSION:
		status = printed(
		    sink_printf(STDOUT_FILENO, "%s %s\n", program, VERSION));
		break;
	case OPTIONS_SERVE:
		status = launch(&o, passed);
		break;
	}
	options_free(&o);
	return status;
}
