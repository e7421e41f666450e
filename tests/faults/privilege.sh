# SPDX-License-Identifier: ISC
# shellcheck shell=bash disable=SC2034,SC2154
# What a daemon that was started by root can still do, and who may ask it.

# status FIELD VALUE: of /proc/PID/status, one blank between words.
has_status() {
	local found
	found=$(sed -n "s/^$1:[[:space:]]*//p" "/proc/$daemon/status" |
	    tr -s '[:space:]' ' ')
	[ "${found% }" = "$2" ] || { echo "$1: $found"; return 1; }
}

root_is_gone() {
	local uid gid field
	need_root
	start_daemon -u nobody
	uid=$(id -u nobody) gid=$(id -g nobody)
	has_status Uid "$uid $uid $uid $uid"
	has_status Gid "$gid $gid $gid $gid"
	has_status Groups "$(id -G nobody)"
	for field in CapInh CapPrm CapEff CapAmb; do
		has_status "$field" 0000000000000000
	done
	has_status NoNewPrivs 1
	all_is_well failed=0 gone=0
}

# tries COMMAND: what a command of root's daemon that may not succeed says.
tries() {
	start_daemon -u nobody -a 0 -c "$1 2>&1 && echo did it || echo refused"
	nc -N 127.0.0.1 "$port" </dev/null >"$dir/reply"
	cat "$dir/reply"
	did_fail grep -q 'did it' "$dir/reply"
	grep -q '^refused$' "$dir/reply"
	all_is_well failed=0 gone=0
}

reads_nothing_of_root() {
	need_root
	need nc
	echo secret >"$dir/secret"
	chmod 600 "$dir/secret"
	tries "cat $dir/secret"
}

writes_nothing_of_root() {
	need_root
	need nc
	mkdir -m 755 "$dir/etc"
	tries "touch $dir/etc/new"
}

# A set-user-id copy of id(1) that says root for others, unless the kernel was
# told to heed no such bit.
gains_nothing_by_setuid() {
	need_root
	need nc setpriv
	cp "$(command -v id)" "$dir/id"
	chmod 4755 "$dir/id"
	[ "$(setpriv --reuid nobody --clear-groups "$dir/id" -u)" = 0 ] ||
	    skip "needs a file system that heeds set-user-id bits"
	tries "[ \"\$($dir/id -u)\" = 0 ]"
}

access_lists() {
	local cflags=() libs=()
	need python3 cc pkg-config
	python3 -c 'import ipaddress' || skip "needs Python's ipaddress"
	read -ra cflags <<<"$(pkg-config --cflags libbsd-overlay)"
	read -ra libs <<<"$(pkg-config --libs libbsd-overlay)"
	mkdir -p "$build/faults"
	cc -std=c11 -D_GNU_SOURCE "${cflags[@]}" -I"$here/../.." \
	    -o "$build/faults/acl_oracle" "$here/acl_oracle.c" \
	    "$here"/../../common/{net,hostport}.c "$here/../../ruptimed/acl.c" \
	    "${libs[@]}"
	python3 "$here/acl_oracle.py" >"$dir/pairs"
	python3 "$here/acl_oracle.py" -j <"$dir/pairs" >"$dir/expected"
	"$build/faults/acl_oracle" <"$dir/pairs" >"$dir/judged"
	[ "$(wc -l <"$dir/judged")" -gt 9000 ]
	[ "$(grep -c allow "$dir/judged")" -gt 1000 ]
	[ "$(grep -c deny "$dir/judged")" -gt 1000 ]
	paste -d ' ' "$dir/pairs" "$dir/expected" "$dir/judged" |
	    awk '$3 != $4 { print; bad = 1 } END { exit bad }'
}

# Those who may not ask are told, and counted as such; who is well-behaved is
# told that too.
# shellcheck disable=SC2317 # lib.sh calls what is defined here
denied() {
	warm_up() { :; }
	start_daemon -A 10.0.0.0/8
	swarm -n 1000 -e 'error: access denied' -b 100 >"$dir/swarm" ||
	    { cat "$dir/swarm"; return 1; }
	served() { swarm -n 1 -e 'error: access denied'; }
	memory_bound=1024
	all_is_well denied=1001 answered=0 failed=0 gone=0
}

check "root's daemon keeps no id, capability or new privilege" root_is_gone
check "root's daemon reads no file of root's" reads_nothing_of_root
check "root's daemon writes to no directory of root's" writes_nothing_of_root
check "root's daemon gains nothing by a set-user-id file" \
    gains_nothing_by_setuid
check "-A at every prefix length is as Python's ipaddress" access_lists
check "1,000 clients who may not ask: all are told" denied
