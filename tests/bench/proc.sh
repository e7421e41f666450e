# SPDX-License-Identifier: ISC
# shellcheck shell=bash
#
# What /proc says of a process: its CPU time and its memory. Sourced by
# run.sh; reads, prints one number, changes nothing.

# The CPU time of the processes themselves, all threads, in nanoseconds; 0
# where the kernel does not keep it.
proc_cpu_ns()
{
	local pid file ns total=0

	for pid; do
		for file in /proc/"$pid"/task/*/schedstat; do
			[ -r "$file" ] || continue
			read -r ns _ <"$file" && total=$((total + ns))
		done
	done
	echo "$total"
}

# The CPU time of the children that the process has waited for, and of theirs,
# in nanoseconds, by the clock tick. (A child of socat's may leave before its
# command does; what init reaps is missing, some 5 %, in socat's favour.)
proc_children_ns()
{
	local stat

	read -r stat </proc/"$1"/stat
	# After the name, which may hold anything: field 3, the state, is first.
	read -r -a stat <<<"${stat##*) }"
	echo $(((stat[13] + stat[14]) * (1000000000 / $(getconf CLK_TCK))))
}

# The sum over the processes of a line of a file in /proc/PID, in kB.
# usage: proc_sum_kb file key pid...
proc_sum_kb()
{
	local file=$1 key=$2 pid

	shift 2
	for pid; do
		cat /proc/"$pid"/"$file" 2>/dev/null
	done | awk -v key="$key:" '$1 == key { kb += $2 } END { print kb + 0 }'
}

proc_pss_kb()
{
	proc_sum_kb smaps_rollup Pss "$@"
}

proc_peak_rss_kb()
{
	proc_sum_kb status VmHWM "$@"
}
