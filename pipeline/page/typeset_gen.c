/* Memory of the typesetter: generations, items, drawings, the stream of note lines. See
 * typeset_in.h. */
#include "page/typeset_in.h"

#define GEN_BYTES ((size_t)256 << 10)

static void gen_open(Ts *t)
{
    Gens *g = &t->gens;
    if (g->n == g->room) {
        g->room = g->room ? g->room * 2 : 8;
        g->v = mem_realloc(g->v, (size_t)g->room * sizeof *g->v);
    }
    Gen gen;
    if (g->nidle)
        gen = g->idle[--g->nidle];
    else {
        gen.a = arena_new();
        gen.start = arena_mark(gen.a);
    }
    gen.begun = arena_used(gen.a);
    g->v[g->n++] = gen;
}

Arena *gen_arena(Ts *t)
{
    if (t->hold) return t->hold;
    if (!t->gens.n) gen_open(t);
    return t->gens.v[t->gens.n - 1].a;
}

int gen_now(const Ts *t) { return t->gens.base + t->gens.n - 1; }

void gen_advance(Ts *t)
{
    if (t->hold || t->b.base || t->b.pending.first) return;
    Arena *a = gen_arena(t);
    if (arena_used(a) - t->gens.v[t->gens.n - 1].begun > GEN_BYTES) gen_open(t);
}

void gen_release(Ts *t, int first_needed)
{
    Gens *g = &t->gens;
    int k = first_needed - g->base;
    if (k > g->n - 1) k = g->n - 1;
    if (k <= 0) return;
    if (g->nidle + k > g->idle_room) {
        g->idle_room = (g->nidle + k) * 2;
        g->idle = mem_realloc(g->idle, (size_t)g->idle_room * sizeof *g->idle);
    }
    for (int i = 0; i < k; i++) {
        arena_rewind(g->v[i].a, g->v[i].start);
        g->idle[g->nidle++] = g->v[i];
    }
    memmove(g->v, g->v + k, (size_t)(g->n - k) * sizeof *g->v);
    g->n -= k;
    g->base += k;
}

void page_gens_drop(Ts *t)
{
    for (int i = 0; i < t->gens.n; i++) arena_drop(t->gens.v[i].a);
    for (int i = 0; i < t->gens.nidle; i++) arena_drop(t->gens.idle[i].a);
    mem_free(t->gens.v);
    mem_free(t->gens.idle);
    t->gens = (Gens){ 0 };
}

void draw_add(DrawList *l, Draw *d)
{
    d->next = NULL;
    if (l->last)
        l->last->next = d;
    else
        l->first = d;
    l->last = d;
}

Draw *draw_new(Ts *t, DrawList *l, DrawKind k, double x, double y)
{
    Draw *d = ARENA_NEW(gen_arena(t), Draw);
    d->kind = k, d->x = x, d->y = y;
    draw_add(l, d);
    return d;
}

void page_draws_shift(DrawList *into, DrawList *from, double dx, double dy)
{
    for (Draw *d = from->first, *next; d; d = next) {
        next = d->next;
        d->x += dx, d->y += dy;
        draw_add(into, d);
    }
    *from = (DrawList){ 0 };
}

static BrkItem *vec_item(ItemVec *v)
{
    if (v->n == v->room) {
        int room = v->room ? v->room * 2 : v->a ? 8 : 256;
        if (v->a) {
            BrkItem *bigger = ARENA_NEW_N(v->a, BrkItem, (size_t)room);
            if (v->n) memcpy(bigger, v->v, (size_t)v->n * sizeof *bigger);
            v->v = bigger;
        } else
            v->v = mem_realloc(v->v, (size_t)room * sizeof *v->v);
        v->room = room;
    }
    BrkItem *it = &v->v[v->n++];
    memset(it, 0, sizeof *it);
    return it;
}

static void take_keep(Builder *b, BrkItem *it)
{
    it->cost = b->cost, it->why = b->why;
    if (b->keep > 0) {
        double ban = brk_ban(b->keep_why);
        if (ban > it->cost) it->cost = ban, it->why = b->keep_why;
        b->keep--;
    }
    b->cost = 0, b->why = WHY_NONE;
}

BrkItem *page_item_new(Ts *t, double height, Place at)
{
    Builder *b = &t->b;
    Body *body = ARENA_NEW(gen_arena(t), Body);
    BrkItem *it = vec_item(b->out);
    it->height = height, it->at = at, it->body = body;
    it->space = b->space, it->forced = b->forced && b->out == &t->items;
    it->section = b->section;
    b->space = 0, b->forced = false;
    take_keep(b, it);
    body->gen = gen_now(t);
    body->draw = b->pending;
    body->turned = b->turned;
    if (b->turned) it->page = page_sheet_of(t, true).text;
    b->pending = (DrawList){ 0 };
    if (b->nframes) body->decor = b->frame[b->nframes - 1].decor;
    return it;
}

Body *page_item_body(BrkItem *it) { return it->body; }

void page_note_push(Ts *t, double height, DrawList draw)
{
    NoteVec *v = &t->notes;
    if (v->n == v->room) {
        v->room = v->room ? v->room * 2 : 32;
        v->v = mem_realloc(v->v, (size_t)v->room * sizeof *v->v);
        v->sum = mem_realloc(v->sum, ((size_t)v->room + 1) * sizeof *v->sum);
    }
    if (!v->n) v->sum[0] = 0;
    v->v[v->n] = (NoteLine){ height, draw, gen_now(t) };
    v->sum[v->n + 1] = v->sum[v->n] + height;
    v->n++;
}
