/* SPDX-License-Identifier: ISC */
/* What must be true of every input; a fuzzer stops where it is not. */
#ifndef TESTS_FUZZ_CHECK_H
#define TESTS_FUZZ_CHECK_H

#include <stdio.h>
#include <stdlib.h>

#define CHECK(truth)                                                        \
	do {                                                                \
		if (!(truth)) {                                             \
			fprintf(stderr, "line %d: %s\n", __LINE__, #truth); \
			abort();                                            \
		}                                                           \
	} while (0)

#endif
