/* The list that a pack carries, read back from its PDF. The file comes from outside and may be
 * anything: it is opened in a child with limits, and what the child says is checked like any other
 * list. */
#include "pack/liste_in.h"

#include "base/hash.h"
#include "base/child.h"
#include "pdfin/pdf.h"

#define MEMORY ((size_t)1 << 30)
#define SECONDS 60u

enum { MSG_LIST = 1, MSG_FAULT };
typedef struct {
    Arena *a;
    Str json, detail;
    uint32_t pages, code;
    bool heard;
} Heard;

/* ---- in the child ---- */

static void fault(Child *c, DiagCode code, Str detail)
{
    Buf b = { 0 };
    wire_put(&b, (uint32_t)code);
    wire_text(&b, detail);
    child_send(c, MSG_FAULT, buf_view(&b));
    buf_drop(&b);
}

static void carried(Child *c, Arena *a, Q q)
{
    O data = q_key(q, q_key(q, q_key(q, qpdf_get_root(q), "/PieceInfo"), LIST_OWNER), "/Private"),
      list = q_key(q, data, LIST_STREAM);
    unsigned char *p = NULL;
    size_t n = 0;
    if (!q_is_stream(q, list)) {
        fault(c, D_MAPPE_LISTE_KEINE, S(""));
        return;
    }
    if (!q_data(q, list, false, &p, &n)) {
        fault(c, D_MAPPE_LISTE_KAPUTT, S(LISTE_DATEI));
        return;
    }
    Str json = { (const char *)p, n };
    int pages = qpdf_get_num_pages(q);
    Str mended = q_warnings(a, q);
    if (n > LISTE_MAX_BYTES)
        fault(c, D_MAPPE_LISTE_KAPUTT, S(DIAG_WORDS("zu groß", "too large")));
    else if (!str_eq(q_text_of(a, q, q_key(q, data, LIST_DIGEST)), sha256_hex(a, json)))
        fault(c, D_MAPPE_LISTE_KAPUTT, S(DIAG_WORDS("Prüfsumme", "checksum")));
    else if (mended.n || pages < 0)
        fault(c, D_MAPPE_LISTE_KAPUTT, mended);
    else {
        Buf b = buf_new(2 * LISTE_MAX_BYTES);
        wire_put(&b, (uint32_t)pages);
        wire_text(&b, json);
        child_send(c, MSG_LIST, buf_view(&b));
        buf_drop(&b);
    }
    mem_free(p);
}

static void work(void *ctx, Child *c)
{
    Arena *a = arena_new();
    Str why = { "", 0 };
    int code;
    q_quiet();
    child_progress(c, 0);
    Q q = q_open_file(a, ctx, &why, &code);
    if (q)
        carried(c, a, q);
    else if (code == qpdf_e_password)
        fault(c, D_MAPPE_LISTE_KENNWORT, S(""));
    else
        fault(c, D_MAPPE_LISTE_KAPUTT, why);
}

/* ---- in the parent ---- */

static bool hear(void *ctx, uint32_t kind, Str bytes)
{
    Heard *h = ctx;
    Wire w = { bytes, false };
    if (h->heard || (kind != MSG_LIST && kind != MSG_FAULT)) return false;
    if (kind == MSG_FAULT)
        h->code = wire_get(&w), h->detail = wire_str(h->a, &w);
    else
        h->pages = wire_get(&w), h->json = wire_str(h->a, &w);
    h->heard = !w.bad;
    return h->heard;
}

bool liste_from_pdf(Arena *a, Diags *d, const char *path, Str *json, uint32_t *pages)
{
    static const char *const what[] = { [CHILD_CRASHED] = DIAG_WORDS("Absturz", "crash"),
                                        [CHILD_MEMORY] = DIAG_WORDS("Speicher", "memory"),
                                        [CHILD_TIME] = DIAG_WORDS("Rechenzeit", "time"),
                                        [CHILD_WORLD] = DIAG_WORDS("Prozess", "process") };
    Heard h = { .a = a };
    uint32_t at;
    ChildEnd end = child_run(work, (void *)path, MEMORY, SECONDS, hear, &h, &at);
    if (h.heard && h.json.n) {
        *json = h.json, *pages = h.pages;
        return true;
    }
    bool said = h.heard && (h.code == D_MAPPE_LISTE_KEINE || h.code == D_MAPPE_LISTE_KENNWORT);
    const char *why = h.heard                           ? str_z(a, h.detail)
        : end < sizeof what / sizeof *what && what[end] ? what[end]
                                                        : "PDF";
    if (said)
        diag(d, (DiagCode)h.code, NO_PLACE, path, (const char *)NULL);
    else
        diag(d, D_MAPPE_LISTE_KAPUTT, NO_PLACE, path, why, (const char *)NULL);
    return false;
}
