/* A zip in memory: entries in the order given, fixed times and attributes, so equal entries give
 * equal bytes in any zone. */
#ifndef VORLAGE_BASE_ZIP_WRITE_H
#define VORLAGE_BASE_ZIP_WRITE_H

#include "base/str.h"

typedef struct {
    const char *name; /* UTF-8, with folders */
    Str bytes;        /* lent until zip_write returns */
    bool store;       /* as it is; else deflated */
} ZipEntry;

/* False: *why says so (in the arena, or static text); what out holds then is of no use. */
bool zip_write(Arena *a, const ZipEntry *e, size_t n, Buf *out, const char **why);

#endif
