# SPDX-License-Identifier: ISC
# ruptime: "make help" lists the targets. CFLAGS, CPPFLAGS, LDFLAGS and LDLIBS
# of the user are added to ours; BUILD moves the objects (build variants).

VERSION = 0.1.0
PREFIX = /usr/local
BINDIR = $(PREFIX)/bin
SBINDIR = $(PREFIX)/sbin
MANDIR = $(PREFIX)/share/man
DESTDIR =
BUILD = build
WITH_SYSTEMD = auto
PKG_CONFIG = pkg-config
INSTALL = install

# What is asked of the compiler; the user's flags come after ours.
OUR_WARNINGS = -Wall -Wextra -Wpedantic -Wshadow -Wcast-qual -Wsign-compare \
    -Wmissing-prototypes -Wstrict-prototypes -Wpointer-arith -Wundef \
    -Wwrite-strings -Wformat=2 -Wvla
OUR_HARDENING = -fPIE -fstack-protector-strong -fstack-clash-protection
OUR_LDHARDENING = -pie -Wl,-z,relro -Wl,-z,now -Wl,-z,noexecstack
FORTIFY = -U_FORTIFY_SOURCE -D_FORTIFY_SOURCE=2
CFLAGS = -O2 -g

PKGS = libbsd-overlay libevent_core
ifeq ($(WITH_SYSTEMD),auto)
SYSTEMD := $(shell $(PKG_CONFIG) --exists libsystemd && echo yes || echo no)
else ifneq ($(filter $(WITH_SYSTEMD),yes no),)
SYSTEMD := $(WITH_SYSTEMD)
else
$(error WITH_SYSTEMD is auto, yes or no, not "$(WITH_SYSTEMD)")
endif
ifeq ($(SYSTEMD),yes)
PKGS += libsystemd
OUR_CPPFLAGS += -DWITH_SYSTEMD
endif

OUR_CPPFLAGS += -D_GNU_SOURCE -DLIBBSD_OPENBSD_VIS -I. \
    -DVERSION='"$(VERSION)"' $(shell $(PKG_CONFIG) --cflags $(PKGS))
LIBS := $(shell $(PKG_CONFIG) --libs $(PKGS)) -pthread
CC_ALL = $(CC) -std=c11 $(OUR_CPPFLAGS) $(FORTIFY) $(CPPFLAGS) -MMD -MP \
    $(OUR_WARNINGS) $(OUR_HARDENING) -pthread $(CFLAGS)
LD_ALL = $(CC) $(OUR_LDHARDENING) $(CFLAGS) $(LDFLAGS)

COMMON := $(patsubst %.c,$(BUILD)/obj/%.o,$(wildcard common/*.c))
DAEMON := $(patsubst %.c,$(BUILD)/obj/%.o,$(wildcard ruptimed/*.c))
CLIENT_MODULES = answer backoff dial fleet main options query resolver screen state usage
CLIENT := $(CLIENT_MODULES:%=$(BUILD)/obj/ruptime/%.o)
# Unit tests are linked with everything but the two mains; where both programs
# have a module of the same name, test_ruptime_* is of the client's.
TESTED = $(BUILD)/obj/ruptimed.a $(BUILD)/obj/ruptime.a
UNIT := $(patsubst tests/unit/%.c,$(BUILD)/unit/%,$(wildcard tests/unit/*.c))
SOURCES = $(wildcard common/*.[ch] ruptimed/*.[ch] ruptime/*.[ch] \
    tests/*/*.[ch])
SCRIPTS = .ci/run $(wildcard packaging/*.sh packaging/*/*.sh tests/*.bash \
    tests/*.sh tests/*/*.sh)

all: $(BUILD)/ruptimed $(BUILD)/ruptime

$(BUILD)/ruptimed: $(DAEMON) $(COMMON)
	$(LD_ALL) -o $@ $^ $(LIBS) $(LDLIBS)

$(BUILD)/ruptime: $(CLIENT) $(COMMON)
	$(LD_ALL) -o $@ $^ $(LIBS) $(LDLIBS)

$(BUILD)/obj/%.o: %.c $(BUILD)/flags
	@mkdir -p $(@D)
	$(CC_ALL) -c -o $@ $<

$(BUILD)/obj/ruptimed.a: $(filter-out %/main.o,$(DAEMON)) $(COMMON)
$(BUILD)/obj/ruptime.a: $(filter-out %/main.o,$(CLIENT)) $(COMMON)
$(TESTED):
	@rm -f $@
	$(AR) rcs $@ $^

$(BUILD)/unit/test_ruptime_%: TESTED := $(BUILD)/obj/ruptime.a
$(BUILD)/unit/%: tests/unit/%.c $(TESTED) $(BUILD)/flags
	@mkdir -p $(@D)
	$(CC_ALL) $(OUR_LDHARDENING) $(LDFLAGS) -o $@ $< $(TESTED) $(LIBS) \
	    -ljansson -lcmocka $(LDLIBS)

# Rebuild when the flags change, so that WITH_SYSTEMD=no after yes is honest.
$(BUILD)/flags: FORCE
	@mkdir -p $(@D)
	@echo '$(subst ','\'',$(CC_ALL) $(LD_ALL) $(LDLIBS))' | \
	    cmp -s - $@ || echo '$(subst ','\'',$(CC_ALL) $(LD_ALL) $(LDLIBS))' >$@
FORCE:

-include $(shell find $(BUILD) -name '*.d' 2>/dev/null)

# What make check runs; TESTS picks some: make check TESTS=tests/cli/acl*.bats
TESTS = $(UNIT) $(wildcard tests/cli/*.bats)
TOOLS := $(patsubst tests/tools/%.c,$(BUILD)/tools/%,$(wildcard tests/tools/*.c))
JOBS = 4
BENCH = loadgen bareloop popen1

$(BUILD)/tools/%: tests/tools/%.c $(BUILD)/flags
	@mkdir -p $(@D)
	$(CC_ALL) $(OUR_LDHARDENING) $(LDFLAGS) -o $@ $< $(LIBS) $(LDLIBS)

check: all $(UNIT) $(TOOLS)
	BUILD=$(abspath $(BUILD)) prove $(PROVEFLAGS) -j$(JOBS) --exec tests/run-one $(TESTS)

$(BUILD)/bench/loadgen: $(BUILD)/obj/tests/bench/load.o
$(BUILD)/bench/%: $(BUILD)/obj/tests/bench/%.o
	@mkdir -p $(@D)
	$(LD_ALL) -o $@ $^ $(LIBS) $(LDLIBS)

bench: all $(BENCH:%=$(BUILD)/bench/%)
	tests/bench/run.sh $(BENCHFLAGS) $(BUILD)

.SECONDARY:
.PHONY: all check bench FORCE
