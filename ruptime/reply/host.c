/* SPDX-License-Identifier: ISC */
/*
 * What has become of a host: who asks makes it, and whoever shows it reads it.
 * Pure: no I/O, no clock.
 */
#include <stdlib.h>
#include <string.h>

#include "ruptime/reply/host.h"

/* What is constant to all others. */
static void
forget(const char **text)
{
	/* NOLINTNEXTLINE(performance-no-int-to-ptr): only its const goes. */
	free((void *)(uintptr_t)*text);
	*text = NULL;
}

void
host_rename(struct host *h, const char *name)
{
	char *copy = strdup(name);

	if (copy == NULL)
		return;
	forget(&h->found_name);
	h->name = h->found_name = copy;
}

void
host_forget_text(struct host *h)
{
	forget(&h->text);
	h->text_len = 0;
}

void
host_reset(struct host *h)
{
	host_forget_text(h);
	forget(&h->address);
	forget(&h->detail);
	forget(&h->found_name);
}
