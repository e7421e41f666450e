/* SPDX-License-Identifier: ISC */
/*
 * libFuzzer target: any hosts in the formats of other programs. JSON decoded
 * by jansson is what was encoded, but for UTF-8 that was repaired; names that
 * are spelled are read back as they were; Prometheus
 * text, read by a small parser of our own, has the same labels and numbers; a
 * plugin's output is as it said it would exit, has one bar at most and no "="
 * in its labels.
 */
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <jansson.h>

#include "common/gai.h"
#include "ruptime/reply/state.h"
#include "ruptime/show/export.h"
#include "ruptime/show/export_prometheus.c"
#include "ruptime/show/utf8.h"
#include "tests/fuzz/hosts.h"

/* So many hosts stand in a plugin's first line. */
enum { NAMED_FIRST = 5 };

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* Whether value is text as it should be after a repair; known: not null. */
static bool
is_text(const json_t *value, bool known, const char *text, size_t len)
{
	char *repaired;
	bool same;

	if (!known)
		return json_is_null(value);
	repaired = malloc(UTF8_GROWTH * len + 1);
	CHECK(repaired != NULL);
	len = utf8_repair(repaired, text, len);
	same = json_is_string(value) && json_string_length(value) == len &&
	    memcmp(json_string_value(value), repaired, len) == 0;
	free(repaired);
	return same;
}

static bool
is_string(const json_t *value, const char *text)
{
	return is_text(value, text != NULL, text, text ? strlen(text) : 0);
}

/* What was spelled, read back; to be freed. */
static char *
unspell(const char *text)
{
	const size_t mark = strlen(UTF8_REPLACEMENT);
	char *out = malloc(strlen(text) + 1), *end = out;
	char hex[3] = "", *behind;

	CHECK(out != NULL);
	while (*text != '\0')
		if (strncmp(text, UTF8_REPLACEMENT, mark) == 0) {
			memcpy(hex, text + mark, 2);
			*end++ = (char)strtoul(hex, &behind, 16);
			CHECK(behind == hex + 2);
			text += mark + 2;
		} else
			*end++ = *text++;
	*end = '\0';
	return out;
}

static bool
is_name(const json_t *value, const char *name)
{
	char *read;
	bool same;

	if (name == NULL)
		return json_is_null(value);
	read = unspell(json_string_value(value));
	same = strcmp(read, name) == 0;
	free(read);
	return same;
}

static bool
is_integer(const json_t *value, bool known, int64_t number)
{
	return known ?
	    json_is_integer(value) && json_integer_value(value) == number :
	    json_is_null(value);
}

static bool
is_near(double a, double b)
{
	const double difference = a < b ? b - a : a - b;

	return difference <= 1e-12 * (a < 0 ? -a : a);
}

static void
check_object(const json_t *o, const struct host *h)
{
	const struct uptime *u = &h->uptime;
	const bool up = h->state == STATE_UP;
	const json_t *load = json_object_get(o, "load");
	const json_t *rtt = json_object_get(o, "rtt_ms");
	size_t i;

	CHECK(json_object_size(o) == 14);
	CHECK(is_name(json_object_get(o, "host"), h->name));
	CHECK(is_name(json_object_get(o, "address"), h->address));
	CHECK(is_string(json_object_get(o, "state"), state_name(h->state)));
	CHECK(is_integer(json_object_get(o, "port"), h->port != 0, h->port));
	CHECK(is_integer(json_object_get(o, "uptime_s"), up && u->uptime_s >= 0,
	    u->uptime_s));
	CHECK(is_integer(json_object_get(o, "boot_time"),
	    up && u->uptime_s >= 0, h->replied_at - u->uptime_s));
	CHECK(is_integer(json_object_get(o, "users"), up && u->users >= 0,
	    u->users));
	if (up && u->has_load)
		for (i = 0; i < 3; i++)
			CHECK(is_near(json_real_value(json_array_get(load, i)),
			    u->load[i]));
	CHECK(json_array_size(load) == (up && u->has_load ? 3 : 0));
	CHECK(h->rtt_ms < 0 ? json_is_null(rtt) :
			      is_near(json_real_value(rtt), h->rtt_ms));
	if (h->text != NULL && !h->text_is_part)
		CHECK(is_text(json_object_get(o, "text"), true, h->text,
		    h->text_len));
	else if (h->state == STATE_ERROR)
		CHECK(json_equal(json_object_get(o, "text"),
		    json_object_get(o, "reason")));
	else
		CHECK(json_is_null(json_object_get(o, "text")));
}

static void
check_json(const struct host *const *v, size_t n)
{
	struct printed p;
	json_error_t error;
	json_t *all;
	size_t i, lines = 0;

	begin(&p);
	end(&p, export_json(p.out, v, n));
	for (i = 0; i < p.len; i++) {
		CHECK(p.text[i] == '\n' ||
		    (p.text[i] >= ' ' && p.text[i] <= '~'));
		lines += p.text[i] == '\n';
	}
	CHECK(lines == (n == 0 ? 1 : n + 2));
	all = json_loadb(p.text, p.len, JSON_ALLOW_NUL | JSON_REJECT_DUPLICATES,
	    &error);
	CHECK(json_is_array(all) && json_array_size(all) == n);
	for (i = 0; i < n; i++)
		check_object(json_array_get(all, i), v[i]);
	json_decref(all);
	free(p.text);
}

/* Reads "\"text\"" at *p, which must be a label that text is read back from. */
static void
read_label(const char **p, const char *text)
{
	char *label = malloc(strlen(*p) + 1), *e = label, *read;
	char c;

	CHECK(label != NULL);
	CHECK(*(*p)++ == '"');
	while (**p != '"') {
		c = *(*p)++;
		CHECK(c != '\n' && c != '\0');
		if (c == '\\') {
			c = *(*p)++;
			CHECK(c == '\\' || c == '"' || c == 'n');
			if (c == 'n')
				c = '\n';
		}
		*e++ = c;
	}
	*e = '\0';
	(*p)++;
	read = unspell(label);
	CHECK(strcmp(read, text) == 0);
	free(read);
	free(label);
}

static void
skip_text(const char **p, const char *text)
{
	CHECK(strncmp(*p, text, strlen(text)) == 0);
	*p += strlen(text);
}

static void
read_sample(const char **p, const struct family *f, const struct host *h,
    double value)
{
	char *behind;

	skip_text(p, f->name);
	skip_text(p, "{host=");
	read_label(p, h->name);
	if (f->has_state) {
		skip_text(p, ",state=");
		read_label(p, state_name(h->state));
	}
	skip_text(p, "} ");
	CHECK(is_near(strtod(*p, &behind), value));
	*p = behind;
	skip_text(p, "\n");
}

static void
read_family(const char **p, const struct family *f, const struct host *const *v,
    size_t n)
{
	bool begun = false;
	double value;
	size_t i;

	for (i = 0; i < n; i++) {
		if (!f->value(v[i], &value))
			continue;
		if (!begun) {
			skip_text(p, "# HELP ");
			skip_text(p, f->name);
			*p = strchr(*p, '\n');
			CHECK(*p != NULL);
			skip_text(p, "\n# TYPE ");
			skip_text(p, f->name);
			skip_text(p, " gauge\n");
		}
		begun = true;
		read_sample(p, f, v[i], value);
	}
}

static void
check_prometheus(const struct host *const *v, size_t n)
{
	struct printed p;
	const char *at;
	size_t i;

	begin(&p);
	end(&p, export_prometheus(p.out, v, n));
	CHECK(strlen(p.text) == p.len);
	at = p.text;
	for (i = 0; i < sizeof(families) / sizeof(families[0]); i++)
		read_family(&at, &families[i], v, n);
	CHECK(*at == '\0');
	free(p.text);
}

/* 'label'=value;warn;crit;min;max, each behind a blank. */
static void
check_perfdata(const char *p)
{
	char *behind;

	while (*p == ' ') {
		p++;
		skip_text(&p, "'");
		p += strcspn(p, "'=|\n");
		skip_text(&p, "'=");
		CHECK(strtod(p, &behind) >= 0 && behind > p);
		p = behind;
		p += *p == 's';
		p += strspn(p, ";.0123456789e+");
	}
	CHECK(*p == '\n');
}

static void
check_nagios(const struct host *const *v, size_t n,
    const struct options_loads *limits)
{
	static const char *const words[] = { "RUPTIME OK - ",
		"RUPTIME WARNING - ", "RUPTIME CRITICAL - ",
		"RUPTIME UNKNOWN - " };
	struct printed p;
	const char *bar, *newline;
	size_t i, len, lines = 0;
	bool is_char;
	int level;

	begin(&p);
	level = export_nagios(p.out, v, n, &limits[0], &limits[1]);
	CHECK(level >= 0 && level <= 3);
	end(&p, 0);
	CHECK(strncmp(p.text, words[level], strlen(words[level])) == 0);
	for (i = 0; i < p.len; i += len) {
		len = utf8_next(p.text + i, p.len - i, &is_char);
		CHECK(is_char);
		lines += p.text[i] == '\n';
		CHECK(p.text[i] == '\n' || !utf8_is_control(p.text + i, len));
	}
	CHECK(p.text[p.len - 1] == '\n');
	CHECK(lines == 1 || (lines > 1 + NAMED_FIRST && lines <= 1 + n));
	newline = strchr(p.text, '\n');
	bar = strchr(p.text, '|');
	if (bar != NULL) {
		CHECK(bar < newline && strchr(bar + 1, '|') == NULL);
		check_perfdata(bar + 1);
	} else
		CHECK(n == 0 || (n == 1 && v[0]->state != STATE_UP));
	free(p.text);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct input in = { data, size };
	struct options_loads limits[2];
	struct hosts h;
	size_t i;

	for (i = 0; i < 6; i++)
		limits[i / 3].load[i % 3] = (double)take(&in) / 4 - 1;
	take_hosts(&in, &h);
	check_json(h.v, h.n);
	check_prometheus(h.v, h.n);
	check_nagios(h.v, h.n, limits);
	free_hosts(&h);
	return 0;
}
