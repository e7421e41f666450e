/* SPDX-License-Identifier: ISC */
/* What is known of hosts from one run to the next. */
#include "tests/unit/common/directory.h"

#include <time.h>

#include "common/bootclock.h"
#include "ruptime/memory/memory.h"

#define LEN(a) (sizeof(a) / sizeof((a)[0]))

enum { MINUTE = 60, HOUR = 3600, DAY = 86400 };

static struct memory *memory;

static int
setup(void **state)
{
	if (directory_make(state) == -1)
		return -1;
	setenv("RUPTIME_SEEN", in_directory("seen"), 1);
	memory = memory_new(4000);
	return memory == NULL ? -1 : 0;
}

static int
teardown(void **state)
{
	memory_free(memory);
	return directory_remove(state);
}

static struct host
up(const char *name, int64_t uptime_s)
{
	return (struct host){ .name = name,
		.state = STATE_UP,
		.address = "192.0.2.1",
		.port = 4000,
		.uptime = { .uptime_s = uptime_s, .unit_s = MINUTE },
		.replied_at = time(NULL),
		.replied_boot_s = bootclock_s() };
}

static struct host
down(const char *name)
{
	return (struct host){ .name = name, .state = STATE_TIMED_OUT };
}

static struct host
found(struct host h, const char *found_as)
{
	h.found_as = found_as;
	return h;
}

static void
look(struct host h, struct past_known *past)
{
	memory_look(memory, &h, 1);
	*past = h.past;
}

/* Moves one number of a line, the next of fields that end in a tab, to out. */
static const char *
move(FILE *out, const char *field, int64_t seconds)
{
	long long number = strtoll(field, NULL, 10);

	if (number < seconds)
		fputs(*field == '0' ? "0" : "-", out);
	else
		fprintf(out, "%lld", number - (long long)seconds);
	return field + strcspn(field, "\t");
}

static const char *
copy(FILE *out, const char *field, int tabs)
{
	for (; tabs > 0; field++) {
		tabs -= *field == '\t';
		fputc(*field, out);
	}
	return field;
}

/* Everything that is remembered happened so much earlier; if that was before
 * our boot, by the wall clock alone. */
static void
let_pass(int64_t seconds)
{
	char *text = strdup(file_text("seen")), *line, *save;
	const char *p;
	FILE *f = fopen(in_directory("seen"), "w");

	assert_non_null(f);
	line = strtok_r(text, "\n", &save);
	fprintf(f, "%s\n", line);
	while ((line = strtok_r(NULL, "\n", &save)) != NULL) {
		p = move(f, copy(f, line, 1), seconds);
		p = move(f, copy(f, p, 1), seconds);
		p = move(f, copy(f, p, 5), seconds);
		fprintf(f, "%s\n", p);
	}
	fclose(f);
	free(text);
}

static void
test_first_look(void **state)
{
	struct host hosts[] = { up("alpha", HOUR), down("beta") };

	(void)state;
	memory_look(memory, hosts, LEN(hosts));
	assert_true(hosts[0].past.known && hosts[1].past.known);
	assert_int_equal(hosts[0].past.last_up, hosts[0].replied_at);
	assert_int_equal(hosts[0].past.down_s, -1);
	assert_int_equal(hosts[0].past.rebooted, REBOOT_UNKNOWN);
	assert_int_equal(hosts[1].past.last_up, -1);
	assert_int_equal(hosts[1].past.down_s, -1);
	assert_int_equal(hosts[1].past.rebooted, REBOOT_UNKNOWN);
	assert_int_equal(file_mode("seen"), 0600);
	assert_non_null(strstr(file_text("seen"), "\nalpha\t"));
	assert_null(strstr(file_text("seen"), "beta"));
}

static void
test_down_since(void **state)
{
	struct past_known past;
	int64_t then;

	(void)state;
	look(up("alpha", HOUR), &past);
	then = past.last_up;
	look(down("alpha"), &past);
	assert_in_range(past.down_s, 0, 5);
	assert_int_equal(past.last_up, then);
	let_pass(600);
	look(down("alpha"), &past);
	assert_in_range(past.down_s, 600, 605);
	assert_int_equal(past.last_up, then - 600);
	assert_int_equal(past.rebooted, REBOOT_UNKNOWN);
	look(up("alpha", HOUR), &past);
	assert_int_equal(past.down_s, -1);
	look(down("alpha"), &past);
	assert_in_range(past.down_s, 0, 5);
}

static void
test_rebooted_once(void **state)
{
	struct past_known past;

	(void)state;
	look(up("alpha", 10 * DAY), &past);
	look(up("alpha", 10 * DAY), &past);
	assert_int_equal(past.rebooted, REBOOT_NO);
	look(up("alpha", 4 * MINUTE), &past);
	assert_int_equal(past.rebooted, REBOOT_YES);
	look(up("alpha", 4 * MINUTE), &past);
	assert_int_equal(past.rebooted, REBOOT_NO);
}

/* "alpha" and "alpha:4001" are two. */
static void
test_a_host_is_what_it_was_given_as(void **state)
{
	struct past_known past;

	(void)state;
	look(up("alpha", HOUR), &past);
	look(down("alpha:4001"), &past);
	assert_int_equal(past.last_up, -1);
	look(down("Alpha"), &past);
	assert_int_equal(past.last_up, -1);
	look(down("alpha"), &past);
	assert_int_not_equal(past.last_up, -1);
}

static void
test_not_asked_is_not_down(void **state)
{
	struct host pending = { .name = "alpha" };
	struct past_known past;
	char *before;

	(void)state;
	look(up("alpha", HOUR), &past);
	let_pass(600);
	before = strdup(file_text("seen"));
	look(up("beta", HOUR), &past);
	memory_look(memory, &pending, 1);
	assert_int_equal(strncmp(file_text("seen"), before, strlen(before)), 0);
	free(before);
}

static void
test_hosts_that_are_not_asked_stay(void **state)
{
	struct host hosts[] = { up("alpha", HOUR), up("beta", HOUR),
		up("gamma", HOUR) };
	struct past_known past;

	(void)state;
	memory_look(memory, hosts, LEN(hosts));
	look(up("beta", HOUR), &past);
	look(down("gamma"), &past);
	assert_int_not_equal(past.last_up, -1);
	look(down("alpha"), &past);
	assert_int_not_equal(past.last_up, -1);
}

static void
test_forgotten_after_ninety_days(void **state)
{
	struct past_known past;

	(void)state;
	look(up("alpha", HOUR), &past);
	let_pass(90 * (int64_t)DAY + 10);
	look(up("beta", HOUR), &past);
	assert_null(strstr(file_text("seen"), "alpha"));
	look(down("alpha"), &past);
	assert_int_equal(past.last_up, -1);
}

static bool
note(void *arg, const struct memory_host *h)
{
	char *text = arg;

	sprintf(text + strlen(text), "%s=%s@%s:%u ", h->found_as, h->name,
	    h->address, h->port);
	return true;
}

static void
found_are(const char *expected)
{
	char text[1024] = "";

	memory_found(memory, note, text);
	assert_string_equal(text, expected);
}

static void
test_found_hosts(void **state)
{
	struct past_known past;

	(void)state;
	look(found(up("node7", HOUR), "192.0.2.7"), &past);
	look(up("alpha", HOUR), &past);
	look(found(down("node8"), "192.0.2.8"), &past);
	assert_int_equal(past.last_up, -1);
	found_are("192.0.2.7=node7@192.0.2.1:4000 ");
	let_pass(3 * DAY);
	look(found(down("192.0.2.7"), "192.0.2.7"), &past);
	assert_in_range(past.down_s, 3 * DAY, 3 * DAY + 5);
	found_are("192.0.2.7=node7@192.0.2.1:4000 ");
	let_pass(DAY + 10);
	found_are("");
	look(found(down("192.0.2.7"), "192.0.2.7"), &past);
	assert_true(past.known);
	assert_int_equal(past.last_up, -1);
	assert_null(strstr(file_text("seen"), "192.0.2.7"));
}

/* A command had no use for the port, and it is there all the same. */
static void
test_found_by_a_command(void **state)
{
	struct host h = found(up("192.0.2.7", HOUR), "192.0.2.7");
	struct past_known past;

	(void)state;
	h.address = NULL;
	h.port = 0;
	h.own_port = 4001;
	look(h, &past);
	found_are("192.0.2.7:4001=192.0.2.7:4001@192.0.2.7:4001 ");
}

static struct host
at_port(struct host h, uint16_t port)
{
	h.port = h.own_port = port;
	return h;
}

/* The port that hosts were asked at by default, or that the source named, is
 * that of the one host or of another, however it was said. */
static void
test_ports(void **state)
{
	struct past_known past;

	(void)state;
	look(at_port(up("alpha", HOUR), 4001), &past);
	look(at_port(down("alpha"), 4000), &past);
	assert_int_equal(past.last_up, -1);
	look(at_port(down("alpha:04001"), 4001), &past);
	assert_true(past.last_up >= 0);
	look(at_port(up("beta:4000", HOUR), 4000), &past);
	look(at_port(down("beta"), 4000), &past);
	assert_true(past.last_up >= 0);
	look(at_port(up("::2", HOUR), 4001), &past);
	look(at_port(down("[::2]:4001"), 4001), &past);
	assert_true(past.last_up >= 0);
	look(at_port(down("[::2]:4000"), 4000), &past);
	assert_int_equal(past.last_up, -1);
	look(up("/run/a:b", HOUR), &past);
	look(down("/run/a:b"), &past);
	assert_true(past.last_up >= 0);
	look(found(at_port(up("node7", HOUR), 4001), "192.0.2.7"), &past);
	found_are("192.0.2.7:4001=node7:4001@192.0.2.1:4001 ");
	look(found(at_port(up("node7:4001", HOUR), 4001), "192.0.2.7:4001"),
	    &past);
	found_are("192.0.2.7:4001=node7:4001@192.0.2.1:4001 ");
}

/* As of a search, by the name that its address has. */
static struct host
searched(struct host h, const char *found_as)
{
	h.found_name = h.name;
	return found(h, found_as);
}

/* What has been found at another address was not lost at the old one. */
static void
test_found_elsewhere(void **state)
{
	struct host both[] = { searched(up("alpha", HOUR), "192.0.2.6"),
		searched(up("alpha", HOUR), "192.0.2.7") };
	struct past_known past;

	(void)state;
	memory_look(memory, both, LEN(both));
	found_are("192.0.2.6=alpha@192.0.2.1:4000 "
		  "192.0.2.7=alpha@192.0.2.1:4000 ");
	/* Who calls himself so is no evidence, nor one at another port. */
	look(found(up("alpha", HOUR), "192.0.2.9"), &past);
	look(searched(at_port(up("alpha", HOUR), 4001), "192.0.2.9"), &past);
	both[1].state = STATE_TIMED_OUT;
	both[1].found_name = NULL;
	memory_look(memory, &both[1], 1);
	assert_true(both[1].past.last_up >= 0);
	memory_look(memory, both, LEN(both));
	assert_true(both[1].past.known);
	assert_int_equal(both[1].past.last_up, -1);
	found_are("192.0.2.6=alpha@192.0.2.1:4000 "
		  "192.0.2.9:4001=alpha:4001@192.0.2.1:4001 ");
}

/* A searched address that somebody has named before. */
static void
test_found_and_named(void **state)
{
	struct past_known past;

	(void)state;
	look(up("192.0.2.7", HOUR), &past);
	found_are("");
	let_pass(DAY);
	look(found(down("192.0.2.7"), "192.0.2.7"), &past);
	assert_in_range(past.down_s, DAY, DAY + 5);
	let_pass(4 * DAY);
	look(found(down("192.0.2.7"), "192.0.2.7"), &past);
	assert_int_equal(past.last_up, -1);
	look(down("192.0.2.7"), &past);
	assert_in_range(past.down_s, 5 * DAY, 5 * DAY + 5);
}

static void
test_forgetting(void **state)
{
	static const char *const names[] = { "beta", "node7", "nobody" };
	struct host hosts[] = { up("alpha", HOUR), up("beta", HOUR),
		up("beta:4001", HOUR), found(up("node7", HOUR), "192.0.2.7") };

	(void)state;
	memory_look(memory, hosts, LEN(hosts));
	assert_int_equal(memory_forget(memory, names, LEN(names)), 2);
	assert_non_null(strstr(file_text("seen"), "\nalpha\t"));
	assert_non_null(strstr(file_text("seen"), "\nbeta:4001\t"));
	assert_null(strstr(file_text("seen"), "\nbeta\t"));
	assert_null(strstr(file_text("seen"), "192.0.2.7"));
	assert_int_equal(memory_forget(memory, names, LEN(names)), 0);
}

/* Two lines of a host: the first counts, and one is left. */
static void
test_two_lines_of_a_host(void **state)
{
	struct past_known past;

	(void)state;
	file_make("seen",
	    "ruptime-seen 1\nalpha\t1000\t-\t-\t-\t-\t0\t1000\n"
	    "alpha\t2000\t-\t-\t-\t-\t0\t2000\n");
	look(down("alpha"), &past);
	assert_int_equal(past.last_up, 1000);
	assert_null(strstr(file_text("seen"), "2000"));
}

static void
test_where_there_is_nothing_it_is_as_without(void **state)
{
	struct past_known past;

	(void)state;
	file_make("seen", "something else\n");
	look(up("alpha", HOUR), &past);
	assert_false(past.known);
	assert_string_equal(file_text("seen"), "something else\n");
	memory_look(NULL, &(struct host){ .name = "alpha" }, 1);
	memory_found(NULL, note, NULL);
	memory_free(NULL);
}

#define TEST(f) cmocka_unit_test_setup_teardown(f, setup, teardown)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(test_first_look),
		TEST(test_down_since),
		TEST(test_rebooted_once),
		TEST(test_a_host_is_what_it_was_given_as),
		TEST(test_not_asked_is_not_down),
		TEST(test_hosts_that_are_not_asked_stay),
		TEST(test_forgotten_after_ninety_days),
		TEST(test_found_hosts),
		TEST(test_found_by_a_command),
		TEST(test_ports),
		TEST(test_found_and_named),
		TEST(test_found_elsewhere),
		TEST(test_forgetting),
		TEST(test_two_lines_of_a_host),
		TEST(test_where_there_is_nothing_it_is_as_without),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
