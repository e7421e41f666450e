#!/usr/bin/env bash
# SPDX-License-Identifier: ISC
# valgrind.sh BUILD: a short run of the daemon, and clients of it, of nobody
# and of a name that does not exist, under valgrind(1).  Fails on any error or
# definite leak.
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
grep -q 'answered 4' "$dir/log"
