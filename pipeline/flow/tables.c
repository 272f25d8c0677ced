/* The author's tables: columns, spans, sums. */
#include "flow/flow_in.h"

#include "base/sheet.h"

FlowCell flow_cell_runs(Compose *c, Run *r, Place at)
{
    BlockList l = { 0 };
    FlowBlock *p = flow_para_add(c, &l, ROLE_CELL, at);
    p->runs = r;
    return (FlowCell){ .blocks = l.first, .colspan = 1, .rowspan = 1 };
}

FlowCell flow_cell_text(Compose *c, Str text, Place at)
{
    return flow_cell_runs(c, text.n ? flow_run_one(c, text, 0, at) : NULL, at);
}

/* Unit of a column in EUR cents for one hundredth of what is shown. */
static int64_t unit_factor(Str unit)
{
    return str_starts(unit, S("TEUR")) || str_starts(unit, S("T€")) ? 1000
        : str_starts(unit, S("Mio"))                                ? 1000000
                                                                    : 1;
}

static void columns(Compose *c, FlowTable *t, const Tabelle *m)
{
    t->ncols = m->nspalten;
    t->cols = ARENA_NEW_N(c->a, FlowCol, (size_t)m->nspalten + 1);
    for (int i = 0; i < m->nspalten; i++) {
        const Spalte *s = &m->spalten[i];
        FlowCol *col = &t->cols[i];
        col->align = s->art == SPALTE_BETRAG || s->art == SPALTE_ZAHL ? ALIGN_DECIMAL : ALIGN_LEFT;
        col->amount = s->art == SPALTE_BETRAG;
        col->carry = s->uebertrag;
        col->unit = s->einheit;
        col->decimals = 2;
        double mm = s->breite.set ? (double)s->breite.v : 0;
        for (int k = 0; k < s->breite.scale; k++) mm /= 10;
        col->width = MM(mm);
    }
}

typedef struct {
    const Tabelle *m;
    FlowTable *t;
    int *busy; /* rows a column is still covered by a cell above */
    bool head;
} TableWork;

static FlowCell make_cell(Compose *c, const Zelle *z, const TableWork *w, int col)
{
    FlowCell x = { .blocks = flow_blocks_of(c, z->blocks, ROLE_CELL),
                   .colspan = z->spalten > 1 ? z->spalten : 1,
                   .rowspan = z->zeilen > 1 ? z->zeilen : 1,
                   .header = w->head || z->kopf };
    if (!x.blocks) x.blocks = flow_cell_text(c, (Str){ "", 0 }, z->at).blocks;
    const Spalte *s = col < w->m->nspalten ? &w->m->spalten[col] : NULL;
    if (s && s->art == SPALTE_BETRAG && !w->head) {
        x.has_money = z->money.set;
        x.cents = z->money.cents * unit_factor(s->einheit);
        x.text_in_amount = !z->money.set;
    }
    return x;
}

static void fill_row(Compose *c, TableWork *w, const Zeile *m, FlowRow *r)
{
    int cols = w->m->nspalten, col = 0, k = 0;
    r->cells = ARENA_NEW_N(c->a, FlowCell, (size_t)(m->nzellen + cols) + 1);
    r->at = m->at;
    r->sum_from = r->sum_to = -1;
    while (col < cols) {
        if (w->busy[col] > 0) {
            w->busy[col++]--;
            continue;
        }
        if (k >= m->nzellen) break;
        FlowCell x = make_cell(c, &m->zellen[k], w, col);
        for (int j = 0; j < x.colspan && col + j < cols; j++) w->busy[col + j] = x.rowspan - 1;
        col += x.colspan;
        r->cells[r->ncells++] = x;
        k++;
    }
}

/* The column's unit stands once, under its head. */
static void add_units(Compose *c, FlowTable *t)
{
    if (!t->nhead) return;
    FlowRow *r = &t->head[t->nhead - 1];
    if (r->ncells != t->ncols) return;
    for (int i = 0; i < t->ncols; i++) {
        if (!t->cols[i].unit.n || r->cells[i].colspan > 1) continue;
        FlowBlock *p = r->cells[i].blocks;
        RunList l = { 0 };
        runs_join(&l, p->runs);
        if (p->runs) flow_run_add(c, &l, (Str){ "", 0 }, RUN_BREAK, r->at);
        flow_run_add(c, &l, str_printf(c->a, "in\u00A0%.*s", STR_FMT(t->cols[i].unit)), 0, r->at);
        p->runs = l.first;
    }
}

static RowKind row_kind(ZeilenArt a)
{
    return a == ZEILE_GRUPPE       ? ROW_GROUP
        : a == ZEILE_ZWISCHENSUMME ? ROW_SUBTOTAL
        : a == ZEILE_SUMME         ? ROW_TOTAL
                                   : ROW_BODY;
}

static void head_rows(Compose *c, TableWork *w)
{
    FlowTable *t = w->t;
    t->head = ARENA_NEW_N(c->a, FlowRow, (size_t)w->m->nkopf + 1);
    w->head = true;
    for (int i = 0; i < w->m->nkopf; i++) fill_row(c, w, &w->m->kopf[i], &t->head[t->nhead++]);
    w->head = false;
    add_units(c, t);
}

static void body_rows(Compose *c, TableWork *w, const Zeile *z, int n)
{
    FlowTable *t = w->t;
    int part = t->nbody;
    for (int i = 0; i < n; i++) {
        FlowRow *r = &t->body[t->nbody];
        RowKind kind = row_kind(z[i].art);
        fill_row(c, w, &z[i], r);
        r->kind = kind;
        if (kind == ROW_SUBTOTAL) {
            r->sum_from = part;
            r->sum_to = t->nbody;
        }
        if (kind == ROW_TOTAL) {
            r->sum_from = 0;
            r->sum_to = t->nbody;
        }
        t->nbody++;
        if (kind == ROW_SUBTOTAL || kind == ROW_GROUP) part = t->nbody;
    }
}

void flow_table_block(Compose *c, BlockList *l, const Block *b)
{
    const Tabelle *m = b->tabelle;
    FlowBlock *f = flow_block_add(c, l, FB_TABLE, b->at);
    FlowTable *t = f->table = ARENA_NEW(c->a, FlowTable);
    f->id = b->id.n ? b->id : m->id;
    t->look = TABLE_PLAIN;
    t->carry_word = flow_word(c, WORT_UEBERTRAG);
    columns(c, t, m);
    size_t n = (size_t)m->nspalten + 1;
    TableWork w = { .m = m, .t = t, .busy = ARENA_NEW_N(c->a, int, n) };
    head_rows(c, &w);
    t->body = ARENA_NEW_N(c->a, FlowRow, (size_t)(m->nrumpf + m->nfuss) + 1);
    body_rows(c, &w, m->rumpf, m->nrumpf);
    body_rows(c, &w, m->fuss, m->nfuss);
    const Ref *r = f->id.n ? flow_ref_find(c, f->id) : NULL;
    RunList cap = { 0 };
    if (r && r->label.n && flow_is_target(c, r->id))
        flow_run_add(c, &cap, str_printf(c->a, "%.*s: ", STR_FMT(r->label)), 0, b->at)->live =
            LIVE_TABLE;
    runs_join(&cap, runs_of(c, m->titel, 0, (Str){ "", 0 }));
    t->caption = cap.first;
}
