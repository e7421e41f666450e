/* SPDX-License-Identifier: ISC */
/*
 * Hosts as JSON, by jansson, an object at a time so that a million of them
 * need no more memory than one.
 */
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <jansson.h>

#include "ruptime/show/export.h"
#include "ruptime/show/format.h"
#include "ruptime/show/utf8.h"

/* Enough for what uptime prints, and no 0.040000000000000001. */
enum { DIGITS = 15 };

/* NULL where there is no memory, as of jansson's own. */
static json_t *
text_value(const char *text, size_t len)
{
	json_t *value;
	char *repaired;

	if (text == NULL)
		return json_null();
	repaired = malloc(UTF8_GROWTH * len + 1);
	if (repaired == NULL)
		return NULL;
	len = utf8_repair(repaired, text, len);
	value = json_stringn(repaired, len);
	free(repaired);
	return value;
}

static json_t *
string_value(const char *text)
{
	return text_value(text, text == NULL ? 0 : strlen(text));
}

/* Of a name, or an address, which may be a path: two are two strings. */
static json_t *
name_value(const char *name)
{
	size_t len, n, used, total = 0;
	json_t *value;
	char *spelled;

	if (name == NULL)
		return json_null();
	len = strlen(name);
	spelled = malloc(UTF8_SPELL_GROWTH * len + UTF8_SPELLED_MAX);
	if (spelled == NULL)
		return NULL;
	for (; len > 0; name += n, len -= n, total += used)
		n = utf8_spell(spelled + total, &used, name, len, false);
	value = json_stringn(spelled, total);
	free(spelled);
	return value;
}

static json_t *
integer_value(bool known, int64_t value)
{
	return known ? json_integer(value) : json_null();
}

static json_t *
load_value(bool known, const double load[static 3])
{
	if (!known)
		return json_null();
	return json_pack("[f,f,f]", load[0], load[1], load[2]);
}

static json_t *
ms_value(double ms)
{
	if (ms < 0)
		return json_null();
	return json_real((double)(int64_t)(ms * 1000 + 0.5) / 1000);
}

/* Never empty: what the state does not say, its name does. */
static json_t *
reason_value(const struct host *h)
{
	if (h->state == STATE_UP)
		return json_null();
	return string_value(h->detail != NULL && h->detail[0] != '\0' ?
		h->detail :
		state_name(h->state));
}

/* A part of a reply is none. */
static json_t *
reply_value(const struct host *h)
{
	if (h->text != NULL && !h->text_is_part)
		return text_value(h->text, h->text_len);
	return h->state == STATE_ERROR ? reason_value(h) : json_null();
}

/* Take value, which is NULL where there was no memory for it. */
static bool
set(json_t *o, const char *key, json_t *value)
{
	return json_object_set_new(o, key, value) == 0;
}

static bool
set_uptime(json_t *o, const struct host *h)
{
	const struct uptime *u = &h->uptime;
	const bool up = h->state == STATE_UP;
	const bool spans = up && u->uptime_s >= 0;

	return set(o, "uptime_s", integer_value(spans, u->uptime_s)) &&
	    set(o, "boot_time",
		integer_value(spans, h->replied_at - u->uptime_s)) &&
	    set(o, "users", integer_value(up && u->users >= 0, u->users)) &&
	    set(o, "load", load_value(up && u->has_load, u->load));
}

static json_t *
rebooted_value(const struct past_known *p)
{
	if (!p->known || p->rebooted == REBOOT_UNKNOWN)
		return json_null();
	return json_boolean(p->rebooted == REBOOT_YES);
}

static bool
set_past(json_t *o, const struct host *h)
{
	const struct past_known *p = &h->past;

	return set(o, "last_up",
		   integer_value(p->known && p->last_up >= 0, p->last_up)) &&
	    set(o, "down_s",
		integer_value(p->known && p->down_s >= 0, p->down_s)) &&
	    set(o, "rebooted", rebooted_value(p));
}

static json_t *
host_value(const struct host *h)
{
	json_t *o = json_object();

	if (set(o, "host", name_value(h->name)) &&
	    set(o, "address", name_value(h->address)) &&
	    set(o, "port", integer_value(h->port != 0, h->port)) &&
	    set(o, "state", string_value(state_name(h->state))) &&
	    set_uptime(o, h) && set(o, "rtt_ms", ms_value(h->rtt_ms)) &&
	    set(o, "text", reply_value(h)) &&
	    set(o, "reason", reason_value(h)) && set_past(o, h))
		return o;
	json_decref(o);
	return NULL;
}

/* jansson escapes what is not ASCII, and no DEL. */
static int
write_chunk(const char *text, size_t len, void *out)
{
	size_t i;

	for (i = 0; i < len; i++)
		if (text[i] == 0x7f)
			fputs("\\u007f", out);
		else
			fputc(text[i], out);
	return ferror((FILE *)out) ? -1 : 0;
}

static int
write_host(FILE *out, const struct host *h)
{
	json_t *o = host_value(h);
	int rc = -1;

	if (o != NULL)
		rc = json_dump_callback(o, write_chunk, out,
		    JSON_ENSURE_ASCII | JSON_REAL_PRECISION(DIGITS));
	json_decref(o);
	if (rc == -1 && !ferror(out))
		errno = ENOMEM;
	return rc;
}

int
export_json(FILE *out, const struct host *const *v, size_t n)
{
	size_t i;

	fputs("[", out);
	for (i = 0; i < n; i++) {
		fputs(i == 0 ? "\n" : ",\n", out);
		if (write_host(out, v[i]) == -1)
			return -1;
	}
	fputs(n == 0 ? "]\n" : "\n]\n", out);
	return ferror(out) ? -1 : 0;
}

int
export_json_format(FILE *out, const struct format_style *style,
    const struct host *const *v, size_t n)
{
	return export_json(out, v, n);
}
