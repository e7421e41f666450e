/* SPDX-License-Identifier: ISC */
/*
 * Where names are looked for first.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "ruptime/ask/nsswitch.h"

static void
test_files_first(void **state)
{
	static const char *const texts[] = {
		"hosts: files dns\n",
		"hosts: files dns", /* no newline */
		"hosts:files\n",
		"  hosts :\tfiles dns\r\n",
		"\n\n# names\npasswd: files\nhosts: files mdns4_minimal\n",
		"hosts: files mdns4_minimal [NOTFOUND=return] dns\nx: y\n",
		"hosts: files [NOTFOUND=return] dns\n",
		"hosts: files [notfound=Return tryagain=continue]\n",
		"hosts: files[UNAVAIL = return]dns\n",
		"hosts: files myhostname resolve [!UNAVAIL=return] dns\n",
		"#hosts: dns\nhosts: files\n",
		"hosts: files dns [SUCCESS=return] x\n",
	};
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(texts) / sizeof(texts[0]); i++) {
		print_message("%s\n", texts[i]);
		assert_true(nsswitch_files_first(texts[i]));
	}
}

static void
test_not_files_first(void **state)
{
	static const char *const texts[] = {
		"",
		"\n",
		"passwd: files\n",
		"hosts:\n",
		"hosts: dns files\n",
		"hosts: dns files # files first would be quicker\n",
		"hosts: mymachines files\n",
		"hosts: filesystem dns\n",
		"hosts: file\n",
		"hosts: Files\n",
		"host: files\n",
		"hostsx: files\n",
		"#hosts: files\n",
		/* What is found is not the answer. */
		"hosts: files [SUCCESS=continue] dns\n",
		"hosts: files [success=merge] dns\n",
		"hosts: files [!NOTFOUND=continue] dns\n",
		"hosts: files [NOTFOUND=return SUCCESS=continue] dns\n",
		/* Which of them counts? */
		"hosts: files dns\nhosts: dns\n",
		"hosts: files\nhosts dns\n",
		"hosts: files\nhosts: files\n",
		/* Of these the system makes nothing, or something else. */
		"hosts: files [NOTFOUND=maybe] dns\n",
		"hosts: files [NOTFOUND] dns\n",
		"hosts: files [] dns\n",
		"hosts: files [ ] dns\n",
		"hosts: files [NOTFOUND=return dns\n",
		"hosts: files [GONE=return] dns\n",
		"hosts: files dns [oops]\n",
		"passwd: files [oops]\nhosts: files dns\n",
		"hosts: [NOTFOUND=return] files\n",
	};
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(texts) / sizeof(texts[0]); i++) {
		print_message("%s\n", texts[i]);
		assert_false(nsswitch_files_first(texts[i]));
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_files_first),
		cmocka_unit_test(test_not_files_first),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
