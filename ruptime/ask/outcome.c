/* SPDX-License-Identifier: ISC */
/*
 * What a query has come to, as a host.  engine.c has it made when a query is
 * done.  What -w waits for in vain, perhaps, fleet.c and stream.c have it say.
 */
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "common/bootclock.h"
#include "common/log.h"
#include "ruptime/ask/outcome.h"
#include "ruptime/ask/query.h"
#include "ruptime/command/template.h"
#include "ruptime/hosts/targets.h"

struct host
outcome_before(const struct target *t)
{
	return (struct host){ .name = t->text,
		.found = t->found_as != NULL,
		.nobody = t->searched,
		.found_as = t->found_as,
		.own_port = t->port_number,
		.rtt_ms = -1 };
}

/* NULL where there is none or no memory. */
static char *
copy_text(const struct answer *a)
{
	char *text = a->len > 0 ? malloc(a->len + 1) : NULL;

	if (text == NULL)
		return NULL;
	memcpy(text, a->text, a->len);
	text[a->len] = '\0';
	return text;
}

static void
read_reply(struct host *h, const struct query_end *end)
{
	const struct answer *a = end->answer;

	h->text = copy_text(a);
	h->text_len = h->text != NULL ? a->len : 0;
	h->text_is_part = !a->ended;
	if (a->ended && a->len > 0)
		h->rtt_ms = end->ms;
	if (h->state != STATE_UP)
		return;
	h->replied_at = time(NULL);
	h->replied_boot_s = bootclock_s();
	if (!uptime_parse(a->text, a->len, &h->uptime)) {
		h->state = STATE_BAD_REPLY;
		h->detail = strdup("the reply is not what uptime prints");
	}
}

/* Of an address that was only tried, what ruptimed says is an answer, and
 * nothing else is: there may be anything, or nobody.  Of a command's error it
 * is not known whether anybody was reached. */
static bool
is_nobody(const struct host *h, const struct target *t, bool by_command)
{
	if (!t->searched || h->state == STATE_UP)
		return false;
	return by_command ||
	    (h->state != STATE_DENIED && h->state != STATE_ERROR);
}

struct host
outcome_of(const struct query *q, const struct target *t,
    const struct template *command)
{
	const struct query_end end = query_end(q);
	struct host h = outcome_before(t);
	char address[NET_TEXT_MAX];

	h.state = end.state;
	if (query_get_address(q, address) != NULL) {
		h.address = strdup(address);
		h.port = t->port_number;
	} else if (command != NULL && template_has_port(command))
		h.port = t->port_number;
	if (h.state != STATE_UP)
		h.detail = strdup(end.detail);
	read_reply(&h, &end);
	h.nobody = is_nobody(&h, t, command != NULL);
	return h;
}

void
outcome_tell_again(const struct query *q, const char *name)
{
	char text[512];

	log_info("%s: %s", name, query_describe(q, text, sizeof(text)));
}

bool
outcome_tell_unknown(const struct query *q, const char *name, bool *told)
{
	const struct query_end last = query_last(q);

	if (*told ||
	    (last.state != STATE_UNKNOWN_HOST &&
		last.state != STATE_UNRESOLVED))
		return false;
	*told = true;
	log_warnx("%s: %s: %s; -w waits until it is known, and takes no "
		  "command",
	    name, state_name(last.state), last.detail);
	return true;
}

struct host
outcome_failed(const struct target *t)
{
	struct host h = outcome_before(t);

	h.state = STATE_UNREACHABLE;
	h.detail = strdup(strerror(errno));
	return h;
}
