/* SPDX-License-Identifier: ISC */
/* Answers of name servers: targets, aliases, errors, and what is malformed. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <cmocka.h>

#include "ruptime/hosts/srv_answer.h"
#include "packet.h"

#define SERVICE "_ruptime._tcp.example.org"

enum { ANSWER = 0x8180, TRUNCATED = 0x0200, AN = 1, CNAME = 5, SRV = 33 };

static struct packet p;
static struct srv_answer a;

static void
begin_answer(unsigned flags)
{
	begin_packet(&p, 1, flags);
	put_question(&p, SERVICE, SRV);
}

static enum srv_answer_result
answer(void)
{
	return srv_answer_read(&a, SERVICE, p.bytes, p.len);
}

static void
test_each_once_and_in_order(void **state)
{
	(void)state;
	begin_answer(ANSWER);
	put_srv(&p, AN, SERVICE, "b.example.org", 4000);
	put_srv(&p, AN, SERVICE, "a.example.org", 4001);
	put_srv(&p, AN, "_RUPTIME._tcp.example.org", "B.example.org", 4000);
	put_srv(&p, AN, SERVICE, "a.example.org", 4000);
	put_srv(&p, AN, SERVICE, "", 4000);
	put_srv(&p, AN, "_other._tcp.example.org", "c.example.org", 4000);
	assert_int_equal(answer(), SRV_ANSWER_HOSTS);
	assert_int_equal(a.count, 3);
	assert_int_equal(a.unfit, 0);
	assert_string_equal(a.targets[0].host, "a.example.org");
	assert_int_equal(a.targets[0].port, 4000);
	assert_string_equal(a.targets[1].host, "a.example.org");
	assert_int_equal(a.targets[1].port, 4001);
	assert_int_equal(a.targets[2].port, 4000);
	srv_answer_free(&a);
}

/* In whichever order the records stand. */
static void
test_aliases(void **state)
{
	(void)state;
	begin_answer(ANSWER);
	put_srv(&p, AN, "_s._tcp.hoster.example", "a.example.org", 4000);
	put_target(&p, AN, "x.example.net", CNAME, "_s._tcp.hoster.example");
	put_target(&p, AN, SERVICE, CNAME, "x.example.net");
	assert_int_equal(answer(), SRV_ANSWER_HOSTS);
	assert_int_equal(a.count, 1);
	srv_answer_free(&a);

	begin_answer(ANSWER);
	put_target(&p, AN, SERVICE, CNAME, "x.example.net");
	assert_int_equal(answer(), SRV_ANSWER_NO_RECORD);
	srv_answer_free(&a);

	begin_answer(ANSWER);
	put_target(&p, AN, SERVICE, CNAME, "x.example.net");
	put_target(&p, AN, "x.example.net", CNAME, SERVICE);
	put_srv(&p, AN, SERVICE, "a.example.org", 4000);
	assert_int_equal(answer(), SRV_ANSWER_BAD);
	srv_answer_free(&a);
}

static void
test_what_servers_say(void **state)
{
	static const struct {
		unsigned flags;
		enum srv_answer_result result;
	} said[] = { { ANSWER, SRV_ANSWER_NO_RECORD },
		{ ANSWER | 2, SRV_ANSWER_FAILED },
		{ ANSWER | 3, SRV_ANSWER_NO_NAME },
		{ ANSWER | 5, SRV_ANSWER_REFUSED },
		{ ANSWER | 4, SRV_ANSWER_REFUSED },
		{ ANSWER | TRUNCATED, SRV_ANSWER_CUT },
		{ 0x0100, SRV_ANSWER_BAD } };
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(said) / sizeof(said[0]); i++) {
		begin_answer(said[i].flags);
		assert_int_equal(answer(), said[i].result);
		srv_answer_free(&a);
	}
	begin_answer(ANSWER);
	put_srv(&p, AN, SERVICE, "", 4000);
	assert_int_equal(answer(), SRV_ANSWER_NONE);
	srv_answer_free(&a);
}

static void
test_unfit_targets(void **state)
{
	static const char *const targets[] = { "-oProxyCommand=x", "a.-b",
		"a/b", "\033[31m", "\001\002\003", "a b", "a\\b", "\xff" };
	size_t i, n = sizeof(targets) / sizeof(targets[0]);

	(void)state;
	begin_answer(ANSWER);
	for (i = 0; i < n; i++)
		put_srv(&p, AN, SERVICE, targets[i], 4000);
	put_srv(&p, AN, SERVICE, "a.example.org", 0);
	put_srv(&p, AN, SERVICE, "", 4000);
	assert_int_equal(answer(), SRV_ANSWER_NO_RECORD);
	assert_int_equal(a.unfit, n + 1);
	srv_answer_free(&a);
	put_srv(&p, AN, SERVICE, "b.example.org", 4000);
	assert_int_equal(answer(), SRV_ANSWER_HOSTS);
	assert_int_equal(a.count, 1);
	srv_answer_free(&a);
}

/* Wherever it ends; the record's own length and that of its name, too. */
static void
test_cut_anywhere(void **state)
{
	size_t len;

	(void)state;
	begin_answer(ANSWER);
	put_srv(&p, AN, SERVICE, "a.example.org", 4000);
	for (len = 0; len < p.len; len++) {
		assert_int_equal(srv_answer_read(&a, SERVICE, p.bytes, len),
		    SRV_ANSWER_BAD);
		srv_answer_free(&a);
	}
	assert_int_equal(answer(), SRV_ANSWER_HOSTS);
	srv_answer_free(&a);
}

static void
test_data_of_wrong_lengths(void **state)
{
	static const struct {
		const char *data;
		size_t len;
	} bad[] = { { "", 0 }, { "\0\0\0\0\0", 5 }, { "\0\0\0\0\x0f\xa0", 6 },
		/* longer than its name, and shorter */
		{ "\0\0\0\0\x0f\xa0\1a\0x", 10 }, { "\0\0\0\0\x0f\xa0\1a", 8 },
		/* pointers to themselves, and behind the end */
		{ "\0\0\0\0\x0f\xa0\xc0\x56", 8 },
		{ "\0\0\0\0\x0f\xa0\xff\xff", 8 },
		/* a label of a kind that there is not */
		{ "\0\0\0\0\x0f\xa0\x80\1", 8 } };
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
		begin_answer(ANSWER);
		put_record(&p, AN, SERVICE, SRV, 10, bad[i].data, bad[i].len);
		if (answer() != SRV_ANSWER_BAD)
			fail_msg("%zu was taken", i);
		srv_answer_free(&a);
	}
}

/* A loop of two pointers, as the name of a record. */
static void
test_pointer_loop(void **state)
{
	uint8_t pointers[4];

	(void)state;
	begin_answer(ANSWER);
	count_one(&p, AN);
	pointers[0] = pointers[2] = 0xc0;
	pointers[1] = (uint8_t)(p.len + 2);
	pointers[3] = (uint8_t)p.len;
	put_bytes(&p, pointers, sizeof(pointers));
	put_bytes(&p, "\0\x21\0\1\0\0\0\0\0\0", 10);
	assert_int_equal(answer(), SRV_ANSWER_BAD);
	srv_answer_free(&a);
}

static void
test_wrong_counts(void **state)
{
	(void)state;
	begin_answer(ANSWER);
	put_srv(&p, AN, SERVICE, "a.example.org", 4000);
	p.bytes[6] = 0xff;
	assert_int_equal(answer(), SRV_ANSWER_BAD);
	srv_answer_free(&a);
	p.bytes[6] = 0;
	p.bytes[4] = 1;
	assert_int_equal(answer(), SRV_ANSWER_BAD);
	srv_answer_free(&a);
	p.bytes[4] = p.bytes[7] = 0;
	assert_int_equal(answer(), SRV_ANSWER_BAD);
	srv_answer_free(&a);
}

/* As long as a message can be. */
static void
test_of_65535_bytes(void **state)
{
	char name[64];
	unsigned i;

	(void)state;
	begin_answer(ANSWER);
	for (i = 0; PACKET_ROOM - p.len > 128; i++) {
		snprintf(name, sizeof(name), "node%u.example.org", i);
		put_srv(&p, AN, SERVICE, name, 4000);
	}
	memset(name, 'x', sizeof(name));
	put_record(&p, AN, "", 16, 10, p.bytes, PACKET_ROOM - p.len - 11);
	assert_int_equal(p.len, PACKET_ROOM);
	assert_int_equal(answer(), SRV_ANSWER_HOSTS);
	assert_int_equal(a.count, i);
	srv_answer_free(&a);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_each_once_and_in_order),
		cmocka_unit_test(test_aliases),
		cmocka_unit_test(test_what_servers_say),
		cmocka_unit_test(test_unfit_targets),
		cmocka_unit_test(test_cut_anywhere),
		cmocka_unit_test(test_data_of_wrong_lengths),
		cmocka_unit_test(test_pointer_loop),
		cmocka_unit_test(test_wrong_counts),
		cmocka_unit_test(test_of_65535_bytes),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
