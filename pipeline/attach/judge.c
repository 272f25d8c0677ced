/* A whole attachment: can it be opened, what does it claim, what in it could act. The rules are in
 * attach.h. */
#include "attach/attach_in.h"
#include "pdfin/objects.h"

#include <stdio.h>
#include <stdlib.h>

#define MAX_XMP ((size_t)4 << 20)

/* ---- the document ---- */

static void look_at_catalog(Judge *j, O root)
{
    Q q = j->q;
    O names = q_key(q, root, "/Names"), open = q_key(q, root, "/OpenAction"),
      form = q_key(q, root, "/AcroForm");
    Str kind = str_keep(j->a, q_name_of(q, q_key(q, open, "/S")));
    if (kind.n && !str_is(kind, "GoTo")) judge_act(j, kind.p);
    if (q_has(q, root, "/AA")) judge_act(j, "AA");
    if (q_has(q, names, "/JavaScript")) judge_act(j, "JavaScript");
    j->embedded |=
        q_has(q, names, "/EmbeddedFiles") || q_has(q, root, "/Collection") || q_has(q, root, "/AF");
    QPDF_BOOL rendering = QPDF_FALSE;
    qpdf_oh_get_value_as_bool(q, q_key(q, root, "/NeedsRendering"), &rendering);
    if (rendering || (q_has(q, form, "/XFA") && !q_len(q, q_key(q, form, "/Fields"))))
        judge_tell(j, D_ANLAGE_XFA, 0, (Str){ "", 0 });
    j->form |= q_len(q, q_key(q, form, "/Fields")) > 0;
    if (q_has(q, root, "/Perms") && q_has(q, q_key(q, root, "/Perms"), "/DocMDP"))
        j->out->is_signed = true;
}

static bool layers_off(Q q, O root)
{
    O p = q_key(q, root, "/OCProperties"), d = q_key(q, p, "/D");
    return q_len(q, q_key(q, d, "/OFF")) > 0 ||
        (q_is(q, q_key(q, d, "/BaseState"), "/OFF") &&
         q_len(q, q_key(q, p, "/OCGs")) > q_len(q, q_key(q, d, "/ON")));
}

/* ---- claims ---- */

/* The first character of a property's value, as element or attribute; 0: not one of those wanted.
 */
static char xmp_value(Str x, const char *tag, const char *wanted)
{
    for (size_t at = 0;;) {
        size_t k = str_find(str_sub(x, at, x.n), str_of(tag));
        if (k == (size_t)-1) return 0;
        at += k + strlen(tag);
        size_t i = at;
        while (i < x.n && strchr(" >=\"'\n\r\t", x.p[i]) && x.p[i]) i++;
        if (i > at && i < x.n && x.p[i] && strchr(wanted, x.p[i])) return x.p[i];
    }
}

static void read_claims(Judge *j, O root, char *level, bool *ua)
{
    Q q = j->q;
    O m = q_key(q, root, "/Metadata"), info = q_key(q, qpdf_get_trailer(q), "/Info");
    unsigned char *p = NULL;
    size_t n = 0;
    j->out->title = q_text_of(j->a, q, q_key(q, info, "/Title"));
    j->out->lang = q_text_of(j->a, q, q_key(q, root, "/Lang"));
    if (!q_is_stream(q, m) || !q_data(q, m, false, &p, &n)) {
        mem_free(p);
        return;
    }
    Str x = { (char *)p, n < MAX_XMP ? n : MAX_XMP };
    char part = xmp_value(x, "pdfaid:part", "1234");
    j->out->pdfa = part ? (uint8_t)(part - '0') : 0;
    *level = xmp_value(x, "pdfaid:conformance", "AUB");
    *ua = xmp_value(x, "pdfuaid:part", "1") != 0;
    mem_free(p);
}

/* ---- structure: depth and number, and what a reader would miss ---- */

typedef struct {
    int obj, depth;
} Pending;
typedef struct {
    Objects *x;
    Ints seen;
    Pending *v;
    size_t n, room;
} Look;

static void wait_for(Look *l, Val kid, int depth)
{
    if (kid.kind != VAL_REF || ints_get(&l->seen, (size_t)kid.n)) return;
    ints_set(&l->seen, (size_t)kid.n, 1);
    if (l->n == l->room) {
        l->room = l->room ? 2 * l->room : 256;
        l->v = mem_realloc(l->v, l->room * sizeof *l->v);
    }
    l->v[l->n++] = (Pending){ kid.n, depth };
}

static void look_at_kids(Look *l, Val elem, int depth)
{
    Val k = val_key(elem, "/K"), v = object_value(l->x, k), kid;
    Str c = val_inside(v);
    if (v.kind != VAL_ARRAY) {
        wait_for(l, k, depth + 1);
        return;
    }
    while ((kid = val_next(&c)).kind != VAL_NONE) wait_for(l, kid, depth + 1);
}

/* An element; other objects below it, marks and annotations, are none. */
static bool is_element(Val v)
{
    return v.kind == VAL_DICT && val_key(v, "/MCID").kind == VAL_NONE &&
        val_key(v, "/Obj").kind == VAL_NONE;
}

static void look_at_tree(Judge *j, Str bytes, O tree)
{
    Look l = { .x = objects_open(j->a, bytes, j->q) };
    uint32_t count = 0;
    int deepest = 0;
    Str c = str_keep(j->a, str_of(qpdf_oh_unparse_resolved(j->q, tree)));
    look_at_kids(&l, val_next(&c), 0);
    while (l.n && deepest <= ATTACH_MAX_DEPTH && count <= ATTACH_MAX_ELEMENTS) {
        Pending t = l.v[--l.n];
        Val v = object_get(l.x, t.obj);
        if (!is_element(v)) continue;
        count++;
        if (t.depth > deepest) deepest = t.depth;
        if (val_is(val_key(v, "/S"), "/Figure") && val_key(v, "/Alt").kind == VAL_NONE &&
            val_key(v, "/ActualText").kind == VAL_NONE)
            j->figure_bare = true;
        look_at_kids(&l, v, t.depth);
    }
    if (deepest > ATTACH_MAX_DEPTH || count > ATTACH_MAX_ELEMENTS)
        judge_tell(j, D_ANLAGE_GRENZE, 0, S("Tiefe der Struktur/depth of the structure"));
    objects_drop(l.x);
    mem_free(l.v);
    mem_free(l.seen.v);
}

/* ---- what follows from it ---- */

static Str page_list(Judge *j)
{
    Buf b = { 0 };
    for (size_t i = 0; i < j->scans.n && b.n < 120; i++) {
        size_t k = i;
        while (k + 1 < j->scans.n && j->scans.v[k + 1] == j->scans.v[k] + 1) k++;
        buf_printf(&b, "%s%d", b.n ? ", " : "", j->scans.v[i]);
        if (k > i) buf_printf(&b, "–%d", j->scans.v[k]);
        i = k;
        if (b.n >= 120 && k + 1 < j->scans.n) buf_z(&b, " …");
    }
    return buf_keep(j->a, &b);
}

/* The claim, so far as our own look agrees. */
static void settle_claims(Judge *j, char level, bool ua)
{
    Attach *x = j->out;
    Str none = { "", 0 };
    const char *why = !x->pdfa ? ATTACH_NO_CLAIM
        : x->pdfa > 3          ? "PDF/A-4"
        : j->bare_font         ? DIAG_WORDS("Schrift", "font")
        : j->bare_annot        ? DIAG_WORDS("Kommentar", "comment")
        : j->external ? DIAG_WORDS("Inhalt außerhalb der Datei", "content outside of the file")
                      : NULL;
    if (!level && !why) why = DIAG_WORDS("keine Stufe", "no level");
    if (j->broken_marks) x->tagged = false;
    if (why) judge_tell(j, D_ANLAGE_KEIN_PDFA, 0, str_of(why));
    x->level = why ? 0 : level == 'A' && (!x->tagged || j->loose_text) ? 'U' : level;
    if (j->scans.n && !x->tagged)
        judge_tell(j, D_ANLAGE_GESCANNT, (uint32_t)j->scans.v[0], page_list(j));
    if (!x->tagged) {
        judge_tell(j, D_ANLAGE_OHNE_TAGS, 0, none);
        return;
    }
    why = !ua              ? ATTACH_NO_CLAIM
        : j->loose_text    ? DIAG_WORDS("Text ohne Tag", "text without a tag")
        : j->figure_bare   ? DIAG_WORDS("Bild ohne Beschreibung", "figure without alternative text")
        : j->link_untagged ? DIAG_WORDS("Verweis ohne Tag", "link without a tag")
                           : NULL;
    x->ua = !why;
    if (why) judge_tell(j, D_ANLAGE_KEIN_UA, 0, str_of(why));
}

static void tell_found(Judge *j)
{
    Str none = { "", 0 };
    if (j->form) judge_tell(j, D_ANLAGE_FORMULAR, 0, none);
    if (j->out->is_signed) judge_tell(j, D_ANLAGE_UNTERSCHRIFT, 0, none);
    if (j->acts.n) judge_tell(j, D_ANLAGE_SKRIPT, 0, buf_view(&j->acts));
    if (j->embedded) judge_tell(j, D_ANLAGE_EINGEBETTET, 0, none);
}

static bool refused(const Attach *x)
{
    for (size_t i = 0; i < x->nfindings; i++)
        if (diag_severity(x->finding[i].code) == SEV_ERROR) return true;
    return false;
}

/* Words of an error of the library: out of memory is a limit, not a damage. */
static DiagCode code_of(Str why)
{
    return str_find(why, S("bad_alloc")) != (size_t)-1 ? D_ANLAGE_GRENZE : D_ANLAGE_UNLESBAR;
}

static bool count_pages(Judge *j)
{
    int n = qpdf_get_num_pages(j->q);
    Str error = q_error(j->a, j->q);
    if (n < 0 || error.n) {
        judge_tell(j, code_of(error), 0, error.n ? error : S("Seitenbaum/page tree"));
        return false;
    }
    if (n == 0) {
        judge_tell(j, D_ANLAGE_LEER, 0, (Str){ "", 0 });
        return false;
    }
    if ((uint32_t)n > ATTACH_MAX_PAGES) {
        judge_tell(j, D_ANLAGE_GRENZE, 0, str_printf(j->a, "%d Seiten/pages", n));
        return false;
    }
    j->out->npages = (uint32_t)n;
    j->out->page = ARENA_NEW_N(j->a, AttachPage, n);
    return true;
}

static void judge_pages(Judge *j)
{
    O *page = ARENA_NEW_N(j->a, O, j->out->npages);
    for (uint32_t i = 0; i < j->out->npages; i++) {
        page[0] = qpdf_get_page_n(j->q, i);
        q_inherit(j->q, page[0]);
        if (!judge_page(j, i + 1, page[0])) return; /* one is enough to refuse it */
        q_free(j->q);
    }
}

static void judge_open(Judge *j, Str bytes)
{
    char level = 0;
    bool ua = false;
    if (qpdf_is_encrypted(j->q))
        judge_tell(j,
                   qpdf_allow_modify_assembly(j->q) ? D_ANLAGE_VERSCHLUESSELT : D_ANLAGE_GESPERRT,
                   0, (Str){ "", 0 });
    if (!count_pages(j)) return;
    O root = qpdf_get_root(j->q), tree = q_key(j->q, root, "/StructTreeRoot");
    QPDF_BOOL marked = QPDF_FALSE;
    qpdf_oh_get_value_as_bool(j->q, q_key(j->q, q_key(j->q, root, "/MarkInfo"), "/Marked"),
                              &marked);
    j->out->tagged = marked &&
        (q_is_dict(j->q, q_key(j->q, tree, "/K")) || q_len(j->q, q_key(j->q, tree, "/K")) > 0);
    look_at_catalog(j, root);
    if (layers_off(j->q, root)) judge_tell(j, D_ANLAGE_EBENEN, 0, (Str){ "", 0 });
    read_claims(j, root, &level, &ua);
    if (j->out->tagged) look_at_tree(j, bytes, tree);
    q_free(j->q);
    if (refused(j->out)) return;
    judge_pages(j);
    Str warning = q_warnings(j->a, j->q);
    if (warning.n) {
        judge_tell(j,
                   str_find(warning, S("bad_alloc")) != (size_t)-1 ? D_ANLAGE_GRENZE
                                                                   : D_ANLAGE_REPARIERT,
                   0, warning);
        level = 0;
    }
    if (refused(j->out)) return;
    tell_found(j);
    if (j->out->is_signed) judge_original(j, bytes);
    settle_claims(j, level, ua);
}

void judge_file(Arena *a, Str bytes, Attach *out)
{
    Judge j = { .a = a, .out = out };
    Str why = { "", 0 };
    int code = 0;
    *out = (Attach){ 0 };
    if (bytes.n > ATTACH_MAX_BYTES)
        judge_tell(&j, D_ANLAGE_GRENZE, 0, str_printf(a, "%zu MB", bytes.n >> 20));
    else
        j.q = q_open(a, bytes, &why, &code);
    if (!j.q && !out->nfindings)
        judge_tell(&j, code == qpdf_e_password ? D_ANLAGE_KENNWORT : code_of(why), 0, why);
    if (j.q) {
        judge_open(&j, bytes);
        q_close(&j.q);
    }
    out->ok = !refused(out);
    mem_free(j.fonts_seen.v);
    mem_free(j.resources_seen.v);
    mem_free(j.scans.v);
    buf_drop(&j.acts);
}
