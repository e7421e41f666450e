/* SPDX-License-Identifier: ISC */
/*
 * The names of this system's /etc/hosts, read once instead of for each name.
 * lookup.c asks here first where many names are looked up; who has to be asked
 * in the end is getaddrinfo(3), so that what is not known to be its answer is
 * not given.  Of that much is glibc's alone; another libc is always asked.
 */
#include <arpa/inet.h>
#include <errno.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "common/gai.h"
#include "ruptime/ask/filestamp.h"
#include "ruptime/ask/gaiconf.h"
#include "ruptime/ask/hostsfile.h"
#include "ruptime/ask/localnames.h"
#include "ruptime/ask/nsswitch.h"
#include "ruptime/ask/preference.h"
#include "ruptime/ask/reach.h"

static const char hosts_path[] = "/etc/hosts";
static const char nsswitch_path[] = "/etc/nsswitch.conf";

/* A daemon that answers in the files' place, with what it has kept of them. */
static const char nscd_path[] = "/var/run/nscd/socket";

/* What is said of names with several addresses; glibc reads it once. */
static const char hostconf_path[] = "/etc/host.conf";
static const char gaiconf_path[] = "/etc/gai.conf";

enum { ADDRESSES_MAX = (int)HOSTSFILE_ADDRESSES_MAX };
_Static_assert((int)ADDRESSES_MAX <= (int)PREFERENCE_MAX,
    "all can be put into order");

/* Of the files, as they are at a time; not taken where one is not there. */
struct stamps {
	bool taken;
	struct filestamp hosts, nsswitch;
};

struct localnames {
	atomic_uint holders;
	pthread_mutex_t lock;
	/* The rest is under the lock. */
	bool known; /* what the files say, as their stamps are */
	struct stamps stamps;
	struct hostsfile *index; /* NULL: it may not be used */
	bool knows_multi;
	enum gaiconf_multi multi;
	struct reach reach;
};

/* The addresses of a name, in order. */
struct answer_list {
	size_t count;
	struct addrinfo *each[ADDRESSES_MAX]; /* a list of one */
};

struct localnames *
localnames_new(void)
{
	struct localnames *names = calloc(1, sizeof(*names));

	if (names == NULL)
		return NULL;
	pthread_mutex_init(&names->lock, NULL);
	atomic_init(&names->holders, 1);
	return names;
}

struct localnames *
localnames_hold(struct localnames *names)
{
	if (names != NULL)
		atomic_fetch_add(&names->holders, 1);
	return names;
}

void
localnames_release(struct localnames *names)
{
	if (names == NULL || atomic_fetch_sub(&names->holders, 1) > 1)
		return;
	hostsfile_free(names->index);
	pthread_mutex_destroy(&names->lock);
	free(names);
}

static bool
files_come_first(const struct filestamp *s)
{
	char *text = filestamp_read(s, nsswitch_path);
	bool first = text != NULL && strlen(text) == (size_t)s->size &&
	    nsswitch_files_first(text) && access(nscd_path, F_OK) == -1;

	free(text);
	return first;
}

static struct stamps
take_stamps(void)
{
	struct stamps s;

	s.taken = filestamp_take(&s.hosts, hosts_path) &&
	    filestamp_take(&s.nsswitch, nsswitch_path);
	return s;
}

static bool
are_same(const struct stamps *a, const struct stamps *b)
{
	return filestamp_is_same(&a->hosts, &b->hosts) &&
	    filestamp_is_same(&a->nsswitch, &b->nsswitch);
}

/* With the lock held.  Where the files change just now, nothing is known. */
static void
read_names(struct localnames *names, const struct stamps *s)
{
	char *text;

	hostsfile_free(names->index);
	names->index = NULL;
	names->known = filestamp_is_settled(&s->hosts) &&
	    filestamp_is_settled(&s->nsswitch);
	names->stamps = *s;
	if (!names->known || !files_come_first(&s->nsswitch))
		return;
	text = filestamp_read(&s->hosts, hosts_path);
	if (text != NULL)
		names->index = hostsfile_new(text, (size_t)s->hosts.size);
	else
		names->known = false;
}

/* With the lock held.  The names as they were when the stamps were taken, or
 * NULL. */
static const struct hostsfile *
get_index(struct localnames *names, const struct stamps *s)
{
	if (!s->taken)
		return NULL;
	if (!names->known || !are_same(s, &names->stamps))
		read_names(names, s);
	return names->index;
}

/* "" where there is no such file, NULL where it can't be read; to be freed. */
static char *
read_settings(const char *path)
{
	struct filestamp s;

	if (filestamp_take(&s, path))
		return filestamp_read(&s, path);
	return access(path, F_OK) == -1 && errno == ENOENT ? strdup("") : NULL;
}

/* What the environment or gai.conf say otherwise is for glibc to follow. */
static bool
has_other_settings(void)
{
	static const char *const variables[] = { "RESOLV_HOST_CONF",
		"RESOLV_MULTI", "RESOLV_REORDER" };
	char *text = read_settings(gaiconf_path);
	bool has = text == NULL || !gaiconf_is_empty(text);
	size_t i;

	free(text);
	for (i = 0; i < sizeof(variables) / sizeof(variables[0]); i++)
		has = has || getenv(variables[i]) != NULL;
	return has;
}

/* With the lock held. */
static enum gaiconf_multi
get_multi(struct localnames *names)
{
	char *text;

	if (names->knows_multi)
		return names->multi;
	text = read_settings(hostconf_path);
	names->multi = text == NULL || has_other_settings() ?
	    GAICONF_UNCERTAIN :
	    gaiconf_multi(text);
	names->knows_multi = true;
	free(text);
	return names->multi;
}

static bool
is_v4(const char *address)
{
	return strchr(address, ':') == NULL;
}

static bool
is_mapped(const char *address)
{
	struct in6_addr a;

	return inet_pton(AF_INET6, address, &a) == 1 &&
	    IN6_IS_ADDR_V4MAPPED(&a);
}

/* Whether glibc makes something else of it: ::1 is 127.0.0.1 where it looks for
 * addresses of IPv4, and of several addresses mapped ones are of IPv6. */
static bool
is_odd(const char *address, int family, size_t count)
{
	struct in6_addr a;

	if (family == AF_INET && inet_pton(AF_INET6, address, &a) == 1 &&
	    IN6_IS_ADDR_LOOPBACK(&a))
		return true;
	return is_mapped(address) && (family == AF_INET || count > 1);
}

/* Those of a family, to the front.  How many; 0 where the system has to be
 * asked. */
static size_t
select_family(const char *text[static ADDRESSES_MAX], size_t count, int family)
{
	size_t i, n = 0;

	if (count > ADDRESSES_MAX)
		return 0;
	for (i = 0; i < count; i++) {
		if (is_odd(text[i], family, count))
			return 0;
		if (family == AF_UNSPEC ||
		    (family == AF_INET) == is_v4(text[i]))
			text[n++] = text[i];
	}
	return n;
}

static void
forget(struct answer_list *a)
{
	size_t i;

	for (i = 0; i < a->count; i++)
		freeaddrinfo(a->each[i]);
	a->count = 0;
}

/* As many as there are texts, or none. */
static void
convert(struct answer_list *a, const char *const *text, size_t count,
    const char *port)
{
	const struct addrinfo hints = { .ai_socktype = SOCK_STREAM,
		.ai_flags = AI_NUMERICHOST | AI_NUMERICSERV };

	for (a->count = 0; a->count < count; a->count++)
		if (getaddrinfo(text[a->count], port, &hints,
			&a->each[a->count]) != 0) {
			forget(a);
			return;
		}
}

/* With the lock held.  First choice first, or none where that is not clear. */
static void
sort(struct localnames *names, struct answer_list *a)
{
	struct preference p[PREFERENCE_MAX];
	struct answer_list before = *a;
	size_t order[PREFERENCE_MAX], i;

	for (i = 0; i < a->count; i++)
		if (!reach_find(&names->reach, a->each[i]->ai_addr,
			a->each[i]->ai_addrlen, &p[i])) {
			forget(a);
			return;
		}
	if (!preference_order(p, a->count, order)) {
		forget(a);
		return;
	}
	for (i = 0; i < a->count; i++)
		a->each[i] = before.each[order[i]];
}

/* With the lock held. */
static void
find(struct localnames *names, const struct stamps *s, const char *host,
    const char *port, int family, struct answer_list *a)
{
	const char *text[ADDRESSES_MAX];
	const struct hostsfile *index = get_index(names, s);
	size_t count;

	a->count = 0;
	if (index == NULL)
		return;
	count = select_family(text, hostsfile_find(index, host, text), family);
	if (count > 1 && get_multi(names) == GAICONF_UNCERTAIN)
		return;
	if (count > 1 && names->multi == GAICONF_FIRST_LINE)
		count = 1;
	convert(a, text, count, port);
	if (a->count > 1)
		sort(names, a);
}

/* NULL where there are none. */
static struct addrinfo *
join(const struct answer_list *a)
{
	size_t i;

	for (i = 0; i + 1 < a->count; i++)
		a->each[i]->ai_next = a->each[i + 1];
	return a->count > 0 ? a->each[0] : NULL;
}

/* Whether the name is looked up as it stands: gethostbyname2_r(3), which glibc
 * calls for IPv4, takes digits and points for an address that is wrong, and
 * letters beyond ASCII have another form (common/idn.h). */
static bool
is_plain(const char *host)
{
	if (host[strspn(host, "0123456789.")] == '\0')
		return false;
	for (; *host != '\0'; host++)
		if ((unsigned char)*host >= 0x80)
			return false;
	return true;
}

bool
localnames_find(struct localnames *names, const char *host, const char *port,
    int family, struct addrinfo **list)
{
	struct answer_list a;
	struct stamps s;

	if (!gai_is_of_glibc() || !is_plain(host))
		return false;
	s = take_stamps();
	pthread_mutex_lock(&names->lock);
	find(names, &s, host, port, family, &a);
	pthread_mutex_unlock(&names->lock);
	*list = join(&a);
	return *list != NULL;
}
