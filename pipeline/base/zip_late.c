/* See zip_late.h. The library's file name is asked of the linker when building (room.mk). */
#include "base/zip_late.h"

#include <dlfcn.h>
#include <stdbool.h>
#include <stddef.h>

static bool load(void *so, ZipLib *l)
{
#define X(f) \
    if (!(l->f = (__typeof__(l->f))dlsym(so, #f))) return false;
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
    if (so && load(so, &lib))
        loaded = true;
    else
        *why = dlerror();
    return loaded ? &lib : NULL;
}
