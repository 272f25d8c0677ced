/* Rows of a finance form: amounts as the form shows them, its unit and its sign. */
#include "flow/finance_in.h"

/* ---- what a cell says ---- */

static Money computed(const Posten *p, const Column *c)
{
    switch (c->s->feld) {
    case FF_UST: return posten_wert(p, WERT_UST);
    case FF_NEU_VERFUEGBAR: return posten_budget(p, 1);
    case FF_REST: return posten_budget(p, -1);
    case FF_GESAMT: return posten_total(p);
    case FF_JAHRE: return posten_year(p, c->year);
    case FF_TEXT:
    case FF_JAHR:
    case FF_VON:
    case FF_BIS:
    case FF_ZEITRAUM:
    case FF_VERANSCHLAGT_JN:
    case FF_KONSUMTIV:
    case FF_EINFACHE: break;
    }
    return (Money){ 0 };
}

static Money field_money(const Posten *p, const Column *c)
{
    const Feld *f = &posten_felder[c->s->feld];
    switch (f->art) {
    case FELD_GELD: return feld_geld(f, p);
    case FELD_BETRAG: return posten_amount(p);
    case FELD_ERRECHNET: return computed(p, c);
    case FELD_EIGEN:
    case FELD_ZEILE:
    case FELD_ZAHL:
    case FELD_PROZENT:
    case FELD_TAG:
    case FELD_JA:
    case FELD_WORT: break;
    }
    return (Money){ 0 };
}

static Str year_text(Compose *c, int y) { return y ? str_printf(c->a, "%d", y) : (Str){ "", 0 }; }

static Str field_text(Compose *c, const Posten *p, Formfeld f)
{
    const Str none = { "", 0 };
    switch (f) {
    case FF_JAHR:
    case FF_ZEITRAUM: return flow_posten_period(c, p);
    case FF_VON: return year_text(c, p->jahr ? p->jahr : p->von);
    case FF_BIS: return p->ab ? none : year_text(c, p->jahr ? p->jahr : p->bis);
    case FF_VERANSCHLAGT_JN:
        if (!p->veranschlagung) return none;
        return flow_word(c, p->veranschlagung == VERANSCHLAGT_PLANMAESSIG ? WORT_JA : WORT_NEIN);
    case FF_KONSUMTIV: return p->investiv ? S("investiv") : p->konsumtiv ? S("konsumtiv") : none;
    case FF_TEXT: /* runs of its own; the next are amounts */
    case FF_UST:
    case FF_NEU_VERFUEGBAR:
    case FF_REST:
    case FF_GESAMT:
    case FF_JAHRE: return none;
    case FF_EINFACHE: break;
    }
    return flow_feld_text(c, &posten_felder[f], p);
}

/* ---- amounts as printed ---- */

static int64_t unit_cents(const Finanzform *f)
{
    int64_t u = geld_cents(f->einheit);
    return f->nachkommastellen ? u / 100 : u;
}

static Str shown_money(Compose *c, const Finanzform *f, int64_t cents)
{
    Buf b = { 0 };
    int64_t u = unit_cents(f);
    dec_de(&b, (Dec){ cents / u, (uint8_t)(f->nachkommastellen ? 2 : 0), true }, true);
    return buf_keep(c->a, &b);
}

static FlowCell money_cell(Compose *c, const Finanzform *f, int64_t cents, Place at)
{
    FlowCell x = flow_cell_text(c, shown_money(c, f, cents), at);
    x.has_money = true;
    x.cents = cents;
    x.blocks->runs->has_money = true;
    x.blocks->runs->cents = cents;
    return x;
}

/* Does the form print this row's amount with the other sign? */
static bool turned(const Finanzform *f, const Posten *p)
{
    if (f->vorzeichen == VORZEICHEN_AUFWAND_NEGATIV) return !posten_is_income(p->art);
    return f->vorzeichen == VORZEICHEN_AUFWAND_POSITIV && posten_is_income(p->art);
}

/* A row's amount as printed: the form's sign, rounded to its unit, so that totals are sums of what
 * is seen. */
static bool printed(const Form *w, const Posten *p, const Column *k, int64_t *out)
{
    Money m = field_money(p, k);
    if (!m.set && k->s->leer_ist.set) m = k->s->leer_ist;
    if (!m.set || !money_round(m, unit_cents(w->f), &m)) return false;
    *out = turned(w->f, p) ? -m.cents : m.cents;
    return true;
}

static void plus(Money *sum, int64_t v)
{
    if (!sum->set || !money_add(*sum, (Money){ v, true }, sum)) sum->set = false;
}

static void count_in(Form *w, const Posten *p, int i, int64_t v)
{
    plus(&w->sum[i], v);
    plus(&w->group_sum[i], v);
    plus(posten_is_income(p->art) ? &w->income[i] : &w->cost[i], turned(w->f, p) ? -v : v);
}

FlowRow *finance_row_new(Compose *c, Form *w, RowKind kind, Place at)
{
    FlowRow *r = &w->t->body[w->t->nbody++];
    *r = (FlowRow){ .kind = kind, .at = at, .sum_from = -1, .sum_to = -1 };
    r->cells = ARENA_NEW_N(c->a, FlowCell, (size_t)w->ncols + 1);
    return r;
}

static FlowCell row_words(Compose *c, Form *w, const Posten *p, int i)
{
    const Column *k = &w->col[i];
    int64_t v;
    if (!k->money) {
        if (k->s->feld == FF_TEXT)
            return flow_cell_runs(c, runs_of(c, p->text, 0, (Str){ "", 0 }), p->at);
        return flow_cell_text(c, field_text(c, p, k->s->feld), p->at);
    }
    if (printed(w, p, k, &v)) {
        count_in(w, p, i, v);
        return money_cell(c, w->f, v, p->at);
    }
    FlowCell x = flow_cell_text(c, w->f->leer, p->at);
    x.text_in_amount = true;
    return x;
}

FlowCell finance_cell(Compose *c, Form *w, const Posten *p, int i)
{
    FlowCell x = row_words(c, w, p, i);
    Formfeld f = w->col[i].s->feld;
    flow_fields_mark(x.blocks, w->f->liste ? FIELD_NONE : FIELD_POSTEN + (int)f);
    for (FlowBlock *b = x.blocks; b; b = b->next) b->year = f == FF_JAHRE ? w->col[i].year : 0;
    flow_form_prompt(c, x.blocks);
    EnumKind k = posten_felder[f].worte;
    if (k != ENUM_COUNT) flow_form_choice(c, x.blocks, k);
    return x;
}

static int vat_hundredths(Dec d)
{
    if (!d.set || d.scale > 2 || d.v < 0 || d.v > 10000) return 0;
    int64_t v = d.v;
    for (int i = d.scale; i < 2; i++) v *= 10;
    return (int)v;
}

void finance_row(Compose *c, Form *w, const Posten *p)
{
    FlowRow *r = finance_row_new(c, w, ROW_BODY, p->at);
    r->minus = w->f->vorzeichen == VORZEICHEN_BETRAG && !posten_is_income(p->art);
    r->ust = vat_hundredths(p->ust);
    for (int i = 0; i < w->ncols; i++) {
        r->cells[r->ncells] = finance_cell(c, w, p, i);
        r->cells[r->ncells++].header = w->col[i].s->feld == FF_TEXT;
    }
}

void finance_required(Compose *c, Form *w, const Pflichtzeile *z)
{
    FlowRow *r = finance_row_new(c, w, ROW_BODY, w->f->at);
    bool named = false;
    for (int i = 0; i < w->ncols; i++) {
        const Column *k = &w->col[i];
        Str text = k->money ? w->f->leer : (Str){ "", 0 };
        if (!k->money && !named) {
            text = z->titel.n ? z->titel : enum_word(ENUM_POSTEN, z->art);
            named = true;
        }
        r->cells[r->ncells] = flow_cell_text(c, text, w->f->at);
        r->cells[r->ncells].text_in_amount = k->money;
        r->cells[r->ncells++].header = !k->money && i == 0;
    }
}

void finance_sum(Compose *c, Form *w, RowKind kind, Str label, const Money *sum, int from)
{
    FlowRow *r = finance_row_new(c, w, kind, w->f->at);
    r->sum_from = from;
    r->sum_to = w->t->nbody - 1;
    for (int i = 0; i < w->ncols; i++) {
        bool money = w->col[i].money && w->col[i].s->summe;
        r->cells[r->ncells] = money && sum[i].set ? money_cell(c, w->f, sum[i].cents, w->f->at)
                                                  : flow_cell_text(c,
                                                                   i == 0      ? label
                                                                       : money ? S("–")
                                                                               : (Str){ "", 0 },
                                                                   w->f->at);
        r->cells[r->ncells].text_in_amount = money && !sum[i].set;
        r->cells[r->ncells++].header = i == 0;
    }
}
