# ruptime(1): "bash, zsh and fish complete options, what they take, and hosts:
# those that ssh knows and those of the hosts file".
load ../cli/lib
load lib_complete

# completes WANTED LINE: what fish would offer, without the descriptions.
completes() {
	local got
	need fish
	# shellcheck disable=SC2016
	got=$(fish --no-config -c 'source $argv[1]/ruptime.fish
	    complete -C $argv[2]' "$completions" "$2" </dev/null | cut -f 1 |
	    tr '\n' ' ')
	echo "$2: $got"
	[ "${got% }" = "$1" ]
}

@test "options" {
	completes '--output' 'ruptime --ou'
	completes '--by-load --by-uptime --by-users' 'ruptime --by'
	completes '--wait' 'ruptime kalpha --wai'
}

@test "what they take" {
	completes 'json' 'ruptime -o j'
	completes '--output=json' 'ruptime --output=j'
	completes '--color=never' 'ruptime --color=n'
	completes 'ssh -o BatchMode=yes %h uptime' 'ruptime -e s'
	completes "$dir/.config/ruptime/hosts" \
	    "ruptime -f $dir/.config/ruptime/h"
	completes '' 'ruptime -T '
}

@test "hosts that ssh knows, not the hashed ones" {
	completes 'kalpha' 'ruptime kal'
	completes 'kalpha' 'ruptime -x kal'
	completes '' 'ruptime ka2'
	nothing_was_run
}

@test "hosts of the hosts file" {
	completes 'lalpha' 'ruptime lal'
	completes 'node[01-16,20]-mgmt' 'ruptime nod'
	completes '' 'ruptime lcom'
	completes '' 'ruptime xyz'
	echo other >"$dir/mine"
	export RUPTIME_HOSTS=$dir/mine
	completes 'other' 'ruptime oth'
	completes '' 'ruptime lal'
	nothing_was_run
}

@test "lists: commas part hosts, those of a range do not" {
	completes 'kalpha,lbeta' 'ruptime kalpha,lb'
	completes 'node[01-16,20]-mgmt,lbeta' 'ruptime node[01-16,20]-mgmt,lb'
}
