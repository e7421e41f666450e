# SPDX-License-Identifier: ISC
# shellcheck shell=bash disable=SC2034,SC2154
# What the tests of many hosts share, on top of lib.bash: asking them, what is
# said of each, and a room of its own whose network and names are the test's.

load ../cli/lib

# To begin a command with that is to run in the room, once there is one.
inside=()

# And behind that for a daemon there: who made the room is its root, and nobody
# else is known in a room that an ordinary user has made.
as_nobody=()

# fleet STATUS ARGUMENT...: ask, and end with this status; its table is in
# $output then.
fleet() {
	local expected=$1
	shift
	run "-$expected" --separate-stderr timeout 60 "${inside[@]}" \
	    "$ruptime" "$@"
}

# state_of HOST: all that the table says of it but that it is "down".
state_of() {
	awk -v host="$1" '$1 == host { $1 = ""; sub(/^ +(down +)?/, ""); print }' \
	    <<<"$output"
}

# is HOST STATE: there is one line of the host, and it is in this state.
is() {
	local state
	state=$(state_of "$1")
	[[ $state != *$'\n'* && "$state " = "$2"[\ :]* ]] || {
		echo "$1 is not $2: $state" >&2
		return 1
	}
}

# are_up HOST...: there are lines of these hosts and of no other, each up.
are_up() {
	local host
	asked "$@"
	for host; do
		is "$host" up
	done
}

# asked HOST...: there is a line of each of these hosts, and no other.
asked() {
	diff <(printf '%s\n' "$@" | sort) <(hosts | sort)
}

# The hosts that there are lines of, in their order.
hosts() {
	[ -z "$output" ] || awk '{ print $1 }' <<<"$output"
}

# count STATE: how many hosts are in it.
count() {
	awk -v state="^$1[ :]" '{ $1 = ""; sub(/^ +(down +)?/, "")
	    n += $0 " " ~ state } END { print n + 0 }' <<<"$output"
}

# ends_with UP DEAD: so many are up, so many timed out, each once.
ends_with() {
	[ "${#lines[@]}" -eq $(($1 + $2)) ]
	[ "$(count up)" -eq "$1" ]
	[ "$(count "timed out")" -eq "$2" ]
	[ "$(hosts | sort -u | wc -l)" -eq "${#lines[@]}" ]
}

# A daemon on all addresses of IPv4, 127.0.0.0/8 among them; sets port.
start_wide_daemon() {
	start_daemon_on -l 0.0.0.0
	port=$(sed -n 's/.*listening on 0\.0\.0\.0:\([0-9]*\)$/\1/p' "$log")
}

# was_asked NUMBER: the daemon has had so many clients, by its own count.
was_asked() {
	wait_until has_accepted "$1"
}

has_accepted() {
	kill -USR1 "$daemon"
	tail -n 1 "$log" | grep -q "accepted $1,"
}

# What uptime prints, in $dir/reply.
make_reply() {
	echo ' 08:38:22 up  1:11,  0 user,  load average: 3.41, 3.47, 3.37' \
	    >"$dir/reply"
}

need_room() {
	need nsenter
	"$tools/peer_room" true 2>/dev/null || skip "needs namespaces"
}

need_ipv6() {
	"${inside[@]}" grep -q '^0*1 ' /proc/net/if_inet6 || skip "needs ::1"
}

# start_room OPTION...: of peer_room; sets inside.  It has no names but
# localhost and those that the test adds to $dir/hosts, unless the test says
# in $dir/nsswitch where else to look.
start_room() {
	local out=$dir/out.${#started[@]}
	need_room
	[ -e "$dir/hosts" ] || echo '127.0.0.1 localhost' >"$dir/hosts"
	[ -e "$dir/nsswitch" ] || echo 'hosts: files' >"$dir/nsswitch"
	background "$tools/peer_room" -b "$dir/hosts:/etc/hosts" \
	    -b "$dir/nsswitch:/etc/nsswitch.conf" "$@" \
	    sh -c 'echo ready; exec sleep 1000'
	inside=(nsenter -t "$pid" -n -m)
	if [ "$EUID" -ne 0 ]; then
		inside+=(-U --preserve-credentials)
		as_nobody=(unshare -U)
	fi
	wait_until grep -q ready "$out"
}

# start_crowd AT-ONCE IN-ALL: see tests/tools/peer_crowd.c; sets crowd (its
# pid), crowd_out (its output) and port.
start_crowd() {
	crowd_out=$dir/out.${#started[@]}
	background "${inside[@]}" "$tools/peer_crowd" "$@"
	crowd=$pid
	wait_until grep -q . "$crowd_out"
	port=$(head -n 1 "$crowd_out")
}

# crowd_was NUMBER: so many clients were there at once, now that all have come.
crowd_was() {
	wait "$crowd" # which ends by itself
	[ "$(tail -n 1 "$crowd_out")" = "most $1" ] || {
		cat "$crowd_out" >&2
		return 1
	}
}
