/* SPDX-License-Identifier: ISC */
/* Where the memory lies, by the environment. */
#include "tests/unit/common/directory.h"

#include "ruptime/memory/place.h"

static int
setup(void **state)
{
	unsetenv("RUPTIME_SEEN");
	unsetenv("STATE_DIRECTORY");
	unsetenv("XDG_STATE_HOME");
	unsetenv("HOME");
	return directory_make(state);
}

static void
is_at(const char *name)
{
	char *path = place_find();

	assert_non_null(path);
	assert_string_equal(path, name);
	free(path);
}

static void
is_nowhere(void)
{
	assert_null(place_find());
}

static void
test_each_comes_before_the_next(void **state)
{
	(void)state;
	setenv("HOME", directory, 1);
	is_at(in_directory(".local/state/ruptime/seen"));
	assert_int_equal(file_mode(".local"), 0700);
	assert_int_equal(file_mode(".local/state/ruptime"), 0700);
	setenv("XDG_STATE_HOME", in_directory("xdg"), 1);
	is_at(in_directory("xdg/ruptime/seen"));
	assert_int_equal(file_mode("xdg/ruptime"), 0700);
	setenv("STATE_DIRECTORY", in_directory("state"), 1);
	is_at(in_directory("state/seen"));
	assert_false(file_exists("state"));
	setenv("RUPTIME_SEEN", in_directory("mine"), 1);
	is_at(in_directory("mine"));
	setenv("RUPTIME_SEEN", "mine", 1);
	is_at("mine");
}

static void
test_empty_is_none(void **state)
{
	(void)state;
	setenv("HOME", directory, 1);
	setenv("STATE_DIRECTORY", directory, 1);
	setenv("RUPTIME_SEEN", "", 1);
	is_nowhere();
	assert_false(file_exists(".local"));
}

static void
test_of_several_state_directories_the_first(void **state)
{
	char list[200];

	(void)state;
	snprintf(list, sizeof(list), "%s:/var/lib/other", directory);
	setenv("STATE_DIRECTORY", list, 1);
	is_at(in_directory("seen"));
}

static void
test_without_a_home_there_is_none(void **state)
{
	(void)state;
	is_nowhere();
	setenv("HOME", "", 1);
	is_nowhere();
	setenv("HOME", "relative", 1);
	is_nowhere();
	setenv("HOME", "/", 1);
	is_nowhere();
	setenv("HOME", "//", 1);
	is_nowhere();
	setenv("HOME", "/nonexistent", 1);
	is_nowhere();
	assert_int_equal(access("/.local", F_OK), -1);
	assert_int_equal(access("/nonexistent", F_OK), -1);
}

static void
test_another_users_home_is_none(void **state)
{
	(void)state;
	if (geteuid() != 0)
		skip();
	assert_int_equal(chown(directory, 65534, 65534), 0);
	setenv("HOME", directory, 1);
	is_nowhere();
	assert_false(file_exists(".local"));
}

/* As of one who has become root by su(1), and kept it. */
static void
test_another_users_states_are_none(void **state)
{
	(void)state;
	if (geteuid() != 0)
		skip();
	assert_int_equal(mkdir(in_directory("xdg"), 0755), 0);
	assert_int_equal(chown(in_directory("xdg"), 65534, 65534), 0);
	setenv("XDG_STATE_HOME", in_directory("xdg"), 1);
	is_nowhere();
	setenv("XDG_STATE_HOME", in_directory("xdg/not/there"), 1);
	is_nowhere();
	assert_false(file_exists("xdg/ruptime"));
	assert_false(file_exists("xdg/not"));
}

static void
test_a_directory_for_states_is_made_whole(void **state)
{
	(void)state;
	setenv("XDG_STATE_HOME", in_directory("not/yet/there"), 1);
	is_at(in_directory("not/yet/there/ruptime/seen"));
	assert_int_equal(file_mode("not"), 0700);
	assert_int_equal(file_mode("not/yet/there/ruptime"), 0700);
	setenv("XDG_STATE_HOME", in_directory("with/slash/"), 1);
	is_at(in_directory("with/slash//ruptime/seen"));
	assert_int_equal(file_mode("with/slash/ruptime"), 0700);
}

static void
test_relative_paths_are_passed_over(void **state)
{
	(void)state;
	setenv("HOME", directory, 1);
	setenv("XDG_STATE_HOME", "xdg", 1);
	setenv("STATE_DIRECTORY", "", 1);
	is_at(in_directory(".local/state/ruptime/seen"));
}

#define TEST(f) cmocka_unit_test_setup_teardown(f, setup, directory_remove)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(test_each_comes_before_the_next),
		TEST(test_empty_is_none),
		TEST(test_of_several_state_directories_the_first),
		TEST(test_without_a_home_there_is_none),
		TEST(test_another_users_home_is_none),
		TEST(test_another_users_states_are_none),
		TEST(test_a_directory_for_states_is_made_whole),
		TEST(test_relative_paths_are_passed_over),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
