/* The model as XML: signs, attributes that say nothing left away, text without added blanks, and of
 * what an edition leaves out no more than the words that stand there. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <cmocka.h>

#include "write/xml/xml_in.h"

typedef struct {
    Arena *a;
    Buf b;
    Stil *s;
    Xml x;
} Case;

static void begin(Case *c)
{
    *c = (Case){ .a = arena_new() };
    c->s = stil_neutral(c->a);
    c->x = (Xml){ .a = c->a, .out = &c->b, .s = c->s };
}

/* What was written since; it begins anew. */
static void is(Case *c, const char *want)
{
    buf_char(&c->b, 0);
    assert_string_equal(c->b.p, want);
    buf_clear(&c->b);
}

static void end(Case *c)
{
    buf_drop(&c->b);
    arena_drop(c->a);
}

static Inline *words(Case *c, const char *z, Inline *next)
{
    Inline *i = ARENA_NEW(c->a, Inline);
    *i = (Inline){ .kind = IN_TEXT, .text = str_of(z), .next = next };
    return i;
}

static Inline *around(Case *c, InlineKind kind, Inline *kids)
{
    Inline *i = ARENA_NEW(c->a, Inline);
    *i = (Inline){ .kind = kind, .kids = kids };
    return i;
}

static Block *block(Case *c, BlockKind kind, const char *z, Block *next)
{
    Block *b = ARENA_NEW(c->a, Block);
    *b = (Block){ .kind = kind, .text = z ? words(c, z, NULL) : NULL, .next = next };
    return b;
}

static void attributes(void **state)
{
    Case c;
    begin(&c);
    const Str ids[] = { S("a"), S("b") };
    xml_attr(&c.x, "a", S("<\"&'>"));
    xml_attr(&c.x, "b", S(""));
    xml_attr_int(&c.x, "c", 0);
    xml_attr_int(&c.x, "d", 7);
    xml_attr_money(&c.x, "e", (Money){ -5, true });
    xml_attr_money(&c.x, "f", (Money){ 5, false });
    xml_attr_dec(&c.x, "g", (Dec){ 75, 1, true });
    xml_attr_dec(&c.x, "h", (Dec){ 75, 1, false });
    xml_attr_date(&c.x, "i", (Date){ 2024, 3, 9 });
    xml_attr_date(&c.x, "j", (Date){ 0 });
    xml_attr_ja(&c.x, "k", true);
    xml_attr_ja(&c.x, "l", false);
    xml_attr_list(&c.x, "m", ids, 2);
    xml_attr_list(&c.x, "n", ids, 0);
    xml_attr_enum(&c.x, "o", ENUM_STATUS, STATUS_NICHTOEFFENTLICH);
    xml_attr_enum(&c.x, "p", ENUM_STATUS, 0);
    is(&c,
       " a=\"&lt;&quot;&amp;'&gt;\" d=\"7\" e=\"-0.05\" g=\"7.5\" i=\"2024-03-09\" k=\"ja\""
       " m=\"a b\" o=\"nichtoeffentlich\"");
    c.x.depth = 1;
    xml_element(&c.x, "e", S(""));
    xml_element(&c.x, "e", S("a<b"));
    is(&c, "  <e>a&lt;b</e>\n");
    end(&c);
}

static void running_text(void **state)
{
    Case c;
    begin(&c);
    Inline *bare = around(&c, IN_VERWEIS, words(&c, "Ziel", NULL));
    Inline *link = around(&c, IN_VERWEIS, words(&c, "dort", bare));
    link->ziel = ZIEL_URL, link->ref = S("http://x/?a&b");
    Inline *amount = around(&c, IN_BETRAG, NULL);
    amount->money = (Money){ 123456, true }, amount->rund = true, amount->next = link;
    Inline *day = around(&c, IN_DATUM, NULL);
    day->datum = (Date){ 2024, 1, 2 }, day->lang_form = true, day->next = amount;
    Inline *hidden = around(&c, IN_STARK, words(&c, "fett", around(&c, IN_BR, NULL)));
    hidden->status = STATUS_NICHTOEFFENTLICH, hidden->next = day;
    Inline *note = around(&c, IN_FUSSNOTE, NULL);
    note->blocks = block(&c, BK_ABSATZ, "Anmerkung", NULL), note->next = hidden;
    xml_inlines(&c.x, words(&c, "a & b", note));
    is(&c,
       "a &amp; b<fussnote>Anmerkung</fussnote>"
       "<stark status=\"nichtoeffentlich\">fett<br/></stark>"
       "<datum wert=\"2024-01-02\" form=\"lang\"/><betrag eur=\"1234.56\" rund=\"ja\"/>"
       "<verweis url=\"http://x/?a&amp;b\">dortZiel</verweis>");
    xml_inlines(&c.x, around(&c, IN_AUSGELASSEN, words(&c, "GEHEIM", NULL)));
    is(&c, str_z(c.a, stil_verdeckt(c.a, c.s)));
    xml_inline_element(&c.x, "titel", NULL);
    is(&c, "");
    end(&c);
}

/* The first paragraph of nothing but text stands free, others have their element, on its level. */
static void items(void **state)
{
    Case c;
    begin(&c);
    Punkt p[3] = { { .blocks = block(&c, BK_ABSATZ, "eins", block(&c, BK_ABSATZ, "zwei", NULL)) },
                   { .blocks = block(&c, BK_ABSATZ, "drei", NULL),
                     .status = STATUS_NICHTOEFFENTLICH },
                   { .blocks = NULL } };
    p[1].blocks->id = S("x");
    Block *l = block(&c, BK_LISTE, NULL, NULL);
    l->liste = (Liste){ .nummeriert = true, .start = 3, .punkte = p, .n = 3 };
    c.x.depth = 1;
    xml_blocks(&c.x, l);
    is(&c,
       "  <liste art=\"nummern\" start=\"3\">\n    <punkt>eins\n      <p>zwei</p>\n    </punkt>\n"
       "    <punkt status=\"nichtoeffentlich\">\n      <p id=\"x\">drei</p>\n    </punkt>\n"
       "    <punkt/>\n  </liste>\n");
    l->liste = (Liste){ .start = 3, .punkte = p + 2, .n = 1 };
    xml_blocks(&c.x, l);
    is(&c, "  <liste>\n    <punkt/>\n  </liste>\n");
    end(&c);
}

static void tables(void **state)
{
    Case c;
    begin(&c);
    Zelle z[2] = {
        { .spalten = 2, .zeilen = 1, .kopf = true, .blocks = block(&c, BK_ABSATZ, "A", NULL) },
        { .spalten = 1, .zeilen = 3 }
    };
    Zeile r = { .zellen = z, .nzellen = 2, .status = STATUS_NICHTOEFFENTLICH };
    Tabelle t = { .kopf = &r, .nkopf = 1, .fuss = &r, .nfuss = 1 };
    t.spalten = ARENA_NEW_N(c.a, Spalte, 1);
    t.spalten[0].uebertrag = true;
    t.nspalten = 1;
    Block *b = block(&c, BK_TABELLE, NULL, NULL);
    b->tabelle = &t;
    xml_blocks(&c.x, b);
#define ROW(in) \
    in "<zeile status=\"nichtoeffentlich\">\n" in \
       "  <zelle spalten=\"2\" kopf=\"ja\">A</zelle>\n" in "  <zelle zeilen=\"3\"/>\n" in \
       "</zeile>\n"
    is(&c,
       "<tabelle>\n  <spalte uebertrag=\"ja\"/>\n  <tabellenkopf>\n" ROW(
           "    ") "  </tabellenkopf>\n  <tabellenfuss>\n" ROW("    ") "  "
                                                                       "</tabellenfuss>\n</"
                                                                       "tabelle>\n");
    end(&c);
}

static void blocks(void **state)
{
    Case c;
    begin(&c);
    const Str only[] = { S("rat") };
    Block *quote = block(&c, BK_ZITAT, NULL, NULL);
    quote->kids = block(&c, BK_ABSATZ, "Wort", NULL), quote->quelle = words(&c, "Quelle", NULL);
    quote->nur_beratung = (Str *)only, quote->nnur = 1;
    Block *section = block(&c, BK_ABSCHNITT, "Titel", quote);
    section->kids = block(&c, BK_ABSATZ, NULL, NULL), section->lang = S("en");
    xml_blocks(&c.x, section);
    is(&c,
       "<abschnitt lang=\"en\">\n  <titel>Titel</titel>\n  <p/>\n</abschnitt>\n"
       "<zitat nur-beratung=\"rat\">\n  <p>Wort</p>\n  <quelle>Quelle</quelle>\n</zitat>\n");
    Block *out = block(&c, BK_AUSGELASSEN, "GEHEIM", NULL);
    out->id = S("GEHEIM"), out->kids = block(&c, BK_ABSATZ, "GEHEIM", NULL);
    xml_blocks(&c.x, out);
    is(&c, str_printf(c.a, "<p>%.*s</p>\n", STR_FMT(c.s->wort[WORT_AUSGELASSEN])).p);
    end(&c);
}

/* ---- the whole ---- */

/* Of what is left out stands one paragraph where effects were, and nothing else. */
static void left_out(void **state)
{
    Case c;
    begin(&c);
    Beratung b[2] = { { .id = S("GEHEIM"), .ausgelassen = true, .top = S("GEHEIM") },
                      { .id = S("rat"),
                        .gremium_name = S("Rat"),
                        .hat_stimmen = true,
                        .stimmen = { .ja = 5, .nein = 0, .enthaltung = -1, .befangen = -1 } } };
    Auswirkung w[3] = { { .ausgelassen = true, .name = S("GEHEIM") },
                        { .art = AUSW_KLIMA, .blocks = block(&c, BK_ABSATZ, "Klima", NULL) },
                        { .ausgelassen = true, .name = S("GEHEIM") } };
    Posten p[2] = { { .ausgelassen = true, .id = S("GEHEIM"), .text = words(&c, "GEHEIM", NULL) },
                    { .id = S("p2"), .betrag = { 100, true }, .text = words(&c, "Bagger", NULL) } };
    Teil t[3] = { { .art = TEIL_FINANZEN },
                  { .art = TEIL_SACHVERHALT,
                    .ausgelassen = true,
                    .titel = S("GEHEIM"),
                    .blocks = block(&c, BK_ABSATZ, "GEHEIM", NULL) },
                  { .art = TEIL_AUSWIRKUNGEN } };
    Vorlage v = { .nummer = S("1/2024"),
                  .schema = S("1"),
                  .lang = S("de"),
                  .beratungen = b,
                  .nberatungen = 2,
                  .auswirkungen = w,
                  .nauswirkungen = 3,
                  .teile = t,
                  .nteile = 3,
                  .finanzen = { .posten = p, .nposten = 2 } };
    v.kopf.betreff = words(&c, "Betreff", NULL);
    Ausgabe e = { .v = &v, .edition = EDITION_PUBLIC };
    xml_write(c.a, &c.b, &e, c.s);
    is(&c,
       str_printf(c.a,
                  "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                  "<vorlage xmlns=\"urn:x-vorlage:1\" nummer=\"1/2024\">\n"
                  "  <kopf>\n    <betreff>Betreff</betreff>\n  </kopf>\n"
                  "  <beratungsfolge>\n    <beratung id=\"rat\" gremium-name=\"Rat\">\n"
                  "      <stimmen ja=\"5\" nein=\"0\"/>\n    </beratung>\n"
                  "  </beratungsfolge>\n  <%s>\n"
                  "    <posten id=\"p2\" betrag=\"1.00\">Bagger</posten>\n  </%s>\n  <%s>\n"
                  "    <p>%.*s</p>\n    <auswirkung art=\"%s\">\n      <p>Klima</p>\n"
                  "    </auswirkung>\n  </%s>\n</vorlage>\n",
                  enum_code(ENUM_TEIL, TEIL_FINANZEN).p, enum_code(ENUM_TEIL, TEIL_FINANZEN).p,
                  enum_code(ENUM_TEIL, TEIL_AUSWIRKUNGEN).p, STR_FMT(c.s->wort[WORT_AUSGELASSEN]),
                  enum_code(ENUM_AUSW, AUSW_KLIMA).p, enum_code(ENUM_TEIL, TEIL_AUSWIRKUNGEN).p)
           .p);
    for (int i = 0; i < 2; i++) b[i].ausgelassen = true;
    xml_write(c.a, &c.b, &e, c.s);
    assert_true(str_find(buf_view(&c.b), S("beratungsfolge")) == (size_t)-1);
    end(&c);
}

/* Head and signatures: what is empty is not said, what is ordinary neither. */
static void head(void **state)
{
    Case c;
    begin(&c);
    Person who[1] = { { .name = S("Anna"), .funktion = S("Leitung") } };
    Str with[2] = { S("Amt 1"), S("Amt 2") };
    Bezug to[2] = { { .nummer = S("1/2023"), .art = BEZUG_BEZUEGLICH, .text = S("Vorlauf") },
                    { .nummer = S("2/2023"), .art = BEZUG_BEZUEGLICH + 1 } };
    Beratung b[2] = { { .id = S("rat"), .hat_ergebnis = true, .ergebnis_text = S("wie & was") },
                      { .id = S("vor") } };
    Stimmen party[1] = {
        { .fraktion = S("ABC"), .ja = 1, .nein = -1, .enthaltung = 0, .befangen = 2 }
    };
    b[0].hat_stimmen = true, b[0].stimmen = party[0], b[0].fraktionen = party;
    b[0].nfraktionen = 1;
    Anlage x[2] = { { .nr = S("1"), .titel = S("Plan"), .datei = S("plan.pdf") },
                    { .nr = S("2") } };
    Sichtvermerk s[2] = { { .art = SV_SICHTVERMERK, .name = S("Bert"), .offen = true },
                          { .art = SV_SICHTVERMERK + 1, .datum = { 2024, 2, 3 } } };
    Vorlage v = { .nummer = S("1"),
                  .schema = S("1"),
                  .lang = S("de"),
                  .beratungen = b,
                  .nberatungen = 2,
                  .anlagen = x,
                  .nanlagen = 2,
                  .vermerke = s,
                  .nvermerke = 2 };
    v.kopf = (Kopf){ .datum = { 2024, 1, 2 },
                     .betreff = words(&c, "Betreff", NULL),
                     .federfuehrend = S("Amt 0"),
                     .beteiligt = with,
                     .nbeteiligt = 2,
                     .verfasser = who,
                     .nverfasser = 1,
                     .bezuege = to,
                     .nbezuege = 2 };
    Ausgabe e = { .v = &v };
    xml_write(c.a, &c.b, &e, c.s);
    is(&c,
       str_printf(c.a,
                  "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                  "<vorlage xmlns=\"urn:x-vorlage:1\" nummer=\"1\">\n"
                  "  <kopf datum=\"2024-01-02\">\n    <betreff>Betreff</betreff>\n"
                  "    <federfuehrend>Amt 0</federfuehrend>\n"
                  "    <beteiligt>Amt 1</beteiligt>\n    <beteiligt>Amt 2</beteiligt>\n"
                  "    <verfasser name=\"Anna\" funktion=\"Leitung\"/>\n"
                  "    <bezug vorlage=\"1/2023\">Vorlauf</bezug>\n"
                  "    <bezug vorlage=\"2/2023\" art=\"%s\"/>\n  </kopf>\n"
                  "  <beratungsfolge>\n    <beratung id=\"rat\">\n"
                  "      <ergebnis>wie &amp; was</ergebnis>\n"
                  "      <stimmen ja=\"1\" enthaltung=\"0\" befangen=\"2\">\n"
                  "        <fraktion name=\"ABC\" ja=\"1\" enthaltung=\"0\" befangen=\"2\"/>\n"
                  "      </stimmen>\n    </beratung>\n    <beratung id=\"vor\"/>\n"
                  "  </beratungsfolge>\n  <anlagen>\n"
                  "    <anlage nr=\"1\" datei=\"plan.pdf\">Plan</anlage>\n"
                  "    <anlage nr=\"2\"/>\n  </anlagen>\n  <sichtvermerke>\n"
                  "    <sichtvermerk name=\"Bert\" offen=\"ja\"/>\n"
                  "    <sichtvermerk art=\"%s\" datum=\"2024-02-03\"/>\n"
                  "  </sichtvermerke>\n</vorlage>\n",
                  enum_code(ENUM_BEZUG, BEZUG_BEZUEGLICH + 1).p,
                  enum_code(ENUM_SV, SV_SICHTVERMERK + 1).p)
           .p);
    end(&c);
}

/* Every figure and account of a row. */
static void finance(void **state)
{
    Case c;
    begin(&c);
    JahrBetrag year[1] = { { .jahr = 2025, .betrag = { 500, true } } };
    Posten p[2] = {
        { .id = S("a"),
          .netto = { 1, true },
          .ust = { 19, 0, true },
          .brutto = { 2, true },
          .ansatz = { 3, true },
          .bereitgestellt = { 4, true },
          .beantragt = { 5, true },
          .foerderquote = { 625, 1, true },
          .teilhaushalt = S("t"),
          .produktgruppe = S("pg"),
          .produkt = S("p"),
          .kostenstelle = S("ks"),
          .kostentraeger = S("kt"),
          .sachkonto = S("sk"),
          .investitionsauftrag = S("ia"),
          .finanzstelle = S("fs"),
          .veranschlagung = 1,
          .deckung = S("d"),
          .vzae = { 5, 1, true },
          .entgeltgruppe = S("E9"),
          .konsumtiv = true,
          .investiv = true,
          .gruppe = S("g"),
          .jahr = 2024 },
        { .ab = true, .von = 2024, .jahre = year, .njahre = 1, .text = words(&c, "x", NULL) },
    };
    Antwort q[1] = { { .id = S("f1"), .antwort = true, .text = words(&c, "weil", NULL) } };
    Teil t = { .art = TEIL_FINANZEN };
    Vorlage v = { .nummer = S("1"),
                  .schema = S("1"),
                  .lang = S("de"),
                  .teile = &t,
                  .nteile = 1,
                  .finanzen = { .posten = p, .nposten = 2, .antworten = q, .nantworten = 1 } };
    Ausgabe e = { .v = &v };
    xml_write(c.a, &c.b, &e, c.s);
    Str s = buf_view(&c.b);
    size_t at = str_find(s, S("    <antwort"));
    size_t to = at + str_find(str_sub(s, at, s.n), S("  </"));
    assert_string_equal(
        str_z(c.a, str_sub(s, at, to - at)),
        str_printf(c.a,
                   "    <antwort frage=\"f1\" wert=\"ja\">weil</antwort>\n"
                   "    <posten id=\"a\" jahr=\"2024\" netto=\"0.01\" ust=\"19\" brutto=\"0.02\""
                   " ansatz=\"0.03\" bereitgestellt=\"0.04\" beantragt=\"0.05\""
                   " foerderquote=\"62.5\" teilhaushalt=\"t\" produktgruppe=\"pg\" produkt=\"p\""
                   " kostenstelle=\"ks\" kostentraeger=\"kt\" sachkonto=\"sk\""
                   " investitionsauftrag=\"ia\" finanzstelle=\"fs\" veranschlagung=\"%s\""
                   " deckung=\"d\" vzae=\"0.5\" entgeltgruppe=\"E9\" konsumtiv=\"ja\""
                   " investiv=\"ja\" gruppe=\"g\"></posten>\n"
                   "    <posten ab=\"2024\"><jahresbetrag jahr=\"2025\" eur=\"5.00\"/>x</posten>\n",
                   enum_code(ENUM_VERANSCHLAGT, 1).p)
            .p);
    end(&c);
}

/* Each element of the source is found again by its '<'. */
static void places(void **state)
{
    Case c;
    begin(&c);
    Teil t = { .art = TEIL_SACHVERHALT, .at = { 1, 50, 1 } };
    t.blocks = block(&c, BK_ABSATZ, "Text", NULL);
    t.blocks->at = (Place){ 1, 60, 1 };
    t.blocks->text->at = (Place){ 1, 63, 1 };
    Vorlage v = { .at = { 1, 10, 1 },
                  .nummer = S("1"),
                  .schema = S("2"),
                  .lang = S("nds"),
                  .teile = &t,
                  .nteile = 1 };
    v.kopf.betreff = words(&c, "Betreff", NULL);
    Ausgabe e = { .v = &v };
    Places p = { 0 };
    xml_write_placed(c.a, &c.b, &e, c.s, &p);
    static const struct {
        uint32_t off;
        const char *there;
    } list[] = { { 10,
                   "<vorlage xmlns=\"urn:x-vorlage:1\" nummer=\"1\" lang=\"nds\" "
                   "vokabular=\"2\">" },
                 { 50, "<sachverhalt>" },
                 { 60, "<p>Text" },
                 { 63, "Text</p>" } };
    for (size_t i = 0; i < sizeof list / sizeof *list; i++) {
        uint32_t to;
        assert_true(places_find(&p, (Place){ 1, list[i].off, 1 }, &to));
        assert_true(str_starts(str_sub(buf_view(&c.b), to, c.b.n), str_of(list[i].there)));
    }
    end(&c);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(attributes), cmocka_unit_test(running_text), cmocka_unit_test(items),
        cmocka_unit_test(tables),     cmocka_unit_test(blocks),       cmocka_unit_test(left_out),
        cmocka_unit_test(places),     cmocka_unit_test(head),         cmocka_unit_test(finance),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
