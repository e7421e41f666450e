/* SPDX-License-Identifier: ISC */
/* Files that are replaced whole, or stay as they are. */
#include "tests/unit/common/directory.h"

#include <dirent.h>
#include <errno.h>
#include <grp.h>
#include <limits.h>
#include <sys/wait.h>

/* What is done with the new file, in its order. */
static char calls[16];

static int
noted_fsync(int fd)
{
	strcat(calls, "s");
	return fsync(fd);
}

static int
noted_rename(const char *from, const char *to)
{
	strcat(calls, "r");
	return rename(from, to);
}

#define fsync noted_fsync
#define rename noted_rename
#include "common/replace.c"
#undef fsync
#undef rename

/* Entries of the directory but for . and .. */
static int
entries(void)
{
	DIR *d = opendir(directory);
	int n = 0;

	assert_non_null(d);
	while (readdir(d) != NULL)
		n++;
	closedir(d);
	return n - 2;
}

static void
replace(const char *name, enum replace_kind kind, const char *text)
{
	struct replace r;

	calls[0] = '\0';
	assert_int_equal(replace_begin(&r, in_directory(name), kind), 0);
	fputs(text, r.out);
	assert_int_equal(replace_commit(&r), 0);
}

static void
test_a_new_file_has_the_mode_of_any(void **state)
{
	mode_t old = umask(027);

	(void)state;
	replace("file", REPLACE_SHARED, "text");
	umask(old);
	assert_string_equal(file_text("file"), "text");
	assert_int_equal(file_mode("file"), 0640);
	assert_int_equal(entries(), 1);
}

static void
test_a_replaced_file_keeps_its_mode(void **state)
{
	(void)state;
	file_make("file", "old");
	assert_int_equal(chmod(in_directory("file"), 0604), 0);
	replace("file", REPLACE_SHARED, "new");
	assert_string_equal(file_text("file"), "new");
	assert_int_equal(file_mode("file"), 0604);
}

/* A machine that loses its power has the old one or the new one. */
static void
test_it_is_on_the_disk_before_it_has_the_name(void **state)
{
	(void)state;
	replace("file", REPLACE_SHARED, "text");
	assert_string_equal(calls, "sr");
}

/* But nothing that has come from elsewhere is run as somebody. */
static void
test_a_replaced_file_is_not_run_as_its_owner(void **state)
{
	(void)state;
	file_make("file", "old");
	assert_int_equal(chmod(in_directory("file"), 06755), 0);
	replace("file", REPLACE_SHARED, "new");
	assert_int_equal(file_mode("file"), 0755);
}

static void
test_a_replaced_file_keeps_owner_and_group(void **state)
{
	struct stat st;

	(void)state;
	if (geteuid() != 0)
		skip();
	file_make("file", "old");
	assert_int_equal(chown(in_directory("file"), 12345, 54321), 0);
	assert_int_equal(chmod(in_directory("file"), 0640), 0);
	replace("file", REPLACE_SHARED, "new");
	assert_int_equal(stat(in_directory("file"), &st), 0);
	assert_int_equal(st.st_uid, 12345);
	assert_int_equal(st.st_gid, 54321);
	assert_int_equal(file_mode("file"), 0640);
}

/* In a child, which is another user: the group that he has instead could read
 * what only another one may. */
static void
test_a_group_that_it_cannot_have_gives_no_other_a_right(void **state)
{
	int status;
	pid_t pid;

	(void)state;
	if (geteuid() != 0)
		skip();
	file_make("file", "old");
	assert_int_equal(chown(in_directory("file"), 12345, 54321), 0);
	assert_int_equal(chmod(in_directory("file"), 0664), 0);
	assert_int_equal(chmod(directory, 0777), 0);
	pid = fork();
	if (pid == 0) {
		if (setgroups(0, NULL) == -1 || setgid(23456) == -1 ||
		    setuid(23456) == -1)
			_exit(1);
		replace("file", REPLACE_SHARED, "new");
		_exit(0);
	}
	assert_int_equal(waitpid(pid, &status, 0), pid);
	assert_int_equal(status, 0);
	assert_int_equal(file_mode("file"), 0644);
}

static void
test_a_name_may_be_as_long_as_any(void **state)
{
	char name[NAME_MAX + 1];

	(void)state;
	memset(name, 'n', NAME_MAX);
	name[NAME_MAX] = '\0';
	replace(name, REPLACE_SHARED, "old");
	replace(name, REPLACE_SHARED, "new");
	assert_string_equal(file_text(name), "new");
	assert_int_equal(entries(), 1);
}

static void
test_a_private_file_is_for_its_owner_alone(void **state)
{
	mode_t old = umask(0);

	(void)state;
	replace("file", REPLACE_PRIVATE, "new");
	assert_int_equal(chmod(in_directory("file"), 0666), 0);
	replace("file", REPLACE_PRIVATE, "new");
	umask(old);
	assert_int_equal(file_mode("file"), 0600);
}

static void
test_the_old_file_is_there_until_the_end(void **state)
{
	struct replace r;

	(void)state;
	file_make("file", "old");
	assert_int_equal(replace_begin(&r, in_directory("file"),
			     REPLACE_SHARED),
	    0);
	fputs("new", r.out);
	fflush(r.out);
	assert_string_equal(file_text("file"), "old");
	replace_abort(&r);
	assert_string_equal(file_text("file"), "old");
	assert_int_equal(entries(), 1);
	replace_abort(&r);
}

/* What could not be written is not put in the place of what could. */
static void
test_a_full_disk_leaves_the_old_file(void **state)
{
	struct replace r;
	int full;

	(void)state;
	file_make("file", "old");
	assert_int_equal(replace_begin(&r, in_directory("file"),
			     REPLACE_SHARED),
	    0);
	full = open("/dev/full", O_WRONLY);
	assert_int_not_equal(full, -1);
	assert_int_equal(dup2(full, fileno(r.out)), fileno(r.out));
	close(full);
	fputs("new", r.out);
	assert_int_equal(replace_commit(&r), -1);
	assert_int_equal(errno, ENOSPC);
	assert_string_equal(file_text("file"), "old");
	assert_int_equal(entries(), 1);
}

static void
test_what_failed_before_is_not_forgotten(void **state)
{
	struct replace r;
	int full;

	(void)state;
	assert_int_equal(replace_begin(&r, in_directory("file"),
			     REPLACE_SHARED),
	    0);
	full = open("/dev/full", O_WRONLY);
	assert_int_equal(dup2(full, fileno(r.out)), fileno(r.out));
	fputs("new", r.out);
	assert_int_equal(fflush(r.out), EOF);
	errno = 0;
	assert_int_equal(replace_commit(&r), -1);
	assert_int_not_equal(errno, 0);
	close(full);
	assert_int_equal(entries(), 0);
}

static void
test_only_a_regular_file_is_replaced(void **state)
{
	struct replace r;

	(void)state;
	file_make("real", "real");
	assert_int_equal(symlink("real", in_directory("link")), 0);
	assert_int_equal(symlink("nothing", in_directory("dangling")), 0);
	assert_int_equal(mkfifo(in_directory("fifo"), 0600), 0);
	assert_int_equal(mkdir(in_directory("directory"), 0700), 0);
	for (const char *const *name = (const char *const[]){ "link",
		 "dangling", "fifo", "directory", NULL };
	     *name != NULL; name++) {
		assert_int_equal(replace_begin(&r, in_directory(*name),
				     REPLACE_SHARED),
		    -1);
		assert_int_equal(errno, EEXIST);
		replace_abort(&r);
	}
	assert_string_equal(file_text("real"), "real");
	assert_int_equal(entries(), 5);
	assert_int_equal(replace_begin(&r, "/dev/null", REPLACE_SHARED), -1);
	assert_int_equal(replace_begin(&r, in_directory("no/file"),
			     REPLACE_SHARED),
	    -1);
	assert_int_equal(errno, ENOENT);
}

/* One who was killed has left it; it is no link that is followed. */
static void
test_what_was_left_beside_a_private_file_goes(void **state)
{
	(void)state;
	file_make("other", "other");
	assert_int_equal(symlink("other", in_directory("file.new")), 0);
	replace("file", REPLACE_PRIVATE, "text");
	assert_string_equal(file_text("file"), "text");
	assert_string_equal(file_text("other"), "other");
	assert_int_equal(entries(), 2);
}

#define TEST(f) \
	cmocka_unit_test_setup_teardown(f, directory_make, directory_remove)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(test_a_new_file_has_the_mode_of_any),
		TEST(test_a_replaced_file_keeps_its_mode),
		TEST(test_it_is_on_the_disk_before_it_has_the_name),
		TEST(test_a_replaced_file_is_not_run_as_its_owner),
		TEST(test_a_replaced_file_keeps_owner_and_group),
		TEST(test_a_group_that_it_cannot_have_gives_no_other_a_right),
		TEST(test_a_name_may_be_as_long_as_any),
		TEST(test_a_private_file_is_for_its_owner_alone),
		TEST(test_the_old_file_is_there_until_the_end),
		TEST(test_a_full_disk_leaves_the_old_file),
		TEST(test_what_failed_before_is_not_forgotten),
		TEST(test_only_a_regular_file_is_replaced),
		TEST(test_what_was_left_beside_a_private_file_goes),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
