# ruptimed(8): "ruptime-service remove takes out that very line and nothing
# else".
load lib_services

@test "what add has added is gone again" {
	for shell in "${shells[@]}"; do
		service add "$services"
		run -0 service remove "$services"
		[ "$output" = "$services: removed ruptime 4000/tcp" ]
		unchanged
	done
}

@test "wherever it stands" {
	for shell in "${shells[@]}"; do
		database a b c
		printf '%s\n' a "$line" b c >"$services"
		service remove "$services"
		unchanged
		printf '%s\n' "$line" a b c >"$services"
		service remove "$services"
		unchanged
	done
}

# Not every sed can: the file is left then.
@test "where it is the last and has no end" {
	for shell in "${shells[@]}"; do
		database a b c
		printf 'a\nb\nc\n%s' "$line" >"$services"
		run service remove "$services"
		[ "$status" -eq 0 ] ||
		    printf 'a\nb\nc\n%s' "$line" >"$dir/before"
		unchanged
	done
}

@test "no more than it is lost, whatever sed does" {
	service add "$services"
	cp "$services" "$dir/before"
	printf '#!/bin/sh\n[ "$1" = -n ] && exec %s "$@"; head -n 2\n' \
	    "$(command -v sed)" >"$dir/sed"
	chmod 755 "$dir/sed"
	PATH=$dir:$PATH run -1 service remove "$services"
	[ "$output" = "ruptime-service: $services: sed would change more than\
 that line; left as it is" ]
	unchanged
}

@test "with line ends of another system" {
	for shell in "${shells[@]}"; do
		printf 'a 1/tcp\r\nb 2/tcp\r\n' >"$services"
		cp "$services" "$dir/before"
		service add "$services"
		service remove "$services"
		unchanged
	done
}

@test "a last line without its end stays so" {
	for shell in "${shells[@]}"; do
		printf 'a\nb' >"$dir/before"
		printf '%s\na\nb' "$line" >"$services"
		service remove "$services"
		unchanged
	done
}

@test "bytes that are no text are lost in no case" {
	for shell in "${shells[@]}"; do
		printf 'a\0b\n\377\376\n%s\nc\n' "$line" >"$services"
		cp "$services" "$dir/before"
		if service remove "$services"; then
			printf 'a\0b\n\377\376\nc\n' >"$dir/before"
		fi
		unchanged
	done
}

@test "a file that is not there has nothing to remove" {
	for shell in "${shells[@]}"; do
		run -0 service remove "$dir/none"
		[ -z "$output" ]
		[ ! -e "$dir/none" ]
	done
}
