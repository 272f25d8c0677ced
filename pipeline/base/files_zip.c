#include "base/files.h"
#include "base/zip_late.h"

#define DOS_DATE \
    ((2024 - 1980) << 9 | 1 << 5 | \
     1) /* 2024-01-01; the format's first day is taken for an extra field by a validator */

static bool is_packed(const File *f)
{
    const char *mime = file_mime(f);
    return str_is(f->name, "mimetype") || !strcmp(mime, "application/pdf") ||
        !strncmp(mime, "image/", 6);
}

static bool put(Arena *a, const ZipLib *l, zip_t *z, const File *f)
{
    zip_source_t *s = l->zip_source_buffer(z, f->bytes.p, f->bytes.n, 0);
    if (!s) return false;
    zip_int64_t i = l->zip_file_add(z, str_z(a, f->name), s, ZIP_FL_ENC_UTF_8);
    if (i < 0) {
        l->zip_source_free(s);
        return false;
    }
    zip_uint64_t k = (zip_uint64_t)i;
    bool store = is_packed(f);
    return l->zip_set_file_compression(z, k, store ? ZIP_CM_STORE : ZIP_CM_DEFLATE,
                                       store ? 0 : 6) == 0 &&
        l->zip_file_set_dostime(z, k, 0, DOS_DATE, 0) == 0 &&
        l->zip_file_set_external_attributes(z, k, 0, ZIP_OPSYS_DOS, 0) == 0;
}

/* The finished archive stays in the source, which outlives zip_close by a reference of ours. */
static bool read_back(const ZipLib *l, zip_source_t *src, Buf *out)
{
    zip_stat_t st;
    if (l->zip_source_open(src)) return false;
    bool ok = l->zip_source_stat(src, &st) == 0 && (st.valid & ZIP_STAT_SIZE);
    char chunk[65536];
    zip_int64_t n = 0;
    while (ok && (n = l->zip_source_read(src, chunk, sizeof chunk)) > 0)
        buf_bytes(out, chunk, (size_t)n);
    l->zip_source_close(src);
    return ok && n == 0 && !buf_failed(out);
}

static bool fill(Arena *a, const ZipLib *l, zip_t *z, const Files *all)
{
    for (size_t i = 0; i < all->n; i++)
        if (!put(a, l, z, &all->v[i])) return false;
    return l->zip_close(z) == 0;
}

bool files_zip(Arena *a, const Files *all, Buf *out, const char **why)
{
    const ZipLib *l = zip_late(why);
    if (!l) return false;
    zip_error_t err;
    l->zip_error_init(&err);
    zip_source_t *src = l->zip_source_buffer_create(NULL, 0, 0, &err);
    zip_t *z = src ? l->zip_open_from_source(src, ZIP_TRUNCATE, &err) : NULL;
    if (!z) {
        if (src) l->zip_source_free(src);
        *why = str_z(a, str_of(l->zip_error_strerror(&err)));
        l->zip_error_fini(&err);
        return false;
    }
    l->zip_source_keep(src);
    bool ok = fill(a, l, z, all);
    if (!ok) {
        *why = str_z(a, str_of(l->zip_strerror(z)));
        l->zip_discard(z);
    } else if (!(ok = read_back(l, src, out)))
        *why = "zip";
    l->zip_source_free(src);
    return ok;
}
