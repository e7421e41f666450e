/* SPDX-License-Identifier: ISC */
/* What the tests of ruptime's options share. */
#ifndef TESTS_UNIT_RUPTIME_OPTIONS_H
#define TESTS_UNIT_RUPTIME_OPTIONS_H

#include "ruptime/options.h"

static const enum options_result taken = OPTIONS_ASK;

#include "tests/unit/commandline.h"

static inline void
loads_are(const struct options_loads *loads, double one, double five,
    double fifteen)
{
	/* As they were read, to the last bit. */
	assert_true(loads->load[0] == one);
	assert_true(loads->load[1] == five);
	assert_true(loads->load[2] == fifteen);
}

#endif
