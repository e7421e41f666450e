/* SPDX-License-Identifier: ISC */
/*
 * What people type who are used to other daemons, and what does the same here.
 * options.c has it looked up when an option or a value is not known.
 * Pure: no I/O, no clock, no allocation.
 */
#include <ctype.h>
#include <stddef.h>
#include <string.h>
#include <strings.h>

#include "common/guess.h"
#include "ruptimed/habits.h"

#define ADDRESS "-l ADDRESS listens there"
#define BEHIND "it is a daemon unless -f is given"
#define EACH "each network has its own -A"
#define CONFIG "there is no configuration file, but options"
#define FRONT "-f stays in the foreground"
#define GROUP "its group is that of the user of -u"
#define LOG "it logs to syslog, with -f to standard error"
#define LIMIT "-m N serves so many at once"
#define MANAGER "it is started and stopped by what starts services"
#define NET "-A NET says who may ask, and nobody else may"
#define PID "-P PATH is the pid file"

const struct guess_habit habits[] = {
	{ "-b", ADDRESS },
	{ "-C", CONFIG },
	{ "-D", BEHIND },
	{ "-d", BEHIND },
	{ "-F", FRONT },
	{ "-g", GROUP },
	{ "-H", ADDRESS },
	{ "-k", MANAGER },
	{ "-L", LOG },
	{ "-n", FRONT },
	{ "-s", LOG },
	{ "--access", NET },
	{ "--acl", NET },
	{ "--addr", ADDRESS },
	{ "--address", ADDRESS },
	{ "--background", BEHIND },
	{ "--bind", ADDRESS },
	{ "--bind-address", ADDRESS },
	{ "--cache", "-a SECONDS is how old an answer may be" },
	{ "--conf", CONFIG },
	{ "--config", CONFIG },
	{ "--config-file", CONFIG },
	{ "--connections", LIMIT },
	{ "--daemon", BEHIND },
	{ "--daemonize", BEHIND },
	{ "--debug", "-v logs each client and run, -f to standard error" },
	{ "--deny", NET },
	{ "--detach", BEHIND },
	{ "--exec", "-c COMMAND runs that instead of uptime" },
	{ "--exit-idle-time", "--idle-exit=SECONDS ends it when nobody asks" },
	{ "--fork", BEHIND },
	{ "--group", GROUP },
	{ "--host", ADDRESS },
	{ "--interface", ADDRESS },
	{ "--interval", "-a SECONDS is how old an answer may be" },
	{ "--ip", ADDRESS },
	{ "--kill", MANAGER },
	{ "--log", LOG },
	{ "--log-file", LOG },
	{ "--logfile", LOG },
	{ "--max-connections", LIMIT },
	{ "--net", NET },
	{ "--network", NET },
	{ "--no-daemon", FRONT },
	{ "--no-detach", FRONT },
	{ "--no-fork", FRONT },
	{ "--nodaemon", FRONT },
	{ "--nofork", FRONT },
	{ "--pid-file", PID },
	{ "--quiet", LOG },
	{ "--restart", MANAGER },
	{ "--socket", "-l /PATH listens at a Unix socket" },
	{ "--start", MANAGER },
	{ "--status", MANAGER },
	{ "--stderr", FRONT },
	{ "--stdin", "-i answers one client on standard input" },
	{ "--stop", MANAGER },
	{ "--syslog", LOG },
	{ "--unix", "-l /PATH listens at a Unix socket" },
	{ NULL, NULL },
};

static const char *
find(const struct guess_habit *v, const char *text)
{
	for (; v->typed != NULL; v++)
		if (strcasecmp(v->typed, text) == 0)
			return v->meant;
	return "";
}

const char *
habits_of_operand(const char *text)
{
	static const struct guess_habit operands[] = {
		{ "start", "; " MANAGER },
		{ "stop", "; " MANAGER },
		{ "restart", "; " MANAGER },
		{ "reload", "; " MANAGER },
		{ "status", "; " MANAGER },
		{ NULL, NULL },
	};
	const char *said = find(operands, text);

	if (said[0] != '\0' || text[0] == '\0')
		return said;
	if (text[strspn(text, "0123456789")] == '\0')
		return "; the port is -p PORT";
	if (text[strspn(text, "0123456789.:/abcdef")] == '\0' &&
	    strpbrk(text, ".:") != NULL)
		return strchr(text, '/') != NULL ? "; " EACH : "; " ADDRESS;
	return "";
}

const char *
habits_of_net(const char *text)
{
	static const struct guess_habit nets[] = {
		{ "*", "; any is everybody" },
		{ "all", "; any is everybody" },
		{ "any", "; any is everybody" },
		{ "anybody", "; any is everybody" },
		{ "anyone", "; any is everybody" },
		{ "everybody", "; any is everybody" },
		{ "everyone", "; any is everybody" },
		{ "world", "; any is everybody" },
		{ "lan", "; local is what may ask by default" },
		{ "link", "; local is what may ask by default" },
		{ "local", "; local is what may ask by default" },
		{ "localnet", "; local is what may ask by default" },
		{ "private", "; local is what may ask by default" },
		{ "localhost", "; this machine is 127.0.0.1 and ::1" },
		{ "loopback", "; this machine is 127.0.0.1 and ::1" },
		{ "self", "; this machine is 127.0.0.1 and ::1" },
		{ NULL, NULL },
	};
	const char *said = find(nets, text);
	const size_t len = strspn(text, "0123456789.");

	if (said[0] != '\0')
		return said;
	if (strchr(text, ',') != NULL)
		return "; " EACH;
	if (len == 0)
		return isalpha((unsigned char)text[0]) ?
		    "; give addresses in place of names" :
		    "";
	if (text[len] == '*' || (text[len] == '\0' && text[len - 1] == '.'))
		return "; a network is written 192.0.2.0/24";
	return text[len] == '-' ?
	    "; a network is written 192.0.2.0/24, and " EACH :
	    "";
}
