/* The signature block: one item a row of signatures, no break inside, and the last two lines of
 * text go with it. */
#include "page/typeset_in.h"

#include "base/sheet.h"

#define HAND_LINE MM(60)
#define HAND_AIR MM(12)
#define GUTTER 14.0

static void line_out(Ts *t, Spans *s, Str text, const Look *l, NodeId p, Place at)
{
    if (!text.n) return;
    if (s->n) spans_break(t, s, at);
    spans_text(t, s, text, l, page_leaf_new(t, p), (Str){ 0 }, at);
}

static Str joined(Ts *t, Str a, Str b, const char *between)
{
    if (!a.n) return b;
    return b.n ? str_printf(t->a, "%.*s%s%.*s", STR_FMT(a), between, STR_FMT(b)) : a;
}

/* Height of what stands over the name: the air and the line for the hand where any of the row is
 * open. */
static double head_height(const FlowSignature *s, int n, double leading, bool *kind)
{
    double h = 0;
    *kind = false;
    for (int i = 0; i < n; i++) {
        if (s[i].kind.n) *kind = true;
        if (s[i].open) h = HAND_AIR + 3;
    }
    return h + (*kind ? leading : 0);
}

/* An element of its own behind the name, and the rectangle between the line and what stands above.
 */
static void field(Ts *t, const FlowSignature *s, NodeId parent, double x, double line, double w,
                  DrawList *into)
{
    Draw *d = draw_new(t, into, DRAW_FIELD, x, line - HAND_AIR + 2);
    d->w = w, d->h = HAND_AIR - 3, d->node = tree_add(t, TAG_FORM, parent);
    d->text = str_printf(t->a, "%.*s%s%.*s", STR_FMT(t->st->wort[WORT_SIGNATURFELD]),
                         s->name.n ? " " : "", STR_FMT(s->name));
}

static void signature(Ts *t, const FlowSignature *s, const Look *l, NodeId parent, double x,
                      double w, double head, DrawList *into, double *y)
{
    NodeId p = tree_add(t, TAG_P, parent);
    Look small = look_role(t, ROLE_SMALL);
    small.leading = l->leading;
    Spans kind = { 0 }, rest = { 0 };
    double ky = *y;
    line_out(t, &kind, s->kind, &small, p, s->at);
    text_draw(t, &kind, &small, x, w, into, &ky);
    *y += head;
    if (s->open) {
        Draw *d = draw_new(t, into, DRAW_RULE, x, *y - 3);
        d->w = w < HAND_LINE ? w : HAND_LINE, d->h = 0.5, d->artifact = ART_LAYOUT;
    }
    line_out(t, &rest, joined(t, s->sign, s->name, "\xC2\xA0"), l, p, s->at);
    line_out(t, &rest, s->office, l, p, s->at);
    line_out(t, &rest, joined(t, s->place, s->date, ", "), l, p, s->at);
    double line = *y - 3;
    text_draw(t, &rest, l, x, w, into, y);
    if (s->field) field(t, s, parent, x, line, w < HAND_LINE ? w : HAND_LINE, into);
}

static BrkItem *sign_row(Ts *t, const FlowBlock *b, const Look *l, const Frame *fr, int from, int n,
                         int columns, NodeId parent)
{
    double w = (fr->w - GUTTER * (columns - 1)) / columns, bottom = 0;
    bool kind;
    double head = head_height(&b->sigs[from], n, l->leading, &kind);
    DrawList draw = { 0 }, pending = t->b.pending;
    t->b.pending = (DrawList){ 0 };
    for (int i = 0; i < n; i++) {
        double y = 0;
        signature(t, &b->sigs[from + i], l, parent, fr->x + i * (w + GUTTER), w, head, &draw, &y);
        if (y > bottom) bottom = y;
    }
    t->b.pending = pending;
    BrkItem *it = page_item_new(t, bottom, b->sigs[from].at);
    page_draws_shift(&page_item_body(it)->draw, &draw, 0, 0);
    page_item_body(it)->heading = true, page_item_body(it)->kind = PLACED_SIGN;
    return it;
}

/* What no page can hold may be split between any two rows, rather than leave white above. */
static void long_block(Ts *t, int from)
{
    double h = 0;
    for (int k = from; k < t->b.out->n; k++) h += t->b.out->v[k].height + t->b.out->v[k].space;
    if (h + 3 * t->st->zeile < t->height) return;
    for (int k = from + 1; k < t->b.out->n; k++) t->b.out->v[k].cost = BRK_SIGN_LONG;
}

void build_signatures(Ts *t, const FlowBlock *b, const Frame *fr)
{
    if (!b->nsigs) return;
    Look l = look_role(t, ROLE_TEXT);
    l.justify = l.hyphenate = false;
    int columns = b->sig_columns < 1 ? 1 : b->sig_columns;
    if (columns > b->nsigs && columns > 3) columns = b->nsigs;
    NodeId div = tree_add(t, TAG_DIV, fr->parent);
    page_block_marks(t, b);
    page_space_before(t, t->st->zeile * 1.2);
    page_keep_text_before(t, WHY_SIGN_ALONE);
    page_white_before_signatures(t);
    int from = t->b.out->n;
    for (int i = 0; i < b->nsigs; i += columns) {
        if (i) {
            t->b.space = t->st->zeile * 0.7;
            t->b.cost = brk_ban(WHY_SIGN_SPLIT), t->b.why = WHY_SIGN_SPLIT;
        } else
            t->b.cost = brk_ban(WHY_SIGN_ALONE), t->b.why = WHY_SIGN_ALONE;
        sign_row(t, b, &l, fr, i, b->nsigs - i < columns ? b->nsigs - i : columns, columns, div);
    }
    long_block(t, from);
    t->b.space = t->st->zeile;
}
