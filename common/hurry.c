/* SPDX-License-Identifier: ISC */
/*
 * A time limit on calls that have none: syslog(3), and writes to a terminal or
 * a pipe of somebody else's, which may not be made non-blocking.  log.c and
 * systemd.c are in a hurry, and what they have to say can be lost; outlet.c
 * tries again, and sink.c looks meanwhile whether we are to end.
 */
#include <errno.h>
#include <poll.h>
#include <unistd.h>

#include "common/hurry.h"

enum { WRITE_MS = 5 };

static volatile sig_atomic_t over;

static void
on_over(int signo)
{
	over = 1;
}

/* Again and again: a call may begin just after the first. */
static bool
start_timer(struct hurry *h, unsigned ms)
{
	struct itimerspec every = { .it_value.tv_nsec = ms * 1000000L,
		.it_interval.tv_nsec = ms * 1000000L };
	struct sigevent tell = { .sigev_notify = SIGEV_SIGNAL,
		.sigev_signo = SIGRTMIN };

	if (timer_create(CLOCK_MONOTONIC, &tell, &h->timer) == -1)
		return false;
	if (timer_settime(h->timer, 0, &every, NULL) == 0)
		return true;
	timer_delete(h->timer);
	return false;
}

void
hurry_begin(struct hurry *h, unsigned ms)
{
	struct sigaction action = { .sa_handler = on_over }; /* no SA_RESTART */

	over = 0;
	sigemptyset(&action.sa_mask);
	sigaction(SIGRTMIN, &action, &h->before);
	h->begun = start_timer(h, ms);
}

bool
hurry_is_over(void)
{
	return over != 0;
}

bool
hurry_end(struct hurry *h)
{
	int saved = errno;

	/* No signal of it is pending then, and none comes. */
	if (h->begun)
		timer_delete(h->timer);
	sigaction(SIGRTMIN, &h->before, NULL);
	errno = saved;
	return over != 0;
}

ssize_t
hurry_write(int fd, const void *data, size_t len)
{
	struct pollfd out = { .fd = fd, .events = POLLOUT };
	struct hurry h;
	ssize_t n;

	if (poll(&out, 1, 0) == 0) {
		errno = EAGAIN;
		return -1;
	}
	hurry_begin(&h, WRITE_MS);
	n = write(fd, data, len);
	if (hurry_end(&h) && n == -1 && errno == EINTR)
		errno = EAGAIN;
	return n;
}
