# ruptime(1): "a host that does not answer holds up one place of so many, for
# no longer than -T": also where it does in part.
load lib_fleet

@test "servers that don't accept, with a full backlog" {
	start_room
	start_crowd 1 50
	run -1 --separate-stderr "${inside[@]}" \
	    "$tools/peer" -p 4000 127.0.0.1 full -- \
	    "$tools/peer" -p 4000 127.0.0.2 full -- \
	    "$ruptime" -T 2 127.0.0.1 "127.0.1.[1-25]:$port" 127.0.0.2 \
	    "127.0.1.[26-50]:$port"
	ends_with 50 2
	is 127.0.0.1 "timed out"
	is 127.0.0.2 "timed out"
}

@test "servers that stall, before, amid and after their reply" {
	make_reply
	head -c 20 "$dir/reply" >"$dir/half"
	start_room
	start_crowd 1 30
	run -1 --separate-stderr "${inside[@]}" \
	    "$tools/peer" -p 4000 127.0.1.1 listen accept hold -- \
	    "$tools/peer" -p 4000 127.0.1.2 listen accept send "$dir/half" \
	    hold -- "$tools/peer" -p 4000 127.0.1.3 listen accept \
	    send "$dir/reply" hold -- "$ruptime" -T 2 '127.0.1.[1-3]:4000' \
	    "127.0.0.[1-30]:$port"
	ends_with 30 3
}
