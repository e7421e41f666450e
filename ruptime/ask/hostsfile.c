/* SPDX-License-Identifier: ISC */
/*
 * The names in a text like /etc/hosts.  localnames.c reads the file.  What is a
 * blank and what is the same letter is as the locale has it, as for glibc.
 * Pure: no I/O, no clock.
 */
#include <arpa/inet.h>
#include <ctype.h>
#include <errno.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "ruptime/ask/hostsfile.h"

/* Of the text, whose places are kept in 32 bits. */
enum { TEXT_MAX = 1 << 30 };

enum { ENTRIES_MIN = 64 };

/* A name in a line.  Numbers of entries are one more than their place, so that
 * 0 is none. */
struct entry {
	uint32_t name, address; /* where they are in the text */
	uint32_t next;          /* entry of the same name, of a later line */
};

struct hostsfile {
	char *text;
	struct entry *entries;
	uint32_t count, size;
	uint32_t
	    *slots; /* the first entry of a name; as many as a power of 2 */
	uint32_t slot_count;
};

static uint32_t
hash(const char *name)
{
	uint32_t h = 2166136261U; /* FNV-1a */

	for (; *name != '\0'; name++)
		h = (h ^ (uint32_t)tolower((unsigned char)*name)) * 16777619U;
	return h;
}

/* Where the name is, or would be. */
static uint32_t *
slot_of(const struct hostsfile *h, const char *name)
{
	uint32_t i = hash(name), mask = h->slot_count - 1;

	for (;; i++) {
		uint32_t n = h->slots[i & mask];

		if (n == 0 ||
		    strcasecmp(h->text + h->entries[n - 1].name, name) == 0)
			return &h->slots[i & mask];
	}
}

/* Behind the last one of the same name, unless that is of the same line, or
 * there are more already than are told of. */
static void
link_entry(struct hostsfile *h, uint32_t n)
{
	struct entry *e = &h->entries[n - 1];
	uint32_t *place = slot_of(h, h->text + e->name);
	size_t before;

	for (before = 0; *place != 0 && before <= HOSTSFILE_ADDRESSES_MAX;
	     before++) {
		if (h->entries[*place - 1].address == e->address)
			return;
		place = &h->entries[*place - 1].next;
	}
	if (before <= HOSTSFILE_ADDRESSES_MAX)
		*place = n;
}

/* The slots are made when all entries are known. */
static bool
make_slots(struct hostsfile *h)
{
	uint32_t n;

	h->slot_count = ENTRIES_MIN;
	while (h->slot_count / 2 < h->count)
		h->slot_count *= 2;
	h->slots = calloc(h->slot_count, sizeof(h->slots[0]));
	if (h->slots == NULL)
		return false;
	for (n = 1; n <= h->count; n++)
		link_entry(h, n);
	return true;
}

static bool
add(struct hostsfile *h, const char *name, const char *address)
{
	struct entry *bigger;
	uint32_t size = h->size;

	if (h->count == size) {
		size = size > 0 ? size * 2 : ENTRIES_MIN;
		bigger = reallocarray(h->entries, size, sizeof(*bigger));
		if (bigger == NULL)
			return false;
		h->entries = bigger;
		h->size = size;
	}
	h->entries[h->count++] =
	    (struct entry){ .name = (uint32_t)(name - h->text),
		    .address = (uint32_t)(address - h->text) };
	return true;
}

/* The next word of a line, with a NUL behind it; "" at the end. */
static char *
next_word(char **line)
{
	char *word, *p = *line;

	while (isspace((unsigned char)*p))
		p++;
	word = p;
	while (*p != '\0' && !isspace((unsigned char)*p))
		p++;
	if (*p != '\0')
		*p++ = '\0';
	*line = p;
	return word;
}

static bool
is_address(const char *text)
{
	struct in6_addr scrap;

	return inet_pton(AF_INET, text, &scrap) == 1 ||
	    inet_pton(AF_INET6, text, &scrap) == 1;
}

/* Changes the line, which ends with a NUL. */
static bool
read_line(struct hostsfile *h, char *line)
{
	const char *address, *name;

	line[strcspn(line, "#")] = '\0';
	address = next_word(&line);
	if (!is_address(address))
		return true;
	for (name = next_word(&line); *name != '\0'; name = next_word(&line))
		if (!add(h, name, address))
			return false;
	return true;
}

/* glibc takes the blanks before a line away by moving the line there, without
 * the NUL behind it: of one that no newline ends, some bytes stand there twice.
 */
static bool
is_garbled(const char *last)
{
	const char *p = last;

	while (isspace((unsigned char)*p))
		p++;
	return p > last && *p != '\0' && *p != '#';
}

static bool
read_text(struct hostsfile *h)
{
	char *line = h->text, *end;

	while (line != NULL) {
		end = strchr(line, '\n');
		if (end != NULL)
			*end++ = '\0';
		else if (is_garbled(line))
			return false;
		if (!read_line(h, line))
			return false;
		line = end;
	}
	return make_slots(h);
}

struct hostsfile *
hostsfile_new(char *text, size_t len)
{
	struct hostsfile *h = calloc(1, sizeof(*h));

	if (h == NULL) {
		free(text);
		return NULL;
	}
	h->text = text;
	errno = len > TEXT_MAX ? EFBIG : EILSEQ;
	if (len <= TEXT_MAX && strlen(text) == len && read_text(h))
		return h;
	hostsfile_free(h);
	return NULL;
}

size_t
hostsfile_find(const struct hostsfile *h, const char *name,
    const char *addresses[static HOSTSFILE_ADDRESSES_MAX])
{
	uint32_t n;
	size_t count = 0;

	for (n = *slot_of(h, name); n != 0; n = h->entries[n - 1].next) {
		if (count < HOSTSFILE_ADDRESSES_MAX)
			addresses[count] = h->text + h->entries[n - 1].address;
		count++;
	}
	return count;
}

void
hostsfile_free(struct hostsfile *h)
{
	if (h == NULL)
		return;
	free(h->text);
	free(h->entries);
	free(h->slots);
	free(h);
}
