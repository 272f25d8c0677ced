/* A settled page: its items at their places, as commands. The page's y grows upwards, items' y
 * downwards. */
#include "page/typeset_in.h"

#include <math.h>

/* ---- the rules beside boxes: one piece for each run of items of one box ---- */
#define DEPTH 8
typedef struct {
    const Decor *open[DEPTH];
    double from[DEPTH];
    int n;
} Decors;

static void decor_close(Ts *t, Decors *s, int keep, double y)
{
    while (s->n > keep) {
        s->n--;
        const Decor *d = s->open[s->n];
        Draw r = { .kind = DRAW_RULE,
                   .x = d->x,
                   .y = s->from[s->n],
                   .w = d->w,
                   .h = y - s->from[s->n],
                   .color = d->color,
                   .artifact = ART_LAYOUT };
        emit_draws(t, &r, 0, 0);
    }
}

static void decor_item(Ts *t, Decors *s, const Decor *d, double end_of_last, double top)
{
    const Decor *chain[DEPTH];
    int n = 0, same = 0;
    for (; d; d = d->outer)
        if (n < DEPTH) chain[n++] = d;
    while (same < s->n && same < n && s->open[same] == chain[n - 1 - same]) same++;
    decor_close(t, s, same, end_of_last);
    for (; s->n < n; s->n++) s->open[s->n] = chain[n - 1 - s->n], s->from[s->n] = top;
}

/* ---- items ---- */
static const ParaLines *other_lines(const BrkPage *p, const PPara *pp)
{
    int k = pp->v.natural;
    for (int i = 0; i < p->nshorter; i++)
        if (p->shorter[i] == &pp->brk) k--;
    for (int i = 0; i < p->nlonger; i++)
        if (p->longer[i] == &pp->brk) k++;
    return k == pp->v.natural ? NULL : &pp->v.v[k];
}

static Placed *place(Ts *t, const BrkItem *it, double top, double bottom)
{
    const Body *b = it->body;
    Placed *p = page_vec_add(&t->e.placed, sizeof *p);
    *p = (Placed){ .kind = (uint8_t)b->kind,
                   .row = (uint8_t)b->row_kind,
                   .forced = it->forced,
                   .top = top,
                   .bottom = bottom,
                   .of = b->of,
                   .no = b->no,
                   .count = b->count };
    return p;
}

static void place_line(Ts *t, const BrkItem *it, double y, const ParaLines *lines, int k)
{
    const PPara *pp = ((const Body *)it->body)->para;
    Placed *p = place(t, it, y, y + pp->shape.leading);
    p->hyphen = lines->lines[k].hyphen;
    p->of = pp->brk.first, p->no = k + 1, p->count = lines->n;
}

/* The item's own drawing; a paragraph set in another number of lines is drawn whole at its first
 * item. Returns its height here. */
static double emit_item(Ts *t, const BrkPage *p, const BrkItem *it, double y)
{
    const Body *b = it->body;
    const ParaLines *other = it->para ? other_lines(p, b->para) : NULL;
    if (!other) {
        emit_draws(t, b->draw.first, 0, y);
        if (b->para) draft_line(t, y + b->para->ascent);
        if (b->para)
            place_line(t, it, y, &b->para->v.v[b->para->v.natural], b->line);
        else
            place(t, it, y, y + it->height);
        return it->height;
    }
    if (b->line) return 0;
    for (const Draw *d = b->draw.first; d && d != b->draw.last;
         d = d->next) { /* the last one is the line itself */
        Draw one = *d;
        one.next = NULL;
        emit_draws(t, &one, 0, y);
    }
    for (int k = 0; k < other->n; k++) {
        double base = y + k * b->para->shape.leading + b->para->ascent;
        emit_cmd_line(t, &other->lines[k], b->para->links, t->e.left + b->para->x, t->e.top - base);
        draft_line(t, base);
        place_line(t, it, base - b->para->ascent, other, k);
    }
    return other->n * b->para->shape.leading;
}

static void emit_notes(Ts *t, uint32_t from, uint32_t to)
{
    if (to <= from) return;
    NoteVec *v = &t->notes;
    double h = v->sum[to - v->base] - v->sum[from - v->base],
           y = page_sheet_of(t, t->e.turned).text - h;
    t->e.notes = y;
    Draw r = { .kind = DRAW_RULE, .y = y - 3, .w = 113, .h = 0.5, .artifact = ART_LAYOUT };
    emit_draws(t, &r, 0, 0);
    for (uint32_t i = from; i < to; i++) {
        NoteLine *n = &v->v[i - v->base];
        emit_draws(t, n->draw.first, 0, y);
        y += n->height;
    }
}

static void begin(Ts *t, bool turned)
{
    Emit *e = &t->e;
    *(bool *)page_vec_add(&t->turned, sizeof(bool)) = e->turned = turned;
    e->cmds.n = e->links.n = e->dests.n = e->outline.n = e->placed.n = 0;
    e->notes = page_sheet_of(t, turned).text;
    e->number = ++t->pages;
    e->left = page_left(t, e->number, turned);
    e->top = page_sheet_of(t, turned).height - t->st->oben;
    e->lines = 0;
}

static void end(Ts *t)
{
    Emit *e = &t->e;
    Sheet s = page_sheet_of(t, e->turned);
    Page p = { .number = e->number,
               .width = s.width,
               .height = s.height,
               .placed = e->placed.p,
               .nplaced = e->placed.n,
               .area = s.text,
               .notes = e->notes,
               .cmds = e->cmds.p,
               .ncmds = e->cmds.n,
               .links = e->links.p,
               .nlinks = e->links.n,
               .dests = e->dests.p,
               .ndests = e->dests.n,
               .outline = e->outline.p,
               .noutline = e->outline.n };
    if (!e->quiet && t->sink.page) t->sink.page(t->sink.ctx, &p);
}

typedef struct {
    double y;
    int count;
    Decors decors;
} Column;

static void column_item(Ts *t, const BrkPage *p, const BrkItem *it, Column *c)
{
    double space = c->count ? it->space * (1 + p->gaps) : 0, end_of_last = c->y;
    decor_item(t, &c->decors, ((const Body *)it->body)->decor, end_of_last, c->y + space);
    const Body *b = it->body;
    bool swallowed = it->para && b->line && other_lines(p, b->para);
    c->y += swallowed ? 0 : space;
    c->y += emit_item(t, p, it, c->y);
    c->count++;
}

void emit_page(Ts *t, const BrkPage *p, const BrkItem *items, int n)
{
    ArenaMark m = arena_mark(t->page_arena);
    t->hold = t->page_arena;
    begin(t, ((const Body *)items[p->from].body)->turned);
    draft_word(t);
    Column c = { 0 };
    if (p->fig_in != BRK_NO_ITEM) {
        column_item(t, p, &items[p->fig_in], &c);
        c.y += items[p->fig_in].after, c.count = 0;
    }
    const Body *first = items[p->from].body;
    if (first->table && items[p->from].cut_top > 0) {
        table_cut_head(t, first->table, first->rows_above, c.y);
        c.y += items[p->from].cut_top;
    }
    for (int k = p->from; k < p->to; k++)
        if (k != p->fig_out) column_item(t, p, &items[k], &c);
    decor_close(t, &c.decors, 0, c.y);
    if (p->to < n && items[p->to].cut_bottom > 0) {
        const Body *next = items[p->to].body;
        double h = table_cut_foot(t, next->table, next->rows_above, c.y);
        *(Placed *)page_vec_add(&t->e.placed, sizeof(Placed)) =
            (Placed){ .kind = PLACED_CARRY, .top = c.y, .bottom = c.y + h };
    }
    emit_notes(t, p->note_from, p->note_to);
    end(t);
    t->hold = NULL;
    arena_rewind(t->page_arena, m);
}

void emit_notes_page(Ts *t, uint32_t from, uint32_t to)
{
    begin(t, false);
    emit_notes(t, from, to);
    end(t);
}
