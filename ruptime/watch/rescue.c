/* SPDX-License-Identifier: ISC */
/*
 * The terminal given back by one that crashes, or that a library ends: libevent
 * calls exit(3) where it can't go on.  terminal.c arms it while it has the
 * terminal.  A signal handler is given nothing but the number: what it needs is
 * global.
 */
#include <signal.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

#include "common/log.h"
#include "ruptime/watch/modes.h"
#include "ruptime/watch/rescue.h"

static struct {
	bool armed, at_exit;
	int out, in;
	size_t len;
	char leave[128];
	struct termios modes;
	struct sigaction before[NSIG];
} rescue;

static void
give_back(void)
{
	const bool may_set = !modes_in_background(rescue.in);
	ssize_t n;

	/* What nobody reads is not waited for. */
	if (may_set) {
		tcflush(rescue.out, TCOFLUSH);
		modes_start_output(rescue.out);
	}
	n = write(rescue.out, rescue.leave, rescue.len);
	(void)n;
	if (may_set)
		tcsetattr(rescue.in, TCSANOW, &rescue.modes);
}

/* By default again, it ends us as if this had not been. */
static void
on_crash(int number)
{
	give_back();
	raise(number);
}

/* What was said before was kept until now. */
static void
on_end(void)
{
	if (!rescue.armed)
		return;
	give_back();
	log_release();
}

/* By default it ends us at once.  Some do not, and some end us by way of
 * interrupt.c. */
static bool
is_fatal(int number)
{
	static const int others[] = { SIGCHLD, SIGCONT, SIGHUP, SIGINT, SIGTERM,
		SIGTSTP, SIGTTIN, SIGTTOU, SIGURG, SIGWINCH };
	size_t i;

	for (i = 0; i < sizeof(others) / sizeof(others[0]); i++)
		if (number == others[i])
			return false;
	return true;
}

/* What was ignored stays so, and what can't be caught. */
static void
handle(void)
{
	struct sigaction action = { .sa_handler = on_crash,
		.sa_flags = (int)SA_RESETHAND };
	int i;

	sigemptyset(&action.sa_mask);
	for (i = 1; i < NSIG; i++)
		if (is_fatal(i) && sigaction(i, NULL, &rescue.before[i]) == 0 &&
		    rescue.before[i].sa_handler != SIG_IGN)
			sigaction(i, &action, NULL);
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
	if (!rescue.at_exit)
		rescue.at_exit = atexit(on_end) == 0;
}

void
rescue_disarm(void)
{
	int i;

	for (i = 1; rescue.armed && i < NSIG; i++)
		if (is_fatal(i))
			sigaction(i, &rescue.before[i], NULL);
	rescue.armed = false;
}
