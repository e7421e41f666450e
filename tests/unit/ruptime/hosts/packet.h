/* SPDX-License-Identifier: ISC */
/* DNS messages for the tests, written byte by byte: what is wrong with them is
 * the test's own doing. */
#ifndef TEST_PACKET_H
#define TEST_PACKET_H

#include <stdint.h>
#include <string.h>

enum { PACKET_ROOM = 65535, PACKET_FLUSH = 0x8000 };

struct packet {
	uint8_t bytes[PACKET_ROOM];
	size_t len;
};

static inline void
put_bytes(struct packet *p, const void *bytes, size_t len)
{
	assert_true(len <= sizeof(p->bytes) - p->len);
	memcpy(p->bytes + p->len, bytes, len);
	p->len += len;
}

static inline void
put16(struct packet *p, unsigned value)
{
	const uint8_t bytes[] = { (uint8_t)(value >> 8), (uint8_t)value };

	put_bytes(p, bytes, 2);
}

/* "a.b": every dot parts labels, and no byte is special. */
static inline void
put_name(struct packet *p, const char *name)
{
	while (*name != '\0') {
		size_t n = strcspn(name, ".");
		const uint8_t length = (uint8_t)n;

		put_bytes(p, &length, 1);
		put_bytes(p, name, n);
		name += n + (name[n] == '.');
	}
	put_bytes(p, "", 1);
}

static inline void
begin_packet(struct packet *p, unsigned id, unsigned flags)
{
	p->len = 0;
	put16(p, id);
	put16(p, flags);
	put_bytes(p, "\0\0\0\0\0\0\0", 8);
}

/* Section 0 to 3. */
static inline void
count_one(struct packet *p, unsigned section)
{
	uint8_t *at = p->bytes + 4 + section * 2;

	if (++at[1] == 0)
		at[0]++;
}

static inline void
put_question(struct packet *p, const char *name, unsigned type)
{
	put_name(p, name);
	put16(p, type);
	put16(p, 1);
	count_one(p, 0);
}

static inline void
put_record(struct packet *p, unsigned section, const char *name, unsigned type,
    unsigned ttl, const void *data, size_t len)
{
	put_name(p, name);
	put16(p, type);
	put16(p, 1);
	put16(p, 0);
	put16(p, ttl);
	put16(p, (unsigned)len);
	put_bytes(p, data, len);
	count_one(p, section);
}

static inline void
put_target(struct packet *p, unsigned section, const char *name, unsigned type,
    const char *target)
{
	struct packet data = { .len = 0 };

	put_name(&data, target);
	put_record(p, section, name, type, 10, data.bytes, data.len);
}

static inline void
put_srv(struct packet *p, unsigned section, const char *name,
    const char *target, unsigned port)
{
	struct packet data = { .len = 0 };

	put_bytes(&data, "\0\1\0\2", 4);
	put16(&data, port);
	put_name(&data, target);
	put_record(p, section, name, 33, 10, data.bytes, data.len);
}

#endif
