/* The typesetter's loop: build some pages' worth of items, choose breaks, hand out the pages that
 * later text cannot change any more, let go of their memory, go on. */
#include "page/typeset_in.h"

#include <limits.h>

#define LOOK_PAGES 6    /* items are built ahead for so many pages */
#define OPEN_PAGES 2    /* so many chosen pages are chosen anew with more text in sight */
#define SHORT_PAGE 0.12 /* from so much white space on other numbers of lines are tried */

static double window_height(const Ts *t)
{
    double h = 0;
    for (int k = t->start; k < t->items.n; k++) h += t->items.v[k].height + t->items.v[k].space;
    return h;
}

static bool fill_window(Ts *t)
{
    double want = t->height * LOOK_PAGES, h = window_height(t);
    int seen = t->items.n;
    while (h < want) {
        if (!build_step(t)) return false;
        for (; seen < t->items.n; seen++) h += t->items.v[seen].height + t->items.v[seen].space;
    }
    return true;
}

/* ---- telling what was given up ---- */
static void tell_break(Ts *t, const BrkItem *it, const char *no)
{
    static const DiagCode code[WHY_N] = { [WHY_WIDOW] = D_PAGE_EINZELZEILE,
                                          [WHY_ROWS] = D_PAGE_EINZELREIHE,
                                          [WHY_TOTAL] = D_PAGE_SUMME_ALLEIN,
                                          [WHY_TABLE_HEAD] = D_PAGE_KOPF_ALLEIN,
                                          [WHY_HEADING] = D_PAGE_UEBERSCHRIFT_ALLEIN,
                                          [WHY_SIGN_ALONE] = D_PAGE_UNTERSCHRIFT_ALLEIN,
                                          [WHY_SIGN_SPLIT] = D_PAGE_UNTERSCHRIFT_GETEILT };
    if (it->forced || it->why == WHY_NONE || !it->at.src) return;
    diag(t->d, code[it->why], it->at, no, (const char *)NULL);
}

/* The item on the page whose note goes on on the next; its first one where the note came from an
 * earlier page. */
static const BrkItem *split_note(const Ts *t, const BrkPage *p)
{
    for (int k = p->from; k < p->to && k < t->items.n; k++)
        if (t->items.v[k].note1 > p->note_to) return &t->items.v[k];
    return &t->items.v[p->from < t->items.n ? p->from : t->items.n - 1];
}

static void tell_page(Ts *t, const BrkPage *p, bool end)
{
    const BrkItem *from = &t->items.v[p->from < t->items.n ? p->from : t->items.n - 1];
    char *no =
        str_z(t->page_arena,
              str_printf(t->page_arena, "%d%s", t->pages + 1,
                         t->letter ? DIAG_WORDS(" der Einladung", " of the invitation") : ""));
    if (p->notes_end > p->note_to)
        diag(t->d, D_PAGE_FUSSNOTE, split_note(t, p)->at, no, (const char *)NULL);
    if (p->overfull) diag(t->d, D_PAGE_ZU_HOCH, from->at, no, (const char *)NULL);
    if (end || p->to >= t->items.n) return;
    const BrkItem *next = &t->items.v[p->to];
    if (!next->at.src) return; /* words of ours: a list of contents, a divider */
    tell_break(t, next, no);
    if (next->hyphen && !next->forced)
        diag(t->d, D_PAGE_TRENNSTRICH, next->at, no, (const char *)NULL);
    if (p->bare) diag(t->d, D_PAGE_KURZ, next->at, no, (const char *)NULL);
    double notes = p->note_to > p->note_from
        ? t->notes.sum[p->note_to - t->notes.base] - t->notes.sum[p->note_from - t->notes.base]
        : 0;
    if (!next->forced && p->used + notes < t->height / 3)
        diag(t->d, D_PAGE_LEER, next->at, no, (const char *)NULL);
}

/* ---- other numbers of lines ---- */
static void vary(Ts *t, PPara *p)
{
    if (p->brk.tried) return;
    p->brk.tried = true;
    ParaVariants v = { 0 };
    para_break(gen_arena(t), t->d, t->fonts, p->spans, p->nspans, &p->shape, true, &v);
    if (v.n < 2 || v.v[v.natural].n != p->natural) return;
    double base = v.v[v.natural].badness;
    p->v = v;
    if (v.natural > 0 && v.v[v.natural - 1].n == p->natural - 1)
        p->brk.can_short = true, p->brk.cost_short = v.v[v.natural - 1].badness - base;
    if (v.natural + 1 < v.n && v.v[v.natural + 1].n == p->natural + 1)
        p->brk.can_long = true, p->brk.cost_long = v.v[v.natural + 1].badness - base;
    if (p->brk.cost_short < 0) p->brk.cost_short = 0;
    if (p->brk.cost_long < 0) p->brk.cost_long = 0;
}

static bool unhappy(const Ts *t, const BrkPage *p, int npages)
{
    if (npages > 1 && p[npages - 1].cost >= BRK_STUB) return true;
    for (int k = 0; k + 1 < npages; k++) {
        if (p[k].to >= t->items.n) continue;
        const BrkItem *it = &t->items.v[p[k].to];
        if (it->forced) continue;
        if (it->cost >= BRK_HYPHEN ||
            p[k].cost > 20000 * SHORT_PAGE * SHORT_PAGE * SHORT_PAGE + 100 + BRK_TABLE)
            return true;
    }
    return false;
}

static int choose(Ts *t, Arena *scratch, bool last, BrkPage **pages)
{
    BrkInput in = { .item = t->items.v,
                    .n = t->items.n,
                    .serial = t->serial,
                    .last = last,
                    .height = t->height,
                    .even = 2 * t->st->zeile,
                    .note_sep = 10,
                    .note_sum = t->notes.sum,
                    .note_base = t->notes.base,
                    .deferred = t->deferred,
                    .start = t->start,
                    .notes = t->note_pos,
                    .notes_end = t->note_end };
    int n = brk_solve(scratch, &in, pages);
    if (!unhappy(t, *pages, n)) return n;
    for (int k = t->start; k < t->items.n; k++)
        if (t->items.v[k].para) vary(t, ((Body *)t->items.v[k].body)->para);
    in.vary = true;
    return brk_solve(scratch, &in, pages);
}

/* ---- letting go ---- */
static void drop_items(Ts *t)
{
    int keep = t->start;
    if (t->deferred != BRK_NO_ITEM && t->deferred < keep) keep = t->deferred;
    if (!keep) return;
    memmove(t->items.v, t->items.v + keep, (size_t)(t->items.n - keep) * sizeof *t->items.v);
    t->items.n -= keep, t->start -= keep, t->serial += keep;
    if (t->deferred != BRK_NO_ITEM) t->deferred -= keep;
}

static void drop_notes(Ts *t)
{
    NoteVec *v = &t->notes;
    uint32_t k = t->note_pos - v->base;
    if (!k) return;
    memmove(v->v, v->v + k, (size_t)(v->n - (int)k) * sizeof *v->v);
    v->n -= (int)k;
    for (int i = 0; i < v->n; i++) v->sum[i] = i ? v->sum[i - 1] + v->v[i - 1].height : 0;
    if (v->n)
        v->sum[v->n] = v->sum[v->n - 1] + v->v[v->n - 1].height;
    else
        v->sum[0] = 0;
    v->base += k;
}

static void let_go(Ts *t)
{
    drop_items(t);
    drop_notes(t);
    page_tables_release(t, t->serial);
    int needed = gen_now(t);
    if (t->items.n && ((Body *)t->items.v[0].body)->gen < needed)
        needed = ((Body *)t->items.v[0].body)->gen;
    if (t->notes.n && t->notes.v[0].gen < needed) needed = t->notes.v[0].gen;
    gen_release(t, needed);
}

/* ---- the loop ---- */
static void settle(Ts *t, const BrkPage *p, bool end)
{
    tell_page(t, p, end);
    emit_page(t, p, t->items.v, t->items.n);
    t->start = p->to, t->deferred = p->fig_out, t->note_pos = p->note_to,
    t->note_end = p->notes_end;
}

static void rest_of_notes(Ts *t)
{
    while (t->note_pos < notes_end(t)) {
        uint32_t to = t->note_pos + 1;
        const NoteVec *v = &t->notes;
        while (to < notes_end(t) &&
               v->sum[to + 1 - v->base] - v->sum[t->note_pos - v->base] + 10 <= t->height)
            to++;
        emit_notes_page(t, t->note_pos, to);
        t->note_pos = to;
    }
}

static void typeset_all(Ts *t)
{
    Arena *scratch = arena_new();
    if (!t->notes.sum) t->notes.sum = mem_alloc(sizeof *t->notes.sum), t->notes.sum[0] = 0;
    for (bool more = true; more;) {
        ArenaMark m = arena_mark(scratch);
        more = fill_window(t);
        BrkPage *pages;
        int n = t->start < t->items.n ? choose(t, scratch, !more, &pages) : 0;
        int settled = !more ? n : n > OPEN_PAGES ? n - OPEN_PAGES : n > 1 ? 1 : n;
        for (int k = 0; k < settled; k++) settle(t, &pages[k], !more && k + 1 == n);
        let_go(t);
        fonts_forget(t->fonts);
        arena_rewind(scratch, m);
    }
    rest_of_notes(t);
    if (!t->pages) emit_notes_page(t, 0, 0);
    arena_drop(scratch);
}

static void ts_begin(Ts *t)
{
    t->measure = page_sheet_of(t, false).measure;
    t->height = page_sheet_of(t, false).text;
    t->turned = (Vec){ 0 };
    t->deferred = BRK_NO_ITEM;
    t->page_arena = arena_new();
    t->notes.v = NULL;
    build_begin(t);
}

static void ts_drop(Ts *t)
{
    page_tables_release(t, LONG_MAX);
    page_gens_drop(t);
    arena_drop(t->page_arena);
    mem_free(t->items.v), mem_free(t->notes.v), mem_free(t->notes.sum), mem_free(t->b.frame),
        mem_free(t->table_memory);
    mem_free(t->turned.p), mem_free(t->e.cmds.p), mem_free(t->e.links.p), mem_free(t->e.dests.p),
        mem_free(t->e.outline.p), mem_free(t->e.placed.p);
    mem_free(t->tree.n);
}

/* The pages of the contents list's entries, found by a pass that nobody sees. */
static void first_pass(Ts *t)
{
    Arena *a = arena_new();
    Ts quiet = *t;
    quiet.a = a, quiet.d = diags_new(a), quiet.e.quiet = true;
    quiet.place.parent = 0;
    for (int i = 0; i < quiet.nheads; i++) quiet.heads[i].page = 1;
    ts_begin(&quiet);
    typeset_all(&quiet);
    ts_drop(&quiet);
    arena_drop(a);
}

/* The tree and the numbers of the papers before. */
static void go_on(Ts *t, const PaperPlace *place)
{
    t->place = *place;
    if (!place->after) return;
    t->tree = place->after->tree;
    place->after->tree = (StructTree){ 0 };
    t->tables = place->after->tables, t->notes_built = place->after->notes;
}

bool typeset_placed(Arena *a, Diags *d, const Flow *f, FontSet *fonts, const Images *im,
                    PageSink sink, const PaperPlace *place, Typeset *out)
{
    size_t errors = diags_errors(d);
    Ts t = { .a = a, .d = d, .f = f, .st = f->stil, .fonts = fonts, .im = im, .sink = sink };
    page_contents_collect(&t);
    if (t.has_contents) first_pass(&t);
    go_on(&t, place);
    ts_begin(&t);
    typeset_all(&t);
    running_pages(&t);
    out->pages = t.pages, out->tables = t.tables, out->notes = t.notes_built;
    tree_hand_over(&t, &out->tree);
    ts_drop(&t);
    mem_free(t.heads);
    return diags_errors(d) == errors;
}

bool typeset(Arena *a, Diags *d, const Flow *f, FontSet *fonts, const Images *im, PageSink sink,
             Typeset *out)
{
    return typeset_placed(a, d, f, fonts, im, sink, &(PaperPlace){ 0 }, out);
}

void typeset_empty(Arena *a, Diags *d, const Flow *f, FontSet *fonts, PageSink sink,
                   const PaperPlace *place, int number, double width, double height)
{
    Ts t = { .a = a,
             .d = d,
             .f = f,
             .st = f->stil,
             .fonts = fonts,
             .sink = sink,
             .place = *place,
             .page_arena = arena_new() };
    sink.page(sink.ctx, &(Page){ .number = number, .width = width, .height = height });
    running_stamp(&t, number, width, height);
    arena_drop(t.page_arena);
    mem_free(t.e.cmds.p);
}
