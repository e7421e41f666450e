/* SPDX-License-Identifier: ISC */
/*
 * A server that plays a script against one client, for the behaviour tests:
 * binds an address, runs the client as a command, and exits with its status.
 * Exits 99 where the two did not keep to the script: the client ended before
 * its end, or connected once more than it says.
 *
 * Whatever the script waits for is looked at every few milliseconds, so that
 * no wait misses the client's end.
 */
#include <sys/ioctl.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <arpa/inet.h>
#include <linux/sockios.h>
#include <ctype.h>
#include <err.h>
#include <errno.h>
#include <fcntl.h>
#include <netdb.h>
#include <poll.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { LOOK_MS = 2, PATIENCE_S = 30, CHUNK = 65536, EXIT_SCRIPT = 99 };

static const char usage[] =
    "usage: peer [-p port] address [word [argument]]... -- command...\n"
    "The address is of IPv4, IPv6 or the /path of a socket.  \"%p\" in the\n"
    "command is replaced by the port.  The script begins when the command\n"
    "does, but for listen and full at its beginning.  Its words:\n"
    "  listen       until then connections are refused; after full, answer\n"
    "  full         listen with a full backlog: nobody is answered\n"
    "  await FILE   until there is something in it\n"
    "  tries N      until N connections were begun; at the end there have to\n"
    "               be as many as the last N.  Only in a room, see peer_room\n"
    "  accept       the next connection, ending the one before\n"
    "  send FILE    until the client's kernel has it or, where the address is\n"
    "               a path, the client; it may not want it all\n"
    "  hold         until the client closes\n"
    "  close, reset with a FIN, with a RST\n";

union address {
	struct sockaddr sa;
	struct sockaddr_in in;
	struct sockaddr_in6 in6;
	struct sockaddr_un un;
};

struct peer {
	union address address;
	socklen_t len;
	unsigned port;
	int listener;
	int filler; /* our own connection to it, or -1 */
	int conn;   /* the client's, or -1 */
	char **command;
	pid_t pid;  /* of the command; 0: not begun, -1: ended */
	int status; /* its, once it has ended */
	long base;  /* connections begun before it */
	long tries; /* its own in all, or -1: any number */
};

/* A word is done when its function, called again and again, says so. */
struct word {
	const char *name;
	bool has_argument, before_command;
	bool (*play)(struct peer *p, const char *argument);
};

/* TCP connections that were begun in this network namespace. */
static long
connections_begun(void)
{
	FILE *f = fopen("/proc/net/snmp", "re");
	char line[1024], *at = line;
	long begun = 0;
	int i;

	/* A line of names, one of figures; ActiveOpens is the fifth. */
	while (f != NULL && fgets(line, sizeof(line), f) != NULL)
		if (strncmp(line, "Tcp: ", 5) == 0 && isdigit(line[5]))
			break;
	if (f == NULL || ferror(f) || feof(f))
		err(EXIT_SCRIPT, "/proc/net/snmp");
	fclose(f);
	for (i = 0, at += 5; i < 5; i++)
		begun = strtol(at, &at, 10);
	return begun;
}

static void
parse_address(struct peer *p, const char *text, const char *port)
{
	const struct addrinfo hints = {
		.ai_socktype = SOCK_STREAM,
		.ai_flags = AI_NUMERICHOST | AI_NUMERICSERV,
	};
	struct addrinfo *ai;

	if (text[0] == '/') {
		p->address.un.sun_family = AF_UNIX;
		strlcpy(p->address.un.sun_path, text,
		    sizeof(p->address.un.sun_path));
		p->len = sizeof(p->address.un);
		return;
	}
	if (getaddrinfo(text, port, &hints, &ai) != 0)
		errx(EXIT_SCRIPT, "%s port %s: not an address", text, port);
	memcpy(&p->address, ai->ai_addr, ai->ai_addrlen);
	p->len = ai->ai_addrlen;
	freeaddrinfo(ai);
}

static void
bind_listener(struct peer *p)
{
	p->listener = socket(p->address.sa.sa_family,
	    SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
	if (p->listener == -1)
		err(EXIT_SCRIPT, "socket");
	if (bind(p->listener, &p->address.sa, p->len) == -1 ||
	    getsockname(p->listener, &p->address.sa, &p->len) == -1)
		err(EXIT_SCRIPT, "bind");
	/* It stands at the same place in both. */
	if (p->address.sa.sa_family != AF_UNIX)
		p->port = ntohs(p->address.in.sin_port);
}

static void
end_connection(struct peer *p)
{
	if (p->conn != -1)
		close(p->conn);
	p->conn = -1;
}

static bool
take_connection(struct peer *p)
{
	int fd = accept4(p->listener, NULL, NULL, SOCK_CLOEXEC);

	if (fd == -1)
		return false;
	end_connection(p);
	p->conn = fd;
	return true;
}

static bool
play_listen(struct peer *p, const char *argument)
{
	(void)argument;
	if (listen(p->listener, SOMAXCONN) == -1)
		err(EXIT_SCRIPT, "listen");
	if (p->filler != -1 && !take_connection(p))
		err(EXIT_SCRIPT, "accepting our own");
	end_connection(p);
	if (p->filler != -1)
		close(p->filler);
	p->filler = -1;
	return true;
}

static bool
play_full(struct peer *p, const char *argument)
{
	(void)argument;
	if (listen(p->listener, 0) == -1)
		err(EXIT_SCRIPT, "listen");
	p->filler =
	    socket(p->address.sa.sa_family, SOCK_STREAM | SOCK_CLOEXEC, 0);
	if (p->filler == -1 || connect(p->filler, &p->address.sa, p->len) == -1)
		err(EXIT_SCRIPT, "filling the backlog");
	return true;
}

static bool
play_await(struct peer *p, const char *argument)
{
	struct stat st;

	(void)p;
	return stat(argument, &st) == 0 && st.st_size > 0;
}

static bool
play_tries(struct peer *p, const char *argument)
{
	p->tries = strtol(argument, NULL, 10);
	return connections_begun() - p->base >= p->tries;
}

static bool
play_accept(struct peer *p, const char *argument)
{
	(void)argument;
	return take_connection(p);
}

static bool
play_send(struct peer *p, const char *argument)
{
	int fd = open(argument, O_RDONLY | O_CLOEXEC), queued = 0;
	struct pollfd conn = { .fd = p->conn }; /* for errors only */
	char chunk[CHUNK];
	ssize_t n;

	if (fd == -1)
		err(EXIT_SCRIPT, "%s", argument);
	do {
		n = read(fd, chunk, sizeof(chunk));
	} while (n > 0 && send(p->conn, chunk, (size_t)n, MSG_NOSIGNAL) == n);
	close(fd);
	/* A reset must not overtake it; a client that resets ends it. */
	while (ioctl(p->conn, SIOCOUTQ, &queued) == 0 && queued > 0 &&
	    poll(&conn, 1, LOOK_MS) == 0)
		continue;
	return true;
}

static bool
play_hold(struct peer *p, const char *argument)
{
	char scrap[64];
	ssize_t n = recv(p->conn, scrap, sizeof(scrap), MSG_DONTWAIT);

	(void)argument;
	return n == 0 || (n == -1 && errno != EAGAIN);
}

static bool
play_close(struct peer *p, const char *argument)
{
	(void)argument;
	end_connection(p);
	return true;
}

static bool
play_reset(struct peer *p, const char *argument)
{
	const struct linger linger = { .l_onoff = 1 };

	(void)argument;
	setsockopt(p->conn, SOL_SOCKET, SO_LINGER, &linger, sizeof(linger));
	end_connection(p);
	return true;
}

static const struct word words[] = {
	{ "listen", false, true, play_listen },
	{ "full", false, true, play_full },
	{ "await", true, false, play_await },
	{ "tries", true, false, play_tries },
	{ "accept", false, false, play_accept },
	{ "send", true, false, play_send },
	{ "hold", false, false, play_hold },
	{ "close", false, false, play_close },
	{ "reset", false, false, play_reset },
};

static const struct word *
find_word(const char *name)
{
	size_t i;

	for (i = 0; i < sizeof(words) / sizeof(words[0]); i++)
		if (strcmp(words[i].name, name) == 0)
			return &words[i];
	errx(EXIT_SCRIPT, "%s: no such word\n%s", name, usage);
}

/* Replace "%p", once in each argument. */
static void
put_port(struct peer *p)
{
	char **arg, *at, *text;

	for (arg = p->command; *arg != NULL; arg++) {
		at = strstr(*arg, "%p");
		if (at == NULL)
			continue;
		if (asprintf(&text, "%.*s%u%s", (int)(at - *arg), *arg, p->port,
			at + 2) == -1)
			err(EXIT_SCRIPT, "asprintf");
		*arg = text;
	}
}

static void
start_command(struct peer *p)
{
	p->base = connections_begun();
	p->pid = fork();
	if (p->pid == -1)
		err(EXIT_SCRIPT, "fork");
	if (p->pid > 0)
		return;
	prctl(PR_SET_PDEATHSIG, SIGKILL);
	put_port(p);
	execvp(p->command[0], p->command);
	err(127, "%s", p->command[0]);
}

static bool
has_ended(struct peer *p)
{
	if (p->pid > 0 && waitpid(p->pid, &p->status, WNOHANG) == p->pid)
		p->pid = -1;
	return p->pid == -1;
}

static void
play(struct peer *p, const struct word *word, const char *argument)
{
	bool ended;

	if (p->pid == 0 && !word->before_command)
		start_command(p);
	for (;;) {
		ended = has_ended(p); /* what it did last still counts */
		if (word->play(p, argument))
			return;
		if (ended)
			errx(EXIT_SCRIPT, "no client at \"%s\"", word->name);
		poll(NULL, 0, LOOK_MS);
	}
}

/* Whoever connects now is told nothing, lest it wait for long. */
static void
await_end(struct peer *p)
{
	unsigned extra = 0;
	bool ended;

	if (p->pid == 0)
		start_command(p);
	end_connection(p);
	do {
		ended = has_ended(p);
		while (p->filler == -1 && take_connection(p))
			extra++;
		end_connection(p);
		poll(NULL, 0, ended ? 0 : LOOK_MS);
	} while (!ended);
	if (extra > 0)
		errx(EXIT_SCRIPT, "connections beyond the script: %u", extra);
	if (p->tries != -1 && connections_begun() - p->base != p->tries)
		errx(EXIT_SCRIPT, "connections begun: %ld, expected: %ld",
		    connections_begun() - p->base, p->tries);
}

static char **
find_command(char **arg)
{
	while (*arg != NULL && strcmp(*arg, "--") != 0)
		arg++;
	if (*arg == NULL || arg[1] == NULL)
		errx(EXIT_SCRIPT, "no command\n%s", usage);
	*arg = NULL;
	return arg + 1;
}

int
main(int argc, char *argv[])
{
	struct peer p = { .filler = -1, .conn = -1, .tries = -1 };
	const char *port = "0";
	const struct word *word;
	char **arg = argv + 1;

	if (argc > 2 && strcmp(*arg, "-p") == 0) {
		port = arg[1];
		arg += 2;
	}
	p.command = find_command(arg);
	if (*arg == NULL)
		errx(EXIT_SCRIPT, "no address\n%s", usage);
	alarm(PATIENCE_S);
	parse_address(&p, *arg++, port);
	bind_listener(&p);
	while (*arg != NULL) {
		word = find_word(*arg++);
		if (word->has_argument && *arg == NULL)
			errx(EXIT_SCRIPT, "%s what?", word->name);
		play(&p, word, word->has_argument ? *arg++ : NULL);
	}
	await_end(&p);
	return WIFSIGNALED(p.status) ? 128 + WTERMSIG(p.status) :
				       WEXITSTATUS(p.status);
}
