# SPDX-License-Identifier: ISC
# shellcheck shell=bash disable=SC2034,SC2154
# What the tests of the manual's examples share: the commands are those that
# stand there, and so is what they have to print.

load ../cli/lib

test_setup() {
	need_root
	need unshare ip
	unshare -nm true 2>/dev/null || skip "needs namespaces"
	mkdir "$dir/bin"
	ln -s "$ruptime" "$ruptimed" "$dir/bin"
	uptime_of alpha '3 days,  5:02,  1 user' 0.04, 0.08, 0.07
	uptime_of db-primary '1100 days, 0 min,  12 users' 12.50, 3.00, 1.25
	uptime_of node01 '41 days,  7:13,  0 users' 0.00, 0.01, 0.05
	uptime_of node02 '4 min,  0 users' 1.70, 0.61, 0.22
	uptime_of node04 '41 days,  7:12,  2 users' 3.99, 4.02, 4.00
	mkdir -p "$dir/.config/ruptime"
	echo 'alpha db-primary node[01-04]' >"$dir/.config/ruptime/hosts"
	unset XDG_CONFIG_HOME RUPTIME_HOSTS NO_COLOR
	unset RUPTIME_SEEN STATE_DIRECTORY XDG_STATE_HOME
}

# remembered HOST AGO UPTIME: it was last seen up so many seconds ago, and told
# that it was up for so many.
remembered() {
	local seen=$dir/.local/state/ruptime/seen now
	now=$(date +%s)
	mkdir -p "${seen%/*}"
	[ -e "$seen" ] || echo 'ruptime-seen 1' >"$seen"
	printf '%s\t%s\t-\t-\t%s\t60\t0\t%s\n' "$1" $((now - $2)) "$3" \
	    "$now" >>"$seen"
}

# uptime_of HOST TEXT LOAD...: what the host is to answer.
uptime_of() {
	echo " 08:38:22 up $2,  load average: ${*:3}" >"$dir/$1.uptime"
}

# example TEXT [PAGE]: find the example whose introduction begins so; sets
# commands, and shown, what they print there.
example() {
	local block
	block=$(awk -v text="$1" '
	    /^\.Sh/ { here = 0 }
	    /^\.Sh EXAMPLES/ { examples = 1 }
	    examples && index($0, text) == 1 { here = 1 }
	    here && /^\.Ed/ { exit }
	    here && inside { gsub(/\\e/, "\\"); gsub(/\\&/, ""); print }
	    here && /^\.Bd/ { inside = 1 }
	    ' "$BATS_TEST_DIRNAME/../../man/${2:-ruptime.1}")
	[ -n "$block" ]
	commands=$(parts_of commands <<<"$block")
	shown=$(parts_of shown <<<"$block")
}

# parts_of commands | shown: those lines of an example.  A command goes on
# behind a backslash, and up to the end of its here-document.
parts_of() {
	awk -v wanted="$1" '
	    end == "" && !more {
		command = sub(/^([a-z]+)?[$#] /, "")
		if (command && match($0, /<<'"'"'?END'"'"'?$/))
			end = "END"
	    }
	    (wanted == "commands") == (command || end != "" || more)
	    more || end == "" { more = (command || more) && /\\$/ }
	    $0 == end { end = ""; command = 0 }
	    '
}

# lab: run the commands, in the lab; their output is what is shown.
lab() {
	unshare -nm "$BATS_TEST_DIRNAME/lab.sh" "$dir" "$commands" \
	    >"$dir/printed" 2>"$dir/told" || status=$?
	cat "$dir/told"
	diff <([ -z "$shown" ] || echo "$shown") "$dir/printed"
}
