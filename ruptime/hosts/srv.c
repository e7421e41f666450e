/* SPDX-License-Identifier: ISC */
/*
 * The hosts of a service that DNS knows, RFC 2782.  sources.c calls it.  The
 * resolver of the C library is asked in a child, since it can neither be told
 * how long it may take nor be ended: over TCP it waits without end.
 */
#include <sys/types.h>
#include <sys/wait.h>
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "common/clock.h"
#include "common/descriptor.h"
#include "common/log.h"
#include "ruptime/hosts/found.h"
#include "ruptime/hosts/source.h"
#include "ruptime/hosts/srv.h"
#include "ruptime/hosts/srv_answer.h"
#include "ruptime/hosts/srv_lookup.h"

/* Whether all labels begin with "_": the domain is missing. */
static bool
lacks_domain(const char *service)
{
	const char *label = service;

	while (label != NULL && label[0] == '_') {
		label = strchr(label, '.');
		if (label != NULL)
			label++;
	}
	return label == NULL;
}

/* Nobody waits for it longer than the alarm, and who reads our output does
 * not wait for it at all. */
static void __attribute__((noreturn))
look_up_in_child(int fd, struct srv_lookup *l, const char *service)
{
	const uint8_t *at = (const uint8_t *)l;
	size_t left = sizeof(*l);
	sigset_t none;
	ssize_t n;

	signal(SIGALRM, SIG_DFL);
	sigemptyset(&none);
	sigprocmask(SIG_SETMASK, &none, NULL);
	alarm(SRV_SECONDS);
	close(STDIN_FILENO);
	close(STDOUT_FILENO);
	close(STDERR_FILENO);
	srv_lookup(l, service, lacks_domain(service));
	while (left > 0 && (n = write(fd, at, left)) > 0) {
		at += n;
		left -= (size_t)n;
	}
	_exit(0);
}

/* False where it did not come whole before the time was over. */
static bool
read_whole(int fd, struct srv_lookup *l)
{
	struct pollfd pfd = { .fd = fd, .events = POLLIN };
	int64_t left_ms, end_ms = clock_ms() + SRV_SECONDS * INT64_C(1000);
	uint8_t *at = (uint8_t *)l;
	size_t left = sizeof(*l);
	ssize_t n;

	while (left > 0 && (left_ms = end_ms - clock_ms()) > 0) {
		if (poll(&pfd, 1, (int)left_ms) <= 0)
			continue;
		n = read(fd, at, left);
		if (n == 0 || (n == -1 && errno != EINTR))
			return false;
		if (n > 0) {
			at += n;
			left -= (size_t)n;
		}
	}
	return left == 0;
}

static void
end_child(pid_t pid)
{
	kill(pid, SIGKILL);
	while (waitpid(pid, NULL, 0) == -1 && errno == EINTR)
		continue;
}

static bool
look_up(struct srv_lookup *l, const char *service, struct found *f)
{
	int fds[2];
	pid_t pid;
	bool whole;

	if (descriptor_pipe(fds) == -1)
		return found_fail(f, "cannot look it up: %s", strerror(errno));
	pid = fork();
	if (pid == 0)
		look_up_in_child(fds[1], l, service);
	if (pid == -1)
		found_fail(f, "cannot look it up: %s", strerror(errno));
	close(fds[1]);
	whole = pid != -1 && read_whole(fds[0], l);
	close(fds[0]);
	if (pid == -1)
		return false;
	end_child(pid);
	if (!whole)
		l->result = SRV_LOOKUP_UNANSWERED;
	return true;
}

static bool
judge_lookup(const struct srv_lookup *l, struct found *f)
{
	switch (l->result) {
	case SRV_LOOKUP_ANSWER:
		break;
	case SRV_LOOKUP_UNANSWERED:
		return found_fail(f,
		    "no name server answers within %d s;"
		    " see /etc/resolv.conf",
		    SRV_SECONDS);
	case SRV_LOOKUP_NO_SERVER:
		return found_fail(f,
		    "no name server can be reached; see /etc/resolv.conf");
	case SRV_LOOKUP_NO_DOMAIN:
		return found_fail(f,
		    "there is no search domain to ask in;"
		    " name a domain behind it");
	case SRV_LOOKUP_TOO_LONG:
		return found_fail(f, "the answer is too long");
	case SRV_LOOKUP_MALFORMED:
		return found_fail(f, "the answer is malformed");
	}
	return true;
}

static bool
judge_answer(enum srv_answer_result result, const struct srv_answer *a,
    bool searched, struct found *f)
{
	if (searched && a->unfit == 0 &&
	    (result == SRV_ANSWER_NO_NAME || result == SRV_ANSWER_NO_RECORD))
		return found_fail(f, "none of the search domains has it");
	switch (result) {
	case SRV_ANSWER_HOSTS:
		return true;
	case SRV_ANSWER_NONE:
		return found_fail(f,
		    "the domain says that it has no such service");
	case SRV_ANSWER_NO_RECORD:
		if (a->unfit > 0)
			return found_fail(f,
			    "none of its targets can be a host");
		return found_fail(f, "the name has no SRV records");
	case SRV_ANSWER_NO_NAME:
		return found_fail(f, "there is no such name (NXDOMAIN)");
	case SRV_ANSWER_FAILED:
		return found_fail(f, "the name server failed (SERVFAIL)");
	case SRV_ANSWER_REFUSED:
		return found_fail(f, "the name server refuses to answer");
	case SRV_ANSWER_CUT:
		return found_fail(f, "the answer is cut, and none came by TCP");
	case SRV_ANSWER_BAD:
		return found_fail(f, "the answer is malformed");
	case SRV_ANSWER_NO_MEMORY:
		break;
	}
	return found_fail(f, "out of memory");
}

static bool
add_targets(const struct srv_lookup *l, bool searched, struct found *f)
{
	enum srv_answer_result result;
	struct srv_answer a;
	bool good;
	size_t i;

	result = srv_answer_read(&a, l->name, l->packet, l->len);
	good = judge_answer(result, &a, searched, f);
	if (good && a.unfit > 0)
		log_info("%s: targets left out that cannot be hosts: %zu",
		    l->name, a.unfit);
	for (i = 0; good && i < a.count; i++)
		good = found_add(f, a.targets[i].host, a.targets[i].host,
		    a.targets[i].port, NULL, 0);
	srv_answer_free(&a);
	return good;
}

bool
srv_find(const struct source *s, const struct options *o, struct found *f)
{
	struct srv_lookup *l = calloc(1, sizeof(*l));
	bool good, searched;

	if (l == NULL)
		return found_fail(f, "out of memory");
	good = look_up(l, s->name, f) && judge_lookup(l, f);
	searched = lacks_domain(s->name);
	good = good && add_targets(l, searched, f);
	if (good && searched)
		strlcpy(f->via, l->name, sizeof(f->via));
	free(l);
	return good;
}
