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

@test "options that do not exist" {
	rejects '-Z: unknown' -Z 127.0.0.1
	rejects '-Z: unknown' -4Zv 127.0.0.1
	rejects '-Z: unknown' 127.0.0.1 -Z
	rejects '--nonsense: unknown' --nonsense 127.0.0.1
	rejects '--ver: ambiguous option: --version or --verbose' --ver 127.0.0.1
}

@test "arguments that are missing or too many" {
	local option
	for option in -C -e -F -f -o -p -R -T -W -x --critical --command \
	    --fanout --file --output --port --retries --timeout --warning \
	    --exclude; do
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

@test "how many at once" {
	local fanout
	for fanout in '' 0 -1 +1 ' 1' 1k 65537 99999999999999999999; do
		rejects "-F $fanout: a number from 1 to 65536" -F "$fanout" \
		    127.0.0.1
	done
}

@test "formats, and what excludes them" {
	rejects '-o xml: table, raw, json, prometheus or nagios' -o xml 127.0.0.1
	rejects '-U and -D exclude each other' -U -D 127.0.0.1
	rejects '-o and -U exclude each other' -o json -U 127.0.0.1
	rejects '--color=blue: auto, always or never' --color=blue 127.0.0.1
}

@test "loads" {
	local loads
	for loads in '' , 1, 1,2,3,4 -1 x 1e3 '1 2' 1000001; do
		rejects "-W $loads: one to three loads from 0" -W "$loads" \
		    127.0.0.1
		rejects "-C $loads: one to three loads from 0" -C "$loads" \
		    127.0.0.1
	done
	rejects '-C is of use with -o nagios only' -C 1 127.0.0.1
}

@test "an empty path" {
	rejects '-f: the path is empty' -f '' 127.0.0.1
}

@test "a family of a command" {
	rejects '-4 is of no use with -e' -e uptime -4 127.0.0.1
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
