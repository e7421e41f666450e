# README.md: "ruptime-client conflicts with rwho, and only one of the two can
# be installed".
load lib

@test "beside rwho the client is refused, the server is not" {
	make_tree
	mkdir -p "$dir/rwho/DEBIAN" "$dir/rwho/usr/bin"
	echo 'the other one' >"$dir/rwho/usr/bin/ruptime"
	cat >"$dir/rwho/DEBIAN/control" <<-END
		Package: rwho
		Version: 0.17-15
		Architecture: all
		Maintainer: nobody <nobody@localhost>
		Description: stands for the one of Debian
	END
	dpkg-deb -b "$dir/rwho" "$tree/root/rwho.deb"
	inside '
		dpkg -i /root/rwho.deb
		fails dpkg -i /root/ruptime-client.deb 2>/root/err
		grep "ruptime-client conflicts with rwho" /root/err
		grep "the other one" /usr/bin/ruptime
		dpkg -i /root/ruptime-server.deb'
}
