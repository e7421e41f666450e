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

#include "ruptime/watch/frame.h"

static const char *const changes[] = { "18:09:32 node03 down: timed out",
	"18:05:10 node02 rebooted", "18:04:00 node01 up", "18:03:00 n4 up",
	"18:02:00 n5 up", "18:01:00 n6 up" };

static void
row(void *arg, size_t i, struct frame_row *to)
{
	static char text[64];

	(void)arg;
	snprintf(text, sizeof(text), "host%-5zu   down   timed out", i);
	*to = (struct frame_row){ .text = text,
		.look = i % 2 == 1 ? CANVAS_BOLD : CANVAS_PLAIN,
		.mark_column = 12,
		.mark_columns = 4,
		.mark_look = CANVAS_RED };
}

static struct frame_view
view_of(size_t rows, size_t change_count)
{
	return (struct frame_view){ .time = "18:09:34",
		.up = 37,
		.down = 2,
		.rebooted = 1,
		.order = "load",
		.every_s = 2,
		.rows = rows,
		.row = row,
		.changes = changes,
		.change_count = change_count };
}

/* A line of the canvas as text without the blanks at its end. */
static const char *
line_of(const struct canvas *c, int line)
{
	static char text[4096];
	const struct canvas_cell *cells = canvas_line(c, line);
	size_t len;
	int i;

	text[0] = '\0';
	for (i = 0; i < c->columns; i++)
		strlcat(text, cells[i].text, sizeof(text));
	for (len = strlen(text); len > 0 && text[len - 1] == ' ';)
		text[--len] = '\0';
	return text;
}

static void
draw(struct canvas *c, int lines, int columns, const struct frame_view *view)
{
	assert_int_equal(canvas_init(c, lines, columns), 0);
	frame_draw(c, view);
}

static void
test_head_rows_and_changes(void **state)
{
	struct frame_view view = view_of(40, 6);
	struct canvas c;

	(void)state;
	draw(&c, 10, 80, &view);
	assert_string_equal(line_of(&c, 0),
	    "18:09:34  37 up, 2 down, 1 rebooted   by load   every 2 s   "
	    "1-7 of 40");
	assert_string_equal(line_of(&c, 1), "host0       down   timed out");
	assert_string_equal(line_of(&c, 7), "host6       down   timed out");
	assert_string_equal(line_of(&c, 8), changes[0]);
	assert_string_equal(line_of(&c, 9), changes[1]);
	assert_int_equal(canvas_line(&c, 1)[0].look, CANVAS_PLAIN);
	assert_int_equal(canvas_line(&c, 1)[11].look, CANVAS_PLAIN);
	assert_int_equal(canvas_line(&c, 1)[12].look, CANVAS_RED);
	assert_int_equal(canvas_line(&c, 1)[15].look, CANVAS_RED);
	assert_int_equal(canvas_line(&c, 1)[16].look, CANVAS_PLAIN);
	assert_int_equal(canvas_line(&c, 2)[0].look, CANVAS_BOLD);
	assert_int_equal(canvas_line(&c, 2)[12].look, CANVAS_BOLD | CANVAS_RED);
	canvas_fini(&c);
}

static void
test_the_head_says_what_is_unusual(void **state)
{
	struct frame_view view = view_of(3, 0);
	struct canvas c;

	(void)state;
	view.rebooted = 0;
	view.pending = 4;
	view.reverse = view.not_up = view.paused = true;
	draw(&c, 10, 120, &view);
	assert_string_equal(line_of(&c, 0),
	    "18:09:34  37 up, 2 down, 4 pending   by load reversed   paused   "
	    "only not up");
	assert_string_equal(line_of(&c, 9), "");
	canvas_fini(&c);
}

static void
test_scrolled(void **state)
{
	struct frame_view view = view_of(40, 0);
	struct canvas c;

	(void)state;
	assert_int_equal(frame_last_first(&view, 11), 30);
	view.first = 30;
	draw(&c, 11, 80, &view);
	assert_non_null(strstr(line_of(&c, 0), "   31-40 of 40"));
	assert_string_equal(line_of(&c, 1), "host30      down   timed out");
	assert_string_equal(line_of(&c, 10), "host39      down   timed out");
	canvas_fini(&c);
}

static void
test_help_takes_the_place_of_the_table(void **state)
{
	struct frame_view view = view_of(40, 6);
	struct canvas c;
	int line;

	(void)state;
	view.help = true;
	draw(&c, 24, 80, &view);
	assert_null(strstr(line_of(&c, 0), " of 40"));
	assert_non_null(strstr(line_of(&c, 1), "sort by name, load"));
	for (line = 1; line < 24; line++)
		assert_null(strstr(line_of(&c, line), "host"));
	canvas_fini(&c);
}

static void
test_names_of_wide_characters_are_cut_whole(void **state)
{
	struct canvas c;

	(void)state;
	assert_int_equal(canvas_init(&c, 1, 5), 0);
	assert_int_equal(canvas_put(&c, 0, 0, CANVAS_PLAIN,
			     "a\345\261\261"
			     "\345\261\261"
			     "\345\261\261"),
	    5);
	assert_string_equal(line_of(&c, 0), "a\345\261\261\345\261\261");
	assert_int_equal(canvas_line(&c, 0)[1].width, 2);
	assert_int_equal(canvas_line(&c, 0)[2].width, 0);
	canvas_fini(&c);
	assert_int_equal(canvas_init(&c, 1, 2), 0);
	assert_int_equal(canvas_put(&c, 0, 0, CANVAS_PLAIN, "a\345\261\261"),
	    1);
	assert_string_equal(line_of(&c, 0), "a");
	canvas_fini(&c);
}

static void
test_what_is_not_printable_is_a_question_mark(void **state)
{
	struct canvas c;

	(void)state;
	assert_int_equal(canvas_init(&c, 1, 40), 0);
	canvas_put(&c, 0, 0, CANVAS_PLAIN, "a\033[2Jb\377c\tde\314\210");
	assert_string_equal(line_of(&c, 0), "a?[2Jb?c?de?");
	canvas_fini(&c);
}

/* "18:09:34  37 up, ", as far as it fits. */
static void
assert_head(const struct canvas *c, int columns)
{
	static const char head[] = "18:09:34  37 up";
	const struct canvas_cell *cells = canvas_line(c, 0);
	int i;

	for (i = 0; i < columns && head[i] != '\0'; i++)
		assert_int_equal(cells[i].text[0], head[i]);
}

/* Outside of it nothing is touched: the sanitizers look. */
static void
draw_every_size(size_t rows)
{
	struct frame_view view = view_of(rows, 6);
	int lines, columns;
	struct canvas c;

	for (lines = 1; lines <= 100; lines++) {
		assert_true(frame_room(&view, lines) < (size_t)lines);
		view.first = frame_last_first(&view, lines);
		assert_true(view.first <= view.rows);
		for (columns = 1; columns <= 300;
		     columns += columns < 80 ? 1 : 1 + lines % 11) {
			draw(&c, lines, columns, &view);
			assert_head(&c, columns);
			canvas_fini(&c);
		}
	}
}

static void
test_every_size(void **state)
{
	(void)state;
	draw_every_size(0);
	draw_every_size(1);
	draw_every_size(40);
	draw_every_size(10000);
}

static void
test_scrolled_aside(void **state)
{
	struct frame_view view = view_of(3, 1);
	struct canvas c;

	(void)state;
	view.left = 8;
	draw(&c, 6, 30, &view);
	assert_string_equal(line_of(&c, 0), "18:09:34  37 up, 2 down, 1 reb");
	assert_string_equal(line_of(&c, 1), "    down   timed out");
	assert_int_equal(canvas_line(&c, 1)[3].look, CANVAS_PLAIN);
	assert_int_equal(canvas_line(&c, 1)[4].look, CANVAS_RED);
	assert_string_equal(line_of(&c, 5), " node03 down: timed out");
	canvas_fini(&c);
	assert_int_equal(canvas_init(&c, 1, 5), 0);
	canvas_put(&c, 0, -2, CANVAS_PLAIN, "a\345\261\261b"); /* half a one */
	assert_string_equal(line_of(&c, 0), " b");
	canvas_fini(&c);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_head_rows_and_changes),
		cmocka_unit_test(test_the_head_says_what_is_unusual),
		cmocka_unit_test(test_scrolled),
		cmocka_unit_test(test_help_takes_the_place_of_the_table),
		cmocka_unit_test(test_names_of_wide_characters_are_cut_whole),
		cmocka_unit_test(test_what_is_not_printable_is_a_question_mark),
		cmocka_unit_test(test_scrolled_aside),
		cmocka_unit_test(test_every_size),
	};

	setlocale(LC_CTYPE, "C.UTF-8");
	return cmocka_run_group_tests(tests, NULL, NULL);
}
