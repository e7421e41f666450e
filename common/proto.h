/* SPDX-License-Identifier: ISC */
/* What both programs agree on: the service and the limits of a reply. */
#ifndef COMMON_PROTO_H
#define COMMON_PROTO_H

/* The name in the services database, and the port where it has no entry. */
#define PROTO_SERVICE "ruptime"
#define PROTO_PORT 4000

/* A reply is at most this many bytes of text. */
#define PROTO_REPLY_MAX 65536

/* A reply that begins so is one line that says why there is no other. */
#define PROTO_ERROR "error: "

#endif
