# ruptime(1): "bash, zsh and fish complete options, what they take, and hosts:
# those that ssh knows and those of the hosts file".
load ../cli/lib
load lib_complete

# completes WANTED LINE: by an interactive zsh, which is given the line as if
# it had been typed, with a tab behind it.
completes() {
	need zsh script
	cat >"$dir/.zshrc" <<-'EOT'
	fpath=($COMPLETIONS $fpath)
	autoload -Uz compinit
	compinit -u -D
	tab() {
		BUFFER=$LINE_TYPED
		CURSOR=$#BUFFER
		zle complete-word
		print -r -- "$BUFFER" >$HOME/line
		exit
	}
	zle -N zle-line-init tab
	EOT
	rm -f "$dir/line"
	ZDOTDIR=$dir TERM=dumb COMPLETIONS=$completions LINE_TYPED=$2 \
	    timeout 60 script -qec 'zsh -i' /dev/null </dev/null >"$dir/out"
	echo "$2: $(cat "$dir/line")"
	[ "$(cat "$dir/line")" = "$1" ]
}

@test "options" {
	completes 'ruptime --output=' 'ruptime --ou'
	completes 'ruptime --by-load ' 'ruptime --by-l'
	completes 'ruptime kalpha --wait ' 'ruptime kalpha --wai'
}

@test "what they take" {
	completes 'ruptime -o json ' 'ruptime -o j'
	completes 'ruptime --output=json ' 'ruptime --output=j'
	completes 'ruptime -vo nagios ' 'ruptime -vo n'
	completes 'ruptime --color=never ' 'ruptime --color=n'
	completes 'ruptime -e ssh\ -o\ BatchMode=yes\ %h\ uptime ' 'ruptime -e '
	completes 'ruptime -f ~/.config/ruptime/hosts ' \
	    'ruptime -f ~/.config/ruptime/h'
}

@test "hosts that ssh knows, not the hashed ones" {
	completes 'ruptime kalpha ' 'ruptime kal'
	completes 'ruptime -x kalpha ' 'ruptime -x kal'
	completes 'ruptime ka2' 'ruptime ka2'
	completes 'ruptime |1' 'ruptime |1'
	nothing_was_run
}

@test "hosts of the hosts file" {
	completes 'ruptime lalpha ' 'ruptime lal'
	completes 'ruptime node\[01-16,20\]-mgmt ' 'ruptime nod'
	completes 'ruptime lcom' 'ruptime lcom'
	completes 'ruptime xyz' 'ruptime xyz'
	echo other >"$dir/mine"
	export RUPTIME_HOSTS=$dir/mine
	completes 'ruptime other ' 'ruptime oth'
	completes 'ruptime lal' 'ruptime lal'
	nothing_was_run
}

@test "lists: commas part hosts, those of a range do not" {
	completes 'ruptime kalpha,lbeta ' 'ruptime kalpha,lb'
	completes 'ruptime node[01-16,20]-mgmt,lbeta ' \
	    'ruptime node[01-16,20]-mgmt,lb'
}
