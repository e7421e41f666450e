# SPDX-License-Identifier: ISC
#
# The picture of a benchmark: replies a second and p99 over C, all axes
# logarithmic. run.sh sets data (a block of lines a server), names (the
# servers, ruptimed first) and out. Drawn last to first, ruptimed on top.

if (strstrt(GPVAL_TERMINALS, "pngcairo")) {
	set terminal pngcairo size 1200,500 font "sans,11"
} else {
	set terminal png size 1200,500
}
set output out
n = words(names)
set linetype 1 lc rgb "#c03020" lw 3 pt 7
set linetype 2 lc rgb "#208040" lw 2 pt 4
set linetype 3 lc rgb "#606060" lw 2 pt 6
set linetype 4 lc rgb "#2060b0" lw 2 pt 8
set linetype 5 lc rgb "#9040a0" lw 2 pt 10
set logscale xy
set xrange [0.8:5000]
set xtics (1, 8, 64, 512, 4000)
set xlabel "connections at a time"
set grid
set multiplot layout 1,2
set title "replies a second"
set format y "%.0f"
set key invert at graph 0.62,0.62
plot for [i=n-1:0:-1] data index i using 1:2 with linespoints lt i+1 \
    title word(names, i+1)
set title "99 % of the clients had their reply within, ms"
set format y "%g"
unset key
plot for [i=n-1:0:-1] data index i using 1:3 with linespoints lt i+1
unset multiplot
