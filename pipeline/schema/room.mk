# The schemas travel inside the program: their bytes become a table in C, made with od and sed only.
SCHEMAS := typen text vorlage stil koerperschaft sitzung mitglieder
SCHEMA_FILES := $(SCHEMAS:%=pipeline/schema/%.xsd)

GEN_OBJ_schema := $(BUILD)/obj/gen/schemas.o

$(BUILD)/gen/schemas.c: $(SCHEMA_FILES) pipeline/schema/room.mk
	@mkdir -p $(@D)
	@{ echo '#include "schema/schema.h"'; \
	   for s in $(SCHEMAS); do \
	     echo "static const unsigned char $$s[] = {"; \
	     od -An -v -tx1 pipeline/schema/$$s.xsd | sed 's/[0-9a-f][0-9a-f]/0x&,/g'; \
	     echo '0};'; \
	   done; \
	   echo 'static const SchemaFile files[] = {'; \
	   for s in $(SCHEMAS); do echo "{\"$$s.xsd\", (const char *)$$s, sizeof $$s - 1},"; done; \
	   echo '};'; \
	   echo 'const SchemaFile *schema_files(size_t *n) { *n = sizeof files / sizeof *files; return files; }'; \
	 } > $@.new
	@mv $@.new $@

$(BUILD)/obj/gen/schemas.o: $(BUILD)/gen/schemas.c | gen
	@mkdir -p $(@D)
	$(CC) $(CPPFLAGS) $(CFLAGS) $(WARN) -MMD -MP -c -o $@ $<
