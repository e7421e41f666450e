/* SPDX-License-Identifier: ISC */
/* Access lists of files that are replaced. */
#include "tests/unit/common/directory.h"

#include "common/replace.h"
#include "common/system.h"

#if SYSTEM_LINUX
#include <sys/xattr.h>
#endif

/* acl(5) as Linux has it: somebody may read it, and the file's group may not;
 * the mask stands in the group's place of the mode. */
struct list {
	uint32_t version;
	struct entry {
		uint16_t tag, may;
		uint32_t id;
	} owner, somebody, group, mask, others;
};

#if SYSTEM_LINUX
static bool
set_list(const char *path, const char *name)
{
	const struct list list = { 2, { 0x01, 6, ~0U }, { 0x02, 4, 12345 },
		{ 0x04, 0, ~0U }, { 0x10, 4, ~0U }, { 0x20, 0, ~0U } };

	return setxattr(path, name, &list, sizeof(list), 0) == 0;
}

static ssize_t
get_list(const char *path, struct list *list)
{
	return getxattr(path, "system.posix_acl_access", list, sizeof(*list));
}
#else
static bool
set_list(const char *path, const char *name)
{
	(void)path;
	(void)name;
	return false;
}

static ssize_t
get_list(const char *path, struct list *list)
{
	(void)path;
	(void)list;
	return -1;
}
#endif

static void
replace(const char *name)
{
	struct replace r;

	assert_int_equal(replace_begin(&r, in_directory(name), REPLACE_SHARED),
	    0);
	fputs("new", r.out);
	assert_int_equal(replace_commit(&r), 0);
}

static void
test_a_replaced_file_keeps_its_access_list(void **state)
{
	struct list list = { 0 };

	(void)state;
	file_make("file", "old");
	if (!set_list(in_directory("file"), "system.posix_acl_access"))
		skip();
	assert_int_equal(file_mode("file"), 0640);
	replace("file");
	assert_int_equal(file_mode("file"), 0640);
	assert_int_equal(get_list(in_directory("file"), &list), sizeof(list));
	assert_int_equal(list.somebody.id, 12345);
	assert_int_equal(list.somebody.may, 4);
	assert_int_equal(list.group.may, 0);
}

/* A directory that has one for new files has none for this one. */
static void
test_a_replaced_file_gets_no_access_list(void **state)
{
	struct list list;

	(void)state;
	file_make("file", "old");
	assert_int_equal(chmod(in_directory("file"), 0640), 0);
	if (!set_list(directory, "system.posix_acl_default"))
		skip();
	replace("file");
	assert_int_equal(file_mode("file"), 0640);
	assert_int_equal(get_list(in_directory("file"), &list), -1);
	replace("another");
	assert_int_equal(get_list(in_directory("another"), &list),
	    sizeof(list));
}

#define TEST(f) \
	cmocka_unit_test_setup_teardown(f, directory_make, directory_remove)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(test_a_replaced_file_keeps_its_access_list),
		TEST(test_a_replaced_file_gets_no_access_list),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
