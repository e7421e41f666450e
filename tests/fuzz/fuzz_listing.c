/* SPDX-License-Identifier: ISC */
/*
 * libFuzzer target: any hosts sorted, as a table and as plain lines. Sorting
 * loses nobody and puts no host before a higher one; on a terminal there are
 * as many lines as there should be, and in them nothing but printable
 * characters and tabs.
 */
#include <locale.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <wchar.h>
#include <wctype.h>

#include "common/harmless.h"
#include "common/hostport.h"
#include "common/sink.h"
#include "ruptime/hosts/fold.h"
#include "ruptime/hosts/natural.h"
#include "common/firstline.h"
#include "ruptime/reply/state.h"
#include "ruptime/show/listing.h"
#include "ruptime/show/order.c"
#include "ruptime/show/screen.h"
#include "ruptime/show/table.h"
#include "tests/fuzz/hosts.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);
int LLVMFuzzerInitialize(int *argc, char ***argv);

/* Nothing that a terminal obeys, in lines that number so many. */
static void
check_harmless(struct printed *p, size_t lines)
{
	mbstate_t state = { 0 };
	size_t i, n, ends = 0;
	wchar_t wc;

	for (i = 0; i < p->len; i += n) {
		n = mbrtowc(&wc, p->text + i, p->len - i, &state);
		CHECK(n > 0 && n <= p->len - i);
		CHECK(wc == L'\n' || wc == L'\t' || iswprint((wint_t)wc));
		ends += wc == L'\n';
	}
	CHECK(ends == lines);
	free(p->text);
}

static void
check_lines(const struct host *const *v, size_t n, bool details)
{
	struct table_style style = { .terminal = true, .verbose = details };
	struct printed p;
	size_t i, up = 0, pending = 0, replies = 0, kinds = 0;
	uint32_t seen = 0;

	for (i = 0; i < n; i++) {
		up += v[i]->state == STATE_UP;
		pending += v[i]->state == STATE_PENDING;
		if (v[i]->state != STATE_UP)
			seen |= UINT32_C(1) << v[i]->state;
	}
	for (; seen != 0; seen &= seen - 1)
		kinds++;
	begin(&p);
	end(&p, table_write(p.out, &style, v, n));
	check_harmless(&p, n);
	begin(&p);
	end(&p, listing_names(p.out, true, true, v, n));
	check_harmless(&p, up);
	begin(&p);
	end(&p, listing_names(p.out, true, false, v, n));
	check_harmless(&p, n - up - pending);
	begin(&p);
	end(&p, listing_failures(p.out, true, v, n));
	check_harmless(&p, kinds);
	for (i = 0; i < n; i++) {
		if (v[i]->text == NULL || v[i]->state == STATE_ERROR ||
		    v[i]->state == STATE_DENIED)
			continue;
		for (size_t j = 0; j < v[i]->text_len; j++)
			replies +=
			    v[i]->text[j] == '\n' || j + 1 == v[i]->text_len;
	}
	begin(&p);
	end(&p, listing_raw(p.out, true, v, n));
	check_harmless(&p, replies);
}

/* Each is there once, high first or low first, unknown and down last. */
static void
check_order(const struct host *hosts, const struct host **v, size_t n,
    enum options_sort sort, bool reverse)
{
	uint32_t seen = 0;
	double last, value;
	size_t i;

	for (i = 0; i < n; i++) {
		seen |= UINT32_C(1) << (v[i] - hosts);
		if (i == 0 || sort == SORT_NAME)
			continue;
		last = order_value(v[i - 1], sort);
		value = order_value(v[i], sort);
		if (last == value)
			CHECK(natural_cmp(v[i - 1]->name, v[i]->name) <= 0);
		else
			CHECK((last < value) ==
			    (reverse && last >= 0 && value >= 0));
	}
	CHECK(seen == (UINT32_C(1) << n) - 1);
}

int
LLVMFuzzerInitialize(int *argc, char ***argv)
{
	(void)argc;
	(void)argv;
	setlocale(LC_CTYPE, "C.UTF-8");
	return 0;
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct input in = { data, size };
	const uint8_t flags = take(&in);
	const enum options_sort sort = (enum options_sort)(flags & 3);
	struct hosts h;

	take_hosts(&in, &h);
	order_hosts(h.v, h.n, sort, flags & 4);
	check_order(h.host, h.v, h.n, sort, flags & 4);
	check_lines(h.v, h.n, flags & 8);
	free_hosts(&h);
	return 0;
}
