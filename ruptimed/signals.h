/* SPDX-License-Identifier: ISC */
/* What the daemon is told by signals. */
#ifndef RUPTIMED_SIGNALS_H
#define RUPTIMED_SIGNALS_H

struct event_base;
struct signals;

struct signals_calls {
	void (*stop)(void *arg);  /* SIGTERM, SIGINT or SIGHUP has come */
	void (*stats)(void *arg); /* SIGUSR1 has */
};

/* A write that fails ends nothing from here on, whatever its kind. */
void signals_ignore(void);

/*
 * Have base call these with arg, outside of the signal handler.  SIGHUP is left
 * as it is where it is ignored.  NULL with errno.
 */
struct signals *signals_watch(struct event_base *base,
    const struct signals_calls *calls, void *arg);

/* The signals have their default effect again.  NULL is allowed. */
void signals_free(struct signals *sg);

#endif
