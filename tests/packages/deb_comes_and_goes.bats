# README: "Installing starts the daemon ... and purging the packages leaves
# nothing but the user": installed, upgraded, removed and purged in a small
# Debian without a service manager.
load lib

@test "installed, it answers, as an ordinary user, and the port has a name" {
	make_tree
	inside '
		install_packages
		answers
		getent services ruptime | grep "4000/tcp"
		[ "$(stat -c %U /proc/$(pgrep -o -x ruptimed))" = ruptime ]
		getent passwd ruptime | grep ":/nonexistent:/usr/sbin/nologin$"
		dpkg --audit; [ -z "$(dpkg --audit)" ]'
}

@test "upgraded, another daemon answers and the name is there once" {
	make_tree
	inside '
		install_packages
		answers
		before=$(pgrep -o -x ruptimed)
		cp /etc/services /root/services
		install_packages
		answers
		fails kill -0 "$before"
		cmp /etc/services /root/services'
}

@test "removed, the daemon has gone, and what is configured stays" {
	make_tree
	inside '
		install_packages
		answers
		dpkg -r ruptime-client ruptime-server
		fails daemon_runs
		[ ! -e /usr/sbin/ruptimed ]
		[ ! -e /run/ruptimed ]
		[ -e /etc/init.d/ruptimed ]
		getent services ruptime'
}

@test "purged, each file is as it was before, and only the user is new" {
	make_tree
	inside '
		cp -a /etc/services /etc/passwd /etc/group /root
		list_files >/root/before
		install_packages
		answers
		install_packages
		dpkg -r ruptime-server
		dpkg -P ruptime-client ruptime-server
		fails daemon_runs
		cmp /etc/services /root/services
		list_files >/root/after
		diff /root/before /root/after
		for file in passwd group; do
			grep -v "^ruptime:" /etc/$file | diff - /root/$file
		done
		getent passwd ruptime'
}

@test "removed and installed again, then purged at once" {
	make_tree
	inside '
		cp /etc/services /root
		install_packages
		dpkg -r ruptime-server
		install_packages
		answers
		dpkg -P ruptime-server
		fails daemon_runs
		cmp /etc/services /root/services'
}
