# SPDX-License-Identifier: ISC
# shellcheck shell=bash disable=SC2154
# inetd, with the manual's lines.

serves_from_inetd() {
	alpha_and_beta systemd
	inside alpha systemctl disable --now ruptimed.service
	sed -n '/inetd\.conf/,/Ed$/s/^ruptime stream/&/p' \
	    "$source/man/ruptimed.8" | sed 's|/usr/local/sbin|/usr/sbin|' \
	    >"$dir/lines"
	[ "$(wc -l <"$dir/lines")" -eq 2 ]
	inside alpha sh -c 'cat >>/etc/inetd.conf' <"$dir/lines"
	inside alpha systemctl restart inetd.service
	wait_until served_by alpha
	wait_until served_by alpha6
	wait_until no_daemon alpha
}

check "inetd: the manual's lines serve both families" serves_from_inetd
