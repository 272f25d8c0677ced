/* The package's entries in the order LibreOffice writes them, mimetype first and stored. ODF 1.3
 * part 2, 3.1 and 3.3. */
#include "write/odt/odt_in.h"

#include "base/zip_late.h"
#include "base/zip_write.h"

const char *odt_library_version(void) { return "libzip " LIBZIP_VERSION; }

bool odt_package(Odt *o, const Buf *content, const Buf *styles, const Buf *meta,
                 const Buf *settings, const Buf *manifest, const Buf *source, Buf *out)
{
    ZipEntry *e = ARENA_NEW_N(o->a, ZipEntry, o->nimg + 8);
    size_t n = 0;
    e[n++] = (ZipEntry){ "mimetype", str_of(o->mimetype), true };
    e[n++] = (ZipEntry){ "content.xml", buf_view(content), false };
    e[n++] = (ZipEntry){ "styles.xml", buf_view(styles), false };
    e[n++] = (ZipEntry){ "meta.xml", buf_view(meta), false };
    e[n++] = (ZipEntry){ "settings.xml", buf_view(settings), false };
    for (size_t i = 0; i < o->nimg; i++)
        if (o->img_used[i]) e[n++] = (ZipEntry){ odt_picture_name(o, i).p, o->img[i].file, true };
    if (source->n) {
        e[n++] = (ZipEntry){ "manifest.rdf", str_of(odt_manifest_rdf), false };
        e[n++] = (ZipEntry){ "quelle.rdf", buf_view(source), false };
    }
    e[n++] = (ZipEntry){ "META-INF/manifest.xml", buf_view(manifest), false };
    const char *why = NULL;
    if (zip_write(o->a, e, n, out, &why)) return true;
    diag(o->d, D_OUT_ODT, NO_PLACE, why, (const char *)NULL);
    return false;
}
