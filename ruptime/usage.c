/* SPDX-License-Identifier: ISC */
/*
 * What ruptime says of its options: the synopsis and --help.
 */
#include "ruptime/options.h"

const char options_usage[] =
    "usage: ruptime [-46aDhlrtUuVvw] [-C loads] [--color[=when]] [-e command]\n"
    "           [-F fanout] [-f file] [-o format] [-p port] [-R retries]\n"
    "           [-T seconds] [-W loads] [-x hosts] [host ...]\n";

const char options_help[] =
    "Ask hosts that run ruptimed what uptime(1) prints there.\n"
    "\n"
    "  host                    name, address, name:port, [v6]:port, the /path\n"
    "                          of a socket, or ranges as in node[01-16,20];\n"
    "                          none: those of the hosts file\n"
    "  -4, --ipv4              use IPv4 only\n"
    "  -6, --ipv6              use IPv6 only\n"
    "  -a, --all               nothing; BSD's, and all are shown anyway\n"
    "  -C, --critical=LOADS    of -o nagios: critical above 8, or 8,6,4\n"
    "      --color[=WHEN]      auto (default), always or never\n"
    "  -D, --down              print only the names of those that are not up\n"
    "  -e, --command=COMMAND   ask by a command, %h the host, %p the port:\n"
    "                          -e 'ssh -o BatchMode=yes %h uptime'\n"
    "  -F, --fanout=N          ask up to N at once (default 1024; with -w as\n"
    "                          many as there are descriptors for)\n"
    "  -f, --file=FILE         ask the hosts in the file as well, - is\n"
    "                          standard input; may be repeated\n"
    "  -h, --help              print this and exit\n"
    "  -l, --by-load           sort by load\n"
    "  -o, --output=FORMAT     table, raw, json, prometheus or nagios\n"
    "  -p, --port=PORT         port or service to ask (default: ruptime, else\n"
    "                          4000)\n"
    "  -R, --retries=N         try a refused, reset or empty attempt again\n"
    "                          up to N times (default 3)\n"
    "  -r, --reverse           sort the other way round\n"
    "  -T, --timeout=SECONDS   for all attempts at a host together (default "
    "5;\n"
    "                          with -w none)\n"
    "  -t, --by-uptime         sort by the time that they are up\n"
    "  -U, --up                print only the names of those that are up\n"
    "  -u, --by-users          sort by users\n"
    "  -V, --version           print the version and exit\n"
    "  -v, --verbose           tell of failed attempts\n"
    "  -W, --warning=LOADS     of -o nagios: warning above 4, or 4,3,2\n"
    "  -w, --wait              wait until each host answers\n"
    "  -x, --exclude=HOSTS     leave these out; may be repeated\n"
    "\n"
    "One host is printed as it answers, several as a table.\n"
    "Exit status: 0 every host is up, 1 some host is not, 2 usage, or nothing\n"
    "could be asked; of -o nagios 0 to 3, as plugins do.  See ruptime(1).\n";
