# ruptimed(8): "/dev/null is needed, make it with ...: it is not there, as in a
# chroot, or a file has its name".
load lib_startup

needed='/dev/null is needed, make it with "mknod -m 666 /dev/null c 1 3"'

test_setup() {
	need_root
	need unshare
	unshare -m true 2>/dev/null || skip "needs mount namespaces"
}

# bare COMMAND...: where /dev is empty.
bare() {
	unshare -m sh -c 'mount -t tmpfs none /dev && exec "$@"' sh "$@"
}

# Who is short of descriptors is told so by what needs one.
@test "one that is there, and cannot be opened just now, is not to be made" {
	need strace
	no_leak_check
	run -1 --separate-stderr strace -f -o "$dir/trace" -P /dev/null \
	    -e inject=openat:error=ENFILE:when=1..2 "$ruptimed" -f \
	    -l "$dir/socket" -c false
	grep -q INJECTED "$dir/trace"
	[ "$stderr" = "ruptimed: false: the uptime command exited with status 1" ]
}

@test "the daemon says so and does not start" {
	run -1 --separate-stderr bare timeout 60 "$ruptimed" -f -p 0
	[ "$stderr" = "ruptimed: $needed: No such file or directory" ]
	run -1 --separate-stderr bare timeout 60 "$ruptimed" -p 0 \
	    -P "$dir/run/pid"
	[ "$stderr" = "ruptimed: $needed: No such file or directory" ]
	[ ! -e "$dir/run/pid" ]
}

@test "a file in its place is not it" {
	run -1 --separate-stderr bare sh -c \
	    ": >/dev/null; exec timeout 60 $ruptimed -f -p 0"
	[ "$stderr" = "ruptimed: $needed: No such device" ]
}

@test "one that may not be used is told of" {
	cp "$ruptimed" "$dir/ruptimed" # where anybody may go
	run -1 --separate-stderr bare sh -c "mknod -m 600 /dev/null c 1 3 &&
	    chmod 755 /dev && exec setpriv --reuid nobody --clear-groups \
	    timeout 60 $dir/ruptimed -f -p 0 -l 127.0.0.1"
	[ "$stderr" = "ruptimed: $needed: Permission denied" ]
}

@test "what does not need it works" {
	run -0 --separate-stderr bare "$ruptimed" -V
	[[ $output == ruptimed\ * ]]
	[ -z "$stderr" ]
}

@test "the client of -i is told that the server is not set up" {
	local service
	need socat
	# socat does not read any more from one that has failed.
	service=$(script service <<<"$ruptimed -i; exit 0")
	run bare socat -t 20 - "EXEC:$service" </dev/null
	[[ $output == *"error: the server is not set up"* ]]
}

@test "ruptime -e says so, too, and without -e does not need it" {
	run -2 --separate-stderr bare "$ruptime" -e 'echo up' alpha
	[ "$stderr" = "ruptime: $needed: No such file or directory" ]
	run -1 --separate-stderr bare "$ruptime" -R 0 127.0.0.1:1 <&-
	[[ $stderr == *refused* ]]
}

@test "closed descriptors are filled all the same" {
	run -1 --separate-stderr bare timeout 60 "$ruptimed" -f -p 0 <&- >&-
	[ "$stderr" = "ruptimed: $needed: No such file or directory" ]
}
