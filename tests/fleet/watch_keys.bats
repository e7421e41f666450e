# ruptime(1): "These keys are known meanwhile".
load lib_watch

test_setup() {
	three_hosts
	start_terminal 80 20
}

@test "n l t u sort, r in reverse" {
	watch -i 60 -l "$hosts"
	comes_to_order beta gamma alpha
	press t
	comes_to_order gamma alpha beta
	shows 'by uptime   every 60 s'
	press u
	comes_to_order alpha gamma beta
	shows 'by users '
	press r
	comes_to_order beta gamma alpha
	shows 'by users reversed '
	press l
	comes_to_order alpha gamma beta
	press r
	comes_to_order beta gamma alpha
	press n
	shows 'by name   every'
	local sorted
	sorted=$(for host in alpha beta gamma; do
		echo "${ports[$host]} $host"
	done | sort -n | cut -d ' ' -f 2)
	# shellcheck disable=SC2086 # three words
	comes_to_order $sorted
}

@test "d shows only those that are not up, and all again" {
	watch -i 60 "$hosts" 127.0.0.1:1
	shows '127.0.0.1:1 +down'
	press d
	shows 'only not up'
	shows '127.0.0.1:1 +down'
	shows_no ' up .* users'
	press d
	shows ' up .* users'
	shows_no 'only not up'
}

@test "space asks now" {
	watch -i 3600 "$hosts"
	say alpha "$(up '2 days,  3:01' 3 7.77)"
	press Space
	shows ' 7\.77,'
}

@test "p pauses and goes on" {
	watch -i 0.2 "$hosts"
	press p
	shows 'paused'
	say alpha "$(up '2 days,  3:01' 3 7.77)"
	press Space
	shows ' 7\.77,' # asking now is possible still
	say alpha "$(up '2 days,  3:01' 3 8.88)"
	run ! on_screen ' 8\.88,'
	press p
	shows ' 8\.88,'
	shows 'every 0.2 s'
}

@test "arrows, PgUp, PgDn, Home and End scroll" {
	watch -i 60 "$hosts" '127.0.0.1:[1-50]'
	shows '1-19 of 53'
	press Down Down
	shows '3-21 of 53'
	press Up
	shows '2-20 of 53'
	press PPage
	shows '1-19 of 53'
	press NPage
	shows '20-38 of 53'
	press End
	shows '35-53 of 53'
	press NPage Down End
	shows '35-53 of 53'
	press Home
	shows '1-19 of 53'
	press Up PPage Home
	shows '1-19 of 53'
}

@test "h and ? help, with the manual's table, and any key ends it" {
	local key
	watch -i 60 "$hosts"
	for key in h '?'; do
		press "$key"
		shows '^n l t u +sort by name, load, uptime, users$'
		shows '^q +end$'
		press n
		shows_no '^q +end$'
		shows 'by name' # and does nothing else
	done
	for key in q x Escape Enter F1 M-l Left; do
		press h
		shows '^q +end$'
		press "$key"
		shows_no '^q +end$'
	done
	shows 'by name'
	press h
	shows '^q +end$'
	press C-c # but Control-C ends all
	shows '^\$ $|^\$$'
}

@test "Left and Right show what is beyond the screen" {
	tmux -S "$dir/tmux" resize-window -x 30 -y 20
	watch -i 60 "$hosts"
	shows "^127.0.0.1:${ports[alpha]} "
	press Right
	shows "^1:${ports[alpha]} "
	press Right Right Right Right Right Right Right Right Right
	shows ' 1\.00,  0\.50,  0\.25$'
	press Left
	shows 'load  1\.00'
	press Home
	shows "^127.0.0.1:${ports[alpha]} "
	press Left
	shows "^127.0.0.1:${ports[alpha]} "
}

@test "what is no key does nothing" {
	watch -i 60 -l "$hosts"
	comes_to_order beta gamma alpha
	press x F1 Left Right M-q C-a Escape
	tmux -S "$dir/tmux" send-keys -H 1b 5b 32 30 30 7e c3 a4 cc 88
	press t
	comes_to_order gamma alpha beta
}

@test "a thousand keys at once" {
	watch -i 60 -l "$hosts"
	local many
	many=$(printf 'lu%.0s' {1..500})
	tmux -S "$dir/tmux" send-keys -l "${many}t"
	comes_to_order gamma alpha beta
	shows 'by uptime '
}

@test "a thousand times to ask now are not a thousand rounds" {
	watch -i 3600 "$hosts"
	tmux -S "$dir/tmux" send-keys -l "$(printf ' %.0s' {1..1000})l"
	shows 'by load'
	kill -USR1 "${daemons[alpha]}"
	wait_until grep -q accepted "$dir/err.0"
	[ "$(sed -n 's/.*accepted \([0-9]*\).*/\1/p' "$dir/err.0" |
	    tail -n 1)" -lt 100 ]
}

@test "q ends, and so does Control-C" {
	local key
	for key in q C-c; do
		watch -i 60 "$hosts"
		press "$key"
		shows '^\$ $|^\$$'
		type_line 'echo status $?'
		shows '^status 0$'
		type_line clear
		shows_no '^status 0$'
	done
}

@test "Control-C ends whatever is shown" {
	local how
	for how in p d h Escape NPage; do
		watch -i 60 "$hosts" '127.0.0.1:[1-50]'
		press "$how" C-c
		shows '^\$ $|^\$$'
		type_line clear
		shows_no '127\.0\.0\.1'
	done
	kill -STOP "${daemons[alpha]}" # nobody has answered
	type_line "$ruptime -i 60 -T 60 127.0.0.1:${ports[alpha]}"
	shows '^[0-9:]{8}  0 up, 0 down, 1 pending'
	press C-c
	shows '^\$ $|^\$$'
	type_line 'echo status $?'
	shows '^status 1$'
	kill -CONT "${daemons[alpha]}"
	watch -i 60 "$hosts"
	tmux -S "$dir/tmux" resize-window -x 1 -y 1
	press C-c
	tmux -S "$dir/tmux" resize-window -x 80 -y 20
	type_line "clear; echo is whole"
	shows '^is whole$'
}
