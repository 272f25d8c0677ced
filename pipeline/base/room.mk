# libzip is loaded late: its file name, as the linker knows it.
ZIP_SONAME := $(shell objdump -p "$$(pkg-config --variable=libdir libzip 2>/dev/null)/libzip.so" 2>/dev/null | sed -n 's/^ *SONAME *//p')
$(BUILD)/obj/base/zip_late.o: CPPFLAGS += -DZIP_SONAME='"$(ZIP_SONAME)"'
