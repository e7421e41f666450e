# ruptime(1), EXAMPLES: "Or by a stunnel on this machine, at a socket that nobody
# else can reach, and that a stunnel before it may have left.  Why a host does not
# answer is in its log then"; ruptimed(8): "Or have it ask a daemon, whose clients
# share runs".
load lib_example
load lib_tls

test_teardown() {
	end_tls
}

# client: the commands of the example; sets asking and asking_shown.
client() {
	tls_lab
	example 'Or by a stunnel on this machine'
	asking=${commands/ruptime /ruptime -T 60 }
	asking_shown=$shown
}

# daemon: has alpha serve a daemon in place of one that each client starts.
daemon() {
	example 'Or have it ask a daemon' ruptimed.8
	serving="$(sed '/^stunnel/d' <<<"$serving")
	$commands
	trap 'kill \$(cat /run/ruptimed/ruptimed.pid)' EXIT"
	serving=${serving/ruptimed -l/"ruptimed -a 600 -c '$dir/texts/run' -l"}
	script texts/run <<<"echo run >>'$dir/pub/runs'; uptime" >/dev/null
}

# refused REASON LOGGED: ruptime has no reply; the log here has the reason, and
# alpha's another one.
refused() {
	does "$(sed '/^ruptime/d' <<<"$asking")
	ruptime -R 0 -T 60 -t ~/tls/alpha"
	[[ $output = *"down "*"bad reply"* ]]
	cat "$dir/tls/log"
	grep -q -- "$1" "$dir/tls/log"
	is_logged "$2"
}

@test "as it stands there" {
	client
	commands=$serving$'\n'$asking
	shown=$serving_shown$'\n'$asking_shown
	lab
	is_logged 'Certificate accepted at depth=0: CN=asker'
}

@test "a daemon, as it stands there" {
	client
	daemon
	commands=$serving$'\n'$asking$'\nruptime -T 60 ~/tls/alpha'
	shown=$serving_shown$'\n'$asking_shown$'\n'$asking_shown
	lab
	[ "$(grep -c 'accepted connection' "$dir/pub/log")" -eq 2 ]
	[ "$(wc -l <"$dir/pub/runs")" -eq 1 ]
}

@test "what a stunnel that was killed has left is in nobody's way" {
	client
	does "$asking
	file=\$(grep -l \$HOME/tls \$HOME/conf.* | sed s,/conf,/pub/pid,)
	kill -KILL \$(cat \$file)
	rm \$file
	until ruptime -R 0 -T 60 ~/tls/alpha 2>&1 | grep refused; do :; done
	$asking"
	[[ $output = *"load average"*refused*"load average"* ]]
}

@test "nobody else reaches the socket" {
	client
	does "umask 0
	$asking
	setpriv --reuid nobody --regid nogroup --clear-groups \
	    ruptime -T 60 ~/tls/alpha"
	[[ $output = *"load average"*"Permission denied"* ]]
}

@test "a client that the server refuses" {
	client
	stranger asker clientAuth
	asked_with asker
	refused 'alert unknown ca' 'unable to get local issuer certificate'
}

@test "a client whose certificate has expired" {
	client
	expired asker clientAuth
	asked_with asker
	refused 'alert certificate expired' 'certificate has expired'
}

@test "a client without a certificate, before a daemon" {
	client
	daemon
	asking=$(sed '/^cert =/d; /^key =/d' <<<"$asking")
	refused 'alert certificate required' 'peer did not return a certificate'
}

@test "a server of another authority" {
	client
	stranger alpha serverAuth
	served_with alpha
	refused 'unable to get local issuer certificate' 'alert unknown ca'
}

@test "a server that has another one's certificate" {
	client
	cert beta serverAuth
	served_with beta
	refused 'Subject checks failed' 'SSL_accept: .* alert'
}

@test "a server whose certificate has expired" {
	client
	expired alpha serverAuth
	served_with alpha
	refused 'certificate has expired' 'alert certificate expired'
}

@test "a host that is not there" {
	client
	serving='echo nobody listens >$HOME/pub/log'
	serving_shown=
	refused 'Connection refused' 'nobody listens'
}
