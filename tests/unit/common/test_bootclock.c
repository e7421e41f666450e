/* SPDX-License-Identifier: ISC */
/* A boot is known by what the system calls it, after an upgrade of ours too. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "common/bootclock.h"
#include "common/system.h"

static void
test_a_boot_is_the_first_sixteen_digits_of_its_name(void **state)
{
	char name[64] = "", digits[17] = "";
	FILE *f = fopen("/proc/sys/kernel/random/boot_id", "r");
	size_t i, n = 0;

	(void)state;
	if (!SYSTEM_LINUX || f == NULL)
		skip();
	assert_non_null(fgets(name, sizeof(name), f));
	fclose(f);
	for (i = 0; name[i] != '\0' && n < 16; i++)
		if (name[i] != '-')
			digits[n++] = name[i];
	assert_int_equal(strspn(digits, "0123456789abcdef"), 16);
	assert_true(bootclock_id() == strtoull(digits, NULL, 16));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(
		    test_a_boot_is_the_first_sixteen_digits_of_its_name),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
