# SPDX-License-Identifier: ISC
# shellcheck shell=bash
# Completion of ruptime(1) in bash: options, what they take, and host names
# from known_hosts and from the hosts file.  Installed as "ruptime" among the
# completions of bash-completion, which loads it; it needs nothing of it.

# Names are text from elsewhere: only those that a host can have are offered,
# and compgen -W, which expands what it is given, never sees them.  A name with
# a colon would be taken apart at it.
_ruptime_host_names() {
	local file
	cat "$HOME/.ssh/known_hosts" /etc/ssh/ssh_known_hosts 2>/dev/null |
	    awk '$1 != "@revoked" {
		n = split($1 ~ /^@/ ? $2 : $1, names, ",")
		for (i = 1; i <= n; i++) {
			sub(/^\[/, "", names[i])
			sub(/\]:[0-9]+$/, "", names[i])
			print names[i]
		}
	}' | grep -E '^[A-Za-z0-9._][A-Za-z0-9._-]*$'
	for file in "${RUPTIME_HOSTS:-}" \
	    "${XDG_CONFIG_HOME:-$HOME/.config}/ruptime/hosts" \
	    /etc/ruptime/hosts; do
		[ -e "$file" ] || [ -n "${RUPTIME_HOSTS:-}" ] || continue
		sed 's/#.*//' "$file" 2>/dev/null | tr -s ' \t\r' '\n' |
		    grep -E '^[A-Za-z0-9._[/][][A-Za-z0-9.,_/-]*$'
		break
	done
}

# What is typed may be a list with commas, but those of a range part nothing.
# Brackets are quoted, since the shell takes them for a pattern.
_ruptime_hosts() {
	local head=${1%"${1##*,}"} typed name
	if [[ $head == *\[* && ${head##*\[} != *\]* ]]; then head=; fi
	typed=${1#"$head"}
	while read -r name; do
		if [[ $name == "${typed//\\/}"* ]]; then
			name=${name//\[/\\[}
			COMPREPLY+=("$head${name//\]/\\]}")
		fi
	done < <(_ruptime_host_names | sort -u)
}

# _ruptime_value OPTION TYPED: what the option takes.
_ruptime_value() {
	case $1 in
	-e | --command)
		COMPREPLY=("'ssh -o BatchMode=yes %h uptime'")
		[ -z "$2" ] || mapfile -t COMPREPLY < <(compgen -c -- "$2")
		;;
	-f | --file | -O | --write)
		compopt -o filenames 2>/dev/null
		mapfile -t COMPREPLY < <(compgen -f -- "$2")
		;;
	-o | --output)
		mapfile -t COMPREPLY < <(compgen -W \
		    'table raw json prometheus nagios' -- "$2")
		;;
	-p | --port) mapfile -t COMPREPLY < <(compgen -s -- "$2") ;;
	-x | --exclude | --forget) _ruptime_hosts "$2" ;;
	--color)
		mapfile -t COMPREPLY < <(compgen -W 'auto always never' -- "$2")
		;;
	esac
}

_ruptime() {
	local cur=${COMP_WORDS[COMP_CWORD]} option i=$((COMP_CWORD - 1))
	local long='--ipv4 --ipv6 --all --critical= --count= --color= --down
	    --command= --fanout= --file= --forget= --help --interval= --by-load
	    --numeric --output= --port= --retries= --reverse --timeout=
	    --by-uptime --up --by-users --version --verbose --warning= --wait
	    --write= --exclude='
	local short='-4 -6 -a -C -c -D -e -F -f -h -i -l -n -O -o -p -R -r -T -t
	    -U -u -V -v -W -w -x'
	local takes='(-[46aDhlnrtUuVvw]*([CceFfiOopRTWx])|--(critical|count|command|fanout|file|forget|interval|output|write|port|retries|timeout|warning|exclude))'

	COMPREPLY=()
	# readline takes --output=json apart at the "=".
	option=${COMP_WORDS[i]}
	if [ "$cur" = = ]; then
		cur=
		option+='='
	elif [ "$option" = = ]; then
		option=${COMP_WORDS[i - 1]}=
	fi
	for ((; i > 0; i--)); do
		if [ "${COMP_WORDS[i]}" = -- ]; then
			_ruptime_hosts "$cur"
			return
		fi
	done
	if [[ $option == --*= ]]; then
		_ruptime_value "${option%=}" "$cur"
	elif [[ $option =~ ^${takes}$ ]]; then
		option=${BASH_REMATCH[2]:+-${BASH_REMATCH[2]}}
		_ruptime_value "${option:-${BASH_REMATCH[0]}}" "$cur"
	elif [[ $cur == -* ]]; then
		mapfile -t COMPREPLY < <(compgen -W "$short $long" -- "$cur")
		if [[ ${#COMPREPLY[@]} -eq 1 && ${COMPREPLY[0]} == *= ]]; then
			compopt -o nospace 2>/dev/null
		fi
	elif [[ $cur == */* ]]; then
		compopt -o filenames 2>/dev/null
		mapfile -t COMPREPLY < <(compgen -f -- "$cur")
	else
		_ruptime_hosts "$cur"
	fi
}

complete -F _ruptime ruptime
