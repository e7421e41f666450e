/* SPDX-License-Identifier: ISC */
/*
 * Text from elsewhere to standard output.  A remote machine must not drive the
 * user's terminal: whatever prints what a peer, a name server or a hosts file
 * says goes through here or through log.c.
 */
#include <errno.h>
#include <poll.h>
#include <stdlib.h>
#include <unistd.h>

#include "common/harmless.h"
#include "ruptime/screen.h"

static int
write_all(const char *data, size_t len)
{
	struct pollfd pfd = { .fd = STDOUT_FILENO, .events = POLLOUT };
	ssize_t n;

	while (len > 0) {
		n = write(STDOUT_FILENO, data, len);
		if (n >= 0) {
			data += n;
			len -= (size_t)n;
		} else if (errno == EAGAIN)
			poll(&pfd, 1, -1);
		else if (errno != EINTR)
			return -1;
	}
	return 0;
}

int
screen_write(const char *data, size_t len)
{
	char *safe;
	int rc;

	if (!isatty(STDOUT_FILENO))
		return write_all(data, len);
	safe = malloc(HARMLESS_GROWTH * len + 1);
	if (safe == NULL)
		return -1;
	rc = write_all(safe, harmless(safe, data, len, 0));
	free(safe);
	return rc;
}
