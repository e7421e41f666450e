/* SPDX-License-Identifier: ISC */
/*
 * The command line of ruptime under libFuzzer. The input is its arguments,
 * each with a NUL behind it. What is taken must be within its limits, what is
 * refused must have a message, and a second look must come to the same. The
 * services database is the fuzzer's own.
 */
#include <sys/socket.h>
#include <arpa/inet.h>
#include <netdb.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "common/duration.h"
#include "common/guess.h"
#include "common/hostport.h"
#include "common/net.h"
#include "common/optparse.h"
#include "common/slips.h"
#include "ruptime/habits.h"
#include "ruptime/loads.h"
#include "ruptime/options.h"
#include "tests/fuzz/check.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

struct servent *
getservbyname(const char *name, const char *proto)
{
	static struct servent entry;

	CHECK(strcmp(proto, "tcp") == 0);
	entry.s_port = htons(4711);
	return name[0] == 'r' ? &entry : NULL;
}

static bool
within(const char *arg, const char *text, size_t size)
{
	return arg >= text && arg <= text + size;
}

/* All of them or none, a warning no later than what is critical. */
static void
check_loads_of(const struct options *o)
{
	const double *w = o->warning.load, *c = o->critical.load;
	size_t i;

	for (i = 0; i < 3; i++) {
		CHECK((w[i] >= 0) == (w[0] >= 0) && w[i] <= LOADS_MAX);
		CHECK((c[i] >= 0) == (c[0] >= 0) && c[i] <= LOADS_MAX);
		CHECK(c[i] < 0 || w[i] <= c[i]);
	}
	CHECK(o->format == FORMAT_NAGIOS || (w[0] < 0 && c[0] < 0));
}

static void
check_options(const struct options *o, const char *text, size_t size)
{
	size_t i;

	CHECK(o->family == AF_UNSPEC || o->family == AF_INET ||
	    o->family == AF_INET6);
	CHECK(o->retries <= 1000);
	CHECK(o->timeout_ms <= 604800000);
	CHECK(o->timeout_ms > 0 || o->wait);
	CHECK(o->port > 0);
	CHECK(o->fanout >= 1 && o->fanout <= 65536);
	CHECK(o->format <= FORMAT_DOWN_NAMES && o->sort <= SORT_USERS);
	CHECK(o->color <= COLOR_NEVER);
	CHECK(o->command == NULL || within(o->command, text, size));
	check_loads_of(o);
	/* Arguments are kept where they are. */
	for (i = 0; i < o->host_count; i++)
		CHECK(within(o->hosts[i], text, size));
	CHECK(o->hosts[o->host_count] == NULL);
	for (i = 0; i < o->file_count; i++)
		CHECK(within(o->files[i], text, size));
	for (i = 0; i < o->excluded_count; i++)
		CHECK(within(o->excluded[i], text, size));
}

/* Arguments from data, behind the program's name. */
static enum options_result
parse(const uint8_t *data, size_t size, char error[static OPTIONS_ERROR_MAX])
{
	char *text = calloc(size + 1, 1),
	     **argv = calloc(size + 3, sizeof(*argv));
	char name[] = "ruptime";
	enum options_result result;
	struct options o;
	size_t i;
	int argc = 1;

	CHECK(text != NULL && argv != NULL);
	memcpy(text, data, size);
	argv[0] = name;
	for (i = 0; i < size; i += strlen(text + i) + 1)
		argv[argc++] = text + i;
	memset(error, 0, OPTIONS_ERROR_MAX);
	result = options_parse(&o, argc, argv, error);
	if (result == OPTIONS_ASK)
		check_options(&o, text, size);
	options_free(&o);
	free(argv);
	free(text);
	return result;
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	char error[OPTIONS_ERROR_MAX], again[OPTIONS_ERROR_MAX];
	enum options_result result = parse(data, size, error);

	CHECK(error[OPTIONS_ERROR_MAX - 1] == '\0');
	CHECK((result == OPTIONS_BAD) == (error[0] != '\0'));
	CHECK(parse(data, size, again) == result);
	CHECK(strcmp(error, again) == 0);
	return 0;
}
