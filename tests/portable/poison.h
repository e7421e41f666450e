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
#include <ctype.h>
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
#include <libutil.h>
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
#include <stdarg.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
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
#pragma GCC poison inotify_add_watch inotify_rm_watch fanotify_mark
#pragma GCC poison epoll_pwait2 epoll_event timerfd_settime timerfd_gettime
#pragma GCC poison eventfd_read eventfd_write POLLRDHUP O_DIRECT O_NOATIME
#pragma GCC poison F_SETPIPE_SZ F_GETPIPE_SZ F_OFD_SETLK F_ADD_SEALS
#pragma GCC poison F_OFD_SETLKW F_OFD_GETLK F_GET_SEALS F_SETSIG F_GETSIG
#pragma GCC poison F_SETLEASE F_GETLEASE F_NOTIFY F_SETOWN_EX F_GETOWN_EX

/* What may be asked of sockets: common/wire.h, multicast.h. */
#pragma GCC poison MSG_NOSIGNAL MSG_DONTWAIT MSG_MORE MSG_CMSG_CLOEXEC
#pragma GCC poison MSG_ERRQUEUE MSG_ZEROCOPY MSG_FASTOPEN MSG_CONFIRM \
    MSG_WAITFORONE
#pragma GCC poison SO_PEERCRED SO_PASSCRED SCM_CREDENTIALS ucred
#pragma GCC poison SO_BINDTODEVICE SO_MARK SO_DOMAIN SO_PROTOCOL SO_PRIORITY
#pragma GCC poison SO_RCVBUFFORCE SO_SNDBUFFORCE SO_INCOMING_CPU SO_BUSY_POLL
#pragma GCC poison SO_ATTACH_FILTER SO_ATTACH_REUSEPORT_CBPF
#pragma GCC poison SO_ATTACH_BPF SO_DETACH_FILTER SO_LOCK_FILTER SO_COOKIE
#pragma GCC poison SO_BINDTOIFINDEX SO_PEERSEC SO_PEERGROUPS SO_PASSSEC
#pragma GCC poison SO_TIMESTAMPNS SO_TIMESTAMPING SO_RXQ_OVFL SO_PEEK_OFF
#pragma GCC poison SO_MAX_PACING_RATE SO_ZEROCOPY SO_TXTIME SO_NO_CHECK
#pragma GCC poison TCP_CORK TCP_DEFER_ACCEPT TCP_QUICKACK TCP_USER_TIMEOUT
#pragma GCC poison TCP_INFO TCP_SYNCNT TCP_LINGER2 TCP_FASTOPEN
#pragma GCC poison TCP_FASTOPEN_CONNECT TCP_KEEPIDLE TCP_KEEPINTVL TCP_KEEPCNT
#pragma GCC poison TCP_CONGESTION TCP_WINDOW_CLAMP TCP_MD5SIG TCP_REPAIR TCP_ULP
#pragma GCC poison TCP_NOTSENT_LOWAT TCP_THIN_DUPACK TCP_ESTABLISHED tcp_info
#pragma GCC poison IP_FREEBIND IP_TRANSPARENT IP_PKTINFO IP_MTU_DISCOVER
#pragma GCC poison IP_RECVERR IPV6_RECVERR IPV6_FREEBIND in_pktinfo ip_mreqn
#pragma GCC poison IP_BIND_ADDRESS_NO_PORT IP_UNICAST_IF IP_MULTICAST_ALL
#pragma GCC poison IP_NODEFRAG IP_MTU IP_PMTUDISC_DO IP_PMTUDISC_DONT
#pragma GCC poison IPV6_TRANSPARENT IPV6_MULTICAST_ALL IPV6_MTU_DISCOVER
#pragma GCC poison AF_NETLINK PF_NETLINK AF_PACKET PF_PACKET AF_ALG AF_VSOCK
#pragma GCC poison SOCK_PACKET sockaddr_nl sockaddr_ll SIOCOUTQ SIOCINQ
#pragma GCC poison SIOCGIFINDEX SIOCGIFNAME SIOCGIFHWADDR IFF_LOWER_UP
#pragma GCC poison recvmmsg sendmmsg sendfile splice tee vmsplice
#pragma GCC poison preadv2 pwritev2 RWF_NOWAIT readahead sync_file_range

/* Processes and what they may: common/spawn.h, execgain.h, idmap.h. */
#pragma GCC poison syscall prctl clone unshare setns gettid capset capget
#pragma GCC poison pidfd_open pidfd_send_signal pidfd_getfd P_PIDFD
#pragma GCC poison vfork close_range setfsuid setfsgid
#pragma GCC poison sched_getaffinity sched_setaffinity prlimit personality
#pragma GCC poison clone3 CLONE_NEWNET CLONE_NEWNS CLONE_NEWUSER pivot_root
#pragma GCC poison __WALL __WCLONE __WNOTHREAD tgkill getcpu sched_getcpu
#pragma GCC poison SIGSTKFLT SIGPWR SIGCLD RUSAGE_THREAD RLIMIT_NICE
#pragma GCC poison RLIMIT_RTPRIO RLIMIT_RTTIME RLIMIT_SIGPENDING RLIMIT_MSGQUEUE
#pragma GCC poison execvpe eaccess group_member get_nprocs get_nprocs_conf

/* Clocks, boots, randomness: common/clock.h, bootclock.h. */
#pragma GCC poison CLOCK_BOOTTIME CLOCK_MONOTONIC_RAW CLOCK_MONOTONIC_COARSE
#pragma GCC poison CLOCK_REALTIME_COARSE CLOCK_TAI adjtimex sysinfo
#pragma GCC poison CLOCK_REALTIME_ALARM CLOCK_BOOTTIME_ALARM
#pragma GCC poison getrandom getentropy getauxval

/* Files: there is openat(2) for what these add. */
#pragma GCC poison renameat2 statx fallocate syncfs copy_file_range
#pragma GCC poison AT_EMPTY_PATH AT_NO_AUTOMOUNT name_to_handle_at
#pragma GCC poison open_by_handle_at getdents64 off64_t loff_t open64 stat64
#pragma GCC poison getxattr setxattr fgetxattr fsetxattr

/* Memory: common/heap.h. */
#pragma GCC poison malloc_trim mallopt mallinfo mallinfo2 malloc_usable_size
#pragma GCC poison mremap MAP_POPULATE MADV_DONTDUMP
#pragma GCC poison MADV_DONTFORK MADV_HUGEPAGE MADV_MERGEABLE MAP_NORESERVE
#pragma GCC poison MAP_LOCKED MAP_HUGETLB MAP_GROWSDOWN MAP_FIXED_NOREPLACE
#pragma GCC poison malloc_info malloc_stats memalign pvalloc membarrier futex

/* Names and addresses: common/idn.h, gai.h, dns.h, netgroups.h. */
#pragma GCC poison AI_IDN AI_CANONIDN NI_IDN EAI_IDN_ENCODE EAI_NODATA
#pragma GCC poison EAI_ADDRFAMILY getaddrinfo_a gai_cancel gai_suspend
#pragma GCC poison gethostbyname_r gethostbyname2 gethostbyname2_r
#pragma GCC poison getnetgrent getnetgrent_r setnetgrent innetgr
#pragma GCC poison res_ninit res_nquery res_nsearch res_nclose res_init
#pragma GCC poison res_query res_search res_send res_nsend res_mkquery
#pragma GCC poison res_nmkquery dnsrch gethostent_r getservbyname_r

/* Errors that only Linux has. */
#pragma GCC poison ENONET EREMOTEIO ENOMEDIUM EMEDIUMTYPE ERESTART ECOMM \
    ESTRPIPE
#pragma GCC poison ENOTUNIQ EBADE EBADFD EBADR EBADRQC EBADSLT EBFONT EUNATCH
#pragma GCC poison EADV ESRMNT EDOTDOT ECHRNG EXFULL EREMCHG EISNAM ENAVAIL
#pragma GCC poison EKEYEXPIRED EKEYREVOKED ENOKEY ERFKILL EHWPOISON EUCLEAN

/* C libraries do not agree on these: ruptime/hosts/dnsname.h and dnsrr.h. */
#pragma GCC poison dn_expand dn_comp dn_skipname ns_initparse ns_parserr
#pragma GCC poison ns_name_uncompress ns_name_ntop ns_name_pton ns_sprintrr

/* glibc's: each is a line of C. */
#pragma GCC poison program_invocation_name program_invocation_short_name
#pragma GCC poison strerrorname_np strerrordesc_np sigabbrev_np sigdescr_np
#pragma GCC poison mempcpy rawmemchr strchrnul strfry memfrob strdupa strndupa
#pragma GCC poison strverscmp versionsort wmempcpy wcschrnul parse_printf_format
#pragma GCC poison fputs_unlocked fwrite_unlocked fread_unlocked fgets_unlocked
#pragma GCC poison fflush_unlocked fcloseall comparison_fn_t sighandler_t
#pragma GCC poison sigandset sigorset sigisemptyset error_at_line
#pragma GCC poison backtrace backtrace_symbols gnu_get_libc_version dlmopen \
    dlvsym
#pragma GCC poison GLOB_TILDE GLOB_BRACE GLOB_ONLYDIR GLOB_ALTDIRFUNC
#pragma GCC poison FNM_EXTMATCH mtrace mcheck argp_parse envz_add
#pragma GCC poison canonicalize_file_name get_current_dir_name euidaccess
#pragma GCC poison fopencookie funopen open_how secure_getenv qsort_r
#pragma GCC poison pthread_setname_np pthread_tryjoin_np pthread_timedjoin_np
#pragma GCC poison pthread_getattr_np pthread_setaffinity_np pthread_getname_np
#pragma GCC poison pthread_sigqueue pthread_yield pthread_clockjoin_np
#pragma GCC poison PTHREAD_RECURSIVE_MUTEX_INITIALIZER_NP
#pragma GCC poison PTHREAD_MUTEX_ADAPTIVE_NP
#pragma GCC poison TEMP_FAILURE_RETRY on_exit getpt argz_create
#pragma GCC poison register_printf_function obstack_printf
