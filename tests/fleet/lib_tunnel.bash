# SPDX-License-Identifier: ISC
# shellcheck shell=bash disable=SC2034,SC2154
# Two hosts, alpha and beta, joined by a cable, 192.168.7.0/24, and through it by
# a WireGuard of the kernel's or of wireguard-go: 10.74.0.0/24, fd74::/64.
# After lib_example.

# room: a host, without a network; sets pid.
room() {
	local out=$dir/out.${#started[@]}
	background unshare -nm sh -c "mount -t tmpfs none /run
	    ip link set lo up
	    echo ready; exec sleep 1000"
	wait_until grep -q ready "$out"
}

alpha() {
	nsenter -t "$alpha" -n -m env PATH="$dir/bin:$PATH" "$@"
}

beta() {
	nsenter -t "$beta" -n -m env PATH="$dir/bin:$PATH" "$@"
}

# configure HOST NUMBER KEY OTHER-KEY: its wg0.conf.
configure() {
	mkdir "$dir/$1"
	(umask 77; cat >"$dir/$1/wg0.conf") <<-END
	[Interface]
	Address = 10.74.0.$2/24, fd74::$2/64
	ListenPort = 51820
	PrivateKey = $3
	[Peer]
	PublicKey = $(wg pubkey <<<"$4")
	AllowedIPs = 10.74.0.$((3 - $2))/32, fd74::$((3 - $2))/128
	Endpoint = 192.168.7.$((3 - $2)):51820
	END
}

tunnel() {
	local keys
	PATH=$PATH:/usr/sbin:/sbin
	need wg-quick wg ip nsenter
	[ -c /dev/net/tun ] || skip "needs /dev/net/tun"
	room
	alpha=$pid
	room
	beta=$pid
	ip link add eth0 netns "$alpha" type veth peer name eth0 netns "$beta"
	alpha ip address add 192.168.7.1/24 dev eth0
	beta ip address add 192.168.7.2/24 dev eth0
	alpha ip link set eth0 up
	beta ip link set eth0 up
	keys=("$(wg genkey)" "$(wg genkey)")
	configure alpha 1 "${keys[@]}"
	configure beta 2 "${keys[1]}" "${keys[0]}"
	alpha mount --bind "$dir/alpha" /etc/wireguard
	beta mount --bind "$dir/beta" /etc/wireguard
}

# up HOST, down HOST: its end of the tunnel.
up() {
	"$1" wg-quick up wg0 3>&-
}

down() {
	"$1" wg-quick down wg0 3>&-
}

# The process of wireguard-go goes with its interface.
end_tunnel() {
	local number
	number=$(alpha cat /run/ruptimed/ruptimed.pid 2>/dev/null) &&
	    kill "$number"
	[ -z "${alpha-}" ] || alpha ip link delete wg0 || true
	[ -z "${beta-}" ] || beta ip link delete wg0 || true
}

# serve ARGUMENT...: a ruptimed on alpha; sets daemon and log.
serve() {
	log=$dir/err.${#started[@]}
	# The process itself, not a shell that waits for it.
	background nsenter -t "$alpha" -n -m \
	    "$ruptimed" -f -c "cat '$dir/alpha.uptime'" "$@"
	daemon=$pid
	wait_until daemon_is_up_or_gone
	grep -q 'listening on' "$log"
}

# asks STATUS ARGUMENT...: beta does, and ends with this status.
asks() {
	run "-$1" --separate-stderr beta ruptime -T 10 "${@:2}"
}

# asks_in_vain REASON ARGUMENT...: what is not answered at all.
asks_in_vain() {
	local limit=10
	[ "$1" != 'timed out' ] || limit=0.5
	asks 1 -T "$limit" -R 0 "${@:2}"
	[[ $stderr = *": $1: "* ]]
}
