/* SPDX-License-Identifier: ISC */
/*
 * fuzz_frame: a screen drawn of whatever hosts are called and of any size, and
 * what is sent of it to a terminal.
 *
 * Nothing is written beyond the canvas; no control character is sent but those
 * of the terminal's own codes; a screen that has not changed sends nothing.
 */
#include <locale.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "ruptime/watch/canvas.h"
#include "ruptime/watch/frame.h"
#include "ruptime/watch/paint.h"

static char text[256];

static void
row(void *arg, size_t i, struct frame_row *to)
{
	const size_t len = strlen(text);

	(void)arg;
	*to = (struct frame_row){ .text = text + (len > 0 ? i % len : 0),
		.look = (int)i % 16,
		.mark_column = (int)(i % 70) - 5,
		.mark_columns = (int)i % 9,
		.mark_look = CANVAS_RED };
}

static void
move_cursor(FILE *out, const char *how, int line, int column)
{
	fprintf(out, "{%s%d;%d}", how, line, column);
}

static const struct paint_codes codes = { "{clear}", "{el}", "{plain}",
	"{bold}", "{dim}", "{red}", "{yellow}", "", "", move_cursor, "" };

static size_t
send(const struct canvas *old, const struct canvas *c)
{
	char *sent = NULL;
	size_t size, i;
	FILE *out = open_memstream(&sent, &size);

	if (out == NULL || !paint_write(out, &codes, old, c))
		abort();
	fclose(out);
	for (i = 0; i < size; i++)
		if ((unsigned char)sent[i] < ' ' || sent[i] == 0x7f)
			abort();
	free(sent);
	return size;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	const char *changes[] = { text, text };
	struct frame_view v = { .time = "18:09:34",
		.order = "load",
		.every_s = 2,
		.row = row,
		.changes = changes,
		.change_count = 2 };
	struct canvas a, b;

	if (size < 6 || size - 6 >= sizeof(text))
		return 0;
	setlocale(LC_CTYPE, "C.UTF-8");
	memcpy(text, data + 6, size - 6);
	text[size - 6] = '\0';
	v.help = data[2] & 1;
	v.not_up = data[2] & 2;
	v.rows = data[3];
	v.first = frame_last_first(&v, 1 + data[0] % 100);
	if (data[4] < v.first)
		v.first = data[4];
	v.left = data[5];
	if (canvas_init(&a, 1 + data[0] % 100, 1 + data[1]) == -1 ||
	    canvas_init(&b, a.lines, a.columns) == -1)
		abort();
	frame_draw(&a, &v);
	send(NULL, &a);
	v.first = frame_last_first(&v, a.lines);
	frame_draw(&b, &v);
	send(&a, &b);
	if (send(&b, &b) != 0)
		abort();
	canvas_fini(&a);
	canvas_fini(&b);
	return 0;
}
