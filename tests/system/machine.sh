# SPDX-License-Identifier: ISC
# shellcheck shell=bash disable=SC2034,SC2154
# Machines: trees that are booted, each in a scratch overlay and a cgroup of
# its own, joined by cables, driven from inside, gone with the check.

patience=60
declare -A nspawn=()

# cgroup_dirs: the hierarchies that systemd uses, as directories of ours.
cgroup_dirs() {
	local line id path name where
	while IFS=: read -r id name path; do
		case $id:$name in
		0:) where=$(findmnt -n -t cgroup2 -o TARGET | head -n 1) ;;
		*:name=systemd)
			where=$(findmnt -n -t cgroup -O name=systemd -o TARGET |
			    head -n 1)
			;;
		*) continue ;;
		esac
		[ -z "$where" ] || echo "${where%/}${path%/}/${work##*/}"
	done </proc/self/cgroup
}

# In the background, as the process that becomes nspawn.
run_nspawn() {
	local name=$1 own
	local unit=()
	if ! "$by_systemd"; then
		unit=(--keep-unit)
		for own in $(cgroup_dirs); do
			mkdir -p "$own/$name"
			echo "$BASHPID" >"$own/$name/cgroup.procs"
		done
	fi
	# IPAddressDeny= is a program of bpf(2).
	exec systemd-nspawn -q -D "$dir/$name/root" -M "$name" --boot \
	    --private-network --register=no "${unit[@]}" --console=read-only \
	    --timezone=off --system-call-filter=bpf --capability=CAP_BPF
}

start_nspawn() {
	run_nspawn "$1" </dev/null >>"$dir/$1.console" 2>&1 &
	nspawn[$1]=$!
}

# boot NAME TREE: ends when it has booted.
boot() {
	local name=$1 mine=$dir/$1
	mkdir "$mine"
	mount -t tmpfs -o mode=755 none "$mine"
	mkdir "$mine/upper" "$mine/work" "$mine/root"
	overlay "$(lower_of "$2")" "$mine/upper" "$mine/work" "$mine/root"
	echo "$name" >"$mine/root/etc/hostname"
	echo "$name" | md5sum | cut -d ' ' -f 1 >"$mine/root/etc/machine-id"
	start_nspawn "$name"
	wait_until booted_or_gone "$name"
	booted "$name"
}

# The process that is PID 1 inside; none while it reboots.
leader() {
	awk '{ print $1 }' \
	    "/proc/${nspawn[$1]}/task/${nspawn[$1]}/children" 2>/dev/null
}

# inside NAME COMMAND...: with an environment like root's there.
inside() {
	local pid
	pid=$(leader "$1")
	[ -n "$pid" ] || return 1
	shift
	timeout -k 5 "${limit:-60}" nsenter -t "$pid" -a -- env -i \
	    PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin \
	    HOME=/root TERM=dumb LC_ALL=C "$@"
}

# beside NAME COMMAND...: a program of the host in that machine's network.
beside() {
	local pid
	pid=$(leader "$1")
	[ -n "$pid" ] || return 1
	shift
	nsenter -t "$pid" -n -- "$@"
}

booted_or_gone() {
	gone "${nspawn[$1]}" || booted "$1"
}

booted() {
	# shellcheck disable=SC2016 # for the shell inside
	inside "$1" sh -c '
		test -e /run/booted ||
		case $(systemctl is-system-running) in
		running | degraded) ;;
		*) false ;;
		esac'
}

# join A B: a cable between the two, A at 10.74.0.1, B at 10.74.0.2.
join() {
	local i=0 name
	ip link add eth0 netns "$(leader "$1")" type veth \
	    peer name eth0 netns "$(leader "$2")"
	for name; do
		i=$((i + 1))
		beside "$name" ip link set lo up
		beside "$name" ip addr add "10.74.0.$i/24" dev eth0
		beside "$name" ip addr add "fd74::$i/64" dev eth0 nodad
		beside "$name" ip link set eth0 up
	done
}

# reboot_machine NAME: ends when it has booted again.  nspawn either does that
# itself or, in a unit of somebody else's, ends with the status that asks for it.
reboot_machine() {
	local before status=0
	before=$(leader "$1")
	inside "$1" reboot || :
	wait_until gone_or_new "$1" "$before"
	if gone "${nspawn[$1]}"; then
		wait "${nspawn[$1]}" || status=$?
		[ "$status" -eq 133 ]
		start_nspawn "$1"
	fi
	wait_until booted_or_gone "$1"
	booted "$1"
}

gone_or_new() {
	local now
	now=$(leader "$1")
	gone "${nspawn[$1]}" || { [ -n "$now" ] && [ "$now" != "$2" ]; }
}

# power_off NAME: ends when it is off.
power_off() {
	inside "$1" poweroff || :
	wait_until gone "${nspawn[$1]}"
}

# What a check has booted is switched off hard; what is left of them is shown
# where the check has failed.
end_machines() {
	local name
	for name in "${!nspawn[@]}"; do
		[ -z "${told:-}" ] || tell_of "$name"
		kill -KILL "$(leader "$name")" 2>/dev/null
		kill -TERM "${nspawn[$name]}" 2>/dev/null
		patience=10 wait_until gone "${nspawn[$name]}" ||
		    kill -KILL "${nspawn[$name]}"
		wait "${nspawn[$name]}" 2>/dev/null
		umount -l "$dir/$name/root"
		umount -l "$dir/$name"
	done
	remove_cgroups
}
undo=(end_machines)

tell_of() {
	echo "--- console of $1"
	tail -n 8 "$dir/$1.console" | tr -cd '\n\t -~'
	echo "--- $1 says of ruptimed"
	inside "$1" journalctl -q -o cat -n 15 -u ruptimed.service \
	    -u ruptimed.socket 2>/dev/null
	inside "$1" ps ax -o pid,user,stat,args | grep '[r]uptime'
}

remove_cgroups() {
	local own
	for own in $(cgroup_dirs); do
		[ ! -d "$own" ] || find "$own" -depth -type d \
		    -exec rmdir {} + 2>/dev/null
	done
}

clean_run() {
	remove_cgroups
	umount -l "$work/layer" /run/systemd/nspawn 2>/dev/null
	[ ${#made_run[@]} -eq 0 ] || rmdir "${made_run[@]}" 2>/dev/null
	rm -rf "$work"
}

# nspawn leaves a directory there for each machine, and can't do so on a disk.
made_run=()
for path in /run/systemd /run/systemd/nspawn; do
	mkdir "$path" 2>/dev/null && made_run=("$path" "${made_run[@]}")
done
mount -t tmpfs none /run/systemd/nspawn
