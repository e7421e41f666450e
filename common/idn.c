/* SPDX-License-Identifier: ISC */
/*
 * Names with letters beyond ASCII.  ruptime/ask/lookup.c asks for names by it.
 */
#include <errno.h>
#include <langinfo.h>
#include <locale.h>
#include <stdbool.h>
#include <string.h>

#include "common/idn.h"
#include "common/system.h"

#if SYSTEM_GLIBC
static bool
is_ascii(const char *host)
{
	for (; *host != '\0'; host++)
		if ((unsigned char)*host >= 0x80)
			return false;
	return true;
}

/* In a locale without letters beyond ASCII, as cron(8) has it, they are taken
 * for UTF-8.  The locale is this thread's. */
static int
ask_idn(const char *host, const char *port, const struct addrinfo *hints,
    struct addrinfo **list)
{
	locale_t utf8 = (locale_t)0, before = (locale_t)0;
	struct addrinfo idn_hints = *hints;
	int error, saved;

	idn_hints.ai_flags |= AI_IDN;
	if (strcmp(nl_langinfo(CODESET), "ANSI_X3.4-1968") == 0)
		utf8 = newlocale(LC_CTYPE_MASK, "C.UTF-8", (locale_t)0);
	if (utf8 != (locale_t)0)
		before = uselocale(utf8);
	error = getaddrinfo(host, port, &idn_hints, list);
	saved = errno;
	if (utf8 != (locale_t)0) {
		uselocale(before);
		freelocale(utf8);
	}
	errno = saved;
	return error;
}

/* Whether the name as it stands may be known where its other form is not. */
static bool
says_nothing_of_the_rest(int error)
{
	return error == EAI_NONAME || error == EAI_NODATA ||
	    error == EAI_IDN_ENCODE;
}
#endif

int
idn_getaddrinfo(const char *host, const char *port,
    const struct addrinfo *hints, struct addrinfo **list)
{
#if SYSTEM_GLIBC
	int error;

	if (!is_ascii(host)) {
		error = ask_idn(host, port, hints, list);
		if (!says_nothing_of_the_rest(error))
			return error;
	}
#endif
	return getaddrinfo(host, port, hints, list);
}
