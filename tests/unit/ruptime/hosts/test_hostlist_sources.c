/* SPDX-License-Identifier: ISC */
/* Sources in a list of hosts, and the names that come from them. */
#include "hostlist.h"

/* No entry of -x has named one that is excluded: its number is none. */
static void
found(struct hostlist *hl, const char *name, const char *port, bool excluded)
{
	const char *why =
	    hostlist_add_found(hl, name, port, excluded ? 0 : 7, excluded);

	if (why != NULL)
		fail_msg("%s: %s", name, why);
}

static void
test_sources_are_kept_apart(void **state)
{
	struct hostlist *hl = new_list(false);
	static const char file[] = "beta @lab:4001\n\n10.0.0.0/24 # net\n";
	const struct sourcelist *sources;

	(void)state;
	add(hl, "alpha,@lab,_ruptime._tcp,[2001:db8::/120]:80");
	add(hl, "@lab");
	assert_true(hostlist_add_file(hl, "hosts", file, sizeof(file) - 1));
	assert_true(hostlist_exclude(hl, "10.0.0.0/8,@gone"));
	sources = hostlist_sources(hl);
	assert_int_equal(sources->count, 7);
	assert_string_equal(sources->v[0].text, "@lab");
	assert_string_equal(sources->v[0].where, "@lab");
	assert_false(sources->v[0].in_file);
	assert_string_equal(sources->v[2].text, "[2001:db8::/120]:80");
	assert_int_equal(sources->v[2].source.port_number, 80);
	assert_string_equal(sources->v[3].where, "hosts:1: @lab:4001");
	assert_true(sources->v[3].in_file);
	assert_string_equal(sources->v[4].where, "hosts:3: 10.0.0.0/24");
	assert_false(sources->v[4].excluded);
	assert_true(sources->v[5].excluded);
	assert_int_equal(sources->v[6].source.kind, SOURCE_NETGROUP);
	assert_hosts(hl, "alpha beta");
}

static void
test_sources_are_at_most_a_thousand(void **state)
{
	struct hostlist *hl = new_list(false);
	char operand[32];
	int i;

	(void)state;
	for (i = 0; i < 1000; i++) {
		snprintf(operand, sizeof(operand), "@g%d", i);
		add(hl, operand);
	}
	add(hl, "@g0");
	assert_false(hostlist_add(hl, "a,@one"));
	assert_message(hl, "@one: more than 1000 sources", "^");
}

static void
test_networks_are_bounded(void **state)
{
	struct hostlist *hl = new_list(false);

	(void)state;
	add(hl, "10.0.0.0/16");
	assert_true(hostlist_exclude(hl, "10.0.0.0/8,::/0"));
	assert_false(hostlist_add(hl, "alpha,10.0.0.0/15"));
	assert_message(hl, "10.0.0.0/15: 131070 hosts, and 65536 are the most",
	    "^");
}

static const char *
refuse_files(const void *arg, const struct source *s, bool in_file)
{
	(void)s;
	return in_file ? arg : NULL;
}

static void
test_sources_are_judged(void **state)
{
	struct hostlist *hl = new_list(false);

	(void)state;
	hostlist_judge_sources(hl, refuse_files, "not here");
	add(hl, "@lab");
	assert_true(hostlist_exclude(hl, "@gone"));
	assert_false(hostlist_add_file(hl, "hosts", "a @b", 4));
	assert_message(hl, "hosts:1: @b: not here", "         ^");
}

static void
test_what_is_found_gets_its_port(void **state)
{
	struct hostlist *hl = new_list(false);
	struct hostlist_host h;

	(void)state;
	add(hl, "alpha,::2");
	found(hl, "alpha", "", false);
	found(hl, "alpha", "4000", false);
	found(hl, "ALPHA", "4001", false);
	found(hl, "::2", "4001", false);
	found(hl, "::3", "", false);
	assert_true(hostlist_finish(hl));
	assert_int_equal(hostlist_count(hl), 5);
	h = hostlist_get(hl, 0);
	assert_int_equal(h.origin, 0);
	h = hostlist_get(hl, 2);
	assert_string_equal(h.text, "ALPHA:4001");
	assert_string_equal(h.host, "ALPHA");
	assert_int_equal(h.port_number, 4001);
	assert_int_equal(h.origin, 7);
	h = hostlist_get(hl, 3);
	assert_string_equal(h.text, "[::2]:4001");
	assert_string_equal(h.host, "::2");
	h = hostlist_get(hl, 4);
	assert_string_equal(h.text, "::3");
	hostlist_free(hl);
}

static void
test_names_from_elsewhere_are_only_names(void **state)
{
	static const char *const bad[] = { "", "-oProxyCommand=x", "../x",
		"/run/socket", "a b", "a\033[2J", "a\nb", "n[1-3]", "[::1]",
		"a:80", "a@b", "@lab", "_ruptime._tcp", "10.0.0.0/24", "a,b",
		"10.0.0.256", "a#b", "$(reboot)" };
	struct hostlist *hl = new_list(false);
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
		if (hostlist_add_found(hl, bad[i], "", 1, false) == NULL)
			fail_msg("%s", bad[i]);
		if (hostlist_add_found(hl, bad[i], "4001", 1, false) == NULL)
			fail_msg("%s", bad[i]);
	}
	assert_hosts(hl, "");
	hl = new_list(true);
	assert_non_null(hostlist_add_found(hl, "b\303\274ro", "", 1, false));
	assert_hosts(hl, "");
}

/* It would have to be an address, in brackets that nobody has written. */
static void
test_names_with_a_port_are_none_at_any_port(void **state)
{
	static const char *const bad[] = { "alpha:4001", "a:80", "a:ssh",
		"192.0.2.1:80", "a:", ":80", "1::2::3" };
	static const char *const ports[] = { "", "4001" };
	struct hostlist *hl = new_list(false);
	const char *why;
	size_t i;

	(void)state;
	for (i = 0; i < 2 * sizeof(bad) / sizeof(bad[0]); i++) {
		why =
		    hostlist_add_found(hl, bad[i / 2], ports[i % 2], 1, false);
		assert_non_null(why);
		assert_string_equal(why, "can't be the name of a host");
	}
	assert_hosts(hl, "");
}

static void
test_found_ones_are_excluded(void **state)
{
	struct hostlist *hl = new_list(false);
	char text[FOUNDNAME_MAX];

	(void)state;
	add(hl, "beta:4001,10.0.0.1,10.0.1.1:80,10.0.2.1");
	found(hl, "alpha", "", false);
	found(hl, "gamma", "", false);
	found(hl, "delta", "4001", false);
	found(hl, "beta", "", true);
	assert_true(hostlist_exclude(hl, "alpha,delta:80"));
	assert_true(hostlist_exclude(hl, "10.0.0.0/24,10.0.1.0/24:80"));
	assert_true(hostlist_exclude(hl, "10.0.2.0/24:81"));
	assert_true(hostlist_finish(hl));
	assert_int_equal(hostlist_judge_found(hl, "Alpha", "99", text),
	    HOSTLIST_EXCLUDED);
	assert_int_equal(hostlist_judge_found(hl, "delta", "80", text),
	    HOSTLIST_EXCLUDED);
	assert_int_equal(hostlist_judge_found(hl, "a b", "", text),
	    HOSTLIST_MISNAMED);
	assert_int_equal(hostlist_judge_found(hl, "delta", "81", text),
	    HOSTLIST_NAMED);
	assert_string_equal(text, "delta:81");
	assert_int_equal(hostlist_count(hl), 3);
	assert_string_equal(hostlist_get(hl, 0).text, "10.0.2.1");
	assert_string_equal(hostlist_get(hl, 1).text, "gamma");
	assert_string_equal(hostlist_get(hl, 2).text, "delta:4001");
	hostlist_free(hl);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_sources_are_kept_apart),
		cmocka_unit_test(test_sources_are_at_most_a_thousand),
		cmocka_unit_test(test_networks_are_bounded),
		cmocka_unit_test(test_sources_are_judged),
		cmocka_unit_test(test_what_is_found_gets_its_port),
		cmocka_unit_test(test_names_from_elsewhere_are_only_names),
		cmocka_unit_test(test_names_with_a_port_are_none_at_any_port),
		cmocka_unit_test(test_found_ones_are_excluded),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
