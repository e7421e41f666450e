# README.Debian: "The first installation adds the line ... to /etc/services
# unless the file has an entry for the name or the port. Purging the package
# takes the line out again if the package has added it."
load lib

line='ruptime         4000/tcp        # remote uptime'

@test "a line that was there before is there after the purge" {
	make_tree
	echo "$line" >>"$tree/etc/services"
	inside '
		cp /etc/services /root
		install_packages
		cmp /etc/services /root/services
		dpkg -P ruptime-server
		cmp /etc/services /root/services'
}

@test "another service on the port is left, and the daemon answers" {
	make_tree
	printf 'terabase\t4000/tcp\n' >>"$tree/etc/services"
	inside '
		cp /etc/services /root
		install_packages 2>/root/err
		grep "gives 4000/tcp to terabase" /root/err
		answers
		cmp /etc/services /root/services
		dpkg -P ruptime-server
		cmp /etc/services /root/services'
}

@test "a line that was taken out does not come back with an upgrade" {
	make_tree
	inside '
		cp /etc/services /root
		install_packages
		cp /root/services /etc/services
		install_packages
		cmp /etc/services /root/services'
}

@test "without /etc/services it installs and answers" {
	make_tree
	rm "$tree/etc/services"
	inside '
		install_packages
		answers
		dpkg -P ruptime-server
		[ ! -e /etc/services ]'
}
