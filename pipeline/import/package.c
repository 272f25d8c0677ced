/* The package: a zip, read with suspicion, or one XML file. ODF 1.3 part 2. */
#include "import/import_in.h"

#include <stdlib.h>

#include "base/zip_late.h"

#define RATIO_FROM ((size_t)1 << 20)

static const ZipLib *zl(void)
{
    const char *why;
    return zip_late(&why);
}

static bool fail(Package *p, DiagCode c, Str what)
{
    diag_strs(p->d, c, p->at, 1, &what);
    return false;
}

static bool fail_z(Package *p, DiagCode c, const char *what) { return fail(p, c, str_of(what)); }

static int by_name(const void *a, const void *b)
{
    return str_cmp(((const Entry *)a)->name, ((const Entry *)b)->name);
}

/* Relative, within the package, of ordinary characters. */
static bool safe_name(Str s)
{
    if (!s.n || s.n > 1000 || s.p[0] == '/' || utf8_bad(s) != (size_t)-1) return false;
    for (size_t i = 0; i < s.n; i++) {
        unsigned char c = (unsigned char)s.p[i];
        if (c < 0x20 || c == '\\' || c == ':') return false;
        bool begins = i == 0 || s.p[i - 1] == '/';
        if (begins && s.n - i >= 2 && s.p[i] == '.' && s.p[i + 1] == '.' &&
            (s.n - i == 2 || s.p[i + 2] == '/'))
            return false;
    }
    return true;
}

static bool one_entry(Package *p, zip_uint64_t i)
{
    zip_stat_t st;
    if (zl()->zip_stat_index(p->zip, i, 0, &st) || !(st.valid & ZIP_STAT_NAME) ||
        !(st.valid & ZIP_STAT_SIZE))
        return fail_z(p, D_IMPORT_PAKET, "zip");
    Str name = str_keep(p->a, str_of(st.name));
    if (!safe_name(name)) return fail(p, D_IMPORT_NAME, name);
    if ((st.valid & ZIP_STAT_ENCRYPTION_METHOD) && st.encryption_method != ZIP_EM_NONE)
        return fail(p, D_IMPORT_VERSCHLUESSELT, name);
    p->entry[p->n++] = (Entry){ .name = name,
                                .index = i,
                                .size = st.size,
                                .packed = st.valid & ZIP_STAT_COMP_SIZE ? st.comp_size : 0 };
    return true;
}

static bool entries(Package *p)
{
    zip_int64_t n = zl()->zip_get_num_entries(p->zip, 0);
    if (n < 0 || n > ODT_MAX_ENTRIES)
        return fail(p, D_IMPORT_GRENZE,
                    str_printf(p->a, "%lld > %d", (long long)n, ODT_MAX_ENTRIES));
    p->entry = ARENA_NEW_N(p->a, Entry, (size_t)n + 1);
    for (zip_int64_t i = 0; i < n; i++)
        if (!one_entry(p, (zip_uint64_t)i)) return false;
    if (p->n) qsort(p->entry, p->n, sizeof *p->entry, by_name);
    for (size_t i = 1; i < p->n; i++)
        if (str_eq(p->entry[i].name, p->entry[i - 1].name))
            return fail(p, D_IMPORT_DOPPELT, p->entry[i].name);
    return true;
}

const Entry *package_find(const Package *p, Str name)
{
    Entry key = { .name = name };
    return p->n ? bsearch(&key, p->entry, p->n, sizeof key, by_name) : NULL;
}

static bool fits(Package *p, const Entry *e)
{
    if (e->size > ODT_MAX_PART || p->total + e->size > ODT_MAX_TOTAL ||
        (e->size > RATIO_FROM && e->size / (e->packed + 1) > ODT_MAX_RATIO))
        return fail(p, D_IMPORT_BOMBE, e->name);
    return true;
}

bool package_read(Package *p, Str name, Str *out)
{
    Entry *e = (Entry *)(uintptr_t)package_find(p, name);
    if (!e) return false;
    if (e->read) {
        *out = e->data;
        return true;
    }
    if (!fits(p, e)) return false;
    zip_file_t *f = zl()->zip_fopen_index(p->zip, e->index, 0);
    if (!f) return fail(p, D_IMPORT_TEIL_KAPUTT, name);
    char *to = arena_alloc(p->a, e->size + 1);
    size_t n = 0;
    zip_int64_t got = 1;
    while (n < e->size && (got = zl()->zip_fread(f, to + n, e->size - n)) > 0) n += (size_t)got;
    char more;
    bool ok = n == e->size &&
        zl()->zip_fread(f, &more, 1) ==
            0; /* what says it is small must end there; and the checksum is looked at */
    zl()->zip_fclose(f);
    if (!ok) return fail(p, D_IMPORT_TEIL_KAPUTT, name);
    e->data = (Str){ to, n };
    e->read = true;
    p->total += n;
    *out = e->data;
    return true;
}

static bool kind_is_text(Package *p)
{
    Str kind;
    if (!package_find(p, S("mimetype"))) return fail_z(p, D_IMPORT_TEIL_FEHLT, "mimetype");
    if (!package_read(p, S("mimetype"), &kind)) return false;
    kind = str_trim(kind);
    if (str_is(kind, "application/vnd.oasis.opendocument.text") ||
        str_is(kind, "application/vnd.oasis.opendocument.text-template"))
        return true;
    return fail(p, D_IMPORT_ART, str_sub(kind, 0, kind.n < 100 ? kind.n : 100));
}

/* ODF encrypts the parts itself and says so in the manifest; their zip entries look ordinary. */
static bool not_encrypted(Package *p)
{
    Str m;
    if (!package_find(p, S("META-INF/manifest.xml")))
        return fail_z(p, D_IMPORT_TEIL_FEHLT, "META-INF/manifest.xml");
    if (!package_read(p, S("META-INF/manifest.xml"), &m)) return false;
    return str_find(m, S("encryption-data")) == (size_t)-1 ||
        fail_z(p, D_IMPORT_VERSCHLUESSELT, "META-INF/manifest.xml");
}

static void tell_macros(Package *p)
{
    for (size_t i = 0; i < p->n; i++)
        if (str_starts(p->entry[i].name, S("Basic/")) ||
            str_starts(p->entry[i].name, S("Scripts/"))) {
            fail(p, D_IMPORT_MAKROS, p->entry[i].name);
            return;
        }
}

static bool zip_begin(Package *p)
{
    const char *why = NULL;
    const ZipLib *l = zip_late(&why);
    if (!l) return fail_z(p, D_IMPORT_PAKET, why);
    zip_error_t e;
    l->zip_error_init(&e);
    zip_source_t *src = l->zip_source_buffer_create(p->bytes.p, p->bytes.n, 0, &e);
    p->zip = src ? l->zip_open_from_source(src, ZIP_RDONLY, &e) : NULL;
    if (!p->zip) {
        if (src) l->zip_source_free(src);
        fail_z(p, D_IMPORT_PAKET, l->zip_error_strerror(&e));
    }
    l->zip_error_fini(&e);
    return p->zip != NULL;
}

bool package_open(Package *p)
{
    Str start = str_trim(str_sub(p->bytes, 0, p->bytes.n < 200 ? p->bytes.n : 200));
    if (p->bytes.n > ODT_MAX_BYTES)
        return fail(p, D_IMPORT_GRENZE, str_printf(p->a, "%zu MB", ODT_MAX_BYTES >> 20));
    if (!str_starts(start, S("PK"))) {
        p->flat = str_starts(start, S("<")) || str_starts(start, S("\xEF\xBB\xBF<"));
        return p->flat || fail_z(p, D_IMPORT_ART, "-");
    }
    if (!zip_begin(p) || !entries(p) || !kind_is_text(p) || !not_encrypted(p)) return false;
    if (!package_find(p, S("content.xml"))) return fail_z(p, D_IMPORT_TEIL_FEHLT, "content.xml");
    if (!package_find(p, S("styles.xml"))) return fail_z(p, D_IMPORT_TEIL_FEHLT, "styles.xml");
    tell_macros(p);
    return true;
}

void package_close(Package *p)
{
    if (p->zip) zl()->zip_discard(p->zip);
    p->zip = NULL;
}
