/* What a text document (ODT, DOCX) holds that a reader of its PDF may or may not see: changes under
 * way, comments, hidden text. Looked for by the names of elements in the parts of the package;
 * nothing of it is interpreted. */
#include "base/zip_late.h"
#include "attach/attach.h"

#define PART_MAX ((size_t)64 << 20)

typedef struct {
    const char *part, *mark, *words;
} Sign;
static const Sign signs[] = {
    { "content.xml", "<text:changed-region",
      DIAG_WORDS("verfolgte Änderungen", "tracked changes") },
    { "content.xml", "<office:annotation", DIAG_WORDS("Kommentare", "comments") },
    { "content.xml", "<text:hidden-", DIAG_WORDS("verborgenen Text", "hidden text") },
    { "content.xml", "text:display=\"none\"", DIAG_WORDS("verborgenen Text", "hidden text") },
    { "styles.xml", "text:display=\"none\"", DIAG_WORDS("verborgenen Text", "hidden text") },
    { "word/document.xml", "<w:ins ", DIAG_WORDS("verfolgte Änderungen", "tracked changes") },
    { "word/document.xml", "<w:del ", DIAG_WORDS("verfolgte Änderungen", "tracked changes") },
    { "word/document.xml", "<w:moveFrom ", DIAG_WORDS("verfolgte Änderungen", "tracked changes") },
    { "word/comments.xml", "<w:comment ", DIAG_WORDS("Kommentare", "comments") },
    { "word/document.xml", "<w:vanish", DIAG_WORDS("verborgenen Text", "hidden text") },
};

/* The part unpacked, in the arena; empty: there is none, or it is beyond the limit. */
static Str part_of(Arena *a, const ZipLib *l, zip_t *z, const char *name)
{
    zip_stat_t st;
    for (zip_int64_t i = 0, n = l->zip_get_num_entries(z, 0); i < n; i++) {
        if (l->zip_stat_index(z, (zip_uint64_t)i, 0, &st) || !(st.valid & ZIP_STAT_NAME) ||
            strcmp(st.name, name) || !(st.valid & ZIP_STAT_SIZE) || st.size > PART_MAX)
            continue;
        zip_file_t *f = l->zip_fopen_index(z, (zip_uint64_t)i, 0);
        char *p = arena_alloc(a, st.size + 1);
        size_t got = 0;
        for (zip_int64_t k = 1; f && got < st.size && k > 0; got += k > 0 ? (size_t)k : 0)
            k = l->zip_fread(f, p + got, st.size - got);
        if (f) l->zip_fclose(f);
        return (Str){ p, got };
    }
    return (Str){ "", 0 };
}

static void look(Arena *a, const ZipLib *l, zip_t *z, Buf *out)
{
    const char *open = "";
    Str part = { "", 0 };
    for (size_t i = 0; i < sizeof signs / sizeof *signs; i++) {
        if (strcmp(open, signs[i].part)) part = part_of(a, l, z, open = signs[i].part);
        if (str_find(part, str_of(signs[i].mark)) == (size_t)-1 ||
            str_find(buf_view(out), str_of(signs[i].words)) != (size_t)-1)
            continue;
        buf_printf(out, "%s%s", out->n ? ", " : "", signs[i].words);
    }
}

Str attach_text_holds(Arena *a, Str bytes)
{
    const char *why;
    const ZipLib *l = zip_late(&why);
    zip_error_t error;
    if (!l) return (Str){ "", 0 };
    l->zip_error_init(&error);
    zip_source_t *source = l->zip_source_buffer_create(bytes.p, bytes.n, 0, &error);
    zip_t *z = source ? l->zip_open_from_source(source, ZIP_RDONLY, &error) : NULL;
    Buf b = { 0 };
    if (z) {
        look(a, l, z, &b);
        l->zip_discard(z);
    } else if (source)
        l->zip_source_free(source);
    l->zip_error_fini(&error);
    return buf_keep(a, &b);
}
