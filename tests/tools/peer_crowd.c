/* SPDX-License-Identifier: ISC */
/*
 * A server that counts how many clients it has at once, for the behaviour
 * tests.  It lets them wait until there are as many as the test expects, looks
 * whether more come, and only then answers.
 */
#include <sys/socket.h>
#include <arpa/inet.h>
#include <err.h>
#include <errno.h>
#include <poll.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { CLIENTS_MAX = 1024, QUIET_MS = 20, PATIENCE_S = 30, EXIT_CROWD = 99 };

static const char usage[] = "usage: peer_crowd at-once in-all\n"
			    "Listens on a port of every address of IPv4, which "
			    "it prints.  Answers when\n"
			    "so many clients are there at once, or all have "
			    "come; then prints the most\n"
			    "that were there, and ends.\n";

static const char reply[] =
    " 08:38:22 up  1:11,  0 user,  load average: 3.41, 3.47, 3.37\n";

struct crowd {
	struct pollfd fds[1 + CLIENTS_MAX]; /* the listener, the clients */
	size_t clients;
	size_t answered; /* of them, the first */
	size_t at_once, in_all, come, most;
};

static void
open_listener(struct crowd *c)
{
	struct sockaddr_in in = { .sin_family = AF_INET };
	socklen_t len = sizeof(in);
	int fd = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);

	if (fd == -1 || bind(fd, (struct sockaddr *)&in, len) == -1 ||
	    listen(fd, SOMAXCONN) == -1 ||
	    getsockname(fd, (struct sockaddr *)&in, &len) == -1)
		err(EXIT_CROWD, "listener");
	c->fds[0] = (struct pollfd){ .fd = fd, .events = POLLIN };
	printf("%u\n", ntohs(in.sin_port));
	fflush(stdout);
}

static void
take_clients(struct crowd *c)
{
	int fd;

	while ((fd = accept4(c->fds[0].fd, NULL, NULL, SOCK_CLOEXEC)) != -1) {
		if (c->clients == CLIENTS_MAX)
			errx(EXIT_CROWD, "too many clients at once");
		c->fds[1 + c->clients++] =
		    (struct pollfd){ .fd = fd, .events = POLLIN };
		c->come++;
	}
}

/* They send nothing, so what can be read is their end. */
static void
drop_ended(struct crowd *c)
{
	size_t i = 0;

	while (i < c->clients) {
		if (c->fds[1 + i].revents == 0) {
			i++;
			continue;
		}
		close(c->fds[1 + i].fd);
		if (i < c->answered)
			c->answered--;
		c->clients--;
		memmove(&c->fds[1 + i], &c->fds[2 + i],
		    (c->clients - i) * sizeof(c->fds[0]));
	}
}

static void
answer(struct crowd *c)
{
	int fd;

	if (c->clients > c->most)
		c->most = c->clients;
	for (; c->answered < c->clients; c->answered++) {
		fd = c->fds[1 + c->answered].fd;
		if (send(fd, reply, sizeof(reply) - 1, MSG_NOSIGNAL) == -1 ||
		    shutdown(fd, SHUT_WR) == -1)
			warn("answering");
	}
}

static bool
crowded(const struct crowd *c)
{
	return c->clients - c->answered >= c->at_once || c->come >= c->in_all;
}

static size_t
parse(const char *text)
{
	long number = strtol(text, NULL, 10);

	if (number < 1)
		errx(EXIT_CROWD, "%s: not a number\n%s", text, usage);
	return (size_t)number;
}

int
main(int argc, char *argv[])
{
	static struct crowd c;
	int n;

	if (argc != 3)
		errx(EXIT_CROWD, "%s", usage);
	c.at_once = parse(argv[1]);
	c.in_all = parse(argv[2]);
	alarm(PATIENCE_S);
	open_listener(&c);
	while (c.come < c.in_all || c.clients > 0) {
		n = poll(c.fds, 1 + c.clients, crowded(&c) ? QUIET_MS : -1);
		if (n == -1 && errno != EINTR)
			err(EXIT_CROWD, "poll");
		if (n == 0)
			answer(&c);
		if (n <= 0)
			continue;
		drop_ended(&c);
		if (c.fds[0].revents != 0)
			take_clients(&c);
	}
	printf("most %zu\n", c.most);
	return 0;
}
