/* SPDX-License-Identifier: ISC */
/*
 * fuzz_keys: bytes of a terminal to actions.
 *
 * Whatever was sent before, what follows an escape key that is forgotten means
 * what it does alone; bytes mean the same however they are cut into reads; and
 * no sequence is longer than what is kept.
 */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "ruptime/watch/keys.h"

static const struct keys_sequence own[] = {
	{ "\033OA", KEYS_UP },
	{ "\033[[B", KEYS_DOWN },
	{ "\013", KEYS_HOME },
	{ "", KEYS_END },
	{ NULL, KEYS_END },
	{ "\033[123456789012345678901234567890~", KEYS_PAGE_UP },
};

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct keys k;
	size_t i;

	keys_init(&k, own, sizeof(own) / sizeof(own[0]));
	for (i = 0; i < size; i++) {
		const enum keys_action action = keys_feed(&k, data[i]);

		if (action > KEYS_DEVICE || k.len >= sizeof(k.bytes) ||
		    (action != KEYS_NONE && keys_pending(&k)))
			abort();
	}
	keys_forget(&k);
	if (keys_feed(&k, 'q') != KEYS_QUIT)
		abort();
	return 0;
}
