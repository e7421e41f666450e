/* SPDX-License-Identifier: ISC */
/*
 * Hosts as the output of a Nagios plugin: a line for people, a bar, numbers for
 * graphs.  Hosts choose their words, so nothing of theirs may look like the bar
 * or end the line.
 */
#include <inttypes.h>
#include <string.h>

#include "ruptime/show/export.h"
#include "ruptime/show/format.h"
#include "ruptime/show/utf8.h"

enum level { LEVEL_OK, LEVEL_WARNING, LEVEL_CRITICAL, LEVEL_UNKNOWN };
enum {
	FIRST_LINE_MAX = 5,
	LINES_MAX = 100,
	PERFDATA_MAX = 10,
	WORDS_MAX = 200
};

struct check {
	FILE *out;
	const struct host *const *v;
	size_t n;
	const struct options_loads *warning, *critical;
	size_t count[LEVEL_UNKNOWN + 1];
	size_t up;
};

static const char *const level_names[] = { "OK", "WARNING", "CRITICAL",
	"UNKNOWN" };
static const char *const load_names[] = { "load1", "load5", "load15" };
static const enum level worst_first[] = { LEVEL_CRITICAL, LEVEL_WARNING,
	LEVEL_UNKNOWN };

/* As the guidelines have it, and check_load: a threshold of 5 is kept by 5. */
static bool
is_above(const struct host *h, const struct options_loads *threshold, int i)
{
	return threshold->load[i] >= 0 &&
	    h->uptime.load[i] > threshold->load[i];
}

static bool
exceeds(const struct host *h, const struct options_loads *threshold)
{
	return is_above(h, threshold, 0) || is_above(h, threshold, 1) ||
	    is_above(h, threshold, 2);
}

static bool
is_given(const struct options_loads *threshold)
{
	return threshold->load[0] >= 0 || threshold->load[1] >= 0 ||
	    threshold->load[2] >= 0;
}

static enum level
level_of(const struct check *c, const struct host *h)
{
	if (h->state == STATE_PENDING)
		return LEVEL_UNKNOWN;
	if (h->state != STATE_UP)
		return LEVEL_CRITICAL;
	if (!h->uptime.has_load)
		return is_given(c->warning) || is_given(c->critical) ?
		    LEVEL_UNKNOWN :
		    LEVEL_OK;
	if (exceeds(h, c->critical))
		return LEVEL_CRITICAL;
	return exceeds(h, c->warning) ? LEVEL_WARNING : LEVEL_OK;
}

/* What is in escaped, a control character or not UTF-8 is written \\ooo. */
static void
put_text(FILE *out, const char *text, size_t len, const char *escaped)
{
	bool is_char;
	size_t n, i;

	for (; len > 0; text += n, len -= n) {
		n = utf8_next(text, len, &is_char);
		if (is_char && !utf8_is_control(text, n) &&
		    strchr(escaped, *text) == NULL) {
			fwrite(text, 1, n, out);
			continue;
		}
		for (i = 0; i < n; i++)
			fprintf(out, "\\%03o", (unsigned char)text[i]);
	}
}

/* With a backslash escaped none looks like the escapes of another. */
static void
put_name(FILE *out, const char *name)
{
	put_text(out, name, strlen(name), "|\\");
}

/* Those of a server have no end of their own. */
static void
put_words(FILE *out, const char *text)
{
	put_text(out, text, strnlen(text, WORDS_MAX), "|");
}

static void
put_loads(FILE *out, const struct uptime *u)
{
	fprintf(out, "load %.2f, %.2f, %.2f", u->load[0], u->load[1],
	    u->load[2]);
}

static void
put_span(FILE *out, int64_t seconds)
{
	fprintf(out, " %" PRId64 "+%02d:%02d", seconds / 86400,
	    (int)(seconds / 3600 % 24), (int)(seconds / 60 % 60));
}

static void
put_up(FILE *out, const struct uptime *u)
{
	fputs(" up", out);
	if (u->uptime_s >= 0)
		put_span(out, u->uptime_s);
	if (u->users >= 0)
		fprintf(out, ", %" PRId64 " user%s", u->users,
		    u->users == 1 ? "" : "s");
	fputs(", ", out);
	if (u->has_load)
		put_loads(out, u);
	else
		fputs("no loads", out);
}

/* Since when it is down, where that is remembered. */
static void
put_since(FILE *out, const struct host *h)
{
	if (!h->past.known || h->state == STATE_PENDING)
		return;
	if (h->past.down_s < 0)
		fputs(", never seen up", out);
	else {
		fputs(", down", out);
		put_span(out, h->past.down_s);
	}
}

/* Which loads have made the host what it is. */
static void
put_crossed(const struct check *c, const struct host *h)
{
	const enum level level = level_of(c, h);
	const struct options_loads *threshold =
	    level == LEVEL_CRITICAL ? c->critical : c->warning;
	const char *before = " (";
	int i;

	if (level != LEVEL_CRITICAL && level != LEVEL_WARNING)
		return;
	for (i = 0; i < 3; i++) {
		if (!is_above(h, threshold, i))
			continue;
		fprintf(c->out, "%s%s above %.15g", before, load_names[i],
		    threshold->load[i]);
		before = ", ";
	}
	fputc(')', c->out);
}

/* What there is to say of one host; whole: all of it. */
static void
put_host(const struct check *c, const struct host *h, bool whole)
{
	put_name(c->out, h->name);
	if (h->state != STATE_UP) {
		fprintf(c->out, ": %s", state_name(h->state));
		put_since(c->out, h);
		if (whole && h->detail != NULL && h->detail[0] != '\0') {
			fputs(": ", c->out);
			put_words(c->out, h->detail);
		}
		return;
	}
	if (whole)
		put_up(c->out, &h->uptime);
	else if (h->uptime.has_load) {
		fputs(": ", c->out);
		put_loads(c->out, &h->uptime);
	} else
		fputs(": no loads", c->out);
	put_crossed(c, h);
}

/* Those that are not well, the worst first, at most max of them. */
static void
put_problems(const struct check *c, size_t max, bool as_lines)
{
	const size_t all = c->n - c->count[LEVEL_OK];
	size_t level, i, done = 0;

	for (level = 0; level < 3; level++)
		for (i = 0; i < c->n && done < max; i++) {
			if (level_of(c, c->v[i]) != worst_first[level])
				continue;
			if (as_lines)
				fprintf(c->out,
				    "\n%s: ", level_names[worst_first[level]]);
			else
				fputs("; ", c->out);
			put_host(c, c->v[i], as_lines);
			done++;
		}
	if (all > done)
		fprintf(c->out, "%sand %zu more", as_lines ? "\n" : "; ",
		    all - done);
}

static void
put_label(const struct check *c, const struct host *h, const char *what)
{
	fputs(" '", c->out);
	if (c->n > 1) {
		put_text(c->out, h->name, strlen(h->name), "|'=\\");
		fputc('_', c->out);
	}
	fprintf(c->out, "%s'=", what);
}

static void
put_threshold(FILE *out, double threshold)
{
	fputc(';', out);
	if (threshold >= 0)
		fprintf(out, "%.15g", threshold);
}

static void
put_values(const struct check *c, const struct host *h)
{
	const struct uptime *u = &h->uptime;
	int i;

	if (h->state != STATE_UP)
		return;
	for (i = 0; i < 3 && u->has_load; i++) {
		put_label(c, h, load_names[i]);
		fprintf(c->out, "%.15g", u->load[i]);
		put_threshold(c->out, c->warning->load[i]);
		put_threshold(c->out, c->critical->load[i]);
		fputs(";0", c->out);
	}
	if (u->users >= 0) {
		put_label(c, h, "users");
		fprintf(c->out, "%" PRId64 ";;;0", u->users);
	}
	if (u->uptime_s >= 0) {
		put_label(c, h, "uptime");
		fprintf(c->out, "%" PRId64 "s;;;0", u->uptime_s);
	}
	if (h->rtt_ms >= 0) {
		put_label(c, h, "time");
		fprintf(c->out, "%.6fs;;;0", h->rtt_ms / 1000);
	}
}

static void
put_perfdata(const struct check *c)
{
	size_t i;

	if (c->n == 1 && c->v[0]->state != STATE_UP)
		return;
	fputs(" |", c->out);
	if (c->n > 1)
		fprintf(c->out, " 'up'=%zu;;;0;%zu", c->up, c->n);
	for (i = 0; i < c->n && c->n <= PERFDATA_MAX; i++)
		put_values(c, c->v[i]);
}

static enum level
worst(const struct check *c)
{
	size_t i;

	if (c->n == 0)
		return LEVEL_UNKNOWN;
	for (i = 0; i < 3; i++)
		if (c->count[worst_first[i]] > 0)
			return worst_first[i];
	return LEVEL_OK;
}

int
export_nagios(FILE *out, const struct host *const *v, size_t n,
    const struct options_loads *warning, const struct options_loads *critical)
{
	struct check c = { .out = out,
		.v = v,
		.n = n,
		.warning = warning,
		.critical = critical };
	size_t i;

	for (i = 0; i < n; i++) {
		c.count[level_of(&c, v[i])]++;
		c.up += v[i]->state == STATE_UP;
	}
	fprintf(out, "RUPTIME %s - ", level_names[worst(&c)]);
	if (n == 0)
		fputs("no hosts", out);
	else if (n == 1)
		put_host(&c, v[0], true);
	else {
		fprintf(out, "%zu of %zu hosts up", c.up, n);
		put_problems(&c, FIRST_LINE_MAX, false);
	}
	if (n > 0)
		put_perfdata(&c);
	if (n - c.count[LEVEL_OK] > FIRST_LINE_MAX)
		put_problems(&c, LINES_MAX, true);
	fputc('\n', out);
	return ferror(out) ? -1 : (int)worst(&c);
}

int
export_nagios_failure(FILE *out, const char *why)
{
	fprintf(out, "RUPTIME %s - ", level_names[LEVEL_UNKNOWN]);
	put_words(out, why);
	fputc('\n', out);
	return ferror(out) ? -1 : (int)LEVEL_UNKNOWN;
}

int
export_nagios_format(FILE *out, const struct format_style *style,
    const struct host *const *v, size_t n)
{
	return export_nagios(out, v, n, &style->options->warning,
	    &style->options->critical);
}
