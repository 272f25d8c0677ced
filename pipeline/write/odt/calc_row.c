/* Formulas along a row: VAT and gross from the net amount, what is left of a budget, the sum of the
 * years, a share of the total. Each stands only where it gives to the last digit what is stated.
 * `(<B2>*19/100) round 2` is the form that Writer computes alike in each language. */
#include "write/odt/odt_in.h"

typedef struct {
    const FlowTable *t;
    const OdtFigure *fig;
    int row;
} Row;

static const OdtFigure *figure(const Row *r, int col)
{
    return &r->fig[(size_t)r->row * (size_t)r->t->ncols + (size_t)col];
}

static Formfeld feld(const FlowCell *c)
{
    FlowField f = c->blocks ? c->blocks->field : FIELD_NONE;
    return f > FIELD_POSTEN ? (Formfeld)(f - FIELD_POSTEN) : FF_NONE;
}

/* The row's only cell of that field that is a figure; -1: none. */
static int column(const Row *r, Formfeld f)
{
    const FlowRow *row = &r->t->body[r->row];
    int found = -1;
    for (int i = 0; i < row->ncells; i++) {
        if (feld(&row->cells[i]) != f || !figure(r, i)->set) continue;
        if (found >= 0) return -1;
        found = i;
    }
    return found;
}

static Str name(Odt *o, const Row *r, int col)
{
    return str_printf(o->a, "&lt;%c%d&gt;", 'A' + col, r->t->nhead + r->row + 1);
}

/* v * times / by, rounded to places, half away from zero; in a figure's units. */
static bool scaled(int64_t v, int64_t times, int64_t by, int places, int64_t *out)
{
    int64_t step = ODT_FIGURE_SCALE;
    while (places-- > 0) step /= 10;
    __int128 p = (__int128)v * times, d = (__int128)by * step, q;
    if (d == 0) return false;
    if (d < 0) {
        p = -p;
        d = -d;
    }
    q = (p < 0 ? -p : p) * 2 / d;
    q = (q + 1) / 2 * step;
    if (q > INT64_MAX) return false;
    *out = (int64_t)(p < 0 ? -q : q);
    return true;
}

/* ---- VAT ---- */

typedef struct {
    int net;
    int64_t times; /* rate in a figure's units */
    Str rate;
} Vat;

static bool vat_of(Odt *o, const Row *r, Vat *v)
{
    int rate = column(r, FF_USTSATZ), hundredths = r->t->body[r->row].ust;
    v->net = column(r, FF_NETTO);
    if (v->net < 0 || (rate < 0 && !hundredths)) return false;
    v->times = rate >= 0 ? figure(r, rate)->v : (int64_t)hundredths * (ODT_FIGURE_SCALE / 100);
    v->rate = rate >= 0    ? str_printf(o->a, "%.*s/100", STR_FMT(name(o, r, rate)))
        : hundredths % 100 ? str_printf(o->a, "%d/10000", hundredths)
                           : str_printf(o->a, "%d/100", hundredths / 100);
    return true;
}

static Str tax(Odt *o, const Row *r, const Vat *v, int places)
{
    return str_printf(o->a, "(%.*s*%.*s) round %d", STR_FMT(name(o, r, v->net)), STR_FMT(v->rate),
                      places);
}

static Str vat(Odt *o, const Row *r, const OdtFigure *want)
{
    Vat v;
    int64_t got;
    if (!vat_of(o, r, &v) ||
        !scaled(figure(r, v.net)->v, v.times, 100 * (int64_t)ODT_FIGURE_SCALE, want->places,
                &got) ||
        got != want->v)
        return S("");
    return tax(o, r, &v, want->places);
}

static Str gross(Odt *o, const Row *r, const OdtFigure *want)
{
    Vat v;
    int64_t got;
    int own = column(r, FF_UST);
    if (!vat_of(o, r, &v) ||
        !scaled(figure(r, v.net)->v, v.times, 100 * (int64_t)ODT_FIGURE_SCALE, want->places,
                &got) ||
        got + figure(r, v.net)->v != want->v)
        return S("");
    if (own >= 0 && figure(r, own)->v == got)
        return str_printf(o->a, "%.*s+%.*s", STR_FMT(name(o, r, v.net)), STR_FMT(name(o, r, own)));
    return str_printf(o->a, "%.*s+(%.*s)", STR_FMT(name(o, r, v.net)),
                      STR_FMT(tax(o, r, &v, want->places)));
}

/* ---- budgets and years ---- */

/* ansatz, and with that sign what was granted and what is asked for. */
static Str budget(Odt *o, const Row *r, char sign, int64_t want)
{
    static const Formfeld part[] = { FF_ANSATZ, FF_BEREITGESTELLT, FF_BEANTRAGT };
    int64_t sum = 0;
    Str f = S("");
    for (int i = 0; i < 3; i++) {
        int c = column(r, part[i]);
        if (c < 0) return S("");
        sum += i && sign == '-' ? -figure(r, c)->v : figure(r, c)->v;
        f = i ? str_printf(o->a, "%.*s%c%.*s", STR_FMT(f), sign, STR_FMT(name(o, r, c)))
              : name(o, r, c);
    }
    return sum == want ? f : (Str){ "", 0 };
}

static Str years(Odt *o, const Row *r, int64_t want)
{
    const FlowRow *row = &r->t->body[r->row];
    int first = -1, last = -1;
    int64_t sum = 0;
    for (int i = 0; i < row->ncells; i++) {
        if (feld(&row->cells[i]) != FF_JAHRE) continue;
        if (first >= 0 && last + 1 != i) return S("");
        if (first < 0) first = i;
        last = i;
        if (figure(r, i)->set && __builtin_add_overflow(sum, figure(r, i)->v, &sum)) return S("");
    }
    if (first < 0 || sum != want) return S("");
    int line = r->t->nhead + r->row + 1;
    return str_printf(o->a, "sum(&lt;%c%d:%c%d&gt;)", 'A' + first, line, 'A' + last, line);
}

Str odt_row_formula(Odt *o, const FlowTable *t, const OdtFigure *fig, int row, int col)
{
    Row r = { t, fig, row };
    const OdtFigure *want = figure(&r, col);
    Formfeld f = feld(&t->body[row].cells[col]);
    if (f == FF_UST) return vat(o, &r, want);
    if (f == FF_BRUTTO) return gross(o, &r, want);
    if (f == FF_NEU_VERFUEGBAR) return budget(o, &r, '+', want->v);
    if (f == FF_REST) return budget(o, &r, '-', want->v);
    if (f == FF_GESAMT) return years(o, &r, want->v);
    return S("");
}

/* ---- shares ---- */

/* The only column of amounts, the only one in per cent. */
static bool share_columns(const FlowTable *t, int *amount, int *percent)
{
    *amount = *percent = -1;
    for (int i = 0; i < t->ncols; i++) {
        bool share =
            !t->cols[i].amount && t->cols[i].align == ALIGN_DECIMAL && str_is(t->cols[i].unit, "%");
        int *slot = t->cols[i].amount ? amount : share ? percent : NULL;
        if (slot && *slot >= 0) return false;
        if (slot) *slot = i;
    }
    return *amount >= 0 && *percent >= 0;
}

int odt_share_total(const FlowTable *t, const OdtFigure *fig, int *amount, int *percent)
{
    if (t->look != TABLE_PLAIN || !share_columns(t, amount, percent)) return -1;
    for (int i = 0; i < t->nbody; i++) {
        Row r = { t, fig, i };
        if (t->body[i].kind == ROW_TOTAL && figure(&r, *amount)->set && figure(&r, *percent)->set &&
            figure(&r, *percent)->v == (int64_t)100 * ODT_FIGURE_SCALE)
            return i;
    }
    return -1;
}

Str odt_share_formula(Odt *o, const FlowTable *t, const OdtFigure *fig, int row, int total,
                      int amount, int percent)
{
    Row r = { t, fig, row }, all = { t, fig, total };
    const OdtFigure *part = figure(&r, amount), *whole = figure(&all, amount),
                    *want = figure(&r, percent);
    int64_t got;
    if (t->body[row].kind == ROW_GROUP || !part->set ||
        !scaled(part->v, 100 * (int64_t)ODT_FIGURE_SCALE, whole->v, want->places, &got) ||
        got != want->v)
        return S("");
    return str_printf(o->a, "(%.*s*100/%.*s) round %d", STR_FMT(name(o, &r, amount)),
                      STR_FMT(name(o, &all, amount)), want->places);
}
