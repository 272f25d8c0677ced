# Faces and hyphenation tables travel inside the program: taken from the distribution's packages when built, reduced, embedded.
FONT_DIR        ?= /usr/share/fonts/truetype/noto
FONT_SIGNS_DIR  ?= /usr/share/fonts/truetype/dejavu
HYPH_PAT        ?= /usr/share/texlive/texmf-dist/tex/generic/hyph-utf8/patterns/txt/hyph-de-1996.pat.txt

# In the order of the slots in font_in.h.
FACES_TEXT  := NotoSans-Regular NotoSans-Bold NotoSans-Italic NotoSans-BoldItalic \
               NotoSerif-Regular NotoSerif-Bold NotoSerif-Italic NotoSerif-BoldItalic
FACES_SIGNS := NotoSansMath-Regular DejaVuSans DejaVuSans-Bold
FACES       := $(FACES_TEXT) $(FACES_SIGNS)
FACE_FILES  := $(FACES:%=$(BUILD)/gen/face/%.ttf)
FONT_TOOLS  := $(BUILD)/tools/font

GEN_OBJ_font := $(BUILD)/obj/gen/faces_data.o $(BUILD)/obj/gen/faces.o $(BUILD)/obj/gen/hyph_de.o

$(FONT_TOOLS)/mkface: pipeline/font/making/mkface.c
	@mkdir -p $(@D)
	$(CC) $(CPPFLAGS) $(CFLAGS) $(WARN) $(LDFLAGS) -o $@ $< $(shell pkg-config --libs harfbuzz harfbuzz-subset)
$(FONT_TOOLS)/mkhyph: pipeline/font/making/mkhyph.c
	@mkdir -p $(@D)
	$(CC) $(CPPFLAGS) $(CFLAGS) $(WARN) $(LDFLAGS) -o $@ $<

$(FACES_TEXT:%=$(BUILD)/gen/face/%.ttf): $(BUILD)/gen/face/%.ttf: $(FONT_DIR)/%.ttf $(FONT_TOOLS)/mkface
	@mkdir -p $(@D)
	$(FONT_TOOLS)/mkface $< $@ text
$(BUILD)/gen/face/NotoSansMath-Regular.ttf: $(FONT_DIR)/NotoSansMath-Regular.ttf $(FONT_TOOLS)/mkface
	@mkdir -p $(@D)
	$(FONT_TOOLS)/mkface $< $@ signs
$(BUILD)/gen/face/DejaVuSans.ttf $(BUILD)/gen/face/DejaVuSans-Bold.ttf: $(BUILD)/gen/face/%.ttf: $(FONT_SIGNS_DIR)/%.ttf $(FONT_TOOLS)/mkface
	@mkdir -p $(@D)
	$(FONT_TOOLS)/mkface $< $@ signs

# One assembler file with all bytes, and the table that names them with their digests.
$(BUILD)/gen/faces_data.S: $(FACE_FILES) pipeline/font/room.mk
	@{ echo '.section .rodata'; \
	   n=0; for f in $(FACES); do \
	     printf '.balign 16\n.globl font_face_%d\n.hidden font_face_%d\nfont_face_%d:\n.incbin "%s"\n' $$n $$n $$n "$(BUILD)/gen/face/$$f.ttf"; \
	     printf '.globl font_face_%d_end\n.hidden font_face_%d_end\nfont_face_%d_end:\n.byte 0\n' $$n $$n $$n; \
	     n=$$((n+1)); done; \
	   echo '.section .note.GNU-stack,"",%progbits'; } > $@.new
	@mv $@.new $@
$(BUILD)/gen/faces.c: $(FACE_FILES) pipeline/font/room.mk
	@{ echo '#include "font/font_in.h"'; \
	   n=0; for f in $(FACES); do echo "extern const char font_face_$$n[], font_face_$${n}_end[];"; n=$$((n+1)); done; \
	   echo 'const BuiltinFace builtin_faces[BUILTIN_N] = {'; \
	   n=0; for f in $(FACES); do d=$$(sha256sum $(BUILD)/gen/face/$$f.ttf | cut -c1-64); \
	     echo "    {\"$$f\", font_face_$$n, font_face_$${n}_end, \"$$d\"},"; n=$$((n+1)); done; \
	   echo '};'; } > $@.new
	@mv $@.new $@
$(BUILD)/gen/hyph_de.c: $(HYPH_PAT) pipeline/font/ausnahmen.txt pipeline/font/fugen.txt $(FONT_TOOLS)/mkhyph
	@mkdir -p $(@D)
	$(FONT_TOOLS)/mkhyph $(HYPH_PAT) pipeline/font/ausnahmen.txt pipeline/font/fugen.txt $@.new
	@mv $@.new $@

$(BUILD)/obj/gen/faces_data.o: $(BUILD)/gen/faces_data.S
	@mkdir -p $(@D)
	$(CC) $(CFLAGS) -c -o $@ $<
$(BUILD)/obj/gen/faces.o $(BUILD)/obj/gen/hyph_de.o: $(BUILD)/obj/gen/%.o: $(BUILD)/gen/%.c | gen
	@mkdir -p $(@D)
	$(CC) $(CPPFLAGS) $(CFLAGS) $(WARN) -MMD -MP -c -o $@ $<
