# ruptime(1): "What other programs have in such a place is told of".
load lib

# says PROGRAM TEXT ARGUMENT...: a usage error of these words exactly.
says() {
	local program=$1 text=$2 status=0 line=()
	shift 2
	RUPTIME_HOSTS=/dev/null "$build/$program" "$@" >"$dir/out" \
	    2>"$dir/err" </dev/null || status=$?
	mapfile -t line <"$dir/err"
	printf '%s\n' "$program $*" "$status" "${line[@]}"
	[ "$status" -eq 2 ]
	[ ! -s "$dir/out" ]
	[ "${line[0]}" = "$program: $text" ]
	[[ ${line[1]} = "usage: $program ["* ]]
}

# hints PROGRAM PART ARGUMENT...: one that has these words among them.
hints() {
	local program=$1 part=$2 status=0
	shift 2
	RUPTIME_HOSTS=/dev/null "$build/$program" "$@" >"$dir/out" \
	    2>"$dir/err" </dev/null || status=$?
	echo "$program $*: $status, not \"$part\""
	cat "$dir/err"
	[ "$status" -eq 2 ]
	[ ! -s "$dir/out" ]
	[[ $(head -n 1 "$dir/err") = "$program: "*"$part"* ]]
}

# names PROGRAM: its long options.
names() {
	"$build/$1" --help | grep -oE -- ' --[a-z0-9-]{4,}' | tr -d ' '
}

@test "an option that is spelt almost so, in both" {
	did='unknown option; did you mean'
	says ruptime "--timout: $did --timeout? See --help" --timout a
	says ruptime "--exlcude=b: $did --exclude? See --help" --exlcude=b a
	says ruptime "--colour: $did --color? See --help" --colour a
	says ruptimed "--listne=::1: $did --listen? See --help" --listne=::1
	says ruptimed "--max-cliens=1: $did --max-clients? See --help" \
	    --max-cliens=1
	says ruptimed "--idleexit=1: $did --idle-exit? See --help" --idleexit=1
}

# Its second letter left out, or swapped with the third: nothing else is as near.
@test "each long option with a slip of the finger is found" {
	local program name left swapped
	for program in ruptime ruptimed; do
		for name in $(names "$program"); do
			left=--${name:2:1}${name:4}
			swapped=--${name:2:1}${name:4:1}${name:3:1}${name:5}
			hints "$program" "$name" "$left"
			[ "$swapped" = "$name" ] ||
			    hints "$program" "$name" "$swapped"
		done
	done
}

@test "nothing is near: --help is, and nothing else" {
	says ruptime '--nonsense: unknown option; see --help' --nonsense a
	says ruptimed '--nonsense: unknown option; see --help' --nonsense
	says ruptime '-Z: unknown option; see --help' -Z a
	says ruptimed '-z: unknown option; see --help' -z
}

@test "a beginning of several options: all of them" {
	says ruptime \
	    '--by: ambiguous option: --by-load, --by-uptime or --by-users' --by
	says ruptime '--ver=1: ambiguous option: --version or --verbose' --ver=1
	says ruptimed '--p=1: ambiguous option: --pidfile or --port' --p=1
}

# It is the beginning of every one.
@test "no name at all, before a value" {
	local program value
	for program in ruptime ruptimed; do
		for value in '' 5 x -- =; do
			says "$program" \
			    "--=$value: the name of an option is missing; see --help" \
			    "--=$value"
		done
	done
}

@test "a value for an option that takes none" {
	says ruptime '--wait=5: this option takes no argument' --wait=5 a
	says ruptimed '--inetd=no: this option takes no argument' --inetd=no
}

@test "one dash before a long name" {
	says ruptime '-version: a long option has two dashes: --version' -version
	says ruptime '-timeout=5: a long option has two dashes: --timeout=5' \
	    -timeout=5 a
	says ruptimed '-foreground: a long option has two dashes: --foreground' \
	    -foreground
}

@test "pdsh and clush: -t 5, -u 5, -l, -g, -R ssh, -f 32, and the rest" {
	takes='this option takes no value;'
	says ruptime \
	    "-t 5: $takes -t sorts by uptime; the time limit is -T SECONDS" \
	    -t 5 alpha
	says ruptime \
	    "-u 5: $takes -u sorts by users; the time limit is -T SECONDS" \
	    -u 5 alpha
	hints ruptime -T -t 0.5 alpha
	hints ruptime -T -lt 5 alpha
	hints ruptime -T alpha -t 5
	hints ruptime "-t 5: $takes" -t5 alpha
	hints ruptime "-n 2: $takes" -vn2 alpha
	hints ruptime @GROUP -g rack1
	hints ruptime '-x @GROUP' -X rack1
	hints ruptime "-e 'ssh" -R ssh alpha
	hints ruptime '-e COMMAND' -R exec alpha
	hints ruptime '-F 32' -f 32 alpha
	hints ruptime 'exit status' -S alpha
	hints ruptime '-i' -b alpha
	hints ruptime 'exit status' -q alpha
	hints ruptime '-T SECONDS' --connect_timeout=5 alpha
	hints ruptime '-T SECONDS' --command-timeout 5 alpha
	hints ruptime '-e' --worker=ssh alpha
	hints ruptime 'without an option' --nodes=alpha
	hints ruptime '-f FILE' --hostfile=x alpha
	hints ruptime '-f FILE' --machinefile=x
}

@test "fping, ping: -A, -g, -r 1, -w 5, -c 3, --alive" {
	hints ruptime '-n' -A alpha
	hints ruptime '192.0.2.0/24' -g 192.0.2.0/24
	hints ruptime '-R N' -r 1 alpha
	hints ruptime '-T SECONDS' -w 5 alpha
	hints ruptime '-i' -c 3 alpha
	hints ruptime '-U' --alive alpha
	hints ruptime '-D' --unreach alpha
}

@test "plugins of Nagios: -w 4,3,2" {
	hints ruptime '-W LOADS' -w 4,3,2 alpha
	hints ruptime '-W LOADS' -w 4.5,3,2.25 alpha
	hints ruptime '-C LOADS' -w 5 -c 8,6,4 alpha
	hints ruptime '-C LOADS' -c 8,6,4 alpha
	hints ruptime '-C LOADS' -c 8.5 alpha
	for threshold in 8 8,6,4 8.5 80%; do
		run -3 --separate-stderr "$ruptime" -o nagios -W 5 \
		    -c "$threshold" alpha
		[[ ${lines[0]} = 'RUPTIME UNKNOWN - -c '*'-C LOADS' ]]
	done
	for threshold in x ''; do
		run -2 --separate-stderr "$ruptime" -c "$threshold" alpha
		[[ ${stderr_lines[0]} = *'1 to 1000000000 is needed' ]]
	done
}

# points OPERAND PART: a host that is none, and what is meant.
points() {
	run -2 --separate-stderr "$ruptime" "$1"
	[[ ${stderr_lines[0]} = "ruptime: $1: "*"$2"* ]]
	run -2 --separate-stderr "$ruptime" -x "$1" alpha
	[[ ${stderr_lines[0]} = "ruptime: $1: "*"$2"* ]]
	run -2 --separate-stderr "$ruptime" -e 'echo %h' "$1"
	[[ ${stderr_lines[0]} = "ruptime: $1: "*"$2"* ]]
}

@test "pdsh, clush, nmap, curl: ^file, !node, sets, patterns, spans, URLs" {
	points '^rack' '-f FILE'
	points '^/etc/rack' '-x "$(cat FILE)"'
	points '!alpha' '-x HOSTS'
	points 'node[1-5]!node3' '-x HOSTS'
	points 'node[1-5]&node[2-9]' 'nodeset -f'
	points 'node[1-9/2]' 'nodeset -e'
	points 'web*' 'without a host'
	points '192.0.2.*' '192.0.2.0/24'
	points 'http://alpha:4000/' 'name:port'
	run -2 --separate-stderr "$ruptime" alpha,-beta
	[[ ${stderr_lines[0]} = "ruptime: -beta: "*'-x HOSTS'* ]]
	run -2 --separate-stderr "$ruptime" 192.0.2.1-20
	[[ ${stderr_lines[0]} = *'192.0.2.[1-20]'* ]]
	printf 'beta\ngamma,delta\n' >"$dir/rack"
	run -1 "$ruptime" -D -R 0 -e false -x "$(cat "$dir/rack")" \
	    alpha beta gamma delta
	[ "$output" = alpha ]
}

@test "a format behind -O is no file, unless -o says which format" {
	local format list=$BATS_TEST_DIRNAME/../../ruptime/show/format_list.h
	mapfile -t formats < <(sed -nE 's/^FORMAT\([A-Z_]+, "([a-z0-9]+)".*/\1/p' \
	    "$list")
	[ "${#formats[@]}" -ge 5 ]
	for format in "${formats[@]}"; do
		says ruptime "-O $format: a file is needed; -o $format prints\
 that, ./$format is a file" -O "$format" alpha
	done
	cd "$dir"
	for format in './json' json; do
		run -1 "$ruptime" -R 0 -o json -O "$format" /none
		[ -s json ]
		rm json
	done
	run -1 "$ruptime" -R 0 -O ./json /none
	[ -s json ]
}

@test "a dash behind -O is no file, for it is a stream elsewhere" {
	local said='-O -: a file is needed; without -O it is standard output, ./- is a file'
	says ruptime "$said" -O - alpha
	says ruptime "$said" -o json -O - alpha
	cd "$dir"
	run -1 "$ruptime" -R 0 -o json -O ./- /none
	[ -s ./- ]
}

@test "Ansible: -i inventory" {
	hints ruptime '-f FILE' -i inventory all
	hints ruptime '-f FILE' -i ./hosts.ini all
	hints ruptime '-f FILE' -i ../hosts alpha
	for text in 2s .1 -1 +1 ' 1'; do # no files
		run -2 --separate-stderr "$ruptime" -i "$text" alpha
		[[ ${stderr_lines[0]} = *'0.2 to 86400 is needed' ]]
	done
}

@test "awk, python: 0.30000000000000004" {
	local hint='; three decimals are the most'
	says ruptime "-T 1.2345: a number of seconds from 0.001 to 604800 is needed$hint" \
	    -T 1.2345 alpha
	says ruptime "-i 1.0000: a number of seconds from 0.2 to 86400 is needed$hint" \
	    -i 1.0000 alpha
	says ruptime "-W 4,2.0005,1: one to three loads from 0 to 1000000 are needed$hint" \
	    -W 4,2.0005,1 alpha
	says ruptimed "-t 0.0001: a number of seconds from 0.001 to 3600 is needed$hint" \
	    -t 0.0001
	says ruptime '-T 0.000: a number of seconds from 0.001 to 604800 is needed' \
	    -T 0.000 alpha
}

@test "top, watch, uptime: -n 2, -d 2, -s, --sort=load, --watch" {
	hints ruptime '-i SECONDS' -n 2 alpha
	hints ruptime '-i SECONDS' -d 2 alpha
	hints ruptime 'boot_time' -s alpha
	hints ruptime 'boot_time' --since alpha
	hints ruptime '-l sorts by load' --sort=load alpha
	hints ruptime '-l sorts by load' --sort load alpha
	hints ruptime '-l sorts by load' --order-by=load alpha
	hints ruptime '-i SECONDS' --watch alpha
	hints ruptime '-i SECONDS' --refresh=2 alpha
	hints ruptime 'once unless -i' --once alpha
}

@test "formats by their names" {
	local name
	for name in json raw table prometheus nagios; do
		hints ruptime "-o $name" "--$name" alpha
	done
	hints ruptime '-o takes' --format=json alpha
	hints ruptime '-o takes' --csv alpha
	hints ruptime '-o json' -j alpha
}

@test "other daemons: -d, --bind, --config, --debug, start" {
	hints ruptimed 'unless -f' -d
	hints ruptimed 'unless -f' --daemonize
	hints ruptimed '-f stays' --no-daemon
	hints ruptimed '-l ADDRESS' --bind=127.0.0.1
	hints ruptimed '-l ADDRESS' -b 127.0.0.1
	hints ruptimed 'configuration file' --config=/etc/ruptimed.conf
	hints ruptimed '-m N' --max-connections=5
	hints ruptimed 'what starts services' start
	hints ruptimed 'what starts services' --stop
	hints ruptimed 'syslog' --logfile=x
}

@test "ruptimed: ports, addresses and interfaces where others have them" {
	hints ruptimed '-p PORT' 4001
	hints ruptimed '-l ADDRESS' 127.0.0.1:4001
	hints ruptimed '-l ADDRESS' ::1
	hints ruptimed '-p 4001' -P 4001
	hints ruptimed 'given by -p' -l 4001
	says ruptimed '-l lo: an address is needed; this is an interface' -l lo
	says ruptimed '-l lo:4001: an address is needed; this is an interface' \
	    -l lo:4001
}

@test "ruptimed -A: other words for everybody, for here, for networks" {
	local word
	for word in all Any ALL everyone world '*'; do
		hints ruptimed 'any is everybody' -A "$word"
	done
	hints ruptimed 'local is what' -A private
	hints ruptimed 'local is what' -A Local
	hints ruptimed '127.0.0.1 and ::1' -A localhost
	hints ruptimed '192.0.2.0/24' -A '10.1.*'
	hints ruptimed '192.0.2.0/24' -A 10.1.
	hints ruptimed '192.0.2.0/24' -A 10.0.0.1-10.0.0.9
	hints ruptimed 'its own -A' -A 10.0.0.0/8,192.0.2.0/24
	hints ruptimed 'its own -A' -A 10.0.0.0/8 192.0.2.0/24
	hints ruptimed 'its own -A' -A fc00::/7 fe80::/10
	hints ruptimed 'in place of names' -A alpha
	hints ruptimed 'in place of names' -A alpha.example.org
	for word in any local; do
		"$ruptimed" --help | grep -qw "$word"
	done
}

# A command takes any word for a host.
@test "with -e a number is a host" {
	echo ' 1:00:00 up 1 min, 0 users, load average: 0.00, 0.00, 0.00' \
	    >"$dir/line"
	run -0 "$ruptime" -e "cat '$dir/line'" -t 5 6
	[[ ${lines[0]} = 5' '*' up '* ]]
}
