/* The order of a merge, in the child: copy all sources, lead links, walk structures, put parts in
 * place, compose contents, share, write. */
#include "merge/merge_file.h"

#include <math.h>

/* ---- what the plan says of each source ---- */

static void source_begin(Merge *m, Source *s, uint32_t npages)
{
    s->npages = npages;
    s->at = ARENA_NEW_N(m->a, uint32_t, npages + 1);
    s->form = ARENA_NEW_N(m->a, bool, npages + 1);
    for (uint32_t i = 0; i < npages; i++) s->at[i] = NOWHERE;
    s->first = NOWHERE;
}

static void sources_begin(Merge *m)
{
    const MergePlan *p = m->plan;
    m->nsrc = (size_t)p->nparts + 1;
    m->src = ARENA_NEW_N(m->a, Source, m->nsrc);
    source_begin(m, &m->src[0], p->own_pages);
    for (uint32_t i = 0; i < p->nparts; i++) {
        m->src[i + 1].part = &p->part[i];
        m->src[i + 1].number = (int)i + 1;
        source_begin(m, &m->src[i + 1], p->part[i].info->npages);
    }
    for (uint32_t i = 0; i < p->npages; i++) {
        const MergePage *g = &p->page[i];
        if (g->from != MERGE_BLANK) {
            Source *s = &m->src[g->from == MERGE_PART ? g->part + 1 : 0];
            s->at[g->page] = i;
            if (s->first == NOWHERE) s->first = i;
        }
        for (uint32_t k = 0; k < g->nstamps; k++) m->src[0].form[g->stamp[k].own] = true;
    }
    for (size_t i = 0; i < m->nsrc; i++) {
        m->src[i].whole = true;
        for (uint32_t k = 0; k < m->src[i].npages; k++)
            m->src[i].whole &= m->src[i].at[k] != NOWHERE || m->src[i].form[k];
    }
}

/* ---- pages ---- */

static void blank(Merge *m, uint32_t at)
{
    Q d = m->d;
    O p = q_parse(d, "<</Type/Page/Resources<<>>/Tabs/S>>");
    const double box[4] = { 0, 0, m->plan->page[at].width, m->plan->page[at].height };
    q_set(d, p, "/MediaBox", q_rect(d, box));
    m->page[at] = q_make(d, p);
    ints_set(&m->page_at, (size_t)m->page[at], (int)at + 1);
    m->shape[at] = page_shape(d, p);
    q_free(d);
}

/* The plan moves what is seen; the content is moved in the page's own space. */
static Mat move_of(const MergePage *p, const PageShape *s)
{
    if (p->scale == 0 && p->dx == 0 && p->dy == 0) return MAT_ONE;
    double k = p->scale == 0 ? 1 : p->scale;
    Mat seen = { k, 0, 0, k, p->dx, p->dy };
    Mat v = mat_mul(mat_mul(mat_inverse(s->to_user), seen), s->to_user);
    return (Mat){ k, 0, 0, k, v.e, v.f };
}

static bool pages_ready(Merge *m)
{
    for (uint32_t i = 0; i < m->plan->npages; i++) {
        if (m->plan->page[i].from == MERGE_BLANK) blank(m, i);
        if (!m->page[i]) {
            m->why = S("a page of the plan was not found");
            return false;
        }
        m->move[i] = move_of(&m->plan->page[i], &m->shape[i]);
    }
    for (uint32_t i = 0; i < m->plan->npages; i++) merge_annots_place(m, i);
    return true;
}

/* ---- structure ---- */

static void structure_begin(Merge *m)
{
    Str none = { "", 0 };
    tree_begin(m);
    m->root = q_make(m->d, q_dict(m->d));
    m->document = elem_new(m, "Document", 0, none, none);
    q_free(m->d);
}

static void structure_take(Merge *m)
{
    for (size_t i = 0; i < m->nsrc; i++) {
        Source *s = &m->src[i];
        if (s->part && s->first == NOWHERE) continue;
        if (s->part) s->shift = merge_part_shift(m, s->first);
        if (s->tree) tree_settle(m, s);
        q_free(m->d);
    }
    merge_parts_place(m);
}

/* ---- all ---- */

static bool take_all(Merge *m, Child *c)
{
    for (size_t i = 0; i < m->nsrc; i++) {
        Source *s = &m->src[i];
        if (s->part && s->first == NOWHERE) continue; /* nothing of it is wanted: not even opened */
        child_progress(c, (uint32_t)i);
        if (!merge_source_take(m, s, s->part ? s->part->bytes : m->plan->own)) return false;
    }
    child_progress(c, MERGE_ASSEMBLING);
    return true;
}

static bool build(Merge *m, Child *c)
{
    structure_begin(m);
    if (!take_all(m, c) || !pages_ready(m)) return false;
    structure_take(m);
    for (uint32_t i = 0; i < m->plan->nvariants && !m->mark; i++)
        if (m->plan->variant[i].mark.n) m->mark = q_make(m->d, q_dict(m->d));
    for (uint32_t i = 0; i < m->plan->npages; i++) page_compose(m, i);
    tree_holders(m);
    merge_share_equal(m);
    merge_bookmarks_write(m);
    page_tree(m);
    page_labels(m);
    merge_catalog_write(m);
    if (m->spot && m->spot_part >= 0)
        merge_tell(m, &m->src[m->spot_part + 1], D_ANLAGE_KEIN_PDFA, 0,
                   str_printf(m->a, "Sonderfarbe/spot colour %s", m->spot));
    Str error = q_error(m->a, m->d);
    if (error.n) m->why = error;
    return !error.n;
}

static bool write_one(Merge *m, Writer *w, const Variant *v, Child *c)
{
    Buf b = { 0 };
    merge_variant_end(w, v, &b);
    bool ok = !buf_failed(&b);
    if (ok)
        child_send(c, MERGE_MSG_OWN, buf_view(&b));
    else
        m->why = S("too large");
    buf_drop(&b);
    return ok;
}

/* What the variants have of their own is made first: then nothing of the pack but its bytes is
 * needed any more. */
static bool write_variants(Merge *m, Claim claim, Child *c)
{
    const MergePlan *p = m->plan;
    Writer *w = writer_new(m);
    bool ok = writer_common(w);
    Variant *own = ARENA_NEW_N(m->a, Variant, p->nvariants);
    for (uint32_t i = 0; ok && i < p->nvariants; i++)
        merge_variant_begin(w, &p->variant[i], claim, &own[i]);
    if (p->linearize)
        q_close(&m->d); /* its room is wanted; else the process ends soon, and freeing took as long
                           as writing */
    if (ok && p->linearize)
        ok = merge_linear_all(w, own, c);
    else if (ok)
        child_send(c, MERGE_MSG_COMMON, writer_bytes(w));
    for (uint32_t i = 0; ok && !p->linearize && i < p->nvariants; i++) {
        child_progress(c, MERGE_ASSEMBLING);
        ok = write_one(m, w, &own[i], c);
    }
    for (uint32_t i = 0; i < p->nvariants; i++) buf_drop(&own[i].b);
    writer_drop(w);
    return ok;
}

static void report(const Merge *m, Claim claim, bool ok, Child *c)
{
    Buf b = { 0 };
    wire_put(&b, ok);
    wire_text(&b, m->why);
    wire_put(&b, claim.pdfa);
    wire_put(&b, (uint32_t)(unsigned char)claim.level);
    wire_put(&b, claim.ua);
    wire_put(&b, (uint32_t)m->shared);
    wire_put(&b, (uint32_t)(m->shared_bytes >> 10));
    for (uint32_t i = 0; i < m->plan->nparts; i++) {
        const MergePartReport *r = &m->told[i];
        wire_put(&b, r->bad);
        wire_put(&b, (uint32_t)r->nfindings);
        for (size_t k = 0; k < r->nfindings; k++) {
            wire_put(&b, (uint32_t)r->finding[k].code);
            wire_put(&b, r->finding[k].page);
            wire_text(&b, r->finding[k].detail);
        }
    }
    child_send(c, MERGE_MSG_REPORT, buf_view(&b));
    buf_drop(&b);
}

void merge_work(void *plan, Child *c)
{
    Merge m = { .a = arena_new(), .plan = plan };
    uint32_t n = m.plan->npages;
    m.page = ARENA_NEW_N(m.a, int, n + 1);
    m.shape = ARENA_NEW_N(m.a, PageShape, n + 1);
    m.move = ARENA_NEW_N(m.a, Mat, n + 1);
    m.told = ARENA_NEW_N(m.a, MergePartReport, m.plan->nparts + 1);
    q_quiet();
    m.d = qpdf_init();
    qpdf_set_suppress_warnings(m.d, QPDF_TRUE);
    qpdf_silence_errors(m.d);
    qpdf_empty_pdf(m.d);
    sources_begin(&m);
    Claim claim = { 0 };
    bool ok = build(&m, c);
    if (ok) claim = merge_claim(&m);
    ok = ok && write_variants(&m, claim, c);
    report(&m, claim, ok, c);
}
