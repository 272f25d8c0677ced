/* The paragraph breaker's face. See para.h. */
#include "page/para_in.h"

#define TOO_WIDE 0.8 /* of the type's size: a blank that a reader stumbles over */

/* Blanks stretched beyond measure are told with the word that could not be divided: the first of
 * the next line. */
static void tell_loose(Para *p, const Breaks *b, const ParaLines *lines)
{
    for (int i = 0; i + 1 < lines->n; i++) {
        const Line *l = &lines->lines[i];
        if (!l->npieces || l->space_width <= TOO_WIDE * l->pieces[0].size) continue;
        int k = b->at[i];
        while (k < p->nitems && p->item[k].kind != ITEM_BOX) k++;
        if (k == p->nitems) continue;
        uint32_t from = p->item[k].from, to = from;
        while (from && p->text[from - 1] != ' ' && p->text[from - 1] != '\n') from--;
        while (to < p->n && p->text[to] != ' ' && p->text[to] != '\n') to++;
        Str word = { p->text + from, to - from };
        diag_strs(p->d, D_PAGE_ZEILE_WEIT, p->spans[p->item[k].span].at, 1, &word);
    }
}

void para_break(Arena *a, Diags *d, FontSet *f, const ParaSpan *spans, int nspans,
                const ParaShape *shape, bool variants, ParaVariants *out)
{
    *out = (ParaVariants){ 0 };
    if (nspans <= 0) return;
    Para p = { .a = a, .d = d, .fonts = f, .spans = spans, .nspans = nspans, .shape = shape };
    para_items(&p);
    Breaks b[3];
    para_fit(&p, variants, b, &out->n, &out->natural);
    for (int i = 0; i < out->n; i++) para_set(&p, &b[i], &out->v[i]);
    if (!variants && out->n && d && shape->justify)
        tell_loose(&p, &b[out->natural], &out->v[out->natural]);
}

void para_widths(Arena *a, FontSet *f, const ParaSpan *spans, int nspans, double *min, double *max)
{
    *min = *max = 0;
    if (nspans <= 0) return;
    ParaShape shape = { .width = 1e6, .hyphenate = true, .narrow = true, .leading = 1 };
    Para p = {
        .a = a, .fonts = f, .spans = spans, .nspans = nspans, .shape = &shape, .measuring = true
    };
    para_items(&p);
    double piece = 0, line = 0;
    for (int i = 0; i < p.nitems; i++) {
        const Item *it = &p.item[i];
        bool forced = it->kind == ITEM_PENALTY && it->cost <= FORCED;
        if (it->kind == ITEM_BOX || (it->kind == ITEM_GLUE && it->to > it->from)) {
            piece += it->width;
            line += it->width;
        }
        bool chance = (it->kind == ITEM_GLUE && i && p.item[i - 1].kind == ITEM_BOX) ||
            (it->kind == ITEM_PENALTY && it->cost < INF_PENALTY);
        double end = it->kind == ITEM_GLUE ? -it->width : it->kind == ITEM_PENALTY ? it->width : 0;
        if (chance && piece + end > *min) *min = piece + end;
        if (forced && line > *max) *max = line;
        if (chance) piece = 0;
        if (forced) line = 0;
    }
}
