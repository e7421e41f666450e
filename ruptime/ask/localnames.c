/* SPDX-License-Identifier: ISC */
/*
 * The names of this system's /etc/hosts, read once instead of for each name.
 * lookup.c asks here first where many names are looked up; who has to be asked
 * in the end is getaddrinfo(3), so that what is not known to be its answer is
 * not given.  Of that much is glibc's alone; another libc is always asked.
 */
#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "ruptime/ask/hostsfile.h"
#include "ruptime/ask/localnames.h"
#include "ruptime/ask/nsswitch.h"

static const char hosts_path[] = "/etc/hosts";
static const char nsswitch_path[] = "/etc/nsswitch.conf";

/* A daemon that answers in the files' place, with what it has kept of them. */
static const char nscd_path[] = "/var/run/nscd/socket";

enum { SIZE_MAX_BYTES = 1 << 30 };

/* So long after a change another one may leave no mark: the kernel's clock of
 * files ticks, or counts whole seconds. */
enum { TICK_NS = 20 * 1000 * 1000, COARSE_NS = 2 * 1000 * 1000 * 1000 };

/* What shows that a file has changed. */
struct stamp {
	dev_t dev;
	ino_t ino;
	off_t size;
	struct timespec modified, changed;
};

struct localnames {
	pthread_mutex_t lock;
	/* The rest is under the lock. */
	unsigned holders;
	bool known; /* what the files say, as their stamps are */
	struct stamp hosts, nsswitch;
	struct hostsfile *index; /* NULL: it may not be used */
};

/* The addresses of a name, as text. */
struct addresses_found {
	size_t count;
	char text[HOSTSFILE_ADDRESSES_MAX][INET6_ADDRSTRLEN];
};

struct localnames *
localnames_new(void)
{
	struct localnames *names = calloc(1, sizeof(*names));

	if (names == NULL)
		return NULL;
	pthread_mutex_init(&names->lock, NULL);
	names->holders = 1;
	return names;
}

struct localnames *
localnames_hold(struct localnames *names)
{
	if (names == NULL)
		return NULL;
	pthread_mutex_lock(&names->lock);
	names->holders++;
	pthread_mutex_unlock(&names->lock);
	return names;
}

void
localnames_release(struct localnames *names)
{
	bool last;

	if (names == NULL)
		return;
	pthread_mutex_lock(&names->lock);
	last = --names->holders == 0;
	pthread_mutex_unlock(&names->lock);
	if (!last)
		return;
	hostsfile_free(names->index);
	pthread_mutex_destroy(&names->lock);
	free(names);
}

static bool
is_same(const struct stamp *a, const struct stamp *b)
{
	return a->dev == b->dev && a->ino == b->ino && a->size == b->size &&
	    a->modified.tv_sec == b->modified.tv_sec &&
	    a->modified.tv_nsec == b->modified.tv_nsec &&
	    a->changed.tv_sec == b->changed.tv_sec &&
	    a->changed.tv_nsec == b->changed.tv_nsec;
}

static struct stamp
stamp_of(const struct stat *st)
{
	return (struct stamp){ .dev = st->st_dev,
		.ino = st->st_ino,
		.size = st->st_size,
		.modified = st->st_mtim,
		.changed = st->st_ctim };
}

/* False for what is no file that can be read. */
static bool
look_at(const char *path, struct stamp *s)
{
	struct stat st;

	if (stat(path, &st) == -1 || !S_ISREG(st.st_mode) ||
	    st.st_size > SIZE_MAX_BYTES)
		return false;
	*s = stamp_of(&st);
	return true;
}

/* Whether any change after now would show. */
static bool
is_settled(const struct stamp *s, const struct timespec *now)
{
	int64_t age_ns =
	    (int64_t)(now->tv_sec - s->changed.tv_sec) * 1000000000 +
	    (now->tv_nsec - s->changed.tv_nsec);

	return age_ns > (s->changed.tv_nsec == 0 ? COARSE_NS : TICK_NS);
}

static bool
is_unchanged(int fd, const struct stamp *s)
{
	struct stat st;
	struct stamp present;

	if (fstat(fd, &st) == -1)
		return false;
	present = stamp_of(&st);
	return is_same(&present, s);
}

/* All of a file that has this stamp, with a NUL behind it, to be freed; NULL
 * where that is not to be had. */
static char *
read_file(const char *path, const struct stamp *s)
{
	size_t size = (size_t)s->size, len = 0;
	char *text = malloc(size + 1);
	int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
	ssize_t n = -1;

	if (text == NULL || fd == -1 || !is_unchanged(fd, s))
		goto out;
	do {
		n = read(fd, text + len, size - len);
		if (n > 0)
			len += (size_t)n;
	} while (n > 0 || (n == -1 && errno == EINTR));
	if (len != size || !is_unchanged(fd, s))
		n = -1;
out:
	if (fd != -1)
		close(fd);
	if (n == 0) {
		text[len] = '\0';
		return text;
	}
	free(text);
	return NULL;
}

static bool
files_come_first(const struct stamp *s)
{
	char *text = read_file(nsswitch_path, s);
	bool first = text != NULL && strlen(text) == (size_t)s->size &&
	    nsswitch_files_first(text) && access(nscd_path, F_OK) == -1;

	free(text);
	return first;
}

/* With the lock held.  Where the files change just now, nothing is known. */
static void
read_names(struct localnames *names, const struct stamp *hosts,
    const struct stamp *nsswitch)
{
	struct timespec now;
	char *text;

	hostsfile_free(names->index);
	names->index = NULL;
	clock_gettime(CLOCK_REALTIME, &now);
	names->known = is_settled(hosts, &now) && is_settled(nsswitch, &now);
	names->hosts = *hosts;
	names->nsswitch = *nsswitch;
	if (!names->known || !files_come_first(nsswitch))
		return;
	text = read_file(hosts_path, hosts);
	if (text != NULL)
		names->index = hostsfile_new(text, (size_t)hosts->size);
	else
		names->known = false;
}

/* With the lock held.  The names as they are now, or NULL. */
static const struct hostsfile *
present_index(struct localnames *names)
{
	struct stamp hosts, nsswitch;

	if (!look_at(hosts_path, &hosts) || !look_at(nsswitch_path, &nsswitch))
		return NULL;
	if (!names->known || !is_same(&hosts, &names->hosts) ||
	    !is_same(&nsswitch, &names->nsswitch))
		read_names(names, &hosts, &nsswitch);
	return names->index;
}

/* Copies, since the index may change as soon as the lock is let go. */
static void
find(struct localnames *names, const char *host, struct addresses_found *found)
{
	const char *text[HOSTSFILE_ADDRESSES_MAX];
	const struct hostsfile *index;
	size_t i;

	found->count = 0;
	pthread_mutex_lock(&names->lock);
	index = present_index(names);
	if (index != NULL)
		found->count = hostsfile_find(index, host, text);
	for (i = 0; i < found->count && i < HOSTSFILE_ADDRESSES_MAX; i++)
		strlcpy(found->text[i], text[i], sizeof(found->text[i]));
	pthread_mutex_unlock(&names->lock);
}

static bool
is_v4(const char *address)
{
	return strchr(address, ':') == NULL;
}

/* glibc takes these for IPv4 ones where it looks for such. */
static bool
passes_for_v4(const char *address)
{
	struct in6_addr a;

	return inet_pton(AF_INET6, address, &a) == 1 &&
	    (IN6_IS_ADDR_V4MAPPED(&a) || IN6_IS_ADDR_LOOPBACK(&a));
}

/* The only one of the family, or NULL: which of several come first depends on
 * much (RFC 6724), and where there is none other sources are asked. */
static const char *
only_one(const struct addresses_found *found, int family)
{
	const char *one = NULL;
	size_t i;

	if (found->count > HOSTSFILE_ADDRESSES_MAX)
		return NULL;
	for (i = 0; i < found->count; i++) {
		const char *text = found->text[i];

		if (family == AF_INET && passes_for_v4(text))
			return NULL;
		if (family != AF_UNSPEC && (family == AF_INET) != is_v4(text))
			continue;
		if (one != NULL)
			return NULL;
		one = text;
	}
	return one;
}

/* Whether the name is looked up as it stands: gethostbyname2_r(3), which glibc
 * calls for IPv4, takes digits and points for an address that is wrong, and
 * letters beyond ASCII have another form (idn.h). */
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
	const struct addrinfo hints = {
		.ai_family = family,
		.ai_socktype = SOCK_STREAM,
		.ai_flags = AI_NUMERICHOST | AI_NUMERICSERV,
	};
	struct addresses_found found;
	const char *address;

#ifndef __GLIBC__
	return false;
#endif
	if (!is_plain(host))
		return false;
	find(names, host, &found);
	address = only_one(&found, family);
	return address != NULL && getaddrinfo(address, port, &hints, list) == 0;
}
