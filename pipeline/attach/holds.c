/* What goes out with a signed original: its bytes are kept as they are, so that everything in it is
 * kept as well. The clerk is told what that is. */
#include "attach/attach_in.h"

static void add(Buf *b, const char *what) { buf_printf(b, "%s%s", b->n ? ", " : "", what); }

static size_t count(Str s, const char *what)
{
    size_t n = 0, k = strlen(what);
    for (size_t at = 0; (at = str_find(s, (Str){ what, k })) != (size_t)-1; n++)
        s = str_sub(s, at + k, s.n);
    return n;
}

/* Every revision ends with one mark; of a linearized file the first two are one. */
static size_t older_revisions(Judge *j, Str bytes)
{
    size_t n = count(bytes, "%%EOF");
    if (qpdf_is_linearized(j->q) && n) n--;
    return n > 1 ? n - 1 : 0;
}

static bool pages_hold(Judge *j, const char *key)
{
    bool found = false;
    for (uint32_t i = 0; i < j->out->npages && !found; i++) {
        found = q_has(j->q, qpdf_get_page_n(j->q, i), key);
        q_free(j->q);
    }
    return found;
}

void judge_original(Judge *j, Str bytes)
{
    Q q = j->q;
    Buf b = { 0 };
    Str author = q_text_of(j->a, q, q_key(q, q_key(q, qpdf_get_trailer(q), "/Info"), "/Author"));
    bool own = q_has(q, qpdf_get_root(q), "/PieceInfo");
    size_t older = older_revisions(j, bytes);
    if (author.n)
        buf_printf(&b, DIAG_WORDS("Verfasser", "author") " %.*s", STR_FMT(str_sub(author, 0, 60)));
    if (older)
        buf_printf(&b, "%s%zu " DIAG_WORDS("frühere Fassung(en)", "earlier revision(s)"),
                   b.n ? ", " : "", older);
    if (j->commented) add(&b, DIAG_WORDS("Kommentare", "comments"));
    if (j->embedded) add(&b, DIAG_WORDS("eingebettete Dateien", "embedded files"));
    if (j->acts.n) add(&b, DIAG_WORDS("Ausführbares", "what could act"));
    if (pages_hold(j, "/Thumb")) add(&b, DIAG_WORDS("Vorschaubilder", "thumbnails"));
    if (own || pages_hold(j, "/PieceInfo"))
        add(&b,
            DIAG_WORDS("Daten des Programms, das sie schrieb",
                       "data of the program that wrote it"));
    if (str_find(bytes, (Str){ "Exif\0\0", 6 }) != (size_t)-1)
        add(&b, DIAG_WORDS("Angaben der Kamera", "data of the camera"));
    if (b.n) judge_tell(j, D_ANLAGE_ORIGINAL, 0, buf_view(&b));
    buf_drop(&b);
}
