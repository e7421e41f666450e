/* SPDX-License-Identifier: ISC */
#include <locale.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "ruptime/watch/paint.h"

/* A terminal whose codes are easily told apart. */
static void
move_code(FILE *out, const char *how, int line, int column)
{
	(void)how;
	fprintf(out, "\001%d;%d.", line, column);
}

static const struct paint_codes codes = {
	.clear = "\002",
	.clear_line = "\003",
	.plain = "\004",
	.bold = "\005",
	.dim = "\006",
	.red = "\016",
	.yellow = "\017",
	.sync_begin = "<",
	.sync_end = ">",
	.move = move_code,
};

/* One that can't erase the rest of a line, as the ADM 3A. */
static struct paint_codes
codes_without_erase(void)
{
	struct paint_codes few = codes;

	few.clear_line = "";
	return few;
}

/* What such a terminal shows, its cursor and its pen. */
struct terminal {
	struct canvas canvas;
	int line, column, look;
};

static void
clear_cells(struct terminal *t, int line, int column)
{
	struct canvas blank;

	assert_int_equal(canvas_init(&blank, 1, t->canvas.columns), 0);
	memcpy(canvas_line(&t->canvas, line) + column, blank.cells,
	    (size_t)(t->canvas.columns - column) * sizeof(blank.cells[0]));
	canvas_fini(&blank);
}

static const char *
take_code(struct terminal *t, const char *p)
{
	int line, used;

	switch (*p) {
	case '\001':
		assert_int_equal(sscanf(p + 1, "%d;%d.%n", &t->line, &t->column,
				     &used),
		    2);
		assert_in_range(t->line, 0, t->canvas.lines - 1);
		assert_in_range(t->column, 0, t->canvas.columns - 1);
		return p + 1 + used;
	case '\002':
		for (line = 0; line < t->canvas.lines; line++)
			clear_cells(t, line, 0);
		break;
	case '\003':
		assert_int_equal(t->look, CANVAS_PLAIN);
		clear_cells(t, t->line, t->column);
		break;
	case '\004':
		t->look = CANVAS_PLAIN;
		break;
	case '\005':
		t->look |= CANVAS_BOLD;
		break;
	case '\006':
		t->look |= CANVAS_DIM;
		break;
	case '\016':
		t->look |= CANVAS_RED;
		break;
	case '\017':
		t->look |= CANVAS_YELLOW;
		break;
	}
	return p + 1;
}

/* Show what was sent: "<" first, ">" last. */
static void
show(struct terminal *t, const char *sent)
{
	char one[8] = "";
	int len;

	if (sent[0] == '\0')
		return;
	assert_int_equal(sent[0], '<');
	assert_int_equal(sent[strlen(sent) - 1], '>');
	for (sent++; sent[1] != '\0';) {
		if ((unsigned char)sent[0] < ' ') {
			sent = take_code(t, sent);
			continue;
		}
		len = mblen(sent, MB_CUR_MAX);
		assert_in_range(len, 1, 4);
		memcpy(one, sent, (size_t)len);
		one[len] = '\0';
		sent += len;
		t->column =
		    canvas_put(&t->canvas, t->line, t->column, t->look, one);
	}
	assert_int_equal(t->look, CANVAS_PLAIN);
}

/* What is sent for it; the caller frees it. */
static char *
painted_with(const struct paint_codes *known, const struct canvas *old,
    const struct canvas *canvas)
{
	char *sent = NULL;
	size_t size;
	FILE *out = open_memstream(&sent, &size);

	assert_non_null(out);
	assert_true(paint_write(out, known, old, canvas));
	assert_int_equal(fclose(out), 0);
	return sent;
}

static char *
painted(const struct canvas *old, const struct canvas *canvas)
{
	return painted_with(&codes, old, canvas);
}

static void
assert_same(const struct canvas *a, const struct canvas *b)
{
	int i;

	for (i = 0; i < a->lines * a->columns; i++)
		assert_true(canvas_same(&a->cells[i], &b->cells[i]));
}

static void
test_only_what_differs_is_sent(void **state)
{
	struct canvas old, new;
	char *sent;

	(void)state;
	assert_int_equal(canvas_init(&old, 2, 20), 0);
	assert_int_equal(canvas_init(&new, 2, 20), 0);
	canvas_put(&old, 1, 0, CANVAS_PLAIN, "load 1.25");
	canvas_put(&new, 1, 0, CANVAS_PLAIN, "load 1.35");
	sent = painted(&old, &new);
	assert_string_equal(sent, "<\004\0011;7.3>");
	free(sent);
	sent = painted(&new, &new);
	assert_string_equal(sent, "");
	free(sent);
	canvas_fini(&old);
	canvas_fini(&new);
}

static void
test_the_rest_of_a_shorter_line_is_erased(void **state)
{
	const struct paint_codes few = codes_without_erase();
	struct canvas old, new;
	char *sent;

	(void)state;
	assert_int_equal(canvas_init(&old, 1, 20), 0);
	assert_int_equal(canvas_init(&new, 1, 20), 0);
	canvas_put(&old, 0, 0, CANVAS_RED, "down");
	canvas_put(&new, 0, 0, CANVAS_RED, "do");
	sent = painted(&old, &new);
	assert_string_equal(sent, "<\004\0010;2.\003>");
	free(sent);
	sent = painted_with(&few, &old, &new);
	assert_string_equal(sent, "<\004\0010;2.  >");
	free(sent);
	canvas_fini(&old);
	canvas_fini(&new);
}

static void
scribble(struct canvas *c)
{
	static const char *const words[] = { "a", "  ", "up", "\345\261\261",
		"b\303\244r", "\345\261\261\345\261\261x" };
	int n;

	for (n = rand() % 12; n > 0; n--)
		canvas_put(c, rand() % c->lines, rand() % c->columns,
		    rand() % 16, words[rand() % 6]);
}

/* A word may have been put over half of a wide character. */
static void
mend(struct canvas *c)
{
	struct canvas_cell *cell;
	int line, i, k;

	for (line = 0; line < c->lines; line++)
		for (i = 0; i < c->columns; i++) {
			cell = canvas_line(c, line) + i;
			for (k = 1; k < cell->width; k++)
				if (i + k >= c->columns || cell[k].width != 0)
					canvas_put(c, line, i, 0, "?");
			if (cell->width == 0 && (i == 0 || cell[-1].width != 2))
				canvas_put(c, line, i, 0, "!");
		}
}

static void
assert_any_becomes_any(const struct paint_codes *known)
{
	struct terminal t = { .look = CANVAS_BOLD };
	struct canvas new;
	char *sent;
	int round;

	srand(1);
	assert_int_equal(canvas_init(&t.canvas, 4, 9), 0);
	memset(t.canvas.cells, 'x', sizeof(*t.canvas.cells)); /* rubbish */
	for (round = 0; round < 20000; round++) {
		assert_int_equal(canvas_init(&new, 4, 9), 0);
		scribble(&new);
		mend(&new);
		sent = painted_with(known, round == 0 ? NULL : &t.canvas, &new);
		show(&t, sent);
		assert_same(&t.canvas, &new);
		free(sent);
		canvas_fini(&new);
	}
	canvas_fini(&t.canvas);
}

static void
test_any_screen_becomes_any_other(void **state)
{
	const struct paint_codes few = codes_without_erase();

	(void)state;
	assert_any_becomes_any(&codes);
	assert_any_becomes_any(&few);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_only_what_differs_is_sent),
		cmocka_unit_test(test_the_rest_of_a_shorter_line_is_erased),
		cmocka_unit_test(test_any_screen_becomes_any_other),
	};

	setlocale(LC_CTYPE, "C.UTF-8");
	return cmocka_run_group_tests(tests, NULL, NULL);
}
