# SPDX-License-Identifier: ISC
# shellcheck shell=bash disable=SC2034,SC2154
# What the tests of sources share, on top of lib_fleet.bash: a room with a cable
# in it, and machines at the other end.

load lib_fleet

# start_etc_room: a room as start_room has it, and an /etc of its own, with what
# the test has written in $dir/etc.
start_etc_room() {
	local file
	need unshare ip
	for file in passwd group ld.so.cache alternatives; do
		[ ! -e "/etc/$file" ] || cp -a "/etc/$file" "$dir/etc"
	done
	start_room -b "$dir/etc:/etc"
	# The room's own process ends by itself after half a minute.
	background "${inside[@]}" sh -c 'echo $$; exec sleep 1000'
	wait_until grep -q . "$dir/out.$((${#started[@]} - 1))"
	inside[2]=$(<"$dir/out.$((${#started[@]} - 1))")
}

# start_cable ADDRESS/BITS...: such a room, with eth0 that has these addresses;
# sets far, what begins a command at the other end.
start_cable() {
	start_etc_room
	in_room ip link set lo up 2>/dev/null || skip "needs namespaces"
	background "${inside[@]}" unshare -n sh -c 'echo $$; exec sleep 1000'
	wait_until grep -q . "$dir/out.$((${#started[@]} - 1))"
	far_pid=$(<"$dir/out.$((${#started[@]} - 1))")
	far=("${inside[@]}" nsenter -t "$far_pid" -n)
	in_room ip link add eth0 type veth peer name eth0 netns "$far_pid" ||
	    skip "needs veth"
	in_room ip link set eth0 up
	"${far[@]}" ip link set lo up
	"${far[@]}" ip link set eth0 up
	add_addresses in_room "$@"
}

# add_addresses COMMAND ADDRESS...: to eth0 where the command begins others.
add_addresses() {
	local address
	for address in "${@:2}"; do
		case $address in
		*:*) "$1" ip address add "$address" dev eth0 nodad ;;
		*) "$1" ip address add "$address" dev eth0 ;;
		esac
	done
}

at_far() {
	"${far[@]}" "$@"
}

in_room() {
	"${inside[@]}" "$@"
}

test_setup() {
	mkdir -p "$dir/etc/avahi/services"
	echo '127.0.0.1 localhost' >"$dir/etc/hosts"
	printf 'hosts: files\nnetgroup: files\nservices: files\n' \
	    >"$dir/etc/nsswitch.conf"
	printf 'ruptime 4000/tcp\nssh 22/tcp\n' >"$dir/etc/services"
	export HOME=$dir/home
	unset XDG_CONFIG_HOME RUPTIME_HOSTS
}

# far_address ADDRESS/BITS...: of the other end.
far_address() {
	add_addresses at_far "$@"
}

far_command="echo ' 08:38:22 up 1:11, 0 user, load average: 1.00, 2.00, 3.00'"

# far_daemon ADDRESS [ARGUMENT...]: a ruptimed there, at the default port unless
# the arguments say another; far_command is what it runs.
far_daemon() {
	local log=$dir/err.${#started[@]}
	background "${far[@]}" "${as_nobody[@]}" "$ruptimed" -f -l "$1" -A 0.0.0.0/0 -A ::/0 \
	    -c "$far_command" "${@:2}"
	wait_until grep -q 'listening on' "$log" || { cat "$log"; false; }
}

# far_serve ADDRESS PORT LINE: something else that listens there.
far_serve() {
	need socat
	script "serve.${#started[@]}" <<<"echo '$3'" >/dev/null
	background "${far[@]}" socat "TCP-LISTEN:$2,bind=$1,fork,reuseaddr" \
	    "EXEC:$dir/serve.${#started[@]}"
	wait_until far_listens "$1" "$2"
}

far_listens() {
	"${far[@]}" ss -Hltn "src $1:$2" | grep -q LISTEN
}
