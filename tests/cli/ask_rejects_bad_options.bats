# ruptime(1): "A usage error is told in one line, with a short usage, and
# nothing is asked".
load lib

# rejects MESSAGE ARGUMENT...: the one line holds the message.
rejects() {
	local message=$1
	shift
	local line=() status=0
	"$ruptime" "$@" >"$dir/out" 2>"$dir/err" || status=$?
	[ "$status" -eq 2 ]
	[ ! -s "$dir/out" ]
	mapfile -t line <"$dir/err"
	[[ ${line[0]} = "ruptime: "*"$message"* ]]
	[[ ${line[1]} = "usage: ruptime "* ]]
}

@test "no host, an empty one, two of them" {
	rejects 'no host'
	rejects 'no host' --
	rejects 'host is empty' ''
	rejects 'more than one host' 127.0.0.1 127.0.0.2
}

@test "options that do not exist" {
	rejects '-Z: unknown' -Z 127.0.0.1
	rejects '-Z: unknown' -4Zv 127.0.0.1
	rejects '-Z: unknown' 127.0.0.1 -Z
	rejects '--nonsense: unknown' --nonsense 127.0.0.1
	rejects '--ver: unknown or ambiguous' --ver 127.0.0.1
}

@test "arguments that are missing or too many" {
	local option
	for option in -p -R -T --port --retries --timeout; do
		rejects "$option: this option needs an argument" \
		    127.0.0.1 "$option"
	done
	rejects '--wait=1' --wait=1 127.0.0.1
}

@test "ports" {
	local port
	for port in '' 0 65536 99999999999999999999 -1 +1 ' 1' '1 ' 1e3 0x10 \
	    4000x nosuchservice; do
		rejects "-p $port: " -p "$port" 127.0.0.1
	done
}

@test "retries" {
	local retries
	for retries in '' -1 +1 ' 1' '1 ' 1e3 1001 99999999999999999999 3x x; do
		rejects "-R $retries: " -R "$retries" 127.0.0.1
	done
}

@test "seconds" {
	local seconds
	for seconds in '' 0 0.0001 -1 +1 ' 1' '1 ' 1e9 . 1.2.3 5x inf nan \
	    604801 99999999999999999999; do
		rejects "-T $seconds: " -T "$seconds" 127.0.0.1
	done
}

@test "of two errors the first" {
	rejects '-p 0: ' -p 0 -R x -Z
}
