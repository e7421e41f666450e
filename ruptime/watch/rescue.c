/* SPDX-License-Identifier: ISC */
/*
 * The terminal given back by one that crashes.  terminal.c arms it while it
 * has the terminal.  A signal handler is given nothing but the number: what it
 * needs is global.
 */
#include <signal.h>
#include <stdbool.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

#include "ruptime/watch/rescue.h"

/* All that end a process unless somebody handles them, and that interrupt.c
 * does not. */
static const int signals[] = { SIGSEGV, SIGBUS, SIGILL, SIGFPE, SIGABRT, SIGSYS,
	SIGTRAP, SIGQUIT, SIGALRM, SIGVTALRM, SIGPROF, SIGUSR1, SIGUSR2,
	SIGPIPE, SIGXCPU, SIGXFSZ, SIGPOLL };

enum { COUNT = sizeof(signals) / sizeof(signals[0]) };

static struct {
	bool armed;
	int out, in;
	size_t len;
	char leave[128];
	struct termios modes;
	struct sigaction before[COUNT];
} rescue;

/* By default again, it ends us as if this had not been. */
static void
on_crash(int number)
{
	ssize_t n;

	/* What nobody reads is not waited for. */
	tcflush(rescue.out, TCOFLUSH);
	n = write(rescue.out, rescue.leave, rescue.len);
	(void)n;
	tcsetattr(rescue.in, TCSANOW, &rescue.modes);
	raise(number);
}

/* What was ignored stays so. */
static void
handle(void)
{
	struct sigaction action = { .sa_handler = on_crash,
		.sa_flags = (int)SA_RESETHAND };
	int i;

	sigemptyset(&action.sa_mask);
	for (i = 0; i < COUNT; i++) {
		sigaction(signals[i], &action, &rescue.before[i]);
		if (rescue.before[i].sa_handler == SIG_IGN)
			sigaction(signals[i], &rescue.before[i], NULL);
	}
}

void
rescue_arm(int out, const char *leave, int in, const struct termios *modes)
{
	rescue_disarm();
	rescue.out = out;
	rescue.in = in;
	rescue.len = strlen(leave);
	if (rescue.len > sizeof(rescue.leave))
		rescue.len = sizeof(rescue.leave);
	memcpy(rescue.leave, leave, rescue.len);
	rescue.modes = *modes;
	handle();
	rescue.armed = true;
}

void
rescue_disarm(void)
{
	int i;

	for (i = 0; rescue.armed && i < COUNT; i++)
		sigaction(signals[i], &rescue.before[i], NULL);
	rescue.armed = false;
}
