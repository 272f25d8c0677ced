/* Contents of a page: [q, scale, clip] what it had [its form fields] [Q, stamps], with the mark
 * around it where its source has no structure.
 *
 * What stands before and behind is the same for many pages and is stored once. Patterns of a scaled
 * page are moved along: their space is the page's, not the one that cm makes. ISO
 * 32000-1, 8.7.3.1, 14.6. */
#include "merge/merge_in.h"

#include "pdfin/content.h"

#include <math.h>
#include <stdio.h>

#define NODE 64 /* pages of a node of the page tree */

/* ---- small streams ---- */

static size_t text_find(const Merge *m, Str key, bool *found)
{
    size_t lo = 0, hi = m->ntexts;
    while (lo < hi) {
        size_t mid = (lo + hi) / 2;
        if (str_cmp(m->text[mid].key, key) < 0)
            lo = mid + 1;
        else
            hi = mid;
    }
    *found = lo < m->ntexts && str_eq(m->text[lo].key, key);
    return lo;
}

int merge_text_stream(Merge *m, Str content)
{
    bool found;
    size_t at = text_find(m, content, &found);
    if (found) return m->text[at].obj;
    m->text = merge_more(m->a, m->text, m->ntexts, &m->textroom, sizeof *m->text);
    memmove(m->text + at + 1, m->text + at, (m->ntexts - at) * sizeof *m->text);
    m->text[at] = (Text){ str_keep(m->a, content), q_stream(m->d, "<<>>", content) };
    m->ntexts++;
    return m->text[at].obj;
}

O merge_own_copy(Merge *m, O o, const char *key)
{
    O old = q_key(m->d, o, key), d = q_dict(m->d);
    ArenaMark mark = arena_mark(m->a);
    int n;
    char **k = q_keys(m->a, m->d, old, &n);
    for (int i = 0; i < n; i++) q_set(m->d, d, k[i], q_key(m->d, old, k[i]));
    arena_rewind(m->a, mark);
    q_set(m->d, o, key, d);
    return q_key(m->d, o, key);
}

/* ---- an own page as a form ---- */

/* Its own marks mean nothing there: they are taken out. */
int page_form(Merge *m, int page)
{
    Q d = m->d;
    O p = q_ref(d, page);
    unsigned char *c = NULL;
    size_t n = 0;
    if (qpdf_oh_get_page_content_data(d, p, &c, &n) & QPDF_ERRORS) (void)q_error(m->a, d);
    Buf b = { 0 };
    content_without_marks((Str){ c ? (char *)c : "", n }, &b);
    mem_free(c);
    int form = q_stream(d, "<</Type/XObject/Subtype/Form>>", buf_view(&b));
    buf_drop(&b);
    O f = qpdf_oh_get_dict(d, q_ref(d, form)), res = q_key(d, p, "/Resources");
    PageShape s = page_shape(d, p);
    q_set(d, f, "/BBox", q_rect(d, s.box));
    q_set(d, f, "/Resources", q_is_dict(d, res) ? res : q_dict(d));
    if (q_is_dict(d, q_key(d, p, "/Group"))) q_set(d, f, "/Group", q_key(d, p, "/Group"));
    return form;
}

/* Own pages wait as pages until they are drawn for the first time. */
static int form_of(Merge *m, uint32_t own)
{
    int id = ints_get(&m->form_of, own);
    if (!id || q_is_stream(m->d, q_ref(m->d, id))) return id;
    int form = page_form(m, id);
    ints_set(&m->form_of, own, form);
    return form;
}

static void form_box(Merge *m, int form, double box[4])
{
    if (!q_box(m->d, q_key(m->d, qpdf_oh_get_dict(m->d, q_ref(m->d, form)), "/BBox"), box))
        memcpy(box, (double[]){ 0, 0, 1, 1 }, 4 * sizeof *box);
}

/* ---- scaled pages ---- */

static void clip(Buf *b, const double box[4])
{
    for (int i = 0; i < 4; i++) {
        buf_char(b, ' ');
        buf_real(b, i < 2 ? box[i] : box[i] - box[i - 2], 3);
    }
    buf_z(b, " re W n");
}

/* A pattern's own copy with its matrix moved. */
static O pattern_moved(Merge *m, O pattern, Mat v)
{
    Q d = m->d;
    O old = q_dict_of(d, pattern), matrix = q_key(d, old, "/Matrix"), to, out = q_array(d);
    Mat was = MAT_ONE;
    if (q_len(d, matrix) == 6)
        was = (Mat){ q_num(d, matrix, 0), q_num(d, matrix, 1), q_num(d, matrix, 2),
                     q_num(d, matrix, 3), q_num(d, matrix, 4), q_num(d, matrix, 5) };
    Mat now = mat_mul(was, v);
    const double e[6] = { now.a, now.b, now.c, now.d, now.e, now.f };
    for (int i = 0; i < 6; i++) q_push(d, out, qpdf_oh_new_real_from_double(d, e[i], 6));
    if (q_is_stream(d, pattern)) {
        unsigned char *p;
        size_t n;
        if (!q_data(d, pattern, true, &p, &n)) return pattern;
        O s = q_ref(d, q_stream(d, "<<>>", (Str){ (char *)p, n }));
        qpdf_oh_replace_stream_data(d, s, p, n, q_key(d, old, "/Filter"),
                                    q_key(d, old, "/DecodeParms"));
        mem_free(p);
        pattern = s;
        to = qpdf_oh_get_dict(d, s);
    } else
        pattern = to = q_dict(d);
    int n;
    ArenaMark mark = arena_mark(m->a);
    char **k = q_keys(m->a, d, old, &n);
    for (int i = 0; i < n; i++)
        if (strcmp(k[i], "/Length") && strcmp(k[i], "/Filter") && strcmp(k[i], "/DecodeParms"))
            q_set(d, to, k[i], q_key(d, old, k[i]));
    arena_rewind(m->a, mark);
    q_set(d, to, "/Matrix", out);
    return pattern;
}

static void patterns_move(Merge *m, O page, Mat v)
{
    O res = q_key(m->d, page, "/Resources");
    if (!q_is_dict(m->d, q_key(m->d, res, "/Pattern"))) return;
    res = merge_own_copy(m, page, "/Resources");
    O all = merge_own_copy(m, res, "/Pattern");
    int n;
    ArenaMark mark = arena_mark(m->a);
    char **k = q_keys(m->a, m->d, all, &n);
    for (int i = 0; i < n; i++) q_set(m->d, all, k[i], pattern_moved(m, q_key(m->d, all, k[i]), v));
    arena_rewind(m->a, mark);
}

/* ---- what stands before and behind ---- */

static const AttachPage *judged(const Merge *m, uint32_t at)
{
    const MergePage *p = &m->plan->page[at];
    return p->from == MERGE_PART ? &m->plan->part[p->part].info->page[p->page] : NULL;
}

/* q as often as the content has Q too many, so that its own end is where ours is. */
static void before(Merge *m, uint32_t at, const char *tag, Buf *b)
{
    const AttachPage *x = judged(m, at);
    if (tag) buf_printf(b, "/%s <</MCID 0>> BDC ", tag);
    buf_char(b, 'q');
    if (!mat_is_one(m->move[at])) {
        mat_put(b, m->move[at]);
        clip(b, m->shape[at].box);
    }
    for (unsigned i = x ? x->under : 0; i > 0; i--) buf_z(b, " q");
    buf_char(b, '\n');
}

static void behind(Merge *m, uint32_t at, const char *tag, Buf *b)
{
    const AttachPage *x = judged(m, at);
    buf_char(b, '\n');
    for (unsigned i = x ? x->open : 0; i > 0; i--) buf_z(b, "Q ");
    buf_char(b, 'Q');
    if (tag) buf_z(b, " EMC");
    buf_char(b, '\n');
}

static void stamps(Merge *m, uint32_t at, O xobjects, Buf *b)
{
    const MergePage *p = &m->plan->page[at];
    for (uint32_t i = 0; i < p->nstamps; i++) {
        int form = form_of(m, p->stamp[i].own);
        if (!form) continue;
        double box[4];
        form_box(m, form, box);
        char name[32];
        snprintf(name, sizeof name, "/VStamp%u", i);
        Mat v = mat_mul((Mat){ 1, 0, 0, 1, p->stamp[i].x - box[0], p->stamp[i].y - box[1] },
                        m->shape[at].to_user);
        buf_z(b, "/Artifact <</Type/Pagination/Subtype/Footer>> BDC q");
        mat_put(b, v);
        buf_printf(b, " %s Do Q EMC\n", name);
        q_set(m->d, xobjects, name, q_ref(m->d, form));
    }
}

/* The form of the mark stands for whatever a variant draws. */
static void mark_drawn(Merge *m, uint32_t at, O xobjects, Buf *b)
{
    const PageShape *s = &m->shape[at];
    double w = m->plan->mark_width, h = m->plan->mark_height, k = fmin(s->width / w, s->height / h);
    Mat seen = { k, 0, 0, k, (s->width - k * w) / 2, (s->height - k * h) / 2 };
    buf_z(b, "/Artifact <</Type/Pagination/Subtype/Watermark>> BDC q");
    mat_put(b, mat_mul(seen, s->to_user));
    buf_z(b, " /VMark Do Q EMC\n");
    q_set(m->d, xobjects, "/VMark", q_ref(m->d, m->mark));
}

/* The marks of a content without structure would contradict ours. */
static O plain_contents(Merge *m, O page, uint32_t at)
{
    const AttachPage *x = judged(m, at);
    O old = q_key(m->d, page, "/Contents");
    if (!x || !x->marked) return old;
    unsigned char *c = NULL;
    size_t n = 0;
    if (qpdf_oh_get_page_content_data(m->d, page, &c, &n) & QPDF_ERRORS) {
        (void)q_error(m->a, m->d);
        return old;
    }
    Buf b = { 0 };
    content_without_marks((Str){ (char *)c, n }, &b);
    mem_free(c);
    int s = q_stream(m->d, "<<>>", buf_view(&b));
    buf_drop(&b);
    return q_ref(m->d, s);
}

/* The element of a page without structure: a paragraph, or a figure where somebody says what it
 * shows. */
static const char *untagged(Merge *m, uint32_t at)
{
    const MergePage *p = &m->plan->page[at];
    if (p->from != MERGE_PART || m->src[p->part + 1].tree) return NULL;
    Source *s = &m->src[p->part + 1];
    bool figure = s->part->alt.n && !judged(m, at)->text;
    Str none = { "", 0 };
    uint32_t e = elem_new(m, figure ? "Figure" : "P", s->top, none, none);
    elem_kid(m, e, (Kid){ .kind = KID_MARK, .page = at, .mcid = 0 });
    elem_kid(m, s->top, (Kid){ .kind = KID_ELEM, .obj = (int)e });
    if (figure) {
        O a = q_parse(m->d, "<</O/Layout/Placement/Block>>");
        double box[4];
        mat_box(m->move[at], m->shape[at].box, box);
        q_set(m->d, a, "/BBox", q_rect(m->d, box));
        elem_say(m, e, "/A", a);
        Str alt = s->npages == 1
            ? s->part->alt
            : str_printf(m->a, "%.*s (%u/%u)", STR_FMT(s->part->alt), p->page + 1, s->npages);
        elem_say(m, e, "/Alt", q_text(m->d, alt));
    }
    ints_set(&merge_slot_for(m, m->page[at], false)->elem, 0, (int)e);
    return figure ? "Figure" : "P";
}

/* Annotations of a page that has no structure of its own. */
static void untagged_annots(Merge *m, uint32_t at)
{
    Source *s = &m->src[m->plan->page[at].part + 1];
    O list = q_key(m->d, q_ref(m->d, m->page[at]), "/Annots");
    Str none = { "", 0 };
    for (int i = 0, n = q_len(m->d, list); i < n; i++) {
        O x = q_at(m->d, list, i);
        uint32_t e = elem_new(m, q_is(m->d, q_key(m->d, x, "/Subtype"), "/Link") ? "Link" : "Annot",
                              s->top, none, none);
        elem_kid(m, e,
                 (Kid){ .kind = KID_OBJECT, .object = true, .page = at, .obj = q_id(m->d, x) });
        elem_kid(m, s->top, (Kid){ .kind = KID_ELEM, .obj = (int)e });
        ints_set(&merge_slot_for(m, q_id(m->d, x), true)->elem, 0, (int)e);
    }
}

void page_compose(Merge *m, uint32_t at)
{
    const MergePage *p = &m->plan->page[at];
    const char *tag = untagged(m, at);
    if (tag) untagged_annots(m, at);
    Buf head = { 0 }, tail = { 0 };
    O page = q_ref(m->d, m->page[at]), forms = q_key(m->d, page, "/VForms");
    bool any = tag || p->nstamps || m->mark || !mat_is_one(m->move[at]) || q_is_stream(m->d, forms);
    if (any) {
        O old = tag ? plain_contents(m, page, at) : q_key(m->d, page, "/Contents"),
          all = q_array(m->d);
        if (!mat_is_one(m->move[at])) patterns_move(m, page, m->move[at]);
        before(m, at, tag, &head);
        behind(m, at, tag, &tail);
        if (p->nstamps || m->mark) {
            merge_own_copy(m, page, "/Resources");
            O xobjects = merge_own_copy(m, q_key(m->d, page, "/Resources"), "/XObject");
            stamps(m, at, xobjects, &tail);
            if (m->mark) mark_drawn(m, at, xobjects, &tail);
        }
        q_push(m->d, all, q_ref(m->d, merge_text_stream(m, buf_view(&head))));
        if (q_is_array(m->d, old))
            for (int i = 0, n = q_len(m->d, old); i < n; i++) q_push(m->d, all, q_at(m->d, old, i));
        else if (q_is_stream(m->d, old))
            q_push(m->d, all, old);
        if (q_is_stream(m->d, forms)) q_push(m->d, all, forms);
        q_push(m->d, all, q_ref(m->d, merge_text_stream(m, buf_view(&tail))));
        q_set(m->d, page, "/Contents", all);
    }
    q_del(m->d, page, "/VForms");
    buf_drop(&head);
    buf_drop(&tail);
    q_free(m->d);
}

/* ---- page tree and labels ---- */

void page_tree(Merge *m)
{
    Q d = m->d;
    int top = q_id(d, q_key(d, qpdf_get_root(d), "/Pages"));
    q_set(d, q_ref(d, top), "/Kids", q_array(d));
    for (uint32_t i = 0; i < m->plan->npages; i += NODE) {
        O node = q_parse(d, "<</Type/Pages/Kids[]>>"), kids = q_key(d, node, "/Kids");
        int id = q_make(d, node), n = 0;
        for (; n < NODE && i + (uint32_t)n < m->plan->npages; n++) {
            O p = q_ref(d, m->page[i + (uint32_t)n]);
            q_set(d, p, "/Parent", q_ref(d, id));
            q_push(d, kids, p);
        }
        q_set(d, node, "/Count", q_int(d, n));
        q_set(d, node, "/Parent", q_ref(d, top));
        q_push(d, q_key(d, q_ref(d, top), "/Kids"), q_ref(d, id));
        q_free(d);
    }
    q_set(d, q_ref(d, top), "/Count", q_int(d, m->plan->npages));
    qpdf_update_all_pages_cache(d);
    q_free(d);
}

/* A label as its words and the number at its end; -1: none. */
static Str label_parts(Str label, int *number)
{
    size_t k = label.n;
    *number = -1;
    if (!k) return (Str){ "", 0 };
    while (k && label.p[k - 1] >= '0' && label.p[k - 1] <= '9' && label.n - k < 8) k--;
    if (k < label.n && label.p[k] == '0') k = label.n;
    *number = k < label.n ? 0 : -1;
    for (size_t i = k; i < label.n; i++) *number = 10 * *number + (label.p[i] - '0');
    return str_sub(label, 0, k);
}

/* One entry for each run of labels that count up. */
void page_labels(Merge *m)
{
    Q d = m->d;
    O nums = q_array(d), tree = q_dict(d);
    Str was = { "", 0 };
    int next = -1;
    for (uint32_t i = 0; i < m->plan->npages; i++) {
        int number;
        Str label = m->plan->page[i].label, words = label_parts(label, &number);
        if (i && number >= 0 && number == next && str_eq(words, was)) {
            next++;
            continue;
        }
        O x = q_dict(d);
        if (words.n) q_set(d, x, "/P", q_text(d, words));
        if (number >= 0) {
            q_set(d, x, "/S", q_name(d, "/D"));
            q_set(d, x, "/St", q_int(d, number));
        }
        q_push(d, nums, q_int(d, i));
        q_push(d, nums, x);
        was = words;
        next = number >= 0 ? number + 1 : -1;
    }
    q_set(d, tree, "/Nums", nums);
    q_set(d, qpdf_get_root(d), "/PageLabels", tree);
    q_free(d);
}
