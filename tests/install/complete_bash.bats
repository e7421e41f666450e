# ruptime(1): "bash, zsh and fish complete options, what they take, and hosts:
# those that ssh knows and those of the hosts file".
load ../cli/lib
load lib_complete

# completes WANTED WORD...: the last word is completed; it is parted at "=", as
# readline does.
completes() {
	local wanted=$1 got
	shift
	# shellcheck disable=SC2016
	got=$(bash --norc -c '. "$0/ruptime.bash"
	    COMP_WORDS=(ruptime "$@") COMP_CWORD=$#
	    _ruptime
	    echo "${COMPREPLY[*]}"' "$completions" "$@" 2>"$dir/err")
	echo "$*: $got"
	[ "$got" = "$wanted" ]
	[ ! -s "$dir/err" ]
}

@test "options" {
	completes '--output=' --ou
	completes '--by-load --by-uptime --by-users' --by
	completes '-w' -v -w
	completes '--wait' kalpha --wai
}

@test "what they take" {
	completes 'json' -o j
	completes 'json' --output = j
	completes 'table raw json prometheus nagios' --output =
	completes 'nagios' -vo n
	completes 'never' --color = n
	completes "'ssh -o BatchMode=yes %h uptime'" -e ''
	completes "$dir/.config/ruptime/hosts" -f "$dir/.config/ruptime/h"
	completes '' -T ''
	completes '' -F ''
}

@test "hosts that ssh knows, not the hashed ones" {
	completes 'kalpha kbeta.example kgamma' k
	completes 'kalpha' -x ka
	completes 'kalpha' -o json ka
	nothing_was_run
}

@test "hosts of the hosts file" {
	completes 'lalpha lbeta' l
	completes 'node\[01-16,20\]-mgmt' nod
	echo other >"$dir/mine"
	export RUPTIME_HOSTS=$dir/mine
	completes 'other' o
	completes '' l
	nothing_was_run
}

@test "no files are no error" {
	export HOME=$dir/nobody
	completes '' k
}

@test "lists: commas part hosts, those of a range do not" {
	completes 'kalpha,lbeta' kalpha,lb
	completes 'node\[01-16,20\]-mgmt' 'node\[01-16,'
	completes 'node[01-16,20]-mgmt,lbeta' 'node[01-16,20]-mgmt,lb'
}

@test "behind -- there are hosts only" {
	completes '' -- -
	completes 'kalpha' -- ka
}

@test "in an interactive shell" {
	need script
	mkfifo "$dir/keys"
	exec 4<>"$dir/keys"
	background env -u PROMPT_COMMAND TERM=dumb HISTFILE= \
	    bash -c 'exec script -qec "bash --norc -i" /dev/null <"$1"' \
	    - "$dir/keys"
	# The echo of this is not taken for the prompt.
	printf "PS1=rea''dy; . %q/ruptime.bash; ruptime() { printf '<%%s>' %s; }\n" \
	    "$completions" '"$@"' >&4
	wait_until grep -q ready "$dir/out.0"
	printf 'ruptime --outp\tjs\t nod\tka\t\n' >&4
	wait_until grep -qF '<--output=json><node[01-16,20]-mgmt><kalpha>' \
	    "$dir/out.0"
	exec 4>&-
}
