# SPDX-License-Identifier: ISC
#
# The cells of a screen that are not blank, from what "tmux capture-pane -p -e"
# prints: column, line, 1 where it is bold, colour as gnuplot has it, character,
# with tabs between.  A look holds until the next, over the ends of lines.

BEGIN {
	OFS = "\t"
	split("0x555753 0xef5350 0x6fbf4f 0xf2c43d 0x5c9ce6 0xb58ad6 " \
	    "0x3fbfc0 0xd4d7d0", palette, " ")
	plain()
}

function plain()
{
	bold = dim = 0
	colour = -1
}

# The parameters of "ESC [ ... m".
function look(parameters,	n, i, p)
{
	n = split(parameters, p, ";")
	if (n == 0)
		plain()
	for (i = 1; i <= n; i++) {
		if (p[i] + 0 == 0)
			plain()
		else if (p[i] == 1)
			bold = 1
		else if (p[i] == 2)
			dim = 1
		else if (p[i] == 22)
			bold = dim = 0
		else if (p[i] >= 30 && p[i] <= 37)
			colour = p[i] - 30
		else if (p[i] == 39)
			colour = -1
	}
}

function shade()
{
	if (colour >= 0)
		return palette[colour + 1]
	return dim ? "0x7d827e" : bold ? "0xffffff" : "0xd4d7d0"
}

{
	column = 0
	rest = $0
	while (rest != "") {
		if (match(rest, /^\033\[[0-9;]*m/)) {
			look(substr(rest, 3, RLENGTH - 3))
			rest = substr(rest, RLENGTH + 1)
			continue
		}
		# tmux marks other character sets so.
		if (match(rest, /^[\016\017]/)) {
			rest = substr(rest, 2)
			continue
		}
		if (substr(rest, 1, 1) != " ")
			print column, NR - 1, bold, shade(), substr(rest, 1, 1)
		column++
		rest = substr(rest, 2)
	}
}
