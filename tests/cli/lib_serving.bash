# SPDX-License-Identifier: ISC
# shellcheck shell=bash disable=SC2034,SC2154
# What the tests of the daemon's serving share, on top of lib.bash: many
# clients at once, a command that behaves as the test says at the time, and
# what the daemon holds.  The command writes to $dir/w, where any user may.

load lib

test_setup() {
	mkdir -m 1777 "$dir/w"
}

# swarm OPTION...: many clients of the daemon, see tests/tools/swarm.c.
swarm() {
	"$tools/swarm" "$@" 127.0.0.1 "$port"
}

# swarm_waits OPTION...: the same in the background, until all of it are
# connected; sets swarm (its pid) and result (the file of its counts).
swarm_waits() {
	result=$dir/out.${#started[@]}
	background "$tools/swarm" -v 1 "$@" 127.0.0.1 "$port"
	swarm=$pid
	wait_until grep -q 'all connected' "${result/out./err.}"
}

# swarm_at_once OPTION...: the same, but the daemon looks away until all are
# connected: so they wait for one run, up to 64 of them.
swarm_at_once() {
	kill -STOP "$daemon"
	swarm_waits "$@"
	kill -CONT "$daemon"
}

# counts NAME=NUMBER...: of the swarm's line in $output.
counts() {
	local count
	for count; do
		[[ " $output " == *" $count "* ]] || {
			echo "not $count: $output" >&2
			return 1
		}
	done
}

# does TEXT: what the command of make_command does from now on, in sh(1).
does() {
	echo "$1" >"$dir/does.new"
	chmod 644 "$dir/does.new"
	mv "$dir/does.new" "$dir/does"
}

# Sets command; at first it answers "good".  Each run leaves its process group
# in $dir/w/groups.
make_command() {
	does 'echo good'
	command=$(script command <<-END
	read -r _ _ _ _ group _ </proc/\$\$/stat
	echo "\$group" >>$dir/w/groups
	. $dir/does
	END
	)
}

# What the command does while the gate is shut is wait, but not for ever where
# the test has failed.
shut_gate() {
	rm -f "$dir/gate_is_open"
	does "while [ -d $dir ] && [ ! -e $dir/gate_is_open ]; do sleep 0.02; done
	echo good"
}

open_gate() {
	: >"$dir/gate_is_open"
}

# runs NUMBER: so many runs have begun.
runs() {
	[ "$(wc -l <"$dir/w/groups")" -eq "$1" ]
}

# No process is left of any run's group.
groups_are_gone() {
	ps -eo pgid=,stat= | awk -v groups="$(tr '\n' ' ' <"$dir/w/groups")" '
	    index(" " groups, " " $1 " ") && $2 !~ /^Z/ { left = 1 }
	    END { exit left }'
}

# How many descriptors the daemon has open.
descriptors() {
	local fds=("/proc/$daemon/fd/"*)
	echo ${#fds[@]}
}

has_descriptors() {
	[ "$(descriptors)" -eq "$1" ]
}

# The daemon's own resident memory in kB.
resident() {
	awk '/^RssAnon:/ { print $2 }' "/proc/$daemon/status"
}

# The daemon's CPU time so far, in ticks of 10 ms.
cpu_ticks() {
	awk '{ sub(/.*\) /, ""); print $12 + $13 }' "/proc/$daemon/stat"
}

# The daemon has logged a line with this text.
logged() {
	grep -qF -- "$1" "$log"
}

# counters TEXT: asked for its counters by SIGUSR1, the daemon logs TEXT, sooner
# or later.
counters() {
	wait_until counters_are "$1"
}

counters_are() {
	kill -USR1 "$daemon"
	logged "$1"
}

# ends_well: the daemon, asked to stop, does, with status 0.
ends_well() {
	wait_until gone "$daemon"
	wait "$daemon"
}
