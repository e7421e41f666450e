/* SPDX-License-Identifier: ISC */
/*
 * without_ipv6 command [argument...]: runs the command as on a kernel that was
 * built without IPv6, whose socket(2) knows no AF_INET6.  The filter lasts as
 * long as the process and its children.
 */
#include <err.h>
#include <errno.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <stddef.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <unistd.h>

/* The low half of the first argument, which holds all of an int. */
#if __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
#define FAMILY (offsetof(struct seccomp_data, args[0]) + 4)
#else
#define FAMILY offsetof(struct seccomp_data, args[0])
#endif

int
main(int argc, char *argv[])
{
	struct sock_filter code[] = {
		BPF_STMT(BPF_LD | BPF_W | BPF_ABS,
		    offsetof(struct seccomp_data, nr)),
		BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, SYS_socket, 0, 3),
		BPF_STMT(BPF_LD | BPF_W | BPF_ABS, FAMILY),
		BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, AF_INET6, 0, 1),
		BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | EAFNOSUPPORT),
		BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW),
	};
	struct sock_fprog filter = { sizeof(code) / sizeof(code[0]), code };

	if (argc < 2)
		errx(2, "usage: without_ipv6 command [argument...]");
	if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == -1 ||
	    prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &filter, 0, 0) == -1)
		err(125, "seccomp");
	execvp(argv[1], &argv[1]);
	err(127, "%s", argv[1]);
}
