# The output intent's profile is made when built, by a tool on lcms2: the program itself needs no colour engine.
GEN_OBJ_write-pdf := $(BUILD)/obj/gen/srgb.o
$(BUILD)/tools/pdf/mkicc: pipeline/write/pdf/making/mkicc.c
	@mkdir -p $(@D)
	$(CC) $(CPPFLAGS) $(CFLAGS) $(WARN) $(LDFLAGS) -o $@ $< -llcms2
$(BUILD)/gen/srgb.c: $(BUILD)/tools/pdf/mkicc
	@mkdir -p $(@D)
	$< > $@.new && mv $@.new $@
$(BUILD)/obj/gen/srgb.o: $(BUILD)/gen/srgb.c
	@mkdir -p $(@D)
	$(CC) $(CFLAGS) -c -o $@ $<
