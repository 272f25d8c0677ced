/* Words that a clerk types, as values: days, amounts, enumerations (values.c); the cells of a
 * finance row (posten.c). */
#include "import_tree.h"

#include "import/values.h"

static void days(void **state)
{
    static const struct {
        const char *words, *iso;
    } good[] = {
        { "04.11.2024", "2024-11-04" },
        { "4.11.2024", "2024-11-04" },
        { "2024-11-04", "2024-11-04" },
        { "4. November 2024", "2024-11-04" },
        { " 31.\u00A0dezember  2024 ", "2024-12-31" },
        { "1. März 2024", "2024-03-01" },
        { "1. MÄRZ 2024", "2024-03-01" },
    };
    static const char *const bad[] = { "",
                                       "bald",
                                       "31.02.2024",
                                       "32. Januar 2024",
                                       "0. Januar 2024",
                                       "4. Brumaire 2024",
                                       "4. November",
                                       "4 November 2024",
                                       "104. Mai 2024",
                                       ". Mai 2024" };
    Arena *a = arena_new();
    for (size_t i = 0; i < sizeof good / sizeof *good; i++) {
        Str iso;
        assert_true(import_date_of(a, str_of(good[i].words), &iso));
        assert_string_equal(str_z(a, iso), good[i].iso);
    }
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        Str iso;
        assert_false(import_date_of(a, str_of(bad[i]), &iso));
    }
    arena_drop(a);
}

static void words(void **state)
{
    static const char *const closed[] = { "nicht öffentlich", "Nichtöffentlich", "NÖ", "n", "N.Ö.",
                                          "vertraulich",      "nicht-öffentlich" };
    for (size_t i = 0; i < sizeof closed / sizeof *closed; i++)
        assert_int_equal(import_word_value(ENUM_STATUS, str_of(closed[i])),
                         STATUS_NICHTOEFFENTLICH);
    assert_int_equal(import_word_value(ENUM_STATUS, S("Ö")), STATUS_OEFFENTLICH);
    assert_int_equal(import_word_value(ENUM_STATUS, S("ÖFFENTLICH")), STATUS_OEFFENTLICH);
    assert_int_equal(import_word_value(ENUM_STATUS, S("")), 0);
    assert_int_equal(import_word_value(ENUM_STATUS, S("halb")), 0);
    assert_int_equal(import_word_value(ENUM_TURNUS, S("n")),
                     0); /* such short words are of the status alone */
    for (EnumKind k = 0; k < ENUM_COUNT; k++)
        for (int v = 1; v < enum_count(k); v++)
            if (enum_code(k, v).n)
                assert_true(
                    str_eq(enum_code(k, import_word_value(k, enum_code(k, v))), enum_code(k, v)));
    assert_true(import_same_words(S("Straße"), S("STRASSE")));
    assert_false(import_same_words(S("ja"), S("jain")));
    Arena *a = arena_new();
    assert_string_equal(
        str_z(a, import_plain_blanks(a, S(" 1.234,56\u00A0EUR\u202Fin\n Sil\u00ADben "))),
        "1.234,56 EUR in Silben");
    arena_drop(a);
}

/* A row with these attributes; what its field says now where it said `was`; the row as text. */
typedef struct {
    Im im;
    XNode *row;
} Case;

static void row(Case *c, const char *const *attrs)
{
    im_new(&c->im);
    c->im.view_src = diag_paragraphs(c->im.d, S("x.odt"));
    c->row = made_element(&c->im, "posten", NO_PLACE);
    for (int i = 0; attrs && attrs[i]; i += 2)
        made_attr(&c->im, c->row, attrs[i], str_of(attrs[i + 1]));
}

static void typed(Case *c, Formfeld f, int year, const char *was, const char *now)
{
    Node *o = was ? node_of(&c->im, NK_ABSATZ, NULL, was) : NULL,
         *n = node_of(&c->im, NK_ABSATZ, NULL, now);
    n->field = (FlowField)(FIELD_POSTEN + (int)f);
    n->year = year;
    import_posten_field(&c->im, c->row, o, n);
    assert_true(n->told);
}

static void is(Case *c, const char *attr, const char *value)
{
    assert_string_equal(str_z(c->im.a, xattr(c->row, attr)), value);
}
static void told(Case *c, DiagCode code)
{
    assert_int_equal(diags_count(c->im.d), 1);
    assert_int_equal(diags_at(c->im.d, 0)->code, code);
}

static void end(Case *c)
{
    assert_int_equal(diags_count(c->im.d), 0);
    arena_drop(c->im.a);
}

/* Shown in thousands, or costs with a minus: a new amount is meant likewise, as what the old was
 * shown as tells. */
static void amounts(void **state)
{
    static const struct {
        const char *held, *was, *now, *then;
    } list[] = {
        { "442400.00", "442.400,00 EUR", "442.500,00", "442500.00" },
        { "442400.00", "442,4", "450", "450000.00" },
        { "442449.99", "442,4", "1,5", "1500.00" },
        { "-442400.00", "442.400", "500", "-500.00" },
        { "442400.00", "−442.400", "−500,10", "500.10" },
        { "3000000.00", "3", "4", "4000000.00" },
        { "-3000000.00", "3", "4", "-4000000.00" },
        { "-3000.00", "3", "4", "-4000.00" },
        { "442400.00", "", "7", "7.00" },
        { "442400.00", "0", "7", "7.00" },
        { "442400.00", "12", "7", "7.00" },
        { "", "12", "7,05", "7.05" },
        { "442400.00", "441,9", "7", "7000.00" },
        { "442400.00", "441,8", "7", "7.00" },
        { "442400.00", "442,9", "7", "7000.00" },
        { "442400.00", "443", "7", "7.00" },
        { "5.00", "5", "", "" },
    };
    for (size_t i = 0; i < sizeof list / sizeof *list; i++) {
        Case c;
        row(&c, (const char *const[]){ "betrag", list[i].held, NULL });
        typed(&c, FF_BETRAG, 0, list[i].was, list[i].now);
        is(&c, "betrag", list[i].then);
        end(&c);
    }
}

static void amounts_that_are_none(void **state)
{
    static const char *const bad[] = { "viel", "1,2,3", "999999999999999" };
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        Case c;
        row(&c, (const char *const[]){ "betrag", "3000000.00", NULL });
        typed(&c, FF_BETRAG, 0, "3", bad[i]);
        is(&c, "betrag", "3000000.00");
        told(&c, D_IMPORT_WERT);
        arena_drop(c.im.a);
    }
}

/* Where the column's amount stands: its own attribute, or what there is. */
static void which_amount(void **state)
{
    static const struct {
        Formfeld f;
        const char *held, *then;
    } list[] = {
        { FF_NETTO, "betrag", "netto" },   { FF_BEANTRAGT, "betrag", "beantragt" },
        { FF_ANSATZ, "brutto", "ansatz" }, { FF_BETRAG, "brutto", "brutto" },
        { FF_BETRAG, "netto", "netto" },   { FF_BETRAG, "ust", "betrag" },
    };
    for (size_t i = 0; i < sizeof list / sizeof *list; i++) {
        Case c;
        row(&c, (const char *const[]){ list[i].held, "1.00", NULL });
        typed(&c, list[i].f, 0, NULL, "2");
        is(&c, list[i].then, "2.00");
        end(&c);
    }
}

static XNode *year(Case *c, const char *jahr, const char *eur)
{
    XNode *j = made_element(&c->im, "jahresbetrag", NO_PLACE);
    made_attr(&c->im, j, "jahr", str_of(jahr));
    made_attr(&c->im, j, "eur", str_of(eur));
    xappend(c->row, j);
    return j;
}

static void years(void **state)
{
    Case c;
    row(&c, NULL);
    XNode *a = year(&c, "2024", "10.00"), *b = year(&c, "2025", "20.00");
    typed(&c, FF_JAHRE, 2025, "20,00", "25");
    assert_string_equal(str_z(c.im.a, xattr(b, "eur")), "25.00");
    assert_string_equal(str_z(c.im.a, xattr(a, "eur")), "10.00");
    typed(&c, FF_JAHRE, 2024, "10,00", ""); /* an emptied year goes */
    assert_ptr_equal(xchild(c.row, "jahresbetrag"), b);
    typed(&c, FF_JAHRE, 2026, NULL, "30"); /* one more */
    XNode *n = xchild(c.row, "jahresbetrag");
    assert_string_equal(str_z(c.im.a, xattr(n, "jahr")), "2026");
    assert_string_equal(str_z(c.im.a, xattr(n, "eur")), "30.00");
    is(&c, "betrag", "");
    typed(&c, FF_TEXT, 0, NULL, "Neuer Text"); /* behind the years, which stay */
    assert_ptr_equal(xnext(n, "jahresbetrag"), b);
    assert_string_equal(str_z(c.im.a, c.row->last->text), "Neuer Text");
    assert_ptr_equal(b->next, c.row->last);
    end(&c);
    row(&c, (const char *const[]){ "betrag", "5.00", NULL }); /* a row of one amount */
    typed(&c, FF_JAHRE, 2024, "5", "6");
    is(&c, "betrag", "6.00");
    assert_null(c.row->kids);
    end(&c);
}

static void periods(void **state)
{
    static const struct {
        const char *words, *jahr, *ab, *von, *bis;
    } good[] = {
        { "2024", "2024", "", "", "" },
        { "ab 2025", "", "2025", "", "" },
        { "2024–2026", "", "", "2024", "2026" },
        { "1000", "1000", "", "", "" },
        { "1000–1000", "", "", "1000", "1000" },
        { "2024 - 2026", "", "", "2024", "2026" },
        { "", "", "", "", "" },
    };
    for (size_t i = 0; i < sizeof good / sizeof *good; i++) {
        Case c;
        row(&c,
            (const char *const[]){ "jahr", "2020", "ab", "2020", "von", "2020", "bis", "2021",
                                   NULL });
        typed(&c, FF_ZEITRAUM, 0, "2020", good[i].words);
        is(&c, "jahr", good[i].jahr);
        is(&c, "ab", good[i].ab);
        is(&c, "von", good[i].von);
        is(&c, "bis", good[i].bis);
        end(&c);
    }
    static const char *const bad[] = { "bald", "24", "2024–27", "999" };
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        Case c;
        row(&c, (const char *const[]){ "jahr", "2020", NULL });
        typed(&c, FF_JAHR, 0, "2020", bad[i]);
        is(&c, "jahr", "2020");
        told(&c, D_IMPORT_WERT);
        arena_drop(c.im.a);
    }
    Case c;
    row(&c, (const char *const[]){ "ab", "2020", NULL });
    typed(&c, FF_VON, 0, "2020", "2021");
    typed(&c, FF_BIS, 0, "", "2022");
    is(&c, "ab", "2021");
    is(&c, "bis", "2022");
    end(&c);
    row(&c, (const char *const[]){ "jahr", "2020", NULL });
    typed(&c, FF_VON, 0, "2020", "2021");
    is(&c, "jahr", "2021");
    end(&c);
    row(&c, NULL);
    typed(&c, FF_VON, 0, NULL, "2021");
    is(&c, "von", "2021");
    end(&c);
}

static void other_cells(void **state)
{
    Case c;
    row(&c, (const char *const[]){ "ust", "7", "sachkonto", "1", "art", "ertrag", NULL });
    typed(&c, FF_USTSATZ, 0, "7 %", "19 %");
    is(&c, "ust", "19");
    typed(&c, FF_FOERDERQUOTE, 0, NULL, "62,5 %");
    is(&c, "foerderquote", "62.5");
    typed(&c, FF_VZAE, 0, NULL, "0,75");
    is(&c, "vzae", "0.75");
    typed(&c, FF_USTSATZ, 0, "19 %", "");
    is(&c, "ust", "");
    typed(&c, FF_SACHKONTO, 0, "1", " 42 71 ");
    is(&c, "sachkonto", "42 71");
    typed(&c, FF_ART, 0, "Ertrag", enum_word(ENUM_POSTEN, 1).p);
    assert_true(str_eq(xattr(c.row, "art"), enum_code(ENUM_POSTEN, 1)));
    typed(&c, FF_KONSUMTIV, 0, "investiv", "Konsumtiv");
    is(&c, "konsumtiv", "ja");
    is(&c, "investiv", "");
    typed(&c, FF_KONSUMTIV, 0, "konsumtiv", "investiv");
    is(&c, "konsumtiv", "");
    is(&c, "investiv", "ja");
    typed(&c, FF_VERANSCHLAGT_JN, 0, NULL, "Ja");
    is(&c, "veranschlagung", "planmaessig");
    typed(&c, FF_VERANSCHLAGT_JN, 0, "ja", "nein");
    is(&c, "veranschlagung", "ausserplanmaessig");
    typed(&c, FF_VERANSCHLAGT_JN, 0, "nein", "?");
    is(&c, "veranschlagung", "");
    typed(&c, FF_REST, 0, NULL, "5"); /* computed ones of a new row are nobody's fault */
    end(&c);
    row(&c, (const char *const[]){ "art", "ertrag", NULL });
    typed(&c, FF_ART, 0, "Ertrag", ""); /* an emptied cell is no fault */
    is(&c, "art", "");
    typed(&c, FF_TEXT, 0, NULL, "alt");
    typed(&c, FF_TEXT, 0, "alt", "neu");
    assert_string_equal(str_z(c.im.a, c.row->kids->text), "neu");
    assert_null(c.row->kids->next);
    end(&c);
    row(&c, (const char *const[]){ "turnus", "jaehrlich", NULL });
    typed(&c, FF_TURNUS, 0, "jährlich", "ab und zu");
    is(&c, "turnus", "jaehrlich");
    told(&c, D_IMPORT_WERT);
    arena_drop(c.im.a);
    row(&c, NULL);
    typed(&c, FF_GESAMT, 0, "5", "6");
    told(&c, D_IMPORT_ERRECHNET);
    arena_drop(c.im.a);
    row(&c, (const char *const[]){ "ust", "7", NULL });
    typed(&c, FF_USTSATZ, 0, "7", "voll");
    is(&c, "ust", "7");
    told(&c, D_IMPORT_WERT);
    arena_drop(c.im.a);
}

/* A typed cell changes what its column shows and nothing else of the row. */
static void one_at_a_time(void **state)
{
    static const char *const all[] = { "art",
                                       "ertrag",
                                       "haushalt",
                                       "finanz",
                                       "turnus",
                                       "gesamt",
                                       "veranschlagung",
                                       "ausserplanmaessig",
                                       "teilhaushalt",
                                       "a",
                                       "produktgruppe",
                                       "b",
                                       "produkt",
                                       "c",
                                       "kostenstelle",
                                       "d",
                                       "kostentraeger",
                                       "e",
                                       "sachkonto",
                                       "f",
                                       "investitionsauftrag",
                                       "g",
                                       "finanzstelle",
                                       "h",
                                       "deckung",
                                       "i",
                                       "entgeltgruppe",
                                       "j",
                                       "netto",
                                       "1.00",
                                       "brutto",
                                       "2.00",
                                       "betrag",
                                       "3.00",
                                       "ansatz",
                                       "4.00",
                                       "bereitgestellt",
                                       "5.00",
                                       "beantragt",
                                       "6.00",
                                       "ust",
                                       "7",
                                       "foerderquote",
                                       "8",
                                       "vzae",
                                       "9",
                                       "konsumtiv",
                                       "ja",
                                       "von",
                                       "2024",
                                       "bis",
                                       "2026",
                                       NULL };
    static const struct {
        Formfeld f;
        const char *attr, *was, *now, *then;
    } list[] = {
        { FF_ART, "art", "Ertrag", "Aufwand", "aufwand" },
        { FF_HAUSHALT, "haushalt", "Finanzhaushalt", "Ergebnishaushalt", "ergebnis" },
        { FF_TURNUS, "turnus", "gesamt", "jährlich", "jaehrlich" },
        { FF_VERANSCHLAGUNG, "veranschlagung", "außerplanmäßig", "planmäßig", "planmaessig" },
        { FF_VERANSCHLAGT_JN, "veranschlagung", "nein", "ja", "planmaessig" },
        { FF_TEILHAUSHALT, "teilhaushalt", "a", "neu", "neu" },
        { FF_PRODUKTGRUPPE, "produktgruppe", "b", "neu", "neu" },
        { FF_PRODUKT, "produkt", "c", "neu", "neu" },
        { FF_KOSTENSTELLE, "kostenstelle", "d", "neu", "neu" },
        { FF_KOSTENTRAEGER, "kostentraeger", "e", "neu", "neu" },
        { FF_SACHKONTO, "sachkonto", "f", "neu", "neu" },
        { FF_INVESTITIONSAUFTRAG, "investitionsauftrag", "g", "neu", "neu" },
        { FF_FINANZSTELLE, "finanzstelle", "h", "neu", "neu" },
        { FF_DECKUNG, "deckung", "i", "neu", "neu" },
        { FF_ENTGELTGRUPPE, "entgeltgruppe", "j", "neu", "neu" },
        { FF_NETTO, "netto", "1,00", "9,90", "9.90" },
        { FF_BRUTTO, "brutto", "2,00", "9,90", "9.90" },
        { FF_BETRAG, "betrag", "3,00", "9,90", "9.90" },
        { FF_ANSATZ, "ansatz", "4,00", "9,90", "9.90" },
        { FF_BEREITGESTELLT, "bereitgestellt", "5,00", "9,90", "9.90" },
        { FF_BEANTRAGT, "beantragt", "6,00", "9,90", "9.90" },
        { FF_JAHRE, "betrag", "3,00", "9,90", "9.90" },
        { FF_USTSATZ, "ust", "7 %", "19 %", "19" },
        { FF_FOERDERQUOTE, "foerderquote", "8 %", "19,5 %", "19.5" },
        { FF_VZAE, "vzae", "9", "1,25", "1.25" },
        { FF_KONSUMTIV, "konsumtiv", "konsumtiv", "", "" },
        { FF_VON, "von", "2024", "2025", "2025" },
        { FF_BIS, "bis", "2026", "2027", "2027" },
        { FF_TEXT, "", "alt", "neu", "" },
        { FF_UST, "", NULL, "1", "" },
        { FF_NEU_VERFUEGBAR, "", NULL, "1", "" },
        { FF_REST, "", NULL, "1", "" },
        { FF_GESAMT, "", NULL, "1", "" },
    };
    for (size_t i = 0; i < sizeof list / sizeof *list; i++) {
        Case c;
        row(&c, all);
        typed(&c, list[i].f, 0, list[i].was, list[i].now);
        for (int k = 0; all[k]; k += 2)
            is(&c, all[k], strcmp(all[k], list[i].attr) ? all[k + 1] : list[i].then);
        is(&c, "investiv", "");
        is(&c, "jahr", "");
        is(&c, "ab", "");
        assert_int_equal(c.row->kids != NULL, list[i].f == FF_TEXT);
        end(&c);
    }
    for (Formfeld f = FF_NONE + 1; f < FF_N; f++) { /* computed ones are told where one was */
        bool computed = f == FF_UST || f == FF_NEU_VERFUEGBAR || f == FF_REST || f == FF_GESAMT;
        Case c;
        row(&c, all);
        typed(&c, f, 0, "1", "2");
        bool errechnet = diags_count(c.im.d) && diags_at(c.im.d, 0)->code == D_IMPORT_ERRECHNET;
        assert_int_equal(errechnet, computed);
        arena_drop(c.im.a);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(days),          cmocka_unit_test(words),
        cmocka_unit_test(amounts),       cmocka_unit_test(amounts_that_are_none),
        cmocka_unit_test(which_amount),  cmocka_unit_test(years),
        cmocka_unit_test(periods),       cmocka_unit_test(other_cells),
        cmocka_unit_test(one_at_a_time),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
