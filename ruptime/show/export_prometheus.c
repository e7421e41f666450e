/* SPDX-License-Identifier: ISC */
/*
 * Hosts in the text format of Prometheus.  Nothing that a host says gets in but
 * numbers; labels are names as given and the fixed states.
 */
#include "ruptime/show/export.h"
#include "ruptime/show/format.h"
#include "ruptime/show/utf8.h"

#include <string.h>

/* Each sets *value, and answers whether h has one. */
struct family {
	const char *name, *help;
	bool (*value)(const struct host *h, double *value);
	bool has_state; /* a label */
};

static bool
value_up(const struct host *h, double *value)
{
	*value = h->state == STATE_UP;
	return h->state != STATE_PENDING;
}

static bool
value_state(const struct host *h, double *value)
{
	*value = 1;
	return true;
}

static bool
value_uptime(const struct host *h, double *value)
{
	*value = (double)h->uptime.uptime_s;
	return h->state == STATE_UP && h->uptime.uptime_s >= 0;
}

static bool
value_boot(const struct host *h, double *value)
{
	*value = (double)(h->replied_at - h->uptime.uptime_s);
	return h->state == STATE_UP && h->uptime.uptime_s >= 0;
}

static bool
value_users(const struct host *h, double *value)
{
	*value = (double)h->uptime.users;
	return h->state == STATE_UP && h->uptime.users >= 0;
}

static bool
value_load1(const struct host *h, double *value)
{
	*value = h->uptime.load[0];
	return h->state == STATE_UP && h->uptime.has_load;
}

static bool
value_load5(const struct host *h, double *value)
{
	*value = h->uptime.load[1];
	return h->state == STATE_UP && h->uptime.has_load;
}

static bool
value_load15(const struct host *h, double *value)
{
	*value = h->uptime.load[2];
	return h->state == STATE_UP && h->uptime.has_load;
}

static bool
value_response(const struct host *h, double *value)
{
	*value = h->rtt_ms / 1000;
	return h->rtt_ms >= 0;
}

static bool
value_last_up(const struct host *h, double *value)
{
	*value = (double)h->past.last_up;
	return h->state != STATE_PENDING && h->past.known &&
	    h->past.last_up >= 0;
}

static const struct family families[] = {
	{ "ruptime_up", "Whether the host answered with its uptime.", value_up,
	    false },
	{ "ruptime_state", "1 for the state that the host is in.", value_state,
	    true },
	{ "ruptime_uptime_seconds",
	    "How long the host has been up, as exactly as it prints it.",
	    value_uptime, false },
	{ "ruptime_boot_time_seconds",
	    "When the host came up, in seconds since the epoch.", value_boot,
	    false },
	{ "ruptime_users", "Users logged in.", value_users, false },
	{ "ruptime_load1", "Load average of one minute.", value_load1, false },
	{ "ruptime_load5", "Load average of five minutes.", value_load5,
	    false },
	{ "ruptime_load15", "Load average of fifteen minutes.", value_load15,
	    false },
	{ "ruptime_response_seconds",
	    "Time from the start of the connection to the end of the reply.",
	    value_response, false },
	{ "ruptime_last_up_timestamp_seconds",
	    "When the host was last seen up, in seconds since the epoch.",
	    value_last_up, false },
};

/* Two texts have two values: else Prometheus refuses all of it. */
static void
put_label(FILE *out, const char *name, const char *text)
{
	size_t len = strlen(text), n, used;
	char spelled[UTF8_SPELLED_MAX];

	fprintf(out, "%s=\"", name);
	for (; len > 0; text += n, len -= n) {
		n = utf8_spell(spelled, &used, text, len, true);
		if (*text == '\n') {
			fputs("\\n", out);
			continue;
		}
		if (*text == '\\' || *text == '"')
			fputc('\\', out);
		fwrite(spelled, 1, used, out);
	}
	fputc('"', out);
}

/* Its first sample brings the head of the family with it. */
static int
put_family(FILE *out, const struct family *f, const struct host *const *v,
    size_t n)
{
	bool begun = false;
	double value;

	for (; n > 0; v++, n--) {
		if (!f->value(*v, &value))
			continue;
		if (!begun)
			fprintf(out, "# HELP %s %s\n# TYPE %s gauge\n", f->name,
			    f->help, f->name);
		begun = true;
		fprintf(out, "%s{", f->name);
		put_label(out, "host", (*v)->name);
		if (f->has_state) {
			fputc(',', out);
			put_label(out, "state", state_name((*v)->state));
		}
		fprintf(out, "} %.15g\n", value);
		if (ferror(out))
			return -1;
	}
	return 0;
}

int
export_prometheus(FILE *out, const struct host *const *v, size_t n)
{
	size_t i;

	for (i = 0; i < sizeof(families) / sizeof(families[0]); i++)
		if (put_family(out, &families[i], v, n) == -1)
			return -1;
	return 0;
}

int
export_prometheus_format(FILE *out, const struct format_style *style,
    const struct host *const *v, size_t n)
{
	return export_prometheus(out, v, n);
}
