/* SPDX-License-Identifier: ISC */
/*
 * Many clients of one kind at once, for the behaviour tests.  Prints one line
 * that counts what became of them; exits 0 where each ended as its kind is
 * meant to, 1 where one did not, 2 where the swarm itself failed.
 */
#include <arpa/inet.h>
#include <netinet/tcp.h>
#include <sys/resource.h>
#include <err.h>
#include <errno.h>
#include <event2/event.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

enum {
	NAP_MS = 2, /* of a slow reader, between two reads */
	CHUNK = 65536,
	HEAD = 128,    /* bytes of a text that are looked at */
	TEXTS = 4096,  /* different ones that are counted */
	KEPT_BACK = 16 /* descriptors */
};

static const char usage[] =
    "usage: swarm [option value]... address port\n"
    "  -b  each client sends so many bytes before its kind's act\n"
    "  -d  so many ms pass from the connect to the first byte or act\n"
    "  -e  a good reply begins with this text, which may be an error\n"
    "  -f  it is a time in Epoch ns, at most so many ms before the connect\n"
    "  -h  so many ms pass from the act to the close\n"
    "  -k  the act: reads, half-closes, never-reads, resets or closes\n"
    "  -n  so many clients in all (default 1); -c  at most so many at once\n"
    "  -r  read so many bytes at a time, and slowly\n"
    "  -s  a good reply has so many bytes\n"
    "  -T  who is not done after so many seconds (default 30) is unfinished\n"
    "  -v  1: say on standard error when all have connected\n";

enum kind { READS, HALF_CLOSES, NEVER_READS, RESETS, CLOSES, KINDS };

static const char *const kind_names[KINDS] = { "reads", "half-closes",
	"never-reads", "resets", "closes" };

/* The options that are numbers. */
enum number {
	SEND_LEN = 'b',
	CONCURRENT = 'c',
	DELAY_MS = 'd',
	MAX_AGE_MS = 'f', /* -1: any */
	HOLD_MS = 'h',
	CLIENTS = 'n',
	READ_LEN = 'r',
	REPLY_LEN = 's',
	TIMEOUT_S = 'T',
	VERBOSE = 'v',
	NUMBERS
};

struct counts {
	unsigned replied, error, wrong, stale, empty; /* received */
	unsigned eof_clean, reset, left, refused;     /* how it ended */
	unsigned good;                                /* in both respects */
	unsigned begun, connected, ended, texts;
};

struct client {
	struct swarm *swarm;
	int fd;
	int64_t begun_ns;  /* of the Epoch */
	int64_t sent, len; /* bytes out and in */
	uint64_t hash;     /* of the text, FNV-1a */
	char head[HEAD + 1];
};

struct swarm {
	enum kind kind;
	const char *prefix;
	int64_t numbers[NUMBERS];
	struct sockaddr_in to;
	struct counts n;
	struct event_base *base;
	struct client *clients;
	uint64_t texts[TEXTS]; /* their hashes */
	char chunk[CHUNK];     /* what is sent */
};

static void begin_some(struct swarm *s);

static bool
reads(const struct swarm *s)
{
	return s->kind == READS || s->kind == HALF_CLOSES;
}

/* One call of cb when the descriptor is ready or so many ms are over. */
static void
await(struct client *c, short what, int64_t ms, event_callback_fn cb)
{
	struct timeval tv = { ms / 1000, ms % 1000 * 1000 };
	bool timer = what == EV_TIMEOUT;

	(void)event_base_once(c->swarm->base, timer ? -1 : c->fd, what, cb, c,
	    timer ? &tv : NULL);
}

static void
end(struct client *c)
{
	struct swarm *s = c->swarm;

	close(c->fd);
	if (++s->n.ended == s->numbers[CLIENTS])
		event_base_loopbreak(s->base);
	else
		begin_some(s);
}

/* The hold is over. */
static void
on_held(int fd, short what, void *arg)
{
	const struct linger none = { 1, 0 };
	struct client *c = arg;

	(void)fd;
	(void)what;
	if (!reads(c->swarm))
		c->swarm->n.left++;
	if (c->swarm->kind == RESETS)
		setsockopt(c->fd, SOL_SOCKET, SO_LINGER, &none, sizeof(none));
	end(c);
}

static void
count_text(struct swarm *s, uint64_t hash)
{
	unsigned i = 0;

	while (i < s->n.texts && s->texts[i] != hash)
		i++;
	if (i == s->n.texts && i < TEXTS)
		s->texts[s->n.texts++] = hash;
}

static bool
begins_with(const char *text, const char *prefix)
{
	return strncmp(text, prefix, strlen(prefix)) == 0;
}

/* Which kind of text it is; true where it is a good one. */
static bool
count_reply(struct swarm *s, const struct client *c)
{
	unsigned *kind = &s->n.replied;

	count_text(s, c->hash);
	if (c->len == 0)
		kind = &s->n.empty;
	else if (begins_with(c->head, "error: ") &&
	    !begins_with(s->prefix, "error: "))
		kind = &s->n.error;
	else if (!begins_with(c->head, s->prefix) ||
	    (s->numbers[REPLY_LEN] != 0 && c->len != s->numbers[REPLY_LEN]))
		kind = &s->n.wrong;
	else if (s->numbers[MAX_AGE_MS] != -1 &&
	    strtoll(c->head, NULL, 10) <
		c->begun_ns - s->numbers[MAX_AGE_MS] * 1000000)
		kind = &s->n.stale;
	++*kind;
	return kind == &s->n.replied;
}

/* The end of file comes first where both came, but SO_ERROR tells. */
static bool
was_reset(const struct client *c)
{
	int error = -1;
	socklen_t len = sizeof(error);

	getsockopt(c->fd, SOL_SOCKET, SO_ERROR, &error, &len);
	return error != 0;
}

static void
finish(struct client *c, bool eof)
{
	struct swarm *s = c->swarm;
	bool replied = count_reply(s, c);

	if (eof && !was_reset(c)) {
		s->n.eof_clean++;
		s->n.good += replied;
		await(c, EV_TIMEOUT, s->numbers[HOLD_MS], on_held);
	} else {
		s->n.reset++;
		end(c);
	}
}

static void
take_text(struct client *c, const char *text, ssize_t len)
{
	ssize_t i;

	for (i = 0; i < len; i++, c->len++) {
		c->hash = (c->hash ^ (uint8_t)text[i]) * 0x100000001b3;
		if (c->len < HEAD)
			c->head[c->len] = text[i];
	}
}

static void
on_readable(int fd, short what, void *arg)
{
	struct client *c = arg;
	size_t len = (size_t)c->swarm->numbers[READ_LEN];
	char text[CHUNK];
	ssize_t n = recv(c->fd, text, len, 0);

	(void)fd; /* -1 after a nap */
	(void)what;
	if (n == 0 || (n == -1 && errno != EAGAIN)) {
		finish(c, n == 0);
		return;
	}
	take_text(c, text, n);
	await(c, len == CHUNK ? EV_READ : EV_TIMEOUT, NAP_MS, on_readable);
}

/* All is sent; now what gave the kind its name. */
static void
act(struct client *c)
{
	if (c->swarm->kind == HALF_CLOSES)
		shutdown(c->fd, SHUT_WR);
	if (reads(c->swarm))
		await(c, EV_READ, 0, on_readable);
	else
		await(c, EV_TIMEOUT, c->swarm->numbers[HOLD_MS], on_held);
}

static void
on_sendable(int fd, short what, void *arg)
{
	struct client *c = arg;
	int64_t rest = c->swarm->numbers[SEND_LEN] - c->sent;
	size_t len = rest < CHUNK ? (size_t)rest : CHUNK;
	ssize_t n = 0;

	(void)fd;
	(void)what;
	if (len > 0)
		n = send(c->fd, c->swarm->chunk, len, MSG_NOSIGNAL);
	c->sent += n > 0 ? n : 0;
	if (c->sent == c->swarm->numbers[SEND_LEN])
		act(c);
	else if (n == -1 && errno != EAGAIN)
		finish(c, false);
	else
		await(c, EV_WRITE, 0, on_sendable);
}

static void
on_connected(int fd, short what, void *arg)
{
	struct client *c = arg;
	struct swarm *s = c->swarm;
	struct sockaddr_storage peer;
	socklen_t len = sizeof(peer);

	(void)what;
	if (getpeername(fd, (void *)&peer, &len) == -1) {
		s->n.refused++;
		end(c);
		return;
	}
	if (++s->n.connected == s->numbers[CLIENTS] && s->numbers[VERBOSE])
		fprintf(stderr, "swarm: all connected\n");
	if (s->numbers[DELAY_MS] > 0)
		await(c, EV_TIMEOUT, s->numbers[DELAY_MS], on_sendable);
	else
		on_sendable(fd, what, c);
}

static void
begin(struct swarm *s, struct client *c)
{
	const int small = 536; /* than any long reply, sent in such parts */
	struct timespec ts;

	c->swarm = s;
	c->hash = 0xcbf29ce484222325;
	c->fd = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0);
	if (c->fd == -1)
		err(2, "socket");
	if (s->kind == NEVER_READS || s->numbers[READ_LEN] < CHUNK) {
		setsockopt(c->fd, SOL_SOCKET, SO_RCVBUF, &small, sizeof(small));
		setsockopt(c->fd, SOL_TCP, TCP_MAXSEG, &small, sizeof(small));
	}
	clock_gettime(CLOCK_REALTIME, &ts);
	c->begun_ns = (int64_t)ts.tv_sec * 1000000000 + ts.tv_nsec;
	/* Where it fails on_connected() finds no peer. */
	(void)connect(c->fd, (const void *)&s->to, sizeof(s->to));
	await(c, EV_WRITE, 0, on_connected);
}

static void
begin_some(struct swarm *s)
{
	while (s->n.begun < s->numbers[CLIENTS] &&
	    s->n.begun - s->n.ended < s->numbers[CONCURRENT])
		begin(s, &s->clients[s->n.begun++]);
}

static int
report(const struct swarm *s)
{
	const struct counts *n = &s->n;
	long long clients = s->numbers[CLIENTS];

	printf("clients=%lld replied=%u eof_clean=%u reset=%u empty=%u "
	       "error=%u wrong=%u stale=%u left=%u refused=%u "
	       "unfinished=%lld distinct=%u\n",
	    clients, n->replied, n->eof_clean, n->reset, n->empty, n->error,
	    n->wrong, n->stale, n->left, n->refused, clients - n->ended,
	    n->texts);
	return (reads(s) ? n->good : n->left) == clients ? 0 : 1;
}

static void
parse_kind(struct swarm *s, const char *name)
{
	for (s->kind = READS; s->kind < KINDS; s->kind++)
		if (strcmp(name, kind_names[s->kind]) == 0)
			return;
	errx(2, "%s: unknown kind", name);
}

static void
parse(struct swarm *s, int argc, char *argv[])
{
	const char *why = NULL;
	int ch;

	while ((ch = getopt(argc, argv, "b:c:d:e:f:h:k:n:r:s:T:v:")) != -1 &&
	    ch != '?') {
		if (ch == 'e')
			s->prefix = optarg;
		else if (ch == 'k')
			parse_kind(s, optarg);
		else
			s->numbers[ch] = strtonum(optarg, 0, INT32_MAX, &why);
		if (why != NULL)
			errx(2, "-%c %s: %s", ch, optarg, why);
	}
	if (ch == '?' || argc - optind != 2 || s->numbers[READ_LEN] > CHUNK ||
	    inet_pton(AF_INET, argv[optind], &s->to.sin_addr) != 1)
		errx(2, "%s", usage);
	s->to.sin_family = AF_INET;
	s->to.sin_port = htons((in_port_t)strtol(argv[optind + 1], NULL, 10));
}

/* Where descriptors are few the clients come in waves. */
static void
prepare(struct swarm *s)
{
	struct timeval timeout = { s->numbers[TIMEOUT_S], 0 };
	struct rlimit limit;

	getrlimit(RLIMIT_NOFILE, &limit);
	limit.rlim_cur = limit.rlim_max;
	setrlimit(RLIMIT_NOFILE, &limit);
	if (s->numbers[CONCURRENT] == 0 ||
	    (rlim_t)s->numbers[CONCURRENT] > limit.rlim_cur - KEPT_BACK)
		s->numbers[CONCURRENT] = (int64_t)(limit.rlim_cur - KEPT_BACK);
	s->clients = calloc((size_t)s->numbers[CLIENTS], sizeof(struct client));
	s->base = event_base_new();
	if (s->clients == NULL || s->base == NULL)
		err(2, "cannot begin");
	event_base_loopexit(s->base, &timeout);
}

int
main(int argc, char *argv[])
{
	static struct swarm s = { .prefix = "",
		.numbers = { [CLIENTS] = 1,
		    [TIMEOUT_S] = 30,
		    [READ_LEN] = CHUNK,
		    [MAX_AGE_MS] = -1 } };

	parse(&s, argc, argv);
	prepare(&s);
	begin_some(&s);
	event_base_dispatch(s.base);
	return report(&s);
}
