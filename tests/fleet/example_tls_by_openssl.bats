# ruptime(1), EXAMPLES: "Ask by TLS a host that stunnel(8) serves at as
# ruptimed(8) shows it.  Of what openssl says the lines that tell of an error go
# to standard error, where -e takes the reason from".
load lib_example
load lib_tls

test_teardown() {
	end_tls
}

# ask_script: the commands of the example but the last, which asks.
ask_script() {
	tls_lab
	example 'Ask by TLS a host that'
	asking=$(sed '/^ruptime/d; /^ls/d' <<<"$commands")
	asking+=$'\nruptime -T 60 -t -p 4001 -e "~/tls/ask %h %p" alpha'
}

# refused REASON LOGGED: so ruptime tells it, and alpha's stunnel; nothing of
# uptime was printed, and ruptimed not started.
refused() {
	rm "$dir/sbin/ruptimed"
	script sbin/ruptimed <<<"touch '$dir/pub/started'"
	does "$asking"
	[[ $output = "alpha        down   "*"error: "*"$1"* ]]
	[ "$(wc -l <"$dir/more")" -eq 1 ]
	is_logged "$2"
	[ ! -e "$dir/pub/started" ]
}

@test "as it stands there" {
	local server client
	tls_lab
	server=$serving
	example 'Ask by TLS a host that'
	client=${commands/ruptime /ruptime -T 60 }
	commands=$server$'\n'$client
	shown=$serving_shown$'\n'$shown
	lab
	is_logged 'Certificate accepted at depth=0: CN=asker'
}

@test "a client without a certificate" {
	ask_script
	asking=${asking/-cert asker.pem -key asker.key/}
	refused 'certificate required' 'peer did not return a certificate'
}

@test "a client with the certificate of another authority" {
	ask_script
	stranger asker clientAuth
	asked_with asker
	refused 'alert unknown ca' 'unable to get local issuer certificate'
}

@test "a client whose certificate has expired" {
	ask_script
	expired asker clientAuth
	asked_with asker
	refused 'alert certificate expired' 'certificate has expired'
}

@test "a client with a server's certificate" {
	ask_script
	asked_with alpha
	refused 'alert unsupported certificate' 'unsuitable certificate purpose'
}

# OpenSSL has no "error" in that line.
@test "a client whose certificate is not there" {
	ask_script
	rm "$dir/tls/asker.pem"
	does "$asking"
	[[ $output = "alpha        down   "*"error: Could not open "*asker.pem* ]]
}

@test "a server with the certificate of another authority" {
	ask_script
	stranger alpha serverAuth
	served_with alpha
	refused 'unable to get local issuer certificate' 'alert unknown ca'
}

@test "a server whose certificate has expired" {
	ask_script
	expired alpha serverAuth
	served_with alpha
	refused 'certificate has expired' 'alert certificate expired'
}

@test "a server with another one's certificate, or a client's" {
	ask_script
	cert beta serverAuth
	served_with beta
	refused 'hostname mismatch' 'alert bad certificate'
}

@test "a client's certificate serves nobody" {
	ask_script
	served_with asker
	refused 'unsuitable certificate purpose' 'alert unsupported certificate'
}

@test "who asks without TLS gets nothing" {
	tls_lab
	does 'ruptime -t -T 0.5 alpha:4001
	printf "\n\n" | nc -N alpha 4001 | grep "up "'
	[[ $output = "alpha:4001   down   "*"timed out"* ]]
	[[ $output != *" up "* ]]
}

@test "IPv6 is served, and what fails before TLS is told" {
	ask_script
	cert alpha6 serverAuth
	served_with alpha6
	does "echo '::1 alpha6' >>/etc/hosts
	$(sed '/^ruptime/d' <<<"$asking")
	ruptime -T 60 -p 4001 -e '~/tls/ask %h %p' alpha6
	ruptime -T 60 -t -p 4002 -e '~/tls/ask %h %p' alpha"
	grep "load average" "$dir/more"
	grep 'down .*error: .*Connection refused' "$dir/more"
}
