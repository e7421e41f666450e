# ruptime(1): "Nothing of ours is needed on the hosts then, and whatever carries
# the command may encrypt and authenticate".
load ../cli/lib
load lib_sshd

test_setup() {
	start_sshd
	mkfifo "$dir/never"
}

# Whoever still waits for the fifo goes.
test_teardown() {
	[ ! -p "$dir/never" ] || { exec 9<>"$dir/never"; exec 9<&-; }
}

# by_ssh COMMAND ARGUMENT...: the command is of the hosts.
by_ssh() {
	"$ruptime" -T 30 -p "$ssh_port" -e "$(ssh_command) $1" "${@:2}"
}

@test "two hosts are two lines" {
	run -0 --separate-stderr by_ssh uptime 127.0.0.1 127.0.0.2
	[ "${#lines[@]}" -eq 2 ]
	[[ ${lines[0]} =~ ^127\.0\.0\.1\ +up\ .*load ]]
	[[ ${lines[1]} =~ ^127\.0\.0\.2\ +up\ .*load ]]
	[ -z "$stderr" ]
}

@test "one host is printed as it answers" {
	run -0 --separate-stderr by_ssh uptime 127.0.0.2
	is_uptime "$output"
	[ -z "$stderr" ]
}

@test "nobody listens" {
	run -1 --separate-stderr by_ssh uptime 127.0.0.1 127.0.0.3
	[[ ${lines[0]} =~ ^127\.0\.0\.1\ +up\  ]]
	[[ ${lines[1]} =~ ^127\.0\.0\.3\ +down\ +error:\ .*[Cc]onnection\ refused ]]
}

@test "the key of the host is not known" {
	sed -i 's/,[^ ]* / /' "$dir/known_hosts"
	run -1 by_ssh uptime 127.0.0.1 127.0.0.2
	[[ ${lines[0]} =~ ^127\.0\.0\.1\ +up\  ]]
	[[ ${lines[1]} =~ ^127\.0\.0\.2\ +down\ +error:\ .*"host key is known" ]]
}

@test "the key of the host has changed" {
	ssh-keygen -q -t ed25519 -N '' -C test -f "$dir/other"
	sed "s/^/[127.0.0.2]:$ssh_port /" "$dir/other.pub" >"$dir/known_hosts"
	run -1 --separate-stderr by_ssh uptime 127.0.0.2
	[[ $stderr =~ error:.*"HOST IDENTIFICATION HAS CHANGED" ]]
}

@test "the key is not let in" {
	: >"$dir/authorized_keys"
	run -1 by_ssh uptime 127.0.0.1 127.0.0.2
	[[ ${lines[0]} =~ ^127\.0\.0\.1\ +down\ +error:\ .*"Permission denied" ]]
}

@test "the command on the host fails" {
	run -1 by_ssh "'exit 7'" 127.0.0.1 127.0.0.2
	[[ ${lines[1]} =~ ^127\.0\.0\.2\ +down\ +"error: exit status 7"$ ]]
	run -1 by_ssh no-such-command 127.0.0.1 127.0.0.2
	[[ ${lines[1]} =~ ^127\.0\.0\.2\ +down\ +error:\ .*"not found" ]]
}

ssh_pids() {
	pgrep -f "^ssh -F none -i $dir/key "
}

@test "the command on the host hangs" {
	run -1 by_ssh "cat $dir/never" -T 3 127.0.0.1 127.0.0.2
	[ "${lines[0]}" = "127.0.0.1    down   timed out" ]
	[ "${lines[1]}" = "127.0.0.2    down   timed out" ]
	run ssh_pids
	[ -z "$output" ]
}
