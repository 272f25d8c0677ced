/* The package's entries in the order LibreOffice writes them, mimetype first and stored. ODF 1.3
 * part 2, 3.1 and 3.3. */
#include "write/odt/odt_in.h"

#include "base/zip_late.h"
#include "base/files.h"

const char *odt_library_version(void) { return "libzip " LIBZIP_VERSION; }

bool odt_package(Odt *o, const Buf *content, const Buf *styles, const Buf *meta,
                 const Buf *settings, const Buf *manifest, const Buf *source, Buf *out)
{
    Files all = { ARENA_NEW_N(o->a, File, o->nimg + 8), 0, 0 };
    File *e = all.v;
    size_t n = 0;
    e[n++] = (File){ .name = S("mimetype"), .bytes = str_of(o->mimetype) };
    e[n++] = (File){ .name = S("content.xml"), .bytes = buf_view(content) };
    e[n++] = (File){ .name = S("styles.xml"), .bytes = buf_view(styles) };
    e[n++] = (File){ .name = S("meta.xml"), .bytes = buf_view(meta) };
    e[n++] = (File){ .name = S("settings.xml"), .bytes = buf_view(settings) };
    for (size_t i = 0; i < o->nimg; i++)
        if (o->img_used[i])
            e[n++] = (File){ .name = odt_picture_name(o, i),
                             .bytes = o->img[i].file,
                             .mime = o->img[i].mime };
    if (source->n) {
        e[n++] = (File){ .name = S("manifest.rdf"), .bytes = str_of(odt_manifest_rdf) };
        e[n++] = (File){ .name = S("quelle.rdf"), .bytes = buf_view(source) };
    }
    e[n++] = (File){ .name = S("META-INF/manifest.xml"), .bytes = buf_view(manifest) };
    all.n = n;
    const char *why = NULL;
    if (files_zip(o->a, &all, out, &why)) return true;
    diag(o->d, D_OUT_ODT, NO_PLACE, why, (const char *)NULL);
    return false;
}
