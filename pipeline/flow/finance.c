/* Finance forms: rows of the model in the columns, groups and signs the house style names. Totals
 * are sums of the rows as printed. */
#include "flow/flow_in.h"

#define MAX_YEARS 60

const Posten *posten_find(const Vorlage *v, Str id)
{
    for (int i = 0; i < v->finanzen.nposten; i++)
        if (str_eq(v->finanzen.posten[i].id, id)) return &v->finanzen.posten[i];
    return NULL;
}

Money posten_amount(const Posten *p)
{
    return p->betrag.set ? p->betrag : p->brutto.set ? p->brutto : p->netto;
}

Money posten_year(const Posten *p, int year)
{
    Money none = { 0 };
    for (int i = 0; i < p->njahre; i++)
        if (p->jahre[i].jahr == year) return p->jahre[i].betrag;
    if (p->njahre) return none;
    if (p->jahr) return p->jahr == year ? posten_amount(p) : none;
    bool within = p->von && year >= p->von && (p->ab || (p->bis && year <= p->bis));
    if (within && (p->turnus == TURNUS_JAEHRLICH || p->ab || p->von == p->bis))
        return posten_amount(p);
    return none;
}

Str posten_period(Compose *c, const Posten *p)
{
    if (p->jahr) return str_printf(c->a, "%d", p->jahr);
    if (p->von && p->ab) return str_printf(c->a, "ab\u00A0%d", p->von);
    if (p->von && p->bis && p->bis != p->von) return str_printf(c->a, "%d–%d", p->von, p->bis);
    if (p->von) return str_printf(c->a, "%d", p->von);
    if (p->njahre > 1)
        return str_printf(c->a, "%d–%d", p->jahre[0].jahr, p->jahre[p->njahre - 1].jahr);
    return p->njahre ? str_printf(c->a, "%d", p->jahre[0].jahr) : (Str){ "", 0 };
}

/* All years of a row together; where an annual amount has no end, unknown. */
static Money posten_total(const Posten *p)
{
    Money sum = { 0, true };
    if (p->njahre) {
        for (int i = 0; i < p->njahre; i++)
            if (!money_add(sum, p->jahre[i].betrag, &sum)) return (Money){ 0 };
        return sum;
    }
    if (p->turnus != TURNUS_JAEHRLICH || p->jahr) return posten_amount(p);
    if (!p->von || p->ab || !p->bis) return (Money){ 0 };
    for (int y = p->von; y <= p->bis; y++)
        if (!money_add(sum, posten_amount(p), &sum)) return (Money){ 0 };
    return sum;
}

/* ---- the form at work ---- */

typedef struct {
    const Formspalte *s;
    int year;
    Str title;
    bool money;
} Column;
typedef struct {
    const Finanzform *f;
    Column *col;
    int ncols;
    const Posten **row;
    int nrows;
    FlowTable *t;
    Money *sum, *group_sum, *income,
        *cost; /* by column, as printed; not set: beyond what can be counted */
    int group_from;
} Form;

static bool is_income(Postenart a)
{
    return a == POSTEN_ERTRAG || a == POSTEN_EINZAHLUNG || a == POSTEN_EINSPARUNG ||
        a == POSTEN_FOERDERMITTEL;
}

static bool is_money_field(Formfeld f)
{
    return f == FF_NETTO || f == FF_UST || f == FF_BRUTTO || f == FF_BETRAG || f == FF_ANSATZ ||
        f == FF_BEREITGESTELLT || f == FF_BEANTRAGT || f == FF_NEU_VERFUEGBAR || f == FF_REST ||
        f == FF_GESAMT || f == FF_JAHRE;
}

static Money field_money(const Posten *p, const Column *c)
{
    Money m = { 0 }, n = { 0 };
    switch (c->s->feld) {
    case FF_NETTO: return p->netto;
    case FF_UST: money_sub(p->brutto, p->netto, &m); return m;
    case FF_BRUTTO: return p->brutto;
    case FF_BETRAG: return posten_amount(p);
    case FF_ANSATZ: return p->ansatz;
    case FF_BEREITGESTELLT: return p->bereitgestellt;
    case FF_BEANTRAGT: return p->beantragt;
    case FF_NEU_VERFUEGBAR:
        money_add(p->ansatz.set ? p->ansatz : (Money){ 0, true },
                  p->bereitgestellt.set ? p->bereitgestellt : (Money){ 0, true }, &n);
        money_add(n, p->beantragt.set ? p->beantragt : (Money){ 0, true }, &m);
        return m;
    case FF_REST:
        money_sub(p->ansatz.set ? p->ansatz : (Money){ 0, true },
                  p->bereitgestellt.set ? p->bereitgestellt : (Money){ 0, true }, &n);
        money_sub(n, p->beantragt.set ? p->beantragt : (Money){ 0, true }, &m);
        return m;
    case FF_GESAMT: return posten_total(p);
    case FF_JAHRE: return posten_year(p, c->year);
    default: return m;
    }
}

static Str dec_text(Compose *c, Dec d, const char *unit)
{
    if (!d.set) return (Str){ "", 0 };
    Buf b = { 0 };
    dec_de(&b, d, false);
    buf_z(&b, unit);
    return buf_keep(c->a, &b);
}

static Str year_text(Compose *c, int y) { return y ? str_printf(c->a, "%d", y) : (Str){ "", 0 }; }
static Str yes_no(Compose *c, bool yes) { return word(c, yes ? WORT_JA : WORT_NEIN); }

static Str field_text(Compose *c, const Posten *p, Formfeld f)
{
    switch (f) {
    case FF_ART: return enum_word(ENUM_POSTEN, p->art);
    case FF_HAUSHALT: return enum_word(ENUM_HAUSHALT, p->haushalt);
    case FF_JAHR: return posten_period(c, p);
    case FF_VON: return year_text(c, p->jahr ? p->jahr : p->von);
    case FF_BIS: return p->ab ? (Str){ "", 0 } : year_text(c, p->jahr ? p->jahr : p->bis);
    case FF_ZEITRAUM: return posten_period(c, p);
    case FF_TURNUS: return enum_word(ENUM_TURNUS, p->turnus);
    case FF_USTSATZ: return dec_text(c, p->ust, "\u00A0%");
    case FF_FOERDERQUOTE: return dec_text(c, p->foerderquote, "\u00A0%");
    case FF_TEILHAUSHALT: return p->teilhaushalt;
    case FF_PRODUKTGRUPPE: return p->produktgruppe;
    case FF_PRODUKT: return p->produkt;
    case FF_KOSTENSTELLE: return p->kostenstelle;
    case FF_KOSTENTRAEGER: return p->kostentraeger;
    case FF_SACHKONTO: return p->sachkonto;
    case FF_INVESTITIONSAUFTRAG: return p->investitionsauftrag;
    case FF_FINANZSTELLE: return p->finanzstelle;
    case FF_VERANSCHLAGUNG: return enum_word(ENUM_VERANSCHLAGT, p->veranschlagung);
    case FF_VERANSCHLAGT_JN:
        return p->veranschlagung ? yes_no(c, p->veranschlagung == VERANSCHLAGT_PLANMAESSIG)
                                 : (Str){ "", 0 };
    case FF_DECKUNG: return p->deckung;
    case FF_VZAE: return dec_text(c, p->vzae, "");
    case FF_ENTGELTGRUPPE: return p->entgeltgruppe;
    case FF_KONSUMTIV:
        return p->investiv ? S("investiv") : p->konsumtiv ? S("konsumtiv") : (Str){ "", 0 };
    default: return (Str){ "", 0 };
    }
}

/* ---- which rows, which years, which columns ---- */

static bool wanted(const Finanzform *f, const Posten *p)
{
    if (f->nur_haushalt && p->haushalt != f->nur_haushalt) return false;
    bool any = f->nnur_art == 0;
    for (int i = 0; i < f->nnur_art; i++) any = any || f->nur_art[i] == p->art;
    return any;
}

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

static void make_columns(Compose *c, Form *w)
{
    int years[MAX_YEARS + 1], n = years_of(w, years);
    w->col = ARENA_NEW_N(c->a, Column, (size_t)(w->f->nspalten + MAX_YEARS) + 1);
    for (int i = 0; i < w->f->nspalten; i++) {
        const Formspalte *s = &w->f->spalten[i];
        bool money = is_money_field(s->feld);
        if (s->feld == FF_JAHRE && !s->jahr) {
            for (int k = 0; k < n && w->ncols < MAX_YEARS; k++)
                w->col[w->ncols++] =
                    (Column){ s, years[k], str_printf(c->a, "%d", years[k]), true };
        } else if (w->ncols < MAX_YEARS)
            w->col[w->ncols++] = (Column){ s, s->jahr, s->titel, money };
    }
}

static void make_table(Compose *c, Form *w)
{
    FlowTable *t = w->t;
    t->look = TABLE_FINANCE;
    t->carry_word = word(c, WORT_UEBERTRAG);
    t->ncols = w->ncols;
    t->cols = ARENA_NEW_N(c->a, FlowCol, (size_t)w->ncols + 1);
    t->head = ARENA_NEW(c->a, FlowRow);
    t->head->cells = ARENA_NEW_N(c->a, FlowCell, (size_t)w->ncols + 1);
    t->nhead = 1;
    Str unit = word(c,
                    w->f->einheit == GELD_TEUR      ? WORT_TEUR
                        : w->f->einheit == GELD_MIO ? WORT_MIO
                                                    : WORT_EUR);
    for (int i = 0; i < w->ncols; i++) {
        const Column *k = &w->col[i];
        bool number = k->money || k->s->feld == FF_VZAE || k->s->feld == FF_USTSATZ ||
            k->s->feld == FF_FOERDERQUOTE;
        t->cols[i] = (FlowCol){ .align = number ? ALIGN_DECIMAL : ALIGN_LEFT,
                                .amount = k->money,
                                .carry = k->money && k->s->summe,
                                .decimals = w->f->nachkommastellen,
                                .unit = k->money ? unit : (Str){ "", 0 } };
        RunList l = { 0 };
        if (k->title.n) run_add(c, &l, k->title, 0, w->f->at);
        if (k->money && k->title.n) run_add(c, &l, (Str){ "", 0 }, RUN_BREAK, w->f->at);
        if (k->money) run_add(c, &l, str_printf(c->a, "in\u00A0%.*s", STR_FMT(unit)), 0, w->f->at);
        t->head->cells[i] = cell_runs(c, l.first, w->f->at);
        t->head->cells[i].header = true;
        t->head->ncells++;
    }
}

/* ---- rows ---- */

static int64_t unit_cents(const Finanzform *f)
{
    int64_t u = f->einheit == GELD_TEUR ? 100000 : f->einheit == GELD_MIO ? 100000000 : 100;
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
    FlowCell x = cell_text(c, shown_money(c, f, cents), at);
    x.has_money = true;
    x.cents = cents;
    x.blocks->runs->has_money = true;
    x.blocks->runs->cents = cents;
    return x;
}

/* Does the form print this row's amount with the other sign? */
static bool turned(const Finanzform *f, const Posten *p)
{
    if (f->vorzeichen == VORZEICHEN_AUFWAND_NEGATIV) return !is_income(p->art);
    return f->vorzeichen == VORZEICHEN_AUFWAND_POSITIV && is_income(p->art);
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
    plus(is_income(p->art) ? &w->income[i] : &w->cost[i], turned(w->f, p) ? -v : v);
}

static FlowRow *row_new(Compose *c, Form *w, RowKind kind, Place at)
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
            return cell_runs(c, runs_of(c, p->text, 0, (Str){ "", 0 }), p->at);
        return cell_text(c, field_text(c, p, k->s->feld), p->at);
    }
    if (printed(w, p, k, &v)) {
        count_in(w, p, i, v);
        return money_cell(c, w->f, v, p->at);
    }
    FlowCell x = cell_text(c, w->f->leer, p->at);
    x.text_in_amount = true;
    return x;
}

static FlowCell row_cell(Compose *c, Form *w, const Posten *p, int i)
{
    FlowCell x = row_words(c, w, p, i);
    Formfeld f = w->col[i].s->feld;
    fields_mark(x.blocks, w->f->liste ? FIELD_NONE : FIELD_POSTEN + (int)f);
    for (FlowBlock *b = x.blocks; b; b = b->next) b->year = f == FF_JAHRE ? w->col[i].year : 0;
    form_prompt(c, x.blocks);
    EnumKind k = f == FF_ART     ? ENUM_POSTEN
        : f == FF_HAUSHALT       ? ENUM_HAUSHALT
        : f == FF_TURNUS         ? ENUM_TURNUS
        : f == FF_VERANSCHLAGUNG ? ENUM_VERANSCHLAGT
                                 : ENUM_COUNT;
    if (k != ENUM_COUNT) form_choice(c, x.blocks, k);
    return x;
}

static int vat_hundredths(Dec d)
{
    if (!d.set || d.scale > 2 || d.v < 0 || d.v > 10000) return 0;
    int64_t v = d.v;
    for (int i = d.scale; i < 2; i++) v *= 10;
    return (int)v;
}

static void body_row(Compose *c, Form *w, const Posten *p)
{
    FlowRow *r = row_new(c, w, ROW_BODY, p->at);
    r->minus = w->f->vorzeichen == VORZEICHEN_BETRAG && !is_income(p->art);
    r->ust = vat_hundredths(p->ust);
    for (int i = 0; i < w->ncols; i++) {
        r->cells[r->ncells] = row_cell(c, w, p, i);
        r->cells[r->ncells++].header = w->col[i].s->feld == FF_TEXT;
    }
}

static void required_row(Compose *c, Form *w, const Pflichtzeile *z)
{
    FlowRow *r = row_new(c, w, ROW_BODY, w->f->at);
    bool named = false;
    for (int i = 0; i < w->ncols; i++) {
        const Column *k = &w->col[i];
        Str text = k->money ? w->f->leer : (Str){ "", 0 };
        if (!k->money && !named) {
            text = z->titel.n ? z->titel : enum_word(ENUM_POSTEN, z->art);
            named = true;
        }
        r->cells[r->ncells] = cell_text(c, text, w->f->at);
        r->cells[r->ncells].text_in_amount = k->money;
        r->cells[r->ncells++].header = !k->money && i == 0;
    }
}

static void sum_row(Compose *c, Form *w, RowKind kind, Str label, const Money *sum, int from)
{
    FlowRow *r = row_new(c, w, kind, w->f->at);
    r->sum_from = from;
    r->sum_to = w->t->nbody - 1;
    for (int i = 0; i < w->ncols; i++) {
        bool money = w->col[i].money && w->col[i].s->summe;
        r->cells[r->ncells] = money && sum[i].set ? money_cell(c, w->f, sum[i].cents, w->f->at)
                                                  : cell_text(c,
                                                              i == 0      ? label
                                                                  : money ? S("–")
                                                                          : (Str){ "", 0 },
                                                              w->f->at);
        r->cells[r->ncells].text_in_amount = money && !sum[i].set;
        r->cells[r->ncells++].header = i == 0;
    }
}

/* ---- groups ---- */

static Str group_name(Compose *c, const Finanzform *f, const Posten *p)
{
    switch (f->gruppe) {
    case GRUPPE_HAUSHALT: return enum_word(ENUM_HAUSHALT, p->haushalt);
    case GRUPPE_ART: return enum_word(ENUM_POSTEN, p->art);
    case GRUPPE_JAHR: return posten_period(c, p);
    case GRUPPE_VERANSCHLAGUNG: return enum_word(ENUM_VERANSCHLAGT, p->veranschlagung);
    case GRUPPE_FREI: return p->gruppe;
    default: return (Str){ "", 0 };
    }
}

static void group_head(Compose *c, Form *w, Str name)
{
    FlowRow *r = row_new(c, w, ROW_GROUP, w->f->at);
    r->cells[0] = cell_text(c, name, w->f->at);
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
        body_row(c, w, w->row[i]);
        done[i] = true;
        n++;
    }
    if (w->f->zwischensummen && w->f->gruppe && n)
        sum_row(c, w, ROW_SUBTOTAL,
                name.n ? str_printf(c->a, "%.*s %.*s", STR_FMT(word(c, WORT_SUMME)), STR_FMT(name))
                       : word(c, WORT_ZWISCHENSUMME),
                w->group_sum, w->group_from);
}

static void required_rows(Compose *c, Form *w, bool *done)
{
    for (int k = 0; k < w->f->npflicht; k++) {
        bool any = false;
        for (int i = 0; i < w->nrows; i++)
            if (!done[i] && w->row[i]->art == w->f->pflicht[k].art) {
                body_row(c, w, w->row[i]);
                done[i] = any = true;
            }
        if (!any) required_row(c, w, &w->f->pflicht[k]);
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
    if (w->f->summe) sum_row(c, w, ROW_TOTAL, word(c, WORT_SUMME), w->sum, 0);
    if (!w->f->saldo) return;
    for (int i = 0; i < w->ncols; i++) w->income[i] = balance(w, i);
    sum_row(c, w, ROW_BALANCE, word(c, WORT_SALDO), w->income, 0);
}

/* ---- list form, the block ---- */

static void list_row(Compose *c, Form *w, FlowTable *t, const Posten *p, int i)
{
    FlowCell v = row_cell(c, w, p, i);
    if (!v.blocks->runs) return;
    FlowRow *r = &t->body[t->nbody++];
    *r = (FlowRow){ .at = p->at, .sum_from = -1, .sum_to = -1, .ncells = 2 };
    r->cells = ARENA_NEW_N(c->a, FlowCell, 2);
    r->cells[0] = cell_text(c, w->col[i].title, p->at);
    r->cells[0].header = true;
    if (v.has_money) {
        RunList l = { 0 };
        runs_join(&l, v.blocks->runs);
        run_add(c, &l,
                str_printf(c->a, "\u00A0%.*s",
                           STR_FMT(word(c,
                                        w->f->einheit == GELD_TEUR      ? WORT_TEUR
                                            : w->f->einheit == GELD_MIO ? WORT_MIO
                                                                        : WORT_EUR))),
                0, p->at);
    }
    r->cells[1] = v;
}

static void as_list(Compose *c, BlockList *l, Form *w)
{
    size_t n = (size_t)w->ncols + 1;
    make_sums(c, w);
    for (int i = 0; i < w->nrows; i++) {
        FlowBlock *b = block_add(c, l, FB_TABLE, w->row[i]->at);
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
    const Ref *r = b->id.n ? ref_find(c, b->id) : NULL;
    RunList l = { 0 };
    if (r && r->label.n && is_target(c, r->id))
        run_add(c, &l, str_printf(c->a, "%.*s%s", STR_FMT(r->label), title.n ? ": " : ""), 0, b->at)
            ->live = LIVE_TABLE;
    if (title.n) run_add(c, &l, title, 0, b->at);
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
    make_columns(c, &w);
    if (!w.nrows && !f->npflicht) {
        para_add(c, l, ROLE_TEXT, b->at)->runs = run_one(c, word(c, WORT_KEINE), 0, b->at);
    } else if (f->liste)
        as_list(c, l, &w);
    else if (w.ncols) {
        FlowBlock *t = block_add(c, l, FB_TABLE, b->at);
        t->id = b->id;
        w.t = t->table = ARENA_NEW(c->a, FlowTable);
        w.t->form = f->id;
        w.t->caption = form_caption(c, b, f);
        make_table(c, &w);
        all_rows(c, &w);
    }
    if (hidden && c->s->auslassung == AUSLASSUNG_HINWEIS) omission(c, l);
}
