/* SPDX-License-Identifier: ISC */
/*
 * Host lists: every form of an operand and of a hosts file, and exclusion.
 * Random ranges are compared with an expander written another way.
 */
#include "tests/unit/ruptime/hosts/hostlist.h"

static void
gives(const char *operand, const char *expected)
{
	struct hostlist *hl = new_list(false);

	add(hl, operand);
	assert_hosts(hl, expected);
}

static void
file_gives(const char *text, size_t len, const char *expected)
{
	struct hostlist *hl = new_list(false);

	if (!hostlist_add_file(hl, "hosts", text, len))
		fail_msg("%s", hostlist_error(hl));
	assert_hosts(hl, expected);
}

static void
excludes(const char *operand, const char *excluded, const char *expected)
{
	struct hostlist *hl = new_list(false);

	if (!hostlist_exclude(hl, excluded))
		fail_msg("%s", hostlist_error(hl));
	add(hl, operand);
	assert_hosts(hl, expected);
}

static void
test_a_host_has_a_name_or_an_address_and_perhaps_a_port(void **state)
{
	(void)state;
	parts("alpha", "alpha", NULL, false);
	parts("alpha.example.com.", "alpha.example.com.", NULL, false);
	parts("alpha:4000", "alpha", "4000", false);
	parts("alpha:1", "alpha", "1", false);
	parts("alpha:65535", "alpha", "65535", false);
	parts("alpha:04000", "alpha", "04000", false);
	parts("alpha:ruptime", "alpha", "ruptime", false);
	parts("alpha:9pfs", "alpha", "9pfs", false);
	parts("alpha:whois++", "alpha", "whois++", false);
	parts("10.0.0.1", "10.0.0.1", NULL, false);
	parts("10.0.0.1:80", "10.0.0.1", "80", false);
	parts("z\303\274rich", "z\303\274rich", NULL, false);
	parts("a_b", "a_b", NULL, false);
	parts("::1", "::1", NULL, false);
	parts("::", "::", NULL, false);
	parts("::ffff:10.0.0.1", "::ffff:10.0.0.1", NULL, false);
	parts("2001:DB8::1", "2001:DB8::1", NULL, false);
	parts("1:2:3:4:5:6:7:4000", "1:2:3:4:5:6:7:4000", NULL, false);
	parts("fe80::1%eth0", "fe80::1%eth0", NULL, false);
	parts("[::1]", "::1", NULL, false);
	parts("[::1]:4000", "::1", "4000", false);
	parts("[::1]:ruptime", "::1", "ruptime", false);
	parts("[fe80::1%eth0]", "fe80::1%eth0", NULL, false);
	parts("[fe80::1%eth0.2]:4000", "fe80::1%eth0.2", "4000", false);
}

static void
test_a_path_is_taken_as_it_stands(void **state)
{
	char path[109];

	(void)state;
	parts("/run/ruptimed.sock", "/run/ruptimed.sock", NULL, true);
	parts("/run/a,b[1-2]:4000 x]#", "/run/a,b[1-2]:4000 x]#", NULL, true);
	gives("alpha,/run/a,b", "alpha /run/a,b");
	memset(path, '/', sizeof(path));
	path[107] = '\0';
	parts(path, path, NULL, true);
}

static void
test_ranges_count(void **state)
{
	(void)state;
	gives("node[1-3]", "node1 node2 node3");
	gives("node[8-11]", "node8 node9 node10 node11");
	gives("node[08-11]", "node08 node09 node10 node11");
	gives("n[098-101]", "n098 n099 n100 n101");
	gives("n[9-9,2,07,00]", "n9 n2 n07 n00");
	gives("n[00-1]", "n00 n01");
	gives("n[00-0]", "n00");
	gives("[1-2].example.com", "1.example.com 2.example.com");
	gives("10.0.0.[9-11]", "10.0.0.9 10.0.0.10 10.0.0.11");
	gives("n[999999999999999998-999999999999999999]",
	    "n999999999999999998 n999999999999999999");
	gives("n[000000000000000001]", "n000000000000000001");
	gives("[7]", "7");
}

static void
test_several_brackets_multiply(void **state)
{
	(void)state;
	gives("node[01-02,20]-rack[1-2]",
	    "node01-rack1 node01-rack2 node02-rack1 node02-rack2 "
	    "node20-rack1 node20-rack2");
	gives("[0-1][0-1][0-1]", "000 001 010 011 100 101 110 111");
	gives("[1][2][3][4][5][6][7][8][9][10][11][12][13][14][15][16][17]"
	      "[18][19][20]",
	    "1234567891011121314151617181920");
}

static void
test_a_port_may_follow_ranges_and_have_them(void **state)
{
	(void)state;
	gives("node[1-2]:4001", "node1:4001 node2:4001");
	gives("localhost:[4001-4003]",
	    "localhost:4001 localhost:4002 localhost:4003");
	gives("[::1]:[4001-4002]", "[::1]:4001 [::1]:4002");
	gives("n[1-2]:400[0-1]", "n1:4000 n1:4001 n2:4000 n2:4001");
}

static void
test_commas_separate_hosts(void **state)
{
	(void)state;
	gives("a,b,c", "a b c");
	gives("a,", "a");
	gives("n[1,3],[::1]:80,n[2]", "n1 n3 [::1]:80 n2");
}

static void
test_a_host_given_again_is_not_added_again(void **state)
{
	struct hostlist *hl = new_list(false);

	(void)state;
	add(hl, "b,a");
	add(hl, "b");
	add(hl, "b:4000,[::1],::1,B,n1");
	add(hl, "n[1-2,1],/b,/b");
	add(hl, "b:4000,/b");
	assert_hosts(hl, "b a b:4000 [::1] ::1 B n1 n2 /b,/b /b");
}

static void
test_a_file_has_lines_with_hosts_and_comments(void **state)
{
	static const char text[] = "\xef\xbb\xbf# our machines\r\n"
				   "alpha\n"
				   "\n"
				   "  beta\tgamma:4000  \r\n"
				   "delta # the old one\n"
				   "epsilon#no space\n"
				   "#zeta\n"
				   " \t \r\n"
				   "n[1-2],m /run/x,y[1] o, p\n"
				   "[::1]:80\r\n"
				   "last";
	static const char comment[] = "# \0 \1 does no harm here\na\r";

	(void)state;
	file_gives(text, sizeof(text) - 1,
	    "alpha beta gamma:4000 delta epsilon n1 n2 m /run/x,y[1] o p "
	    "[::1]:80 last");
	file_gives("", 0, "");
	file_gives(comment, sizeof(comment) - 1, "a");
	file_gives("a\nbc", 3, "a b");
}

static void
test_x_excludes_hosts(void **state)
{
	struct hostlist *hl = new_list(false);

	(void)state;
	excludes("n[1-5],m", "n[2-3],m", "n1 n4 n5");
	excludes("a,a:1,a:2,ab", "a", "ab");
	excludes("a,a:1,a:2", "a:1", "a a:2");
	excludes("::1,[::1],[::1]:1,[::1]:2", "::1", "");
	excludes("::1,[::1],[::1]:1,[::1]:2", "[::1]", "");
	excludes("::1,[::1],[::1]:1,[::1]:2", "[::1]:2", "::1 [::1] [::1]:1");
	excludes("a,/run/x", "/run/x", "a");
	excludes("a,/run/x", "run,/run", "a /run/x");
	excludes("a", "b,c", "a");
	excludes("A", "a", "A");
	add(hl, "a,b,c");
	assert_true(hostlist_exclude(hl, "b"));
	add(hl, "b,d");
	assert_hosts(hl, "a c d");
	hl = new_list(false);
	assert_false(hostlist_exclude(hl, "n[2-1]"));
	assert_message(hl, "n[2-1]: a range counts upwards", "   ^");
}

/*
 * The other expander: copies, string functions and recursion. It knows
 * nothing of addresses and expects no faults.
 */
struct names {
	char text[4000][64];
	size_t count;
};

static void
slow_expand(struct names *names, const char *entry)
{
	char before[256], items[256], rest[256], name[600], *item, *save;
	unsigned long lo, hi;
	size_t i;
	int width;

	rest[0] = '\0';
	if (sscanf(entry, "%255[^[][%255[^]]]%255[^\n]", before, items, rest) <
	    2) {
		before[0] = '\0';
		if (sscanf(entry, "[%255[^]]]%255[^\n]", items, rest) < 1) {
			for (i = 0; i < names->count; i++)
				if (strcmp(names->text[i], entry) == 0)
					return;
			strcpy(names->text[names->count++], entry);
			return;
		}
	}
	for (item = strtok_r(items, ",", &save); item != NULL;
	     item = strtok_r(NULL, ",", &save)) {
		width = (int)strcspn(item, "-");
		if (sscanf(item, "%lu-%lu", &lo, &hi) == 1)
			hi = lo;
		for (; lo <= hi; lo++) {
			snprintf(name, sizeof(name), "%s%0*lu%s", before, width,
			    lo, rest);
			slow_expand(names, name);
		}
	}
}

/* Appends a random bracket of up to three items of up to four numbers. */
static void
make_bracket(char *text)
{
	int lo, hi, width, items = 1 + rand() % 3;

	strcat(text, "[");
	while (items-- > 0) {
		lo = rand() % (rand() % 2 ? 12 : 1200);
		hi = lo + rand() % 4;
		width = 1 + rand() % 4;
		text += strlen(text);
		text += sprintf(text, "%0*d", width, lo);
		if (hi > lo)
			text += sprintf(text, "-%0*d",
			    rand() % 2 && lo < 10 && hi < 10 ? 1 : width, hi);
		strcat(text, items > 0 ? "," : "]");
	}
}

static void
make_entry(char entry[256])
{
	static const char *const part[] = { "n", "rack-", ".", "a1b", "", "0" };
	int brackets = rand() % 4;

	strcpy(entry, rand() % 2 ? "n" : "0");
	while (brackets-- > 0) {
		strcat(entry, part[rand() % 6]);
		make_bracket(entry);
		strcat(entry, part[rand() % 6]);
	}
	if (rand() % 4 == 0)
		strcat(entry, rand() % 2 ? ":400[1-2]" : ":80");
}

static void
test_random_ranges_give_what_another_expander_gives(void **state)
{
	static struct names names;
	char entry[256];
	struct hostlist *hl;
	size_t i;
	int round;

	(void)state;
	srand(4);
	for (round = 0; round < 3000; round++) {
		make_entry(entry);
		names.count = 0;
		slow_expand(&names, entry);
		hl = new_list(false);
		add(hl, entry);
		hostlist_finish(hl);
		if (hostlist_count(hl) != names.count)
			fail_msg("%s: %zu and %zu names", entry,
			    hostlist_count(hl), names.count);
		for (i = 0; i < names.count; i++)
			assert_string_equal(hostlist_get(hl, i).text,
			    names.text[i]);
		hostlist_free(hl);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(
		    test_a_host_has_a_name_or_an_address_and_perhaps_a_port),
		cmocka_unit_test(test_a_path_is_taken_as_it_stands),
		cmocka_unit_test(test_ranges_count),
		cmocka_unit_test(test_several_brackets_multiply),
		cmocka_unit_test(test_a_port_may_follow_ranges_and_have_them),
		cmocka_unit_test(test_commas_separate_hosts),
		cmocka_unit_test(test_a_host_given_again_is_not_added_again),
		cmocka_unit_test(test_a_file_has_lines_with_hosts_and_comments),
		cmocka_unit_test(test_x_excludes_hosts),
		cmocka_unit_test(
		    test_random_ranges_give_what_another_expander_gives),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
