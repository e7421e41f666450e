# README.md: "What is missing is named, with its package, before anything
# compiles".
load ../cli/lib

root=$BATS_TEST_DIRNAME/../..

# A PATH of these only: what a test puts there, and what the Makefile needs.
test_setup() {
	local tool
	mkdir "$dir/bin"
	for tool in sh awk sed make echo mkdir cmp cat find rm env; do
		ln -s "$(command -v "$tool")" "$dir/bin/$tool"
	done
	script_in_path apt-get :
}

# script_in_path NAME TEXT
script_in_path() {
	printf '#!/bin/sh\n%s\n' "$2" >"$dir/bin/$1"
	chmod +x "$dir/bin/$1"
}

# pkg-config that has all but the modules of $1, a pattern of sh; and a compiler
# that only shows that it was called.
all_but() {
	script_in_path pkg-config "case \$* in $1) exit 1 ;; esac"
	script_in_path cc 'case $* in *-E*) ;; *) touch '"$dir/compiled"' ;; esac'
	ln -sf "$(command -v touch)" "$dir/bin/touch"
}

# says MESSAGE MAKE_ARGUMENT...: that one line, and nothing was compiled.
says() {
	local message=$1
	shift
	run -2 env -i PATH="$dir/bin" make -s -C "$root" --no-print-directory \
	    BUILD="$dir/build" "$@"
	echo "not: $message: $output"
	[[ $output = Makefile:*": *** missing: $message.  Stop." ]]
	[ "${#lines[@]}" -eq 1 ]
	[ ! -e "$dir/compiled" ]
}

@test "each library, of whatever needs it" {
	all_but '*libbsd-overlay*'
	says 'libbsd; install by: apt-get install libbsd-dev'
	all_but '*libevent_core*'
	says 'libevent; install by: apt-get install libevent-dev' install
	all_but '*jansson*'
	says 'jansson; install by: apt-get install libjansson-dev' ruptime
	all_but '*tinfo*|*ncurses*'
	says 'ncurses; install by: apt-get install libncurses-dev' all
	all_but '*libsystemd*'
	says 'libsystemd; install by: apt-get install libsystemd-dev' \
	    WITH_SYSTEMD=yes
	all_but '*cmocka*'
	script_in_path prove :
	script_in_path bats :
	says 'cmocka; install by: apt-get install libcmocka-dev' check
}

@test "several are one line" {
	all_but '*libbsd-overlay*|*jansson*|*libsystemd*'
	says 'libbsd, jansson, libsystemd; install by: apt-get install '\
'libbsd-dev libjansson-dev libsystemd-dev' WITH_SYSTEMD=yes
}

@test "no compiler, no pkg-config, and neither" {
	all_but none
	rm "$dir/bin/cc"
	says 'a C compiler (cc); install by: apt-get install gcc'
	says 'a C compiler (clang); install by: apt-get install clang' CC=clang
	all_but none
	rm "$dir/bin/pkg-config"
	says 'pkg-config; install by: apt-get install pkg-config'
	rm "$dir/bin/cc"
	says 'a C compiler (cc), pkg-config; install by: apt-get install gcc '\
'pkg-config'
}

@test "what tests and lint need" {
	all_but none
	says 'prove, bats; install by: apt-get install perl bats' check-install
	says 'prove, bats; install by: apt-get install perl bats' check-musl
	says 'prove, bats; install by: apt-get install perl bats' check-portable
	says 'prove, bats; install by: apt-get install perl bats' check-mutants
	says 'clang; install by: apt-get install clang' fuzz
	says 'shellcheck; install by: apt-get install shellcheck' lint-scripts
	says 'clang-format; install by: apt-get install clang-format' format
}

# needs GOAL: what is missing for it, where TESTS are these.
needs() {
	run -0 env -i PATH="$dir/bin" TESTS="$2" "$root/packaging/needs.sh" "$1"
}

# As a package is built, whose build machine has no bats.
@test "unit tests alone need no bats" {
	all_but none
	script_in_path prove :
	local bats='missing: bats; install by: apt-get install bats'
	needs check "\$(UNIT)"
	[ -z "$output" ]
	needs check build/unit/common/test_net
	[ -z "$output" ]
	needs check ''
	[ "$output" = "$bats" ]
	needs check "\$(UNIT) tests/cli/serve_idle.bats"
	[ "$output" = "$bats" ]
	needs check-fleet ''
	[ "$output" = "$bats" ]
	says "${bats#missing: }" check
	run env -i PATH="$dir/bin" make -n -C "$root" BUILD="$dir/build" \
	    TESTS="\$(UNIT)" check
	[[ $output != *"*** missing"* ]]
}

# Those of README.md and bootstrap.sh.
@test "the package of each package manager" {
	local manager install row packages
	all_but '*'
	rm "$dir/bin/cc" "$dir/bin/pkg-config" "$dir/bin/apt-get"
	while read -r manager row install; do
		script_in_path "$manager" :
		run -0 env -i PATH="$dir/bin" CC=nocc PKG_CONFIG=nopkg \
		    "$root/packaging/needs.sh" all
		[[ $output = *"; install by: $install "* ]]
		packages=${output##*"$install "}
		for package in $packages; do
			grep "^| $row |" "$root/README.md" |
			    grep -qw -- "$package" ||
			    { echo "$manager: $package"; false; }
			grep -qw -- "$package" "$root/packaging/bootstrap.sh"
		done
		rm "$dir/bin/$manager"
	done <<-END
	apt-get Debian apt-get install
	dnf Fedora dnf install
	zypper openSUSE zypper install
	apk Alpine apk add
	pacman Arch pacman -S
	END
	run -0 env -i PATH="$dir/bin" CC=nocc PKG_CONFIG=nopkg \
	    "$root/packaging/needs.sh" all
	[[ $output = *'; see "Build it" in README.md' ]]
}

@test "what compiles nothing needs none of it" {
	local goal
	for goal in help clean install-man install-openrc; do
		env -i PATH="$dir/bin:/usr/bin:/bin" make -s -C "$root" \
		    BUILD="$dir/build" DESTDIR="$dir/dest" CC=nocc \
		    PKG_CONFIG=nopkg "$goal" >/dev/null 2>"$dir/err"
		[ ! -s "$dir/err" ]
	done
}

@test "static programs have libraries of their own" {
	all_but '*'
	needs static ''
	[ -z "$output" ]
}

@test "all that is needed here is there" {
	run -0 "$root/packaging/needs.sh" all
	[ -z "$output" ]
}

# GNU make 4.4 takes the targets of one pattern rule for made together, and
# warns of those that were not.
@test "no pattern rule has several targets" {
	run -1 grep -nE '^[^#	:=]*%[^:=]* [^:=]*%[^:=]*:([^=]|$)' "$root/Makefile"
}
