# ruptime(1), EXAMPLES: "Who is down since when, and who has rebooted since the
# last look? It is forgotten of a host that has gone for good".
load lib_example

# The time on the page is not that of now, and waiting takes some seconds.
no_time='s/^1[0-9]{9}$/TIME/; s/^1915[2-7][0-9]$/191520/'

@test "who is down since when" {
	need jq socat
	rm "$dir"/{db-primary,node*}.uptime
	uptime_of beta '4 min,  0 users' 1.70, 0.61, 0.22
	# Something takes the connection at gamma, and says nothing.
	cat >"$dir/hook" <<-'EOT'
	socat -d -d TCP-LISTEN:4000,bind=10.0.0.13,fork SYSTEM:cat \
	    2>"$dir/gamma.log" &
	started $! "$dir/gamma.log"
	EOT
	remembered alpha 3600 273720
	remembered beta 3600 273720
	remembered gamma 191520 60
	example 'Who is down since when'
	sed '/^alpha  /,$d' <<<"$shown" >"$dir/.config/ruptime/hosts"
	grep -q '^alpha beta gamma delta' "$dir/.config/ruptime/hosts"
	shown=$(sed -E "$no_time" <<<"$shown")
	commands="{ $commands
	} | sed -E '$no_time'"
	lab
	[ "$(sed 1d "$dir/.local/state/ruptime/seen" | cut -f 1 | xargs)" = \
	    'alpha beta gamma' ]
}
