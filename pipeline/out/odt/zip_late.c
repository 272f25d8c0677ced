/* See zip_late.h. The library's file name is asked of the linker when building (room.mk). */
#include "out/odt/zip_late.h"

#include <dlfcn.h>
#include <stdbool.h>
#include <stddef.h>

#include "out/odt/odt.h"

const char *odt_library_version(void) { return "libzip " LIBZIP_VERSION; }

static bool load(void *so, ZipLib *l)
{
#define X(f) if (!(l->f = (__typeof__(l->f))dlsym(so, #f))) return false;
    ZIP_FUNCTIONS(X)
#undef X
    return true;
}

const ZipLib *zip_late(const char **why)
{
    static ZipLib lib;
    static bool loaded;
    if (loaded) return &lib;
    void *so = dlopen(ZIP_SONAME, RTLD_NOW | RTLD_LOCAL);
    if (so && load(so, &lib)) loaded = true;
    else *why = dlerror();
    return loaded ? &lib : NULL;
}
