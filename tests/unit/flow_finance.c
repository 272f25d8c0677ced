/* Finance forms: rows, signs, years, sums as printed; hidden rows do not count. */
#include "flow_paper.h"

static Formspalte text_col = { .feld = FF_TEXT, .titel = { "Was", 3 } };

/* The only form of the style: text and one amount column. */
static Finanzform *form(Paper *p, Formspalte *cols, int n)
{
    Finanzform *f = ARENA_NEW(p->a, Finanzform);
    *f = (Finanzform){ .id = S("f"),
                       .spalten = cols,
                       .nspalten = n,
                       .summe = true,
                       .leer = S("-"),
                       .einheit = GELD_EUR,
                       .nachkommastellen = 2 };
    p->s->formen = f;
    p->s->nformen = 1;
    put(p, BK_FINANZTABELLE)->form = S("f");
    return f;
}

static FlowTable *table(Paper *p, Edition e)
{
    Flow *f = flow_of(p, e);
    assert_non_null(f);
    return table_of(f, TABLE_FINANCE);
}

static void signs_and_balance(void **state)
{
    Paper p;
    paper_new(&p);
    Formspalte cols[2] = { text_col, { .feld = FF_BETRAG, .titel = S("Betrag"), .summe = true } };
    Finanzform *f = form(&p, cols, 2);
    f->saldo = true;
    posten(&p, "Bau", POSTEN_AUFWAND, 100000);
    posten(&p, "Zuschuss", POSTEN_ERTRAG, 30050);
    static const struct {
        Vorzeichen v;
        const char *want[4];
    } turn[] = { { VORZEICHEN_BETRAG, { "1.000,00", "300,50", "1.300,50", "\u2212699,50" } },
                 { VORZEICHEN_AUFWAND_NEGATIV,
                   { "\u22121.000,00", "300,50", "\u2212699,50", "\u2212699,50" } },
                 { VORZEICHEN_AUFWAND_POSITIV,
                   { "1.000,00", "\u2212300,50", "699,50", "699,50" } } };
    for (int k = 0; k < 3; k++) {
        f->vorzeichen = turn[k].v;
        FlowTable *t = table(&p, EDITION_FULL);
        assert_int_equal(t->nbody, 4);
        for (int i = 0; i < 4; i++) cell_is(t, i, 1, turn[k].want[i]);
        assert_int_equal(t->body[2].kind, ROW_TOTAL);
        assert_int_equal(t->body[3].kind, ROW_BALANCE);
    }
    paper_drop(&p);
}

/* A sum is that of the rows as a reader sees them. */
static void sums_of_rounded_rows(void **state)
{
    Paper p;
    paper_new(&p);
    Formspalte cols[2] = { text_col, { .feld = FF_BETRAG, .summe = true } };
    Finanzform *f = form(&p, cols, 2);
    f->einheit = GELD_TEUR;
    f->nachkommastellen = 0;
    posten(&p, "a", POSTEN_AUFWAND, 150000);
    posten(&p, "b", POSTEN_AUFWAND, 150000);
    posten(&p, "c", POSTEN_AUFWAND, 149999);
    FlowTable *t = table(&p, EDITION_FULL);
    cell_is(t, 0, 1, "2");
    cell_is(t, 2, 1, "1");
    cell_is(t, 3, 1, "5");
    paper_drop(&p);
}

static void years(void **state)
{
    Paper p;
    paper_new(&p);
    Formspalte cols[3] = { text_col,
                           { .feld = FF_JAHRE, .summe = true },
                           { .feld = FF_GESAMT, .summe = true } };
    form(&p, cols, 3);
    Posten *x = posten(&p, "jährlich", POSTEN_AUFWAND, 10000);
    x->von = 2024, x->bis = 2026, x->turnus = TURNUS_JAEHRLICH;
    JahrBetrag by_year[2] = { { .jahr = 2025, .betrag = { 500, true } },
                              { .jahr = 2027, .betrag = { 700, true } } };
    x = posten(&p, "nach Jahren", POSTEN_AUFWAND, 0);
    x->betrag.set = false, x->jahre = by_year, x->njahre = 2;
    x = posten(&p, "ab 2026", POSTEN_AUFWAND, 100);
    x->von = 2026, x->ab = true, x->turnus = TURNUS_JAEHRLICH;
    FlowTable *t = table(&p, EDITION_FULL);
    assert_int_equal(t->ncols, 6); /* text, 2024 to 2027, all */
    static const char *const want[4][5] = { { "100,00", "100,00", "100,00", "-", "300,00" },
                                            { "-", "5,00", "-", "7,00", "12,00" },
                                            { "-", "-", "1,00", "1,00", "-" },
                                            { "100,00", "105,00", "101,00", "8,00", "312,00" } };
    for (int r = 0; r < 4; r++)
        for (int c = 0; c < 5; c++) cell_is(t, r, c + 1, want[r][c]);
    paper_drop(&p);
}

static void hidden_rows(void **state)
{
    Paper p;
    paper_new(&p);
    Formspalte cols[2] = { text_col, { .feld = FF_BETRAG, .summe = true } };
    form(&p, cols, 2);
    posten(&p, "offen", POSTEN_AUFWAND, 1000);
    Posten *x = posten(&p, "verdeckt", POSTEN_AUFWAND, 700);
    x->id = S("x"), x->status = STATUS_NICHTOEFFENTLICH;
    Block *b = para(&p, "Davon ", STATUS_NONE);
    b->text->next = ARENA_NEW(p.a, Inline);
    *b->text->next = (Inline){ .kind = IN_BETRAG, .ref = S("x") };
    FlowTable *t = table(&p, EDITION_PUBLIC);
    assert_int_equal(t->nbody, 2);
    cell_is(t, 1, 1, "10,00");
    assert_true(says(&p, "Davon –"));
    assert_false(says(&p, "verdeckt") || says(&p, "7,00") || says(&p, "17,00"));
    t = table(&p, EDITION_FULL);
    cell_is(t, 2, 1, "17,00");
    assert_true(says(&p, "Davon 7\u00A0EUR"));
    paper_drop(&p);
}

static void groups(void **state)
{
    Paper p;
    paper_new(&p);
    Formspalte cols[2] = { text_col, { .feld = FF_BETRAG, .summe = true } };
    Finanzform *f = form(&p, cols, 2);
    Pflichtzeile must[1] = { { .art = POSTEN_FOERDERMITTEL, .titel = S("Förderung") } };
    f->gruppe = GRUPPE_FREI, f->zwischensummen = true, f->pflicht = must, f->npflicht = 1;
    posten(&p, "a", POSTEN_AUFWAND, 100)->gruppe = S("Bau");
    posten(&p, "b", POSTEN_AUFWAND, 200)->gruppe = S("Technik");
    posten(&p, "c", POSTEN_AUFWAND, 300)->gruppe = S("Bau");
    FlowTable *t = table(&p, EDITION_FULL);
    static const struct {
        RowKind kind;
        const char *amount;
    } want[] = { { ROW_BODY, "-" },    { ROW_GROUP, NULL },      { ROW_BODY, "1,00" },
                 { ROW_BODY, "3,00" }, { ROW_SUBTOTAL, "4,00" }, { ROW_GROUP, NULL },
                 { ROW_BODY, "2,00" }, { ROW_SUBTOTAL, "2,00" }, { ROW_TOTAL, "6,00" } };
    assert_int_equal(t->nbody, 9);
    for (int i = 0; i < 9; i++) {
        assert_int_equal(t->body[i].kind, want[i].kind);
        if (want[i].amount) cell_is(t, i, 1, want[i].amount);
    }
    cell_is(t, 0, 0, "Förderung");
    cell_is(t, 4, 0, "Summe Bau");
    paper_drop(&p);
}

/* Beyond 64 bits no sum is printed rather than a wrong one. */
static void beyond(void **state)
{
    Paper p;
    paper_new(&p);
    Formspalte cols[2] = { text_col, { .feld = FF_BETRAG, .summe = true } };
    form(&p, cols, 2)->saldo = true;
    for (int i = 0; i < 3; i++)
        posten(&p, "viel", POSTEN_AUFWAND, INT64_MAX / 2 - INT64_MAX / 2 % 100);
    FlowTable *t = table(&p, EDITION_FULL);
    cell_is(t, 3, 1, "–");
    cell_is(t, 4, 1, "–");
    paper_drop(&p);
}

int main(void)
{
    const struct CMUnitTest t[] = { cmocka_unit_test(signs_and_balance),
                                    cmocka_unit_test(sums_of_rounded_rows),
                                    cmocka_unit_test(years),
                                    cmocka_unit_test(hidden_rows),
                                    cmocka_unit_test(groups),
                                    cmocka_unit_test(beyond) };
    return cmocka_run_group_tests(t, NULL, NULL);
}
