/* SPDX-License-Identifier: ISC */
/*
 * Runs a command in a room of its own, for the behaviour tests: a network
 * namespace that holds nothing but loopback, and a mount namespace in which
 * files can take the place of the system's.  An ordinary user gets a user
 * namespace around them.  Exits 99 where the room can't be made.
 */
#include <sys/ioctl.h>
#include <sys/mount.h>
#include <sys/socket.h>
#include <arpa/inet.h>
#include <net/if.h>
#include <net/route.h>
#include <err.h>
#include <fcntl.h>
#include <sched.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { EXIT_ROOM = 99, PATIENCE_S = 30 };

static const char usage[] =
    "usage: peer_room [-b file:target]... [-d address]... command...\n"
    "  -b  let file take the place of target\n"
    "  -d  an address of IPv4 whose machine never answers, or address/bits:\n"
    "      a network of such\n";

static void
write_file(const char *path, const char *text)
{
	int fd = open(path, O_WRONLY | O_CLOEXEC);

	if (fd == -1 || write(fd, text, strlen(text)) == -1)
		err(EXIT_ROOM, "%s", path);
	close(fd);
}

/* Root in there is who we are out here. */
static void
enter_user_namespace(void)
{
	char uids[64], gids[64];

	snprintf(uids, sizeof(uids), "0 %u 1\n", (unsigned)geteuid());
	snprintf(gids, sizeof(gids), "0 %u 1\n", (unsigned)getegid());
	if (unshare(CLONE_NEWUSER) == -1)
		err(EXIT_ROOM, "user namespace");
	write_file("/proc/self/setgroups", "deny");
	write_file("/proc/self/uid_map", uids);
	write_file("/proc/self/gid_map", gids);
}

static void
raise_loopback(int fd)
{
	struct ifreq ifr = { .ifr_name = "lo" };

	ifr.ifr_flags = IFF_UP | IFF_RUNNING;
	if (ioctl(fd, SIOCSIFFLAGS, &ifr) == -1)
		err(EXIT_ROOM, "lo");
}

/* What is sent there by way of loopback comes back as a stranger's, and is
 * dropped. */
static void
lead_astray(int fd, char *network)
{
	char lo[] = "lo", *slash = strchr(network, '/');
	int bits = slash != NULL ? atoi(slash + 1) : 32;
	struct rtentry route = { .rt_flags = RTF_UP, .rt_dev = lo };
	struct sockaddr_in to = { .sin_family = AF_INET };

	if (slash != NULL)
		*slash = '\0';
	if (inet_pton(AF_INET, network, &to.sin_addr) != 1 || bits < 1 ||
	    bits > 32)
		errx(EXIT_ROOM, "%s: not an address", network);
	memcpy(&route.rt_dst, &to, sizeof(to));
	to.sin_addr.s_addr = htonl(UINT32_MAX << (32 - bits));
	memcpy(&route.rt_genmask, &to, sizeof(to));
	if (ioctl(fd, SIOCADDRT, &route) == -1)
		err(EXIT_ROOM, "route to %s", network);
}

static void
bind_file(char *pair)
{
	char *target = strchr(pair, ':');

	if (target == NULL)
		errx(EXIT_ROOM, "%s: no target", pair);
	*target++ = '\0';
	if (mount(pair, target, NULL, MS_BIND, NULL) == -1)
		err(EXIT_ROOM, "%s in place of %s", pair, target);
}

int
main(int argc, char *argv[])
{
	int fd, option;

	if (geteuid() != 0)
		enter_user_namespace();
	if (unshare(CLONE_NEWNET | CLONE_NEWNS) == -1)
		err(EXIT_ROOM, "namespaces");
	if (mount(NULL, "/", NULL, MS_REC | MS_PRIVATE, NULL) == -1)
		err(EXIT_ROOM, "private mounts");
	fd = socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0);
	if (fd == -1)
		err(EXIT_ROOM, "socket");
	raise_loopback(fd);
	while ((option = getopt(argc, argv, "+b:d:")) != -1)
		switch (option) {
		case 'b':
			bind_file(optarg);
			break;
		case 'd':
			lead_astray(fd, optarg);
			break;
		default:
			errx(EXIT_ROOM, "%s", usage);
		}
	if (argv[optind] == NULL)
		errx(EXIT_ROOM, "no command\n%s", usage);
	alarm(PATIENCE_S); /* which the command inherits */
	execvp(argv[optind], argv + optind);
	err(127, "%s", argv[optind]);
}
