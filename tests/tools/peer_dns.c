/* SPDX-License-Identifier: ISC */
/*
 * A name server with the vices that dnsmasq lacks, for the behaviour tests, in
 * a room of its own (peer_room).  What it does is in the name that it is asked
 * for.
 */
#include <sys/socket.h>
#include <arpa/inet.h>
#include <err.h>
#include <errno.h>
#include <poll.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <unistd.h>

enum {
	HELD_MAX = 1024,
	PACKET = 512,
	HEADER = 12,
	TAIL = 4,     /* of a question, behind its name */
	TYPE_A = 1,   /* RFC 1035 section 3.2.2 */
	SERVFAIL = 2, /* section 4.1.1 */
	NXDOMAIN = 3,
	REFUSED = 5,
	QUIET_MS = 20,
	PATIENCE_S = 30,
	EXIT_DNS = 99
};

static const char usage[] =
    "usage: peer_dns [at-once in-all]\n"
    "Serves 127.0.0.1 port 53; prints \"ready\".  Every name has the address\n"
    "127.0.0.1, but those that begin with\n"
    "  servfail, refused, nxdomain  get that for an answer,\n"
    "  lost                         get none,\n"
    "  slow                         wait until so many are there at once, or\n"
    "                               all have come; then it prints the most\n"
    "                               that were there\n";

struct query {
	struct sockaddr_in from;
	size_t len; /* to the end of the question */
	uint8_t packet[PACKET];
};

struct server {
	int fd;
	struct query held[HELD_MAX];
	size_t holding, at_once, in_all, come, most;
};

static void
open_server(struct server *s)
{
	struct sockaddr_in in = { .sin_family = AF_INET,
		.sin_port = htons(53),
		.sin_addr.s_addr = htonl(INADDR_LOOPBACK) };

	s->fd = socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0);
	if (s->fd == -1 ||
	    bind(s->fd, (struct sockaddr *)&in, sizeof(in)) == -1)
		err(EXIT_DNS, "127.0.0.1 port 53");
	puts("ready");
	fflush(stdout);
}

/* False for what is no query of one name. */
static bool
receive(struct server *s, struct query *q)
{
	socklen_t from_len = sizeof(q->from);
	ssize_t n = recvfrom(s->fd, q->packet, sizeof(q->packet), 0,
	    (struct sockaddr *)&q->from, &from_len);
	size_t at = HEADER;

	while (n > 0 && at < (size_t)n && q->packet[at] != 0)
		at += 1U + q->packet[at];
	q->len = at + 1 + TAIL;
	return n > 0 && q->len <= (size_t)n;
}

static void
reply(const struct server *s, const struct query *q, unsigned code)
{
	static const uint8_t record[] = { 0xc0, HEADER, 0, TYPE_A, 0, 1, 0, 0,
		0, 0, 0, 4, 127, 0, 0, 1 };
	uint8_t packet[PACKET + sizeof(record)];
	size_t len = q->len;

	memcpy(packet, q->packet, len);
	packet[2] |= 0x80; /* an answer */
	packet[3] = (uint8_t)(0x80 | code);
	memset(&packet[6], 0, HEADER - 6);
	if (code == 0 && packet[len - TAIL + 1] == TYPE_A) {
		packet[7] = 1;
		memcpy(packet + len, record, sizeof(record));
		len += sizeof(record);
	}
	if (sendto(s->fd, packet, len, 0, (const struct sockaddr *)&q->from,
		sizeof(q->from)) == -1)
		warn("answering");
}

/* A query that is repeated is held once. */
static void
hold(struct server *s, const struct query *q)
{
	size_t i;

	for (i = 0; i < s->holding; i++)
		if (s->held[i].len == q->len &&
		    memcmp(s->held[i].packet, q->packet, q->len) == 0)
			return;
	if (s->holding == HELD_MAX)
		errx(EXIT_DNS, "too many queries");
	s->held[s->holding++] = *q;
	s->come++;
}

static void
release(struct server *s)
{
	size_t i;

	if (s->holding > s->most)
		s->most = s->holding;
	for (i = 0; i < s->holding; i++)
		reply(s, &s->held[i], 0);
	s->holding = 0;
	if (s->come < s->in_all)
		return;
	printf("most %zu\n", s->most);
	fflush(stdout);
	s->come = 0;
}

static void
serve(struct server *s, const struct query *q)
{
	static const struct {
		const char *name;
		unsigned code;
	} codes[] = { { "servfail", SERVFAIL }, { "refused", REFUSED },
		{ "nxdomain", NXDOMAIN } };
	const char *name = (const char *)&q->packet[HEADER + 1];
	size_t i;

	if (strncasecmp(name, "lost", 4) == 0)
		return;
	if (strncasecmp(name, "slow", 4) == 0) {
		hold(s, q);
		return;
	}
	for (i = 0; i < sizeof(codes) / sizeof(codes[0]); i++)
		if (strncasecmp(name, codes[i].name, strlen(codes[i].name)) ==
		    0) {
			reply(s, q, codes[i].code);
			return;
		}
	reply(s, q, 0);
}

int
main(int argc, char *argv[])
{
	static struct server s;
	struct pollfd pfd = { .events = POLLIN };
	struct query q;
	bool full;
	int n;

	if (argc != 1 && argc != 3)
		errx(EXIT_DNS, "%s", usage);
	s.at_once = argc > 1 ? strtoul(argv[1], NULL, 10) : HELD_MAX;
	s.in_all = argc > 1 ? strtoul(argv[2], NULL, 10) : HELD_MAX;
	alarm(PATIENCE_S);
	open_server(&s);
	pfd.fd = s.fd;
	for (;;) {
		full = s.holding > 0 &&
		    (s.holding >= s.at_once || s.come >= s.in_all);
		n = poll(&pfd, 1, full ? QUIET_MS : -1);
		if (n == -1 && errno != EINTR)
			err(EXIT_DNS, "poll");
		if (n == 0)
			release(&s);
		if (n == 1 && receive(&s, &q))
			serve(&s, &q);
	}
}
