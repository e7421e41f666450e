#!/usr/bin/env bash
# SPDX-License-Identifier: ISC
# lab.sh DIR COMMANDS: run shell commands where the manual's examples could have
# been typed: a network and an /etc/hosts of their own, and a ruptimed on each
# host that has a file HOST.uptime in DIR, with which it answers.  DIR is their
# home, where they begin.  A hook, DIR/hook, runs beside them if it is there.  To
# be started by unshare -nm.
set -eu
dir=$1 commands=$2

cat >"$dir/etc_hosts" <<EOT
127.0.0.1 localhost
::1 localhost
10.0.0.9 gate
10.0.0.10 alpha
10.0.0.11 db-primary
10.0.0.12 beta
10.0.0.13 gamma
10.0.0.14 delta
10.0.0.21 node01
10.0.0.22 node02
10.0.0.23 node03
10.0.0.24 node04
EOT
echo 'ssh 22/tcp' >"$dir/etc_services"
mount --bind "$dir/etc_hosts" /etc/hosts
mount --bind "$dir/etc_services" /etc/services
ip link set lo up
for address in 10.0.0.{9,10,11,12,13,14,21,22,23,24}; do
	ip address add "$address/32" dev lo
done

daemons=()
trap '[ ${#daemons[@]} -eq 0 ] || kill "${daemons[@]}"; wait' EXIT

# started PID LOG: wait until the daemon with the log listens.
started() {
	daemons+=("$1")
	until grep -qs 'listening on' "$2"; do
		kill -0 "$1" || { cat "$2" >&2; exit 1; }
		read -rt 0.02 <> <(:) || true
	done
}

# start HOST: what it said in a lab before does not count.
start() {
	rm -f "$dir/$1.log"
	ruptimed -f -l "$1" -c "cat '$dir/$1.uptime'" 2>"$dir/$1.log" &
	started $! "$dir/$1.log"
}

cd "$dir"
export HOME=$dir PATH=$dir/bin:$PATH
for file in "$dir"/*.uptime; do
	[ -e "$file" ] || continue
	host=${file##*/}
	start "${host%.uptime}"
done
if [ -e "$dir/hook" ]; then
	# shellcheck source=/dev/null
	. "$dir/hook"
fi
status=0
bash -c "$commands" || status=$?
exit "$status"
