/* The contents list. Its page numbers are known only after the pages are made, so a document with
 * such a list is typeset twice; the column of the numbers has one width in both passes, so the
 * pages are the same. */
#include "page/typeset_in.h"

#include <math.h>

static void collect(Ts *t, const FlowBlock *b, int *room)
{
    for (; b; b = b->next) {
        if (b->kind == FB_CONTENTS && !b->nentries) t->has_contents = true;
        bool own = b->next && b->next->kind == FB_CONTENTS; /* the list does not name itself */
        if (b->kind == FB_HEADING && !own && (b->level == 2 || b->level == 3)) {
            if (t->nheads == *room) {
                *room = *room ? *room * 2 : 64;
                t->heads = mem_realloc(t->heads, (size_t)*room * sizeof *t->heads);
            }
            Head h = { b, b->id, 0 };
            if (!h.id.n) h.id = str_printf(t->a, "abschnitt-%d", t->nheads + 1);
            t->heads[t->nheads++] = h;
        }
        if (b->kind == FB_BOX || b->kind == FB_QUOTE) collect(t, b->kids, room);
    }
}

static bool occurs(const FlowBlock *b)
{
    for (; b; b = b->next)
        if ((b->kind == FB_CONTENTS && !b->nentries) ||
            ((b->kind == FB_BOX || b->kind == FB_QUOTE) && occurs(b->kids)))
            return true;
    return false;
}

void page_contents_collect(Ts *t)
{
    int room = 0;
    if (occurs(t->f->blocks)) collect(t, t->f->blocks, &room);
}

int page_head_next(Ts *t, const FlowBlock *b)
{
    if (t->next_head >= t->nheads || t->heads[t->next_head].block != b) return 0;
    return ++t->next_head;
}

/* Dots on a grid from the right edge, so that those of all entries stand one under the other. */
static void leaders(Ts *t, DrawList *into, const Look *l, double from, double to, double base)
{
    double step = l->size * 0.45;
    int n = (int)floor((to - from) / step);
    if (n < 2) return;
    PlacedGlyph *g = ARENA_NEW_N(gen_arena(t), PlacedGlyph, (size_t)n);
    const Shaped *dot = shape(t->fonts, l->font, S("."), t->f->lang, NO_PLACE);
    if (!dot->n) return;
    double x0 = to - n * step;
    for (int i = 0; i < n; i++)
        g[i] = (PlacedGlyph){
            .gid = dot->g[0].gid, .face = dot->g[0].face, .text = S("."), .x = i * step
        };
    LinePiece *p = ARENA_NEW(gen_arena(t), LinePiece);
    *p = (LinePiece){ .artifact = ART_LAYOUT,
                      .size = l->size,
                      .color = l->color,
                      .glyphs = g,
                      .nglyphs = (uint32_t)n,
                      .width = n * step,
                      .link = -1 };
    Line *line = ARENA_NEW(gen_arena(t), Line);
    line->pieces = p, line->npieces = 1, line->width = line->natural = n * step;
    draw_new(t, into, DRAW_LINE, x0, base)->line = line;
}

typedef struct {
    Str label, words, number, target, url, desc, lang;
    Place at;
    double space;
} Entry; /* label: with the blanks behind it */

/* Lines of an entry give a reason for white above them, as headings do, and are set in one way
 * only. */
static void entry_items(Ts *t, int from)
{
    for (int k = from; k < t->b.out->n; k++) {
        BrkItem *it = &t->b.out->v[k];
        it->para = NULL, it->text = false;
        page_item_body(it)->para = NULL, page_item_body(it)->kind = PLACED_ENTRY;
    }
}

static double line_end(const Line *l)
{
    double end = 0;
    for (int i = 0; i < l->npieces; i++) end = fmax(end, l->pieces[i].x + l->pieces[i].width);
    return end;
}

/* Further lines hang under the title's first word; the number stands behind the last one. */
static void entry(Ts *t, const Entry *e, const Look *look, double x, double w, double numbers,
                  NodeId node, NodeId toc)
{
    Look own = *look, *l = &own;
    l->hang = e->label.n
        ? fmin(text_width(t, e->label, l->font, l->size, t->f->lang), (w - x - numbers) / 2)
        : 0;
    NodeId link = tree_add(t, TAG_LINK, tree_add(t, TAG_REFERENCE, node));
    Spans s = { 0 };
    spans_text(t, &s,
               e->label.n ? str_printf(t->a, "%.*s%.*s", STR_FMT(e->label), STR_FMT(e->words))
                          : e->words,
               l, page_leaf_new(t, link), e->lang, e->at);
    s.v[0].link = 0;
    LinkRef *ref = ARENA_NEW(gen_arena(t), LinkRef);
    *ref = (LinkRef){ link, e->url, e->target, e->desc };
    s.links = ref, s.nlinks = 1;
    page_space_before(t, e->space);
    int from = t->b.out->n;
    text_items(t, &s, l, x, w - x - numbers, e->at, toc);
    if (t->b.out->n == from) return;
    entry_items(t, from);
    Body *body = page_item_body(&t->b.out->v[t->b.out->n - 1]);
    const Line *last = body->draw.last->line;
    if (!e->number.n) return;
    double base = look_ascent(t, l), nw;
    Line *num = page_line_of(t, gen_arena(t), e->number, l->font, l->size, l->color, t->f->lang, 0,
                             ART_LAYOUT, &nw);
    draw_new(t, &body->draw, DRAW_LINE, w - nw, base)->line = num;
    leaders(t, &body->draw, l, x + line_end(last) + l->size * 0.4, w - numbers, base);
}

/* A heading of this paper. */
static Entry entry_of_head(Ts *t, const Head *h, const Look *l)
{
    Str plain = page_runs_words(t->a, h->block->runs);
    Str label = h->block->label.n ? str_printf(t->a, "%.*s\xC2\xA0", STR_FMT(h->block->label))
                                  : h->block->label;
    return (Entry){ .label = label,
                    .words = plain,
                    .desc = label.n ? str_printf(t->a, "%.*s%.*s", STR_FMT(label), STR_FMT(plain))
                                    : plain,
                    .target = h->id,
                    .lang = h->block->lang,
                    .at = h->block->at,
                    .space = h->block->level == 2 ? l->leading * 0.25 : 0,
                    .number = h->page ? str_printf(t->a, "%d", h->page) : (Str){ 0 } };
}

#define DEEPEST 6
#define INDENT 16.0

/* Entries that are given: those of a deeper level in a list of their own, inside the entry above
 * them. */
static void given_entries(Ts *t, const FlowBlock *b, const Look *l, const Frame *fr, double numbers,
                          NodeId toc)
{
    NodeId list[DEEPEST + 1] = { 0 }, last[DEEPEST + 1] = { 0 };
    list[1] = toc;
    int above = 0;
    for (int i = 0; i < b->nentries; i++) {
        const FlowEntry *f = &b->entries[i];
        int level = f->level < 1   ? 1
            : f->level > above + 1 ? above + 1
            : f->level > DEEPEST   ? DEEPEST
                                   : f->level;
        if (level > above && level > 1) list[level] = tree_add(t, TAG_TOC, last[level - 1]);
        above = level;
        last[level] = tree_add(t, TAG_TOCI, list[level]);
        Str label =
            f->label.n ? str_printf(t->a, "%.*s\xC2\xA0\xC2\xA0", STR_FMT(f->label)) : f->label;
        Str words =
            f->label.n ? str_printf(t->a, "%.*s%.*s", STR_FMT(label), STR_FMT(f->text)) : f->text;
        Entry e = { .label = label,
                    .words = f->text,
                    .number = f->number,
                    .target = f->target,
                    .url = f->url,
                    .desc = f->desc.n ? f->desc : words,
                    .at = b->at,
                    .space = level == 1 ? l->leading * 0.4 : 0 };
        Look look = *l;
        look.font.bold = level == 1;
        entry(t, &e, &look, fr->x + INDENT * (level - 1), fr->x + fr->w, numbers, last[level], toc);
        if (i + 1 < b->nentries && b->entries[i + 1].level > level)
            page_keep_next(t, 1, WHY_HEADING);
    }
}

void build_contents(Ts *t, const FlowBlock *b, const Frame *fr)
{
    Look l = look_role(t, ROLE_TEXT);
    l.justify = l.hyphenate = false;
    l.font.tabular = 1;
    l.leading *= 0.95;
    double numbers = text_width(t, S("0000"), l.font, l.size, t->f->lang);
    NodeId toc = tree_add(t, TAG_TOC, fr->parent);
    page_block_marks(t, b);
    page_space_before(t, l.before);
    if (b->nentries) given_entries(t, b, &l, fr, numbers, toc);
    for (int i = 0; i < t->nheads && !b->nentries; i++) {
        const Head *h = &t->heads[i];
        double in = h->block->level > 2 ? INDENT : 0;
        Entry e = entry_of_head(t, h, &l);
        entry(t, &e, &l, fr->x + in, fr->x + fr->w, numbers, tree_add(t, TAG_TOCI, toc), toc);
        if (i == 0) page_keep_next(t, 1, WHY_HEADING);
    }
    t->b.space = l.after;
}
