/* Runs to spans, with the structure nodes they belong to; spans to lines, one item a line. */
#include "page/typeset_in.h"

#include <math.h>

NodeId page_leaf_new(Ts *t, NodeId parent) { return tree_add(t, TAG_CONTENT, parent); }

static void *grow(Arena *a, void *old, int n, int *room, size_t size)
{
    if (n < *room) return old;
    int bigger = *room ? *room * 2 : 8;
    void *p = arena_array(a, (size_t)bigger, size);
    if (n) memcpy(p, old, (size_t)n * size);
    *room = bigger;
    return p;
}

static ParaSpan *span_new(Arena *a, Spans *s)
{
    s->v = grow(a, s->v, s->n, &s->room, sizeof *s->v);
    ParaSpan *p = &s->v[s->n++];
    *p = (ParaSpan){ .note = -1, .link = -1 };
    return p;
}

static ParaSpan *span_styled(Arena *a, Spans *s, Str text, const Look *l, Str lang, Place at)
{
    ParaSpan *p = span_new(a, s);
    p->text = text, p->font = l->font, p->size = l->size, p->color = l->color, p->lang = lang,
    p->at = at;
    return p;
}

void spans_text(Ts *t, Spans *s, Str text, const Look *l, NodeId leaf, Str lang, Place at)
{
    ParaSpan *p = span_styled(gen_arena(t), s, flow_text_nobreak(t->a, text, false), l,
                              lang.n ? lang : t->f->lang, at);
    p->node = leaf;
    if (!leaf) p->artifact = ART_LAYOUT;
}

void spans_break(Ts *t, Spans *s, Place at)
{
    ParaSpan *p = span_new(gen_arena(t), s);
    p->br = true, p->at = at;
    if (s->n > 1)
        p->font = s->v[s->n - 2].font, p->size = s->v[s->n - 2].size, p->node = s->v[s->n - 2].node;
}

/* ---- runs ---- */
typedef struct {
    Ts *t;
    Spans *s;
    const Look *l;
    NodeId parent, leaf;
    Str lang;
    const Run *link;
    int link_no;
    NodeId link_node;
} RunWriter;

static bool same_link(const Run *a, const Run *b)
{
    return a && b && str_eq(a->url, b->url) && str_eq(a->target, b->target);
}

static int link_add(RunWriter *w, const Run *r)
{
    Spans *s = w->s;
    Arena *a = gen_arena(w->t);
    s->links = grow(a, s->links, s->nlinks, &s->links_room, sizeof *s->links);
    NodeId node = tree_add(w->t, TAG_LINK, w->parent);
    Str desc = r->link_desc.n ? r->link_desc : r->url.n ? r->url : r->text;
    s->links[s->nlinks] = (LinkRef){ node, r->url, r->target, desc };
    w->link_node = node;
    return s->nlinks++;
}

/* The leaf a run's glyphs belong to; neighbours of one element share it. */
static NodeId run_leaf(RunWriter *w, const Run *r)
{
    Ts *t = w->t;
    bool link = r->url.n || r->target.n, foreign = r->lang.n && !str_eq(r->lang, w->lang);
    if (!link && !foreign && !(r->flags & RUN_NOTE)) {
        w->link = NULL;
        if (!w->leaf) w->leaf = page_leaf_new(t, w->parent);
        return w->leaf;
    }
    w->leaf = 0;
    NodeId parent = w->parent;
    if (r->flags & RUN_NOTE) {
        w->link = NULL;
        return page_leaf_new(t, tree_add(t, TAG_REFERENCE, parent));
    }
    if (link) {
        if (!same_link(w->link, r)) w->link_no = link_add(w, r);
        w->link = r;
        parent = w->link_node;
    } else
        w->link = NULL;
    if (foreign) {
        parent = tree_add(t, TAG_SPAN, parent);
        tree_more(t, parent)->lang = r->lang;
    }
    return page_leaf_new(t, parent);
}

static int note_add(RunWriter *w, const Run *r)
{
    Spans *s = w->s;
    s->notes = grow(gen_arena(w->t), s->notes, s->nnotes, &s->notes_room, sizeof *s->notes);
    s->notes[s->nnotes] = (NoteRef){ r->note, r->text, 0, r->at };
    return s->nnotes++;
}

static void run_style(ParaSpan *p, const Run *r, const Look *l)
{
    if (r->flags & RUN_BOLD) p->font.bold = 1;
    if (r->flags & RUN_ITALIC) p->font.italic = !p->font.italic;
    if (r->flags & (RUN_SUP | RUN_NOTE)) p->size = l->size * RAISED_SIZE, p->rise = l->size * 0.36;
    if (r->flags & RUN_SUB) p->size = l->size * RAISED_SIZE, p->rise = -l->size * 0.14;
}

static void run_write(RunWriter *w, const Run *r)
{
    Ts *t = w->t;
    if (r->flags & RUN_BREAK) {
        spans_break(t, w->s, r->at);
        return;
    }
    if (!r->text.n) return;
    NodeId leaf = run_leaf(w, r);
    ParaSpan *p = span_styled(gen_arena(t), w->s, flow_text_nobreak(t->a, r->text, false), w->l,
                              r->lang.n ? r->lang : w->lang, r->at);
    p->node = leaf;
    run_style(p, r, w->l);
    if (w->link) p->link = w->link_no;
    if ((r->flags & RUN_NOTE) && r->note) p->note = note_add(w, r);
}

void spans_runs(Ts *t, Spans *s, const Run *r, const Look *l, NodeId parent, Str lang)
{
    RunWriter w = { .t = t, .s = s, .l = l, .parent = parent, .lang = lang.n ? lang : t->f->lang };
    for (; r; r = r->next) run_write(&w, r);
}

void spans_measure(Ts *t, Arena *a, Spans *s, const FlowBlock *para, const Look *l)
{
    for (const Run *r = para->runs; r; r = r->next) {
        if (r->flags & RUN_BREAK) {
            span_new(a, s)->br = true;
            continue;
        }
        ParaSpan *p = span_styled(a, s, flow_text_nobreak(a, r->text, false), l,
                                  r->lang.n ? r->lang : t->f->lang, r->at);
        p->artifact = ART_LAYOUT;
        run_style(p, r, l);
    }
}

Str page_runs_words(Arena *a, const Run *r)
{
    size_t n = 0;
    for (const Run *q = r; q; q = q->next) n += q->text.n + 1;
    char *p = arena_alloc(a, n + 1);
    n = 0;
    for (; r; r = r->next) {
        if (r->flags & RUN_NOTE) continue;
        if (r->flags & RUN_BREAK) {
            p[n++] = ' ';
            continue;
        }
        if (r->text.n) memcpy(p + n, r->text.p, r->text.n);
        n += r->text.n;
    }
    return (Str){ p, n };
}

/* ---- lines ---- */
static ParaShape shape_of(const Look *l, double w)
{
    return (ParaShape){ .width = w,
                        .hang = l->hang,
                        .align = l->align == ALIGN_DECIMAL ? ALIGN_RIGHT : l->align,
                        .justify = l->justify && l->align == ALIGN_LEFT,
                        .hyphenate = l->hyphenate,
                        .narrow = l->narrow,
                        .leading = l->leading };
}

static void draw_line(Ts *t, DrawList *into, const Line *line, const LinkRef *links, double x,
                      double base)
{
    Draw *d = draw_new(t, into, DRAW_LINE, x, base);
    d->line = line, d->links = links;
}

/* Penalty for a break before line k of n. */
static void line_cost(BrkItem *it, const ParaLines *p, int k)
{
    if (!k) return;
    int n = p->n;
    double c = 0;
    BrkWhy why = WHY_NONE;
    if (k == 1 || k == n - 1)
        c = brk_ban(WHY_WIDOW), why = WHY_WIDOW;
    else if (k == 2 || k == n - 2)
        c = BRK_THREE;
    it->hyphen = p->lines[k - 1].hyphen;
    if (it->hyphen) c += BRK_HYPHEN;
    if (c > it->cost) it->cost = c, it->why = why;
}

static void line_notes(BrkItem *it, const Line *l, const uint32_t *first, const uint32_t *min)
{
    for (int i = 0; i < l->nnotes; i++) {
        int k = l->notes[i];
        if (!it->note1) it->note0 = first[k];
        if (first[k + 1] > it->note1) it->note1 = first[k + 1], it->note_min = min[k];
    }
}

#define VARY_LINES 4 /* shorter paragraphs gain nothing by another number of lines */

static PPara *para_keep(Ts *t, const Spans *s, const Look *l, double x, double w)
{
    PPara *p = ARENA_NEW(gen_arena(t), PPara);
    p->spans = s->v, p->nspans = s->n, p->links = s->links, p->x = x;
    p->shape = shape_of(l, w);
    p->ascent = look_ascent(t, l);
    return p;
}

static void para_line_items(Ts *t, PPara *p, Place at, const uint32_t *first, const uint32_t *min)
{
    const ParaLines *lines = &p->v.v[p->v.natural];
    bool main = t->b.out == &t->items;
    p->natural = lines->n;
    p->brk = (BrkPara){ .first = t->serial + t->b.out->n, .leading = p->shape.leading };
    p->brk.last = p->brk.first + lines->n - 1;
    for (int k = 0; k < lines->n; k++) {
        BrkItem *it = page_item_new(t, p->shape.leading, at);
        Body *b = page_item_body(it);
        line_cost(it, lines, k);
        if (first) line_notes(it, &lines->lines[k], first, min);
        draw_line(t, &b->draw, &lines->lines[k], p->links, p->x, p->ascent);
        if (!main) continue;
        it->text = true;
        b->para = p, b->line = k;
        if (lines->n >= VARY_LINES) it->para = &p->brk;
    }
}

void text_items(Ts *t, Spans *s, const Look *l, double x, double w, Place at, NodeId note_parent)
{
    if (!s->n) return;
    uint32_t *first = NULL, *min = NULL;
    PPara *p = para_keep(t, s, l, x, w);
    para_break(gen_arena(t), t->d, t->fonts, s->v, s->n, &p->shape, false, &p->v);
    if (s->nnotes) {
        first = ARENA_NEW_N(gen_arena(t), uint32_t, (size_t)s->nnotes + 1);
        min = ARENA_NEW_N(gen_arena(t), uint32_t, (size_t)s->nnotes + 1);
        page_notes_build(t, s, note_parent, first, min);
    }
    para_line_items(t, p, at, first, min);
}

void text_draw(Ts *t, Spans *s, const Look *l, double x, double w, DrawList *into, double *y)
{
    if (!s->n) return;
    ParaShape sh = shape_of(l, w);
    ParaVariants v = { 0 };
    para_break(gen_arena(t), t->d, t->fonts, s->v, s->n, &sh, false, &v);
    const ParaLines *p = &v.v[v.natural];
    double asc = look_ascent(t, l);
    for (int k = 0; k < p->n; k++, *y += l->leading)
        draw_line(t, into, &p->lines[k], s->links, x, *y + asc);
}

/* ---- footnotes ---- */
static void note_lines(Ts *t, ItemVec *items, double gap)
{
    for (int i = 0; i < items->n; i++) {
        BrkItem *it = &items->v[i];
        double before = i ? it->space : gap;
        DrawList shifted = { 0 };
        page_draws_shift(&shifted, &page_item_body(it)->draw, 0, before);
        page_note_push(t, it->height + before, shifted);
    }
}

static void note_build(Ts *t, NoteRef *n, NodeId parent)
{
    Look l = look_role(t, ROLE_NOTE);
    double step = l.size * 1.6, base = look_ascent(t, &l);
    n->node = tree_add(t, TAG_NOTE, parent);
    tree_more(t, n->node)->id = str_printf(t->a, "fn-%d", ++t->notes_built);
    NodeId leaf = page_leaf_new(t, tree_add(t, TAG_LBL, n->node));
    DrawList label = { 0 };
    Draw *d = draw_new(t, &label, DRAW_LINE, 0, base);
    d->line = page_line_of(t, gen_arena(t), n->number, l.font, l.size, l.color, t->f->lang, leaf,
                           ART_NONE, NULL);
    ItemVec items = { .a = gen_arena(t) };
    DrawList before = t->b.pending;
    t->b.pending = label;
    build_all(t, &items, n->block, step, t->measure - step, n->node, &l);
    t->b.pending = before;
    note_lines(t, &items, l.leading * 0.15);
}

/* first[k] .. first[k + 1]: the lines of note k; up to min[k] they must stand on the page of its
 * mark. */
void page_notes_build(Ts *t, Spans *s, NodeId parent, uint32_t *first, uint32_t *min)
{
    for (int k = 0; k < s->nnotes; k++) {
        first[k] = notes_end(t);
        note_build(t, &s->notes[k], parent);
        uint32_t end = notes_end(t);
        min[k] = end - first[k] > 2 ? first[k] + 2 : end;
        first[k + 1] = end;
    }
}

/* ---- single lines ---- */
Line *page_line_of(Ts *t, Arena *a, Str text, FontStyle font, double size, uint32_t color, Str lang,
                   NodeId node, Artifact art, double *width)
{
    const Shaped *sh = shape(t->fonts, font, text, lang, NO_PLACE);
    PlacedGlyph *g = ARENA_NEW_N(a, PlacedGlyph, (size_t)sh->n + 1);
    double x = 0;
    for (uint32_t i = 0; i < sh->n; i++) {
        const Glyph *q = &sh->g[i];
        g[i] = (PlacedGlyph){ .gid = q->gid,
                              .face = q->face,
                              .text = str_sub(text, q->at, q->len),
                              .dx = q->dx * size,
                              .dy = q->dy * size,
                              .x = x };
        x += q->adv * size;
    }
    LinePiece *p = ARENA_NEW(a, LinePiece);
    *p = (LinePiece){ .node = node,
                      .artifact = node ? ART_NONE : art,
                      .size = size,
                      .color = color,
                      .glyphs = g,
                      .nglyphs = sh->n,
                      .width = x,
                      .link = -1 };
    Line *l = ARENA_NEW(a, Line);
    l->pieces = p, l->npieces = 1, l->width = l->natural = x;
    if (width) *width = x;
    return l;
}

double text_width(Ts *t, Str text, FontStyle font, double size, Str lang)
{
    return shape(t->fonts, font, text, lang, NO_PLACE)->width * size;
}
