#!/usr/bin/env bash
# SPDX-License-Identifier: ISC
# Deliberate faults, each of which a test must notice: run.sh [-n] BUILD [REGEX]
# makes those of the lists beside it whose heads match, one by one, each in a
# tree of its own, runs the tests that are named there, and prints TAP.  With
# -n it looks only whether the texts and the tests are there.
#
# A fault of a list is
#
#	FILE: what is wrong then
#	-a text of the file, that is there once; perhaps
#	-on several lines
#	+what becomes of it, nothing if it just goes
#	by TEST: a regular expression, the name of a test in it
#
# where TEST is a bats file, or the source of a cmocka program.  With several
# such lines each of them must notice it.
set -u
export LC_ALL=C

usage() {
	echo "usage: run.sh [-n] BUILD [REGEX]" >&2
	exit 2
}

only_look=false
if [ "${1-}" = -n ]; then
	only_look=true
	shift
fi
if [ $# -lt 1 ] || [ $# -gt 2 ]; then
	usage
fi
build=$1 only=${2-}
if [ "${build#/}" != "$build" ]; then
	echo "run.sh: $build: has to be below the directory of the project" >&2
	exit 2
fi
here=$(cd "$(dirname "$0")" && pwd)
top=$(cd "$here/../.." && pwd)
cd "$top" || exit 2
trees=$top/$build/mutants
# For two processors: a test waits for most of its time.
jobs=${JOBS:-8}
# A test that takes so long has no end: it is to fail, not to hang.
: "${SECONDS_EACH:=200}"

heads=() old=() new=() by=()

# read_list FILE: append its faults.
read_list() {
	local line n=$((${#heads[@]} - 1)) tab=$'\n'
	while IFS= read -r line; do
		case $line in
		'' | '#'*) ;;
		-*) old[n]+=${old[n]:+$tab}${line#-} ;;
		+*) new[n]+=${new[n]:+$tab}${line#+} ;;
		by\ *) by[n]+=${by[n]:+$tab}${line#by } ;;
		*)
			n=$((n + 1))
			heads[n]=$line old[n]='' new[n]='' by[n]=''
			;;
		esac
	done <"$1"
}

# mutate N TREE: make the fault there; says what is wrong with it otherwise.
mutate() {
	local file=$2/${heads[$1]%%:*} text before after
	[ -f "$file" ] || { echo "no such file"; return 1; }
	text=$(cat "$file" && echo x)
	before=${text%%"${old[$1]}"*}
	[ -n "${old[$1]}" ] || { echo "has no text"; return 1; }
	[ "$before" != "$text" ] ||
	    { echo "no longer applies: its text is not there"; return 1; }
	after=${text#"$before${old[$1]}"}
	[ "${after#*"${old[$1]}"}" = "$after" ] ||
	    { echo "no longer applies: its text is there twice"; return 1; }
	"$only_look" && return
	# What a fault leaves without a user is no reason not to build it.
	{
		[[ $file != *.c ]] ||
		    printf '#pragma GCC diagnostic ignored "-Wunused%s"\n' \
			-function -variable -const-variable -but-set-variable
		printf '%s' "$before${new[$1]}${after%x}"
	} >"$file.new"
	[ ! -x "$file" ] || chmod +x "$file.new"
	mv "$file.new" "$file"
}

# has_test TEST: its file is there, and a test in it.
has_test() {
	local file=${1%%:*} name=${1#*: }
	case $file in
	*.bats) grep -Eq "^@test \".*$name" "$file" ;;
	*) grep -Eq "^$name\\(" "$file" ;;
	esac
}

# target TEST: what make has to build for it.
target() {
	local file=${1%%:*}
	case $file in
	*.bats) echo all tools ;;
	*) file=${file#tests/} && echo "$build/${file%.c}" ;;
	esac
}

# new_tree NAME: a copy of the project, with links to what is built, which make
# replaces by other files.
new_tree() {
	local entry
	mkdir -p "$trees/$1/$build" "$trees/$1/tests"
	for entry in * .ci .clang-*; do
		[ "$entry" = "${build%%/*}" ] || [ "$entry" = tests ] ||
		    cp -a "$entry" "$trees/$1"
	done
	for entry in tests/*; do
		[ "$entry" = tests/fuzz ] || cp -a "$entry" "$trees/$1/tests"
	done
	for entry in obj tools unit flags ruptime ruptimed; do
		[ ! -e "$build/$entry" ] ||
		    cp -al "$build/$entry" "$trees/$1/$build"
	done
}

# try TREE TEST LOG: what has come of it, in one word.
try() {
	local tree=$trees/$1 file=${2%%:*} name=${2#*: } log=$trees/$3.log status
	[[ $file = *.bats ]] || file=$tree/$(target "$2")
	(cd "$tree" && BUILD=$tree/$build RUPTIME_ONLY=$name timeout -k 5 \
	    "$SECONDS_EACH" tests/run-one "$file") </dev/null >"$log" 2>&1
	status=$?
	if grep -Eq "^not ok [0-9]+ (- )?.*$name" "$log"; then
		echo failed
	elif [ "$status" -eq 124 ] || [ "$status" -eq 137 ]; then
		echo hung
	elif grep -Eiq "^ok [0-9]+ (- )?.*$name.*# skip" "$log"; then
		echo skipped
	elif grep -Eq "^ok [0-9]+ (- )?.*$name" "$log"; then
		echo passed
	elif [ "$status" -gt 128 ]; then
		echo failed # a signal has ended the program within it
	else
		echo lost
	fi
}

# make_in NAME TARGET...
make_in() {
	local tree=$trees/$1
	shift
	"${MAKE:-make}" -s -C "$tree" BUILD="$build" "$@" >>"$tree.make" 2>&1 3>&-
}

# look N: whether the fault can be made, and its tests are there.
look() {
	local test wrong
	wrong=$(mutate "$1" "$top") || { verdict "$1" "$wrong"; return; }
	[ -n "${by[$1]}" ] || { verdict "$1" "no test is named"; return; }
	while IFS= read -r test; do
		has_test "$test" || { verdict "$1" "no test $test"; return; }
	done <<<"${by[$1]}"
	verdict "$1" ''
}

# check N: make the fault, and have its tests run.
check() {
	local test wrong result targets=()
	new_tree "$1"
	wrong=$(mutate "$1" "$trees/$1") || { verdict "$1" "$wrong"; return; }
	while IFS= read -r test; do
		if [ "${without[$test]}" = skipped ]; then
			echo "ok ${number[$1]} - ${heads[$1]} # SKIP $test was"
			return
		fi
		[ "${without[$test]}" = passed ] || {
			verdict "$1" "$test ${without[$test]} without it, too"
			return
		}
		# shellcheck disable=SC2207 # words
		targets+=($(target "$test"))
	done <<<"${by[$1]}"
	make_in "$1" "${targets[@]}" || {
		verdict "$1" "does not build: $(grep -m 1 error "$trees/$1.make")"
		return
	}
	while IFS= read -r test; do
		result=$(try "$1" "$test" "$1")
		[ "$result" = failed ] || {
			verdict "$1" "unnoticed: $test $result"
			return
		}
	done <<<"${by[$1]}"
	verdict "$1" ''
}

# verdict N TEXT: of a fault; empty: it was noticed.
verdict() {
	if [ -z "$2" ]; then
		echo "ok ${number[$1]} - ${heads[$1]}"
	else
		echo "not ok ${number[$1]} - ${heads[$1]}: $2"
	fi
}

# in_parallel COMMAND ARGUMENT...: the command for each argument.
in_parallel() {
	local command=$1 argument running=0
	shift
	for argument; do
		[ "$running" -lt "$jobs" ] || { wait -n; running=$((running - 1)); }
		"$command" "$argument" &
		running=$((running + 1))
	done
	wait
}

# try_sound N: what the test of this number does without a fault.
try_sound() {
	local result
	result=$(try sound "${tests[$1]}" "sound.$1")
	# Once more: a busy machine is no fault.
	[ "$result" = passed ] || [ "$result" = skipped ] ||
	    result=$(try sound "${tests[$1]}" "sound.$1")
	echo "$1 $result"
}

# one N: a fault, and nothing is left of it.
one() {
	"$step" "$1"
	[ -n "${KEEP-}" ] || rm -rf "${trees:?}/$1" "${trees:?}/$1".*
}

for list in "$here"/*.faults; do
	read_list "$list"
done
chosen=() number=()
for n in "${!heads[@]}"; do
	if [[ ${heads[n]} =~ $only ]]; then
		chosen+=("$n")
		number[n]=${#chosen[@]}
	fi
done
echo "1..${#chosen[@]}"

step=look
if ! "$only_look"; then
	step=check
	rm -rf "$trees"
	new_tree sound
	mapfile -t tests < <(for n in "${chosen[@]}"; do echo "${by[n]}"; done |
	    sort -u)
	targets=()
	for test in "${tests[@]}"; do
		# shellcheck disable=SC2207 # words
		targets+=($(target "$test"))
	done
	make_in sound "${targets[@]}" || { cat "$trees/sound.make"; exit 1; }
	declare -A without=()
	while read -r n result; do
		without[${tests[n]}]=$result
	done < <(in_parallel try_sound "${!tests[@]}")
fi
in_parallel one "${chosen[@]}" |
    awk '{ print; fflush() } /^not ok/ { bad = 1 } END { exit bad }'
