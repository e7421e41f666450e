/* SPDX-License-Identifier: ISC */
/* The memory's file: what may lie in its place, and what becomes of it. */
#include "tests/unit/common/directory.h"

#include <sys/file.h>

#include "ruptime/memory/store.h"

#define ALPHA \
	"alpha\t1699963200\t3600\tfedcba9876543210\t300\t60\t0\t1699963201\n"
#define BETA "beta\t1699963200\t-\t-\t-\t-\t0\t1699963201\n"
#define HEAD LINE_HEAD "\n"

static struct store store;

static void
begin(bool to_write)
{
	static char path[256];

	strcpy(path, in_directory("seen"));
	store_open(&store, path, to_write);
}

/* All its lines into a new one; how many there were. */
static int
copy_all(void)
{
	struct line line;
	int n = 0;

	for (; store_read(&store, &line); n++)
		store_write(&store, &line);
	return n;
}

static void
is_unusable(const char *why)
{
	begin(true);
	assert_false(store.readable);
	assert_false(store.writable);
	assert_non_null(strstr(store.why, why));
	store_close(&store);
	begin(false);
	assert_false(store.readable);
	store_close(&store);
}

static void
test_the_first_time(void **state)
{
	(void)state;
	begin(true);
	assert_true(store.readable && store.writable && !store.exists);
	assert_int_equal(copy_all(), 0);
	assert_true(store_commit(&store));
	store_close(&store);
	assert_string_equal(file_text("seen"), HEAD);
	assert_int_equal(file_mode("seen"), 0600);
	assert_int_equal(file_mode("seen.lock"), 0600);
	assert_false(file_exists("seen.new"));
}

static void
test_lines_are_kept(void **state)
{
	(void)state;
	file_make("seen", HEAD ALPHA BETA);
	begin(true);
	assert_int_equal(copy_all(), 2);
	assert_true(store_commit(&store));
	assert_int_equal(store.damaged, 0);
	store_close(&store);
	assert_string_equal(file_text("seen"), HEAD ALPHA BETA);
}

static void
test_what_is_not_committed_is_not_there(void **state)
{
	(void)state;
	file_make("seen", HEAD ALPHA);
	begin(true);
	store_close(&store);
	assert_string_equal(file_text("seen"), HEAD ALPHA);
	assert_false(file_exists("seen.new"));
}

static void
test_damaged_lines_are_passed_over(void **state)
{
	static char text[400 * 1024];
	size_t i;

	(void)state;
	strcpy(text, HEAD "rubbish\n" ALPHA "\n");
	i = strlen(text);
	memset(text + i, 'x', 300 * 1024);
	strcpy(text + i + 300 * 1024, "\n" BETA "beta\t1699963200\t-");
	file_make("seen", text);
	begin(true);
	assert_int_equal(copy_all(), 2);
	assert_int_equal(store.damaged, 4);
	assert_true(store_commit(&store));
	store_close(&store);
	assert_string_equal(file_text("seen"), HEAD ALPHA BETA);
}

/* What is read at once ends where its first part does, which is forgotten. */
static void
test_the_rest_of_a_long_line_is_no_line(void **state)
{
	enum { READ_AT_ONCE = 64 * 1024 };
	static char text[2 * READ_AT_ONCE];

	(void)state;
	memset(text, 'x', READ_AT_ONCE);
	memcpy(text, HEAD, strlen(HEAD));
	strcpy(text + READ_AT_ONCE, ALPHA BETA);
	file_make("seen", text);
	begin(false);
	assert_int_equal(copy_all(), 1);
	assert_int_equal(store.damaged, 1);
	store_close(&store);
}

/* Lines that begin and end anywhere in what is read at once. */
static void
test_many_lines(void **state)
{
	FILE *f = fopen(in_directory("seen"), "w");
	struct line line;
	char name[16];
	int i;

	(void)state;
	fputs(HEAD, f);
	for (i = 0; i < 20000; i++)
		fprintf(f, "n%d%s", i, strchr(BETA, '\t'));
	fclose(f);
	begin(false);
	for (i = 0; store_read(&store, &line); i++) {
		snprintf(name, sizeof(name), "n%d", i);
		assert_string_equal(line.host, name);
	}
	assert_int_equal(i, 20000);
	assert_int_equal(store.damaged, 0);
	store_close(&store);
}

static void
test_an_empty_file_is_an_empty_memory(void **state)
{
	(void)state;
	file_make("seen", "");
	begin(true);
	assert_true(store.readable && store.writable);
	assert_true(store_commit(&store));
	store_close(&store);
	assert_string_equal(file_text("seen"), HEAD);
}

static void
test_other_files_are_not_touched(void **state)
{
	(void)state;
	file_make("seen", "ruptime-seen 2\n" ALPHA);
	is_unusable("newer version");
	assert_string_equal(file_text("seen"), "ruptime-seen 2\n" ALPHA);
	file_make("seen", "Dear diary\n" ALPHA);
	is_unusable("does not begin");
	file_make("seen", "no end");
	is_unusable("does not begin");
	assert_string_equal(file_text("seen"), "no end");
	assert_false(file_exists("seen.new"));
}

static void
test_a_link_is_not_followed(void **state)
{
	(void)state;
	file_make("other", HEAD ALPHA);
	assert_int_equal(symlink("other", in_directory("seen")), 0);
	is_unusable("link");
	assert_string_equal(file_text("other"), HEAD ALPHA);
	assert_false(file_exists("seen.lock"));
}

static void
test_no_regular_file(void **state)
{
	(void)state;
	assert_int_equal(mkdir(in_directory("seen"), 0700), 0);
	is_unusable("no regular file");
	assert_int_equal(rmdir(in_directory("seen")), 0);
	assert_int_equal(mkfifo(in_directory("seen"), 0600), 0);
	is_unusable("no regular file");
}

static void
test_another_users_file_is_not_touched(void **state)
{
	(void)state;
	if (geteuid() != 0)
		skip();
	file_make("seen", HEAD ALPHA);
	assert_int_equal(chown(in_directory("seen"), 65534, 65534), 0);
	is_unusable("another user");
	assert_string_equal(file_text("seen"), HEAD ALPHA);
	assert_false(file_exists("seen.lock"));
}

static void
test_a_lock_that_is_held_leaves_it_readable(void **state)
{
	int fd;

	(void)state;
	file_make("seen", HEAD ALPHA);
	fd = open(in_directory("seen.lock"), O_RDWR | O_CREAT, 0600);
	assert_int_equal(flock(fd, LOCK_EX), 0);
	begin(true);
	assert_true(store.readable && !store.writable);
	assert_non_null(strstr(store.why, "lock"));
	assert_int_equal(copy_all(), 1);
	assert_false(store_commit(&store));
	store_close(&store);
	close(fd);
	assert_string_equal(file_text("seen"), HEAD ALPHA);
}

static void
test_a_lock_is_no_link(void **state)
{
	(void)state;
	assert_int_equal(symlink("other", in_directory("seen.lock")), 0);
	begin(true);
	assert_false(store.readable);
	store_close(&store);
	assert_false(file_exists("other"));
}

static void
test_where_nothing_can_be_written(void **state)
{
	(void)state;
	assert_int_equal(mkdir(in_directory("seen.new"), 0700), 0);
	begin(true);
	assert_false(store.readable);
	store_close(&store);
	file_make("seen", HEAD ALPHA);
	begin(true);
	assert_true(store.readable && !store.writable);
	assert_string_not_equal(store.why, "");
	assert_int_equal(copy_all(), 1);
	store_close(&store);
	assert_string_equal(file_text("seen"), HEAD ALPHA);
}

static void
test_no_directory(void **state)
{
	(void)state;
	store_open(&store, in_directory("no/seen"), true);
	assert_false(store.readable);
	assert_string_not_equal(store.why, "");
	store_close(&store);
}

#define TEST(f) \
	cmocka_unit_test_setup_teardown(f, directory_make, directory_remove)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(test_the_first_time),
		TEST(test_lines_are_kept),
		TEST(test_what_is_not_committed_is_not_there),
		TEST(test_damaged_lines_are_passed_over),
		TEST(test_the_rest_of_a_long_line_is_no_line),
		TEST(test_many_lines),
		TEST(test_an_empty_file_is_an_empty_memory),
		TEST(test_other_files_are_not_touched),
		TEST(test_a_link_is_not_followed),
		TEST(test_no_regular_file),
		TEST(test_another_users_file_is_not_touched),
		TEST(test_a_lock_that_is_held_leaves_it_readable),
		TEST(test_a_lock_is_no_link),
		TEST(test_where_nothing_can_be_written),
		TEST(test_no_directory),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
