# GMime costs 2 ms at start: only the helper program links it
LIBS_mail := $(shell pkg-config --libs gmime-3.0 2>/dev/null)
$(BUILD)/obj/mail/%.o: CPPFLAGS += $(shell pkg-config --cflags gmime-3.0 2>/dev/null)
