/* SPDX-License-Identifier: ISC */
/*
 * Names that are Linux's or a C library's alone, and may stand in common/ only.
 * "make check-portable" puts this in front of every other file.  What declares
 * them is included first: those may name them.
 */
/* So that names that are macros may be poisoned, too. */
#pragma GCC system_header

#include <sys/types.h>
#include <arpa/inet.h>
#include <arpa/nameser.h>
#include <errno.h>
#include <event2/event.h>
#include <event2/event_struct.h>
#include <fcntl.h>
#include <getopt.h>
#include <grp.h>
#include <ifaddrs.h>
#include <inttypes.h>
#include <jansson.h>
#include <langinfo.h>
#include <libgen.h>
#include <limits.h>
#include <locale.h>
#include <net/if.h>
#include <netdb.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <pthread.h>
#include <pwd.h>
#include <resolv.h>
#include <sched.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/file.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/queue.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/time.h>
#include <sys/uio.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <syslog.h>
#include <termios.h>
#include <time.h>
#include <unistd.h>
#include <vis.h>
#include <wchar.h>
#include <wctype.h>
#include <wordexp.h>
#ifdef WITH_SYSTEMD
#include <systemd/sd-daemon.h>
#endif

/* How descriptors are born, and of which kinds: common/descriptor.h. */
#pragma GCC poison accept4 pipe2 dup3
#pragma GCC poison SOCK_CLOEXEC SOCK_NONBLOCK O_TMPFILE O_PATH
#pragma GCC poison eventfd signalfd timerfd_create memfd_create
#pragma GCC poison epoll_create epoll_create1 epoll_ctl epoll_wait epoll_pwait
#pragma GCC poison inotify_init inotify_init1 fanotify_init
#pragma GCC poison F_SETPIPE_SZ F_GETPIPE_SZ F_OFD_SETLK F_ADD_SEALS

/* What may be asked of sockets: common/wire.h, multicast.h. */
#pragma GCC poison MSG_NOSIGNAL MSG_DONTWAIT MSG_MORE MSG_CMSG_CLOEXEC
#pragma GCC poison MSG_ERRQUEUE MSG_ZEROCOPY MSG_FASTOPEN
#pragma GCC poison SO_PEERCRED SO_PASSCRED SCM_CREDENTIALS ucred
#pragma GCC poison SO_BINDTODEVICE SO_MARK SO_DOMAIN SO_PROTOCOL SO_PRIORITY
#pragma GCC poison SO_RCVBUFFORCE SO_SNDBUFFORCE SO_INCOMING_CPU SO_BUSY_POLL
#pragma GCC poison SO_ATTACH_FILTER SO_ATTACH_REUSEPORT_CBPF
#pragma GCC poison TCP_CORK TCP_DEFER_ACCEPT TCP_QUICKACK TCP_USER_TIMEOUT
#pragma GCC poison TCP_INFO TCP_SYNCNT TCP_LINGER2 TCP_FASTOPEN
#pragma GCC poison IP_FREEBIND IP_TRANSPARENT IP_PKTINFO IP_MTU_DISCOVER
#pragma GCC poison IP_RECVERR IPV6_RECVERR IPV6_FREEBIND in_pktinfo ip_mreqn
#pragma GCC poison recvmmsg sendmmsg sendfile splice tee vmsplice

/* Processes and what they may: common/spawn.h, execgain.h, idmap.h. */
#pragma GCC poison syscall prctl clone unshare setns gettid capset capget
#pragma GCC poison pidfd_open pidfd_send_signal pidfd_getfd P_PIDFD
#pragma GCC poison vfork close_range setfsuid setfsgid
#pragma GCC poison sched_getaffinity sched_setaffinity prlimit personality

/* Clocks, boots, randomness: common/clock.h, bootclock.h. */
#pragma GCC poison CLOCK_BOOTTIME CLOCK_MONOTONIC_RAW CLOCK_MONOTONIC_COARSE
#pragma GCC poison CLOCK_REALTIME_COARSE CLOCK_TAI adjtimex sysinfo
#pragma GCC poison getrandom getentropy getauxval

/* Files: there is openat(2) for what these add. */
#pragma GCC poison renameat2 statx fallocate syncfs copy_file_range
#pragma GCC poison AT_EMPTY_PATH AT_NO_AUTOMOUNT name_to_handle_at

/* Memory: common/heap.h. */
#pragma GCC poison malloc_trim mallopt mallinfo mallinfo2 malloc_usable_size
#pragma GCC poison mremap MAP_POPULATE MADV_DONTDUMP

/* Names and addresses: common/idn.h, gai.h, dns.h, netgroups.h. */
#pragma GCC poison AI_IDN AI_CANONIDN NI_IDN EAI_IDN_ENCODE EAI_NODATA
#pragma GCC poison EAI_ADDRFAMILY getaddrinfo_a gai_cancel gai_suspend
#pragma GCC poison gethostbyname_r gethostbyname2 gethostbyname2_r
#pragma GCC poison getnetgrent getnetgrent_r setnetgrent innetgr
#pragma GCC poison res_ninit res_nquery res_nsearch res_nclose res_init
#pragma GCC poison res_query res_search dnsrch
#pragma GCC poison ENONET

/* glibc's: each is a line of C. */
#pragma GCC poison program_invocation_name program_invocation_short_name
#pragma GCC poison strerrorname_np strerrordesc_np sigabbrev_np sigdescr_np
#pragma GCC poison mempcpy rawmemchr strchrnul strfry memfrob
#pragma GCC poison canonicalize_file_name get_current_dir_name euidaccess
#pragma GCC poison fopencookie funopen open_how secure_getenv qsort_r
#pragma GCC poison pthread_setname_np pthread_tryjoin_np pthread_timedjoin_np
#pragma GCC poison pthread_getattr_np pthread_setaffinity_np
#pragma GCC poison TEMP_FAILURE_RETRY on_exit getpt argz_create
#pragma GCC poison register_printf_function obstack_printf
