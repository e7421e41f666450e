/* SPDX-License-Identifier: ISC */
/*
 * Targets out of the answer of a name server to a question for SRV records, RFC
 * 2782.  srv.c has asked.  The names are anybody's: what can't be a host's is
 * counted, and left out.
 * Pure: no I/O, no clock.
 */
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "ruptime/hosts/dnsname.h"
#include "ruptime/hosts/dnsrr.h"
#include "ruptime/hosts/srv_answer.h"

/* More than any zone has behind each other. */
enum { CNAMES_MAX = 16 };

static enum srv_answer_result
judge_header(const struct dnsrr_message *msg)
{
	if (!msg->is_answer)
		return SRV_ANSWER_BAD;
	switch (msg->code) {
	case ns_r_noerror:
		break;
	case ns_r_nxdomain:
		return SRV_ANSWER_NO_NAME;
	case ns_r_servfail:
		return SRV_ANSWER_FAILED;
	default:
		return SRV_ANSWER_REFUSED;
	}
	return msg->is_cut ? SRV_ANSWER_CUT : SRV_ANSWER_HOSTS;
}

/* Where name is an alias by a record of the answer, what it stands for takes
 * its place.  *changed says so; false where the message is malformed. */
static bool
follow_once(struct dnsrr_message *msg, char name[static NS_MAXDNAME],
    bool *changed)
{
	struct dnsrr rr;
	unsigned i, n = msg->count[DNSRR_ANSWER];

	*changed = false;
	for (i = 0; i < n; i++) {
		enum dnsrr_result result =
		    dnsrr_read(msg, DNSRR_ANSWER, i, &rr);

		if (result == DNSRR_BAD)
			return false;
		if (result == DNSRR_READ && rr.type == ns_t_cname &&
		    dnsname_cmp(rr.name, name) == 0) {
			strlcpy(name, rr.target, NS_MAXDNAME);
			*changed = true;
			return true;
		}
	}
	return true;
}

static bool
follow_aliases(struct dnsrr_message *msg, char name[static NS_MAXDNAME])
{
	bool changed = true;
	size_t i;

	for (i = 0; i < CNAMES_MAX && changed; i++)
		if (!follow_once(msg, name, &changed))
			return false;
	return !changed;
}

static bool
add_target(struct srv_answer *a, const struct dnsrr *rr)
{
	struct srv_target *targets;
	char *host;

	targets = reallocarray(a->targets, a->count + 1, sizeof(*targets));
	if (targets == NULL)
		return false;
	a->targets = targets;
	host = strdup(rr->target);
	if (host == NULL)
		return false;
	targets[a->count].host = host;
	targets[a->count++].port = rr->port;
	return true;
}

static int
compare_srv(const void *va, const void *vb)
{
	const struct srv_target *a = va, *b = vb;
	int order = dnsname_cmp(a->host, b->host);

	return order != 0 ? order : a->port - b->port;
}

static void
sort_targets(struct srv_answer *a)
{
	size_t i, kept = 0;

	if (a->count > 0)
		qsort(a->targets, a->count, sizeof(*a->targets), compare_srv);
	for (i = 0; i < a->count; i++) {
		if (kept > 0 &&
		    compare_srv(&a->targets[kept - 1], &a->targets[i]) == 0)
			free(a->targets[i].host);
		else
			a->targets[kept++] = a->targets[i];
	}
	a->count = kept;
}

static enum srv_answer_result
read_targets(struct srv_answer *a, struct dnsrr_message *msg, const char *owner)
{
	bool none = false;
	struct dnsrr rr;
	unsigned i, n = msg->count[DNSRR_ANSWER];

	for (i = 0; i < n; i++) {
		enum dnsrr_result result =
		    dnsrr_read(msg, DNSRR_ANSWER, i, &rr);

		if (result == DNSRR_BAD)
			return SRV_ANSWER_BAD;
		if (result == DNSRR_OTHER || rr.type != ns_t_srv ||
		    dnsname_cmp(rr.name, owner) != 0)
			continue;
		if (rr.target[0] == '\0')
			none = true;
		else if (!dnsname_is_host(rr.target) || rr.port == 0)
			a->unfit++;
		else if (!add_target(a, &rr))
			return SRV_ANSWER_NO_MEMORY;
	}
	sort_targets(a);
	if (a->count > 0)
		return SRV_ANSWER_HOSTS;
	return none && a->unfit == 0 ? SRV_ANSWER_NONE : SRV_ANSWER_NO_RECORD;
}

enum srv_answer_result
srv_answer_read(struct srv_answer *a, const char *service,
    const uint8_t *packet, size_t len)
{
	char owner[NS_MAXDNAME];
	enum srv_answer_result result;
	struct dnsrr_message msg;

	memset(a, 0, sizeof(*a));
	if (!dnsrr_open(&msg, packet, len))
		return SRV_ANSWER_BAD;
	result = judge_header(&msg);
	if (result != SRV_ANSWER_HOSTS)
		return result;
	strlcpy(owner, service, sizeof(owner));
	if (!follow_aliases(&msg, owner))
		return SRV_ANSWER_BAD;
	return read_targets(a, &msg, owner);
}

void
srv_answer_free(struct srv_answer *a)
{
	size_t i;

	for (i = 0; i < a->count; i++)
		free(a->targets[i].host);
	free(a->targets);
}
