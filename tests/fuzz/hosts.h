/* SPDX-License-Identifier: ISC */
/* Hosts made of fuzz, and what was printed of them. */
#ifndef TESTS_FUZZ_HOSTS_H
#define TESTS_FUZZ_HOSTS_H

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "ruptime/reply/host.h"
#include "tests/fuzz/check.h"

enum { HOSTS_MAX = 12 };

/* What is left of the input. */
struct input {
	const uint8_t *data;
	size_t size;
};

static inline uint8_t
take(struct input *in)
{
	if (in->size == 0)
		return 0;
	in->size--;
	return *in->data++;
}

static inline int64_t
take_number(struct input *in, int64_t limit)
{
	uint64_t value = 0;
	uint8_t len = take(in) & 7;

	while (len-- > 0)
		value = value << 8 | take(in);
	return (int64_t)(value % (uint64_t)limit);
}

/* Bytes to the next 0xc0, with a NUL behind them; *len may be NULL. */
static inline char *
take_text(struct input *in, size_t *len)
{
	const uint8_t *end = memchr(in->data, 0xc0, in->size);
	size_t n = end == NULL ? in->size : (size_t)(end - in->data);
	char *text = malloc(n + 1);

	CHECK(text != NULL);
	if (n > 0)
		memcpy(text, in->data, n);
	text[n] = '\0';
	in->data += n;
	in->size -= n;
	take(in);
	if (len != NULL)
		*len = n;
	return text;
}

/* As ruptime/host.h and ruptime/uptime.h say what a host can be. */
static inline void
take_host(struct input *in, struct host *h)
{
	const uint8_t flags = take(in);
	int i;

	memset(h, 0, sizeof(*h));
	h->state = (enum state)(take(in) % (STATE_ERROR + 1));
	h->name = take_text(in, NULL);
	h->port = (uint16_t)take_number(in, 65536);
	h->address = flags & 1 ? take_text(in, NULL) : NULL;
	h->detail = flags & 2 ? take_text(in, NULL) : NULL;
	h->text_is_part = flags & 32;
	h->text = flags & 4 ? take_text(in, &h->text_len) : NULL;
	h->uptime.uptime_s = take_number(in, INT64_C(1000000000000000) + 1) - 1;
	h->uptime.users = take_number(in, 1000000001) - 1;
	h->uptime.has_load = flags & 8;
	for (i = 0; i < 3 && h->uptime.has_load; i++)
		h->uptime.load[i] = (double)take_number(in, 100000000000) / 100;
	h->rtt_ms = flags & 16 ? (double)take_number(in, 1000000) / 1000 : -1;
	h->replied_at = take_number(in, INT64_C(1) << 40);
}

static inline void
free_host(struct host *h)
{
	char *texts[4];
	size_t i;

	memcpy(&texts[0], &h->name, sizeof(char *));
	memcpy(&texts[1], &h->address, sizeof(char *));
	memcpy(&texts[2], &h->detail, sizeof(char *));
	memcpy(&texts[3], &h->text, sizeof(char *));
	for (i = 0; i < 4; i++)
		free(texts[i]);
}

struct printed {
	FILE *out;
	char *text;
	size_t len;
};

static inline void
begin(struct printed *p)
{
	p->out = open_memstream(&p->text, &p->len);
	CHECK(p->out != NULL);
}

static inline void
end(struct printed *p, int rc)
{
	CHECK(rc == 0);
	CHECK(fclose(p->out) == 0);
}

struct hosts {
	struct host host[HOSTS_MAX];
	const struct host *v[HOSTS_MAX];
	size_t n;
};

/* As many as there are left. */
static inline void
take_hosts(struct input *in, struct hosts *h)
{
	for (h->n = 0; h->n < HOSTS_MAX && in->size > 0; h->n++) {
		take_host(in, &h->host[h->n]);
		h->v[h->n] = &h->host[h->n];
	}
}

static inline void
free_hosts(struct hosts *h)
{
	while (h->n > 0)
		free_host(&h->host[--h->n]);
}

#endif
