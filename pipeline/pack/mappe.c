/* Making a pack: plan, layout, listing, joining, each a gate. */
#include "pack/listing.h"

static void report(const Layout *l, Mappenbericht *r)
{
    const Plan *p = l->plan;
    PartPaper *paper = ARENA_NEW_N(p->a, PartPaper, (size_t)p->n + 1);
    *r = (Mappenbericht){
        .stueck = p->stueck, .paper = paper, .n = p->n, .pages = l->pages, .duplex = p->m->duplex
    };
    for (int i = 0; i < p->n; i++) {
        const PartPaper *x = &l->part[i].paper;
        paper[i] = *x;
        r->sheets += x->sheets, r->large_sheets += x->large_sheets, r->a3 += x->a3,
            r->larger += x->larger, r->colour += x->colour;
    }
}

static bool make(const Layout *l, MappeSink sink, void *ctx, Mappenbericht *out)
{
    const Mappe *m = l->plan->m;
    Listing list = listing_of(l);
    Str carried = listing_json(&list);
    size_t whole = 0;
    report(l, out); /* the sink may look into it */
    if (!layout_join(l, carried, sink, ctx, &out->merge, &whole)) return false;
    if (!m->dateien) return true;
    *m->dateien = (Files){ 0 };
    if (!m->seit) return listing_files(&list, whole, m->dateien);
    listing_file(l->plan->a, m->dateien, S(LISTE_DATEI), carried);
    return true;
}

bool mappe_make(Arena *a, Diags *d, const Mappe *m, MappeSink sink, void *ctx, Mappenbericht *out)
{
    Plan p;
    Layout l;
    *out = (Mappenbericht){ 0 };
    if (!plan_make(a, d, m, &p)) return false;
    if (!p.n) return true; /* nothing has changed */
    bool ok = layout_make(&p, &l) && make(&l, sink, ctx, out);
    layout_drop(&l);
    return ok;
}
