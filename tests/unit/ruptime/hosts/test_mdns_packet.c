/* SPDX-License-Identifier: ISC */
/* Multicast DNS: what is asked, which answers count, what comes of them. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <arpa/inet.h>
#include <sys/socket.h>
#include <cmocka.h>

#include "ruptime/hosts/mdns_packet.h"
#include "ruptime/hosts/mdns_records.h"
#include "packet.h"

#define SERVICE "_ruptime._tcp.local"
#define ALPHA "Alpha's uptime." SERVICE

enum {
	ANSWER = 0x8400,
	ID = 4711,
	LINK = 2,
	OTHER_LINK = 3,
	AN = 1,
	AR = 3,
	A = 1,
	PTR = 12,
	TXT = 16,
	AAAA = 28,
	SRV = 33
};

static struct packet p;
static struct mdns_records *r;

static int
set_up(void **state)
{
	(void)state;
	r = mdns_records_new(SERVICE, AF_UNSPEC);
	return r == NULL;
}

static int
tear_down(void **state)
{
	(void)state;
	mdns_records_free(r);
	return 0;
}

static void
begin_answer(void)
{
	begin_packet(&p, ID, ANSWER);
	put_question(&p, SERVICE, PTR);
}

static void
put_address(unsigned section, const char *name, const char *text)
{
	uint8_t addr[16];
	bool v6 = strchr(text, ':') != NULL;

	assert_int_equal(inet_pton(v6 ? AF_INET6 : AF_INET, text, addr), 1);
	put_record(&p, section, name, v6 ? AAAA : A, 10, addr, v6 ? 16 : 4);
}

static bool
hear_by(unsigned link)
{
	return mdns_packet_read(r, link, ID, p.bytes, p.len);
}

/* "target:port address address" of each, one a line. */
static char told[4096];
static size_t services;

static bool
tell(void *arg, const struct mdns_service *s)
{
	char text[INET6_ADDRSTRLEN];
	size_t i, len = strlen(told);

	(void)arg;
	services++;
	len += (size_t)snprintf(told + len, sizeof(told) - len, "%s:%u@%u",
	    s->target, s->port, s->link);
	for (i = 0; i < s->address_count; i++) {
		inet_ntop(s->addresses[i].family, s->addresses[i].bytes, text,
		    sizeof(text));
		len += (size_t)snprintf(told + len, sizeof(told) - len, " %s",
		    text);
	}
	snprintf(told + len, sizeof(told) - len, "\n");
	return strlen(told) < sizeof(told) / 2;
}

static const char *
found(void)
{
	told[0] = '\0';
	services = 0;
	assert_true(mdns_records_each(r, tell, NULL));
	return told;
}

static size_t
missing(struct mdns_question q[static 8])
{
	return mdns_records_missing(r, LINK, q, 8);
}

static void
test_one_packet(void **state)
{
	struct mdns_question q[8];

	(void)state;
	begin_answer();
	put_target(&p, AN, SERVICE, PTR, ALPHA);
	put_srv(&p, AR, ALPHA, "alpha.local", 4000);
	put_record(&p, AR, ALPHA, TXT, 10, "\0", 1);
	put_address(AR, "alpha.local", "192.0.2.1");
	put_address(AR, "alpha.local", "fe80::1");
	assert_true(hear_by(LINK));
	assert_int_equal(missing(q), 0);
	assert_string_equal(found(), "alpha.local:4000@2 192.0.2.1 fe80::1\n");
}

/* Each record in its own packet, the last first, and twice. */
static void
test_packets_in_any_order(void **state)
{
	unsigned i, part;

	(void)state;
	for (i = 0; i < 8; i++) {
		part = 3 - i % 4;
		begin_answer();
		if (part == 0)
			put_target(&p, AN, SERVICE, PTR, ALPHA);
		if (part == 1)
			put_srv(&p, AN, ALPHA, "Alpha.local", 4000);
		if (part == 2)
			put_address(AN, "alpha.local", "192.0.2.1");
		if (part == 3)
			put_address(AN, "ALPHA.local", "2001:db8::1");
		assert_true(hear_by(LINK));
	}
	assert_string_equal(found(),
	    "Alpha.local:4000@2 192.0.2.1 2001:db8::1\n");
}

static void
test_what_is_missing_is_asked(void **state)
{
	struct mdns_question q[8];
	uint8_t query[MDNS_QUERY_MAX];
	size_t len, count;

	(void)state;
	begin_answer();
	put_target(&p, AN, SERVICE, PTR, ALPHA);
	assert_true(hear_by(LINK));
	assert_int_equal(missing(q), 1);
	assert_string_equal(q[0].name, "Alpha's\\032uptime." SERVICE);
	assert_int_equal(q[0].type, SRV);
	assert_int_equal(mdns_records_missing(r, OTHER_LINK, q, 8), 0);
	assert_string_equal(found(), "");

	/* As it would be sent. */
	missing(q);
	len = mdns_packet_query(query, ID, q, 1, &count);
	begin_packet(&p, ID, 0);
	put_question(&p, ALPHA, SRV);
	assert_int_equal(count, 1);
	assert_int_equal(len, p.len);
	assert_memory_equal(query, p.bytes, len);

	begin_answer();
	put_srv(&p, AN, ALPHA, "alpha.local", 4000);
	assert_true(hear_by(LINK));
	assert_int_equal(missing(q), 2);
	assert_string_equal(q[0].name, "alpha.local");
	assert_int_equal(q[0].type, A);
	assert_int_equal(q[1].type, AAAA);
	assert_int_equal(mdns_records_missing(r, LINK, q, 1), 1);
	begin_answer();
	put_address(AN, "alpha.local", "192.0.2.1");
	assert_true(hear_by(LINK));
	assert_int_equal(missing(q), 0);
}

static void
test_one_family(void **state)
{
	struct mdns_question q[8];

	(void)state;
	mdns_records_free(r);
	r = mdns_records_new(SERVICE, AF_INET6);
	assert_non_null(r);
	begin_answer();
	put_srv(&p, AN, ALPHA, "alpha.local", 4000);
	put_address(AR, "alpha.local", "192.0.2.1");
	assert_true(hear_by(LINK));
	assert_int_equal(missing(q), 1);
	assert_int_equal(q[0].type, AAAA);
	put_address(AR, "alpha.local", "fe80::1");
	assert_true(hear_by(LINK));
	assert_string_equal(found(), "alpha.local:4000@2 fe80::1\n");
}

static void
test_two_links(void **state)
{
	(void)state;
	begin_answer();
	put_srv(&p, AN, ALPHA, "alpha.local", 4000);
	put_address(AR, "alpha.local", "fe80::1");
	assert_true(hear_by(LINK));
	begin_answer();
	put_srv(&p, AN, ALPHA, "ALPHA.local", 4000);
	put_srv(&p, AN, "b." SERVICE, "alpha.local", 4001);
	put_address(AR, "alpha.local", "fe80::2");
	assert_true(hear_by(OTHER_LINK));
	assert_string_equal(found(),
	    "alpha.local:4000@2 fe80::1\nalpha.local:4000@3 fe80::2\n"
	    "alpha.local:4001@3 fe80::2\n");
}

static void
test_answers_that_do_not_count(void **state)
{
	static const struct {
		unsigned id, flags;
		const char *question;
	} bad[] = { { ID + 1, ANSWER, SERVICE }, { ID, 0, SERVICE },
		{ ID, ANSWER | 3, SERVICE }, { ID, ANSWER | 0x800, SERVICE },
		{ ID, ANSWER, "_http._tcp.local" },
		{ ID, ANSWER, "example.org" } };
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
		begin_packet(&p, bad[i].id, bad[i].flags);
		put_question(&p, bad[i].question, PTR);
		put_srv(&p, AN, ALPHA, "alpha.local", 4000);
		put_address(AR, "alpha.local", "192.0.2.1");
		if (hear_by(LINK))
			fail_msg("%zu was taken", i);
	}
	assert_string_equal(found(), "");
	/* One without a question counts. */
	begin_packet(&p, ID, ANSWER);
	put_srv(&p, AN, ALPHA, "alpha.local", 4000);
	assert_true(hear_by(LINK));
	assert_string_equal(found(), "alpha.local:4000@2\n");
}

/* None of these leads to a host that is asked. */
static void
test_records_that_do_not_count(void **state)
{
	static const char *const targets[] = { "-oProxyCommand=x.local",
		"a/x.local", "\033[31m.local", "a b.local", "a\\032.local", "",
		"local", "alpha.example.org", "a.-b.local",
		"\xe2\x80\xae.local", SERVICE "x" };
	static const char *const addresses[] = { "127.0.0.1", "0.0.0.0",
		"224.0.0.1", "255.255.255.255", "0.1.2.3", "::1",
		"::", "ff02::1", "::ffff:127.0.0.1" };
	struct mdns_question q[8];
	size_t i;

	(void)state;
	begin_answer();
	for (i = 0; i < sizeof(targets) / sizeof(targets[0]); i++)
		put_srv(&p, AN, ALPHA, targets[i], 4000);
	put_srv(&p, AN, ALPHA, "alpha.local", 0);
	put_srv(&p, AN, "x._http._tcp.local", "alpha.local", 80);
	put_srv(&p, AN, SERVICE, "alpha.local", 80);
	put_target(&p, AN, SERVICE, PTR, "x._http._tcp.local");
	put_target(&p, AN, "_http._tcp.local", PTR, ALPHA);
	put_record(&p, AN, "alpha.local", A, 0, "\xc0\0\2\1", 4);
	for (i = 0; i < sizeof(addresses) / sizeof(addresses[0]); i++)
		put_address(AR, "alpha.local", addresses[i]);
	assert_true(hear_by(LINK));
	assert_string_equal(found(), "");
	assert_int_equal(missing(q), 0);
	put_srv(&p, AR, ALPHA, "alpha.local", 4000);
	assert_true(hear_by(LINK));
	assert_string_equal(found(), "alpha.local:4000@2\n");
}

/* Up to the record that is malformed, or not at all. */
static void
test_malformed(void **state)
{
	size_t len;

	(void)state;
	begin_answer();
	put_target(&p, AN, SERVICE, PTR, ALPHA);
	put_srv(&p, AN, ALPHA, "alpha.local", 4000);
	for (len = 0; len < p.len; len++)
		assert_false(mdns_packet_read(r, LINK, ID, p.bytes, len));
	put_record(&p, AN, "alpha.local", A, 10, "\xc0\0\2\1\0", 5);
	put_address(AR, "alpha.local", "192.0.2.2");
	assert_true(hear_by(LINK));
	assert_string_equal(found(), "alpha.local:4000@2\n");
}

static void
test_bounds(void **state)
{
	struct mdns_question q[8];
	char name[128];
	unsigned i;

	(void)state;
	for (i = 0; i < 50000; i++) {
		if (i % 500 == 0) {
			if (i > 0)
				assert_true(hear_by(LINK));
			begin_answer();
		}
		snprintf(name, sizeof(name), "i%u." SERVICE, i);
		put_srv(&p, AN, name, "alpha.local", 1 + i);
	}
	assert_true(mdns_records_is_full(r));
	found();
	assert_true(services > 0);
	assert_int_equal(missing(q), 8);
}

/* The same again and again does not fill it. */
static void
test_repeated(void **state)
{
	unsigned i;

	(void)state;
	begin_answer();
	put_srv(&p, AN, ALPHA, "alpha.local", 4000);
	put_address(AR, "alpha.local", "192.0.2.1");
	for (i = 0; i < 50000; i++)
		assert_true(hear_by(LINK));
	assert_false(mdns_records_is_full(r));
	assert_string_equal(found(), "alpha.local:4000@2 192.0.2.1\n");
}

/* As many questions as a packet has room for, and then the others. */
static void
test_queries_of_many(void **state)
{
	struct mdns_question q[100];
	char names[100][96];
	uint8_t query[MDNS_QUERY_MAX];
	size_t i, len, count, packets = 0;

	(void)state;
	for (i = 0; i < 100; i++) {
		snprintf(names[i], sizeof(names[i]), "%063zu." SERVICE, i);
		q[i] = (struct mdns_question){ names[i], SRV };
	}
	names[50][0] = '.'; /* which is none */
	for (i = 0; i < 100; i += count) {
		len = mdns_packet_query(query, ID, q + i, 100 - i, &count);
		assert_in_range(len, 12, MDNS_QUERY_MAX);
		assert_true(count > 0);
		packets++;
	}
	assert_in_range(packets, 8, 20);
	assert_int_equal(mdns_packet_query(query, ID, q + 50, 1, &count), 0);
	assert_int_equal(count, 1);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(test_one_packet, set_up,
		    tear_down),
		cmocka_unit_test_setup_teardown(test_packets_in_any_order,
		    set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_what_is_missing_is_asked,
		    set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_one_family, set_up,
		    tear_down),
		cmocka_unit_test_setup_teardown(test_two_links, set_up,
		    tear_down),
		cmocka_unit_test_setup_teardown(test_answers_that_do_not_count,
		    set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_records_that_do_not_count,
		    set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_malformed, set_up,
		    tear_down),
		cmocka_unit_test_setup_teardown(test_bounds, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_repeated, set_up,
		    tear_down),
		cmocka_unit_test_setup_teardown(test_queries_of_many, set_up,
		    tear_down),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
