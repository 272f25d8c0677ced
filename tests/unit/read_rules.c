/* The rules beyond the schema: what they compute, what they tell, what they let pass. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <cmocka.h>

#include "read/read.h"
#include "rules/rules_in.h"

typedef struct {
    Arena *a;
    Diags *d;
    Vorlage *v;
} Run;

static Run run(const char *form, const char *inner)
{
    Run r = { .a = arena_new() };
    r.d = diags_new(r.a);
    Str body = str_printf(r.a,
                          "<vorlage xmlns=\"urn:x-vorlage:1\" nummer=\"1\" art=\"bericht\" "
                          "status=\"oeffentlich\"><kopf><betreff>B</betreff></kopf>");
    Str part = str_printf(r.a, "%s%s%s", form[0] == 'f' ? "<finanzen>" : "<sachverhalt>", inner,
                          form[0] == 'f' ? "</finanzen>" : "</sachverhalt>");
    r.v = read_vorlage(r.a, r.d, S("probe.xml"),
                       str_printf(r.a, "%.*s%.*s</vorlage>", STR_FMT(body), STR_FMT(part)));
    return r;
}

static void tells(const char *form, const char *inner, DiagCode code)
{
    Run r = run(form, inner);
    if (code == D_COUNT ? diags_count(r.d) != 0
                        : diags_count(r.d) != 1 || diags_at(r.d, 0)->code != code) {
        Buf b = buf_new(0);
        diags_text(r.d, &b, MSG_DE);
        fail_msg("%s\n%.*s", inner, STR_FMT(buf_view(&b)));
    }
    arena_drop(r.a);
}

/* The paper of the Ostalbkreis: to the cent, half away from zero. */
static void gross(void **state)
{
    tells("f",
          "<posten art=\"aufwand\" netto=\"83334.00\" ust=\"19\" brutto=\"99167.46\">a</posten>",
          D_COUNT);
    tells("f",
          "<posten art=\"aufwand\" netto=\"10142.35\" ust=\"19\" brutto=\"12069.40\">a</posten>",
          D_COUNT);
    tells("f",
          "<posten art=\"aufwand\" netto=\"-10142.35\" ust=\"19\" brutto=\"-12069.40\">a</posten>",
          D_COUNT);
    Run r =
        run("f",
            "<posten art=\"aufwand\" netto=\"10142.35\" ust=\"19\" brutto=\"12069.39\">a</posten>");
    Buf b = buf_new(0);
    diags_text(r.d, &b, MSG_DE);
    assert_int_not_equal(
        str_find(buf_view(&b),
                 S("Netto 10.142,35 EUR + 19 % = 12.069,40 EUR, angegeben 12.069,39 EUR")),
        (size_t)-1);
    assert_null(r.v);
    buf_drop(&b);
    arena_drop(r.a);
}

static void computed(void **state)
{
    Run r = run("f",
                "<posten art=\"aufwand\" netto=\"10142.35\" ust=\"19\">a</posten><posten "
                "art=\"aufwand\" brutto=\"119.00\" ust=\"19\">b</posten>"
                "<posten art=\"aufwand\" von=\"2024\" bis=\"2025\" turnus=\"gesamt\"><jahresbetrag "
                "jahr=\"2024\" eur=\"1.10\"/><jahresbetrag jahr=\"2025\" eur=\"2.20\"/>c</posten>");
    assert_non_null(r.v);
    assert_int_equal(r.v->finanzen.posten[0].brutto.cents, 1206940);
    assert_int_equal(r.v->finanzen.posten[1].netto.cents, 10000);
    assert_int_equal(r.v->finanzen.posten[2].betrag.cents, 330);
    arena_drop(r.a);
}

#define T(cols, rows) "<tabelle>" cols rows "</tabelle>"
#define EUR "<spalte/><spalte art=\"betrag\"/>"
#define MIO "<spalte/><spalte art=\"betrag\" einheit=\"Mio. EUR\"/>"
#define ROW(a) "<zeile><zelle>x</zelle><zelle>" a "</zelle></zeile>"
#define SUM(a) "<zeile art=\"summe\"><zelle>x</zelle><zelle>" a "</zelle></zeile>"
#define SUB(a) "<zeile art=\"zwischensumme\"><zelle>x</zelle><zelle>" a "</zelle></zeile>"

static void sums(void **state)
{
    tells("s", T(EUR, ROW("0,10") ROW("0,20") SUM("0,30")), D_COUNT);
    tells("s", T(EUR, ROW("1,00") ROW("2,00") SUM("3,01")), D_SUMME_ZU_GROSS);
    tells("s", T(EUR, ROW("1,00") ROW("-") SUM("1,00")), D_COUNT);
    tells("s", T(EUR, ROW("1,00") SUB("1,00") ROW("2,00") SUB("2,00") SUM("3,00")), D_COUNT);
    tells("s", T(EUR, ROW("1,00") SUB("1,00") ROW("2,00") SUB("3,00") SUM("3,00")),
          D_SUMME_ZU_GROSS);
    tells("s", T(EUR, ROW("1,00") "<tabellenfuss>" SUM("0,99") "</tabellenfuss>"),
          D_SUMME_ZU_KLEIN);
    tells(
        "s",
        T(EUR,
          "<zeile><zelle "
          "zeilen=\"2\">x</zelle><zelle>1,00</zelle></zeile><zeile><zelle>2,00</zelle></zeile>" SUM(
              "3,00")),
        D_COUNT);
}

static void rounded(void **state)
{
    tells("s", T(MIO, ROW("1,2") ROW("1,3") SUM("2,6")), D_COUNT); /* each may be off by 0,05 */
    tells("s", T(MIO, ROW("1,2") ROW("1,3") SUM("2,7")), D_SUMME_ZU_GROSS);
    tells("s", T(EUR, ROW("rund 1.000") ROW("rund 2.000") SUM("3.900,00")), D_COUNT);
    tells("s", T(EUR, ROW("rund 1.000") ROW("rund 2.000") SUM("4.100,00")), D_SUMME_ZU_GROSS);
}

static void slips(void **state)
{
    tells("s", "<p>Die Halle – z.&#xA0;B. „so“ … ist 3-mal alt.</p>", D_COUNT);
    tells("s", "<p>Zeile\n      eingerückt,\n      ohne Fehler.</p>", D_COUNT);
    tells("s", "<p>Er sagt \"nein.</p>", D_TIPP_ANFUEHRUNG);
    tells("s", "<p>Er sagt &quot;nein.</p>", D_TIPP_ANFUEHRUNG);
    tells("s", "<p>so - oder</p>", D_TIPP_STRICH);
    tells("s", "<p>so  oder</p>", D_TIPP_LEERZEICHEN);
    tells("s", "<p>so<!-- \"z.B.\"  ... --></p>", D_COUNT);
    tells("s", "<p>vierzig Tage , oder</p>", D_TIPP_SATZZEICHEN);
    tells("s", "<p>(u.a. hier)</p>", D_TIPP_ABKUERZUNG);
}

static void words(void **state)
{
    char long_word[] =
        "<p>aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa</p>"; /* 60 */
    assert_int_equal(strlen(long_word), RULE_LONG_WORD + 7);
    tells("s", long_word, D_COUNT);
    tells("s", "<p>aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa</p>", D_WORT_LANG);
    tells("s",
          "<p>aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa&#xAD;aaaaaaaaaaaaaaaaaaaaaaaaaaa</"
          "p>",
          D_COUNT);
}

static void references(void **state)
{
    tells("s", "<p id=\"a\"><verweis ziel=\"a\"/></p>", D_COUNT);
    tells("s", "<p id=\"abschnitt\"><verweis ziel=\"abschnit\"/></p>", D_VERWEIS_ZIEL_NAH);
    tells("s", "<p id=\"a\">x</p><hinweis id=\"a\"><p>x</p></hinweis>", D_KENNUNG_DOPPELT);
    tells("f",
          "<posten id=\"a\" art=\"aufwand\" netto=\"1.00\" ust=\"19\">x</posten><p><betrag "
          "posten=\"a\" wert=\"brutto\"/></p>",
          D_COUNT);
    tells("f",
          "<posten id=\"a\" art=\"aufwand\" betrag=\"1.00\">x</posten><p><betrag posten=\"a\" "
          "wert=\"brutto\"/></p>",
          D_BETRAG_FEHLT);
}

static void pictures(void **state)
{
    tells("s", "<bild datei=\"a.png\" schmuck=\"ja\"/>", D_COUNT);
    tells("s", "<bild datei=\"a.png\" alt=\"Ein Haus am See.\"/>", D_COUNT);
    tells("s", "<bild datei=\"haus.png\" alt=\"Haus\"/>", D_BILD_ALT_NAME);
    tells("s", "<bild datei=\"a/../../b.png\" alt=\"Ein Haus am See.\"/>", D_DATEI_AUSSERHALB);
}

/* Behind a fault of the schema the rules still look, without echoes. */
static void after_faults(void **state)
{
    Run r = run("s", "<q><p id=\"a\"/></q><p><verweis ziel=\"a\"/> z.B. so</p>");
    assert_int_equal(diags_errors(r.d), 1);
    assert_int_equal(diags_warnings(r.d), 1);
    assert_null(r.v);
    arena_drop(r.a);
}

int main(void)
{
    const struct CMUnitTest tests[] = { cmocka_unit_test(gross),       cmocka_unit_test(computed),
                                        cmocka_unit_test(sums),        cmocka_unit_test(rounded),
                                        cmocka_unit_test(slips),       cmocka_unit_test(words),
                                        cmocka_unit_test(references),  cmocka_unit_test(pictures),
                                        cmocka_unit_test(after_faults) };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
