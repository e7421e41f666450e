/* SPDX-License-Identifier: ISC */
/*
 * What ruptimed says of its options: the synopsis and --help.
 */
#include "ruptimed/options.h"

const char options_usage[] =
    "usage: ruptimed [-46fhiVv] [-A net]... [-a seconds] [-c command]\n"
    "                [-l address]... [-m n] [-P pidfile] [-p port]\n"
    "                [-t seconds] [-u user] [--idle-exit=seconds]\n";

const char options_help[] =
    "Answer every TCP connection with what uptime(1) prints.\n"
    "\n"
    "  -4, --ipv4              listen on IPv4 only\n"
    "  -6, --ipv6              listen on IPv6 only\n"
    "  -A, --allow=NET         who may ask: address, address/prefix or "
    "\"any\";\n"
    "                          repeatable (default: local and private "
    "networks)\n"
    "  -a, --max-age=SECONDS   answer with a run this old at most (default "
    "1);\n"
    "                          0: only with runs begun after the client came\n"
    "  -c, --command=COMMAND   run this by sh(1) instead of uptime\n"
    "  -f, --foreground        stay in the foreground, log to standard error\n"
    "  -h, --help              print this and exit\n"
    "      --idle-exit=SECONDS end when nobody has asked for so long; only "
    "with\n"
    "                          sockets that a service manager passes\n"
    "  -i, --inetd             standard input is the client: answer it and "
    "exit\n"
    "  -l, --listen=ADDRESS    listen on address, address:port, [v6]:port, "
    "name\n"
    "                          or /socket/path; repeatable (default: "
    "everywhere)\n"
    "  -m, --max-clients=N     serve at most N clients at once (default 4096)\n"
    "  -P, --pidfile=PATH      lock PATH and write the process id to it\n"
    "  -p, --port=PORT         port or service to listen on (default: "
    "ruptime,\n"
    "                          else 4000); 0: the kernel chooses, the log "
    "says\n"
    "  -t, --timeout=SECONDS   end a run that takes longer (default 5)\n"
    "  -u, --user=USER         become USER when started as root\n"
    "                          (default: ruptime, else nobody)\n"
    "  -V, --version           print the version and exit\n"
    "  -v, --verbose           log each client and run\n"
    "\n"
    "Exit status: 0 stopped as asked, 1 failed, 2 usage.  See ruptimed(8).\n";
