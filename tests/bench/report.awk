# SPDX-License-Identifier: ISC
#
# Medians of the rounds in results.tsv and their ratios to ruptimed's, as text
# or, with -v want=plot, as data for plot.gp; with facts.tsv (key, value) before
# it also what was aimed at. A ratio is the median of the rounds' own ratios,
# since only what was measured side by side can be compared.

BEGIN {
	FS = "\t"
	nserver = split(servers, server, " ")
	nconc = split("1 8 64 512 4000", conc, " ")
}

FILENAME ~ /facts/ {
	fact[$1] = $2
	next
}

FNR == 1 {
	for (i = 1; i <= NF; i++)
		col[$i] = i
	next
}

{
	key = $col["server"] SUBSEP $col["C"]
	round = $col["round"]
	if (round > rounds)
		rounds = round
	ok = $col["ok"]
	value["rate", key, round] = $col["rate"]
	value["p50", key, round] = $col["p50_us"] / 1000
	value["p99", key, round] = $col["p99_us"] / 1000
	# A server that forks for each client is charged for its children; those
	# of ruptimed, a few in a second, stand apart.
	cpu_ns = $col["own_ns"]
	if ($col["server"] != "ruptimed")
		cpu_ns += $col["runs_ns"]
	if (ok > 0 && cpu_ns > 0)
		value["cpu", key, round] = cpu_ns / ok / 1000
	replies[key] += ok
	runs_ns[key] += $col["runs_ns"]
	failed[$col["server"]] += $col["requests"] - ok
	if ($col["failures"] != "-")
		kinds[key] = kinds[key] " " $col["failures"]
}

# The median of n numbers, which it sorts.
function median(a, n,    i, j, t)
{
	for (i = 2; i <= n; i++) {
		t = a[i]
		for (j = i - 1; j >= 1 && a[j] > t; j--)
			a[j + 1] = a[j]
		a[j + 1] = t
	}
	if (n == 0)
		return ""
	return n % 2 ? a[(n + 1) / 2] : (a[n / 2] + a[n / 2 + 1]) / 2
}

function middle(what, s, c,    a, n, i)
{
	for (i = 1; i <= rounds; i++)
		if ((what, s, c, i) in value)
			a[++n] = value[what, s, c, i]
	return median(a, n)
}

# ruptimed's share of another server's figure.
function ratio(what, s, c,    a, n, i)
{
	for (i = 1; i <= rounds; i++)
		if ((what, s, c, i) in value &&
		    (what, "ruptimed", c, i) in value &&
		    value[what, s, c, i] > 0)
			a[++n] = value[what, "ruptimed", c, i] / \
			    value[what, s, c, i]
	return median(a, n)
}

# What the runs of uptime add to a reply: a mean, since /proc counts them by the
# clock tick.
function runs_us(s, c)
{
	if (replies[s, c] == 0)
		return ""
	return runs_ns[s, c] / replies[s, c] / 1000
}

function cell(x, format)
{
	printf "%10s", x == "" ? "-" : sprintf(format, x)
}

function heading(text,    i)
{
	printf "\n%-28s", text
	for (i = 1; i <= nconc; i++)
		printf "%10s", "C=" conc[i]
	printf "\n"
}

function row(what, s, format,    i)
{
	printf "%-28s", s
	for (i = 1; i <= nconc; i++)
		cell(middle(what, s, conc[i]), format)
	printf "\n"
}

function ratio_row(what, s,    i)
{
	printf "%-28s", "  ruptimed / " s
	for (i = 1; i <= nconc; i++)
		cell(ratio(what, s, conc[i]), "%.2f")
	printf "\n"
}

# The runs of ruptimed, and what it takes together with them.
function runs_rows(s,    i, own, runs)
{
	printf "%-28s", "  its runs of uptime"
	for (i = 1; i <= nconc; i++)
		cell(runs_us(s, conc[i]), "%.1f")
	printf "\n%-28s", "  together"
	for (i = 1; i <= nconc; i++) {
		own = middle("cpu", s, conc[i])
		runs = runs_us(s, conc[i])
		cell(own == "" ? "" : own + runs, "%.1f")
	}
	printf "\n"
}

function table(what, text, format,    i)
{
	heading(text)
	for (i = 1; i <= nserver; i++) {
		row(what, server[i], format)
		if (what == "cpu" && server[i] == "ruptimed")
			runs_rows(server[i])
	}
	for (i = 2; i <= nserver; i++)
		ratio_row(what, server[i])
}

function failures(    i, j, none)
{
	none = 1
	printf "\nClients not served as they should be:"
	for (i = 1; i <= nserver; i++)
		for (j = 1; j <= nconc; j++)
			if ((server[i], conc[j]) in kinds) {
				none = 0
				printf "\n  %s at C=%d:%s", server[i], conc[j],
				    kinds[server[i], conc[j]]
			}
	print none ? " none" : ""
}

function aim(text, x, least, most,    verdict)
{
	if (x == "") {
		printf "  %-52s %10s\n", text, "-"
		return
	}
	verdict = "reached"
	if ((least != "" && x < least) || (most != "" && x > most))
		verdict = "NOT REACHED"
	printf "  %-52s %10.4g  %s\n", text, x, verdict
}

function aims(    i)
{
	print "\nWhat is aimed at"
	for (i = 2; i <= 4; i++) {
		aim("rate / nginx at C=" conc[i] ", at least 0.95",
		    ratio("rate", "nginx", conc[i]), 0.95)
		aim("rate / bareloop at C=" conc[i] ", at least 0.9",
		    ratio("rate", "bareloop", conc[i]), 0.9)
	}
	aim("CPU a reply / nginx at C=8, at most 0.95",
	    ratio("cpu", "nginx", 8), "", 0.95)
	aim("CPU a reply / bareloop at C=8, at most 1.15",
	    ratio("cpu", "bareloop", 8), "", 1.15)
	aim("rate / tcpserver at C=8, at least 28",
	    ratio("rate", "tcpserver", 8), 28)
	aim("rate / socat at C=8, at least 28", ratio("rate", "socat", 8), 28)
	aim("ruptimed's clients not served, none", failed["ruptimed"] + 0,
	    "", 0)
	aim("the same with an uptime of 1 s, none", fact["slow_failed"], "", 0)
	aim("lone client / one popen, at most 1.2", fact["lone_ratio"], "", 1.2)
	aim("peak PSS at C=4000, under 4096 kB", fact["pss_peak_kb"], "", 4095)
	aim("PSS afterwards over idle, at most 512 kB", fact["pss_growth_kb"],
	    "", 512)
}

function plot_data(    i, j)
{
	for (i = 1; i <= nserver; i++) {
		for (j = 1; j <= nconc; j++)
			if (middle("rate", server[i], conc[j]) != "")
				print conc[j],
				    middle("rate", server[i], conc[j]),
				    middle("p99", server[i], conc[j])
		printf "\n\n"
	}
}

END {
	if (want == "plot") {
		plot_data()
	} else if (want == "aims") {
		aims()
	} else {
		printf "Medians of %d rounds; C connections at all times; " \
		    "-: not run.\n", rounds
		table("rate", "Replies a second", "%.0f")
		table("p50", "Median latency, ms", "%.4g")
		table("p99", "99 % had it within, ms", "%.4g")
		table("cpu", "CPU time a reply, us", "%.1f")
		failures()
	}
}
