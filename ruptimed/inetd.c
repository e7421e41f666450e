/* SPDX-License-Identifier: ISC */
/*
 * The life of a ruptimed that inetd(8), or systemd with Accept=yes, starts for
 * one client.  main.c calls it in place of everything that makes a daemon.
 */
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>

#include "common/log.h"
#include "common/proto.h"
#include "common/wire.h"
#include "ruptimed/inetd.h"
#include "ruptimed/privdrop.h"
#include "ruptimed/server.h"

bool
inetd_owns_stderr(void)
{
	struct stat in, err;

	return fstat(STDIN_FILENO, &in) == 0 && S_ISSOCK(in.st_mode) &&
	    fstat(STDERR_FILENO, &err) == 0 && in.st_dev == err.st_dev &&
	    in.st_ino == err.st_ino;
}

void
inetd_tell_failure(void)
{
	static const char line[] = PROTO_ERROR "the server is not set up\n";
	char scrap[4096];
	int rounds = 16;

	wire_send(STDIN_FILENO, line, strlen(line));
	shutdown(STDIN_FILENO, SHUT_WR);
	/* What a client has sent, and nobody has read, would have it reset. */
	while (wire_receive(STDIN_FILENO, scrap, sizeof(scrap)) > 0 &&
	    rounds-- > 0)
		continue;
}

static int
option_of_stdin(int name)
{
	int value = -1;
	socklen_t len = sizeof(value);

	return getsockopt(STDIN_FILENO, SOL_SOCKET, name, &value, &len) == 0 ?
	    value :
	    -1;
}

/* Whoever sends datagrams may have forged his address. */
static bool
stdin_is_client(void)
{
	return option_of_stdin(SO_ACCEPTCONN) == 0 &&
	    option_of_stdin(SO_TYPE) == SOCK_STREAM;
}

int
inetd_answer(const struct options *o)
{
	struct server *s = NULL;
	struct privdrop pd;
	int rc = -1;

	if (!stdin_is_client()) {
		log_warnx("-i: standard input is not a connected stream "
			  "socket (inetd's nowait)");
		return 1;
	}
	server_hold_signals();
	if (privdrop_find(&pd, o->user) == 0 && privdrop_drop(&pd) == 0)
		s = server_new(o, NULL);
	privdrop_free(&pd);
	if (s == NULL)
		inetd_tell_failure();
	else
		rc = server_answer_one(s, STDIN_FILENO);
	server_free(s);
	return rc == 0 ? 0 : 1;
}
