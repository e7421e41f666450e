/* SPDX-License-Identifier: ISC */
/*
 * A closed loop of C connections, each of which connects, reads to the end
 * of file, checks the text and closes, whereupon the next takes its place.
 * loadgen.c calls it.
 *
 * One thread, and as few system calls as that takes. Open connections stand
 * in a ring and are read in the order in which they were begun, so the first
 * read comes about C connects after the connect, when most servers have
 * answered; only where it finds nothing does the connection get an epoll
 * event. They are read and begun by the batch: alternating would put a fast
 * server to sleep and wake it for each, which cost both sides a sixth more
 * CPU time. Destinations go round many loopback addresses, so that
 * connections in TIME-WAIT never exhaust the ports.
 */

#include <sys/epoll.h>
#include <sys/socket.h>
#include <err.h>
#include <errno.h>
#include <limits.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "tests/bench/load.h"

#define NS_PER_S INT64_C(1000000000)
#define TEXT_MAX 240 /* no uptime line is as long */
#define BATCH 16

struct slot {
	int fd;
	int error;   /* errno of a connect that failed at once */
	bool parked; /* has an epoll event */
	size_t len;
	int64_t start_ns;
	char text[TEXT_MAX];
};

struct load {
	const struct load_options *opt;
	struct load_result *res;
	struct slot *slots;
	struct slot **idle;
	size_t nidle;
	struct slot **ring; /* open, not yet tried */
	size_t ring_head;
	size_t ring_len;
	size_t parked; /* open, with an event */
	size_t open;
	int epfd;
	struct sockaddr_in to;
	int64_t *latency_ns; /* of those that were ok */
	size_t latency_cap;
	uint64_t window_ok; /* of those, how many before stop_ns */
	int64_t start_ns;
	int64_t full_ns; /* all C were open */
	int64_t stop_ns; /* begin none from here on */
	int64_t deadline_ns;
	int64_t now_ns; /* of the last event */
};

static int64_t
clock_ns(clockid_t id)
{
	struct timespec ts;

	clock_gettime(id, &ts);
	return ts.tv_sec * NS_PER_S + ts.tv_nsec;
}

static _Noreturn void
own_fault(const char *what)
{
	err(EXIT_OWN_FAULT, "the generator's own fault: %s", what);
}

static void *
must_alloc(size_t n, size_t size)
{
	void *p = calloc(n, size);

	if (p == NULL)
		own_fault("calloc");
	return p;
}

/* Opens the slot's next connection and puts it at the end of the ring. */
static void
slot_begin(struct load *l, struct slot *s)
{
	const struct load_options *opt = l->opt;

	if (opt->pause.tv_sec != 0 || opt->pause.tv_nsec != 0)
		nanosleep(&opt->pause, NULL);
	s->start_ns = clock_ns(CLOCK_MONOTONIC);
	s->len = 0;
	s->error = 0;
	s->fd = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
	if (s->fd == -1)
		own_fault("socket");
	l->to.sin_addr.s_addr = htonl(ntohl(opt->base.s_addr) +
	    (uint32_t)(l->res->started % opt->naddrs));
	if (connect(s->fd, (struct sockaddr *)&l->to, sizeof(l->to)) == -1) {
		if (errno == EADDRNOTAVAIL || errno == EAGAIN)
			own_fault("connect");
		if (errno != EINPROGRESS)
			s->error = errno;
	}
	l->ring[(l->ring_head + l->ring_len++) % opt->conns] = s;
	l->res->started++;
	l->open++;
}

static void
load_record_latency(struct load *l, int64_t ns)
{
	size_t n = l->res->ended[OUT_OK];
	int64_t *p;

	if (n == l->latency_cap) {
		p = reallocarray(l->latency_ns, n, 2 * sizeof(*p));
		if (p == NULL)
			own_fault("reallocarray");
		l->latency_ns = p;
		l->latency_cap = 2 * n;
	}
	l->latency_ns[n] = ns;
}

/* Closes the connection and counts it. */
static void
slot_end(struct load *l, struct slot *s, enum outcome how)
{
	close(s->fd);
	l->now_ns = clock_ns(CLOCK_MONOTONIC);
	if (s->parked) {
		s->parked = false;
		l->parked--;
	}
	l->open--;
	if (how == OUT_OK) {
		load_record_latency(l, l->now_ns - s->start_ns);
		if (l->now_ns < l->stop_ns)
			l->window_ok++;
	}
	l->res->ended[how]++;
	l->idle[l->nidle++] = s;
}

static enum outcome
errno_outcome(int error)
{
	switch (error) {
	case ECONNREFUSED:
		return OUT_REFUSED;
	case ECONNRESET:
		return OUT_RESET;
	case ETIMEDOUT:
		return OUT_TIMEDOUT;
	default:
		return OUT_OTHER;
	}
}

static enum outcome
reply_outcome(const char *exact, const char *text, size_t len)
{
	bool good;

	if (len == 0)
		return OUT_EMPTY;
	if (len >= 6 && memcmp(text, "error:", 6) == 0)
		return OUT_ERROR;
	if (exact != NULL)
		good = len == strlen(exact) + 1 &&
		    memcmp(text, exact, len - 1) == 0;
	else
		good = memmem(text, len, " up ", 4) != NULL &&
		    memmem(text, len, "load average", 12) != NULL;
	return good && text[len - 1] == '\n' ? OUT_OK : OUT_BAD;
}

/* Waits for the slot's next byte by an event, which lasts until close(). */
static void
slot_park(struct load *l, struct slot *s)
{
	struct epoll_event ev = { .events = EPOLLIN, .data.ptr = s };

	if (s->parked)
		return;
	if (epoll_ctl(l->epfd, EPOLL_CTL_ADD, s->fd, &ev) == -1)
		own_fault("epoll_ctl");
	s->parked = true;
	l->parked++;
}

/* Reads what has come; ends the connection or leaves it parked. */
static void
slot_try(struct load *l, struct slot *s)
{
	enum outcome how = OUT_BAD; /* where the text does not end */
	ssize_t n;

	if (s->error != 0) {
		slot_end(l, s, errno_outcome(s->error));
		return;
	}
	while (s->len < TEXT_MAX) {
		n = recv(s->fd, s->text + s->len, TEXT_MAX - s->len, 0);
		if (n > 0) {
			s->len += (size_t)n;
			continue;
		}
		if (n == -1 && errno == EINTR)
			continue;
		if (n == -1 && errno == EAGAIN) {
			slot_park(l, s);
			return;
		}
		how = n == -1 ? errno_outcome(errno) :
				reply_outcome(l->opt->exact, s->text, s->len);
		break;
	}
	slot_end(l, s, how);
}

static bool
load_may_begin(const struct load *l)
{
	if (l->opt->requests != 0)
		return l->res->started < l->opt->requests;
	return l->now_ns < l->stop_ns;
}

/* Puts every idle slot to work. */
static void
load_begin(struct load *l)
{
	while (l->nidle > 0 && load_may_begin(l))
		slot_begin(l, l->idle[--l->nidle]);
}

/* Tries the oldest that were not tried yet. */
static void
load_read(struct load *l)
{
	struct slot *s;
	int i;

	for (i = 0; i < BATCH && l->ring_len > 0; i++) {
		s = l->ring[l->ring_head];
		l->ring_head = (l->ring_head + 1) % l->opt->conns;
		l->ring_len--;
		slot_try(l, s);
	}
}

/* Tries the parked that have news; with nothing else to do waits for some. */
static void
load_poll(struct load *l)
{
	struct epoll_event ev[64];
	bool busy = l->ring_len > 0 || (l->nidle > 0 && load_may_begin(l));
	int64_t left_ms = (l->deadline_ns - l->now_ns) / 1000000 + 1;
	int i, n;

	if (left_ms > INT_MAX)
		left_ms = INT_MAX;
	n = epoll_wait(l->epfd, ev, 64, busy ? 0 : (int)left_ms);
	if (n == -1 && errno != EINTR)
		own_fault("epoll_wait");
	l->now_ns = clock_ns(CLOCK_MONOTONIC);
	for (i = 0; i < n; i++)
		slot_try(l, ev[i].data.ptr);
}

static void
load_init(struct load *l, const struct load_options *opt,
    struct load_result *res)
{
	*res = (struct load_result){ 0 };
	*l = (struct load){ .opt = opt, .res = res };
	l->slots = must_alloc(opt->conns, sizeof(*l->slots));
	l->idle = must_alloc(opt->conns, sizeof(struct slot *));
	for (; l->nidle < opt->conns; l->nidle++)
		l->idle[l->nidle] = &l->slots[l->nidle];
	l->ring = must_alloc(opt->conns, sizeof(struct slot *));
	l->latency_cap = 65536;
	l->latency_ns = must_alloc(l->latency_cap, sizeof(*l->latency_ns));
	l->epfd = epoll_create1(EPOLL_CLOEXEC);
	if (l->epfd == -1)
		own_fault("epoll_create1");
	l->to.sin_family = AF_INET;
	l->to.sin_port = htons(opt->port);
	l->stop_ns = INT64_MAX;
	l->start_ns = l->now_ns = clock_ns(CLOCK_MONOTONIC);
	l->deadline_ns = l->start_ns + opt->deadline_ns;
}

static void
load_fini(struct load *l)
{
	close(l->epfd);
	free(l->latency_ns);
	free(l->ring);
	free(l->idle);
	free(l->slots);
}

static int
latency_compare(const void *a, const void *b)
{
	int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;

	return (x > y) - (x < y);
}

/* Fills in what is computed once all is over. */
static void
load_conclude(struct load *l)
{
	struct load_result *res = l->res;
	size_t n = res->ended[OUT_OK];
	int64_t from = l->start_ns, to = l->now_ns;

	res->ended[OUT_UNANSWERED] = l->open;
	res->elapsed_ns = to - from;
	if (l->opt->requests == 0) {
		from = l->full_ns;
		to = l->stop_ns < to ? l->stop_ns : to;
	}
	if (n == 0)
		return;
	res->rate = (double)l->window_ok * 1e9 / (double)(to - from);
	qsort(l->latency_ns, n, sizeof(*l->latency_ns), latency_compare);
	res->p50_ns = l->latency_ns[(n * 50 + 99) / 100 - 1];
	res->p99_ns = l->latency_ns[(n * 99 + 99) / 100 - 1];
	res->max_ns = l->latency_ns[n - 1];
}

void
load_run(const struct load_options *opt, struct load_result *res)
{
	int64_t cpu_ns = clock_ns(CLOCK_PROCESS_CPUTIME_ID);
	struct load l;

	load_init(&l, opt, res);
	load_begin(&l);
	l.full_ns = clock_ns(CLOCK_MONOTONIC);
	if (opt->requests == 0)
		l.stop_ns = l.full_ns + opt->duration_ns;
	while (l.open > 0 && l.now_ns < l.deadline_ns) {
		load_read(&l);
		if (l.parked > 0)
			load_poll(&l);
		load_begin(&l);
	}
	res->cpu_ns = clock_ns(CLOCK_PROCESS_CPUTIME_ID) - cpu_ns;
	load_conclude(&l);
	load_fini(&l);
}
