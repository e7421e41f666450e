/* SPDX-License-Identifier: ISC */
/*
 * What ruptime says of its options: the synopsis and --help.
 */
#include "ruptime/options.h"

const char options_usage[] =
    "usage: ruptime [-46hVvw] [-p port] [-R retries] [-T seconds] host\n";

const char options_help[] =
    "Print what uptime(1) prints on a host that runs ruptimed.\n"
    "\n"
    "  host                    name, address, name:port, [v6]:port or the\n"
    "                          /path of a socket\n"
    "  -4, --ipv4              use IPv4 only\n"
    "  -6, --ipv6              use IPv6 only\n"
    "  -h, --help              print this and exit\n"
    "  -p, --port=PORT         port or service to ask (default: ruptime, else\n"
    "                          4000)\n"
    "  -R, --retries=N         try a refused, reset or empty attempt again\n"
    "                          up to N times (default 3)\n"
    "  -T, --timeout=SECONDS   for all attempts together (default 5; with -w\n"
    "                          none)\n"
    "  -V, --version           print the version and exit\n"
    "  -v, --verbose           tell of failed attempts\n"
    "  -w, --wait              wait until the host answers\n"
    "\n"
    "Exit status: 0 the host is up, 1 it is not, 2 usage.  See ruptime(1).\n";
