/* Readers: the sample of the Ostalbkreis, a Vorlage that uses the whole vocabulary, white space,
 * faults only readers see, and the skeleton. Run from the top of the source tree. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>

#include "base/file.h"
#include "read/read.h"
#include "read/read_in.h"
#include "schema/schema.h"

typedef struct {
    Arena *a;
    Diags *d;
    Buf dump;
} Case;

static void open_case(Case *c)
{
    c->a = arena_new();
    c->d = diags_new(c->a);
    c->dump = buf_new(0);
}

static void close_case(Case *c)
{
    buf_drop(&c->dump);
    arena_drop(c->a);
}

static void show(Case *c)
{
    if (!diags_errors(c->d)) return;
    diags_print(c->d, stderr, MSG_DE);
}

static Vorlage *load(Case *c, Str bytes)
{
    Vorlage *v = read_vorlage(c->a, c->d, S("test.xml"), bytes);
    if (v) model_dump(&c->dump, v);
    return v;
}

static bool has(const Case *c, const char *text)
{
    return str_find(buf_view(&c->dump), str_of(text)) != (size_t)-1;
}

static void seed(void **state)
{
    Case c;
    open_case(&c);
    const char *why = "", *path = "samples/ostalbkreis/vorlage.xml";
    Str bytes;
    assert_true(file_read(c.a, path, XML_MAX_BYTES, &bytes, &why));
    Vorlage *v = read_vorlage(c.a, c.d, str_of(path), bytes);
    show(&c);
    assert_non_null(v);
    model_dump(&c.dump, v);
    assert_true(str_is(v->nummer, "024/2024"));
    assert_true(str_is(v->kopf.betreff_text, "Bericht zur KI-Allianz Baden-Württemberg eG"));
    assert_int_equal(v->art, VORLAGENART_BERICHT);
    assert_int_equal(v->nberatungen, 1);
    assert_int_equal(v->beratungen[0].ergebnis, ERG_KENNTNIS);
    assert_int_equal(v->nteile, 3);
    assert_int_equal(v->nvermerke, 3);
    assert_int_equal(v->finanzen.nposten, 2);
    assert_int_equal(v->finanzen.posten[0].brutto.cents, 9916746);
    assert_true(has(&c,
                    "text: Michael Kaiser{br}Geschäftsführer der Wirtschaftsförderung Region "
                    "Stuttgart GmbH (WRS)\n"));
    assert_true(has(&c, "GER Gewerbeimmobilien Reutlingen GmbH & Co. KG"));
    assert_true(has(&c, "quelle: WRS/Leif Piechowski"));
    close_case(&c);
}

#define ROOT \
    "<vorlage xmlns=\"urn:x-vorlage:1\" nummer=\"1/24\" art=\"beschluss\" status=\"oeffentlich\""
#define HEAD ROOT "><kopf><betreff>B</betreff></kopf>"

static const char everything[] = ROOT
    " artname=\"Kreistagsvorlage\" lang=\"de-DE\" stil=\"../s.xml\" koerperschaft=\"k.xml\" "
    "vokabular=\"1\">"
    "<kopf datum=\"2024-02-01\"><betreff oeffentlich=\"Neutral\">Der "
    "<stark>Bau</stark></betreff><federfuehrend>Bauamt</federfuehrend>"
    "<beteiligt>Kämmerei</beteiligt><beteiligt>Rechtsamt</beteiligt><dezernat>II</dezernat>"
    "<verfasser name=\"E. Muster\" funktion=\"Leitung\" telefon=\"1\" email=\"e@x.de\" "
    "zimmer=\"7\"/><aktenzeichen>022.3</aktenzeichen>"
    "<fassung>2. Fassung</fassung><bezug vorlage=\"9/23\" art=\"ersetzt\">vom Mai</bezug></kopf>"
    "<beratungsfolge><beratung id=\"b1\" gremium=\"kt\" termin=\"2024-03-01\" top=\"Ö 1\" "
    "status=\"oeffentlich\" zustaendigkeit=\"entscheidung\" "
    "zustaendigkeit-text=\"beschließt\"><ergebnis code=\"verwiesen\" an=\"ABF\" "
    "status=\"nichtoeffentlich\">weiter</ergebnis>"
    "<stimmen ja=\"20\" nein=\"0\" enthaltung=\"2\" befangen=\"1\"><fraktion name=\"Freie\" "
    "ja=\"5\"/></stimmen></beratung>"
    "<beratung gremium-name=\"Beirat\" status=\"nichtoeffentlich\"/></beratungsfolge>"
    "<antrag titel=\"Beschluss\" status=\"nichtoeffentlich\" nur-beratung=\"b1\"><p id=\"p1\" "
    "lang=\"en\">Text</p></antrag>"
    "<begruendung>"
    "<abschnitt "
    "id=\"a1\"><titel>Eins</titel><abschnitt><titel>Zwei</titel><abschnitt><titel>Drei</"
    "titel><abschnitt><titel>Vier</titel><p>tief</p>"
    "</abschnitt></abschnitt></abschnitt></abschnitt>"
    "<p>m<hoch>2</hoch> CO<tief>2</tief> <betont>so</betont> <sprache lang=\"en\">open "
    "data</sprache> <verweis vorlage=\"9/23\"/> <verweis anlage=\"1\"/> "
    "<verweis ziel=\"a1\"/> <verweis url=\"https://x.de\">hier</verweis> <betrag posten=\"x\" "
    "wert=\"ust-satz\" jahr=\"2025\"/> "
    "<betrag eur=\"2430000.00\" einheit=\"mio\" rund=\"ja\"/> <datum wert=\"2024-02-27\" "
    "form=\"lang\"/><fussnote>Note <stark>fett</stark><p>mehr</p></fussnote></p>"
    "<liste id=\"l1\" art=\"nummern\" start=\"3\"><punkt "
    "status=\"nichtoeffentlich\">Erster<br/>zweite "
    "Zeile<liste><punkt>innen</punkt></liste>danach</punkt></liste>"
    "<tabelle id=\"t1\"><titel>Kosten</titel><spalte/><spalte art=\"betrag\" einheit=\"EUR\" "
    "uebertrag=\"ja\" breite=\"30\"/><spalte art=\"zahl\"/><spalte art=\"datum\"/>"
    "<tabellenkopf><zeile><zelle>Was</zelle><zelle spalten=\"3\">Wie</zelle></zeile></tabellenkopf>"
    "<zeile art=\"gruppe\"><zelle spalten=\"4\">Gruppe</zelle></zeile>"
    "<zeile><zelle kopf=\"ja\" zeilen=\"2\">Bau</zelle><zelle>rund "
    "1.234,5</zelle><zelle>-3,125</zelle><zelle>27.02.2024</zelle></zeile>"
    "<zeile status=\"nichtoeffentlich\"><zelle>-</zelle><zelle/><zelle><datum "
    "wert=\"2024-01-01\"/></zelle></zeile>"
    "<tabellenfuss><zeile art=\"summe\"><zelle>Summe</zelle><zelle><betrag "
    "eur=\"1234.50\"/></zelle><zelle/><zelle/></zeile></tabellenfuss></tabelle>"
    "<bild id=\"k1\" datei=\"b/x.png\" alt=\"Ein X\" "
    "breite=\"80\"><bildtext>X</bildtext><quelle>Y</quelle></bild><bild datei=\"z.png\" "
    "schmuck=\"ja\"/>"
    "<zitat "
    "lang=\"fr\"><p>Ah</p><quelle>Wer</quelle></zitat><hinweis><p>Achtung</p></"
    "hinweis><seitenumbruch/></begruendung>"
    "<auswirkungen><p>Vorab</p><auswirkung art=\"klima\" wirkung=\"negativ\" ausmass=\"gering\" "
    "name=\"Klimaschutz\"><p>wenig</p></auswirkung></auswirkungen>"
    "<teil titel=\"Anderes\"><p>a</p></teil><teil titel=\"Noch eins\"><p>b</p></teil>"
    "<finanzen titel=\"Geld\"><antwort frage=\"inv\" wert=\"ja\">weil</antwort>"
    "<posten id=\"x\" art=\"auszahlung\" haushalt=\"finanz\" turnus=\"gesamt\" von=\"2024\" "
    "bis=\"2025\" ansatz=\"1\" bereitgestellt=\"2\" beantragt=\"3\" foerderquote=\"50\" "
    "teilhaushalt=\"1\" produktgruppe=\"2\" produkt=\"3\" kostenstelle=\"4\" kostentraeger=\"5\" "
    "sachkonto=\"6\" investitionsauftrag=\"7\" finanzstelle=\"8\" "
    "veranschlagung=\"planmaessig\" deckung=\"Rücklage\" vzae=\"0.5\" entgeltgruppe=\"E 9\" "
    "konsumtiv=\"nein\" investiv=\"ja\" gruppe=\"Bau\" "
    "><jahresbetrag jahr=\"2024\" eur=\"10.50\"/><jahresbetrag jahr=\"2025\" eur=\"20\"/> Hochbau "
    "</posten>"
    "<posten art=\"ertrag\" ab=\"2026\" betrag=\"-5.00\">Miete</posten><finanztabelle "
    "form=\"einfach\" titel=\"T\"/></finanzen>"
    "<anlagen><anlage nr=\"1\" datei=\"a/p.pdf\" status=\"nichtoeffentlich\" "
    "nur-beratung=\"b1\">Plan</anlage></anlagen>"
    "<sichtvermerke form=\"raster\"><sichtvermerk art=\"unterschrift\" zeichen=\"i. V.\" "
    "name=\"N\" amt=\"A\" ort=\"Aalen\" datum=\"2024-02-02\" offen=\"ja\"/></sichtvermerke>"
    "</vorlage>";

static void whole_vocabulary(void **state)
{
    static const char *const parts[] = {
        "artname: Kreistagsvorlage\n",
        "lang: de-DE\n",
        "stil: ../s.xml\n",
        "betreff: Der <stark>Bau</stark>\n",
        "betreff-oeffentlich: Neutral\n",
        "datum: 2024-02-01\n",
        "beteiligt: Kämmerei\n    beteiligt: Rechtsamt\n",
        "dezernat: II\n",
        "verfasser E. Muster\n      funktion: Leitung\n",
        "zimmer: 7\n",
        "fassung: 2. Fassung\n",
        "bezug 9/23\n      art: ersetzt\n      text: vom Mai\n",
        "top: Ö 1\n",
        "zustaendigkeit-text: beschließt\n",
        "ergebnis verwiesen\n      text: weiter\n      an: ABF\n      status: nichtoeffentlich\n",
        "stimmen\n      ja: 20\n      nein: 0\n      enthaltung: 2\n      befangen: 1\n",
        "fraktion Freie\n      ja: 5\n",
        "gremium-name: Beirat\n",
        "teil antrag\n    titel: Beschluss\n    status: nichtoeffentlich\n    nur-beratung: b1\n   "
        " p p1\n      lang: en\n",
        "ebene: 4\n",
        ("m<hoch>2</hoch> CO<tief>2</tief> <betont>so</betont> <sprache en>open data</sprache> "
         "{verweis vorlage 9/23} {verweis anlage 1} {verweis ziel a1} {verweis url https://x.de: "
         "hier} "
         "{betrag posten x ust-satz 2025} {betrag rund 2430000.00 als 2.43 mio} {datum lang "
         "2024-02-27}{fussnote\n    p\n      text: Note <stark>fett</stark>\n    p\n      text: "
         "mehr\n}"),
        "nummeriert: ja\n      start: 3\n      punkt nichtoeffentlich\n",
        "text: Erster{br}zweite Zeile\n",
        "text: innen\n",
        "text: danach\n",
        "titel: Kosten\n",
        "spalte betrag\n        einheit: EUR\n        uebertrag: ja\n        breite: 30\n",
        "zeile gruppe\n",
        "zeilen: 2\n          kopf: ja\n",
        "betrag: 1234.50\n          rund: ja\n",
        "zahl: -3.125\n",
        "datum: 2024-02-27\n",
        "datum: 2024-01-01\n",
        "fusszeile summe\n",
        "datei: b/x.png\n      alt: Ein X\n      breite: 80\n",
        "schmuck: ja\n",
        "zitat\n      lang: fr\n",
        "quelle: Wer\n",
        "hinweis\n",
        "seitenumbruch\n",
        "auswirkung klima\n    name: Klimaschutz\n    wirkung: negativ\n    ausmass: gering\n",
        "titel: Noch eins\n",
        "antwort inv\n      wert: ja\n      text: weil\n",
        "von: 2024\n      bis: 2025\n",
        "jahr: 2025\n        betrag: 20.00\n",
        "foerderquote: 50\n",
        "investitionsauftrag: 7\n      finanzstelle: 8\n",
        "vzae: 0.5\n      entgeltgruppe: E 9\n      investiv: ja\n      gruppe: Bau\n      text: "
        "Hochbau\n",
        "ab: 2026\n      betrag: -5.00\n",
        "form: einfach\n      titel: T\n",
        "anlage 1\n    titel: Plan\n    datei: a/p.pdf\n    status: nichtoeffentlich\n    "
        "nur-beratung: b1\n",
        "vermerke-form: raster\n",
        "vermerk unterschrift\n    zeichen: i. V.\n",
        "datum: 2024-02-02\n    offen: ja\n",
    };
    Case c;
    open_case(&c);
    XTree *t = xml_parse(c.a, c.a, c.d, S("test.xml"), S(everything));
    assert_non_null(t);
    assert_true(schema_check(c.a, c.d, t));
    model_dump(&c.dump,
               rd_vorlage(&(Rd){ c.a, c.d },
                          t->root)); /* its pictures are not there: rules would tell */
    show(&c);
    assert_int_equal(diags_errors(c.d), 0);
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
        if (!has(&c, parts[i])) fail_msg("not in the dump: %s\n%s", parts[i], c.dump.p);
    close_case(&c);
}

static void white_space(void **state)
{
    Case c;
    open_case(&c);
    assert_non_null(load(
        &c,
        S(HEAD
          "<antrag><p>\r\n  eins <stark> zwei </stark> drei <br/> vier<betont> </betont> "
          "</p><p>Bla\xCC\x88se<![CDATA[ <x> ]]>&amp;\xC2\xA0y\xC2\xAD</p></antrag></vorlage>")));
    assert_true(has(&c, "text: eins <stark>zwei </stark>drei{br}vier\n"));
    assert_true(has(&c, "text: Bl\xC3\xA4se <x> &{nbsp}y{shy}\n"));
    close_case(&c);
}

static void fault(const char *xml, DiagCode code)
{
    Case c;
    open_case(&c);
    assert_null(load(&c, str_of(xml)));
    bool found = false;
    for (size_t i = 0; i < diags_count(c.d); i++) found |= diags_at(c.d, i)->code == code;
    if (!found) {
        show(&c);
        fail_msg("no %s for %s", diag_code_name(code), xml);
    }
    close_case(&c);
}

#define IN_P(x) HEAD "<antrag><p>" x "</p></antrag></vorlage>"
#define TABLE(x) \
    HEAD \
        "<antrag><tabelle><spalte art=\"betrag\"/><spalte art=\"zahl\"/><spalte art=\"datum\"/>" x \
        "</tabelle></antrag></vorlage>"
#define POSTEN(x) \
    HEAD "<finanzen><posten art=\"aufwand\" betrag=\"1\" " x ">x</posten></finanzen></vorlage>"

static void faults_of_reading(void **state)
{
    fault(ROOT "><kopf><betreff> <br/></betreff></kopf></vorlage>", D_BETREFF_LEER);
    fault(HEAD "<beratungsfolge><beratung status=\"oeffentlich\"/></beratungsfolge></vorlage>",
          D_BERATUNG_GREMIUM);
    fault(HEAD "<antrag><p>a</p></antrag><antrag><p>b</p></antrag></vorlage>", D_TEIL_DOPPELT);
    fault(HEAD "<antrag><abschnitt><titel>1</titel><abschnitt><titel>2</titel><abschnitt><titel>3</"
               "titel><abschnitt><titel>4</titel><abschnitt><titel>5</titel>"
               "</abschnitt></abschnitt></abschnitt></abschnitt></abschnitt></antrag></vorlage>",
          D_ABSCHNITT_TIEFE);
    fault(IN_P("<verweis/>"), D_VERWEIS_ZIEL);
    fault(IN_P("<verweis vorlage=\"1\" anlage=\"1\"/>"), D_VERWEIS_ZIEL);
    fault(IN_P("<betrag/>"), D_BETRAG_ANGABE);
    fault(IN_P("<betrag posten=\"x\"/>"), D_BETRAG_WERT);
    fault(POSTEN("jahr=\"2024\" von=\"2024\""), D_POSTEN_ZEITRAUM);
    fault(POSTEN("von=\"2025\" bis=\"2024\""), D_POSTEN_VON_BIS);
    fault(TABLE("<zeile><zelle>1,234.50</zelle><zelle/><zelle/></zeile>"), D_ZELLE_BETRAG);
    fault(TABLE("<zeile><zelle/><zelle>viel</zelle><zelle/></zeile>"), D_ZELLE_ZAHL);
    fault(TABLE("<zeile><zelle/><zelle/><zelle>31.02.2024</zelle></zeile>"), D_ZELLE_DATUM);
    fault(TABLE("<zeile><zelle/><zelle/></zeile>"), D_TABELLE_BREITE);
    fault(TABLE("<zeile><zelle spalten=\"4\">x</zelle></zeile>"), D_TABELLE_BREITE);
    fault(TABLE("<zeile><zelle zeilen=\"2\"/><zelle/><zelle/></zeile>"), D_TABELLE_UEBERHANG);
}

static void skeletons_are_valid(void **state)
{
    for (int v = 1; v < VORLAGENART_N; v++) {
        Case c;
        open_case(&c);
        Buf b = buf_new(0);
        skeleton_vorlage(&b, S("1/24 <\"&"), enum_code(ENUM_VORLAGENART, v));
        Vorlage *got = load(&c, buf_view(&b));
        show(&c);
        assert_non_null(got);
        assert_int_equal(got->art, v);
        assert_true(str_is(got->nummer, "1/24 <\"&"));
        buf_drop(&b);
        close_case(&c);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = { cmocka_unit_test(seed), cmocka_unit_test(whole_vocabulary),
                                        cmocka_unit_test(white_space),
                                        cmocka_unit_test(faults_of_reading),
                                        cmocka_unit_test(skeletons_are_valid) };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
