/* The paragraph breaker's face. See para.h. */
#include "page/para_in.h"

void para_break(Arena *a, Diags *d, FontSet *f, const ParaSpan *spans, int nspans, const ParaShape *shape, bool variants, ParaVariants *out)
{
    *out = (ParaVariants){ 0 };
    if (nspans <= 0) return;
    Para p = { .a = a, .d = d, .fonts = f, .spans = spans, .nspans = nspans, .shape = shape };
    para_items(&p);
    Breaks b[3];
    para_fit(&p, variants, b, &out->n, &out->natural);
    for (int i = 0; i < out->n; i++) para_set(&p, &b[i], &out->v[i]);
}

void para_widths(Arena *a, FontSet *f, const ParaSpan *spans, int nspans, double *min, double *max)
{
    *min = *max = 0;
    if (nspans <= 0) return;
    ParaShape shape = { .width = 1e6, .hyphenate = true, .narrow = true, .leading = 1 };
    Para p = { .a = a, .fonts = f, .spans = spans, .nspans = nspans, .shape = &shape, .measuring = true };
    para_items(&p);
    double piece = 0, line = 0;
    for (int i = 0; i < p.nitems; i++) {
        const Item *it = &p.item[i];
        bool forced = it->kind == ITEM_PENALTY && it->cost <= FORCED;
        if (it->kind == ITEM_BOX || (it->kind == ITEM_GLUE && it->to > it->from)) { piece += it->width; line += it->width; }
        bool chance = (it->kind == ITEM_GLUE && i && p.item[i - 1].kind == ITEM_BOX) || (it->kind == ITEM_PENALTY && it->cost < INF_PENALTY);
        double end = it->kind == ITEM_GLUE ? -it->width : it->kind == ITEM_PENALTY ? it->width : 0;
        if (chance && piece + end > *min) *min = piece + end;
        if (forced && line > *max) *max = line;
        if (chance) piece = 0;
        if (forced) line = 0;
    }
}
