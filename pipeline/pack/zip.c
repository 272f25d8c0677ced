/* Files as one zip: fixed times and attributes, so equal files give equal bytes. PDFs are stored as they are. */
#include "base/zip_late.h"
#include "pack/mappe.h"

#define DOS_DATE ((2024 - 1980) << 9 | 1 << 5 | 1)

static bool put(const ZipLib *l, zip_t *z, const Datei *f)
{
    char name[512];
    if (f->name.n >= sizeof name) return false;
    memcpy(name, f->name.p, f->name.n);
    name[f->name.n] = 0;
    zip_source_t *s = l->zip_source_buffer(z, f->bytes.p, f->bytes.n, 0);
    if (!s) return false;
    zip_int64_t i = l->zip_file_add(z, name, s, ZIP_FL_ENC_UTF_8);
    if (i < 0) { l->zip_source_free(s); return false; }
    zip_uint64_t k = (zip_uint64_t)i;
    bool store = str_ends(f->name, S(".pdf"));
    return l->zip_set_file_compression(z, k, store ? ZIP_CM_STORE : ZIP_CM_DEFLATE, store ? 0 : 6) == 0 && l->zip_file_set_dostime(z, k, 0, DOS_DATE, 0) == 0 &&
           l->zip_file_set_external_attributes(z, k, 0, ZIP_OPSYS_DOS, 0) == 0;
}

static bool read_back(const ZipLib *l, zip_source_t *src, Buf *out)
{
    if (l->zip_source_open(src)) return false;
    char chunk[65536];
    zip_int64_t n;
    while ((n = l->zip_source_read(src, chunk, sizeof chunk)) > 0) buf_bytes(out, chunk, (size_t)n);
    l->zip_source_close(src);
    return n == 0 && !buf_failed(out);
}

static bool fail(Diags *d, const char *why)
{
    diag(d, D_MAPPE_WELT, NO_PLACE, why, (const char *)NULL);
    return false;
}

bool dateien_zip(Diags *d, const Dateien *f, Buf *out)
{
    const char *why = NULL;
    const ZipLib *l = zip_late(&why);
    if (!l) return fail(d, why);
    zip_error_t e;
    l->zip_error_init(&e);
    zip_source_t *src = l->zip_source_buffer_create(NULL, 0, 0, &e);
    zip_t *z = src ? l->zip_open_from_source(src, ZIP_TRUNCATE, &e) : NULL;
    if (!z) {
        if (src) l->zip_source_free(src);
        return fail(d, "zip");
    }
    l->zip_source_keep(src);
    bool ok = true;
    for (int i = 0; i < f->n && ok; i++) ok = put(l, z, &f->v[i]);
    if (!ok || l->zip_close(z)) { l->zip_discard(z); ok = fail(d, "zip"); }
    else ok = read_back(l, src, out) || fail(d, "zip");
    l->zip_source_free(src);
    return ok;
}
