# ruptime(1): "Nothing is sent to a host".
load lib

# A host that says in $dir/out.0 its port, whatever it gets and each end.
start_host() {
	command -v perl >/dev/null || skip "needs perl"
	background perl -MIO::Socket::INET -e '
		$| = 1;
		$host = IO::Socket::INET->new(Listen => 9,
		    LocalAddr => "127.0.0.1") or die "cannot listen: $!";
		print "port ", $host->sockport, "\n";
		while ($client = $host->accept) {
			syswrite $client, "the reply\n";
			shutdown $client, 1;
			while (sysread $client, $text, 999) {
				print "got $text\n";
			}
			print "end\n";
		}'
	wait_until grep -q '^port ' "$dir/out.0"
	port=$(sed -n 's/^port //p' "$dir/out.0")
}

got_nothing() {
	wait_until grep -q '^end$' "$dir/out.0"
	[ "$(grep -vc '^port ' "$dir/out.0")" -eq 1 ]
}

@test "a host reads the end of the file, and no byte before it" {
	start_host
	run -0 "$ruptime" "127.0.0.1:$port"
	[ "$output" = 'the reply' ]
	got_nothing
}

@test "nor when many are asked" {
	start_host
	run "$ruptime" -o raw "127.0.0.1:$port" "$dir/none"
	[[ $output == *'the reply'* ]]
	got_nothing
}
