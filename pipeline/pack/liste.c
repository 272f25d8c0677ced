/* Reading sitzung.json: found in a pack's PDF, a folder, a zip or by itself; parsed by jansson;
 * checked field by field. */
#include "pack/liste_in.h"

#include <jansson.h>
#include <sys/stat.h>

#include "base/file.h"
#include "base/hash.h"
#include "base/zip_late.h"

typedef struct {
    Arena *a;
    Diags *d;
    Altliste *l;
    bool bad, pdf;
    uint32_t pages; /* of the PDF */
} Reader;

static bool fail(Reader *r, DiagCode c, const char *why)
{
    if (!r->bad) diag(r->d, c, NO_PLACE, r->l->pfad, why, (const char *)NULL);
    r->bad = true;
    return false;
}

/* ---- finding it ---- */

static bool entry_read(Reader *r, const ZipLib *l, zip_t *z, zip_uint64_t i, zip_uint64_t size,
                       Str *out)
{
    if (size > LISTE_MAX_BYTES) return fail(r, D_MAPPE_LISTE, "too large");
    char *p = arena_alloc(r->a, (size_t)size + 1);
    zip_file_t *f = l->zip_fopen_index(z, i, 0);
    zip_uint64_t got = 0;
    for (zip_int64_t n = 1; f && got < size && n > 0; got += n > 0 ? (zip_uint64_t)n : 0)
        n = l->zip_fread(f, p + got, size - got);
    if (f) l->zip_fclose(f);
    *out = (Str){ p, (size_t)got };
    return got == size || fail(r, D_MAPPE_LISTE, "zip");
}

static bool entry_find(Reader *r, const ZipLib *l, zip_t *z, Str *out)
{
    zip_int64_t n = l->zip_get_num_entries(z, 0);
    if (n > LISTE_MAX_ZIP) return fail(r, D_MAPPE_LISTE, "zip: too many entries");
    for (zip_int64_t i = 0; i < n; i++) {
        zip_stat_t st;
        if (l->zip_stat_index(z, (zip_uint64_t)i, 0, &st) || !(st.valid & ZIP_STAT_NAME) ||
            !(st.valid & ZIP_STAT_SIZE))
            continue;
        if (str_is(str_of(st.name), LISTE_DATEI))
            return entry_read(r, l, z, (zip_uint64_t)i, st.size, out);
    }
    return fail(r, D_MAPPE_LISTE, LISTE_DATEI " ?");
}

static bool zip_read(Reader *r, const char *path, Str *out)
{
    const char *why = NULL;
    const ZipLib *l = zip_late(&why);
    if (!l) return fail(r, D_MAPPE_LISTE, why);
    zip_error_t e;
    l->zip_error_init(&e);
    zip_source_t *src = l->zip_source_file_create(path, 0, 0, &e);
    zip_t *z = src ? l->zip_open_from_source(src, ZIP_RDONLY, &e) : NULL;
    if (!z && src) l->zip_source_free(src);
    bool ok = z ? entry_find(r, l, z, out) : fail(r, D_MAPPE_LISTE, l->zip_error_strerror(&e));
    if (z) l->zip_discard(z);
    l->zip_error_fini(&e);
    return ok;
}

static bool bytes_read(Reader *r, const char *path, Str *out)
{
    struct stat st;
    const char *why = NULL;
    Str head = { "", 0 };
    if (!stat(path, &st) && S_ISDIR(st.st_mode))
        path = str_z(r->a, str_printf(r->a, "%s/" LISTE_DATEI, path));
    else if (file_head(r->a, path, 1024, &head, &why) && str_starts(head, S("PK\x03\x04")))
        return zip_read(r, path, out);
    r->pdf = str_find(head, S("%PDF-")) != (size_t)-1;
    if (r->pdf) return liste_from_pdf(r->a, r->d, path, out, &r->pages);
    if (file_read(r->a, path, LISTE_MAX_BYTES, out, &why)) return true;
    diag(r->d, D_FILE_READ, NO_PLACE, path, why, (const char *)NULL);
    return false;
}

/* ---- fields ---- */

static Str text(Reader *r, const json_t *o, const char *key, size_t most)
{
    const json_t *v = json_object_get(o, key);
    if (!v) return (Str){ "", 0 };
    if (!json_is_string(v) || json_string_length(v) > most) {
        fail(r, D_MAPPE_LISTE, key);
        return (Str){ "", 0 };
    }
    Str s = str_keep(r->a, (Str){ json_string_value(v), json_string_length(v) });
    for (size_t i = 0; i < s.n; i++)
        if (((unsigned char)s.p[i] < 0x20 && s.p[i] != '\t' && s.p[i] != '\n') || s.p[i] == 0x7F) {
            fail(r, D_MAPPE_LISTE, key);
            return (Str){ "", 0 };
        }
    return s;
}

static Str needed(Reader *r, const json_t *o, const char *key, size_t most, DiagCode without)
{
    Str s = text(r, o, key, most);
    if (!s.n) fail(r, without, key);
    return s;
}

static json_t *array(Reader *r, const json_t *o, const char *key, size_t most)
{
    json_t *v = json_object_get(o, key);
    if (json_is_array(v) && json_array_size(v) <= most) return v;
    fail(r, D_MAPPE_LISTE, key);
    return NULL;
}

static bool digest_ok(Str s)
{
    for (size_t i = 0; i < s.n; i++)
        if (!((s.p[i] >= '0' && s.p[i] <= '9') || (s.p[i] >= 'a' && s.p[i] <= 'f'))) return false;
    return s.n == 64;
}

static void file(Reader *r, const json_t *o, int top)
{
    Altliste *l = r->l;
    if (l->nteile >= LISTE_MAX_TEILE) {
        fail(r, D_MAPPE_LISTE, "dateien");
        return;
    }
    AltTeil *t = &l->teil[l->nteile++];
    *t = (AltTeil){ .top = top,
                    .name = needed(r, o, "datei", LISTE_MAX_TEXT, D_MAPPE_LISTE),
                    .art = needed(r, o, "art", LISTE_MAX_TEXT, D_MAPPE_LISTE),
                    .nummer = text(r, o, "nummer", LISTE_MAX_TEXT),
                    .anlage = text(r, o, "anlage", LISTE_MAX_TEXT),
                    .titel = text(r, o, "titel", LISTE_MAX_TEXT) };
    if (str_ends(t->name, S(".pdf"))) t->name.n -= 4;
    if (str_is(t->art, "inhalt")) return; /* follows from the others */
    t->inhalt = needed(r, o, "inhalt", 64, D_MAPPE_LISTE_ALT);
    if (!digest_ok(t->inhalt)) fail(r, D_MAPPE_LISTE, "inhalt");
}

static void part(Reader *r, const json_t *o, bool first)
{
    Altliste *l = r->l;
    if (!first) {
        AltTop *t = &l->top[l->ntops++];
        *t = (AltTop){ .name = needed(r, o, "name", LISTE_MAX_TEXT, D_MAPPE_LISTE_ALT),
                       .nummer = needed(r, o, "top", LISTE_MAX_NUMMER, D_MAPPE_LISTE),
                       .titel = text(r, o, "titel", LISTE_MAX_TEXT),
                       .inhalt = text(r, o, "inhalt", 64) };
        if (t->inhalt.n && !digest_ok(t->inhalt)) fail(r, D_MAPPE_LISTE, "inhalt");
    }
    const json_t *files = array(r, o, "dateien", LISTE_MAX_TEILE);
    for (size_t i = 0; i < json_array_size(files) && !r->bad; i++)
        file(r, json_array_get(files, i), l->ntops - 1);
}

/* A whole number of that range; where it is absent `other`. */
static int number(Reader *r, const json_t *o, const char *key, int least, int most, int other)
{
    const json_t *v = json_object_get(o, key);
    json_int_t n = json_integer_value(v);
    if (!v) return other;
    if (!json_is_integer(v) || n < least || n > most) fail(r, D_MAPPE_LISTE, key);
    return n < least || n > most ? other : (int)n;
}

/* Pages were put in or taken out since it was written: its numbers hold no more. */
static void altered(Reader *r)
{
    const Altliste *l = r->l;
    int written = l->seiten - l->ab_seite + 1;
    if (r->bad || !r->pdf || r->pages == (uint32_t)written) return;
    diag(r->d, D_MAPPE_LISTE_SEITEN, NO_PLACE, l->pfad,
         str_z(r->a, str_printf(r->a, "%u", r->pages)),
         str_z(r->a, str_printf(r->a, "%d", written)), (const char *)NULL);
    r->bad = true;
}

static void whole(Reader *r, const json_t *o)
{
    Altliste *l = r->l;
    Str edition = needed(r, o, "ausgabe", LISTE_MAX_TEXT, D_MAPPE_LISTE);
    l->oeffentlich = str_is(edition, "oeffentlich");
    if (!l->oeffentlich && !str_is(edition, "voll")) fail(r, D_MAPPE_LISTE, "ausgabe");
    l->gremium = text(r, o, "gremium", LISTE_MAX_TEXT);
    l->beginn = needed(r, o, "beginn", LISTE_MAX_TEXT, D_MAPPE_LISTE);
    if (!json_object_get(o, "seiten")) {
        fail(r, D_MAPPE_LISTE_ALT, "seiten");
        return;
    }
    l->seiten = number(r, o, "seiten", 1, LISTE_MAX_SEITEN, 1);
    l->ab_seite = number(r, o, "ab_seite", 1, l->seiten, 1);
    l->nachtrag = number(r, o, "nachtrag", 0, LISTE_MAX_NACHTRAG - 1, 0);
    l->grad = number(r, o, "grad", 4, 100, 0);
    const json_t *parts = array(r, o, "teile", LISTE_MAX_TEILE);
    l->top = ARENA_NEW_N(r->a, AltTop, json_array_size(parts) + 1);
    l->teil = ARENA_NEW_N(r->a, AltTeil, LISTE_MAX_TEILE);
    for (size_t i = 0; i < json_array_size(parts) && !r->bad; i++)
        part(r, json_array_get(parts, i), i == 0);
}

Altliste *liste_read(Arena *a, Diags *d, const char *path)
{
    Altliste *l = ARENA_NEW(a, Altliste);
    *l = (Altliste){ .pfad = path };
    Reader r = { .a = a, .d = d, .l = l };
    Str bytes;
    if (!bytes_read(&r, path, &bytes)) return NULL;
    l->digest = sha256_hex(a, bytes);
    json_error_t e;
    json_t *o = json_loadb(bytes.p, bytes.n, JSON_REJECT_DUPLICATES, &e);
    if (!json_is_object(o))
        fail(&r, D_MAPPE_LISTE,
             o ? "JSON" : str_z(a, str_printf(a, "JSON, %d:%d", e.line, e.column)));
    else
        whole(&r, o);
    json_decref(o);
    altered(&r);
    return r.bad ? NULL : l;
}

bool liste_passt(Diags *d, const Altliste *l, const Sitzungsakte *akte, Edition edition,
                 double large)
{
    Buf b = { 0 };
    datetime_iso(&b, akte->sitzung->beginn);
    bool day = str_eq(str_sub(buf_view(&b), 0, 10),
                      str_sub(l->beginn, 0, l->beginn.n < 10 ? l->beginn.n : 10));
    buf_drop(&b);
    bool session = day &&
        str_eq(l->gremium, akte->gremium ? akte->gremium->name : akte->sitzung->gremium_name),
         same = l->oeffentlich == (edition == EDITION_PUBLIC) &&
        (large == LISTE_JEDER_GRAD || l->grad == (int)large);
    if (!session)
        diag(d, D_MAPPE_LISTE_SITZUNG, NO_PLACE, l->pfad, (const char *)NULL);
    else if (!same)
        diag(d, D_MAPPE_LISTE_AUSGABE, NO_PLACE, l->pfad, (const char *)NULL);
    return session && same;
}
