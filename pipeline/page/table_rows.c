/* Rows: cells set one beside the other, rules, and the items they make. */
#include "page/table.h"

#include <stdlib.h>

typedef struct {
    double y, h;
    DrawList draw;
    int order;
} CellLine; /* one item of a cell, y from the unit's top */
typedef struct {
    const FlowCell *c;
    int col, span, row, rows;
    double h;
    int line0, nlines;
} CellAt;
typedef struct {
    Table *tb;
    const FlowRow *rows;
    int first, n, of;
    UnitPart part;
    CellAt *cell;
    int ncells;
    CellLine *line;
    int nlines, room;
    double *y; /* top of each row, and the end */
    uint32_t note0, note1, note_min;
    Arena *a;
} Unit;

int page_unit_rows(const Table *tb, const FlowRow *rows, int n)
{
    int end = 1;
    for (int r = 0; r < end && r < n; r++)
        for (int i = 0; i < rows[r].ncells; i++)
            if (rows[r].cells[i].rowspan > 1 && r + rows[r].cells[i].rowspan > end)
                end = r + rows[r].cells[i].rowspan;
    return end > n ? n : end;
}

/* ---- structure ---- */
static void cell_headers(Ts *t, Unit *u, NodeMore *n, const CellAt *p, const Str *row_ids,
                         int nrow_ids)
{
    Table *tb = u->tb;
    int k = nrow_ids;
    for (int c = p->col; c < p->col + p->span; c++) k += tb->col[c].nhead_ids;
    Str *ids = ARENA_NEW_N(t->a, Str, (size_t)k + 1);
    k = 0;
    for (int c = p->col; c < p->col + p->span; c++)
        for (int i = 0; i < tb->col[c].nhead_ids; i++) {
            bool twice = false;
            for (int q = 0; q < k; q++) twice |= ids[q].p == tb->col[c].head_ids[i].p;
            if (!twice) ids[k++] = tb->col[c].head_ids[i];
        }
    for (int i = 0; i < nrow_ids; i++) ids[k++] = row_ids[i];
    n->headers = ids, n->nheaders = k;
}

static void head_id_add(Ts *t, Table *tb, const CellAt *p, Str id)
{
    for (int c = p->col; c < p->col + p->span; c++) {
        TableCol *tc = &tb->col[c];
        Str *more = ARENA_NEW_N(t->a, Str, (size_t)tc->nhead_ids + 1);
        if (tc->nhead_ids) memcpy(more, tc->head_ids, (size_t)tc->nhead_ids * sizeof *more);
        more[tc->nhead_ids++] = id;
        tc->head_ids = more;
    }
}

static NodeId cell_node(Ts *t, Unit *u, const CellAt *p, NodeId tr, const Str *row_ids,
                        int nrow_ids, Str *own_id)
{
    bool head = u->part == UNIT_HEAD, th = head || p->c->header;
    NodeId id = tree_add(t, th ? TAG_TH : TAG_TD, tr);
    Node *n = tree_at(t, id);
    n->colspan = (uint16_t)p->span, n->rowspan = (uint16_t)p->rows;
    if (th) n->scope = head ? 'C' : 'R';
    *own_id = (Str){ 0 };
    if (!u->tb->by_ids) return id;
    if (th)
        *own_id = tree_more(t, id)->id =
            str_printf(t->a, "t%d-%c%d-%d", u->tb->number, head ? 'k' : 'z', u->first + p->row + 1,
                       p->col + 1);
    if (head) {
        cell_headers(t, u, tree_more(t, id), p, NULL, 0);
        head_id_add(t, u->tb, p, *own_id);
    } else
        cell_headers(t, u, tree_more(t, id), p, row_ids, nrow_ids);
    return id;
}

/* ---- a cell's content ---- */
static void cell_lines(Ts *t, Unit *u, CellAt *p, NodeId node)
{
    Table *tb = u->tb;
    TableCol *tc = &tb->col[p->col], *end = &tb->col[p->col + p->span - 1];
    Look l = page_cell_look(tb, &u->rows[p->row], p->c, p->col, u->part == UNIT_HEAD);
    double x = tc->x + tc->left, w = end->x + end->w - end->right - x, dx = 0, whole, frac;
    if (l.align == ALIGN_DECIMAL) {
        l.align = ALIGN_RIGHT;
        if (page_cell_parts(t, p->c, &l, &whole, &frac) && whole <= w - tc->frac + 0.01 &&
            frac <= tc->frac + 0.01)
            dx = frac - tc->frac;
    }
    ItemVec v = { .a = u->a };
    build_all(t, &v, p->c->blocks, x, w, node, &l);
    p->line0 = u->nlines;
    double y = 0;
    for (int i = 0; i < v.n; i++) {
        BrkItem *it = &v.v[i];
        if (u->nlines == u->room) {
            CellLine *more = ARENA_NEW_N(u->a, CellLine, (size_t)u->room * 2);
            memcpy(more, u->line, (size_t)u->nlines * sizeof *more);
            u->line = more, u->room *= 2;
        }
        y += i ? it->space : 0;
        CellLine *cl = &u->line[u->nlines];
        *cl = (CellLine){ y, it->height, { 0 }, u->nlines };
        page_draws_shift(&cl->draw, &page_item_body(it)->draw, dx, 0);
        u->nlines++;
        y += it->height;
        if (it->note1 > u->note1) {
            if (!u->note1) u->note0 = it->note0;
            u->note1 = it->note1, u->note_min = it->note_min;
        }
    }
    p->nlines = v.n, p->h = y;
}

static void unit_cells(Ts *t, Unit *u, NodeId section)
{
    Table *tb = u->tb;
    int total = 0, most = 0;
    for (int r = 0; r < u->n; r++) {
        total += u->rows[r].ncells;
        if (u->rows[r].ncells > most) most = u->rows[r].ncells;
    }
    u->cell = ARENA_NEW_N(u->a, CellAt, (size_t)total + 1);
    u->room = total + 8, u->line = ARENA_NEW_N(u->a, CellLine, (size_t)u->room);
    int *col = ARENA_NEW_N(u->a, int, (size_t)most + 1);
    Str *row_ids = ARENA_NEW_N(u->a, Str, (size_t)most + 1), own;
    for (int r = 0; r < u->n; r++) {
        int nids = 0;
        NodeId tr = tree_add(t, TAG_TR, section);
        table_place(tb, &u->rows[r], tb->left, col);
        for (int i = 0; i < u->rows[r].ncells; i++) {
            if (col[i] < 0) continue;
            const FlowCell *c = &u->rows[r].cells[i];
            CellAt *p = &u->cell[u->ncells++];
            *p = (CellAt){ .c = c,
                           .col = col[i],
                           .span = page_cell_span(tb, c, col[i]),
                           .row = r,
                           .rows = c->rowspan > 1 ? c->rowspan : 1 };
            if (r + p->rows > u->n) p->rows = u->n - r;
            NodeId node = cell_node(t, u, p, tr, row_ids, nids, &own);
            if (own.n && u->part == UNIT_BODY) row_ids[nids++] = own;
            cell_lines(t, u, p, node);
        }
    }
}

static void unit_heights(Unit *u)
{
    Table *tb = u->tb;
    u->y = ARENA_NEW_N(u->a, double, (size_t)u->n + 1);
    double least = tb->look.leading + 2 * tb->pad, *h = ARENA_NEW_N(u->a, double, (size_t)u->n + 1);
    for (int r = 0; r < u->n; r++) h[r] = least;
    for (int pass = 0; pass < 2; pass++) /* single rows first, then what spans them */
        for (int i = 0; i < u->ncells; i++) {
            CellAt *p = &u->cell[i];
            if ((p->rows > 1) != pass) continue;
            double have = 0, want = p->h + 2 * tb->pad;
            for (int r = p->row; r < p->row + p->rows; r++) have += h[r];
            if (want > have) h[p->row + p->rows - 1] += want - have;
        }
    u->y[0] = 0;
    for (int r = 0; r < u->n; r++) u->y[r + 1] = u->y[r] + h[r];
    for (int i = 0; i < u->ncells; i++) {
        CellAt *p = &u->cell[i];
        double top = u->y[p->row] + tb->pad;
        if (u->part == UNIT_HEAD)
            top = u->y[p->row + p->rows] - tb->pad - p->h; /* heads stand on their rule */
        for (int k = 0; k < p->nlines; k++) u->line[p->line0 + k].y += top;
    }
}

/* ---- rules ---- */
static void rule(Ts *t, DrawList *into, double x, double y, double w, double h, uint32_t color)
{
    Draw *d = draw_new(t, into, DRAW_RULE, x, y);
    d->w = w, d->h = h, d->color = color, d->artifact = ART_LAYOUT;
}

static bool is_sum(RowKind k) { return k == ROW_SUBTOTAL || k == ROW_TOTAL || k == ROW_BALANCE; }

static bool wants_hairlines(const Ts *t, const Table *tb)
{
    return tb->ft->look != TABLE_HEAD || t->st->linien_kopf || tb->ft->grid;
}

/* The rule below a unit, drawn inside its height. */
static void rule_below(Ts *t, Unit *u, DrawList *into, double y)
{
    Table *tb = u->tb;
    const FlowRow *last = &u->rows[u->n - 1];
    bool end = u->first + u->n == u->of;
    if (u->part == UNIT_HEAD) {
        rule(t, into, tb->x, y - SUM_RULE, tb->w, SUM_RULE, 0);
        return;
    }
    if (!end && is_sum(u->rows[u->n].kind) && !is_sum(last->kind)) {
        rule(t, into, tb->x, y - SUM_RULE, tb->w, SUM_RULE, 0);
        return;
    }
    if (last->kind == ROW_TOTAL || last->kind == ROW_BALANCE) {
        bool twice = end || last->kind == ROW_BALANCE || !is_sum(u->rows[u->n].kind);
        rule(t, into, tb->x, y - SUM_RULE, tb->w, SUM_RULE, 0);
        if (twice) rule(t, into, tb->x, y - 3 * SUM_RULE, tb->w, SUM_RULE, 0);
        return;
    }
    if (wants_hairlines(t, tb)) rule(t, into, tb->x, y - HAIRLINE, tb->w, HAIRLINE, RULE_GREY);
}

/* Hairlines between the rows of one unit: not through cells that span them. */
static void rules_inside(Ts *t, Unit *u, DrawList *into)
{
    if (!wants_hairlines(t, u->tb)) return;
    for (int i = 0; i < u->ncells; i++) {
        const CellAt *p = &u->cell[i];
        int below = p->row + p->rows;
        if (below >= u->n) continue;
        const TableCol *a = &u->tb->col[p->col], *b = &u->tb->col[p->col + p->span - 1];
        rule(t, into, a->x, u->y[below] - HAIRLINE, b->x + b->w - a->x, HAIRLINE, RULE_GREY);
    }
}

static void grid_rules(Ts *t, Unit *u, DrawList *into, double y0, double y1)
{
    Table *tb = u->tb;
    if (!tb->ft->grid) return;
    for (int i = 0; i < u->ncells; i++) {
        const CellAt *p = &u->cell[i];
        double top = u->y[p->row], bottom = u->y[p->row + p->rows];
        if (top < y0) top = y0;
        if (bottom > y1) bottom = y1;
        if (bottom > top)
            rule(t, into, tb->col[p->col].x, top - y0, HAIRLINE, bottom - top, RULE_GREY);
    }
    rule(t, into, tb->x + tb->w - HAIRLINE, 0, HAIRLINE, y1 - y0, RULE_GREY);
}

/* ---- items ---- */
static void cut_heights(Ts *t, Unit *u, BrkItem *it, int rows_above, bool within)
{
    Table *tb = u->tb;
    Body *b = page_item_body(it);
    b->decor = tb->decor;
    if (u->part == UNIT_HEAD) return;
    b->table = tb, b->rows_above = rows_above;
    it->row = rows_above > 0;
    double carry = carry_at(tb, rows_above) ? tb->carry_h : 0;
    it->cut_top = tb->head_h + carry;
    it->cut_bottom = carry;
    if (within)
        it->cut_top += tb->pad; /* the rest of a row stands off the head as its beginning did */
}

static void ban(BrkItem *it, BrkWhy why)
{
    if (brk_ban(why) > it->cost) it->cost = brk_ban(why), it->why = why;
}

/* Penalty for a break before body row r: head, group head and totals keep their rows. */
static void row_cost(const Table *tb, BrkItem *it, int r)
{
    const FlowRow *rows = tb->ft->body;
    int n = tb->ft->nbody;
    if (it->cost < BRK_TABLE && r) it->cost = BRK_TABLE;
    if (r == 0 && tb->ft->nhead) ban(it, WHY_TABLE_HEAD);
    if (r == 1 && n > 2) ban(it, WHY_ROWS);
    if (r == n - 1 && n > 2) ban(it, WHY_ROWS);
    if (r > 0 && rows[r - 1].kind == ROW_GROUP) ban(it, WHY_TABLE_HEAD);
    if (r > 1 && rows[r - 2].kind == ROW_GROUP) ban(it, WHY_ROWS);
    if (r > 0 && is_sum(rows[r].kind)) ban(it, WHY_TOTAL);
    for (int k = r + 1; k < n && k <= r + 2; k++) {
        if (!is_sum(rows[k].kind)) continue;
        if (r > 0) ban(it, k == r + 1 ? WHY_TOTAL : WHY_ROWS);
        break;
    }
}

static void row_told(const Unit *u, Body *b, int row)
{
    static const char kind[] = { [ROW_BODY] = 'b',
                                 [ROW_GROUP] = 'g',
                                 [ROW_SUBTOTAL] = 's',
                                 [ROW_TOTAL] = 't',
                                 [ROW_BALANCE] = 's' };
    b->kind = u->part == UNIT_HEAD ? PLACED_HEAD : PLACED_ROW;
    b->row_kind = kind[u->rows[row].kind];
    b->of = u->tb->number, b->no = u->first + row + 1, b->count = u->of;
}

static void unit_notes(Unit *u, BrkItem *it)
{
    it->note0 = u->note0, it->note1 = u->note1, it->note_min = u->note_min;
}

/* The head alone, without what waited for this item (a list's label, a link's target): to be drawn
 * again where a page cuts the table. */
static void head_kept(Ts *t, Table *tb, const DrawList *draw, double h)
{
    for (const Draw *d = draw->first; d; d = d->next) {
        Draw *again = draw_new(t, &tb->head, d->kind, d->x, d->y), *last = again->next;
        *again = *d;
        again->next = last;
    }
    tb->head_h = h;
}

static void whole_item(Ts *t, Unit *u)
{
    DrawList draw = { 0 }, pending = t->b.pending;
    double h = u->y[u->n];
    t->b.pending = (DrawList){ 0 };
    for (int i = 0; i < u->nlines; i++) page_draws_shift(&draw, &u->line[i].draw, 0, u->line[i].y);
    rules_inside(t, u, &draw);
    grid_rules(t, u, &draw, 0, h);
    rule_below(t, u, &draw, h);
    t->b.pending = pending;
    if (u->part == UNIT_HEAD) head_kept(t, u->tb, &draw, h);
    BrkItem *it = page_item_new(t, h, u->rows[0].at);
    if (u->part == UNIT_BODY) row_cost(u->tb, it, u->first);
    page_draws_shift(&page_item_body(it)->draw, &draw, 0, 0);
    unit_notes(u, it);
    row_told(u, page_item_body(it), 0);
    cut_heights(t, u, it, u->first, false);
}

static int by_y(const void *a, const void *b)
{
    const CellLine *x = a, *y = b;
    if (x->y != y->y) return x->y < y->y ? -1 : 1;
    return x->order - y->order;
}

static int row_at(const Unit *u, double y)
{
    int r = 0;
    while (r + 1 < u->n && u->y[r + 1] <= y + 0.01) r++;
    return r;
}

/* One slice: lines [from, to) of the sorted ones, from y0 to y1 of the unit. */
static void slice(Ts *t, Unit *u, int from, int to, double y0, double y1, int no, bool last)
{
    int r = row_at(u, u->line[from].y);
    BrkItem *it = page_item_new(t, y1 - y0, u->rows[r].at);
    DrawList *draw = &page_item_body(it)->draw;
    bool first_of_row = y0 <= u->y[r] + 0.01;
    if (!no)
        row_cost(u->tb, it, u->first);
    else if (first_of_row)
        row_cost(u->tb, it, u->first + r);
    else if (no == 1 || last)
        ban(it, WHY_WIDOW);
    else
        it->cost = 2 * BRK_TABLE;
    for (int i = from; i < to; i++) page_draws_shift(draw, &u->line[i].draw, 0, u->line[i].y - y0);
    grid_rules(t, u, draw, y0, y1);
    if (r && first_of_row && no) rule(t, draw, u->tb->x, 0, u->tb->w, HAIRLINE, RULE_GREY);
    if (last) rule_below(t, u, draw, y1 - y0);
    if (!no) unit_notes(u, it);
    row_told(u, page_item_body(it), r);
    cut_heights(t, u, it, u->first + r + (first_of_row ? 0 : 1), !first_of_row);
}

static void sliced_items(Ts *t, Unit *u)
{
    qsort(u->line, (size_t)u->nlines, sizeof *u->line, by_y);
    double y0 = 0, end = u->y[u->n];
    int from = 0, no = 0;
    while (from < u->nlines) {
        double bottom = u->line[from].y + u->line[from].h;
        int to = from + 1;
        for (; to < u->nlines && u->line[to].y < bottom - 0.01; to++)
            if (u->line[to].y + u->line[to].h > bottom) bottom = u->line[to].y + u->line[to].h;
        bool last = to == u->nlines;
        double y1 = last ? end : u->line[to].y;
        int r = last ? 0 : row_at(u, y1);
        if (!last && u->y[r] > y0 && u->y[r] > bottom - 0.01) y1 = u->y[r];
        slice(t, u, from, to, y0, y1, no++, last);
        y0 = y1, from = to;
    }
}

void page_unit_items(Ts *t, Table *tb, const FlowRow *rows, int first, int n, int of, UnitPart part,
                     NodeId section)
{
    Unit u = {
        .tb = tb, .rows = rows, .first = first, .n = n, .of = of, .part = part, .a = gen_arena(t)
    };
    DrawList pending = t->b.pending;
    t->b.pending = (DrawList){ 0 };
    unit_cells(t, &u, section);
    t->b.pending = pending;
    unit_heights(&u);
    if (part == UNIT_BODY && u.y[n] > page_sheet_of(t, t->b.turned).text / 3 && u.nlines > 1)
        sliced_items(t, &u);
    else
        whole_item(t, &u);
}
