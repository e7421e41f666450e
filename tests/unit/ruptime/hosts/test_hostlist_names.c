/* SPDX-License-Identifier: ISC */
/*
 * Host lists: what is no name, and what others write for one.
 */
#include "tests/unit/ruptime/hosts/hostlist.h"

static void
test_names_that_can_not_be_are_refused(void **state)
{
	(void)state;
	refuses("", "\"\": a host is missing", "^");
	refuses(" \t", " ?: a host is missing", "^");
	refuses("-h",
	    "-h: a name can't begin with -; -x HOSTS leaves hosts out", "^");
	refuses("a,-[1-2]",
	    "-[1-2]: a name can't begin with -; -x HOSTS leaves hosts out",
	    "^");
	refuses("-n:80",
	    "-n:80: a name can't begin with -; -x HOSTS leaves hosts out", "^");
	refuses("a\033c", "a?c: a control character", " ^");
	refuses("/run/a\nb", "/run/a?b: a control character", "      ^");
	refuses("z\303\274\177", "z???: a control character", "   ^");
	refuses("run/sock",
	    "run/sock: a / in a name: a socket's path begins with one; a file "
	    "of hosts is for -f",
	    "   ^");
}

static void
test_names_that_are_too_long_are_refused(void **state)
{
	char name[2000];

	(void)state;
	memset(name, 'x', sizeof(name));
	name[1024] = '\0';
	parts(name, name, NULL, false);
	name[1024] = 'x';
	name[1025] = '\0';
	refuses(name,
	    "...xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx: "
	    "a name has at most 1024 bytes",
	    "                                                   ^");
	memcpy(name, "n[1-10]x", 8);
	memset(name + 1025, 'x', 4);
	name[1029] = '\0';
	refuses(name,
	    "...xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx: "
	    "a name has at most 1024 bytes",
	    "                                                   ^");
	memset(name, 'x', sizeof(name));
	memcpy(name + 1102, "[1]", 4);
	refuses(name,
	    "...xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx[1]: "
	    "too long for a name",
	    "                                                   ^");
	memcpy(name + 1083, "[000000000000000001]", 21);
	refuses(name,
	    "...xxxxxxxxxxxxxxxxxxxxxxxxxxxxx[000000000000000001]: "
	    "too long for a name",
	    "                                                   ^");
	memcpy(name + 1083, "xxxxxxxxxxxxx[90000,1]", 23);
	refuses(name,
	    "...xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx[90000,1]: "
	    "too long for a name",
	    "                                                   ^");
	memset(name, '/', sizeof(name));
	name[108] = '\0';
	refuses(name,
	    "...////////////////////////////////////////////////"
	    "/: too long for the path of a socket",
	    "                                                   ^");
}

static void
test_e_takes_only_names_that_a_shell_leaves_alone(void **state)
{
	static const char why[] =
	    "for -e only ASCII letters, digits and . _ : % @ -";
	struct hostlist *hl = new_list(true);
	char operand[8], line[80], c;

	(void)state;
	for (c = '!'; c <= '~'; c++) {
		if (strchr("!&*?[],^", c) != NULL)
			continue;
		snprintf(operand, sizeof(operand), "a%cb", c);
		snprintf(line, sizeof(line), "%s: %s", operand, why);
		if (c == ':')
			continue;
		if (strchr("._%@-", c) != NULL || (c >= '0' && c <= '9') ||
		    (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'))
			add(hl, operand);
		else if (c != '/')
			strict_refuses(operand, line, " ^");
	}
	hostlist_free(hl);
	strict_refuses("/run/x",
	    "/run/x: for -e only ASCII letters, digits and . _ : % @ -", "^");
	strict_refuses("b\303\274cher",
	    "b??cher: for -e only ASCII letters, digits and . _ : % @ -", " ^");
	strict_refuses("n[1-2]\303",
	    "n[1-2]?: for -e only ASCII letters, digits and . _ : % @ -",
	    "      ^");
	strict_refuses("a,b:x+y",
	    "b:x+y: for -e only ASCII letters, digits and . _ : % @ -", "   ^");
	strict_refuses("[fe80::1%a;b]:80",
	    "[fe80::1%a;b]:80: for -e only ASCII letters, digits and . _ : % @ "
	    "-",
	    "          ^");
	hl = new_list(true);
	add(hl, "[fe80::1%eth0]:ssh,[::1],::1,web[01-02]:80");
	assert_true(hostlist_exclude(hl, "/run/x"));
	assert_hosts(hl, "[fe80::1%eth0]:ssh [::1] web01:80 web02:80");
}

static void
test_e_takes_no_user_without_a_host_and_no_option_behind_one(void **state)
{
	(void)state;
	strict_refuses("a@:80", "a@:80: @ stands between a user and a name",
	    " ^");
	strict_refuses("a@", "a@: @ stands between a user and a name", " ^");
	strict_refuses("a@-oX", "a@-oX: @ stands between a user and a name",
	    " ^");
	strict_refuses("-a@b",
	    "-a@b: a name can't begin with -; -x HOSTS leaves hosts out", "^");
}

static void
test_what_no_name_has_is_pointed_at(void **state)
{
	static const char why[] = "a name has letters, digits, - . and _ only";
	static const char bad[] = "\"#$%'+;<=>\\`|~";
	static const char *const wide[] = { "\342\200\234", "\302\240",
		"\342\200\223", "\342\200\213", "\357\274\214", "\357\273\277",
		"\360\237\230\200", "\302\205" };
	char operand[8], line[80];
	size_t i;

	(void)state;
	for (i = 0; bad[i] != '\0'; i++) {
		snprintf(operand, sizeof(operand), "a%cb", bad[i]);
		snprintf(line, sizeof(line), "%s: %s", operand, why);
		refuses(operand, line, " ^");
	}
	for (i = 0; i < sizeof(wide) / sizeof(wide[0]); i++) {
		snprintf(operand, sizeof(operand), "a%sb", wide[i]);
		snprintf(line, sizeof(line), "a%.*sb: %s", (int)strlen(wide[i]),
		    "????", why);
		refuses(operand, line, " ^");
	}
	/* Of an older character set one byte is a letter, not those behind. */
	refuses("b\344+n", "b?+n: a name has letters, digits, - . and _ only",
	    "  ^");
	refuses("\"nas\"",
	    "\"nas\": a name has letters, digits, - . and _ only", "^");
	refuses("nas port=4001",
	    "port=4001: a name has letters, digits, - . and _ only", "    ^");
	refuses("n@s",
	    "n@s: user@host is for -e; a name has letters, digits, - . and _ "
	    "only",
	    " ^");
	refuses("node{001",
	    "node{001: a range is written in [ ], as in "
	    "node[1-3]",
	    "    ^");
}

/* What it says behind the rule. */
static void
means(const char *operand, const char *shown, const char *hint,
    const char *caret)
{
	char line[240];

	snprintf(line, sizeof(line),
	    "%s: a name has letters, digits, - . and _ only; %s", shown, hint);
	refuses(operand, line, caret);
	snprintf(line, sizeof(line),
	    "%s: for -e only ASCII letters, digits and . _ : %% @ -; %s", shown,
	    hint);
	strict_refuses(operand, line, caret);
}

static void
test_what_others_write_is_told_as_it_is_here(void **state)
{
	static const char file[] =
	    "a file of hosts is -f FILE, and in -x it is -x \"$(cat FILE)\"";
	static const char out[] = "-x HOSTS leaves hosts out";
	static const char sets[] = "sets of nodes are for nodeset -f";
	static const char pattern[] =
	    "ranges are written node[1-3], and without a host all of the hosts "
	    "file are asked";
	static const char network[] = "a network is written 192.0.2.0/24";

	(void)state;
	means("^rack", "^rack", file, "^");
	means("a,^/etc/rack", "^/etc/rack", file, "^");
	means("!a", "!a", out, "^");
	means("a[1-5]!a3", "a[1-5]!a3", out, "      ^");
	means("a[1-5]&a[2-9]", "a[1-5]&a[2-9]", sets, "      ^");
	means("a^b", "a^b", sets, " ^");
	means("*", "*", pattern, "^");
	means("web*:80", "web*:80", pattern, "   ^");
	means("web?", "web?", pattern, "   ^");
	means("192.0.2.*", "192.0.2.*", network, "        ^");
	refuses("n(1-3)", "n(1-3): a range is written in [ ], as in node[1-3]",
	    " ^");
	refuses("n[1-9/2]",
	    "n[1-9/2]: a range has no steps: nodeset -e makes a list",
	    "     ^");
	refuses("http://a:80/",
	    "http://a:80/: a host is no URL: give its name, or name:port",
	    "    ^");
	refuses("192.0.2.1-20",
	    "192.0.2.1-20: a range is written 192.0.2.[1-20]", "         ^");
	refuses("192.0.2.1-192.0.2.20",
	    "192.0.2.1-192.0.2.20: a range is written 192.0.2.[1-20]",
	    "         ^");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_names_that_can_not_be_are_refused),
		cmocka_unit_test(test_names_that_are_too_long_are_refused),
		cmocka_unit_test(
		    test_e_takes_only_names_that_a_shell_leaves_alone),
		cmocka_unit_test(
		    test_e_takes_no_user_without_a_host_and_no_option_behind_one),
		cmocka_unit_test(test_what_no_name_has_is_pointed_at),
		cmocka_unit_test(test_what_others_write_is_told_as_it_is_here),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
