#!/usr/bin/env bash
# SPDX-License-Identifier: ISC
# valgrind.sh BUILD: a short run of the daemon, and clients of it, of nobody and
# of a name that does not exist, and every way in which a command fails that
# either of the two runs, under valgrind(1).  Fails on any error or definite leak.
set -eu
build=$1
dir=$(mktemp -d)
chmod 755 "$dir"
daemon=
cleanup() {
	[ -z "$daemon" ] || kill -KILL "$daemon" 2>/dev/null || true
	rm -rf "$dir"
}
trap cleanup EXIT
export RUPTIME_SEEN=$dir/seen

checked=(valgrind -q --error-exitcode=99 --leak-check=full
    "--errors-for-leak-kinds=definite,possible"
    "--show-leak-kinds=definite,possible")

# client EXPECTED-STATUS ARGUMENT...
client() {
	local expected=$1 status=0
	shift
	"${checked[@]}" "$build/ruptime" "$@" || status=$?
	if [ "$status" -ne "$expected" ]; then
		echo "ruptime $*: status $status, not $expected" >&2
		return 1
	fi
}

# command_of EXPECTED-STATUS COMMAND ARGUMENT...: asks one host by the command, and
# several.
command_of() {
	local expected=$1 command=$2 format
	shift 2
	client "$expected" "$@" -e "$command" a
	for format in table json; do
		client "$expected" "$@" -v -o "$format" -e "$command" a b
	done
	client "$expected" "$@" -U -e "$command" a b
}

# refused COMMAND ARGUMENT...: a daemon does not start with it.
refused() {
	local status=0
	"${checked[@]}" "$build/ruptimed" -f -l "$dir/none" -c "$@" || status=$?
	[ "$status" -eq 1 ] || { echo "ruptimed -c $1: status $status"; return 1; }
}

line=' 07:11:49 up 3 days,  5:02,  1 user,  load average: 0.04, 0.08, 0.07'
command_of 0 "echo '$line'"
command_of 1 "sleep 5" -T 0.05
command_of 1 "sh -c 'echo up; sleep 5'" -T 1
command_of 1 "sh -c 'echo up; sleep 5'" -w -T 1
command_of 1 "sh -c 'exit 3'" -w -T 0.3
command_of 1 /nonexistent
command_of 1 /nonexistent -w -T 0.5
command_of 1 "sh -c 'echo why >&2; exit 3'"
command_of 1 "sh -c 'exit 3'"
command_of 1 "sh -c 'kill -KILL \$\$'"
command_of 1 true
command_of 1 "echo error: not today"
command_of 1 "echo error: access denied"
command_of 1 "head -c 65537 /dev/zero"
command_of 1 "sh -c 'echo up; echo oh >&2; exit 1'"
client 2 -e "'" a
client 2 -e 'echo %x' a
refused 'sleep 5' -t 0.1
refused 'echo why >&2; exit 3'
refused 'kill -KILL $$'
refused 'kill -KILL 0'
refused true
refused 'head -c 65537 /dev/zero'
refused /nonexistent

"${checked[@]}" "$build/ruptimed" -f -a 0 -l 127.0.0.1 \
    -l "$dir/socket" -p 0 2>"$dir/log" &
daemon=$!
until grep -q 'listening on 127' "$dir/log"; do
	kill -0 "$daemon" || { cat "$dir/log" >&2; exit 1; }
	read -rt 0.1 <> <(:) || true
done
port=$(sed -n 's/.*listening on 127\.0\.0\.1:\([0-9]*\)$/\1/p' "$dir/log")
client 0 "127.0.0.1:$port"
client 0 "localhost:$port"
client 0 "$dir/socket"
client 1 -R 1 127.0.0.1:1
# Twice, since the first time nothing is remembered.
client 1 -R 0 -o json "127.0.0.1:$port" 127.0.0.1:1
client 1 -R 0 -O "$dir/out" "127.0.0.1:$port" 127.0.0.1:1
client 0 "--forget=127.0.0.1:$port"
client 1 nosuch.invalid
client 2 --nosuch
head -c 300000 /dev/zero | nc -N 127.0.0.1 "$port"
kill -USR1 "$daemon"
kill "$daemon"
status=0
wait "$daemon" || status=$?
cat "$dir/log"
daemon=
[ "$status" -eq 0 ]
grep -q 'answered 6' "$dir/log"
