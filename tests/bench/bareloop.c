/* SPDX-License-Identifier: ISC */
/*
 * The floor of the benchmark: what it costs to accept, send a fixed line and
 * close, and nothing else. One process, blocking, no event loop, no check of
 * who asks, no wait for the client's end of file. run.sh starts it.
 */

#include <sys/socket.h>
#include <netinet/in.h>
#include <err.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static int
listen_any(in_port_t port)
{
	struct sockaddr_in sin = { .sin_family = AF_INET,
		.sin_port = htons(port),
		.sin_addr.s_addr = htonl(INADDR_ANY) };
	int fd, on = 1;

	fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
	if (fd == -1 ||
	    setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &on, sizeof(on)) == -1 ||
	    bind(fd, (struct sockaddr *)&sin, sizeof(sin)) == -1 ||
	    listen(fd, SOMAXCONN) == -1)
		err(1, "port %u", (unsigned)port);
	return fd;
}

int
main(int argc, char *argv[])
{
	const char *line;
	size_t len;
	in_port_t port;
	const char *why;
	int fd, listener;

	if (argc != 3)
		errx(2, "usage: bareloop port line-with-its-newline");
	port = (in_port_t)strtonum(argv[1], 1, UINT16_MAX, &why);
	if (why != NULL)
		errx(2, "port \"%s\" is %s", argv[1], why);
	listener = listen_any(port);
	line = argv[2];
	len = strlen(line);
	for (;;) {
		fd = accept(listener, NULL, NULL);
		if (fd == -1)
			continue;
		if (send(fd, line, len, MSG_NOSIGNAL) != (ssize_t)len)
			warn("send");
		close(fd);
	}
}
