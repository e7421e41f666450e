/* SPDX-License-Identifier: ISC */
/*
 * libFuzzer target: of a hosts file, the index finds what reading it line by
 * line finds, under the name that is the first line of the input.
 */
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "ruptime/ask/hostsfile.c"
#include "tests/fuzz/check.h"

/* Whether the line, which it changes, has the name, and under which address. */
static const char *
look_in(char *line, const char *name)
{
	static const char blanks[] = " \t\v\f\r";
	char *rest = NULL, *address, *word;
	bool has = false;

	line[strcspn(line, "#")] = '\0';
	address = strtok_r(line, blanks, &rest);
	if (address == NULL || !is_address(address))
		return NULL;
	while ((word = strtok_r(NULL, blanks, &rest)) != NULL)
		has = has || strcasecmp(word, name) == 0;
	return has ? address : NULL;
}

static void
check(const char *text, const char *name)
{
	const char *found[HOSTSFILE_ADDRESSES_MAX];
	char *copy = strdup(text), *line = copy, *end;
	struct hostsfile *h = hostsfile_new(strdup(text), strlen(text));
	size_t n, i = 0;

	if (h == NULL) {
		free(copy);
		return;
	}
	n = hostsfile_find(h, name, found);
	for (; line != NULL; line = end) {
		const char *address;

		end = strchr(line, '\n');
		if (end != NULL)
			*end++ = '\0';
		address = look_in(line, name);
		if (address == NULL)
			continue;
		if (i < HOSTSFILE_ADDRESSES_MAX)
			CHECK(i < n && strcmp(address, found[i]) == 0);
		i++;
	}
	CHECK(n == i || (n == HOSTSFILE_ADDRESSES_MAX + 1 && i > n));
	hostsfile_free(h);
	free(copy);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	char *text = malloc(size + 1), *name;
	size_t len;

	memcpy(text, data, size);
	text[size] = '\0';
	len = strcspn(text, "\n");
	if (text[len] == '\n' && len > 0) {
		name = strndup(text, len);
		check(text + len + 1, name);
		free(name);
	}
	free(text);
	return 0;
}
