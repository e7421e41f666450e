/* SPDX-License-Identifier: ISC */
/*
 * ruptimed: answers each connection with what uptime(1) prints.  Start-up as a
 * table of contents; the order is explained in ruptimed(8).
 */
#include <stdio.h>
#include <sys/socket.h>
#include <unistd.h>

#include "common/log.h"
#include "common/proto.h"
#include "ruptimed/daemonize.h"
#include "ruptimed/listener.h"
#include "ruptimed/options.h"
#include "ruptimed/pidlock.h"
#include "ruptimed/privdrop.h"
#include "ruptimed/server.h"
#include "ruptimed/systemd.h"

static const char program[] = "ruptimed";

static int
usage(const struct options *o, const char *error)
{
	/* Standard error is the client's socket then. */
	if (o->inetd) {
		log_init(program, LOG_TO_SYSLOG, false);
		printf("%sthe server is not set up right\n", PROTO_ERROR);
	}
	log_warnx("%s", error);
	if (!o->inetd)
		fprintf(stderr, "%s", options_usage);
	return 2;
}

static void
start_log(const struct options *o)
{
	unsigned to = LOG_TO_TERMINAL | LOG_TO_SYSLOG;

	if (o->inetd)
		to = LOG_TO_SYSLOG;
	else if (o->foreground)
		to = systemd_has_journal() ? LOG_TO_JOURNAL : LOG_TO_STDERR;
	log_init(program, to, o->verbose);
}

/* inetd's way: the client is standard input. */
static int
serve_inetd(const struct options *o, struct privdrop *pd)
{
	struct server *s;
	int rc = -1, listening = 0;
	socklen_t len = sizeof(listening);

	if (getsockopt(STDIN_FILENO, SOL_SOCKET, SO_ACCEPTCONN, &listening,
		&len) == -1 ||
	    listening)
		fatalx("-i: standard input is not a connected socket "
		       "(inetd's nowait)");
	if (privdrop_drop(pd) == -1)
		return 1;
	s = server_new(o, NULL);
	if (s != NULL)
		rc = server_answer_one(s, STDIN_FILENO);
	server_free(s);
	return rc == 0 ? 0 : 1;
}

/* From the last fork on.  parent is -1 in the foreground. */
static int
serve(const struct options *o, struct listeners *ls, struct privdrop *pd,
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
serve_all(const struct options *o, struct privdrop *pd, int passed)
{
	bool own_dir = pd->needed && !o->foreground && o->pidfile == NULL;
	const char *path = own_dir ? PIDLOCK_DEFAULT : o->pidfile;
	struct pidfh *pidfile = NULL;
	struct listeners *ls;
	int parent = -1, rc = -1;

	if (path != NULL)
		pidfile = pidlock_acquire(path, pd, own_dir);
	ls = passed > 0 ? listeners_take(SYSTEMD_FIRST_FD, passed) :
			  listeners_open(o->addresses, o->address_count);
	if (ls != NULL && !o->foreground)
		parent = daemonize_begin();
	if (ls != NULL && (o->foreground || parent != -1))
		rc = serve(o, ls, pd, pidfile, parent);
	listeners_free(ls);
	pidlock_release(pidfile, pd);
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

int
main(int argc, char *argv[])
{
	char error[OPTIONS_ERROR_MAX];
	struct privdrop pd;
	struct options o;
	int passed = systemd_take_fds(), status = 0;

	daemonize_descriptors(passed);
	log_init(program, LOG_TO_STDERR, false);
	switch (options_parse(&o, argc, argv, error)) {
	case OPTIONS_BAD:
		status = usage(&o, error);
		break;
	case OPTIONS_HELP:
		printf("%s\n%s", options_usage, options_help);
		break;
	case OPTIONS_VERSION:
		printf("%s %s\n", program, VERSION);
		break;
	case OPTIONS_SERVE:
		start_log(&o);
		log_notices(&o, passed);
		privdrop_find(&pd, o.user);
		status =
		    o.inetd ? serve_inetd(&o, &pd) : serve_all(&o, &pd, passed);
		break;
	}
	options_free(&o);
	return status;
}
