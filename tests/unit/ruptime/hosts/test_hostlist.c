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
	gives("[7]x", "7x");
}

static void
test_several_brackets_multiply(void **state)
{
	(void)state;
	gives("node[01-02,20]-rack[1-2]",
	    "node01-rack1 node01-rack2 node02-rack1 node02-rack2 "
	    "node20-rack1 node20-rack2");
	gives("[0-1][0-1][0-1]x", "000x 001x 010x 011x 100x 101x 110x 111x");
	gives("[1][2][3][4][5][6][7][8][9][10][11][12][13][14][15][16][17]"
	      "[18][19][20]x",
	    "1234567891011121314151617181920x");
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
test_blanks_and_any_number_of_commas_do_too(void **state)
{
	(void)state;
	gives("a, b", "a b");
	gives("a , b", "a b");
	gives(" a b ", "a b");
	gives(",a,,b,", "a b");
	gives(",", "");
	gives("a\r\nb\tc\vd\fe\r\n", "a b c d e");
	gives("n[1, 3 - 4 , 6] m", "n1 n3 n4 n6 m");
	gives("a, /run/x y", "a /run/x y");
	excludes("a,b,c,d", "a , c,", "b d");
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
	assert_hosts(hl, "b a [::1] n1 n2 /b,/b /b");
}

static void
test_one_host_is_one_however_it_is_written(void **state)
{
	(void)state;
	gives("h,H,h:4000,h:04000,h:ruptime,H:4001,h:4001", "h H:4001");
	gives("h:4000,h", "h:4000");
	gives("a.b,a.b.,A.B.:4000", "a.b");
	gives("a,a.", "a a.");
	gives("::1,[::1],0::0:1,[0:0:0:0:0:0:0:1]:4000,::0.0.0.1", "::1");
	gives("2001:DB8::A,2001:db8:0::a,2001:db8::b",
	    "2001:DB8::A 2001:db8::b");
	gives("10.0.0.1,::ffff:10.0.0.1,[::FFFF:a00:1]:4000", "10.0.0.1");
	gives("10.0.0.1,::ffff:10.0.0.1%eth0", "10.0.0.1 ::ffff:10.0.0.1%eth0");
	gives("fe80::1%a,fe80:0::1%a,fe80::1%A,fe80::1",
	    "fe80::1%a fe80::1%A fe80::1");
	gives("h:80,h:http,h:0000000080", "h:80");
	gives("n[1-3],N2:ruptime", "n1 n2 n3");
	gives("/a,/A", "/a,/A");
}

/* Of the scripts that have two cases; what only looks so is left. */
static void
test_letters_beyond_ascii_are_alike_in_both_cases(void **state)
{
	(void)state;
	gives("B\303\234CHER.Example,b\303\274cher.example",
	    "B\303\234CHER.Example");
	gives("\303\200a,\303\240A,\303\237,\303\277",
	    "\303\200a \303\237 \303\277");
	gives("\305\201\303\263d\305\271,\305\202\303\223D\305\272,\305\200",
	    "\305\201\303\263d\305\271 \305\200");
	gives("\316\221\316\251,\316\261\317\211", "\316\221\316\251");
	gives("\320\226\320\257\320\201,\320\266\321\217\321\221",
	    "\320\226\320\257\320\201");
	gives("caf\311,caf\351,\303", "caf\311 caf\351 \303");
	gives("\344\276\213,\344\276\253", "\344\276\213 \344\276\253");
}

/* What is handed to a command may mean something else there. */
static void
test_of_e_names_are_known_by_their_bytes(void **state)
{
	struct hostlist *hl = new_list(true);

	(void)state;
	add(hl, "h,H,h:4000,h.,a.b,a.b.,::1,[::1],0::1,h");
	assert_hosts(hl, "h H h. a.b a.b. ::1 0::1");
	hl = new_list(true);
	assert_true(hostlist_exclude(hl, "h,u@b,3.14"));
	add(hl, "h,H,u@b:4000,u@c,3.14,3.15");
	assert_hosts(hl, "H u@c 3.15");
}

static void
test_of_e_any_word_of_safe_characters_is_a_name(void **state)
{
	struct hostlist *hl = new_list(true);

	(void)state;
	add(hl, "101,[200-203],3.14,10.0.0.256,1.2.3.4.5,0x7f");
	add(hl, "root@web[1-2]:22,a@b@c,a%b");
	assert_hosts(hl,
	    "101 200 201 202 203 3.14 10.0.0.256 1.2.3.4.5 0x7f "
	    "root@web1:22 root@web2:22 a@b@c a%b");
}

static void
test_letters_of_any_script_are_in_names(void **state)
{
	(void)state;
	gives("b\303\274cher.example", "b\303\274cher.example");
	gives("\344\276\213\343\201\210.\343\203\206"
	      "\343\202\271\343\203\210",
	    "\344\276\213\343\201\210.\343\203\206"
	    "\343\202\271\343\203\210");
	gives("\340\244\225\340\245\215\342\200\215",
	    "\340\244\225\340\245\215\342\200\215");
	gives("caf\351", "caf\351");
	gives("\360\220\214\260", "\360\220\214\260");
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
file_text_gives(const char *text, const char *expected)
{
	file_gives(text, strlen(text), expected);
}

static void
test_a_file_has_commas_as_people_set_them(void **state)
{
	(void)state;
	file_text_gives("a , b\n,c\nd,\n ,, \ne,,f\n", "a b c d e f");
	file_text_gives("a,\r\n b\r\n,c\r\n\r\n", "a b c");
	file_text_gives("a\rb\rc", "a b c");
	file_text_gives("n[1, 2],\tm # n[3-1]\n", "n1 n2 m");
	file_text_gives("/run/x ,b\n/run/a,b c\n", "/run/x b /run/a,b c");
}

static void
test_a_list_of_addresses_is_no_etc_hosts(void **state)
{
	(void)state;
	file_text_gives("10.0.0.1 10.0.0.2\n", "10.0.0.1 10.0.0.2");
	file_text_gives("10.0.0.1 ::1\n", "10.0.0.1 ::1");
	file_text_gives("10.0.0.1 n[1-2]\n", "10.0.0.1 n1 n2");
	file_text_gives("10.0.0.1 a\n10.0.0.2\n", "10.0.0.1 a 10.0.0.2");
	file_text_gives("a 10.0.0.1\n10.0.0.2 b", "a 10.0.0.1 10.0.0.2 b");
	file_text_gives("10.0.0.1, a\n", "10.0.0.1 a");
	file_text_gives("10.0.0.1 # a\n", "10.0.0.1");
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
	excludes("::1,[::1],[::1]:1,[::1]:2", "[::1]:2", "::1 [::1]:1");
	excludes("a,/run/x", "/run/x", "a");
	excludes("a,/run/x", "run,/run", "a /run/x");
	excludes("a", "b,c", "a");
	excludes("A,b", "a,B", "");
	excludes("a,b:4000,c,c:1", "a:4000,b,c:ruptime", "c:1");
	excludes("10.0.0.1,2001:db8::1", "::ffff:10.0.0.1,2001:DB8:0::1", "");
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

	strcpy(entry, rand() % 2 ? "n" : "0n");
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
		cmocka_unit_test(test_blanks_and_any_number_of_commas_do_too),
		cmocka_unit_test(test_a_host_given_again_is_not_added_again),
		cmocka_unit_test(test_one_host_is_one_however_it_is_written),
		cmocka_unit_test(
		    test_letters_beyond_ascii_are_alike_in_both_cases),
		cmocka_unit_test(test_of_e_names_are_known_by_their_bytes),
		cmocka_unit_test(
		    test_of_e_any_word_of_safe_characters_is_a_name),
		cmocka_unit_test(test_letters_of_any_script_are_in_names),
		cmocka_unit_test(test_a_file_has_lines_with_hosts_and_comments),
		cmocka_unit_test(test_a_file_has_commas_as_people_set_them),
		cmocka_unit_test(test_a_list_of_addresses_is_no_etc_hosts),
		cmocka_unit_test(test_x_excludes_hosts),
		cmocka_unit_test(
		    test_random_ranges_give_what_another_expander_gives),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
