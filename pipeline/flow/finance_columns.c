/* Columns of a finance form: those of the house style, a column a year where it asks for that. */
#include "flow/finance_in.h"

#define MAX_YEARS 60

static void add_year(int *years, int *n, int y)
{
    int i = 0;
    while (i < *n && years[i] < y) i++;
    if (!y || (i < *n && years[i] == y) || *n >= MAX_YEARS) return;
    memmove(&years[i + 1], &years[i], (size_t)(*n - i) * sizeof *years);
    years[i] = y;
    ++*n;
}

static int years_of(const Form *w, int *years)
{
    int n = 0;
    for (int i = 0; i < w->nrows; i++) {
        const Posten *p = w->row[i];
        for (int k = 0; k < p->njahre; k++) add_year(years, &n, p->jahre[k].jahr);
        if (!p->njahre) add_year(years, &n, p->jahr ? p->jahr : p->von);
        for (int y = p->von; !p->njahre && y && y <= p->bis && p->turnus == TURNUS_JAEHRLICH; y++)
            add_year(years, &n, y);
    }
    return n;
}

void finance_columns(Compose *c, Form *w)
{
    int years[MAX_YEARS + 1], n = years_of(w, years);
    w->col = ARENA_NEW_N(c->a, Column, (size_t)(w->f->nspalten + MAX_YEARS) + 1);
    for (int i = 0; i < w->f->nspalten; i++) {
        const Formspalte *s = &w->f->spalten[i];
        bool money = feld_ist_betrag(&posten_felder[s->feld]);
        if (s->feld == FF_JAHRE && !s->jahr) {
            for (int k = 0; k < n && w->ncols < MAX_YEARS; k++)
                w->col[w->ncols++] =
                    (Column){ s, years[k], str_printf(c->a, "%d", years[k]), true };
        } else if (w->ncols < MAX_YEARS)
            w->col[w->ncols++] = (Column){ s, s->jahr, s->titel, money };
    }
}

void finance_table(Compose *c, Form *w)
{
    FlowTable *t = w->t;
    t->look = TABLE_FINANCE;
    t->carry_word = flow_word(c, WORT_UEBERTRAG);
    t->ncols = w->ncols;
    t->cols = ARENA_NEW_N(c->a, FlowCol, (size_t)w->ncols + 1);
    t->head = ARENA_NEW(c->a, FlowRow);
    t->head->cells = ARENA_NEW_N(c->a, FlowCell, (size_t)w->ncols + 1);
    t->nhead = 1;
    Str unit = flow_unit_word(c, w->f->einheit);
    for (int i = 0; i < w->ncols; i++) {
        const Column *k = &w->col[i];
        bool number = k->money || feld_ist_zahl(&posten_felder[k->s->feld]);
        t->cols[i] = (FlowCol){ .align = number ? ALIGN_DECIMAL : ALIGN_LEFT,
                                .amount = k->money,
                                .carry = k->money && k->s->summe,
                                .decimals = w->f->nachkommastellen,
                                .unit = k->money ? unit : (Str){ "", 0 } };
        RunList l = { 0 };
        if (k->title.n) flow_run_add(c, &l, k->title, 0, w->f->at);
        if (k->money && k->title.n) flow_run_add(c, &l, (Str){ "", 0 }, RUN_BREAK, w->f->at);
        if (k->money)
            flow_run_add(c, &l, str_printf(c->a, "in\u00A0%.*s", STR_FMT(unit)), 0, w->f->at);
        t->head->cells[i] = flow_cell_runs(c, l.first, w->f->at);
        t->head->cells[i].header = true;
        t->head->ncells++;
    }
}
