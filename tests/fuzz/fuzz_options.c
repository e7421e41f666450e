/* SPDX-License-Identifier: ISC */
/*
 * The command line of ruptimed under libFuzzer. The input is its arguments,
 * each with a NUL behind it. What is taken must be within its limits, what is
 * refused must have a message, and a second look must come to the same. No
 * name is looked up: services and hosts are the fuzzer's own.
 */
#include <netinet/in.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <arpa/inet.h>
#include <netdb.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "common/duration.h"
#include "common/guess.h"
#include "common/hostport.h"
#include "common/net.h"
#include "common/optparse.h"
#include "common/slips.h"
#include "ruptimed/acl.h"
#include "ruptimed/bindlist.h"
#include "ruptimed/habits.h"
#include "ruptimed/options.h"
#include "tests/fuzz/check.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

struct servent *
getservbyname(const char *name, const char *proto)
{
	static struct servent entry;

	CHECK(strcmp(proto, "tcp") == 0);
	entry.s_port = htons(4711);
	return name[0] == 'r' ? &entry : NULL;
}

/* The list that getaddrinfo() gives out has at most one of each family. */
static struct {
	struct addrinfo ai[2];
	struct sockaddr_storage sa[2];
	size_t count;
	bool in_use;
} answer;

static void
own_add(int family, const void *addr, unsigned port)
{
	struct sockaddr_storage *sa = &answer.sa[answer.count];
	struct addrinfo *ai = &answer.ai[answer.count];
	struct sockaddr_in6 *in6 = (void *)sa;
	struct sockaddr_in *in = (void *)sa;

	memset(sa, 0, sizeof(*sa));
	memset(ai, 0, sizeof(*ai));
	ai->ai_family = sa->ss_family = (sa_family_t)family;
	ai->ai_addr = (void *)sa;
	ai->ai_addrlen = family == AF_INET ? sizeof(*in) : sizeof(*in6);
	in->sin_port = htons((uint16_t)port);
	if (family == AF_INET)
		memcpy(&in->sin_addr, addr, sizeof(in->sin_addr));
	else
		memcpy(&in6->sin6_addr, addr, sizeof(in6->sin6_addr));
	if (answer.count++ > 0)
		answer.ai[0].ai_next = ai;
}

/* Numeric addresses are what they are; a name has both loopback addresses
 * where it begins with "l", and the null host both wildcards. Where it begins
 * with "a" nobody knows. */
int
getaddrinfo(const char *host, const char *service, const struct addrinfo *hints,
    struct addrinfo **list)
{
	unsigned port = (unsigned)atoi(service);
	struct in6_addr in6 = in6addr_loopback;
	struct in_addr in = { htonl(INADDR_LOOPBACK) };
	bool both = host == NULL || host[0] == 'l';

	CHECK(!answer.in_use && port <= 65535);
	CHECK(hints->ai_flags & AI_PASSIVE);
	answer.count = 0;
	if (host == NULL) {
		in6 = in6addr_any;
		in.s_addr = INADDR_ANY;
	}
	if (hints->ai_family != AF_INET6 &&
	    (both || inet_pton(AF_INET, host, &in) == 1))
		own_add(AF_INET, &in, port);
	if (hints->ai_family != AF_INET &&
	    (both || inet_pton(AF_INET6, host, &in6) == 1))
		own_add(AF_INET6, &in6, port);
	if (answer.count == 0)
		return host[0] == 'a' ? EAI_AGAIN : EAI_NONAME;
	answer.in_use = true;
	*list = answer.ai;
	return 0;
}

void
freeaddrinfo(struct addrinfo *list)
{
	CHECK(answer.in_use && list == answer.ai);
	answer.in_use = false;
}

static void
check_acl(const struct acl *acl)
{
	size_t i;

	CHECK(acl->count > 0 && acl->count <= ACL_MAX);
	for (i = 0; i < acl->count; i++) {
		const struct acl_net *net = &acl->nets[i];
		unsigned bit;

		CHECK(net->prefix >= (net->ipv4 ? 96 : 0));
		CHECK(net->prefix <= 128);
		for (bit = net->prefix; bit < 128; bit++)
			CHECK((net->addr[bit / 8] << bit % 8 & 0x80) == 0);
		CHECK(acl_allows(acl, net->addr));
	}
}

static void
check_address(const struct options *o, const struct bindlist_address *a)
{
	const struct sockaddr_un *un = (const void *)&a->sa;

	if (a->sa.ss_family == AF_UNIX) {
		CHECK(a->len == sizeof(*un) && un->sun_path[0] == '/');
		CHECK(memchr(un->sun_path, '\0', sizeof(un->sun_path)) != NULL);
		return;
	}
	CHECK(o->family == AF_UNSPEC || o->family == a->sa.ss_family);
	CHECK(a->len ==
	    (a->sa.ss_family == AF_INET ? sizeof(struct sockaddr_in) :
					  sizeof(struct sockaddr_in6)));
}

static void
check_addresses(const struct options *o)
{
	size_t i, j;

	CHECK(o->addresses.count > 0);
	for (i = 0; i < o->addresses.count; i++) {
		check_address(o, &o->addresses.v[i]);
		for (j = 0; j < i; j++)
			CHECK(memcmp(&o->addresses.v[i], &o->addresses.v[j],
				  sizeof(o->addresses.v[i])) != 0);
	}
}

static void
check_options(const struct options *o)
{
	CHECK(o->family == AF_UNSPEC || o->family == AF_INET ||
	    o->family == AF_INET6);
	CHECK(o->max_age_ms <= 86400000);
	CHECK(o->timeout_ms >= 1 && o->timeout_ms <= 3600000);
	CHECK(o->max_clients >= 1 && o->max_clients <= 1000000);
	CHECK(o->command[strspn(o->command, " \t\n")] != '\0');
	CHECK(o->user == NULL || o->user[0] != '\0');
	CHECK(o->pidfile == NULL || o->pidfile[0] == '/');
	check_acl(&o->acl);
	if (!o->inetd) {
		check_addresses(o);
		return;
	}
	CHECK(o->addresses.count == 0 && !o->addresses_given);
	CHECK(o->pidfile == NULL && !o->port_fallback);
}

/* Arguments from data, behind the program's name, which has a NUL too. */
static enum options_result
parse(const uint8_t *data, size_t size, char error[static OPTIONS_ERROR_MAX])
{
	char *text = calloc(size + 1, 1),
	     **argv = calloc(size + 3, sizeof(*argv));
	char name[] = "ruptimed";
	enum options_result result;
	struct options o;
	size_t i;
	int argc = 1;

	CHECK(text != NULL && argv != NULL);
	memcpy(text, data, size);
	argv[0] = name;
	for (i = 0; i < size; i += strlen(text + i) + 1)
		argv[argc++] = text + i;
	memset(error, 0, OPTIONS_ERROR_MAX);
	result = options_parse(&o, argc, argv, error);
	CHECK(!answer.in_use);
	if (result == OPTIONS_SERVE)
		check_options(&o);
	options_free(&o);
	free(argv);
	free(text);
	return result;
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	char error[OPTIONS_ERROR_MAX], again[OPTIONS_ERROR_MAX];
	enum options_result result = parse(data, size, error);

	CHECK(error[OPTIONS_ERROR_MAX - 1] == '\0');
	CHECK((result == OPTIONS_BAD || result == OPTIONS_FAILED) ==
	    (error[0] != '\0'));
	CHECK(parse(data, size, again) == result);
	CHECK(strcmp(error, again) == 0);
	return 0;
}
