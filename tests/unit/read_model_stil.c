/* House style and master data: each setting comes over the neutral one and only it; faults only
 * these readers see. Run from the top of the source tree. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>

#include "base/file.h"
#include "read/read.h"
#include "xml/tree.h"

typedef struct {
    Arena *a;
    Diags *d;
} Case;

static Case open_case(void)
{
    Arena *a = arena_new();
    return (Case){ a, diags_new(a) };
}

static Stil *stil(Case *c, Str bytes)
{
    Stil *s = read_stil(c->a, c->d, S("haus/stil.xml"), bytes);
    if (!s) diags_print(c->d, stderr, MSG_DE);
    return s;
}

static bool near(double a, double b) { return a - b < 0.01 && b - a < 0.01; }

#define STIL(x) "<stil xmlns=\"urn:x-vorlage:1\" name=\"Haus\">" x "</stil>"

static void empty_style_is_neutral(void **state)
{
    Case c = open_case();
    Stil *s = stil(&c, S(STIL("")));
    assert_non_null(s);
    const Stil *n = stil_neutral(c.a);
    assert_true(str_is(s->name, "Haus"));
    assert_true(str_is(s->quelle, "haus/stil.xml"));
    assert_int_equal(s->digest.n, 64);
    assert_false(str_eq(s->digest, n->digest));
    for (int i = 0; i < WORT_N; i++) assert_true(str_eq(s->wort[i], n->wort[i]));
    assert_int_equal(s->nkopf, n->nkopf);
    assert_int_equal(s->nanordnung, n->nanordnung);
    assert_int_equal(s->nformen, n->nformen);
    assert_true(near(s->grad, n->grad) && near(s->innen, n->innen));
    arena_drop(c.a);
}

static const char full[] =
    "<stil xmlns=\"urn:x-vorlage:1\" name=\"Haus\" koerperschaft=\"k.xml\">"
    "<logo datei=\"w.png\" alt=\"Wappen\" breite=\"20\" platz=\"rechts\"/>"
    "<kopf form=\"zeilen\" label-breite=\"30\" linien=\"nein\"><kopftext>Stadt "
    "{koerperschaft}</kopftext><kopftitel>Drucksache {nummer}</kopftitel>"
    "<kopffeld name=\"art\"/><kopffeld name=\"betreff\"/></kopf>"
    "<beratungsfolge form=\"zeilen\" gitter=\"ja\"><folgespalte feld=\"termin\"/><folgespalte "
    "feld=\"sitzung\"/></beratungsfolge>"
    "<aufbau><abteilung art=\"inhalt\"/><abteilung art=\"teil\" teil=\"antrag\" "
    "titel=\"Beschluss\" kasten=\"ja\"/><abteilung art=\"finanzen\" ohne-titel=\"ja\"/></aufbau>"
    "<finanzformular id=\"einfach\" titel=\"Kosten\" gruppe=\"haushalt\" zwischensummen=\"ja\" "
    "summe=\"ja\" saldo=\"ja\" vorzeichen=\"aufwand-negativ\" leer=\"-\" "
    "einheit=\"teur\" nachkommastellen=\"0\" nur-art=\"aufwand  auszahlung\" "
    "nur-haushalt=\"finanz\" liste=\"ja\"><frage id=\"inv\">Investition?</frage>"
    "<formspalte feld=\"text\" titel=\"Was\"/><formspalte feld=\"jahre\" jahr=\"2025\" "
    "titel=\"2025\" summe=\"ja\" leer-ist=\"0.00\"/><pflichtzeile art=\"ertrag\" "
    "titel=\"Erträge\"/></finanzformular>"
    "<finanzformular id=\"neu\"><formspalte feld=\"neu-verfuegbar\"/></finanzformular>"
    "<unterschriften form=\"raster\" spalten=\"4\" titel=\"ja\"/><nichtoeffentliches "
    "punkte=\"keine\" auslassung=\"stumm\" vermerk=\"nein\" klassifikation=\"VERTRAULICH\"/>"
    "<tagesordnung oeffentlich=\"\" nichtoeffentlich=\"NÖ\"/>"
    "<text blocksatz=\"nein\" trennung=\"nein\" nummerierung=\"dezimal\" versalien=\"ja\"/>"
    "<schrift familie=\"Noto Serif\" familie-titel=\"Noto Sans\" datei-normal=\"a.ttf\" "
    "datei-fett=\"b.ttf\" datei-kursiv=\"c.ttf\" datei-fettkursiv=\"d.ttf\" "
    "grad=\"10.5\" zeile=\"14\" grad-titel=\"18\" grad-1=\"14\" grad-2=\"12\" grad-3=\"11\" "
    "grad-4=\"10\" grad-klein=\"8\"/>"
    "<farben akzent=\"Ff8000\"/><seite breite=\"200\" hoehe=\"280\" innen=\"30\" aussen=\"15\" "
    "oben=\"25\" unten=\"22\" spiegeln=\"ja\" zeilennummern=\"ja\" entwurf=\"Entwurf\"/>"
    "<seitenkopf erste=\"ja\"><links "
    "fett=\"ja\">L</links><rechts/></seitenkopf><seitenfuss><links>a</links><mitte "
    "kursiv=\"ja\">b</mitte><rechts>c</rechts></seitenfuss>"
    "<schreibweise geld-nachkomma=\"2\" datum=\"lang\"/>"
    "<woerter><wort name=\"betreff\">Gegenstand:</wort><wort name=\"quelle\"/><wort-art "
    "code=\"beschluss\">Sitzungsvorlage</wort-art>"
    "<wort-zustaendigkeit code=\"entscheidung\">Beschluss</wort-zustaendigkeit><wort-ergebnis "
    "code=\"vertagt\">verschoben</wort-ergebnis>"
    "<wort-teil code=\"sachverhalt\">Sachstand</wort-teil><wort-auswirkung "
    "code=\"klima\">Klimaschutz</wort-auswirkung></woerter></stil>";

static void head_and_order(const Stil *s)
{
    assert_true(str_is(s->koerperschaft_datei, "k.xml") && str_is(s->logo_datei, "w.png") &&
                str_is(s->logo_alt, "Wappen"));
    assert_true(near(s->logo_breite, 56.69) && s->logo_rechts);
    assert_int_equal(s->kopfform, KOPFFORM_ZEILEN);
    assert_true(str_is(s->kopf_zeile, "Stadt {koerperschaft}") &&
                str_is(s->kopf_titel, "Drucksache {nummer}"));
    assert_true(near(s->kopf_label_breite, 85.04) && !s->linien_kopf);
    assert_int_equal(s->nkopf, 2);
    assert_int_equal(s->kopf[0], KOPF_ART);
    assert_int_equal(s->bform, BFORM_ZEILEN);
    assert_true(s->bgitter && s->nbspalten == 2 && s->bspalten[1] == BSP_SITZUNG);
    assert_int_equal(s->nanordnung, 3);
    assert_int_equal(s->anordnung[0].art, ABT_INHALT);
    assert_true(s->anordnung[1].teil == TEIL_ANTRAG && s->anordnung[1].kasten &&
                str_is(s->anordnung[1].titel, "Beschluss"));
    assert_true(s->anordnung[2].art == ABT_FINANZEN && s->anordnung[2].ohne_titel);
}

static void forms(const Stil *s)
{
    const Finanzform *f = stil_form(s, S("einfach"));
    assert_non_null(f);
    assert_non_null(stil_form(s, S("neu")));
    assert_non_null(stil_form(s, S("mehrjahr")));
    assert_int_equal(s->nformen,
                     5); /* the four neutral ones, one of them replaced, and a new one */
    assert_true(str_is(f->titel, "Kosten") && f->gruppe == GRUPPE_HAUSHALT && f->zwischensummen &&
                f->summe && f->saldo && f->liste);
    assert_true(f->vorzeichen == VORZEICHEN_AUFWAND_NEGATIV && str_is(f->leer, "-") &&
                f->einheit == GELD_TEUR && f->nachkommastellen == 0);
    assert_true(f->nnur_art == 2 && f->nur_art[1] == POSTEN_AUSZAHLUNG &&
                f->nur_haushalt == HAUSHALT_FINANZ);
    assert_true(f->nfragen == 1 && str_is(f->fragen[0].text, "Investition?"));
    assert_true(f->nspalten == 2 && f->spalten[1].feld == FF_JAHRE && f->spalten[1].jahr == 2025 &&
                f->spalten[1].summe && f->spalten[1].leer_ist.set);
    assert_true(f->npflicht == 1 && f->pflicht[0].art == POSTEN_ERTRAG &&
                str_is(f->pflicht[0].titel, "Erträge"));
}

static void type_and_page(const Stil *s)
{
    assert_true(str_is(s->schrift, "Noto Serif") && str_is(s->schrift_titel, "Noto Sans") &&
                str_is(s->schrift_datei[3], "d.ttf"));
    assert_true(near(s->grad, 10.5) && near(s->zeile, 14) && near(s->grad_titel, 18) &&
                near(s->grad_h1, 14) && near(s->grad_h4, 10) && near(s->grad_klein, 8));
    assert_true(!s->blocksatz && !s->trennung && s->h1_versal &&
                s->nummerierung == NUMMERIERUNG_DEZIMAL);
    assert_int_equal(s->farbe, 0xFF8000);
    assert_true(near(s->breite, 566.93) && near(s->innen, 85.04) && near(s->aussen, 42.52) &&
                near(s->unten, 62.36) && s->spiegeln && s->zeilennummern &&
                str_is(s->entwurf, "Entwurf"));
    assert_true(s->kopf_erste && str_is(s->seitenkopf_links.text, "L") &&
                s->seitenkopf_links.fett && s->seitenkopf_rechts.text.n == 0);
    assert_true(str_is(s->seitenfuss_mitte.text, "b") && s->seitenfuss_mitte.kursiv &&
                str_is(s->seitenfuss_rechts.text, "c"));
    assert_true(s->geld_nachkomma == 2 && s->datum_lang);
    assert_true(s->unterschrift == UNTERSCHRIFT_RASTER && s->unterschrift_spalten == 4 &&
                s->unterschrift_titel);
    assert_true(s->punkte == PUNKTE_KEINE && s->punkte_gesagt &&
                s->auslassung == AUSLASSUNG_STUMM && !s->vermerk_nichtoeffentlich &&
                str_is(s->klassifikation, "VERTRAULICH"));
    assert_true(s->top_praefix.n == 0 && str_is(s->top_praefix_nichtoeffentlich, "NÖ"));
}

static void words(const Stil *s)
{
    assert_true(str_is(s->wort[WORT_BETREFF], "Gegenstand:") && s->wort[WORT_QUELLE].n == 0 &&
                str_is(s->wort[WORT_STATUS], "Status"));
    assert_true(str_is(s->wort_art[VORLAGENART_BESCHLUSS], "Sitzungsvorlage") &&
                str_is(s->wort_zust[ZUST_ENTSCHEIDUNG], "Beschluss"));
    assert_true(str_is(s->wort_erg[ERG_VERTAGT], "verschoben") &&
                str_is(s->wort_teil[TEIL_SACHVERHALT], "Sachstand"));
    assert_true(str_is(s->wort_auswirkung[AUSW_KLIMA], "Klimaschutz"));
}

static void every_setting(void **state)
{
    Case c = open_case();
    Stil *s = stil(&c, S(full));
    assert_non_null(s);
    head_and_order(s);
    forms(s);
    type_and_page(s);
    words(s);
    arena_drop(c.a);
}

static void every_code_is_known(void **state)
{
    Case c = open_case();
    Buf b = buf_new(0);
    buf_z(&b, "<stil xmlns=\"urn:x-vorlage:1\" name=\"H\"><kopf>");
#define X(id, k, ...) buf_z(&b, "<kopffeld name=\"" k "\"/>");
    KOPFFELDER(X)
#undef X
    buf_z(&b, "</kopf><beratungsfolge>");
#define X(id, k, ...) buf_z(&b, "<folgespalte feld=\"" k "\"/>");
    BERATUNGSSPALTEN(X)
#undef X
    buf_z(&b, "</beratungsfolge><finanzformular id=\"alle\">");
#define X(id, k, ...) buf_z(&b, "<formspalte feld=\"" k "\"/>");
    FORMFELDER(X)
#undef X
    buf_z(&b, "</finanzformular><woerter>");
#define X(id, k, ...) buf_z(&b, "<wort name=\"" k "\">" k "!</wort>");
    STIL_WORTE(X)
#undef X
    buf_z(&b, "</woerter></stil>");
    Stil *s = stil(&c, buf_view(&b));
    assert_non_null(s);
    assert_int_equal(s->nkopf, KOPF_N - 1);
    assert_int_equal(s->nbspalten, BSP_N - 1);
    const Finanzform *f = stil_form(s, S("alle"));
    assert_int_equal(f->nspalten, FF_N - 1);
    for (int i = 0; i < f->nspalten; i++) assert_int_equal(f->spalten[i].feld, i + 1);
    for (int i = 0; i < WORT_N; i++) assert_true(str_ends(s->wort[i], S("!")));
    buf_drop(&b);
    arena_drop(c.a);
}

static void style_fault(const char *xml, DiagCode code)
{
    Case c = open_case();
    assert_null(read_stil(c.a, c.d, S("s.xml"), str_of(xml)));
    assert_true(diags_count(c.d) > 0);
    if (diags_at(c.d, 0)->code != code)
        fail_msg("%s instead of %s", diag_code_name(diags_at(c.d, 0)->code), diag_code_name(code));
    arena_drop(c.a);
}

static void faults(void **state)
{
    style_fault(STIL("<kopf><kopffeld name=\"art\"/><kopffeld name=\"art\"/></kopf>"),
                D_STIL_DOPPELT);
    style_fault(STIL("<aufbau><abteilung art=\"kopf\"/><abteilung art=\"kopf\"/></aufbau>"),
                D_STIL_DOPPELT);
    style_fault(
        STIL("<finanzformular id=\"a\"><formspalte feld=\"text\"/></finanzformular><finanzformular "
             "id=\"a\"><formspalte feld=\"text\"/></finanzformular>"),
        D_STIL_DOPPELT);
    style_fault(STIL("<seite innen=\"100\" aussen=\"100\"/>"), D_STIL_RAENDER);
    style_fault(STIL("<schrift grad=\"16\"/>"), D_STIL_ZEILE);
    style_fault("<koerperschaft xmlns=\"urn:x-vorlage:1\" name=\"x\"/>", D_WURZEL);
}

static Str sample(Case *c, const char *path)
{
    Str bytes;
    const char *why = "";
    if (!file_read(c->a, path, XML_MAX_BYTES, &bytes, &why)) fail_msg("%s: %s", path, why);
    return bytes;
}

static void sample_style(void **state)
{
    Case c = open_case();
    Stil *s = stil(&c, sample(&c, "samples/ostalbkreis/stil.xml"));
    assert_non_null(s);
    assert_true(str_is(s->wort[WORT_BETREFF], "Betreff:") &&
                str_is(s->kopf_titel, "Vorlage - {nummer}"));
    assert_int_equal(s->bform, BFORM_ZEILEN);
    Koerperschaft *k = read_koerperschaft(c.a, c.d, S("k.xml"),
                                          sample(&c, "samples/ostalbkreis/koerperschaft.xml"));
    assert_non_null(k);
    const Gremium *g = gremium_find(k, S("abf"), (Date){ 2024, 2, 27 });
    assert_true(g && str_is(g->genitiv, "des Ausschusses für Bildung und Finanzen"));
    assert_int_equal(k->ladungsfrist, 7);
    arena_drop(c.a);
}

#define BODY(x) \
    "<koerperschaft xmlns=\"urn:x-vorlage:1\" name=\"K\" genitiv=\"des K\" kurz=\"k\">" x \
    "</koerperschaft>"

static void master_data(void **state)
{
    Case c = open_case();
    Koerperschaft *k = read_koerperschaft(
        c.a, c.d, S("k.xml"),
        S(BODY("<anschrift strasse=\"S 1\" plz=\"73430\" ort=\"Aalen\" telefon=\"1\" email=\"a@b\" "
               "web=\"https://x.de\"/><gremien><gremium id=\"a\" name=\"Alt\" bis=\"2019-12-31\"/>"
               "<gremium id=\"a\" name=\"Neu\" genitiv=\"des Neuen\" kurz=\"N\" "
               "von=\"2020-01-01\"/></gremien><personen><person name=\"P\" "
               "funktion=\"F\"/></personen>")));
    assert_non_null(k);
    assert_true(str_is(k->genitiv, "des K") && str_is(k->plz, "73430") &&
                str_is(k->web, "https://x.de") && k->ngremien == 2 && k->npersonen == 1);
    assert_true(str_is(gremium_find(k, S("a"), (Date){ 2019, 1, 1 })->name, "Alt"));
    assert_null(read_koerperschaft(
        c.a, c.d, S("k.xml"),
        S(BODY(
            "<gremien><gremium id=\"a\" name=\"A\"/><gremium id=\"a\" name=\"B\"/></gremien>"))));
    assert_int_equal(diags_at(c.d, 0)->code, D_GREMIUM_DOPPELT);
    arena_drop(c.a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(empty_style_is_neutral), cmocka_unit_test(every_setting),
        cmocka_unit_test(every_code_is_known),    cmocka_unit_test(faults),
        cmocka_unit_test(sample_style),           cmocka_unit_test(master_data)
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
