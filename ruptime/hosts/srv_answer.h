/* SPDX-License-Identifier: ISC */
/* The hosts of a DNS answer with SRV records. */
#ifndef RUPTIME_SRV_ANSWER_H
#define RUPTIME_SRV_ANSWER_H

#include <stddef.h>
#include <stdint.h>

enum srv_answer_result {
	SRV_ANSWER_HOSTS,     /* there is a target at least */
	SRV_ANSWER_NONE,      /* the only target is ".": there is no service */
	SRV_ANSWER_NO_RECORD, /* the name exists, without SRV records */
	SRV_ANSWER_NO_NAME,   /* NXDOMAIN */
	SRV_ANSWER_FAILED,    /* SERVFAIL */
	SRV_ANSWER_REFUSED,   /* REFUSED, or another code */
	SRV_ANSWER_CUT,       /* truncated */
	SRV_ANSWER_BAD,       /* malformed, or not an answer to the question */
	SRV_ANSWER_NO_MEMORY
};

struct srv_target {
	char *host; /* without a dot at the end */
	uint16_t port;
};

struct srv_answer {
	struct srv_target *targets;
	size_t count;
	size_t unfit; /* targets that can't be names of hosts, left out */
};

/*
 * Read the len bytes of packet, the answer to a question for the SRV records of
 * service.  CNAMEs in it are followed.  The targets are each in it once, in the
 * order of their names and ports, whatever the order, priority and weight of
 * the records: all of them are asked.  To be freed whatever the result.
 */
enum srv_answer_result srv_answer_read(struct srv_answer *a,
    const char *service, const uint8_t *packet, size_t len);

/* Free the targets. */
void srv_answer_free(struct srv_answer *a);

#endif
