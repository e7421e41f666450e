/* SPDX-License-Identifier: ISC */
/*
 * The lines of the memory's file under libFuzzer. The first byte says how far
 * on a look is. Each line that is taken is written as one that says the same,
 * and that is written the same again; a look at it never puts back when the
 * host was up, and what is kept is a line again.
 */
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "ruptime/memory/line.h"
#include "ruptime/memory/past.h"
#include "tests/fuzz/check.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static bool
same_text(const char *a, const char *b)
{
	return a == b || (a != NULL && b != NULL && strcmp(a, b) == 0);
}

static void
check_same(const struct line *a, const struct line *b)
{
	const struct past *p = &a->past, *q = &b->past;

	CHECK(same_text(a->host, b->host));
	CHECK(same_text(a->address, b->address));
	CHECK(same_text(a->name, b->name));
	CHECK(a->port == b->port && p->found == q->found);
	CHECK(p->up.wall_s == q->up.wall_s && p->up.boot_s == q->up.boot_s);
	CHECK(p->up.boot_id == q->up.boot_id && p->unit_s == q->unit_s);
	CHECK(p->uptime_s == q->uptime_s && p->told_ago_s == q->told_ago_s);
	CHECK(p->listed_s == q->listed_s);
}

/* It comes back as it was. */
static void
check_written(const struct line *line)
{
	char text[LINE_MAX_LEN], copy[LINE_MAX_LEN], again[LINE_MAX_LEN];
	size_t len = line_write(text, line), i;
	struct line read;

	CHECK(len > 0 && len <= sizeof(text) && text[len - 1] == '\n');
	for (i = 0; i + 1 < len; i++)
		CHECK(text[i] == '\t' || (text[i] > ' ' && text[i] <= '~'));
	memcpy(copy, text, len);
	CHECK(line_read(copy, len - 1, &read));
	check_same(line, &read);
	CHECK(line_write(again, &read) == len);
	CHECK(memcmp(text, again, len) == 0);
}

static void
check_look(struct line *line, unsigned char step)
{
	const struct past before = line->past;
	struct look l = { .at = { 1795727036, 1000, 1 },
		.up = (step & 1) != 0,
		.uptime_s = step * INT64_C(3600) - 1,
		.unit_s = (step & 2) != 0 ? 60 : 86400 };
	int64_t last;

	if ((step & 4) != 0) {
		l.at = before.up;
		l.at.wall_s += (int64_t)step * step;
		l.at.boot_s += step;
	}
	last = past_last_up_s(&before, &l.at);
	CHECK(last <= l.at.wall_s);
	(void)past_look(&line->past, true, &l);
	CHECK(line->past.listed_s >= before.listed_s);
	if (l.up && (before.up.boot_id != l.at.boot_id || l.at.boot_id == 0))
		CHECK(line->past.up.wall_s == l.at.wall_s);
	if (!past_keep(&line->past, &l.at) ||
	    line->past.told_ago_s >= INT64_C(1000000000000000))
		return;
	if (!line->past.found)
		*line = (struct line){ .host = line->host, .past = line->past };
	check_written(line);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	char *text, *line, *end;
	struct line read;
	unsigned char step;

	if (size == 0 || size > 4 * LINE_MAX_LEN)
		return -1;
	step = data[0];
	text = malloc(size);
	CHECK(text != NULL);
	memcpy(text, data + 1, size - 1);
	text[size - 1] = '\n';
	for (line = text; line < text + size; line = end + 1) {
		end = memchr(line, '\n', (size_t)(text + size - line));
		(void)line_head(line, (size_t)(end - line));
		if (!line_read(line, (size_t)(end - line), &read))
			continue;
		check_written(&read);
		check_look(&read, step);
	}
	free(text);
	return 0;
}
