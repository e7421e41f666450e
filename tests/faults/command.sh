# SPDX-License-Identifier: ISC
# shellcheck shell=bash disable=SC2034,SC2154
# The command is killed or stopped, at any point of its life, and with it the
# shell of popen(3), the leader of their group, or all of them.

# The command stops where $dir/w/stage says, until it is no more.
make_command() {
	script command <<-END
	hold() {
		[ "\$1" = "\$(cat $dir/w/stage 2>/dev/null)" ] || return 0
		read -r _ _ _ _ group _ </proc/\$\$/stat
		echo "\$group \$PPID \$\$" >$dir/w/new
		mv $dir/w/new $dir/w/held
		while [ -e $dir/w/stage ]; do sleep 0.02; done
	}
	hold before
	printf 'half of '
	hold amid
	printf 'it\\n'
	hold after
	END
}

# target WHO: of the process ids that the command left.
target() {
	local leader shell command
	read -r leader shell command <"$dir/w/held"
	case $1 in
	leader) echo "$leader" ;;
	shell) echo "$shell" ;;
	command) echo "$command" ;;
	group) echo "-$leader" ;;
	esac
}

# No process is left of the run's group.
group_is_gone() {
	local leader
	read -r leader _ <"$dir/w/held"
	nobody_by -g "$leader"
}

# strike STAGE SIGNAL WHO
strike() {
	rm -f "$dir/w/held"
	echo "$1" >"$dir/w/stage"
	chmod 666 "$dir/w/stage"
	swarm_waits -n 5
	wait_until test -e "$dir/w/held"
	kill "-$2" -- "$(target "$3")"
	wait "$swarm" || :
	echo "$*: $(cat "$result")"
	counts "$result" error=5 eof_clean=5
	wait_until group_is_gone
	rm "$dir/w/stage"
	swarm -n 5 -s 11 || return
}

# Errors to those who wait, within the timeout; then all is good again.
struck() {
	local who
	start_daemon -a 0 -t 1 -c "$(make_command); exit \$?"
	for who in leader shell command group; do
		strike "$1" "$2" "$who"
	done
	all_is_well failed=20 gone=0
}

for signal in KILL STOP; do
	for stage in before amid after; do
		check "SIG$signal to the command $stage its output" \
		    struck "$stage" "$signal"
	done
done
