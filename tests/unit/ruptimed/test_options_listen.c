/* SPDX-License-Identifier: ISC */
/*
 * The command line of ruptimed: where it listens and where it writes its pid,
 * and what does not go with -i.
 */
#include <errno.h>
#include <limits.h>
#include <stdlib.h>
#include <netinet/in.h>
#include <sys/un.h>
#include <unistd.h>

#include "tests/unit/ruptimed/options.h"

/* This test's own name service, in place of libc's. */
struct found {
	struct addrinfo ai;
	struct sockaddr_storage sa;
};

static void
find(struct addrinfo **list, int family, const void *addr, unsigned port)
{
	struct found *f = calloc(1, sizeof(*f));
	struct sockaddr_in6 *in6 = (void *)&f->sa;
	struct sockaddr_in *in = (void *)&f->sa;
	bool ipv4 = family == AF_INET;

	assert_non_null(f);
	f->ai.ai_family = f->sa.ss_family = (sa_family_t)family;
	f->ai.ai_addr = (void *)&f->sa;
	f->ai.ai_addrlen = ipv4 ? sizeof(*in) : sizeof(*in6);
	f->ai.ai_next = *list;
	in->sin_port = htons((uint16_t)port);
	memcpy(ipv4 ? (void *)&in->sin_addr : (void *)&in6->sin6_addr, addr,
	    ipv4 ? sizeof(in->sin_addr) : sizeof(in6->sin6_addr));
	*list = &f->ai;
}

/* Names that it fails to look up. */
static const struct {
	const char *name;
	int error;
} failures[] = { { "again", EAI_AGAIN }, { "fail", EAI_FAIL },
	{ "memory", EAI_MEMORY }, { "system", EAI_SYSTEM } };

static int
failure_of(const char *name)
{
	size_t i;

	errno = EMFILE;
	for (i = 0; i < LEN(failures); i++)
		if (strcmp(name, failures[i].name) == 0)
			return failures[i].error;
	return EAI_NONAME;
}

/* Numeric addresses; "both", which has one of each family; and failures. */
int
getaddrinfo(const char *host, const char *service, const struct addrinfo *hints,
    struct addrinfo **list)
{
	unsigned port = (unsigned)atoi(service);
	struct in_addr in = { htonl(host ? INADDR_LOOPBACK : INADDR_ANY) };
	struct in6_addr in6 = host ? in6addr_loopback : in6addr_any;
	bool both = host == NULL || strcmp(host, "both") == 0;

	assert_int_equal(hints->ai_socktype, SOCK_STREAM);
	assert_true(hints->ai_flags & AI_PASSIVE);
	*list = NULL;
	if (hints->ai_family != AF_INET &&
	    (both || inet_pton(AF_INET6, host, &in6) == 1))
		find(list, AF_INET6, &in6, port);
	if (hints->ai_family != AF_INET6 &&
	    (both || inet_pton(AF_INET, host, &in) == 1))
		find(list, AF_INET, &in, port);
	return *list == NULL ? failure_of(host) : 0;
}

void
freeaddrinfo(struct addrinfo *list)
{
	struct addrinfo *next;

	for (; list != NULL; list = next) {
		next = list->ai_next;
		free(list);
	}
}

static char cwd[PATH_MAX];

static int
keep_cwd(void **state)
{
	(void)state;
	return getcwd(cwd, sizeof(cwd)) == NULL ? -1 : 0;
}

static int
return_to_cwd(void **state)
{
	(void)state;
	return chdir(cwd);
}

static void
refuses_beginning(const char *args, const char *beginning)
{
	if (parse(args) != OPTIONS_BAD)
		fail_msg("%s is taken", args);
	if (strncmp(error, beginning, strlen(beginning)) != 0)
		fail_msg("%s: %s", args, error);
}

static void
test_listen_takes_numeric_addresses(void **state)
{
	(void)state;
	service_is_known = false;
	listens("-l|127.0.0.1", "127.0.0.1:4000");
	assert_true(o.addresses_given);
	listens("--listen=127.0.0.1:5000", "127.0.0.1:5000");
	listens("-l|127.0.0.1:0", "127.0.0.1:0");
	listens("-l|0.0.0.0", "0.0.0.0:4000");
	listens("-l|::1", "[::1]:4000");
	listens("-l|[::1]", "[::1]:4000");
	listens("-l|[::1]:5000", "[::1]:5000");
	listens("-l|::", "[::]:4000");
	listens("-l|2001:db8::1:5000", "[2001:db8::1:5000]:4000");
	service_is_known = true;
	listens("-l|127.0.0.1:ruptime|-p|5000", "127.0.0.1:4711");
}

static void
test_listen_takes_the_port_wherever_it_is_given(void **state)
{
	(void)state;
	listens("-l|127.0.0.1|-p|5000", "127.0.0.1:5000");
	listens("-p|5000|-l|127.0.0.1", "127.0.0.1:5000");
	listens("-l|127.0.0.1:6000|-p|5000|-l|::1",
	    "127.0.0.1:6000 [::1]:5000");
	listens("-p|0|-l|127.0.0.1", "127.0.0.1:0");
}

static void
test_listen_drops_duplicates_and_keeps_the_order(void **state)
{
	(void)state;
	listens("-l|127.0.0.2|-l|127.0.0.1|-l|127.0.0.2",
	    "127.0.0.2:4711 127.0.0.1:4711");
	listens("-l|127.0.0.1|-l|127.0.0.1:4711|-l|127.0.0.1:4712",
	    "127.0.0.1:4711 127.0.0.1:4712");
	listens("-l|::1|-l|[::1]|-l|0::1", "[::1]:4711");
	listens("-l|::1|-l|127.0.0.1|-l|/run/a|-l|/run/b|-l|/run/a",
	    "[::1]:4711 127.0.0.1:4711 /run/a /run/b");
}

static void
test_listen_keeps_to_the_family(void **state)
{
	(void)state;
	listens("-4|-l|127.0.0.1", "127.0.0.1:4711");
	listens("-l|::1|-6", "[::1]:4711");
	refuses_beginning("-4|-l|::1", "-l ::1: ");
	refuses_beginning("-l|127.0.0.1|-6", "-l 127.0.0.1: ");
	listens("-4|-l|/run/a", "/run/a");
}

static void
test_listen_takes_every_address_of_a_name(void **state)
{
	(void)state;
	listens("-l|both", "127.0.0.1:4711 [::1]:4711");
	listens("-l|both:80|-l|[::1]:80", "127.0.0.1:80 [::1]:80");
	listens("-6|-l|both", "[::1]:4711");
}

/* The user's fault is only a name that there is not. */
static void
test_a_name_service_that_fails_is_no_usage_error(void **state)
{
	char args[32], message[128];
	size_t i;

	(void)state;
	for (i = 0; i < LEN(failures); i++) {
		snprintf(args, sizeof(args), "-l|%s", failures[i].name);
		snprintf(message, sizeof(message), "-l %s: %s",
		    failures[i].name,
		    failures[i].error == EAI_SYSTEM ?
			strerror(EMFILE) :
			gai_strerror(failures[i].error));
		assert_int_equal(parse(args), OPTIONS_FAILED);
		assert_string_equal(error, message);
	}
	refuses_beginning("-l|nosuch", "-l nosuch: ");
	refuses_beginning("-l|nosuch|-l|again", "-l nosuch: ");
	refuses("-z|-l|again", "-z: unknown option; see --help");
}

static void
test_listen_refuses_what_is_no_address(void **state)
{
	(void)state;
	refuses("-l|", "-l : the host is empty");
	refuses("-l|:4000",
	    "-l :4000: the host is empty; a port is given by -p");
	refuses("-l|127.0.0.256", "-l 127.0.0.256: not an IPv4 address");
	refuses("-l|::x", "-l ::x: not an IPv6 address");
	refuses("-l|[::1", "-l [::1: a \"[\" without its \"]\"");
	refuses("-l|127.0.0.1:",
	    "-l 127.0.0.1:: the port is empty or too "
	    "long");
	refuses("-l|127.0.0.1:65536",
	    "-l 127.0.0.1:65536: port 65536: a port is a number from 0 to "
	    "65535");
	refuses("-l|[::1]:nosuch",
	    "-l [::1]:nosuch: port nosuch: neither a number nor in the "
	    "services database");
	refuses("-l|127.0.0.1|-l|-f",
	    "-l -f: a host does not begin with "
	    "\"-\"");
}

static void
test_listen_takes_paths(void **state)
{
	char args[300], expected[200];

	(void)state;
	listens("-l|/run/ruptimed.sock", "/run/ruptimed.sock");
	assert_int_equal(o.addresses.v[0].sa.ss_family, AF_UNIX);
	assert_int_equal(o.addresses.v[0].len, sizeof(struct sockaddr_un));
	listens("-l|/run/a:4000", "/run/a:4000");
	assert_int_equal(chdir("/usr"), 0);
	listens("-l|./sock", "/usr/./sock");
	listens("-l|a/sock", "/usr/a/sock");
	listens("-l|a/sock|-l|/usr/a/sock", "/usr/a/sock");
	/* 107 bytes are the longest, made absolute. */
	snprintf(expected, sizeof(expected), "/usr/a/%0100d", 0);
	snprintf(args, sizeof(args), "-l|%s", expected);
	listens(args, expected);
	listens("-l|a/00000000000000000000000000000000000000000000000000"
		"00000000000000000000000000000000000000000000000000",
	    expected);
	snprintf(args, sizeof(args), "-l|a/%0101d", 0);
	snprintf(expected, sizeof(expected),
	    "-l a/%0101d: the path of a socket is too long", 0);
	refuses(args, expected);
}

static void
test_the_path_of_the_pid_file_becomes_absolute(void **state)
{
	(void)state;
	assert_int_equal(chdir("/usr"), 0);
	takes("-P|/run/a.pid");
	assert_string_equal(o.pidfile, "/run/a.pid");
	takes("-P|a.pid");
	assert_string_equal(o.pidfile, "/usr/a.pid");
	takes("--pidfile=./a/b.pid");
	assert_string_equal(o.pidfile, "/usr/./a/b.pid");
	takes("-P|a|-P|b");
	assert_string_equal(o.pidfile, "/usr/b");
	refuses("-P|", "-P: the path is empty");
	refuses("-P|a|-P|", "-P: the path is empty");
	assert_null(o.pidfile);
}

static void
test_a_directory_that_is_gone_makes_no_path_absolute(void **state)
{
	char dir[] = "/tmp/ruptime.XXXXXX";

	(void)state;
	assert_non_null(mkdtemp(dir));
	assert_int_equal(chdir(dir), 0);
	assert_int_equal(rmdir(dir), 0);
	refuses("-P|a",
	    "-P a: the working directory: No such file or "
	    "directory");
	refuses("-l|a/b",
	    "-l a/b: the working directory: No such file or "
	    "directory");
	takes("-P|/run/a.pid|-l|/run/a");
}

static void
test_inetd_has_the_client_and_listens_nowhere(void **state)
{
	static const char conflict[] =
	    "-i: standard input is the client: -l, -p, -P and --idle-exit "
	    "do not go with it";
	static const char *const conflicts[] = { "-i|-l|127.0.0.1",
		"-l|127.0.0.1|-i", "-i|-p|4000", "-p|0|-i", "-i|-P|/run/a",
		"-P|a|--inetd", "--idle-exit=1|-i" };
	size_t i;

	(void)state;
	service_is_known = false;
	takes("-i|-A|any|-a|0|-c|w|-t|1|-u|nobody|-v|-m|1|-4");
	assert_int_equal(o.addresses.count, 0);
	assert_false(o.addresses_given || o.port_fallback);
	takes("-i|--idle-exit=0");
	for (i = 0; i < LEN(conflicts); i++) {
		refuses(conflicts[i], conflict);
		assert_true(o.inetd);
	}
}

static void
test_the_missing_entry_matters_only_where_it_is_used(void **state)
{
	(void)state;
	service_is_known = false;
	takes("-l|127.0.0.1:5000|-l|/run/a");
	assert_false(o.port_fallback);
	takes("-l|127.0.0.1:5000|-l|::1");
	assert_true(o.port_fallback);
}

static void
test_options_can_be_freed_twice(void **state)
{
	(void)state;
	takes("-P|/run/a|-l|127.0.0.1");
	options_free(&o);
	assert_null(o.pidfile);
	assert_null(o.addresses.v);
	options_free(&o);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_listen_takes_numeric_addresses),
		cmocka_unit_test(
		    test_listen_takes_the_port_wherever_it_is_given),
		cmocka_unit_test(
		    test_listen_drops_duplicates_and_keeps_the_order),
		cmocka_unit_test(test_listen_keeps_to_the_family),
		cmocka_unit_test(test_listen_takes_every_address_of_a_name),
		cmocka_unit_test(
		    test_a_name_service_that_fails_is_no_usage_error),
		cmocka_unit_test(test_listen_refuses_what_is_no_address),
		cmocka_unit_test_teardown(test_listen_takes_paths,
		    return_to_cwd),
		cmocka_unit_test_teardown(
		    test_the_path_of_the_pid_file_becomes_absolute,
		    return_to_cwd),
		cmocka_unit_test_teardown(
		    test_a_directory_that_is_gone_makes_no_path_absolute,
		    return_to_cwd),
		cmocka_unit_test(test_inetd_has_the_client_and_listens_nowhere),
		cmocka_unit_test(
		    test_the_missing_entry_matters_only_where_it_is_used),
		cmocka_unit_test(test_options_can_be_freed_twice),
	};

	return cmocka_run_group_tests(tests, keep_cwd, NULL);
}
