/* SPDX-License-Identifier: ISC */
/*
 * The terminal given back by one that crashes.  terminal.c arms it while it
 * has the terminal.  A signal handler is given nothing but the number: what it
 * needs is global.
 */
#include <signal.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

#include "ruptime/watch/rescue.h"

static const int signals[] = { SIGSEGV, SIGBUS, SIGILL, SIGFPE, SIGABRT, SIGSYS,
	SIGTRAP, SIGQUIT };

enum { COUNT = sizeof(signals) / sizeof(signals[0]) };

static struct {
	int out, in;
	size_t len;
	char leave[128];
	struct termios modes;
} rescue;

/* By default again, it ends us as if this had not been. */
static void
on_crash(int number)
{
	ssize_t n = write(rescue.out, rescue.leave, rescue.len);

	(void)n;
	if (rescue.in != -1)
		tcsetattr(rescue.in, TCSANOW, &rescue.modes);
	raise(number);
}

static void
handle(void (*handler)(int))
{
	struct sigaction action = { .sa_handler = handler,
		.sa_flags = (int)SA_RESETHAND };
	int i;

	sigemptyset(&action.sa_mask);
	for (i = 0; i < COUNT; i++)
		sigaction(signals[i], &action, NULL);
}

void
rescue_arm(int out, const char *leave, int in, const struct termios *modes)
{
	rescue.out = out;
	rescue.in = in;
	rescue.len = strlen(leave);
	if (rescue.len > sizeof(rescue.leave))
		rescue.len = sizeof(rescue.leave);
	memcpy(rescue.leave, leave, rescue.len);
	rescue.modes = *modes;
	handle(on_crash);
}

void
rescue_disarm(void)
{
	handle(SIG_DFL);
}
