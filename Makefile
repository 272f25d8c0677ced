# vorlage: build, samples, tests, installation. `make help` lists the targets.
BUILD   ?= build
CC      ?= cc
PREFIX  ?= /usr/local
# the packages of the tests belong to the distribution's Python
PYTHON  ?= /usr/bin/python3
CFLAGS  ?= -O2 -g
VERSION := 0.1.0

PKGS     := libxml-2.0 harfbuzz harfbuzz-subset libpng libjpeg libdeflate zlib nettle
PKG_CFLAGS := $(shell pkg-config --cflags $(PKGS) 2>/dev/null)
PKG_LIBS   := $(shell pkg-config --libs $(PKGS) 2>/dev/null) -lhpdf -lunibreak -lunistring -l:libcsv.a -lm
# A switch over an enumeration lists its cases, so that the compiler leads to what a new one concerns.
WARN    := -std=gnu11 -Wall -Wextra -Wswitch-enum -Wshadow -Wstrict-prototypes -Wmissing-prototypes -Wpointer-arith -Wno-unused-parameter
CPPFLAGS += -Ipipeline -I$(BUILD)/gen -DVORLAGE_VERSION='"$(VERSION)"' $(PKG_CFLAGS)

.DEFAULT_GOAL := all
.PHONY: all help clean install uninstall deps test demo bench
.SECONDARY:
.SUFFIXES:
.DELETE_ON_ERROR:

# Rooms, lowest floor first, from pipeline/floors. What tests a room links it and the floors below.
include $(BUILD)/gen/rooms.mk
$(BUILD)/gen/rooms.mk: pipeline/floors
	@mkdir -p $(@D)
	@awk -F'|' '!/^#/ && NF > 4 { gsub(/ /, "", $$1); gsub(/ /, "", $$2); slug = $$2; gsub(/\//, "-", slug); \
	    floor[++n] = $$1; room[n] = $$2; all = all " " $$2; below = $$2; \
	    for (i = 1; i < n; i++) if (floor[i] < $$1) below = below " " room[i]; \
	    print "BELOW_" slug " := " below } END { print "ROOMS :=" all }' $< > $@.new && mv $@.new $@
# libqpdf costs 2.5 ms at start and GMime as much: only what calls them links them
HELPER_LIBS = -lqpdf -lpthread -ltiff -ljansson $(LIBS_mail)

slug     = $(subst /,-,$1)
lib      = $(BUILD)/lib/$(call slug,$1).a
objs     = $(patsubst pipeline/%.c,$(BUILD)/obj/%.o,$(sort $(wildcard pipeline/$1/*.c))) $(GEN_OBJ_$(call slug,$1))

include $(wildcard pipeline/*/room.mk pipeline/write/*/room.mk)

define ROOM
$(call lib,$1): $$(call objs,$1)
	@mkdir -p $$(@D)
	@rm -f $$@
	ar rcsD $$@ $$^
.PHONY: lib-$(call slug,$1)
lib-$(call slug,$1): $(call lib,$1)
endef
$(foreach r,$(ROOMS),$(eval $(call ROOM,$r)))

$(BUILD)/obj/%.o: pipeline/%.c | gen
	@mkdir -p $(@D)
	$(CC) $(CPPFLAGS) $(CFLAGS) $(WARN) -MMD -MP -c -o $@ $<

.PHONY: gen
gen: $(GEN)

all: $(BUILD)/vorlage $(BUILD)/vorlage-pack
$(BUILD)/vorlage: $(foreach r,$(BELOW_cli),$(call lib,$r))
	$(CC) $(CFLAGS) $(LDFLAGS) -o $@ -Wl,--as-needed -Wl,--start-group $^ -Wl,--end-group $(PKG_LIBS)

$(BUILD)/vorlage-pack: $(foreach r,$(BELOW_cli-pack),$(call lib,$r))
	$(CC) $(CFLAGS) $(LDFLAGS) -o $@ -Wl,--as-needed -Wl,--start-group $^ -Wl,--end-group $(PKG_LIBS) $(HELPER_LIBS)

# Unit tests: tests/unit/<room>_<topic>.c
room_of = $(firstword $(subst _, ,$(notdir $1)))
$(BUILD)/tests/obj/%.o: tests/unit/%.c | gen
	@mkdir -p $(@D)
	$(CC) $(CPPFLAGS) -Itests/unit $(CFLAGS) $(WARN) -MMD -MP -c -o $@ $<
UNIT := $(patsubst tests/unit/%.c,$(BUILD)/tests/%,$(sort $(wildcard tests/unit/*.c)))
define UNITTEST
$1: $(BUILD)/tests/obj/$(notdir $1).o $(foreach r,$(BELOW_$(call room_of,$1)),$(call lib,$r))
	$$(CC) $$(CFLAGS) $$(LDFLAGS) -o $$@ $$< -Wl,--as-needed -Wl,--start-group $$(filter %.a,$$^) -Wl,--end-group $$(PKG_LIBS) $(HELPER_LIBS) -lcmocka -lzip
endef
$(foreach u,$(UNIT),$(eval $(call UNITTEST,$u)))
# Programs that the suites drive rooms with: tests/drive/NAME.c
DRIVE := $(patsubst tests/drive/%.c,$(BUILD)/tests/drive/%,$(sort $(wildcard tests/drive/*.c)))
$(BUILD)/tests/drive/%: tests/drive/%.c $(foreach r,$(BELOW_pack),$(call lib,$r))
	@mkdir -p $(@D)
	$(CC) $(CPPFLAGS) $(CFLAGS) $(WARN) $(LDFLAGS) -o $@ $< -Wl,--as-needed -Wl,--start-group $(filter %.a,$^) -Wl,--end-group $(PKG_LIBS) $(HELPER_LIBS)
.PHONY: unit
unit: $(UNIT) $(DRIVE)

# ---- packages ------------------------------------------------------------------------------------------
APT_BUILD := build-essential pkg-config libhpdf-dev libxml2-dev libzip-dev libharfbuzz-dev libunibreak-dev libunistring-dev \
             libpng-dev libjpeg-dev libdeflate-dev zlib1g-dev liblcms2-dev nettle-dev libqpdf-dev libtiff-dev libjansson-dev libgmime-3.0-dev libcsv-dev fonts-noto-core fonts-dejavu-core texlive-lang-german
APT_TEST  := libcmocka-dev git clang clang-format libclang-rt-14-dev qpdf mupdf-tools poppler-utils libxml2-utils python3 python3-pikepdf python3-xmlschema python3-pil python3-uno \
             default-jdk-headless maven libreoffice-writer-nogui libreoffice-l10n-de wngerman hunspell-de-de nodejs mpack
APT       := $(if $(filter 0,$(shell id -u)),apt-get,sudo apt-get)
# Asks dpkg what is missing and installs only that; without the rights it says what to install.
define INSTALL
missing=; for p in $1; do dpkg-query -W -f='$${Status}' $$p 2>/dev/null | grep -q 'ok installed' || missing="$$missing $$p"; done; \
if [ -n "$$missing" ]; then echo "installing:$$missing"; \
  { $(APT) update -qq && DEBIAN_FRONTEND=noninteractive $(APT) install -y -qq --no-install-recommends $$missing; } >$(BUILD)/apt.log 2>&1 || \
  { tail -5 $(BUILD)/apt.log; echo "Please install these packages: $$missing"; $2; }; fi
endef
.PHONY: deps test-deps demo-run test-run install-check
deps:
	@mkdir -p $(BUILD)
	@$(call INSTALL,$(APT_BUILD),exit 1)
test-deps: deps
	@$(call INSTALL,$(APT_TEST),true)
	@sh tests/tools.sh $(BUILD)/tools

# ---- main job, tests, bench ----------------------------------------------------------------------------
demo: deps
	@$(MAKE) --no-print-directory -j$(shell nproc) all
	@$(MAKE) --no-print-directory demo-run
demo-run:
	@sh samples/render.sh $(BUILD)/vorlage $(BUILD)/demo

test: test-deps
	@$(MAKE) --no-print-directory -j$(shell nproc) all unit
	@$(MAKE) --no-print-directory -j$(shell nproc) BUILD=$(BUILD)/asan CC=clang CFLAGS='$(ASAN)' LDFLAGS='$(ASAN)' all unit
	@$(PYTHON) tests/run.py --build $(BUILD)
ASAN := -O1 -g -fno-omit-frame-pointer -fsanitize=address,undefined -fno-sanitize-recover=undefined

# What the code looks like: lengths, doubled places, coverage and mutants by room; over an hour.
.PHONY: quality
quality: test-deps
	@$(MAKE) --no-print-directory -j$(shell nproc) all unit
	@$(MAKE) --no-print-directory -j$(shell nproc) BUILD=$(BUILD)/cov CFLAGS='-O0 -g --coverage' LDFLAGS=--coverage all unit
	@$(PYTHON) tests/quality $(BUILD)
# Small faults, room by room, about an hour: what no test tells is printed (tests/mutants --help).
.PHONY: mutants
mutants: test-deps
	@$(MAKE) --no-print-directory -j$(shell nproc) all unit
	@$(PYTHON) tests/mutants --build $(BUILD)

APT_BENCH := python3-venv
bench: test-deps
	@$(MAKE) --no-print-directory -j$(shell nproc) all $(BUILD)/tests/drive/merge
	@$(PYTHON) tests/bench/bench.py --build $(BUILD)

# ---- installation --------------------------------------------------------------------------------------
DEST = $(DESTDIR)$(PREFIX)
install: all
	install -D -m 755 $(BUILD)/vorlage $(DEST)/bin/vorlage
	install -D -m 755 $(BUILD)/vorlage-pack $(DEST)/bin/vorlage-pack
	install -D -m 644 pipeline/cli/vorlage.1 $(DEST)/share/man/man1/vorlage.1
	install -D -m 644 pipeline/cli/complete.bash $(DEST)/share/bash-completion/completions/vorlage
	install -D -m 644 pipeline/cli/complete.zsh $(DEST)/share/zsh/site-functions/_vorlage
	install -D -m 644 LICENCE $(DEST)/share/doc/vorlage/LICENCE
uninstall:
	rm -f $(DEST)/bin/vorlage $(DEST)/bin/vorlage-pack $(DEST)/share/man/man1/vorlage.1 $(DEST)/share/bash-completion/completions/vorlage \
	      $(DEST)/share/zsh/site-functions/_vorlage $(DEST)/share/doc/vorlage/LICENCE

help:
	@echo 'make demo      install what is needed, build, render the samples, say where they are'
	@echo 'make test      install what the tests need as well, run them all'
	@echo 'make all       build build/vorlage        make bench   ratios against a peer'
	@echo 'make quality   lengths, doubled places, coverage and mutants caught, by room'
	@echo 'make mutants   small faults in the code: do the tests tell? (an hour)'
	@echo 'make install PREFIX=/usr/local            make clean'

clean:
	rm -rf $(BUILD)

-include $(shell find $(BUILD) -name '*.d' 2>/dev/null)
