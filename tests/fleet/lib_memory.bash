# SPDX-License-Identifier: ISC
# shellcheck shell=bash disable=SC2034,SC2154
# Hosts as of lib_texts, and a memory of them that is the test's; time passes by
# changing the file, whose fields are those of ruptime(1), FILES.

load lib_texts

seen=
declare -f test_setup >/dev/null && eval "texts_$(declare -f test_setup)"

test_setup() {
	texts_test_setup
	seen=$dir/seen
	export RUPTIME_SEEN=$seen
}

# told HOST UPTIME: it is up, and says so long.
told() {
	answer "$1" " 15:02:05 up $2,  1 user,  load average: 0.04, 0.08, 0.07\n"
}

# gone_down HOST...
gone_down() {
	local host
	for host; do
		rm "$dir/hosts/$host"
	done
}

# remembers HOST: there is a line of it.
remembers() {
	grep -q "^$1"$'\t' "$seen"
}

# line_of HOST: of the table.
line_of() {
	awk -v host="$1" '$1 == host' <<<"$output"
}

# moved WALL BOOT: what is remembered was so many seconds earlier by the one
# clock and by the other.
moved() {
	awk -F '\t' -v OFS='\t' -v wall="$1" -v boot="$2" 'NR > 1 {
		$2 -= wall
		if ($8 > 0) $8 -= wall
		if ($3 != "-") $3 = $3 < boot ? "-" : $3 - boot
	} { print }' "$seen" >"$seen.moved"
	cat "$seen.moved" >"$seen"
}

# passed SECONDS: so much time, by both clocks.
passed() {
	moved "$1" "$1"
}

# we_have_been_booted: since the last look.
we_have_been_booted() {
	sed -i '2,$s/\t[0-9a-f]\{16\}\t/\t0123456789abcdef\t/' "$seen"
}

# need_uptime SECONDS: of this machine, so that its clock since the boot can
# have stood so much lower.
need_uptime() {
	awk -v s="$1" '{ exit $1 < s }' /proc/uptime ||
	    skip "this machine has just been booted"
}
