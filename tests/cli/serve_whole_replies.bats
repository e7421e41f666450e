# ruptimed(8): "The reply is what the command prints, byte for byte, up to 65,536
# bytes; more is an error".
load lib_serving

@test "65,536 bytes are a reply" {
	start_daemon -c 'head -c 65536 /dev/urandom | tee '"$dir"'/w/printed'
	ask >"$dir/reply"
	cmp "$dir/w/printed" "$dir/reply"
	[ "$(wc -c <"$dir/reply")" -eq 65536 ]
}

@test "65,537 bytes are an error" {
	make_command
	start_daemon -a 0 -c "$command"
	does 'head -c 65537 /dev/zero'
	run -0 ask
	[ "$output" = "error: the uptime command printed more than 65536 bytes" ]
}

@test "NUL bytes pass unchanged, and no newline is added" {
	start_daemon -c 'printf "\000up\000\n\000"'
	[ "$(ask | od -An -c | tr -d ' ')" = '\0up\0\n\0' ]
}

@test "slow readers of a long reply get all of it" {
	start_daemon -a 60 -c 'head -c 65536 /dev/zero'
	run -0 swarm -n 50 -r 4096 -s 65536
	counts replied=50 eof_clean=50 distinct=1
}
