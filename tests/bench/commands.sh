# SPDX-License-Identifier: ISC
# shellcheck shell=bash
#
# One who asks many by a command (-e): ruptime, with its options at their
# default, and xargs start the same command as often, as many at once, in turn.
# Sourced by run.sh, whose functions it calls.

COMMANDS=400
COMMAND_MS=50
COMMAND_FANOUT=32
COMMAND_ROUNDS=3

# usage: commands_seconds command...; prints how long it took, and how many of
# what it printed are up.
commands_seconds()
{
	local seconds

	"$BUILD/bench/timed" "$@" 3>"$TMP/figures" >"$TMP/commands.out" \
	    2>"$TMP/commands.err"
	read -r seconds _ <"$TMP/figures" || die "$1 did not run"
	echo "$seconds $(grep -c ' up .*load' "$TMP/commands.out")"
}

# Lines of five figures: how long each took, how many were up, the ratio.
commands_rounds()
{
	local round ours theirs

	for ((round = 1; round <= COMMAND_ROUNDS; round++)); do
		ours=$(commands_seconds "$BUILD/ruptime" \
		    -e "$BUILD/bench/burn $COMMAND_MS" "n[1-$COMMANDS]")
		theirs=$(commands_seconds xargs -a "$TMP/commands" \
		    -P "$COMMAND_FANOUT" -n 1 "$BUILD/bench/burn")
		echo "$ours $theirs"
	done | awk '{ print $0, $1 / $3 }'
}

# usage: commands_median column
commands_median()
{
	cut -d ' ' -f "$1" "$TMP/commands.rounds" | sort -g |
	    sed -n "$(((COMMAND_ROUNDS + 1) / 2))p"
}

commands()
{
	local ratio up

	yes "$COMMAND_MS" | head -n "$COMMANDS" >"$TMP/commands"
	commands_rounds >"$TMP/commands.rounds" || die "burn failed"
	ratio=$(commands_median 5) up=$(commands_median 2)
	say "" "Commands of $COMMAND_MS ms of CPU time for $COMMANDS hosts," \
	    "$COMMAND_FANOUT at once, medians of $COMMAND_ROUNDS" \
	    "  ruptime -e    $(commands_median 1) s, $up up" \
	    "  xargs -P      $(commands_median 3) s" \
	    "Aims:" \
	    "  time / that of xargs, at most 1.15: $ratio" \
	    "  up, all of $COMMANDS: $up"
}
