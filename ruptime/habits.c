/* SPDX-License-Identifier: ISC */
/*
 * What people type who are used to other programs, pdsh(1), clush(1), fping(8),
 * top(1), watch(1), uptime(1) and the like, and what does the same here.
 * options.c has it looked up when an option is not known.  "Coming from pdsh,
 * clush, fping" of ruptime(1) has more of it.
 * Pure: no I/O, no clock, no allocation.
 */
#include <stddef.h>

#include "common/guess.h"
#include "ruptime/habits.h"

#define AGAIN "-i SECONDS asks again and again"
#define FORMATS "-o takes table, raw, json, prometheus or nagios"
#define GROUP \
	"a group is @GROUP, a network 192.0.2.0/24, both without an option"
#define HOSTS "hosts stand without an option"
#define LIMIT "the time limit is -T SECONDS"
#define ONCE "all are asked once unless -i is given"
#define QUIET "the exit status tells: send the output to /dev/null"
#define SORT "-l sorts by load, -t by uptime, -u by users"
#define EXIT_STATUS "the exit status says whether all are up"

const struct guess_habit habits[] = {
	/* A number behind what takes none. */
	{ "-a N", "all are shown anyway" },
	{ "-l N", "-l sorts by load; " AGAIN },
	{ "-n N", "-n shows addresses; " AGAIN },
	{ "-r N", "-r reverses the order; tries are -R N" },
	{ "-t N", "-t sorts by uptime; " LIMIT },
	{ "-U N", "-U prints who is up; " LIMIT },
	{ "-u N", "-u sorts by users; " LIMIT },
	{ "-w N",
	    "-w waits until each host answers; " LIMIT "; " HABITS_THRESHOLDS },
	/* No number where one is needed, but it begins with one, or does not.
	 */
	{ "-c N,N", HABITS_THRESHOLDS },
	{ "-i FILE", "-f FILE asks the hosts in a file" },
	/* pdsh's rcmd modules. */
	{ "-R exec", "-e COMMAND asks by a command" },
	{ "-R mrsh", "-e COMMAND asks by a command" },
	{ "-R rsh", "-e COMMAND asks by a command" },
	{ "-R ssh", "-e 'ssh -o BatchMode=yes %h uptime' asks by ssh" },
	/* A format, where no -o names one, or what is a stream elsewhere. */
	{ "-O -", "without -O it is standard output, ./- is a file" },
	{ "-O json", "-o json prints that, ./json is a file" },
	{ "-O nagios", "-o nagios prints that, ./nagios is a file" },
	{ "-O prometheus",
	    "-o prometheus prints that, ./prometheus is a file" },
	{ "-O raw", "-o raw prints that, ./raw is a file" },
	{ "-O table", "-o table prints that, ./table is a file" },
	/* Letters. */
	{ "-1", ONCE },
	{ "-A", "-n shows addresses; who may ask is said by ruptimed's -A" },
	{ "-b", "the table is sorted, and printed once unless -i is given" },
	{ "-d", AGAIN },
	{ "-g", GROUP },
	{ "-G", GROUP },
	{ "-H", HOSTS },
	{ "-j", "-o json prints that" },
	{ "-J", "-o json prints that" },
	{ "-L", "-o raw has a line of each host, its name before it" },
	{ "-m", LIMIT },
	{ "-P", "-F N asks so many at once" },
	{ "-q", QUIET },
	{ "-s", "-o json has boot_time, the time since when a host is up" },
	{ "-S", EXIT_STATUS },
	{ "-X", "-x @GROUP leaves a group out" },
	/* Formats. */
	{ "--csv", FORMATS },
	{ "--format", FORMATS },
	{ "--html", FORMATS },
	{ "--json", "-o json prints that" },
	{ "--nagios", "-o nagios prints that" },
	{ "--plain", "-o raw prints that" },
	{ "--pretty", "-o table prints that, and does so of several hosts" },
	{ "--prometheus", "-o prometheus prints that" },
	{ "--prom", "-o prometheus prints that" },
	{ "--raw", "-o raw prints that" },
	{ "--since",
	    "-o json has boot_time, the time since when a host is up" },
	{ "--table", "-o table prints that" },
	{ "--text", "-o raw prints that" },
	{ "--xml", FORMATS },
	{ "--yaml", FORMATS },
	/* Order. */
	{ "--load", "-l sorts by load" },
	{ "--order", SORT },
	{ "--order-by", SORT },
	{ "--sort", SORT },
	{ "--sort-by", SORT },
	{ "--uptime", "-t sorts by uptime" },
	{ "--users", "-u sorts by users" },
	/* Whom. */
	{ "--group", GROUP },
	{ "--groups", GROUP },
	{ "--host", HOSTS },
	{ "--hostfile", "-f FILE asks the hosts in a file" },
	{ "--hostlist", HOSTS },
	{ "--hosts", HOSTS },
	{ "--hosts-file", "-f FILE asks the hosts in a file" },
	{ "--inventory", "-f FILE asks the hosts in a file" },
	{ "--limit", "-x HOSTS leaves hosts out" },
	{ "--machinefile", "-f FILE asks the hosts in a file" },
	{ "--machines", HOSTS },
	{ "--net", GROUP },
	{ "--network", GROUP },
	{ "--node", HOSTS },
	{ "--nodes", HOSTS },
	{ "--servers", HOSTS },
	{ "--target", HOSTS },
	{ "--targets", HOSTS },
	{ "--except", "-x HOSTS leaves hosts out" },
	{ "--ignore", "-x HOSTS leaves hosts out" },
	{ "--skip", "-x HOSTS leaves hosts out" },
	{ "--without", "-x HOSTS leaves hosts out" },
	{ "--alive", "-U prints the names of those that are up" },
	{ "--dead", "-D prints the names of those that are not up" },
	{ "--unreach", "-D prints the names of those that are not up" },
	/* How. */
	{ "--concurrency", "-F N asks so many at once" },
	{ "--forks", "-F N asks so many at once" },
	{ "--jobs", "-F N asks so many at once" },
	{ "--parallel", "-F N asks so many at once" },
	{ "--command-timeout", LIMIT },
	{ "--connect-timeout", LIMIT },
	{ "--command_timeout", LIMIT },
	{ "--connect_timeout", LIMIT },
	{ "--deadline", LIMIT },
	{ "--max-time", LIMIT },
	{ "--attempts", "-R N tries again up to so many times" },
	{ "--tries", "-R N tries again up to so many times" },
	{ "--addr", "-n shows addresses" },
	{ "--address", "-n shows addresses" },
	{ "--login", "-e 'ssh USER@%h uptime' asks by ssh" },
	{ "--remote-command", "-e COMMAND asks by a command" },
	{ "--rsh", "-e COMMAND asks by a command" },
	{ "--ssh", "-e 'ssh -o BatchMode=yes %h uptime' asks by ssh" },
	{ "--user", "-e 'ssh USER@%h uptime' asks by ssh" },
	{ "--worker", "-e COMMAND asks by a command" },
	/* Again and again. */
	{ "--batch", ONCE },
	{ "--continuous", AGAIN },
	{ "--delay", AGAIN },
	{ "--every", AGAIN },
	{ "--follow", AGAIN },
	{ "--iterations", "-c N, with -i, ends after so many rounds" },
	{ "--live", AGAIN },
	{ "--loop", AGAIN },
	{ "--monitor", AGAIN },
	{ "--once", ONCE },
	{ "--period", AGAIN },
	{ "--refresh", AGAIN },
	{ "--repeat", AGAIN },
	{ "--watch", AGAIN },
	/* What is said. */
	{ "--debug", "-v tells more, -vv of each attempt" },
	{ "--mono", "--color=never has no colour" },
	{ "--no-color", "--color=never has no colour" },
	{ "--no-colour", "--color=never has no colour" },
	{ "--nocolor", "--color=never has no colour" },
	{ "--quiet", QUIET },
	{ "--silent", QUIET },
	{ NULL, NULL },
};
