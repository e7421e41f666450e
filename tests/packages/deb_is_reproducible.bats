# CONTRIBUTING: "two builds, in different directories, give the same bytes"
load lib

# build_in DIRECTORY VARIABLE=VALUE...: a copy of the source is built there.
build_in() {
	local where=$1
	shift
	mkdir -p "$where"
	tar -C "$top" --exclude=./build --exclude=./.git -cf - . |
	    tar -C "$where" -xf -
	(cd "$where" && env "$@" DEB_BUILD_OPTIONS=nocheck \
	    packaging/build.sh deb out) >"$dir/log" 2>&1 || {
		tail -n 20 "$dir/log" >&2
		return 1
	}
}

@test "two builds give the same bytes" {
	need dpkg-buildpackage
	need dh
	build_in "$dir/a" TZ=UTC LC_ALL=C
	umask 077
	build_in "$dir/another/directory" TZ=Pacific/Auckland HOME=/nonexistent \
	    USER=somebody
	count=0
	for one in "$dir"/a/out/*.deb; do
		cmp "$one" "$dir/another/directory/out/${one##*/}"
		count=$((count + 1))
	done
	[ "$count" -ge 2 ]
}
