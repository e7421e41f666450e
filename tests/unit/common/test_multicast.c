/* SPDX-License-Identifier: ISC */
/* RFC 6762 section 11: what is multicast has 255 hops left when it is sent. */
#include <netinet/in.h>
#include <errno.h>
#include <net/if.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <unistd.h>
#include <cmocka.h>

#include "common/multicast.h"

static void
test_ipv4_has_all_hops(void **state)
{
	const struct sockaddr_in own = { .sin_family = AF_INET,
		.sin_addr.s_addr = htonl(INADDR_LOOPBACK) };
	unsigned char hops = 0;
	socklen_t len = sizeof(hops);
	int fd = multicast_socket((const void *)&own, if_nametoindex("lo"));

	(void)state;
	assert_true(fd != -1);
	assert_int_equal(getsockopt(fd, IPPROTO_IP, IP_MULTICAST_TTL, &hops,
			     &len),
	    0);
	assert_int_equal(hops, 255);
	close(fd);
}

static void
test_ipv6_has_all_hops(void **state)
{
	const struct sockaddr_in6 own = { .sin6_family = AF_INET6,
		.sin6_addr = IN6ADDR_LOOPBACK_INIT };
	int hops = 0;
	socklen_t len = sizeof(hops);
	int fd = multicast_socket((const void *)&own, if_nametoindex("lo"));

	(void)state;
	if (fd == -1 && (errno == EAFNOSUPPORT || errno == EADDRNOTAVAIL))
		skip();
	assert_true(fd != -1);
	assert_int_equal(getsockopt(fd, IPPROTO_IPV6, IPV6_MULTICAST_HOPS,
			     &hops, &len),
	    0);
	assert_int_equal(hops, 255);
	close(fd);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_ipv4_has_all_hops),
		cmocka_unit_test(test_ipv6_has_all_hops),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
