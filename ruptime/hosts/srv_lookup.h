/* SPDX-License-Identifier: ISC */
/* One question to the resolver, in a process that it is asked in. */
#ifndef RUPTIME_SRV_LOOKUP_H
#define RUPTIME_SRV_LOOKUP_H

#include <arpa/nameser.h>
#include <stdint.h>

enum srv_lookup_result {
	SRV_LOOKUP_ANSWER,     /* packet has it, whatever it says */
	SRV_LOOKUP_UNANSWERED, /* no server did in time */
	SRV_LOOKUP_NO_SERVER,  /* there is none, or none could be reached */
	SRV_LOOKUP_NO_DOMAIN,  /* there is no search domain */
	SRV_LOOKUP_TOO_LONG,   /* the answer does not fit */
	SRV_LOOKUP_MALFORMED   /* it is none to this question, or not whole */
};

struct srv_lookup {
	enum srv_lookup_result result;
	char name[NS_MAXDNAME]; /* that was asked for, with its domain */
	uint32_t len;
	uint8_t packet[NS_MAXMSG];
};

/*
 * Ask for the SRV records of service, in the search domains if search.  It
 * blocks for as long as the resolver does, over TCP without end, so that it is
 * for a child that is ended when its time is over.
 */
void srv_lookup(struct srv_lookup *l, const char *service, int search);

#endif
