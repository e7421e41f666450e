/* SPDX-License-Identifier: ISC */
/* Becoming a daemon, with the shell held until the daemon is ready. */
#ifndef RUPTIMED_DAEMONIZE_H
#define RUPTIMED_DAEMONIZE_H

/*
 * Open /dev/null on each of descriptors 0 to 2 that is closed, and close all
 * above 2 but the first keep ones from 3 on.  The first thing a daemon does.
 */
void daemonize_descriptors(int keep);

/*
 * Fork, setsid, ignore SIGHUP, fork, chdir to /.  Returns in the daemon, with
 * standard error still the caller's so that start-up can complain there, a
 * descriptor for daemonize_ready().  The first process never returns: it exits
 * with 0 when the daemon is ready, or with 1 when the daemon has ended, and
 * then no process is left.  -1, logged, where there can be no daemon.
 */
int daemonize_begin(void);

/*
 * Let the first process exit and put /dev/null on descriptors 0 to 2.
 * -1, logged, where it is gone: then nobody would know of the daemon.
 */
int daemonize_ready(int parent);

#endif
