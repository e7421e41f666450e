# SPDX-License-Identifier: ISC
#
# The picture of a benchmark: replies a second and p99 over C, both axes
# logarithmic. run.sh sets data (a block a server), n (how many) and out.

if (strstrt(GPVAL_TERMINALS, "pngcairo")) {
	set terminal pngcairo size 1200,500 font "sans,11"
} else {
	set terminal png size 1200,500
}
set output out
set logscale xy
set xrange [0.8:5000]
set xtics (1, 8, 64, 512, 4000)
set xlabel "connections at a time"
set grid
set key bottom left
set multiplot layout 1,2
set title "Replies a second"
set format y "%.0f"
plot for [i=0:n-1] data index i using 1:2 skip 1 with linespoints \
    lw 2 pt i+4 title columnheader(1)
set title "99 % of the clients had their reply within, ms"
set format y "%g"
unset key
plot for [i=0:n-1] data index i using 1:3 skip 1 with linespoints \
    lw 2 pt i+4 title columnheader(1)
unset multiplot
