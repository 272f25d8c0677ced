/* The package: a zip with fixed times and attributes (equal bytes in any zone). ODF 1.3 part 2. */
#include "out/odt/odt_in.h"

#include <stdlib.h>

#include "base/zip_late.h"

const char *odt_library_version(void) { return "libzip " LIBZIP_VERSION; }

#define DOS_DATE ((2024 - 1980) << 9 | 1 << 5 | 1) /* 2024-01-01; the format's first day is taken for an extra field by a validator */

static bool put(const ZipLib *l, zip_t *z, const char *name, Str data, bool store)
{
    zip_source_t *s = l->zip_source_buffer(z, data.p, data.n, 0);
    if (!s) return false;
    zip_int64_t i = l->zip_file_add(z, name, s, ZIP_FL_ENC_UTF_8);
    if (i < 0) { l->zip_source_free(s); return false; }
    zip_uint64_t k = (zip_uint64_t)i;
    return l->zip_set_file_compression(z, k, store ? ZIP_CM_STORE : ZIP_CM_DEFLATE, store ? 0 : 6) == 0 && l->zip_file_set_dostime(z, k, 0, DOS_DATE, 0) == 0 &&
           l->zip_file_set_external_attributes(z, k, 0, ZIP_OPSYS_DOS, 0) == 0;
}

static bool put_all(const ZipLib *l, Odt *o, zip_t *z, const Buf *content, const Buf *styles, const Buf *meta, const Buf *settings, const Buf *manifest, const Buf *source)
{
    bool ok = put(l, z, "mimetype", str_of(o->mimetype), true) && put(l, z, "content.xml", buf_view(content), false) && put(l, z, "styles.xml", buf_view(styles), false) &&
              put(l, z, "meta.xml", buf_view(meta), false) && put(l, z, "settings.xml", buf_view(settings), false);
    for (size_t i = 0; i < o->nimg && ok; i++)
        if (o->img_used[i]) ok = put(l, z, odt_picture_name(o, i).p, o->img[i].file, true);
    if (source->n) ok = ok && put(l, z, "manifest.rdf", str_of(odt_manifest_rdf), false) && put(l, z, "quelle.rdf", buf_view(source), false);
    return ok && put(l, z, "META-INF/manifest.xml", buf_view(manifest), false);
}

/* The finished archive stays in the source, which outlives zip_close by a reference of ours. */
static bool read_back(const ZipLib *l, zip_source_t *src, Buf *out)
{
    zip_stat_t st;
    if (l->zip_source_open(src)) return false;
    bool ok = l->zip_source_stat(src, &st) == 0 && (st.valid & ZIP_STAT_SIZE);
    char chunk[65536];
    zip_int64_t n = 0;
    while (ok && (n = l->zip_source_read(src, chunk, sizeof chunk)) > 0) buf_bytes(out, chunk, (size_t)n);
    l->zip_source_close(src);
    return ok && n == 0 && !buf_failed(out);
}

static bool fail(Odt *o, const char *what)
{
    diag(o->d, D_OUT_ODT, NO_PLACE, what, (const char *)NULL);
    return false;
}

bool odt_package(Odt *o, const Buf *content, const Buf *styles, const Buf *meta, const Buf *settings, const Buf *manifest, const Buf *source, Buf *out)
{
    const char *why = NULL;
    const ZipLib *l = zip_late(&why);
    if (!l) return fail(o, why);
    zip_error_t e;
    l->zip_error_init(&e);
    zip_source_t *src = l->zip_source_buffer_create(NULL, 0, 0, &e);
    zip_t *z = src ? l->zip_open_from_source(src, ZIP_TRUNCATE, &e) : NULL;
    if (!z) {
        if (src) l->zip_source_free(src);
        return fail(o, l->zip_error_strerror(&e));
    }
    l->zip_source_keep(src);
    bool ok = put_all(l, o, z, content, styles, meta, settings, manifest, source);
    if (ok) ok = l->zip_close(z) == 0;
    if (!ok) {
        fail(o, l->zip_strerror(z));
        l->zip_discard(z);
    } else if (!read_back(l, src, out)) ok = fail(o, "zip");
    l->zip_source_free(src);
    return ok;
}
