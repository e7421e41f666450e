# SPDX-License-Identifier: ISC
# ruptime: "make help" lists the targets. CFLAGS, CPPFLAGS, LDFLAGS and LDLIBS
# of the user are added to ours; BUILD moves the objects (build variants).

VERSION = 0.1.0
PREFIX = /usr/local
BINDIR = $(PREFIX)/bin
SBINDIR = $(PREFIX)/sbin
MANDIR = $(PREFIX)/share/man
BASHCOMPDIR = $(PREFIX)/share/bash-completion/completions
ZSHCOMPDIR = $(PREFIX)/share/zsh/site-functions
FISHCOMPDIR = $(PREFIX)/share/fish/vendor_completions.d
SYSCONFDIR = /etc
UNITDIR = $(shell $(PKG_CONFIG) --variable=systemdsystemunitdir systemd \
    2>/dev/null || echo /usr/lib/systemd/system)
DNSSDDIR = $(PREFIX)/lib/systemd/dnssd
DESTDIR =
BUILD = build
WITH_SYSTEMD = auto
PKG_CONFIG = pkg-config
INSTALL = install

# What is asked of the compiler; the user's flags come after ours.
OUR_WARNINGS = -Wall -Wextra -Wpedantic -Wshadow -Wcast-qual -Wsign-compare \
    -Wmissing-prototypes -Wstrict-prototypes -Wpointer-arith -Wundef \
    -Wwrite-strings -Wformat=2 -Wvla -Wno-unused-parameter
OUR_HARDENING = -fPIE -fstack-protector-strong -fstack-clash-protection
OUR_LDHARDENING = -pie -Wl,-z,relro -Wl,-z,now -Wl,-z,noexecstack
FORTIFY = -U_FORTIFY_SOURCE -D_FORTIFY_SOURCE=2
CFLAGS = -O2 -g

PKGS = libbsd-overlay libevent_core
ifeq ($(WITH_SYSTEMD),auto)
SYSTEMD := $(shell $(PKG_CONFIG) --exists libsystemd 2>/dev/null && echo yes \
    || echo no)
else ifneq ($(filter $(WITH_SYSTEMD),yes no),)
SYSTEMD := $(WITH_SYSTEMD)
else
$(error WITH_SYSTEMD is auto, yes or no, not "$(WITH_SYSTEMD)")
endif
ifeq ($(SYSTEMD),yes)
PKGS += libsystemd
OUR_CPPFLAGS += -DWITH_SYSTEMD
endif

# What is missing for the goals is said in one line, before anything compiles.
NEEDS = CC='$(CC)' PKG_CONFIG='$(PKG_CONFIG)' TESTS='$(value TESTS)' \
    packaging/needs.sh
MISSING := $(shell $(NEEDS) \
    $(or $(MAKECMDGOALS),all) $(if $(filter yes,$(WITH_SYSTEMD)),systemd))
ifneq ($(MISSING),)
$(error $(MISSING))
endif

OUR_CPPFLAGS += -D_GNU_SOURCE -DLIBBSD_OPENBSD_VIS -I. \
    -DVERSION='"$(VERSION)"' \
    $(shell $(PKG_CONFIG) --cflags $(PKGS) jansson 2>/dev/null)
LIBS := $(shell $(PKG_CONFIG) --libs $(PKGS) 2>/dev/null) -pthread
# The client's alone: a server has no use for JSON, records of DNS, terminals.
TINFO := $(shell $(PKG_CONFIG) --exists tinfo 2>/dev/null && echo tinfo || \
    echo ncursesw)
CLIENT_LIBS := $(shell $(PKG_CONFIG) --libs jansson $(TINFO) 2>/dev/null) \
    -lresolv
CC_ALL = $(CC) -std=c11 $(OUR_CPPFLAGS) $(FORTIFY) $(CPPFLAGS) -MMD -MP \
    $(OUR_WARNINGS) $(OUR_HARDENING) -pthread $(CFLAGS)
LD_ALL = $(CC) $(OUR_LDHARDENING) $(CFLAGS) $(LDFLAGS)

COMMON := $(patsubst %.c,$(BUILD)/obj/%.o,$(wildcard common/*.c))
DAEMON := $(patsubst %.c,$(BUILD)/obj/%.o,$(wildcard ruptimed/*.c))
CLIENT := $(patsubst %.c,$(BUILD)/obj/%.o,$(wildcard ruptime/*.c ruptime/*/*.c))
# tests/unit/ has the folders of what it tests, and its programs are linked with
# all of that but the main.
UNIT := $(patsubst tests/unit/%.c,$(BUILD)/unit/%, \
    $(wildcard tests/unit/*/*.c tests/unit/*/*/*.c))
MODULES := $(wildcard common/*.[ch] ruptimed/*.[ch] ruptime/*.[ch] \
    ruptime/*/*.[ch])
SOURCES = $(MODULES) $(wildcard tests/*/*.[ch] tests/unit/*/*.[ch] \
    tests/unit/*/*/*.[ch])
SCRIPTS = .ci/run tests/run-one packaging/sysvinit/ruptimed \
    packaging/services/ruptime-service packaging/openrc/ruptimed \
    $(wildcard packaging/debian/*.postinst packaging/debian/*.prerm \
    packaging/debian/*.postrm) \
    packaging/debian/tests/answers \
    $(wildcard packaging/*.sh packaging/*/*.sh tests/*.sh tests/*/*.sh \
    packaging/*/*.bash tests/*/*.bash)

all: $(BUILD)/ruptimed $(BUILD)/ruptime

# Of common/ each takes what it needs: the daemon no resolver.
$(BUILD)/ruptimed: $(DAEMON) $(BUILD)/obj/common.a
	$(LD_ALL) -o $@ $^ $(LIBS) $(LDLIBS)

$(BUILD)/ruptime: $(CLIENT) $(BUILD)/obj/common.a
	$(LD_ALL) -o $@ $^ $(CLIENT_LIBS) $(LIBS) $(LDLIBS)

# PLAIN=yes, for check-portable: common/ takes the fallback of everything that
# only some systems have, and nobody else may name such a thing.
ifeq ($(PLAIN),yes)
OUR_CPPFLAGS += -DSYSTEM_PLAIN
$(BUILD)/obj/ruptimed/%.o: CC_ALL += -include tests/portable/poison.h
$(BUILD)/obj/ruptime/%.o: CC_ALL += -include tests/portable/poison.h
endif

$(BUILD)/obj/%.o: %.c $(BUILD)/flags
	@mkdir -p $(@D)
	$(CC_ALL) -c -o $@ $<

$(BUILD)/obj/ruptimed.a: $(filter-out %/main.o,$(DAEMON)) $(COMMON)
$(BUILD)/obj/ruptime.a: $(filter-out %/main.o,$(CLIENT)) $(COMMON)
$(BUILD)/obj/common.a: $(COMMON)
$(BUILD)/obj/%.a:
	@rm -f $@
	$(AR) rcs $@ $^

# By the first folder: common, ruptimed or ruptime.
.SECONDEXPANSION:
$(UNIT): $(BUILD)/unit/%: tests/unit/%.c $(BUILD)/obj/tests/unit/end.o \
    $(BUILD)/obj/$$(firstword $$(subst /, ,$$*)).a $(BUILD)/flags
	@mkdir -p $(@D)
	$(CC_ALL) $(OUR_LDHARDENING) $(LDFLAGS) -o $@ $< $(filter %.o %.a,$^) \
	    $(CLIENT_LIBS) $(LIBS) -lcmocka $(LDLIBS)

# Rebuild when the flags change, so that WITH_SYSTEMD=no after yes is honest.
$(BUILD)/flags: FORCE
	@mkdir -p $(@D)
	@echo '$(subst ','\'',$(CC_ALL) $(LD_ALL) $(LDLIBS))' | \
	    cmp -s - $@ || echo '$(subst ','\'',$(CC_ALL) $(LD_ALL) $(LDLIBS))' >$@
FORCE:

-include $(shell find $(BUILD) -name '*.d' -type f 2>/dev/null)

# What make check runs; TESTS picks some: make check TESTS=tests/cli/acl*.bats
TESTS = $(UNIT) $(wildcard tests/cli/*.bats)
TOOLS := $(patsubst tests/tools/%.c,$(BUILD)/tools/%,$(wildcard tests/tools/*.c))
JOBS = 8
BENCH = loadgen bareloop lone timed burn onlooker

$(BUILD)/tools/%: tests/tools/%.c $(BUILD)/flags
	@mkdir -p $(@D)
	$(CC_ALL) $(OUR_LDHARDENING) $(LDFLAGS) -o $@ $< $(LIBS) $(LDLIBS)

unit: $(UNIT)
tools: $(TOOLS)

check: all $(UNIT) $(TOOLS)
	BUILD='$(abspath $(BUILD))' prove $(PROVEFLAGS) -j$(JOBS) --exec tests/run-one $(TESTS)

# What is installed and how: the files for init systems, /etc/services,
# completions.
check-install: all $(TOOLS)
	BUILD='$(abspath $(BUILD))' prove $(PROVEFLAGS) -j$(JOBS) \
	    --exec tests/run-one tests/install/*.bats

# Many hosts: dead, slow and strange ones, names, real servers, formats, ssh.
check-fleet: all $(TOOLS)
	BUILD='$(abspath $(BUILD))' prove $(PROVEFLAGS) -j$(JOBS) \
	    --exec tests/run-one tests/fleet/*.bats

# The fuzzers and the modules that they are linked with, by clang, in a build of
# their own; as many run at once as there are processors.
FUZZ := $(patsubst tests/fuzz/%.c,%,$(wildcard tests/fuzz/fuzz_*.c))
FUZZ_SECONDS = 20
FUZZ_FLAGS = -O1 -g -fsanitize=fuzzer-no-link,address,undefined \
    -fno-sanitize-recover=all
FUZZ_ONE = $(BUILD)/fuzz/$$1 -max_total_time=$(FUZZ_SECONDS) \
    -artifact_prefix=$(BUILD)/fuzz/ -verbosity=0 -print_final_stats=1 \
    $(BUILD)/fuzz/$$1.new $$(ls -d tests/fuzz/corpus/$$1 2>/dev/null)

$(FUZZ:%=$(BUILD)/%): $(BUILD)/%: $(BUILD)/obj/tests/fuzz/%.o \
    $(BUILD)/obj/$$(if $$(filter fuzz_options,$$*),ruptimed,ruptime).a
	@mkdir -p $@.new
	$(LD_ALL) -fsanitize=fuzzer -o $@ $^ $(CLIENT_LIBS) $(LIBS) $(LDLIBS)

fuzz:
	$(MAKE) BUILD=$(BUILD)/fuzz CC=clang FORTIFY= CFLAGS='$(FUZZ_FLAGS)' \
	    CPPFLAGS='$(CPPFLAGS) -DHOSTRANGE_MAX=2000' \
	    $(FUZZ:%=$(BUILD)/fuzz/%)
	@printf '%s\n' $(FUZZ) | xargs -P "$$(nproc)" -n 1 \
	    sh -c 'echo "$$1 for $(FUZZ_SECONDS) s"; $(FUZZ_ONE) 2>&1' sh

# In a build of its own, and the tests of what a fallback does there.
PORTABLE = $(BUILD)/portable
PORTABLE_TESTS = $(patsubst $(BUILD)/%,$(PORTABLE)/%, \
    $(filter $(BUILD)/unit/common/%,$(UNIT)))

check-portable:
	$(MAKE) BUILD=$(PORTABLE) PLAIN=yes all tools $(PORTABLE_TESTS)
	BUILD=$(abspath $(PORTABLE)) prove $(PROVEFLAGS) -j$(JOBS) \
	    --exec tests/run-one $(PORTABLE_TESTS) tests/portable/*.bats \
	    $(shell cat tests/portable/with-fallbacks)

# Static programs with musl, and their tests; the tools are the ordinary ones.
STATIC = $(BUILD)/static
STATIC_UNIT = $(filter-out $(shell sed '/^\#/d;s|^|$(STATIC)/|' \
    tests/musl/not-with-musl),$(patsubst $(BUILD)/%,$(STATIC)/%,$(UNIT)))

static:
	packaging/static.sh $(STATIC) all

check-musl: $(TOOLS)
	packaging/static.sh $(STATIC) all $(abspath $(STATIC_UNIT))
	@rm -rf $(STATIC)/tools
	ln -s ../tools $(STATIC)/tools
	size $(STATIC)/ruptimed $(STATIC)/ruptime
	BUILD=$(abspath $(STATIC)) prove $(PROVEFLAGS) -j$(JOBS) \
	    --exec tests/run-one $(STATIC_UNIT) tests/musl/*.bats \
	    $(shell cat tests/musl/with-musl)

check-faults: all $(TOOLS)
	tests/faults/run.sh $(BUILD)

# Faults that are put in on purpose, one by one, and what notices each;
# FAULTS picks some by their heads.
check-mutants: all $(TOOLS)
	@MAKE='$(MAKE)' tests/mutants/run.sh '$(BUILD)' '$(FAULTS)'

# SYSTEM picks checks by a regular expression; RUPTIME_SUITE is the release.
check-system: all $(TOOLS)
	tests/system/run.sh $(BUILD) $(if $(SYSTEM),'$(SYSTEM)')

$(BUILD)/bench/loadgen: $(BUILD)/obj/tests/bench/load.o
$(BUILD)/bench/%: $(BUILD)/obj/tests/bench/%.o
	@mkdir -p $(@D)
	$(LD_ALL) -o $@ $^ $(LIBS) $(LDLIBS)

bench: all $(BENCH:%=$(BUILD)/bench/%)
	tests/bench/run.sh $(BENCHFLAGS) $(BUILD)

install: install-programs install-man install-completions

install-programs: all
	$(INSTALL) -d $(DESTDIR)$(BINDIR) $(DESTDIR)$(SBINDIR)
	$(INSTALL) -m 755 $(BUILD)/ruptime $(DESTDIR)$(BINDIR)/ruptime
	$(INSTALL) -m 755 $(BUILD)/ruptimed $(DESTDIR)$(SBINDIR)/ruptimed

install-man:
	$(INSTALL) -d $(DESTDIR)$(MANDIR)/man1 $(DESTDIR)$(MANDIR)/man8
	$(INSTALL) -m 644 man/ruptime.1 $(DESTDIR)$(MANDIR)/man1/ruptime.1
	$(INSTALL) -m 644 man/ruptimed.8 $(DESTDIR)$(MANDIR)/man8/ruptimed.8

install-completions:
	$(INSTALL) -d $(DESTDIR)$(BASHCOMPDIR) $(DESTDIR)$(ZSHCOMPDIR) \
	    $(DESTDIR)$(FISHCOMPDIR)
	$(INSTALL) -m 644 packaging/completions/ruptime.bash \
	    $(DESTDIR)$(BASHCOMPDIR)/ruptime
	$(INSTALL) -m 644 packaging/completions/_ruptime $(DESTDIR)$(ZSHCOMPDIR)
	$(INSTALL) -m 644 packaging/completions/ruptime.fish \
	    $(DESTDIR)$(FISHCOMPDIR)

# Files for the init systems, with our paths filled in.
UNITS = ruptimed.service ruptimed@.service ruptimed.socket \
    ruptime-prometheus.service ruptime-prometheus.timer

ifeq ($(SYSTEMD),yes)
install-systemd: $(UNITS:%=$(BUILD)/systemd/%) | install-default
	$(INSTALL) -d $(DESTDIR)$(UNITDIR)
	$(INSTALL) -m 644 $^ $(DESTDIR)$(UNITDIR)
else
install-systemd:
	@echo 'install-systemd: the unit needs a ruptimed built with' \
	    'libsystemd (make WITH_SYSTEMD=yes)' >&2; \
	    $(NEEDS) all systemd >&2; exit 1
endif

install-sysv: $(BUILD)/sysvinit/ruptimed | install-default
	$(INSTALL) -d $(DESTDIR)$(SYSCONFDIR)/init.d
	$(INSTALL) -m 755 $< $(DESTDIR)$(SYSCONFDIR)/init.d/ruptimed

# Of both, once: they may be made at the same time.
install-default:
	$(call INSTALL_CONFIG,$(SYSV_CONF),default/ruptimed)

install-openrc: $(BUILD)/openrc/ruptimed
	$(INSTALL) -d $(DESTDIR)$(SYSCONFDIR)/init.d
	$(INSTALL) -m 755 $< $(DESTDIR)$(SYSCONFDIR)/init.d/ruptimed
	$(call INSTALL_CONFIG,$(OPENRC_CONF),conf.d/ruptimed)

# What has the responders of multicast DNS tell of ruptimed.
install-dnssd:
	$(call INSTALL_CONFIG,$(AVAHI_CONF),avahi/services/ruptime.service)
	$(INSTALL) -D -m 644 packaging/systemd/ruptime.dnssd \
	    $(DESTDIR)$(DNSSDDIR)/ruptime.dnssd

# What the administrator has written stays, and goes only if it is as it came.
SYSV_CONF = packaging/sysvinit/ruptimed.default
OPENRC_CONF = packaging/openrc/ruptimed.confd
AVAHI_CONF = packaging/avahi/ruptime.service
INSTALL_CONFIG = [ -e $(DESTDIR)$(SYSCONFDIR)/$(2) ] || \
    $(INSTALL) -D -m 644 $(1) $(DESTDIR)$(SYSCONFDIR)/$(2)
REMOVE_CONFIG = ! cmp -s $(1) $(DESTDIR)$(SYSCONFDIR)/$(2) || \
    rm -f $(DESTDIR)$(SYSCONFDIR)/$(2)

install-services:
	packaging/services/ruptime-service add $(DESTDIR)$(SYSCONFDIR)/services

uninstall-services:
	packaging/services/ruptime-service remove $(DESTDIR)$(SYSCONFDIR)/services

FILL_IN = sed 's|@BINDIR@|$(BINDIR)|g;s|@SBINDIR@|$(SBINDIR)|g;s|@SYSCONFDIR@|$(SYSCONFDIR)|g'

# One by one: several targets of one pattern rule would be made together.
FILLED_IN = $(UNITS:%=$(BUILD)/systemd/%) $(BUILD)/sysvinit/ruptimed \
    $(BUILD)/openrc/ruptimed

$(FILLED_IN): $(BUILD)/%: packaging/% FORCE
	@mkdir -p $(@D)
	@$(FILL_IN) $< >$@

uninstall: uninstall-services
	rm -f $(DESTDIR)$(BINDIR)/ruptime $(DESTDIR)$(SBINDIR)/ruptimed \
	    $(DESTDIR)$(MANDIR)/man1/ruptime.1 \
	    $(DESTDIR)$(MANDIR)/man8/ruptimed.8 \
	    $(DESTDIR)$(BASHCOMPDIR)/ruptime $(DESTDIR)$(ZSHCOMPDIR)/_ruptime \
	    $(DESTDIR)$(FISHCOMPDIR)/ruptime.fish \
	    $(UNITS:%=$(DESTDIR)$(UNITDIR)/%) \
	    $(DESTDIR)$(DNSSDDIR)/ruptime.dnssd \
	    $(DESTDIR)$(SYSCONFDIR)/init.d/ruptimed
	$(call REMOVE_CONFIG,$(SYSV_CONF),default/ruptimed)
	$(call REMOVE_CONFIG,$(OPENRC_CONF),conf.d/ruptimed)
	$(call REMOVE_CONFIG,$(AVAHI_CONF),avahi/services/ruptime.service)

dist:
	git archive --prefix=ruptime-$(VERSION)/ -o ruptime-$(VERSION).tar.gz HEAD

# Packages of the files as they are here, committed or not.
deb:
	packaging/build.sh deb build/deb

rpm:
	packaging/build.sh rpm build/rpm

check-packages: deb rpm
	BUILD='$(abspath build)' prove $(PROVEFLAGS) --exec tests/run-one \
	    tests/packages/*.bats

lint: lint-format lint-room lint-c lint-scripts lint-man

# A file that ends at 400 has room for somebody's five lines.
ROOM = 395
lint-room:
	@awk -v room=$(ROOM) 'FNR == room + 1 { full = 1; \
	    print FILENAME ": full: over " room " lines, split it" } \
	    END { exit full }' $(MODULES)

lint-format:
	clang-format --dry-run -Werror $(SOURCES)

# A target for each file, so that -j has several looked at at once.
TIDY := $(patsubst %.c,tidy/%,$(filter-out tests/%,$(filter %.c,$(SOURCES))))
$(TIDY): tidy/%: %.c
	@clang-tidy --quiet $< -- -std=c11 $(OUR_CPPFLAGS) $(OUR_WARNINGS)

lint-c: $(TIDY)
	cppcheck --quiet --error-exitcode=1 --inline-suppr --std=c11 \
	    --enable=warning,performance,portability --suppress=missingInclude \
	    -D_GNU_SOURCE -DWITH_SYSTEMD -DVERSION='""' -I. common ruptimed ruptime

lint-scripts:
	shellcheck -x $(SCRIPTS)
	tests/mutants/run.sh -n '$(BUILD)' | { ! grep '^not ok'; }

lint-man:
	mandoc -Tlint -W warning man/*.[18]

format:
	clang-format -i $(SOURCES)

clean:
	rm -rf $(BUILD)

help:
	@echo 'all              build $(BUILD)/ruptimed and $(BUILD)/ruptime'
	@echo 'check            run the tests; TESTS= picks some, JOBS= at once'
	@echo 'check-install    test what is installed: services, completions'
	@echo 'check-fleet      many hosts: dead and strange ones, names, formats, ssh'
	@echo 'check-portable   without what only Linux or a C library has'
	@echo 'static           both with musl, in $(STATIC), for a machine with nothing; Debian'
	@echo 'check-musl       the same, and their tests'
	@echo 'check-faults     a broken network, exhausted resources, failing calls; root'
	@echo 'check-mutants    faults made on purpose, and what notices them; FAULTS= picks'
	@echo 'check-system     the packages and services on systems that boot; root; SYSTEM= picks'
	@echo 'fuzz             each fuzzer for FUZZ_SECONDS ($(FUZZ_SECONDS)), by clang'
	@echo 'bench            measure against peers; BENCHFLAGS="-r 3" is quick'
	@echo 'install          programs, manual pages, completions below PREFIX ($(PREFIX))'
	@echo 'install-man      manual pages only'
	@echo 'install-completions  those of bash, zsh and fish only; BASHCOMPDIR,'
	@echo '                 ZSHCOMPDIR and FISHCOMPDIR say where'
	@echo 'install-systemd  the units in $(UNITDIR)'
	@echo 'install-sysv     the init script in $(SYSCONFDIR)/init.d'
	@echo 'install-openrc   the OpenRC service in $(SYSCONFDIR)/init.d'
	@echo 'install-dnssd    what has avahi and systemd-resolved tell of ruptimed'
	@echo 'install-services the line of ruptime in $(SYSCONFDIR)/services'
	@echo 'uninstall        remove what these have installed'
	@echo 'uninstall-services  that line only'
	@echo 'dist             ruptime-$(VERSION).tar.gz of what is committed'
	@echo 'deb, rpm         packages of the two programs, in build/deb and build/rpm'
	@echo 'check-packages   build both and test them; root for their installation'
	@echo 'lint             clang-format, clang-tidy, cppcheck, shellcheck, mandoc'
	@echo 'format           clang-format on all sources'
	@echo 'clean            remove $(BUILD)'
	@echo 'Variables: PREFIX DESTDIR CC CFLAGS LDFLAGS BUILD WITH_SYSTEMD=auto|yes|no'

.SECONDARY:
.DELETE_ON_ERROR:
.PHONY: all unit tools check check-install check-fleet check-portable \
    static check-musl \
    check-faults check-mutants check-system fuzz bench install \
    install-programs install-man install-completions install-systemd \
    install-sysv uninstall dist lint lint-format lint-room lint-c lint-scripts \
    lint-man install-services uninstall-services install-openrc \
    install-default install-dnssd \
    check-packages deb rpm \
    format clean help FORCE $(TIDY)
