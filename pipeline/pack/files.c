/* The pack as single files with stable names: each part a PDF of its own. Made from the same plan
 * as the pack, so they hold the same and nothing else but untouched originals of what is signed;
 * pages keep the pack's numbers. */
#include "pack/listing.h"

#include "write/pdf/pdf.h"

/* ---- one part ---- */

/* A PDF of its own for pages of ours: with faces of its own, whose subsets hold what this file
 * shows and no more. */
typedef struct {
    const Plan *p;
    Looks looks;
    FontSet *fonts;
    Pdf *pdf;
    PaperPlace at; /* the stamp */
} OwnPdf;

/* False: a fault was told. own_drop ends it either way. */
static bool own_new(OwnPdf *o, const Plan *p, const Flow *f, const Images *im, Str stamp, int first)
{
    *o = (OwnPdf){
        .p = p,
        .looks = { .a = p->a, .d = p->d, .opener = p->m->akte->opener },
        .at = { .stamp = stamp, .stamp_word = p->sf.stil->wort[WORT_MAPPE], .stamp_page = first }
    };
    o->fonts = looks_fonts(&o->looks, f->stil);
    if (o->fonts) o->pdf = pdf_new(p->a, p->d, f, o->fonts, im);
    return o->pdf != NULL;
}

static PageSink own_sink(OwnPdf *o) { return (PageSink){ o->pdf, pdf_page, pdf_running }; }

static void own_drop(OwnPdf *o)
{
    pdf_drop(o->pdf);
    looks_drop(&o->looks);
}

static bool own_file(const Layout *l, const ListEntry *e, Str *out)
{
    const Plan *p = l->plan;
    const Stueck *s = e->stueck;
    const Flow *f = s->art == STUECK_INHALT ? layout_contents(l, true) : layout_flow(l, e->part);
    Images im;
    OwnPdf o;
    Typeset t = { 0 };
    Buf b = { 0 };
    if (!f || !images_load(p->a, p->d, p->m->akte->opener, f, &im)) return false;
    bool ok = own_new(&o, p, f, &im, s->zeile, e->paper->first) &&
        typeset_placed(p->a, p->d, f, o.fonts, &im, own_sink(&o), &o.at, &t) &&
        pdf_finish(o.pdf, &t.tree, &b) && !buf_failed(&b);
    if (ok) *out = str_keep(p->a, buf_view(&b));
    buf_drop(&b);
    own_drop(&o);
    tree_drop(&t.tree);
    return ok;
}

/* The stamps of a foreign part as an own PDF. */
static bool stamps(const Layout *l, const ListEntry *e, Buf *b)
{
    static const Images none;
    const Plan *p = l->plan;
    const Stueck *s = e->stueck;
    OwnPdf o;
    StructTree t = { 0 };
    bool ok = own_new(&o, p, l->letter, &none, stueck_stempel(p, s), e->paper->first);
    if (ok) tree_part(p->a, &t, 0, (Str){ "", 0 }, l->letter->lang);
    for (uint32_t k = 0; ok && k < s->info->npages; k++) {
        o.at.stamp_page = e->paper->first + l->part[e->part].position[k] - (int)k;
        typeset_empty(p->a, p->d, l->letter, o.fonts, own_sink(&o), &o.at, (int)k + 1,
                      s->info->page[k].width, STAMP_H);
    }
    ok = ok && pdf_finish(o.pdf, &t, b);
    own_drop(&o);
    tree_drop(&t);
    return ok;
}

typedef struct {
    Arena *a;
    Str *out;
} Single;

static bool take(void *ctx, uint32_t variant, Str pdf)
{
    const Single *x = ctx;
    (void)variant;
    *x->out = str_keep(x->a, pdf);
    return true;
}

static void stamped_pages(const Layout *l, const ListEntry *e, MergePlan *plan)
{
    const Stueck *s = e->stueck;
    Arena *a = l->plan->a;
    uint32_t n = s->info->npages;
    MergePage *page = ARENA_NEW_N(a, MergePage, (size_t)n);
    MergeStamp *stamp = ARENA_NEW_N(a, MergeStamp, (size_t)n);
    for (uint32_t k = 0; k < n; k++) {
        page[k] = (MergePage){ .from = MERGE_PART, .page = k };
        foreign_room(&s->info->page[k], &page[k], EDGE);
        stamp[k] = (MergeStamp){ .own = k };
        page[k].stamp = &stamp[k], page[k].nstamps = 1;
        page[k].label = str_printf(a, "%d", e->paper->first + l->part[e->part].position[k]);
    }
    plan->page = page, plan->npages = plan->own_pages = n;
}

static bool foreign_file(const Layout *l, const ListEntry *e, Str *out)
{
    const Plan *p = l->plan;
    const Stueck *s = e->stueck;
    Buf own = { 0 };
    if (!stamps(l, e, &own)) {
        buf_drop(&own);
        return false;
    }
    MergePart part = {
        .bytes = s->bytes, .info = s->info, .title = stueck_words(s), .alt = s->alt
    };
    MergeBookmark mark = { .level = 1, .title = part.title, .inner = true };
    MergeVariant variant = { .title = str_printf(p->a, "%.*s: %.*s", STR_FMT(s->zeile),
                                                 STR_FMT(part.title)) };
    MergePlan plan = { .own = buf_view(&own),
                       .part = &part,
                       .nparts = 1,
                       .bookmark = &mark,
                       .nbookmarks = 1,
                       .variant = &variant,
                       .nvariants = 1,
                       .lang = l->letter->lang,
                       .author = l->letter->author,
                       .creator = S("vorlage " VORLAGE_VERSION),
                       .date = l->letter->date };
    stamped_pages(l, e, &plan);
    MergeReport r;
    Single one = { p->a, out };
    merge_run(p->a, &plan, take, &one, &r);
    buf_drop(&own);
    if (r.verdict != MERGE_DONE)
        diag(p->d, D_MAPPE_ZUSAMMEN, s->at, str_z(p->a, s->zeile), (const char *)NULL);
    return r.verdict == MERGE_DONE;
}

/* ---- all ---- */

bool listing_files(Listing *list, size_t whole, Files *out)
{
    const Plan *p = list->layout->plan;
    bool ok = true;
    for (int i = 0; i < list->n && ok; i++) {
        ListEntry *e = &list->entry[i];
        if (entry_is_item(e)) continue;
        ok = (e->stueck->art == STUECK_ANLAGE ? foreign_file : own_file)(list->layout, e, &e->file);
    }
    if (!ok || diags_errors(p->d)) return false;
    for (int i = 0; i < list->n; i++)
        if (!entry_is_item(&list->entry[i]))
            files_add(p->a, out,
                      (File){ .name = listing_pdf(p->a, list->entry[i].stueck->name),
                              .bytes = list->entry[i].file,
                              .role = ROLE_PART });
    listing_file(p->a, out, S(LISTE_DATEI), listing_json(list));
    listing_file(p->a, out, S("index.html"), listing_html(list, whole));
    for (int i = 0; i < list->n; i++) {
        const Stueck *s = list->entry[i].stueck;
        if (stueck_is_signed(s))
            files_add(p->a, out,
                      (File){ .name = listing_pdf(p->a, listing_original(p->a, s)),
                              .bytes = s->bytes,
                              .role = ROLE_ORIGINAL });
    }
    return true;
}
