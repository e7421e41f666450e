/* SPDX-License-Identifier: ISC */
/* The records of a DNS message, one after the other. */
#ifndef RUPTIME_DNSRR_H
#define RUPTIME_DNSRR_H

#include <arpa/nameser.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* A message: its header with the counts of what is in its sections, and behind
 * the name of a question type and class. */
enum { DNSRR_COUNTS = 4, DNSRR_HEADER_SIZE = 12, DNSRR_QUESTION_TAIL = 4 };

/* One record; which of the last three are set depends on its type. */
struct dnsrr {
	unsigned type; /* ns_t_ptr and so on */
	uint32_t ttl;
	char name[NS_MAXDNAME];
	char target[NS_MAXDNAME]; /* of PTR, CNAME and SRV; "" is the root */
	uint16_t port;            /* of SRV */
	uint8_t addr[16];         /* of A, the first four, and of AAAA */
};

enum dnsrr_result {
	DNSRR_READ,
	DNSRR_OTHER, /* of another type or class, and passed over */
	DNSRR_BAD    /* the message is malformed from here on */
};

enum dnsrr_section {
	DNSRR_QUESTION,
	DNSRR_ANSWER,
	DNSRR_AUTHORITY,
	DNSRR_ADDITIONAL,
	DNSRR_SECTIONS
};

struct dnsrr_message {
	uint16_t id;
	bool is_answer;
	bool is_cut;
	unsigned opcode, code; /* ns_o_query, ns_r_noerror and so on */
	unsigned count[DNSRR_SECTIONS];
	/* For dnsrr.c: */
	const uint8_t *packet;
	size_t len;
	size_t start[DNSRR_SECTIONS];
	size_t at; /* the next record to be read */
};

/*
 * Start on the len bytes of packet, which must outlive msg.  False where they
 * are no DNS message, or a count says more records than it has, or less.
 */
bool dnsrr_open(struct dnsrr_message *msg, const uint8_t *packet, size_t len);

/*
 * Read record i of a section, to be counted from 0 without gaps, below its
 * count, and up to a bad one.  Of the question section name and type are set.
 * The bit that multicast DNS puts on top of the class is ignored.  Names are
 * text as of dnsname_read().
 */
enum dnsrr_result dnsrr_read(struct dnsrr_message *msg,
    enum dnsrr_section section, unsigned i, struct dnsrr *rr);

#endif
