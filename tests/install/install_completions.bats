# README.md: "make install puts programs, manual pages and completions below
# /usr/local"; make help: "BASHCOMPDIR, ZSHCOMPDIR and FISHCOMPDIR say where".
load ../cli/lib

# make_for_test TARGET...: what make would do, below $dir.
make_for_test() {
	env -u MAKEFLAGS make -s -C "$BATS_TEST_DIRNAME/../.." \
	    BUILD="$build" DESTDIR="$dir/root" "$@"
}

installed() {
	(cd "$dir/root" && find . -type f | sort)
}

@test "completions are installed and uninstalled" {
	need make
	make_for_test install-completions
	diff - <(installed) <<-EOT
	./usr/local/share/bash-completion/completions/ruptime
	./usr/local/share/fish/vendor_completions.d/ruptime.fish
	./usr/local/share/zsh/site-functions/_ruptime
	EOT
	make_for_test uninstall
	[ -z "$(installed)" ]
}

@test "elsewhere" {
	need make
	where=(BASHCOMPDIR=/b ZSHCOMPDIR=/z FISHCOMPDIR=/f)
	make_for_test install-completions "${where[@]}"
	diff - <(installed) <<-EOT
	./b/ruptime
	./f/ruptime.fish
	./z/_ruptime
	EOT
	make_for_test uninstall "${where[@]}"
	[ -z "$(installed)" ]
}

@test "bash loads it by itself, where bash-completion is" {
	[ -e /usr/share/bash-completion/bash_completion ] ||
	    skip "needs bash-completion"
	make_for_test install-completions BASHCOMPDIR=/x/bash-completion/completions
	# shellcheck disable=SC2016
	run -0 env XDG_DATA_DIRS="$dir/root/x" bash --norc -c '
	    . /usr/share/bash-completion/bash_completion
	    _completion_loader ruptime
	    complete -p ruptime'
	[[ $output == *'-F _ruptime ruptime' ]]
}
