# ruptimed(8): "In the foreground, where standard error is the journal, each
# line begins with its priority, see sd-daemon(3)".
load ../cli/lib_startup

# Sets with_stream: "$with_stream" OF COMMAND..., where JOURNAL_STREAM names OF.
need_journal() {
	ldd "$ruptimed" | grep -q libsystemd || skip "built without libsystemd"
	with_stream=$(script with_stream <<-'END'
	JOURNAL_STREAM=$(stat -Lc %d:%i "$1") && export JOURNAL_STREAM
	shift
	exec "$@"
	END
	)
}

@test "where JOURNAL_STREAM is standard error, lines have their priority" {
	need_journal
	await_daemon "$with_stream" /dev/stderr "$ruptimed" -f -v \
	    -l "$dir/run/socket" -p 0 -c 'echo up; echo reason >&2'
	grep -qx "<6>listening on $dir/run/socket" "$log"
	grep -qx '<7>run 1 has ended' "$log"
	run ! grep -v '^<[0-7]>' "$log"
}

@test "errors of start-up have theirs" {
	need_journal
	background "$with_stream" /dev/stderr "$ruptimed" -f -p 0 \
	    -l "$dir/run/socket" -c false
	wait_until gone "$pid"
	[ "$(cat "$dir/err.0")" = \
	    '<4>false: the uptime command exited with status 1' ]
}

@test "where it is another stream, they have not" {
	need_journal
	: >"$dir/journal"
	await_daemon "$with_stream" "$dir/journal" "$ruptimed" -f \
	    -l "$dir/run/socket" -p 0 -c 'echo up'
	grep -qx "ruptimed: listening on $dir/run/socket" "$log"
}
