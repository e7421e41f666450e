# SPDX-License-Identifier: ISC
#
# The fleet's part of the report, of responses.tsv and fleet.tsv, and of seen,
# the size of the file that remembers 10,000 hosts: a row of
# medians for each who, number of hosts and share of dead ones in the latter,
# then what is aimed at.

function median(list, n, v, i, j, t)
{
	n = split(list, v, " ")
	for (i = 2; i <= n; i++)
		for (j = i; j > 1 && v[j - 1] + 0 > v[j] + 0; j--) {
			t = v[j]; v[j] = v[j - 1]; v[j - 1] = t
		}
	return n % 2 ? v[(n + 1) / 2] : (v[n / 2] + v[n / 2 + 1]) / 2
}

function aim(text, value, bound, is_max)
{
	printf "  %-52s %8.3f  aim %s %s  %s\n", text, value,
	    is_max ? "<=" : ">=", bound,
	    (is_max ? value <= bound : value >= bound) ? "yes" : "NO"
}

# Of names as many times as long as of their addresses.
function aim_names(where, bound, what)
{
	what = "names-" where SUBSEP 10000 SUBSEP 0
	if (what in wall)
		aim("10,000 names, " where ": wall time / their addresses'",
		    median(ratios(what, "ruptime" SUBSEP 10000 SUBSEP 0)),
		    bound, 1)
}

function wall_of(who, n, dead)
{
	return median(wall[who, n, dead])
}

# So many times as long for a host, by whoever asks 1,000.
function times(who)
{
	return wall_of(who, 1000, 0) / 1000 / (wall_of("ruptime", 10000, 0) / 10000)
}

# The live view against one who asks once: CPU time of 10,000 hosts asked.
function watch_ratios(r, list)
{
	for (r in watch_cpu)
		list = list " " watch_cpu[r] / cpu_of["ruptime", 10000, 0, r]
	return list
}

# The rounds' ratios of one row to another.
function ratios(of, to, r, list)
{
	for (r = 1; r <= last; r++)
		if ((of, r) in value && (to, r) in value)
			list = list " " value[of, r] / value[to, r]
	return list
}

FNR == 1 { next }

NF == 3 {
	value["response", $2, $1] = $3
	next
}

NF == 6 {
	watch_cpu[$1] = $3 / $2 * 10000
	watch_peak = watch_peak " " $4
	watch_key = watch_key " " $5
	if ($6 > watch_key_max)
		watch_key_max = $6
	next
}

{
	key = $2 SUBSEP $3 SUBSEP $4
	if (!(key in wall))
		order[++keys] = key
	wall[key] = wall[key] " " $5
	cpu[key] = cpu[key] " " $6
	peak[key] = peak[key] " " $7
	up[key] = up[key] " " $8
	rounds[key]++
	value[$2, $3, $4, $1] = $5
	cpu_of[$2, $3, $4, $1] = $6
	last = $1
}

END {
	print "One who asks many, medians; dead hosts are waited for 2 s"
	printf "%-12s%8s%7s%8s%10s%12s%10s%10s\n", "", "hosts", "dead %",
	    "rounds", "wall s", "CPU us/host", "peak kB", "up"
	for (i = 1; i <= keys; i++) {
		split(order[i], part, SUBSEP)
		k = order[i]
		printf "%-12s%8d%7d%8d%10.3f%12.1f%10d%10d\n", part[1],
		    part[2], part[3], rounds[k], median(wall[k]),
		    median(cpu[k]) * 1e6 / part[2], median(peak[k]),
		    median(up[k])
	}
	print "Aims:"
	aim("10,000 hosts: wall time / the load generator's",
	    median(ratios("ruptime" SUBSEP 10000 SUBSEP 0,
	    "loadgen" SUBSEP 10000 SUBSEP 0)), 1.25, 1)
	aim("time per host, of 10,000 / of 1,000", wall_of("ruptime", 10000, 0) / \
	    10 / wall_of("ruptime", 1000, 0), 1.2, 1)
	aim("10,000 remembered: wall time / of those that are not",
	    median(ratios("remembers" SUBSEP 10000 SUBSEP 0,
	    "ruptime" SUBSEP 10000 SUBSEP 0)), 1.1, 1)
	aim("10,000 remembered: MB of peak memory more",
	    (median(peak["remembers", 10000, 0]) - \
	    median(peak["ruptime", 10000, 0])) / 1024, 2, 1)
	aim("10,000 remembered: MB of the file", seen / 1e6, 1.5, 1)
	aim("time per host, of 100,000 / of 10,000",
	    wall_of("ruptime", 100000, 0) / 10 / wall_of("ruptime", 10000, 0),
	    1.2, 1)
	aim("10,000 live: CPU time a host / of one who asks once",
	    median(watch_ratios()), 1, 1)
	aim("10,000 live: ms from a key to its effect", median(watch_key),
	    100, 1)
	aim("10,000 live: the same, the longest", watch_key_max, 100, 1)
	aim("10,000 live: MB of peak memory", median(watch_peak) / 1024, 16, 1)
	aim_names("hosts", 2)
	aim_names("dns", 1.5)
	aim("peak memory of 10,000, MB",
	    median(peak["ruptime", 10000, 0]) / 1024, 16, 1)
	if (("names-dns", 10000, 0) in wall)
		aim("peak memory of 10,000 names by DNS, MB",
		    median(peak["names-dns", 10000, 0]) / 1024, 16, 1)
	if (("search", 254, 96) in wall)
		aim("a /24 with ten up: hosts found",
		    median(up["search", 254, 96]), 10, 0)
	if (("fping-search", 254, 96) in wall)
		aim("a /24 with ten up: wall time / fping -a -g",
		    median(ratios("search" SUBSEP 254 SUBSEP 96,
		    "fping-search" SUBSEP 254 SUBSEP 96)), 1.1, 1)
	if (("pdsh", 1000, 0) in wall)
		aim("pdsh's time per host / ours", times("pdsh"), 50, 0)
	if (("clush", 1000, 0) in wall)
		aim("clush's time per host / ours", times("clush"), 50, 0)
	if (("ruptime", 10000, 10) in wall) {
		aim("10 % dead: seconds", wall_of("ruptime", 10000, 10), 2.5, 1)
		aim("10 % dead: hosts up", median(up["ruptime", 10000, 10]),
		    9000, 0)
		aim("10 % dead: response time of the others / without",
		    median(ratios("response" SUBSEP 10, "response" SUBSEP 0)),
		    1.1, 1)
	}
}
