# SPDX-License-Identifier: ISC
#
# The picture of a screen of columns x lines.  live.sh sets these, cells (a line
# for each character: column, line, whether bold, colour, itself) and out.  Each
# stands in the middle of its cell, so that columns are columns in any font.

width = 10
height = 21
pad = 16
set terminal pngcairo size columns*width+2*pad, lines*height+2*pad \
    background rgb "#16191d" font "DejaVu Sans Mono,12.4"
set output out
set datafile separator tab
unset border
unset tics
unset key
set lmargin 0
set rmargin 0
set tmargin 0
set bmargin 0
set xrange [-1.0*pad/width : columns+1.0*pad/width]
set yrange [lines+1.0*pad/height : -1.0*pad/height]
plot cells using ($3 == 0 ? $1+0.5 : NaN):($2+0.5):(stringcolumn(5)):4 \
    with labels center noenhanced textcolor rgb variable, \
    cells using ($3 == 1 ? $1+0.5 : NaN):($2+0.5):(stringcolumn(5)):4 \
    with labels center noenhanced font "DejaVu Sans Mono Bold,12.4" \
    textcolor rgb variable
