/* One page of an attachment: its size, content, fonts, annotations, form fields. */
#include "attach/attach_in.h"

#include <stdio.h>

#define MAX_RESOURCES 12 /* forms within forms */
#define MAX_PARENTS 32
#define F_UNSEEN (2 | 32)

/* ---- fonts and what is drawn from elsewhere ---- */

static bool embedded(Q q, O font)
{
    static const char *const file[] = { "/FontFile", "/FontFile2", "/FontFile3" };
    O kind = q_key(q, font, "/Subtype"), below = q_key(q, font, "/DescendantFonts"), d;
    if (q_is(q, kind, "/Type3")) return true;
    if (q_is(q, kind, "/Type0")) font = q_at(q, below, 0);
    d = q_key(q, font, "/FontDescriptor");
    for (int i = 0; i < 3; i++)
        if (q_is_stream(q, q_key(q, d, file[i]))) return true;
    return false;
}

static void look_at_font(Judge *j, uint32_t page, O font)
{
    Q q = j->q;
    int id = q_id(q, font);
    if (id && ints_get(&j->fonts_seen, (size_t)id)) return;
    if (id) ints_set(&j->fonts_seen, (size_t)id, 1);
    if (!q_is_dict(q, font) || embedded(q, font)) return;
    j->bare_font = true;
    judge_tell(j, D_ANLAGE_SCHRIFT, page,
               str_keep(j->a, q_name_of(q, q_key(q, font, "/BaseFont"))));
}

static void look_at_resources(Judge *j, uint32_t page, O res, int depth);

static void look_at_xobject(Judge *j, uint32_t page, O x, int depth)
{
    Q q = j->q;
    if (!q_is_stream(q, x)) return;
    O d = qpdf_oh_get_dict(q, x);
    if (q_has(q, d, "/F") || q_has(q, d, "/Ref") || q_has(q, d, "/OPI")) {
        if (!j->external) judge_tell(j, D_ANLAGE_EXTERN, page, (Str){ "", 0 });
        j->external = true;
    }
    look_at_resources(j, page, q_key(q, d, "/Resources"), depth + 1);
}

static void look_at_resources(Judge *j, uint32_t page, O res, int depth)
{
    Q q = j->q;
    int id = q_id(q, res), n;
    if (!q_is_dict(q, res) || depth > MAX_RESOURCES ||
        (id && ints_get(&j->resources_seen, (size_t)id)))
        return;
    if (id) ints_set(&j->resources_seen, (size_t)id, 1);
    O fonts = q_key(q, res, "/Font"), xobjects = q_key(q, res, "/XObject");
    char **k = q_keys(j->a, q, fonts, &n);
    O *font = ARENA_NEW_N(j->a, O, n + 1);
    for (int i = 0; i < n; i++) font[i] = q_key(q, fonts, k[i]);
    int many = n;
    O *x;
    k = q_keys(j->a, q, xobjects, &n);
    x = ARENA_NEW_N(j->a, O, n + 1);
    for (int i = 0; i < n; i++) x[i] = q_key(q, xobjects, k[i]);
    for (int i = 0; i < many; i++) look_at_font(j, page, font[i]);
    for (int i = 0; i < n; i++) {
        int obj = q_id(q, x[i]);
        if (obj && ints_get(&j->resources_seen, (size_t)obj)) continue;
        if (obj) ints_set(&j->resources_seen, (size_t)obj, 1);
        look_at_xobject(j, page, x[i], depth);
    }
}

/* ---- annotations ---- */

static O inherited(Q q, O field, const char *key)
{
    for (int i = 0; i < MAX_PARENTS && q_is_dict(q, field); i++) {
        O v = q_key(q, field, key);
        if (!qpdf_oh_is_null(q, v)) return v;
        field = q_key(q, field, "/Parent");
    }
    return qpdf_oh_new_null(q);
}

static bool empty_value(Q q, O v)
{
    size_t n;
    if (qpdf_oh_is_string(q, v)) {
        qpdf_oh_get_binary_string_value(q, v, &n);
        return n == 0;
    }
    if (qpdf_oh_is_name(q, v)) return q_is(q, v, "/Off");
    return qpdf_oh_is_null(q, v) || (q_is_array(q, v) && !q_len(q, v));
}

static void look_at_widget(Judge *j, uint32_t page, O x)
{
    Q q = j->q;
    O kind = inherited(q, x, "/FT"), n = q_key(q, q_key(q, x, "/AP"), "/N");
    j->form = true;
    if (q_is(q, kind, "/Sig")) {
        if (q_is_dict(q, inherited(q, x, "/V"))) j->out->is_signed = true;
        return;
    }
    if (q_int_of(q, q_key(q, x, "/F")) & F_UNSEEN) return;
    if (q_is_stream(q, n) || q_is_dict(q, n) || empty_value(q, inherited(q, x, "/V"))) return;
    judge_tell(j, D_ANLAGE_FORMULAR_OHNE_BILD, page, q_text_of(j->a, q, inherited(q, x, "/T")));
}

static void look_at_action(Judge *j, O a)
{
    static const char *const kind[] = {
        "JavaScript", "Launch",      "SubmitForm", "ImportData", "ResetForm",        "GoToR",
        "GoToE",      "Rendition",   "Sound",      "Movie",      "RichMediaExecute", "GoTo3DView",
        "Hide",       "SetOCGState", "Thread",     "Trans"
    };
    Str s = str_keep(j->a, q_name_of(j->q, q_key(j->q, a, "/S")));
    for (size_t i = 0; i < sizeof kind / sizeof *kind; i++)
        if (str_is(s, kind[i])) judge_act(j, kind[i]);
}

static void look_at_annot(Judge *j, uint32_t page, O x)
{
    static const char *const media[] = { "Screen", "Movie", "Sound", "RichMedia", "3D" };
    Q q = j->q;
    Str kind = str_keep(j->a, q_name_of(q, q_key(q, x, "/Subtype")));
    look_at_action(j, q_key(q, x, "/A"));
    if (q_has(q, x, "/AA")) judge_act(j, "AA");
    for (size_t i = 0; i < sizeof media / sizeof *media; i++)
        if (str_is(kind, media[i])) {
            judge_act(j, media[i]);
            return;
        }
    if (str_is(kind, "FileAttachment"))
        j->embedded = true;
    else if (str_is(kind, "Widget"))
        look_at_widget(j, page, x);
    else if (str_is(kind, "Link"))
        j->link_untagged |= !q_has(q, x, "/StructParent");
    else if (!str_is(kind, "Popup") && kind.n && !(q_int_of(q, q_key(q, x, "/F")) & F_UNSEEN)) {
        if (!j->commented) judge_tell(j, D_ANLAGE_ANMERKUNGEN, page, kind);
        j->commented = true;
        j->bare_annot |= !q_is_stream(q, q_key(q, q_key(q, x, "/AP"), "/N")) &&
            !q_is_dict(q, q_key(q, q_key(q, x, "/AP"), "/N"));
    }
}

/* ---- the page ---- */

static bool size_good(Judge *j, uint32_t page, const PageShape *s)
{
    if (s->width >= ATTACH_MIN_SIDE && s->height >= ATTACH_MIN_SIDE &&
        s->width <= ATTACH_MAX_SIDE && s->height <= ATTACH_MAX_SIDE)
        return true;
    char what[80];
    snprintf(what, sizeof what, "Seite/page %u: %.0f x %.0f pt", page, s->width, s->height);
    judge_tell(j, D_ANLAGE_GRENZE, page, str_of(what));
    return false;
}

bool judge_page(Judge *j, uint32_t page, O o)
{
    Q q = j->q;
    AttachPage *p = &j->out->page[page - 1];
    if (!q_is_dict(q, o)) {
        judge_tell(j, D_ANLAGE_UNLESBAR, page, str_printf(j->a, "Seite/page %u", page));
        return false;
    }
    PageShape s = page_shape(q, o);
    p->width = (float)s.width;
    p->height = (float)s.height;
    p->rotate = (uint16_t)s.rotate;
    if (!size_good(j, page, &s)) return false;
    unsigned char *c = NULL;
    size_t n = 0;
    if (qpdf_oh_get_page_content_data(q, o, &c, &n) & QPDF_ERRORS) {
        Str error = q_error(j->a, q),
            more = q_warnings(j->a, q); /* the warning says more than the error */
        judge_tell(j,
                   str_find(more, S("bad_alloc")) != (size_t)-1 ? D_ANLAGE_GRENZE
                                                                : D_ANLAGE_INHALT_KAPUTT,
                   page, more.n ? more : error);
        mem_free(c);
        return false;
    }
    ink_page(j, p, o, (Str){ c ? (char *)c : "", n });
    mem_free(c);
    if (!j->operators) {
        judge_tell(j, D_ANLAGE_GRENZE, page, S("Zeichenbefehle/drawing operators"));
        return false;
    }
    if (p->image && !p->text) ints_push(&j->scans, (int)page);
    look_at_resources(j, page, q_key(q, o, "/Resources"), 0);
    O annots = q_key(q, o, "/Annots");
    for (int i = 0, k = q_len(q, annots); i < k; i++) look_at_annot(j, page, q_at(q, annots, i));
    if (q_has(q, o, "/AA")) judge_act(j, "AA");
    return true;
}
