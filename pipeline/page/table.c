/* A table of the flow: its structure, its head, its rows one unit at a time. */
#include "page/table.h"

/* Multi-level heads, and cells that head more than a row or a column, need ids (ISO
 * 32000-1, 14.8.5.7: Headers). */
static bool needs_ids(const FlowTable *ft)
{
    if (ft->nhead > 1) return true;
    for (int r = 0; r < ft->nhead; r++)
        for (int i = 0; i < ft->head[r].ncells; i++)
            if (ft->head[r].cells[i].colspan > 1 || ft->head[r].cells[i].rowspan > 1) return true;
    return false;
}

static Arena *table_arena(Ts *t)
{
    if (t->b.base || t->hold)
        return gen_arena(t); /* inside a cell: it lives as long as the cell's row */
    if (t->ntable_memory == t->table_memory_room) {
        t->table_memory_room = t->table_memory_room ? t->table_memory_room * 2 : 8;
        t->table_memory =
            mem_realloc(t->table_memory, (size_t)t->table_memory_room * sizeof *t->table_memory);
    }
    Arena *a = arena_new();
    t->table_memory[t->ntable_memory++] = (TableMemory){ .a = a };
    return a;
}

static void table_done(Ts *t, const Table *tb)
{
    for (int i = t->ntable_memory; i-- > 0;)
        if (t->table_memory[i].a == tb->a)
            t->table_memory[i].done = true, t->table_memory[i].last = t->serial + t->items.n - 1;
}

void page_tables_release(Ts *t, long settled)
{
    int keep = 0;
    for (int i = 0; i < t->ntable_memory; i++) {
        TableMemory *m = &t->table_memory[i];
        if (m->done && m->last < settled)
            arena_drop(m->a);
        else
            t->table_memory[keep++] = *m;
    }
    t->ntable_memory = keep;
}

static Table *table_new(Ts *t, const FlowBlock *b, const Frame *fr)
{
    Arena *a = table_arena(t);
    Table *tb = ARENA_NEW(a, Table);
    tb->a = a;
    tb->ft = b->table, tb->at = b->at, tb->x = fr->x, tb->ncols = b->table->ncols,
    tb->decor = fr->decor;
    tb->look = look_table(t, tb->ft->look);
    if (t->b.look && t->b.look->size < tb->look.size)
        tb->look.size = t->b.look->size, tb->look.leading = t->b.look->leading;
    tb->pad = tb->ft->look == TABLE_HEAD ? 2.5 : 3;
    tb->col = ARENA_NEW_N(tb->a, TableCol, (size_t)tb->ncols);
    tb->left = ARENA_NEW_N(tb->a, int, 2 * (size_t)tb->ncols);
    tb->number = ++t->tables;
    tb->by_ids = needs_ids(tb->ft);
    return tb;
}

static void caption(Ts *t, const Table *tb, const FlowBlock *b, const Frame *fr)
{
    if (!tb->ft->caption) return;
    Look l = look_role(t, ROLE_CAPTION);
    l.font.bold = 1;
    NodeId node = tree_add(t, TAG_CAPTION, tb->node);
    Spans s = { 0 };
    spans_runs(t, &s, tb->ft->caption, &l, node, b->lang);
    int from = t->b.out->n;
    text_items(t, &s, &l, fr->x, fr->w, b->at, node);
    for (int k = from; k < t->b.out->n; k++) {
        BrkItem *it = &t->b.out->v[k];
        page_item_body(it)->heading = true, page_item_body(it)->kind = PLACED_CAPTION;
        it->text = false;
        it->para = NULL;
        if (k > from) it->cost = brk_ban(WHY_TABLE_HEAD), it->why = WHY_TABLE_HEAD;
    }
    t->b.space = l.leading * 0.3;
    page_keep_next(t, 1, WHY_TABLE_HEAD);
}

static void head(Ts *t, Table *tb)
{
    const FlowTable *ft = tb->ft;
    if (!ft->nhead) return;
    NodeId thead = tree_add(t, TAG_THEAD, tb->node);
    Arena *hold = t->hold;
    t->hold = tb->a; /* drawn again on each page of the table */
    memset(tb->left, 0, 2 * (size_t)tb->ncols * sizeof *tb->left);
    page_unit_items(t, tb, ft->head, 0, ft->nhead, ft->nhead, UNIT_HEAD, thead);
    t->hold = hold;
    if (tb->head_h > page_sheet_of(t, t->b.turned).text * 0.4) tb->head_h = 0;
}

static void top_rule(Ts *t, Table *tb)
{
    bool hair = tb->ft->look != TABLE_HEAD || t->st->linien_kopf || tb->ft->grid;
    if (!hair || (tb->ft->nhead && !tb->ft->grid)) return;
    Draw *d = draw_new(t, &t->b.pending, DRAW_RULE, tb->x, 0);
    d->w = tb->w, d->h = HAIRLINE, d->color = RULE_GREY, d->artifact = ART_LAYOUT;
}

/* ---- pages across ---- */
#define SMALL 0.85 /* from such a share of its type on a table rather turns the page */

/* Only text of the page's full width makes way: nothing in lists, boxes, cells. */
static bool may_turn(const Ts *t, const Frame *fr)
{
    if (t->b.out != &t->items || t->b.base || t->hold || fr->decor || fr->x > 0.01 ||
        fr->w < t->measure - 0.01)
        return false;
    for (int i = 0; i < t->b.nframes; i++)
        if (t->b.frame[i].kind != FRAME_BLOCKS) return false;
    return true;
}

/* Headings that would stay behind go along. */
static void headings_along(Ts *t)
{
    int k = t->items.n;
    while (k > t->start && page_item_body(&t->items.v[k - 1])->heading && !t->items.v[k - 1].forced)
        k--;
    t->b.forced |= k == t->items.n && k > 0;
    for (int i = k; i < t->items.n; i++) {
        t->items.v[i].page = page_sheet_of(t, true).text;
        page_item_body(&t->items.v[i])->turned = true;
    }
    if (k < t->items.n) t->items.v[k].forced = true;
}

/* Columns for the page as it is; a table that would need small type gets a page across where that
 * helps. */
static void fit_page(Ts *t, Table *tb, const Frame *fr)
{
    Look look = tb->look;
    double share = table_widths(t, tb, fr->w);
    if (share < SMALL && may_turn(t, fr)) {
        Look small = tb->look;
        tb->look = look;
        double across = table_widths(t, tb, page_sheet_of(t, true).measure);
        if (across > share) {
            tb->turned = t->b.turned = true;
            headings_along(t);
            share = across;
        } else {
            tb->look = small;
            table_widths(t, tb, fr->w);
        }
    }
    if (share <= 0) diag(t->d, D_PAGE_TABELLE_ENG, tb->at, (const char *)NULL);
}

/* A short table is read as a whole: rather white above its heading than a part of it on either
 * page. */
static void short_table(Ts *t, const Table *tb)
{
    int from = t->items.n;
    double h = tb->head_h, most = page_sheet_of(t, tb->turned).text * BRK_SHORT_TABLE;
    for (; from > t->start && page_item_body(&t->items.v[from - 1])->table == tb && h < most;
         from--)
        h += t->items.v[from - 1].height;
    if (t->b.out != &t->items || h >= most ||
        (from > t->start && page_item_body(&t->items.v[from - 1])->table == tb))
        return;
    for (int k = from; k < t->items.n; k++)
        if (t->items.v[k].cost == BRK_TABLE) t->items.v[k].cost = BRK_TABLE_SHORT;
}

static void table_end(Ts *t, const Table *tb)
{
    table_done(t, tb);
    short_table(t, tb);
    if (tb->turned) t->b.turned = false, t->b.forced = true;
}

void table_begin(Ts *t, const FlowBlock *b, const Frame *fr)
{
    const FlowTable *ft = b->table;
    if (ft->ncols < 1 || (!ft->nbody && !ft->nhead)) return;
    Table *tb = table_new(t, b, fr);
    page_block_marks(t, b);
    page_space_before(t, t->st->zeile * 0.6);
    tb->node = tree_add(t, TAG_TABLE, fr->parent);
    tree_more(t, tb->node)->title = ft->summary;
    fit_page(t, tb, fr);
    caption(t, tb, b, fr);
    top_rule(t, tb);
    head(t, tb);
    carry_prepare(t, tb);
    memset(tb->left, 0, 2 * (size_t)tb->ncols * sizeof *tb->left);
    if (!ft->nbody) {
        table_end(t, tb);
        return;
    }
    tb->body = tree_add(t, TAG_TBODY, tb->node);
    Frame *f = page_frame_push(t, FRAME_TABLE);
    f->table = tb, f->x = fr->x, f->w = fr->w, f->decor = fr->decor, f->parent = fr->parent;
}

void table_step(Ts *t)
{
    Table *tb = t->b.frame[t->b.nframes - 1].table;
    const FlowTable *ft = tb->ft;
    if (tb->row >= ft->nbody) {
        t->b.nframes--;
        table_end(t, tb);
        t->b.space = t->st->zeile * 0.8;
        return;
    }
    int n = page_unit_rows(tb, ft->body + tb->row, ft->nbody - tb->row);
    page_unit_items(t, tb, ft->body + tb->row, tb->row, n, ft->nbody, UNIT_BODY, tb->body);
    tb->row += n;
}
