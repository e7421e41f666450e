/* SPDX-License-Identifier: ISC */
/* Packets of multicast DNS. */
#ifndef RUPTIME_MDNS_PACKET_H
#define RUPTIME_MDNS_PACKET_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct mdns_question;
struct mdns_records;

/* Ours go through any link: RFC 6762 section 17. */
enum { MDNS_QUERY_MAX = 1232 };

/*
 * Write a one-shot query with the first *count of n questions, as many as have
 * room; those whose names can't be sent are passed over.  Returns its length, 0
 * where it would ask nothing.
 */
size_t mdns_packet_query(uint8_t packet[static MDNS_QUERY_MAX], uint16_t id,
    const struct mdns_question *q, size_t n, size_t *count);

/*
 * Read the len bytes of an answer to the query id, which came by link, and add
 * its records, up to the first that is malformed.  False where it is no such
 * answer, and nothing is read of it: another id, an error, or an answer to
 * somebody else's question.
 */
bool mdns_packet_read(struct mdns_records *r, unsigned link, uint16_t id,
    const uint8_t *packet, size_t len);

#endif
