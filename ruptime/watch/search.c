/* SPDX-License-Identifier: ISC */
/*
 * The sources of the hosts, asked again and again for those that have come
 * since.  watch.c says when.  It takes seconds, and what the C library is asked
 * meanwhile can't be ended: a process of its own does it, forked before there
 * are threads.  That one has no streams, says nothing, and ends when the socket
 * to us is closed.  Each message to it is a wish; each of its own is a host, or
 * shorter: the search is over.
 */
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <errno.h>
#include <event2/event.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <unistd.h>

#include "common/child.h"
#include "common/descriptor.h"
#include "common/log.h"
#include "common/null.h"
#include "common/wire.h"
#include "ruptime/watch/search.h"

/* So many hosts are taken in before the loop sees to others. */
enum { AT_ONCE = 16 };

struct search {
	int fd;
	pid_t pid;
	bool busy;
	struct event *event;
	void (*found)(void *arg, const struct target_late *late);
	void *arg;
};

struct candidate {
	struct target target;
	bool known;
};

static void
recall_nobody(void *arg, struct targets *ts)
{
}

/* By what is the same in each search. */
static int
by_identity(const void *a, const void *b)
{
	const struct target *x = &((const struct candidate *)a)->target;
	const struct target *y = &((const struct candidate *)b)->target;
	int order = strcasecmp(x->found_as != NULL ? x->found_as : x->host,
	    y->found_as != NULL ? y->found_as : y->host);

	if (order != 0)
		return order;
	return (x->port_number > y->port_number) -
	    (x->port_number < y->port_number);
}

/* False where it was not told: who is to be told has gone. */
static bool
tell(int fd, struct targets *known, const struct target *t)
{
	struct target_late late;

	memset(&late, 0, sizeof(late));
	late.port_number = t->port_number;
	late.found = t->found_as != NULL;
	late.address_count = t->address_count;
	if (strlcpy(late.text, t->text, sizeof(late.text)) >=
		sizeof(late.text) ||
	    strlcpy(late.host, t->host, sizeof(late.host)) >=
		sizeof(late.host) ||
	    t->address_count > FOUND_ADDRESSES_MAX)
		return true;
	if (t->address_count > 0)
		memcpy(late.addresses, t->addresses,
		    t->address_count * sizeof(late.addresses[0]));
	if (!targets_add_late(known, &late))
		return true;
	return send(fd, &late, sizeof(late), 0) == (ssize_t)sizeof(late);
}

/* Those that sources have named; networks are searched elsewhere. */
static size_t
pick_named(const struct targets *ts, struct candidate *v)
{
	size_t i, n = 0;

	for (i = 0; i < targets_listed(ts); i++) {
		v[n].target = targets_get(ts, i);
		if (v[n].target.by_source)
			v[n++].known = false;
	}
	return n;
}

static bool
tell_new(int fd, struct targets *known, struct candidate *v, size_t n)
{
	struct candidate one = { .known = false }, *same;
	size_t i;

	qsort(v, n, sizeof(v[0]), by_identity);
	for (i = 1; i < n; i++)
		v[i].known = by_identity(&v[i - 1], &v[i]) == 0;
	for (i = 0; n > 0 && i < targets_count(known); i++) {
		one.target = targets_get(known, i);
		same = bsearch(&one, v, n, sizeof(v[0]), by_identity);
		if (same != NULL)
			same->known = true;
	}
	for (i = 0; i < n; i++)
		if (!v[i].known && !tell(fd, known, &v[i].target))
			return false;
	return true;
}

/* A search that fails has found nobody. */
static bool
search(int fd, const struct options *o, struct targets *known)
{
	struct targets *now = targets_find(o, recall_nobody, NULL);
	struct candidate *v;
	bool good = true;

	if (now == NULL)
		return true;
	v = calloc(targets_listed(now) + 1, sizeof(*v));
	if (v != NULL)
		good = tell_new(fd, known, v, pick_named(now, v));
	free(v);
	targets_free(now);
	return good;
}

static bool
leave_streams(void)
{
	const int null = null_open(O_RDWR | O_CLOEXEC);

	return null != -1 && dup2(null, STDIN_FILENO) != -1 &&
	    dup2(null, STDOUT_FILENO) != -1 && dup2(null, STDERR_FILENO) != -1;
}

/* Signals of the terminal are for who has it. */
static void __attribute__((noreturn))
serve(int fd, const struct options *o, struct targets *known)
{
	char wish;

	setpgid(0, 0);
	signal(SIGPIPE, SIG_IGN); /* to be ended by what send(2) returns */
	if (!leave_streams())
		_exit(1);
	while (recv(fd, &wish, 1, 0) == 1)
		if (!search(fd, o, known) || send(fd, "", 1, 0) != 1)
			break;
	_exit(0);
}

/* A pipe has been read, and to open it again would take for ever. */
static bool
can_be_read_again(const struct options *o)
{
	struct stat st;
	size_t i;

	for (i = 0; i < o->file_count; i++)
		if (strcmp(o->files[i], "-") == 0 ||
		    stat(o->files[i], &st) == -1 || !S_ISREG(st.st_mode))
			return false;
	return true;
}

static bool
start(struct search *s, const struct options *o, struct targets *ts)
{
	int fds[2];

	if (descriptor_pair(SOCK_SEQPACKET, fds) == -1)
		return false;
	s->pid = fork();
	if (s->pid == 0) {
		close(fds[0]);
		serve(fds[1], o, ts);
	}
	close(fds[1]);
	s->fd = fds[0];
	/* It does so too; whoever is first. */
	if (s->pid != -1)
		setpgid(s->pid, s->pid);
	return s->pid != -1;
}

struct search *
search_open(const struct options *o, struct targets *ts)
{
	struct search *s;

	if (targets_room(ts) == targets_count(ts) || !can_be_read_again(o))
		return NULL;
	s = calloc(1, sizeof(*s));
	if (s == NULL)
		return NULL;
	s->fd = s->pid = -1;
	if (start(s, o, ts))
		return s;
	log_debug("cannot search again: %s", strerror(errno));
	search_close(s);
	return NULL;
}

static void
on_readable(evutil_socket_t fd, short what, void *arg)
{
	struct search *s = arg;
	struct target_late late;
	ssize_t n;
	int i;

	for (i = 0; i < AT_ONCE; i++) {
		n = wire_receive(fd, &late, sizeof(late));
		if (n == (ssize_t)sizeof(late))
			s->found(s->arg, &late);
		else if (n > 0)
			s->busy = false;
		else
			break;
	}
	if (i < AT_ONCE && (n == 0 || (errno != EAGAIN && errno != EINTR))) {
		log_debug("no search any more");
		event_del(s->event);
	}
}

bool
search_watch(struct search *s, struct event_base *base,
    void (*found)(void *arg, const struct target_late *late), void *arg)
{
	if (s == NULL)
		return true;
	s->found = found;
	s->arg = arg;
	s->event = event_new(base, s->fd, EV_READ | EV_PERSIST, on_readable, s);
	return s->event != NULL && event_add(s->event, NULL) == 0;
}

void
search_ask(struct search *s)
{
	if (s != NULL && !s->busy)
		s->busy = wire_send(s->fd, "", 1) == 1;
}

/* With those that it has started.  It may have been waited for by who sees to
 * commands: then its number is another's. */
static void
end_process(pid_t pid)
{
	siginfo_t info;

	if (waitid(P_PID, (id_t)pid, &info, WEXITED | WNOHANG | WNOWAIT) == -1)
		return;
	child_kill_group(pid);
	while (waitpid(pid, NULL, 0) == -1 && errno == EINTR)
		continue;
}

void
search_close(struct search *s)
{
	if (s == NULL)
		return;
	if (s->event != NULL)
		event_free(s->event);
	if (s->fd != -1)
		close(s->fd);
	if (s->pid != -1)
		end_process(s->pid);
	free(s);
}
