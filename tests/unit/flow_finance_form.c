/* Every field, period, unit, group and kind of row of a finance form. */
#include "flow_paper.h"

#include <stdlib.h>

#include "flow/flow_in.h"

static Paper p;
static Finanzform *f;
static Compose c;

static int begin(void **state)
{
    paper_new(&p);
    f = ARENA_NEW(p.a, Finanzform);
    *f = (Finanzform){ .id = S("f"), .leer = S("-"), .einheit = GELD_EUR, .nachkommastellen = 2 };
    p.s->formen = f, p.s->nformen = 1;
    put(&p, BK_FINANZTABELLE)->form = S("f");
    c = (Compose){ .a = p.a };
    return 0;
}
static int end(void **state)
{
    paper_drop(&p);
    return 0;
}

static void columns(int n, const Formfeld *fields)
{
    f->spalten = ARENA_NEW_N(p.a, Formspalte, (size_t)n);
    f->nspalten = n;
    for (int i = 0; i < n; i++) f->spalten[i].feld = fields[i];
}
#define COLUMNS(...) \
    columns((int)(sizeof(Formfeld[]){ __VA_ARGS__ } / sizeof(Formfeld)), \
            (Formfeld[]){ __VA_ARGS__ })

static FlowTable *table(void)
{
    Flow *x = flow_of(&p, EDITION_FULL);
    assert_non_null(x);
    return table_of(x, TABLE_FINANCE);
}

static const char *of_runs(const Run *r)
{
    Buf b = { 0 };
    for (; r; r = r->next) {
        if (r->flags & RUN_BREAK) buf_char(&b, '/');
        buf_str(&b, r->text);
    }
    const char *z = str_z(p.a, buf_view(&b));
    buf_drop(&b);
    return z;
}

static const char *cell(const FlowTable *t, int row, int col)
{
    assert_in_range(row, 0, t->nbody - 1);
    assert_in_range(col, 0, t->body[row].ncells - 1);
    return of_runs(t->body[row].cells[col].blocks->runs);
}

static Posten *row(Postenart art)
{
    Posten *x = posten(&p, "Zeile", art, 0);
    x->betrag.set = false;
    return x;
}

static Money cents(int64_t n) { return (Money){ n, true }; }

static void every_field(void **state)
{
    static const struct {
        Formfeld f;
        const char *want;
    } list[] = {
        { FF_TEXT, "Zeile" },
        { FF_ART, "Aufwand" },
        { FF_HAUSHALT, "Finanzhaushalt" },
        { FF_JAHR, "2024–2026" },
        { FF_VON, "2024" },
        { FF_BIS, "2026" },
        { FF_ZEITRAUM, "2024–2026" },
        { FF_TURNUS, "jährlich" },
        { FF_NETTO, "1,01" },
        { FF_UST, "0,19" },
        { FF_BRUTTO, "1,20" },
        { FF_USTSATZ, "19\u00A0%" },
        { FF_BETRAG, "1,20" },
        { FF_ANSATZ, "20,00" },
        { FF_BEREITGESTELLT, "3,00" },
        { FF_BEANTRAGT, "0,50" },
        { FF_NEU_VERFUEGBAR, "23,50" },
        { FF_REST, "16,50" },
        { FF_FOERDERQUOTE, "62,5\u00A0%" },
        { FF_TEILHAUSHALT, "th" },
        { FF_PRODUKTGRUPPE, "pg" },
        { FF_PRODUKT, "pr" },
        { FF_KOSTENSTELLE, "ks" },
        { FF_KOSTENTRAEGER, "kt" },
        { FF_SACHKONTO, "sk" },
        { FF_INVESTITIONSAUFTRAG, "ia" },
        { FF_FINANZSTELLE, "fs" },
        { FF_VERANSCHLAGUNG, "planmäßig" },
        { FF_VERANSCHLAGT_JN, "Ja" },
        { FF_DECKUNG, "dk" },
        { FF_VZAE, "0,75" },
        { FF_ENTGELTGRUPPE, "E 9" },
        { FF_KONSUMTIV, "konsumtiv" },
        { FF_GESAMT, "3,60" },
    };
    enum { N = sizeof list / sizeof *list };
    Posten *x = row(POSTEN_AUFWAND);
    x->haushalt = HAUSHALT_FINANZ, x->von = 2024, x->bis = 2026, x->turnus = TURNUS_JAEHRLICH;
    x->netto = cents(101), x->brutto = cents(120), x->ust = (Dec){ 19, 0, true };
    x->ansatz = cents(2000), x->bereitgestellt = cents(300), x->beantragt = cents(50);
    x->foerderquote = (Dec){ 625, 1, true }, x->vzae = (Dec){ 75, 2, true };
    x->teilhaushalt = S("th"), x->produktgruppe = S("pg"), x->produkt = S("pr");
    x->kostenstelle = S("ks"), x->kostentraeger = S("kt"), x->sachkonto = S("sk");
    x->investitionsauftrag = S("ia"), x->finanzstelle = S("fs"), x->deckung = S("dk");
    x->entgeltgruppe = S("E 9"), x->konsumtiv = true, x->veranschlagung = VERANSCHLAGT_PLANMAESSIG;
    f->spalten = ARENA_NEW_N(p.a, Formspalte, N);
    f->nspalten = N;
    for (int i = 0; i < N; i++)
        f->spalten[i] =
            (Formspalte){ .feld = list[i].f, .titel = str_printf(p.a, "T%d", i), .summe = i % 2 };
    FlowTable *t = table();
    assert_int_equal(t->ncols, N);
    assert_int_equal(t->nbody, 1);
    assert_int_equal(t->nhead, 1);
    assert_int_equal(t->head->ncells, N);
    assert_true(str_is(t->form, "f"));
    assert_true(t->carry_word.n);
    for (int i = 0; i < N; i++) {
        Formfeld k = list[i].f;
        bool money = strchr(list[i].want, ',') && k != FF_VZAE && k != FF_FOERDERQUOTE,
             number = money || k == FF_VZAE || k == FF_FOERDERQUOTE || k == FF_USTSATZ;
        if (strcmp(cell(t, 0, i), list[i].want)) fail_msg("field %d: %s", k, cell(t, 0, i));
        assert_int_equal(t->body[0].cells[i].has_money, money);
        assert_int_equal(t->body[0].cells[i].header, k == FF_TEXT);
        assert_int_equal(t->cols[i].align, number ? ALIGN_DECIMAL : ALIGN_LEFT);
        assert_int_equal(t->cols[i].amount, money);
        assert_int_equal(t->cols[i].carry, money && i % 2);
        assert_int_equal(t->cols[i].decimals, 2);
        assert_true(str_is(t->cols[i].unit, money ? "EUR" : ""));
        assert_string_equal(of_runs(t->head->cells[i].blocks->runs),
                            str_z(p.a, str_printf(p.a, money ? "T%d/in\u00A0EUR" : "T%d", i)));
        assert_true(t->head->cells[i].header);
    }
    assert_int_equal(t->body[0].ust, 1900);
    assert_true(t->body[0].minus);
    x->konsumtiv = false, x->investiv = true, x->veranschlagung = VERANSCHLAGT_UEBERPLANMAESSIG;
    x->netto.set = x->ansatz.set = x->bereitgestellt.set = false;
    t = table();
    for (int i = 0; i < N; i++) {
        Formfeld k = list[i].f;
        const char *want = k == FF_KONSUMTIV ? "investiv"
            : k == FF_VERANSCHLAGT_JN        ? "Nein"
            : k == FF_VERANSCHLAGUNG         ? "überplanmäßig"
            : k == FF_NETTO || k == FF_UST || k == FF_ANSATZ || k == FF_BEREITGESTELLT ? "-"
            : k == FF_NEU_VERFUEGBAR                                                   ? "0,50"
            : k == FF_REST                                                             ? "\u2212"
                                                                                         "0,50"
                           : list[i].want;
        if (strcmp(cell(t, 0, i), want)) fail_msg("field %d: %s", k, cell(t, 0, i));
        if (!strcmp(want, "-")) assert_true(t->body[0].cells[i].text_in_amount);
    }
    *x = (Posten){ .art = POSTEN_ERTRAG, .text = words(&p, "Zeile") };
    t = table();
    assert_false(t->body[0].minus || t->body[0].ust);
    for (int i = 0; i < N; i++) {
        Formfeld k = list[i].f;
        bool money = t->cols[i].amount, zero = k == FF_NEU_VERFUEGBAR || k == FF_REST;
        const char *want = k == FF_TEXT ? "Zeile"
            : k == FF_ART               ? "Ertrag"
            : zero                      ? "0,00"
            : money                     ? "-"
                                        : "";
        if (strcmp(cell(t, 0, i), want)) fail_msg("empty field %d: %s", k, cell(t, 0, i));
    }
}

static void amount_of_a_row(void **state)
{
    Posten x = { .netto = cents(1) };
    assert_int_equal(posten_amount(&x).cents, 1);
    x.brutto = cents(2);
    assert_int_equal(posten_amount(&x).cents, 2);
    x.betrag = cents(3);
    assert_int_equal(posten_amount(&x).cents, 3);
    Posten two[2] = { { .id = S("a") }, { .id = S("b") } };
    Vorlage v = { .finanzen = { .posten = two, .nposten = 2 } };
    assert_ptr_equal(posten_find(&v, S("a")), &two[0]);
    assert_ptr_equal(posten_find(&v, S("b")), &two[1]);
    assert_null(posten_find(&v, S("c")));
    v.finanzen.nposten = 1;
    assert_null(posten_find(&v, S("b")));
}

/* The years a row says, how they read, and what it has in each; "all" is its total. */
static void years_of_a_row(void **state)
{
    static const struct {
        int jahr, von, bis;
        bool ab;
        Turnus turnus;
        const char *period, *from, *to;
        int years[4]; /* 2023 to 2026; 0: nothing */
        int all;
    } list[] = {
        { 0, 0, 0, false, 0, "", "", "", { 0 }, 7 },
        { 2024, 0, 0, false, 0, "2024", "2024", "2024", { 0, 7 }, 7 },
        { 2024, 0, 0, false, TURNUS_JAEHRLICH, "2024", "2024", "2024", { 0, 7 }, 7 },
        { 0, 2024, 0, true, TURNUS_JAEHRLICH, "ab\u00A02024", "2024", "", { 0, 7, 7, 7 }, 0 },
        { 0, 2024, 0, true, 0, "ab\u00A02024", "2024", "", { 0, 7, 7, 7 }, 7 },
        { 0, 2024, 2025, false, TURNUS_JAEHRLICH, "2024–2025", "2024", "2025", { 0, 7, 7 }, 14 },
        { 0, 2024, 2026, false, TURNUS_JAEHRLICH, "2024–2026", "2024", "2026", { 0, 7, 7, 7 }, 21 },
        { 0, 2024, 2025, false, TURNUS_GESAMT, "2024–2025", "2024", "2025", { 0 }, 7 },
        { 0, 2024, 2024, false, TURNUS_GESAMT, "2024", "2024", "2024", { 0, 7 }, 7 },
        { 0, 2024, 2024, false, TURNUS_JAEHRLICH, "2024", "2024", "2024", { 0, 7 }, 7 },
        { 0, 2024, 0, false, TURNUS_JAEHRLICH, "2024", "2024", "", { 0 }, 0 },
        { 0, 0, 2025, false, TURNUS_JAEHRLICH, "", "", "2025", { 0 }, 0 },
    };
    COLUMNS(FF_JAHR, FF_VON, FF_BIS, FF_GESAMT);
    Posten *x = row(POSTEN_AUFWAND);
    for (size_t i = 0; i < sizeof list / sizeof *list; i++) {
        x->jahr = list[i].jahr, x->von = list[i].von, x->bis = list[i].bis, x->ab = list[i].ab;
        x->turnus = list[i].turnus, x->betrag = cents(700);
        FlowTable *t = table();
        assert_string_equal(cell(t, 0, 0), list[i].period);
        assert_string_equal(cell(t, 0, 1), list[i].from);
        assert_string_equal(cell(t, 0, 2), list[i].to);
        char all[20] = "-";
        if (list[i].all) snprintf(all, sizeof all, "%d,00", list[i].all);
        if (strcmp(cell(t, 0, 3), all)) fail_msg("%d: %s", (int)i, cell(t, 0, 3));
        for (int y = 0; y < 4; y++) {
            Money m = posten_year(x, 2023 + y);
            if (m.set != (list[i].years[y] != 0)) fail_msg("%d: %d", (int)i, 2023 + y);
            if (m.set) assert_int_equal(m.cents, 700);
        }
    }
    JahrBetrag by[3] = { { .jahr = 2024, .betrag = cents(100) },
                         { .jahr = 2025, .betrag = cents(200) },
                         { .jahr = 2027, .betrag = cents(400) } };
    *x = (Posten){ .jahre = by, .njahre = 3, .betrag = cents(9900) };
    assert_string_equal(cell(table(), 0, 0), "2024–2027");
    assert_string_equal(cell(table(), 0, 3), "7,00");
    assert_int_equal(posten_year(x, 2025).cents, 200);
    assert_false(posten_year(x, 2026).set);
    x->njahre = 1;
    assert_string_equal(cell(table(), 0, 0), "2024");
    assert_string_equal(cell(table(), 0, 3), "1,00");
    by[0].betrag.set = false;
    assert_string_equal(cell(table(), 0, 3), "-");
}

static void units_and_signs(void **state)
{
    static const struct {
        Geldeinheit unit;
        int places;
        const char *want, *cost, *unit_word;
    } list[] = {
        { GELD_EUR, 2, "1.234.567,89",
          "\u2212"
          "1.234.567,89",
          "EUR" },
        { GELD_EUR, 0, "1.234.568",
          "\u2212"
          "1.234.568",
          "EUR" },
        { GELD_TEUR, 2, "1.234,57",
          "\u2212"
          "1.234,57",
          "TEUR" },
        { GELD_TEUR, 0, "1.235",
          "\u2212"
          "1.235",
          "TEUR" },
        { GELD_MIO, 2, "1,23",
          "\u2212"
          "1,23",
          "Mio.\u00A0EUR" },
        { GELD_MIO, 0, "1",
          "\u2212"
          "1",
          "Mio.\u00A0EUR" },
    };
    COLUMNS(FF_BETRAG);
    f->vorzeichen = VORZEICHEN_AUFWAND_NEGATIV;
    row(POSTEN_ERTRAG)->betrag = cents(123456789);
    row(POSTEN_AUSZAHLUNG)->betrag = cents(123456789);
    for (size_t i = 0; i < sizeof list / sizeof *list; i++) {
        f->einheit = list[i].unit, f->nachkommastellen = list[i].places;
        FlowTable *t = table();
        assert_string_equal(cell(t, 0, 0), list[i].want);
        assert_string_equal(cell(t, 1, 0), list[i].cost);
        assert_int_equal(t->cols[0].decimals, list[i].places);
        const char *head = of_runs(t->head->cells[0].blocks->runs);
        assert_memory_equal(head, "in\u00A0", 4);
        assert_string_equal(head + 4, str_z(p.a, t->cols[0].unit));
        assert_int_equal(t->body[0].cells[0].cents, -t->body[1].cells[0].cents);
        assert_int_equal(t->body[0].cells[0].blocks->runs->cents, t->body[0].cells[0].cents);
        assert_true(t->body[0].cells[0].blocks->runs->has_money);
    }
    f->einheit = GELD_EUR, f->nachkommastellen = 2;
    for (Postenart k = POSTEN_ERTRAG; k < POSTEN_N; k++) { /* which kinds lessen a balance */
        bool income = k == POSTEN_ERTRAG || k == POSTEN_EINZAHLUNG || k == POSTEN_EINSPARUNG ||
            k == POSTEN_FOERDERMITTEL;
        p.posten[0].art = k, p.posten[0].betrag = cents(100);
        f->vorzeichen = VORZEICHEN_AUFWAND_NEGATIV;
        assert_string_equal(cell(table(), 0, 0),
                            income ? "1,00"
                                   : "\u2212"
                                     "1,00");
        assert_false(table()->body[0].minus);
        f->vorzeichen = VORZEICHEN_AUFWAND_POSITIV;
        assert_string_equal(cell(table(), 0, 0),
                            income ? "\u2212"
                                     "1,00"
                                   : "1,00");
        assert_false(table()->body[0].minus);
        f->vorzeichen = VORZEICHEN_BETRAG;
        assert_string_equal(cell(table(), 0, 0), "1,00");
        assert_int_equal(table()->body[0].minus, !income);
    }
    p.posten[0].betrag.set = false;
    f->spalten[0].leer_ist = cents(0);
    assert_string_equal(cell(table(), 0, 0), "0,00");
    p.posten[0].betrag = cents(5);
    assert_string_equal(cell(table(), 0, 0), "0,05");
}

static void rates_of_tax(void **state)
{
    static const struct {
        Dec rate;
        int want;
    } list[] = { { { 19, 0, true }, 1900 },     { { 7, 0, true }, 700 },
                 { { 55, 1, true }, 550 },      { { 1234, 2, true }, 1234 },
                 { { 12345, 3, true }, 0 },     { { -1, 0, true }, 0 },
                 { { 19, 0, false }, 0 },       { { 0, 0, true }, 0 },
                 { { 10000, 2, true }, 10000 }, { { 10001, 2, true }, 0 } };
    COLUMNS(FF_BETRAG);
    Posten *x = row(POSTEN_AUFWAND);
    for (size_t i = 0; i < sizeof list / sizeof *list; i++) {
        x->ust = list[i].rate;
        assert_int_equal(table()->body[0].ust, list[i].want);
    }
}

/* Each row as "kind amount from to", its label before. */
static void rows_are(const FlowTable *t, const char *want)
{
    Buf b = { 0 };
    for (int i = 0; i < t->nbody; i++) {
        const FlowRow *r = &t->body[i];
        buf_printf(&b, "%c:%s", " gstb"[r->kind], cell(t, i, 0));
        if (r->kind == ROW_GROUP)
            assert_true(r->ncells == 1 && r->cells[0].colspan == t->ncols);
        else
            buf_printf(&b, "=%s", cell(t, i, 1));
        if (r->kind == ROW_BODY || r->kind == ROW_GROUP)
            assert_true(r->sum_from == -1 && r->sum_to == -1);
        else
            buf_printf(&b, "[%d,%d)", r->sum_from, r->sum_to);
        assert_true(r->cells[0].header);
        if (r->kind != ROW_GROUP && r->kind != ROW_BODY) assert_false(r->cells[1].header);
        buf_z(&b, i + 1 < t->nbody ? "; " : "");
    }
    buf_char(&b, 0);
    assert_string_equal(b.p, want);
    buf_drop(&b);
}

static Posten *named(const char *text, Postenart art, int64_t eur)
{
    return posten(&p, text, art, eur * 100);
}

static void groups(void **state)
{
    COLUMNS(FF_TEXT, FF_BETRAG);
    f->spalten[1].summe = true;
    f->nachkommastellen = 0;
    Posten *a = named("a", POSTEN_AUFWAND, 1), *b = named("b", POSTEN_ERTRAG, 2),
           *d = named("d", POSTEN_AUFWAND, 4), *e = named("e", POSTEN_ERTRAG, 8);
    a->haushalt = d->haushalt = HAUSHALT_FINANZ, b->haushalt = e->haushalt = HAUSHALT_ERGEBNIS;
    a->jahr = e->jahr = 2024, b->jahr = d->jahr = 2025;
    a->gruppe = b->gruppe = S("X");
    a->veranschlagung = VERANSCHLAGT_PLANMAESSIG;
    rows_are(table(), " :a=1;  :b=2;  :d=4;  :e=8");
    f->summe = true;
    rows_are(table(), " :a=1;  :b=2;  :d=4;  :e=8; t:Summe=15[0,4)");
    f->zwischensummen = true; /* without groups there are none */
    rows_are(table(), " :a=1;  :b=2;  :d=4;  :e=8; t:Summe=15[0,4)");
    f->gruppe = GRUPPE_HAUSHALT;
    rows_are(table(),
             "g:Finanzhaushalt;  :a=1;  :d=4; s:Summe Finanzhaushalt=5[1,3); g:Ergebnishaushalt;  "
             ":b=2;  :e=8; s:Summe Ergebnishaushalt=10[5,7); t:Summe=15[0,8)");
    f->zwischensummen = f->summe = false;
    f->gruppe = GRUPPE_ART;
    rows_are(table(), "g:Aufwand;  :a=1;  :d=4; g:Ertrag;  :b=2;  :e=8");
    f->gruppe = GRUPPE_JAHR;
    rows_are(table(), "g:2024;  :a=1;  :e=8; g:2025;  :b=2;  :d=4");
    f->gruppe = GRUPPE_VERANSCHLAGUNG;
    rows_are(table(), "g:planmäßig;  :a=1;  :b=2;  :d=4;  :e=8");
    f->gruppe = GRUPPE_FREI;
    f->zwischensummen = true;
    rows_are(table(), "g:X;  :a=1;  :b=2; s:Summe X=3[1,3);  :d=4;  :e=8; s:Zwischensumme=15[1,6)");
}

static void filters_and_required(void **state)
{
    COLUMNS(FF_TEXT, FF_BETRAG);
    f->spalten[1].summe = true;
    f->nachkommastellen = 0;
    named("a", POSTEN_AUFWAND, 1)->haushalt = HAUSHALT_FINANZ;
    named("b", POSTEN_ERTRAG, 2)->haushalt = HAUSHALT_ERGEBNIS;
    named("d", POSTEN_VE, 4);
    f->nur_haushalt = HAUSHALT_FINANZ;
    rows_are(table(), " :a=1");
    f->nur_haushalt = HAUSHALT_NONE;
    Postenart only[2] = { POSTEN_VE, POSTEN_AUFWAND };
    f->nur_art = only, f->nnur_art = 2;
    rows_are(table(), " :a=1;  :d=4");
    f->nnur_art = 1;
    rows_are(table(), " :d=4");
    f->nnur_art = 0;
    Pflichtzeile must[3] = { { .art = POSTEN_VE },
                             { .art = POSTEN_FOLGEKOSTEN, .titel = S("Folgen") },
                             { .art = POSTEN_EINSPARUNG } };
    f->pflicht = must, f->npflicht = 3;
    f->summe = true;
    FlowTable *t = table();
    rows_are(t, " :d=4;  :Folgen=-;  :Einsparung=-;  :a=1;  :b=2; t:Summe=7[0,5)");
    assert_true(t->body[1].cells[1].text_in_amount && !t->body[1].cells[0].text_in_amount);
    assert_false(t->body[1].cells[1].header);
    p.v.finanzen.nposten = 0; /* the required ones stand alone */
    f->summe = false;
    rows_are(table(), " :Verpflichtungsermächtigung=-;  :Folgen=-;  :Einsparung=-");
    COLUMNS(FF_BETRAG, FF_ART, FF_TEXT); /* their name stands in the first column of words */
    t = table();
    assert_string_equal(cell(t, 1, 0), "-");
    assert_string_equal(cell(t, 1, 1), "Folgen");
    assert_string_equal(cell(t, 1, 2), "");
    assert_false(t->body[1].cells[0].header || t->body[1].cells[1].header);
    f->npflicht = 0;
    assert_non_null(flow_of(&p, EDITION_FULL));
    assert_true(says(&p, "keine"));
}

/* Sums: only of columns that are summed; the balance by the form's sign. */
static void sums(void **state)
{
    COLUMNS(FF_TEXT, FF_BETRAG, FF_ANSATZ);
    f->spalten[1].summe = true;
    f->nachkommastellen = 0, f->summe = f->saldo = true;
    named("a", POSTEN_AUFWAND, 10)->ansatz = cents(100);
    named("b", POSTEN_FOERDERMITTEL, 3)->ansatz = cents(100);
    named("c", POSTEN_EINSPARUNG, 2);
    FlowTable *t = table();
    rows_are(t,
             " :a=10;  :b=3;  :c=2; t:Summe=15[0,3); b:Saldo=\u2212"
             "5[0,4)");
    assert_string_equal(cell(t, 3, 2), "");
    assert_true(t->body[3].cells[1].has_money && !t->body[3].cells[2].has_money);
    assert_false(t->body[3].cells[1].text_in_amount || t->body[3].cells[2].text_in_amount);
    assert_int_equal(t->body[3].cells[1].cents, 1500);
    f->summe = false;
    f->vorzeichen = VORZEICHEN_AUFWAND_POSITIV;
    rows_are(table(),
             " :a=10;  :b=\u2212"
             "3;  :c=\u2212"
             "2; b:Saldo=5[0,3)");
    f->vorzeichen = VORZEICHEN_AUFWAND_NEGATIV;
    rows_are(table(),
             " :a=\u2212"
             "10;  :b=3;  :c=2; b:Saldo=\u2212"
             "5[0,3)");
    for (int i = 0; i < 3; i++) p.posten[i].betrag = cents(INT64_MAX / 2 / 100 * 100);
    p.posten[0].art = POSTEN_ERTRAG;
    t = table(); /* beyond what can be counted */
    assert_string_equal(cell(t, 3, 1), "–");
    assert_true(t->body[3].cells[1].text_in_amount && !t->body[3].cells[1].has_money);
}

static void columns_of_years(void **state)
{
    COLUMNS(FF_TEXT, FF_JAHRE, FF_JAHRE);
    f->nachkommastellen = 0;
    f->spalten[1].jahr = 2025, f->spalten[1].titel = S("Fest");
    JahrBetrag by[2] = { { .jahr = 2026, .betrag = cents(100) },
                         { .jahr = 2024, .betrag = cents(200) } };
    Posten *x = row(POSTEN_AUFWAND);
    x->jahre = by, x->njahre = 2, x->jahr = 2030; /* the years themselves count */
    x = named("b", POSTEN_AUFWAND, 4);
    x->von = 2026, x->bis = 2027, x->turnus = TURNUS_JAEHRLICH;
    named("c", POSTEN_AUFWAND, 5)->jahr = 2024;
    x = named("d", POSTEN_AUFWAND, 6);
    x->von = 2029, x->bis = 2040, x->turnus = TURNUS_GESAMT; /* only its first year has a column */
    named("e", POSTEN_AUFWAND, 7);
    FlowTable *t = table();
    static const char *const heads[] = { "",
                                         "Fest/in\u00A0EUR",
                                         "2024/in\u00A0EUR",
                                         "2026/in\u00A0EUR",
                                         "2027/in\u00A0EUR",
                                         "2029/in\u00A0EUR" };
    assert_int_equal(t->ncols, 6);
    for (int i = 0; i < 6; i++) {
        assert_string_equal(of_runs(t->head->cells[i].blocks->runs), heads[i]);
        for (const FlowBlock *b = t->body[0].cells[i].blocks; b; b = b->next)
            assert_int_equal(b->year, i == 0 ? 0 : atoi(i == 1 ? "2025" : heads[i]));
    }
    static const char *const want[5][5] = { { "-", "2", "1", "-", "-" },
                                            { "-", "-", "4", "4", "-" },
                                            { "-", "5", "-", "-", "-" },
                                            { "-", "-", "-", "-", "-" },
                                            { "-", "-", "-", "-", "-" } };
    for (int r = 0; r < 5; r++)
        for (int i = 0; i < 5; i++) assert_string_equal(cell(t, r, i + 1), want[r][i]);
    x->turnus = TURNUS_JAEHRLICH, x->von = 1950, x->bis = 2049; /* no more columns than fit */
    assert_int_equal(table()->ncols, 60);
}

static void as_list(void **state)
{
    COLUMNS(FF_TEXT, FF_BETRAG, FF_DECKUNG, FF_ANSATZ);
    for (int i = 0; i < 4; i++) f->spalten[i].titel = str_printf(p.a, "T%d", i);
    f->liste = true, f->summe = true;
    named("a", POSTEN_AUFWAND, 1);
    named("b", POSTEN_AUFWAND, 2)->deckung = S("dk");
    static const struct {
        Geldeinheit unit;
        const char *want;
    } list[] = { { GELD_EUR, "1,00\u00A0EUR" },
                 { GELD_TEUR, "0,00\u00A0TEUR" },
                 { GELD_MIO, "0,00\u00A0Mio." } };
    for (int k = 0; k < 3; k++) {
        f->einheit = list[k].unit;
        Flow *x = flow_of(&p, EDITION_FULL);
        const FlowTable *t[2];
        int n = 0;
        for (const FlowBlock *b = x->blocks; b; b = b->next)
            if (b->table && b->table->body[0].ncells == 2 &&
                !strcmp(of_runs(b->table->body[0].cells[0].blocks->runs), "T0"))
                t[n++] = b->table;
        assert_int_equal(n, 2);
        assert_int_equal(t[0]->look, TABLE_HEAD);
        assert_int_equal(t[0]->ncols, 2);
        assert_true(t[0]->cols && t[0]->cols[0].width == t[0]->label_width &&
                    t[0]->label_width == p.s->kopf_label_breite);
        assert_string_equal(cell(t[0], 0, 1), "a");
        assert_string_equal(cell(t[0], 1, 0), "T1");
        assert_memory_equal(cell(t[0], 1, 1), list[k].want, strlen(list[k].want));
        assert_string_equal(cell(t[0], 2, 0), "T3"); /* without words no line */
        assert_string_equal(cell(t[0], 2, 1), "-");
        assert_int_equal(t[0]->nbody, 3);
        assert_int_equal(t[1]->nbody, 4);
        assert_string_equal(cell(t[1], 2, 1), "dk");
        for (int i = 0; i < 3; i++) {
            assert_true(t[0]->body[i].cells[0].header && !t[0]->body[i].cells[1].header);
            assert_true(t[0]->body[i].sum_from == -1 && t[0]->body[i].sum_to == -1);
        }
    }
}

static void captions_and_omissions(void **state)
{
    COLUMNS(FF_TEXT, FF_BETRAG);
    Posten *x = named("a", POSTEN_AUFWAND, 1);
    Block *b = p.teil.blocks;
    assert_null(table()->caption);
    f->titel = S("Form");
    assert_string_equal(of_runs(table()->caption), "Form");
    b->titel = S("Own");
    assert_string_equal(of_runs(table()->caption), "Own");
    b->id = S("ft");
    flow_of(&p, EDITION_FULL);
    const char *alone = of_runs(table()->caption);
    Inline *aim = ARENA_NEW(p.a, Inline);
    *aim = (Inline){ .kind = IN_VERWEIS, .ziel = ZIEL_ID, .ref = S("ft") };
    para(&p, "Siehe ", STATUS_NONE)->text->next = aim;
    const char *referred = of_runs(table()->caption);
    assert_true(str_ends(str_of(alone), S("Own")) && str_ends(str_of(referred), S(": Own")));
    assert_true(strlen(referred) > strlen(": Own"));
    b->titel = f->titel = S("");
    const char *bare = of_runs(table()->caption);
    assert_true(bare[0] && bare[strlen(bare) - 1] != ' ' && !strchr(bare, ':'));
    x->status = STATUS_NICHTOEFFENTLICH;
    named("b", POSTEN_AUFWAND, 1);
    for (int silent = 0; silent < 2; silent++) {
        p.s->auslassung = silent ? AUSLASSUNG_STUMM : AUSLASSUNG_HINWEIS;
        assert_non_null(flow_of(&p, EDITION_PUBLIC));
        assert_int_equal(times(&p, "nichtöffentlich."), !silent);
    }
    p.s->auslassung = AUSLASSUNG_HINWEIS; /* a form that would not show the row says nothing */
    Postenart only = POSTEN_ERTRAG;
    f->nur_art = &only, f->nnur_art = 1;
    assert_non_null(flow_of(&p, EDITION_PUBLIC));
    assert_int_equal(times(&p, "nichtöffentlich."), 0);
    b->form = S("other"); /* no such form: told by the rules */
    assert_non_null(flow_of(&p, EDITION_FULL));
}

int main(void)
{
#define T(x) cmocka_unit_test_setup_teardown(x, begin, end)
    const struct CMUnitTest tests[] = {
        T(every_field),      T(amount_of_a_row), T(years_of_a_row),         T(units_and_signs),
        T(rates_of_tax),     T(groups),          T(filters_and_required),   T(sums),
        T(columns_of_years), T(as_list),         T(captions_and_omissions),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
