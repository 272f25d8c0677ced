# vorlage: build, samples, tests, installation. `make help` lists the targets.
BUILD   ?= build
CC      ?= cc
PREFIX  ?= /usr/local
CFLAGS  ?= -O2 -g
VERSION := 0.1.0

PKGS     := libxml-2.0 libzip harfbuzz harfbuzz-subset libpng libjpeg libdeflate zlib nettle
PKG_CFLAGS := $(shell pkg-config --cflags $(PKGS) 2>/dev/null)
PKG_LIBS   := $(shell pkg-config --libs $(PKGS) 2>/dev/null) -lhpdf -lunibreak -lunistring -lm
WARN    := -std=gnu11 -Wall -Wextra -Wshadow -Wstrict-prototypes -Wmissing-prototypes -Wpointer-arith -Wno-unused-parameter
CPPFLAGS += -Ipipeline -I$(BUILD)/gen -DVORLAGE_VERSION='"$(VERSION)"' $(PKG_CFLAGS)

.DEFAULT_GOAL := all
.PHONY: all help clean install uninstall deps test demo bench
.SECONDARY:
.SUFFIXES:
.DELETE_ON_ERROR:

# Rooms, lowest floor first. A room's unit tests link it and the floors below.
ROOMS := base model read flow font page out/pdf out/odt cli
BELOW_base    := base
BELOW_model   := model base
BELOW_read    := read model base
BELOW_flow    := flow model base
BELOW_font    := font base
BELOW_page    := page font flow model base
BELOW_pdf     := out/pdf page font flow model base
BELOW_odt     := out/odt flow model base
BELOW_cli     := cli out/pdf out/odt page font flow read model base

slug     = $(subst /,-,$1)
lib      = $(BUILD)/lib/$(call slug,$1).a
objs     = $(patsubst pipeline/%.c,$(BUILD)/obj/%.o,$(sort $(wildcard pipeline/$1/*.c))) $(GEN_OBJ_$(call slug,$1))

include $(wildcard pipeline/*/room.mk pipeline/out/*/room.mk)

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

all: $(BUILD)/vorlage
$(BUILD)/vorlage: $(foreach r,$(BELOW_cli),$(call lib,$r))
	$(CC) $(CFLAGS) $(LDFLAGS) -o $@ -Wl,--as-needed -Wl,--start-group $^ -Wl,--end-group $(PKG_LIBS)

# Unit tests: tests/unit/<room>_<topic>.c
room_of = $(firstword $(subst _, ,$(notdir $1)))
$(BUILD)/tests/obj/%.o: tests/unit/%.c | gen
	@mkdir -p $(@D)
	$(CC) $(CPPFLAGS) -Itests/unit $(CFLAGS) $(WARN) -MMD -MP -c -o $@ $<
UNIT := $(patsubst tests/unit/%.c,$(BUILD)/tests/%,$(sort $(wildcard tests/unit/*.c)))
define UNITTEST
$1: $(BUILD)/tests/obj/$(notdir $1).o $(foreach r,$(BELOW_$(call room_of,$1)),$(call lib,$r))
	$$(CC) $$(CFLAGS) $$(LDFLAGS) -o $$@ $$< -Wl,--as-needed -Wl,--start-group $$(filter %.a,$$^) -Wl,--end-group $$(PKG_LIBS) -lcmocka
endef
$(foreach u,$(UNIT),$(eval $(call UNITTEST,$u)))
.PHONY: unit
unit: $(UNIT)

clean:
	rm -rf $(BUILD)

-include $(shell find $(BUILD) -name '*.d' 2>/dev/null)
