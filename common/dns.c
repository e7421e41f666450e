/* SPDX-License-Identifier: ISC */
/*
 * The resolver, with a state of ours or with the C library's only one, which is
 * for a process that has no threads.  ruptime/hosts/srv_lookup.c asks.  What an
 * answer says is not looked at.
 */
#include <sys/types.h>
#include <netinet/in.h>
#include <arpa/nameser.h>
#include <errno.h>
#include <netdb.h>
#include <resolv.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "common/dns.h"
#include "common/system.h"

/* Tells what is said of the name from what is wrong with its servers. */
static int
judge(int n)
{
	if (n == -1 && (h_errno == HOST_NOT_FOUND || h_errno == NO_DATA))
		errno = ENOENT;
	return n;
}

#if SYSTEM_GLIBC

struct dns {
	struct __res_state state;
};

struct dns *
dns_open(int retry_s, int tries)
{
	struct dns *d = calloc(1, sizeof(*d));

	if (d == NULL || res_ninit(&d->state) == -1) {
		free(d);
		return NULL;
	}
	d->state.retrans = retry_s;
	d->state.retry = tries;
	return d;
}

const char *
dns_domain(const struct dns *d, size_t i)
{
	return i < MAXDNSRCH ? d->state.dnsrch[i] : NULL;
}

int
dns_ask(struct dns *d, const char *name, int type, uint8_t *packet, size_t size)
{
	return judge(
	    res_nquery(&d->state, name, ns_c_in, type, packet, (int)size));
}

void
dns_close(struct dns *d)
{
	if (d == NULL)
		return;
	res_nclose(&d->state);
	free(d);
}

#else

enum { DOMAINS_MAX = 6 };

struct dns {
	char text[1024];
	char *domains[DOMAINS_MAX];
};

/* What stands behind the last "search" or "domain" is the list, or the part of
 * it that there is room for. */
static void
read_file(struct dns *d)
{
	FILE *f = fopen("/etc/resolv.conf", "re");
	char line[sizeof(d->text)], *rest, *word;

	while (f != NULL && fgets(line, sizeof(line), f) != NULL) {
		word = strtok_r(line, " \t\n", &rest);
		if (word != NULL &&
		    (strcmp(word, "search") == 0 ||
			strcmp(word, "domain") == 0))
			strlcpy(d->text, rest != NULL ? rest : "",
			    sizeof(d->text));
	}
	if (f != NULL)
		fclose(f);
}

/* In the order of resolv.conf(5): the environment, the file, our own name. */
static void
read_domains(struct dns *d)
{
	const char *given = getenv("LOCALDOMAIN");
	char name[256] = "", *dot, *rest, *word;
	size_t n = 0;

	if (given != NULL)
		strlcpy(d->text, given, sizeof(d->text));
	else
		read_file(d);
	if (given == NULL && d->text[strspn(d->text, " \t\n")] == '\0' &&
	    gethostname(name, sizeof(name) - 1) == 0 &&
	    (dot = strchr(name, '.')) != NULL)
		strlcpy(d->text, dot + 1, sizeof(d->text));
	for (word = strtok_r(d->text, " \t\n", &rest);
	     word != NULL && n < DOMAINS_MAX;
	     word = strtok_r(NULL, " \t\n", &rest))
		d->domains[n++] = word;
}

struct dns *
dns_open(int retry_s, int tries)
{
	struct dns *d = calloc(1, sizeof(*d));

	(void)retry_s;
	(void)tries;
	if (d == NULL || res_init() == -1) {
		free(d);
		return NULL;
	}
	read_domains(d);
	return d;
}

const char *
dns_domain(const struct dns *d, size_t i)
{
	return i < DOMAINS_MAX ? d->domains[i] : NULL;
}

int
dns_ask(struct dns *d, const char *name, int type, uint8_t *packet, size_t size)
{
	(void)d;
	return judge(res_query(name, ns_c_in, type, packet, (int)size));
}

void
dns_close(struct dns *d)
{
	free(d);
}

#endif
