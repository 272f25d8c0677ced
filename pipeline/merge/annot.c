/* Annotations: what could act is dropped, what PDF/A and PDF/UA ask is mended, links are led to
 * where their pages now stand. ISO 32000-1, 12.5 and 12.3.2; ISO 19005-2, 6.3 and 6.5; ISO
 * 14289-1, 7.18. */
#include "merge/merge_in.h"

#include <stdlib.h>

#define MAX_NAMES 1000000u
#define MAX_NAME_DEPTH 32

/* ---- named destinations of a source ---- */

typedef struct {
    Str key;
    uint32_t order;
    O dest;
} Name;
struct DestTable {
    Arena *a;
    bool read;
    Name *v;
    size_t n, room;
};

DestTable *merge_dests_read(Merge *m, Q q)
{
    DestTable *t = ARENA_NEW(m->a, DestTable);
    t->a = m->a;
    return t; /* read when first asked: most files have none or do not use them */
}

static void add_name(DestTable *t, Str key, O dest)
{
    if (t->n >= MAX_NAMES) return;
    t->v = merge_more(t->a, t->v, t->n, &t->room, sizeof *t->v);
    t->v[t->n] = (Name){ str_keep(t->a, key), (uint32_t)t->n, dest };
    t->n++;
}

static void name_tree(Q q, DestTable *t, O node, int depth, Ints *seen)
{
    int id = q_id(q, node);
    if (depth > MAX_NAME_DEPTH || !q_is_dict(q, node) || (id && ints_get(seen, (size_t)id))) return;
    if (id) ints_set(seen, (size_t)id, 1);
    O v = q_key(q, node, "/Names"), k = q_key(q, node, "/Kids");
    for (int i = 0, n = q_len(q, v); i + 1 < n; i += 2) {
        size_t len;
        const char *s = qpdf_oh_get_binary_string_value(q, q_at(q, v, i), &len);
        add_name(t, (Str){ s, len }, q_at(q, v, i + 1));
    }
    for (int i = 0, n = q_len(q, k); i < n; i++) name_tree(q, t, q_at(q, k, i), depth + 1, seen);
}

static int by_key(const void *a, const void *b)
{
    const Name *x = a, *y = b;
    int c = str_cmp(x->key, y->key);
    return c ? c : x->order < y->order ? -1 : x->order > y->order;
}

static void read_names(Q q, DestTable *t)
{
    Ints seen = { 0 };
    int n;
    O root = qpdf_get_root(q), old = q_key(q, root, "/Dests");
    t->read = true;
    name_tree(q, t, q_key(q, q_key(q, root, "/Names"), "/Dests"), 0, &seen);
    char **k = q_keys(t->a, q, old, &n);
    for (int i = 0; i < n; i++)
        add_name(t, str_of(k[i]), q_key(q, old, k[i])); /* with their slash: apart from strings */
    if (t->n) qsort(t->v, t->n, sizeof *t->v, by_key);
    mem_free(seen.v);
}

static O named(Q q, DestTable *t, Str key)
{
    if (!t->read) read_names(q, t);
    size_t lo = 0, hi = t->n;
    while (lo < hi) {
        size_t mid = (lo + hi) / 2;
        if (str_cmp(t->v[mid].key, key) < 0)
            lo = mid + 1;
        else
            hi = mid;
    }
    return lo < t->n && str_eq(t->v[lo].key, key) ? t->v[lo].dest : qpdf_oh_new_null(q);
}

O merge_dest_find(Q q, DestTable *t, O dest)
{
    size_t n;
    if (qpdf_oh_is_string(q, dest)) {
        const char *s = qpdf_oh_get_binary_string_value(q, dest, &n);
        dest = named(q, t, str_keep(t->a, (Str){ s, n }));
    } else if (qpdf_oh_is_name(q, dest))
        dest = named(q, t, str_keep(t->a, str_of(qpdf_oh_get_name(q, dest))));
    if (q_is_dict(q, dest)) dest = q_key(q, dest, "/D");
    return q_len(q, dest) ? dest : qpdf_oh_new_null(q);
}

/* ---- in the source ---- */

/* Links within the file and to the web; all else could act. */
static bool link_fit(Q q, O x, DestTable *t)
{
    O a = q_key(q, x, "/A"), d = q_key(q, x, "/Dest");
    Str kind = str_of(q_is_dict(q, a) && qpdf_oh_is_name(q, q_key(q, a, "/S"))
                          ? qpdf_oh_get_name(q, q_key(q, a, "/S"))
                          : "");
    if (str_is(kind, "/GoTo"))
        d = q_key(q, a, "/D");
    else if (str_is(kind, "/URI") && qpdf_oh_is_string(q, q_key(q, a, "/URI"))) {
        O keep = q_dict(q);
        q_set(q, keep, "/S", q_name(q, "/URI"));
        q_set(q, keep, "/URI", q_key(q, a, "/URI"));
        q_set(q, x, "/A", keep);
        q_del(q, x, "/Dest");
        return true;
    }
    q_del(q, x, "/A");
    d = merge_dest_find(q, t, d);
    if (!q_is_array(q, d)) return false;
    q_set(q, x, "/Dest", d);
    return true;
}

static bool acts(Q q, O x)
{
    static const char *const kind[] = { "/Widget",    "/Screen",     "/Movie",          "/Sound",
                                        "/RichMedia", "/3D",         "/FileAttachment", "/Popup",
                                        "/TrapNet",   "/PrinterMark" };
    O s = q_key(q, x, "/Subtype");
    for (size_t i = 0; i < sizeof kind / sizeof *kind; i++)
        if (q_is(q, s, kind[i])) return true;
    return !qpdf_oh_is_name(q, s);
}

/* Only what is shown; other appearances could hold anything. */
static void appearance_fit(Q q, O x)
{
    O ap = q_key(q, x, "/AP"), keep = q_dict(q);
    if (!q_is_dict(q, ap)) return;
    q_set(q, keep, "/N", q_key(q, ap, "/N"));
    q_set(q, x, "/AP", keep);
}

#define F_INVISIBLE 1
#define F_HIDDEN 2
#define F_PRINT 4
#define F_NOVIEW 32
#define F_TOGGLE 256

static bool foreign_fit(Q q, O x, DestTable *t)
{
    static const char *const off[] = { "/AA",      "/PA",    "/Popup",
                                       "/Parent",  "/AF",    "/RichMediaContent",
                                       "/FS",      "/Movie", "/Sound",
                                       "/Metadata" };
    int f = q_int_of(q, q_key(q, x, "/F"));
    if (acts(q, x) || (f & (F_HIDDEN | F_NOVIEW))) return false;
    bool is_link = q_is(q, q_key(q, x, "/Subtype"), "/Link");
    if (is_link && !link_fit(q, x, t)) return false;
    if (!is_link) q_del(q, x, "/A");
    for (size_t i = 0; i < sizeof off / sizeof *off; i++) q_del(q, x, off[i]);
    q_set(q, x, "/F", q_int(q, (f | F_PRINT) & ~(F_INVISIBLE | F_TOGGLE)));
    appearance_fit(q, x);
    O web = q_key(q, q_key(q, x, "/A"), "/URI");
    if (is_link && !qpdf_oh_is_string(q, q_key(q, x, "/Contents")))
        q_set(q, x, "/Contents",
              qpdf_oh_is_string(q, web) ? web : q_text(q, S("Sprung in diesem Teil")));
    return true;
}

static bool own_fit(Q q, O x, DestTable *t)
{
    return !q_is(q, q_key(q, x, "/Subtype"), "/Link") || link_fit(q, x, t);
}

void merge_annots_clean(Merge *m, Source *s, O page, DestTable *t)
{
    Q q = s->q;
    O old = q_key(q, page, "/Annots"), keep = q_array(q);
    int n = q_len(q, old), kept = 0;
    if (!n) {
        q_del(q, page, "/Annots");
        return;
    }
    for (int i = 0; i < n; i++) {
        O x = q_at(q, old, i);
        if (!q_is_dict(q, x) || q_has(q, x, "/VGone")) continue;
        q_del(q, x, "/StructParent");
        if (s->part ? foreign_fit(q, x, t) : own_fit(q, x, t)) {
            q_set(q, x, "/P", page);
            if (!q_id(q, x)) x = qpdf_make_indirect_object(q, x);
            q_push(q, keep, x);
            ints_push(&s->annot, q_id(q, x));
            ints_set(&s->annot_at, (size_t)q_id(q, x), 1);
            kept++;
        } else if (q_id(q, x))
            qpdf_replace_object(q, qpdf_oh_get_object_id(q, x), qpdf_oh_get_generation(q, x),
                                q_parse(q, "<</VGone true>>"));
    }
    if (kept)
        q_set(q, page, "/Annots", keep);
    else
        q_del(q, page, "/Annots");
}

/* ---- in the pack ---- */

O merge_dest_place(Merge *m, O dest, uint32_t *page)
{
    Q d = m->d;
    int at = q_len(d, dest) > 1 ? ints_get(&m->page_at, (size_t)q_id(d, q_at(d, dest, 0))) : 0;
    if (!at) return qpdf_oh_new_null(d);
    *page = (uint32_t)at - 1;
    O out = q_array(d), how = q_at(d, dest, 1);
    int n = q_len(d, dest),
        first = q_is(d, how, "/XYZ") || q_is(d, how, "/FitR") || q_is(d, how, "/FitH") ||
            q_is(d, how, "/FitV")
        ? 2
        : n;
    Mat v = m->move[*page];
    if (mat_is_one(v)) first = n;
    for (int i = 0; i < n; i++) {
        O x = q_at(d, dest, i);
        double px = 0, py = 0;
        bool is_y = q_is(d, how, "/FitH") || (i == 3 && !q_is(d, how, "/FitV")) || i == 5;
        if (i < first || i == 6 || (q_is(d, how, "/XYZ") && i == 4) ||
            !qpdf_oh_get_value_as_number(d, x, is_y ? &py : &px)) {
            q_push(d, out, x);
            continue;
        }
        mat_apply(v, &px, &py); /* scaled and shifted along the axes only */
        q_push(d, out, q_real(d, is_y ? py : px));
    }
    return out;
}

static void move_points(Merge *m, O x, const char *key, Mat v)
{
    O a = q_key(m->d, x, key), out;
    int n = q_len(m->d, a);
    if (n < 2) return;
    out = q_array(m->d);
    for (int i = 0; i + 1 < n; i += 2) {
        double px = q_num(m->d, a, i), py = q_num(m->d, a, i + 1);
        mat_apply(v, &px, &py);
        q_push(m->d, out, q_real(m->d, px));
        q_push(m->d, out, q_real(m->d, py));
    }
    q_set(m->d, x, key, out);
}

static void move_ink(Merge *m, O x, Mat v)
{
    O list = q_key(m->d, x, "/InkList"), one = q_dict(m->d), out = q_array(m->d);
    int n = q_len(m->d, list);
    for (int i = 0; i < n; i++) {
        q_set(m->d, one, "/X", q_at(m->d, list, i));
        move_points(m, one, "/X", v);
        q_push(m->d, out, q_key(m->d, one, "/X"));
    }
    if (n) q_set(m->d, x, "/InkList", out);
}

/* A link to a part of the pack: its first page, where the plan has it. */
static bool part_link(Merge *m, O x, Str url)
{
    uint32_t part = 0;
    Str digits = str_sub(url, sizeof MERGE_LINK - 1, url.n);
    for (size_t i = 0; i < digits.n; i++) {
        if (digits.p[i] < '0' || digits.p[i] > '9' || part > 1000000) return false;
        part = 10 * part + (uint32_t)(digits.p[i] - '0');
    }
    if (!digits.n || part >= m->plan->nparts || m->src[part + 1].first == NOWHERE) return false;
    uint32_t at = m->src[part + 1].first;
    double px = 0, py = m->shape[at].height;
    mat_apply(m->shape[at].to_user, &px, &py);
    O dest = q_array(m->d);
    q_push(m->d, dest, q_ref(m->d, m->page[at]));
    q_push(m->d, dest, q_name(m->d, "/XYZ"));
    q_push(m->d, dest, q_real(m->d, px));
    q_push(m->d, dest, q_real(m->d, py));
    q_push(m->d, dest, qpdf_oh_new_null(m->d));
    q_del(m->d, x, "/A");
    q_set(m->d, x, "/Dest", dest);
    return true;
}

/* False: it leads to a page that is not here. */
static bool lead(Merge *m, O x)
{
    O dest = q_key(m->d, x, "/Dest"), url = q_key(m->d, q_key(m->d, x, "/A"), "/URI");
    if (qpdf_oh_is_string(m->d, url)) {
        size_t n;
        const char *s = qpdf_oh_get_binary_string_value(m->d, url, &n);
        Str u = { s, n };
        return !str_starts(u, S(MERGE_LINK)) || part_link(m, x, str_keep(m->a, u));
    }
    if (!q_is_array(m->d, dest)) return true;
    uint32_t page;
    dest = merge_dest_place(m, dest, &page);
    if (!q_is_array(m->d, dest)) return false;
    q_set(m->d, x, "/Dest", dest);
    return true;
}

void merge_annots_place(Merge *m, uint32_t page)
{
    static const char *const points[] = { "/Rect", "/QuadPoints", "/L", "/Vertices", "/CL" };
    O p = q_ref(m->d, m->page[page]), old = q_key(m->d, p, "/Annots"), keep = q_array(m->d);
    int n = q_len(m->d, old), kept = 0;
    Mat v = m->move[page];
    for (int i = 0; i < n; i++) {
        O x = q_at(m->d, old, i);
        if (!lead(m, x)) {
            ints_set(&m->gone, (size_t)q_id(m->d, x), 1);
            continue;
        }
        for (size_t k = 0; !mat_is_one(v) && k < sizeof points / sizeof *points; k++)
            move_points(m, x, points[k], v);
        if (!mat_is_one(v)) move_ink(m, x, v);
        q_push(m->d, keep, x);
        kept++;
    }
    if (kept < n) {
        if (kept)
            q_set(m->d, p, "/Annots", keep);
        else
            q_del(m->d, p, "/Annots");
    }
    q_free(m->d);
}
