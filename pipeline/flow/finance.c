/* Finance forms: rows of the model in the columns, groups and signs the house style names. Totals
 * are sums of the rows as printed. */
#include "flow/finance_in.h"

static bool wanted(const Finanzform *f, const Posten *p)
{
    if (f->nur_haushalt && p->haushalt != f->nur_haushalt) return false;
    bool any = f->nnur_art == 0;
    for (int i = 0; i < f->nnur_art; i++) any = any || f->nur_art[i] == p->art;
    return any;
}

/* ---- groups ---- */

static Str group_name(Compose *c, const Finanzform *f, const Posten *p)
{
    switch (f->gruppe) {
    case GRUPPE_HAUSHALT: return enum_word(ENUM_HAUSHALT, p->haushalt);
    case GRUPPE_ART: return enum_word(ENUM_POSTEN, p->art);
    case GRUPPE_JAHR: return flow_posten_period(c, p);
    case GRUPPE_VERANSCHLAGUNG: return enum_word(ENUM_VERANSCHLAGT, p->veranschlagung);
    case GRUPPE_FREI: return p->gruppe;
    case GRUPPE_KEINE: break;
    }
    return (Str){ "", 0 };
}

static void group_head(Compose *c, Form *w, Str name)
{
    FlowRow *r = finance_row_new(c, w, ROW_GROUP, w->f->at);
    r->cells[0] = flow_cell_text(c, name, w->f->at);
    r->cells[0].colspan = w->ncols;
    r->cells[0].header = true;
    r->ncells = 1;
    for (int i = 0; i < w->ncols; i++) w->group_sum[i] = (Money){ 0, true };
    w->group_from = w->t->nbody;
}

static void group(Compose *c, Form *w, Str name, bool *done)
{
    int n = 0;
    if (w->f->gruppe && name.n) group_head(c, w, name);
    for (int i = 0; i < w->nrows; i++) {
        if (done[i] || (w->f->gruppe && !str_eq(group_name(c, w->f, w->row[i]), name))) continue;
        finance_row(c, w, w->row[i]);
        done[i] = true;
        n++;
    }
    if (w->f->zwischensummen && w->f->gruppe && n)
        finance_sum(c, w, ROW_SUBTOTAL,
                    name.n ? str_printf(c->a, "%.*s %.*s", STR_FMT(flow_word(c, WORT_SUMME)),
                                        STR_FMT(name))
                           : flow_word(c, WORT_ZWISCHENSUMME),
                    w->group_sum, w->group_from);
}

static void required_rows(Compose *c, Form *w, bool *done)
{
    for (int k = 0; k < w->f->npflicht; k++) {
        bool any = false;
        for (int i = 0; i < w->nrows; i++)
            if (!done[i] && w->row[i]->art == w->f->pflicht[k].art) {
                finance_row(c, w, w->row[i]);
                done[i] = any = true;
            }
        if (!any) finance_required(c, w, &w->f->pflicht[k]);
    }
}

static void make_sums(Compose *c, Form *w)
{
    Money **const list[] = { &w->sum, &w->group_sum, &w->income, &w->cost };
    for (int k = 0; k < 4; k++) {
        *list[k] = ARENA_NEW_N(c->a, Money, (size_t)w->ncols + 1);
        for (int i = 0; i < w->ncols; i++) (*list[k])[i].set = true;
    }
}

/* What remains: income less cost, or where the form counts costs as positive, what is to be paid.
 */
static Money balance(const Form *w, int i)
{
    bool cost_first = w->f->vorzeichen == VORZEICHEN_AUFWAND_POSITIV;
    Money from = cost_first ? w->cost[i] : w->income[i],
          less = cost_first ? w->income[i] : w->cost[i], m = { 0 };
    return from.set && less.set && money_sub(from, less, &m) ? m : (Money){ 0 };
}

static void all_rows(Compose *c, Form *w)
{
    bool *done = ARENA_NEW_N(c->a, bool, (size_t)w->nrows + 1);
    make_sums(c, w);
    w->t->body = ARENA_NEW_N(c->a, FlowRow, (size_t)(3 * w->nrows + w->f->npflicht) + 4);
    required_rows(c, w, done);
    for (int i = 0; i < w->nrows; i++)
        if (!done[i]) group(c, w, group_name(c, w->f, w->row[i]), done);
    if (w->f->summe) finance_sum(c, w, ROW_TOTAL, flow_word(c, WORT_SUMME), w->sum, 0);
    if (!w->f->saldo) return;
    for (int i = 0; i < w->ncols; i++) w->income[i] = balance(w, i);
    finance_sum(c, w, ROW_BALANCE, flow_word(c, WORT_SALDO), w->income, 0);
}

/* ---- list form, the block ---- */

static void list_row(Compose *c, Form *w, FlowTable *t, const Posten *p, int i)
{
    FlowCell v = finance_cell(c, w, p, i);
    if (!v.blocks->runs) return;
    FlowRow *r = &t->body[t->nbody++];
    *r = (FlowRow){ .at = p->at, .sum_from = -1, .sum_to = -1, .ncells = 2 };
    r->cells = ARENA_NEW_N(c->a, FlowCell, 2);
    r->cells[0] = flow_cell_text(c, w->col[i].title, p->at);
    r->cells[0].header = true;
    if (v.has_money) {
        RunList l = { 0 };
        runs_join(&l, v.blocks->runs);
        flow_run_add(c, &l,
                     str_printf(c->a, "\u00A0%.*s", STR_FMT(flow_unit_word(c, w->f->einheit))), 0,
                     p->at);
    }
    r->cells[1] = v;
}

static void as_list(Compose *c, BlockList *l, Form *w)
{
    size_t n = (size_t)w->ncols + 1;
    make_sums(c, w);
    for (int i = 0; i < w->nrows; i++) {
        FlowBlock *b = flow_block_add(c, l, FB_TABLE, w->row[i]->at);
        FlowTable *t = b->table = ARENA_NEW(c->a, FlowTable);
        t->look = TABLE_HEAD;
        t->ncols = 2;
        t->cols = ARENA_NEW_N(c->a, FlowCol, 2);
        t->label_width = t->cols[0].width = c->s->kopf_label_breite;
        t->body = ARENA_NEW_N(c->a, FlowRow, n);
        for (int k = 0; k < w->ncols; k++) list_row(c, w, t, w->row[i], k);
    }
}

static Run *form_caption(Compose *c, const Block *b, const Finanzform *f)
{
    Str title = b->titel.n ? b->titel : f->titel;
    const Ref *r = b->id.n ? flow_ref_find(c, b->id) : NULL;
    RunList l = { 0 };
    if (r && r->label.n && flow_is_target(c, r->id))
        flow_run_add(c, &l, str_printf(c->a, "%.*s%s", STR_FMT(r->label), title.n ? ": " : ""), 0,
                     b->at)
            ->live = LIVE_TABLE;
    if (title.n) flow_run_add(c, &l, title, 0, b->at);
    return l.first;
}

void finance_block(Compose *c, BlockList *l, const Block *b)
{
    const Finanzform *f = stil_form(c->s, b->form);
    if (!f) return; /* told by the rules */
    Form w = { .f = f };
    bool hidden = false;
    const Finanzen *all = &c->v->finanzen;
    w.row = ARENA_NEW_N(c->a, const Posten *, (size_t)all->nposten + 1);
    for (int i = 0; i < all->nposten; i++) {
        if (!wanted(f, &all->posten[i])) continue;
        if (all->posten[i].ausgelassen)
            hidden = true;
        else
            w.row[w.nrows++] = &all->posten[i];
    }
    finance_questions(c, l, f);
    finance_columns(c, &w);
    if (!w.nrows && !f->npflicht) {
        flow_para_add(c, l, ROLE_TEXT, b->at)->runs =
            flow_run_one(c, flow_word(c, WORT_KEINE), 0, b->at);
    } else if (f->liste)
        as_list(c, l, &w);
    else if (w.ncols) {
        FlowBlock *t = flow_block_add(c, l, FB_TABLE, b->at);
        t->id = b->id;
        w.t = t->table = ARENA_NEW(c->a, FlowTable);
        w.t->form = f->id;
        w.t->caption = form_caption(c, b, f);
        finance_table(c, &w);
        all_rows(c, &w);
    }
    if (hidden && c->s->auslassung == AUSLASSUNG_HINWEIS) flow_omission(c, l);
}
