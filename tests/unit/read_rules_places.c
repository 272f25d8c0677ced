/* Where the rules point and what they name: "{...}" is the place that the only message has, behind
 * it stand the code and the texts that fill it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <cmocka.h>

#include "read/read.h"
#include "rules/rules_in.h"

#define HEAD \
    "<vorlage xmlns='urn:x-vorlage:1' nummer='1' art='bericht' status='oeffentlich'>\n" \
    "<kopf datum='2024-03-01'><betreff>B</betreff></kopf>\n"
#define S_(x) HEAD "<sachverhalt>" x "</sachverhalt></vorlage>"
#define F_(x) HEAD "<finanzen>" x "</finanzen></vorlage>"
#define B_(x) HEAD "<beratungsfolge>" x "</beratungsfolge></vorlage>"
#define A_(x) HEAD "<anlagen>" x "</anlagen></vorlage>"
#define CONSULT "gremium-name='R' status='oeffentlich' zustaendigkeit="
#define P_ "<posten art='aufwand' "

#define SESSION(head, tops) \
    "<sitzung xmlns='urn:x-vorlage:1' gremium-name='Rat' status='oeffentlich' " \
    "beginn='2024-03-05T18:00:00+01:00' ort='R'" head \
    "<einladung datum='2024-02-20'><p>A.</p></einladung>" \
    "<tagesordnung>" tops "</tagesordnung><verteiler datei='m.xml'/></sitzung>"
#define T_(x) SESSION(">", x)
#define TOP "<top status='oeffentlich' unterlage='keine' "
#define WORD "<betreff>B</betreff></top>"

static const struct {
    const char *text, *code, *args;
} list[] = {
    /* finance rows */
    { F_(P_ "ust='{19}' betrag='1.00'>a</posten>"), "posten-ust", "" },
    { F_(P_ "netto='100.00' ust='19' brutto='{118.99}'>a</posten>"), "posten-brutto",
      "100,00 EUR|19 %|119,00 EUR|118,99 EUR" },
    { F_(P_ "netto='{2.00}' brutto='1.00'>a</posten>"), "posten-netto", "2,00 EUR|1,00 EUR" },
    { F_(P_ "netto='1.00' brutto='2.00' betrag='{1.00}'>a</posten>"), "posten-betrag",
      "1,00 EUR|2,00 EUR" },
    { F_(P_ "jahr='2024'><jahresbetrag jahr='{2025}' eur='1.00'/>a</posten>"), "posten-jahr",
      "2025" },
    { F_(P_ "><jahresbetrag jahr='2024' eur='1.00'/><jahresbetrag eur='1.00' jahr='{2024}'/>a"
            "</posten>"),
      "posten-jahr-doppelt", "2024" },
    { F_(P_ "turnus='{jaehrlich}' betrag='1.00'><jahresbetrag jahr='2024' eur='1.00'/>a</posten>"),
      "posten-jaehrlich", "" },
    { F_(P_ "betrag='{3.00}'><jahresbetrag jahr='2024' eur='1.00'/>a</posten>"),
      "posten-jahre-summe", "1,00 EUR|3,00 EUR" },
    { F_(P_ "brutto='{3.00}'><jahresbetrag jahr='2024' eur='1.00'/>a</posten>"),
      "posten-jahre-summe", "1,00 EUR|3,00 EUR" },
    { F_(P_ "netto='{3.00}'><jahresbetrag jahr='2024' eur='1.00'/>a</posten>"),
      "posten-jahre-summe", "1,00 EUR|3,00 EUR" },
    { F_("<{posten} art='aufwand' von='2024' bis='2025' betrag='1.00'>a</posten>"), "posten-turnus",
      "" },
    { F_("<{posten} art='aufwand' jahr='2024'>a</posten>"), "posten-ohne-betrag", "" },
    { F_(P_ "betrag='8.00'>a</posten><posten art='foerdermittel' betrag='1.00' "
            "foerderquote='{50}'>b</posten>"),
      "posten-foerderquote", "1,00 EUR|8,00 EUR|13 %|50 %" },
    { F_("<posten art='auszahlung' betrag='8.00'>a</posten><posten art='foerdermittel' "
         "betrag='1.00' foerderquote='{12.4}'>b</posten>"),
      "posten-foerderquote", "1,00 EUR|8,00 EUR|12,5 %|12,4 %" },
    { S_("<p><betrag eur='{1234.56}' einheit='mio'/></p>"), "betrag-einheit",
      "1.234,56 EUR|Mio. EUR" },
    /* tables */
    { S_("<tabelle><spalte/><spalte art='betrag'/><zeile><zelle>a</zelle><zelle>1.000,50</zelle>"
         "</zeile><zeile art='summe'><zelle>S</zelle>{<zelle>}1.000,00</zelle></zeile></tabelle>"),
      "summe-zu-klein", "2|1.000,50|1.000,00|0,50| EUR" },
    { S_("<tabelle><spalte/><spalte art='zahl' einheit='m²'/><zeile><zelle>a</zelle><zelle>1,5"
         "</zelle></zeile><zeile "
         "art='summe'><zelle>S</zelle>{<zelle>}2,25</zelle></zeile></tabelle>"),
      "summe-zu-gross", "2|1,50|2,25|0,75| m²" },
    { S_("<tabelle><spalte/><spalte art='zahl'/><zeile><zelle>a</zelle><zelle>-1,5</zelle></zeile>"
         "<zeile art='summe'><zelle>S</zelle>{<zelle>}-2</zelle></zeile></tabelle>"),
      "summe-zu-klein",
      "2|\u2212"
      "1,5|\u2212"
      "2,0|0,5|" },
    { S_("<tabelle><spalte art='betrag'/><spalte art='zahl' einheit='%'/><zeile><zelle>1,00</zelle>"
         "{<zelle>}26</zelle></zeile><zeile><zelle>3,00</zelle><zelle>75</zelle></zeile>"
         "<zeile art='summe'><zelle>4,00</zelle><zelle>100</zelle></zeile></tabelle>"),
      "anteil", "25|26|4,00 EUR" },
    /* consultations */
    { B_("<beratung termin='2024-03-05' " CONSULT
         "'vorberatung'/><beratung termin='{2024-03-04}' " CONSULT "'anhoerung'/>"),
      "beratung-folge", "04.03.2024|05.03.2024" },
    { B_("<beratung termin='2024-03-05' " CONSULT
         "'entscheidung'/><beratung termin='2024-03-06' " CONSULT "'{empfehlung}'/>"),
      "beratung-nach-entscheidung", "Empfehlung" },
    { B_("<beratung termin='2024-03-05' " CONSULT
         "'vorberatung'/><beratung termin='2024-03-06' " CONSULT
         "'entscheidung'>{<ergebnis code='vertagt'/>}</beratung>"),
      "ergebnis-luecke", "06.03.2024|05.03.2024" },
    { B_("<beratung " CONSULT "'vorberatung'>{<ergebnis code='vertagt'/>}</beratung>"),
      "ergebnis-ohne-termin", "" },
    { B_("<beratung termin='2024-03-05' " CONSULT "'vorberatung'>{<ergebnis code='verwiesen'/>}"
         "</beratung>"),
      "ergebnis-verwiesen", "" },
    { B_("<{beratung} termin='2024-03-05' " CONSULT "'vorberatung'><stimmen ja='1'/></beratung>"),
      "stimmen-ohne-ergebnis", "" },
    { B_("<beratung termin='2024-03-05' " CONSULT "'vorberatung'>{<ergebnis "
         "code='einstimmig-beschlossen'/>}<stimmen ja='5' nein='1'/></beratung>"),
      "stimmen-einstimmig", "1" },
    { B_("<{beratung} termin='2024-03-05' " CONSULT "'vorberatung'><ergebnis code='vertagt'/>"
         "<stimmen enthaltung='4'><fraktion name='A' enthaltung='1'/><fraktion name='B' "
         "enthaltung='2'/></stimmen></beratung>"),
      "stimmen-summe", "Enthaltung|3|4" },
    { B_("<beratung termin='{2024-02-29}' " CONSULT "'vorberatung'/>"), "beratung-vor-datum",
      "29.02.2024|01.03.2024" },
    /* names and references */
    { S_("<p id='a'>x</p>\n<p\n id='{a}'>x</p>"), "kennung-doppelt", "a|3" },
    { HEAD "<finanzen>" P_ "id='a' betrag='1.00'>x</posten></finanzen><sachverhalt>\n<p id='{a}'>x"
           "</p></sachverhalt></vorlage>",
      "kennung-doppelt", "a|3" },
    { HEAD "<beratungsfolge><beratung id='a' termin='2024-03-05' " CONSULT "'anhoerung'/>"
           "</beratungsfolge><sachverhalt>\n<p id='{a}'>x</p></sachverhalt></vorlage>",
      "kennung-doppelt", "a|3" },
    { A_("<anlage nr='1' status='oeffentlich'>a</anlage>\n<anlage status='oeffentlich' nr='{1}'>a"
         "</anlage>"),
      "anlage-doppelt", "1|3" },
    { S_("<p id='langer-name'>x <verweis ziel='{langer-nahme}'/></p>"), "verweis-ziel-name",
      "langer-nahme|langer-name" },
    { S_("<p>x <verweis ziel='{weit}'/></p>"), "verweis-ziel", "weit|" },
    { S_("<p>x <verweis anlage='{7}'/></p>"), "verweis-anlage", "7" },
    { S_("<p>x <betrag posten='{weit}' wert='netto'/></p>"), "betrag-posten", "weit|" },
    { HEAD "<sachverhalt><p><betrag posten='a' wert='{ansatz}'/></p></sachverhalt><finanzen>" P_
           "id='a' betrag='1.00'>x</posten></finanzen></vorlage>",
      "betrag-fehlt", "a|ansatz" },
    { HEAD "<sachverhalt><p><betrag posten='a' wert='betrag' jahr='{2025}'/></p></sachverhalt>"
           "<finanzen>" P_ "id='a'><jahresbetrag jahr='2024' eur='1.00'/>x</posten></finanzen>"
           "</vorlage>",
      "betrag-jahr", "a|2025" },
    { HEAD "<beratungsfolge><beratung id='a' termin='2024-03-05' " CONSULT "'anhoerung'/>"
           "</beratungsfolge><sachverhalt><p><verweis ziel='{a}'/></p></sachverhalt></vorlage>",
      "verweis-beratung", "a" },
    { S_("<p nur-beratung='{weit}'>x</p>"), "nur-beratung", "weit|" },
    { A_("<anlage nr='1' status='oeffentlich' nur-beratung='{weit}'>a</anlage>"), "nur-beratung",
      "weit|" },
    { HEAD "<sachverhalt nur-beratung='{weit}'><p>x</p></sachverhalt></vorlage>", "nur-beratung",
      "weit|" },
    /* pictures and files */
    { S_("<{bild} datei='a.png'/>"), "bild-ohne-alt", "a.png" },
    { S_("<bild datei='a.png' schmuck='{ja}' alt='Ein Haus'/>"), "bild-schmuck", "" },
    { S_("<bild datei='a/haus.am.see.png' alt='{Haus.am.See}'/>"), "bild-alt-leer", "Haus.am.See" },
    { S_("<bild datei='a.png' alt='{IMG1.JPG}'/>"), "bild-alt-leer", "IMG1.JPG" },
    { S_("<bild datei='a.png' alt='{ Karte }'/>"), "bild-alt-leer", "Karte" },
    { S_("<bild datei='{../a.png}' alt='Ein Haus'/>"), "datei-ausserhalb", "../a.png" },
    { A_("<anlage nr='1' status='oeffentlich' datei='{../a.pdf}'>a</anlage>"), "datei-ausserhalb",
      "../a.pdf" },
    /* words */
    { S_("<p>Wort{  }zwei</p>"), "tipp-leerzeichen", "" },
    { S_("<p>Wort{ ,} zwei</p>"), "tipp-satzzeichen", "," },
    { S_("<p>Wort {-} zwei</p>"), "tipp-strich", "" },
    { S_("<p>Wort{...}</p>"), "tipp-punkte", "" },
    { S_("<p>Wort {\"}zwei</p>"), "tipp-anfuehrung", "" },
    { S_("<p>Wort {&quot;}zwei</p>"), "tipp-anfuehrung", "" },
    { S_("<p>Wort {&#34;}zwei</p>"), "tipp-anfuehrung", "" },
    { S_("<p>Wort {z.B.} zwei</p>"), "tipp-abkuerzung", "z. B." },
    { S_("<p>Wort {i.d.R.} zwei</p>"), "tipp-abkuerzung", "i. d. R." },
    { S_("<p>Ein {aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa} Wort</p>"),
      "wort-lang", "61|aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa" },
    { S_("<p>Ein {aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaä}</p>"), "wort-lang",
      "61|aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaä" },
    { S_("<p>{Ein aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa&#228;a Wort}</p>"),
      "wort-lang", 0 }, /* not found as it stands in the source */
    { S_("<{abschnitt}><!-- a --> <!-- b --><titel/></abschnitt>"), "titel-leer", "" },
    /* sessions */
    { T_(TOP "nr='1'>" WORD TOP "nr='{1}'>" WORD), "top-doppelt", "1|1" },
    { T_(TOP "nr='2'>" WORD TOP "nr='{1}'>" WORD), "top-folge", "1|2" },
    { T_(TOP "nr='10'>" WORD TOP "nr='{9}'>" WORD), "top-folge", "9|10" },
    { T_(TOP "nr='1'>" WORD TOP "nr='{3}'>" WORD), "top-luecke", "3|1" },
    { T_("<top status='oeffentlich' nr='1'><betreff>B</betreff>" TOP "nr='{2.1}'>" WORD "</top>"),
      "top-unterpunkt", "2.1|1." },
    { T_("<top status='nichtoeffentlich' unterlage='keine' nr='1'>" WORD TOP "nr='{2}'>" WORD),
      "top-reihenfolge", "2|1" },
    { T_(TOP "nr='{1}'></top>"), "top-ohne-betreff", "1" },
    { T_(TOP "nr='1'>{<betreff/>}</top>"), "betreff-leer", 0 },
    { T_(TOP "nr='1'>{<betreff>}B <stark status='nichtoeffentlich'>C</stark></betreff></top>"),
      "top-betreff-status", "" },
    { T_(TOP "nr='1'><betreff oeffentlich='{N}'>B</betreff></top>"), "top-neutral", "" },
    { T_("<top status='oeffentlich' unterlage='{folgt}' nr='1'>" WORD), "top-vorlage-folgt", "1" },
    { T_("<top status='oeffentlich' unterlage='{keine}' nr='1'><unterlage vorlage='1' "
         "datei='a.xml'/></top>"),
      "top-widerspruch", "keine" },
    { T_("<top status='oeffentlich' nr='{1}'>" WORD), "top-ohne-vorlage", "1" },
    { T_("<top status='oeffentlich' abgesetzt='ja' nr='1'>" WORD TOP "nr='{3}'>" WORD),
      "top-luecke", "3|1" },
    { T_("<top status='nichtoeffentlich' nr='1'><betreff>B</betreff><top status='{oeffentlich}' "
         "nr='1.1' unterlage='keine'>" WORD "</top>"),
      "top-oeffentlich", "" },
    { T_(TOP "nr='1' vom='{2024-03-01}'>" WORD), "nachtrag-art", "" },
    { T_(TOP "nr='1' art='{nachtrag}'>" WORD), "nachtrag-tag", "Nachtrag" },
    { T_(TOP "nr='1' art='nachtrag' vom='{2024-03-06}'>" WORD), "nachtrag-zeit", "06.03.2024" },
    { T_(TOP "nr='1' art='nachtrag' vom='{2024-02-19}'>" WORD), "nachtrag-zeit", "19.02.2024" },
    { T_("<top status='oeffentlich' nr='1'><betreff>B</betreff><niederschrift datei='a.pdf' "
         "sitzung='{2024-03-05}' status='oeffentlich'>N</niederschrift></top>"),
      "niederschrift-tag", "05.03.2024" },
    { T_("<top status='oeffentlich' nr='1'><betreff>B</betreff><anlage nr='2' "
         "status='oeffentlich'>A</anlage>\n<anlage nr='{2}' status='oeffentlich'>A</anlage></top>"),
      "anlage-doppelt", "2|1" },
    { T_("<top status='oeffentlich' nr='1'><betreff>B</betreff><anlage nr='2' "
         "datei='{../a.pdf}' status='oeffentlich'>A</anlage></top>"),
      "datei-ausserhalb", "../a.pdf" },
    { T_("<top status='oeffentlich' nr='1'><betreff>B</betreff><anlage nr='2' nur-beratung='{a}' "
         "status='oeffentlich'>A</anlage></top>"),
      "nur-beratung-sitzung", "" },
    { SESSION(" ende='{2024-03-05T18:00:00+01:00}'>", TOP "nr='1'>" WORD), "sitzung-ende", "" },
    { T_(TOP "nr='1'><betreff>B{...}</betreff></top>"), "tipp-punkte", "" },
    { T_("<top status='oeffentlich' unterlage='keine' nr='1'><betreff>B</betreff><erlaeuterung>"
         "<p>A{...}</p></erlaeuterung></top>"),
      "tipp-punkte", "" },
};

static void read_it(Arena *a, Diags *d, Str text)
{
    if (str_starts(text, S("<sitzung")))
        read_sitzung(a, d, S("a.xml"), text);
    else
        read_vorlage(a, d, S("a.xml"), text);
}

static void places(void **state)
{
    int wrong = 0;
    for (size_t i = 0; i < sizeof list / sizeof *list; i++) {
        Arena *a = arena_new();
        Diags *d = diags_new(a);
        Buf b = { 0 };
        size_t from = 0, to = 0;
        for (const char *z = list[i].text; *z; z++) {
            if (*z == '{')
                from = b.n;
            else if (*z == '}')
                to = b.n;
            else
                buf_char(&b, *z == '\'' ? '"' : *z);
        }
        Str text = str_keep(a, buf_view(&b));
        read_it(a, d, text);
        Buf got = { 0 }, want = { 0 };
        for (size_t k = 0; k < diags_count(d); k++) {
            const Diag *x = diags_at(d, k);
            buf_printf(&got, "%s at „%.*s“:", diag_code_name(x->code),
                       STR_FMT(str_sub(text, x->at.off, x->at.len)));
            if (k == 0 && x->at.off != from) buf_printf(&got, " (%d)", (int)x->at.off);
            for (int n = 0; list[i].args && n < x->nargs; n++)
                buf_printf(&got, "%s%.*s", n ? "|" : x->arg[n].n ? " " : "", STR_FMT(x->arg[n]));
            buf_char(&got, ';');
        }
        buf_printf(&want, "%s at „%.*s“:", list[i].code, STR_FMT(str_sub(text, from, to - from)));
        if (list[i].args && list[i].args[0]) buf_printf(&want, " %s", list[i].args);
        buf_char(&want, ';');
        if (!str_eq(buf_view(&got), buf_view(&want))) {
            print_error("%s\n  wanted %.*s\n  got    %.*s\n", list[i].text,
                        STR_FMT(buf_view(&want)), STR_FMT(buf_view(&got)));
            wrong++;
        }
        buf_drop(&b), buf_drop(&got), buf_drop(&want);
        arena_drop(a);
    }
    assert_int_equal(wrong, 0);
}

/* What is told of these and nothing else, in the order of telling. */
#define NTOP "<top status='nichtoeffentlich' unterlage='keine' "
#define WITH(x) "<top status='oeffentlich' nr='1'><betreff>B</betreff>" x "</top>"
#define MINUTES(day) \
    WITH("<niederschrift datei='a.pdf' sitzung='" day "' status='oeffentlich'>N" \
         "</niederschrift>")
static const struct {
    const char *text, *codes;
} cases[] = {
    /* numbers */
    { T_(TOP "nr='1'>" WORD TOP "nr='2'>" WORD NTOP "nr='1'>" WORD), "" },
    { T_(TOP "nr='0'>" WORD NTOP "nr='0'>" WORD), "" },
    { T_(TOP "nr='9'>" WORD NTOP "nr='9'>" WORD), "" },
    { T_(TOP "nr='Ö 1'>" WORD NTOP "nr='N 1'>" WORD), "" },
    { T_(TOP "nr='A 1'>" WORD NTOP "nr='A 1'>" WORD), "top-doppelt" },
    { T_(NTOP "nr='1'>" WORD TOP "nr='1'>" WORD NTOP "nr='1'>" WORD),
      "top-reihenfolge top-doppelt" },
    { T_(TOP "nr='1'>" WORD TOP "nr='2'>" WORD TOP "nr='3'>" WORD), "" },
    { T_(TOP "nr='1'>" WORD TOP "nr='1'>" WORD TOP "nr='1'>" WORD), "top-doppelt top-doppelt" },
    { T_(TOP "nr='2'>" WORD TOP "nr='10'>" WORD), "top-luecke" },
    { T_(TOP "nr='9'>" WORD TOP "nr='10'>" WORD), "" },
    { T_(TOP "nr='8'>" WORD TOP "nr='9'>" WORD), "" },
    { T_(TOP "nr='19'>" WORD TOP "nr='20'>" WORD), "" },
    { T_(TOP "nr='1.0'>" WORD TOP "nr='1.1'>" WORD), "" },
    { T_(TOP "nr='N 9'>" WORD TOP "nr='N 10'>" WORD), "" },
    { T_(TOP "nr='N 10'>" WORD TOP "nr='N 9'>" WORD), "top-folge" },
    { T_(TOP "nr='N 1'>" WORD TOP "nr='N 3'>" WORD), "top-luecke" },
    { T_(TOP "nr='2.10'>" WORD TOP "nr='2.11'>" WORD), "" },
    { T_(TOP "nr='9.1'>" WORD TOP "nr='9.2'>" WORD), "" },
    { T_(TOP "nr='1a'>" WORD TOP "nr='1b'>" WORD), "" },
    { T_(TOP "nr='1b'>" WORD TOP "nr='1a'>" WORD), "top-folge" },
    { T_(TOP "nr='1'>" WORD TOP "nr='1a'>" WORD), "" },
    { T_(TOP "nr='5.1'>" WORD TOP "nr='5.2'>" WORD), "" },
    { T_(TOP "nr='5.9'>" WORD TOP "nr='5.10'>" WORD), "" },
    { T_(TOP "nr='5.10'>" WORD TOP "nr='5.9'>" WORD), "top-folge" },
    { T_(TOP "nr='5.1'>" WORD TOP "nr='5.3'>" WORD), "top-luecke" },
    { T_(TOP "nr='5.3'>" WORD TOP "nr='6.1'>" WORD), "" },
    { T_(TOP "nr='6.1'>" WORD TOP "nr='5.3'>" WORD), "top-folge" },
    { T_(TOP "nr='B 2'>" WORD TOP "nr='A 3'>" WORD), "" }, /* letters are no part of the order */
    { T_(WITH(TOP "nr='1.1'>" WORD TOP "nr='1.2'>" WORD)), "" },
    { T_(WITH(TOP "nr='1.1'>" WORD TOP "nr='1.3'>" WORD)), "top-luecke" },
    { T_(WITH(TOP "nr='11'>" WORD)), "top-unterpunkt" },
    { T_(NTOP "nr='1'>" WORD NTOP "nr='3'>" WORD), "top-luecke" },
    /* titles */
    { T_(TOP "nr='1'><betreff>B <stark>C</stark></betreff></top>"), "" },
    { T_(TOP "nr='1'><betreff>B <stark><betont status='nichtoeffentlich'>C</betont></stark>"
             "</betreff></top>"),
      "top-betreff-status" },
    { T_(NTOP "nr='1'><betreff oeffentlich='N'>B</betreff></top>"), "" },
    { T_("<top status='oeffentlich' nr='1'><unterlage vorlage='1' datei='a.xml'/></top>"), "" },
    /* papers */
    { T_(WITH("<unterlage vorlage='1' datei='a.xml'/>")), "" },
    { T_(WITH("<anlage nr='1' datei='a.pdf' status='oeffentlich'>A</anlage>")), "" },
    { T_(MINUTES("2024-03-04")), "" },
    { T_(MINUTES("2024-03-05")), "niederschrift-tag" },
    { T_(MINUTES("2024-03-06")), "niederschrift-tag" },
    { T_(WITH("")), "top-ohne-vorlage" },
    { T_("<top status='oeffentlich' abgesetzt='ja' nr='1'>" WORD), "" },
    { T_("<top status='oeffentlich' unterlage='folgt' nr='1'><betreff>B</betreff><unterlage "
         "vorlage='1' datei='a.xml'/></top>"),
      "top-widerspruch" },
    { T_(WITH("<anlage nr='1' status='oeffentlich'>A</anlage><anlage nr='2' status='oeffentlich'>A"
              "</anlage><anlage nr='1' status='oeffentlich'>A</anlage><anlage nr='1' "
              "status='oeffentlich'>A</anlage>")),
      "anlage-doppelt anlage-doppelt" },
    /* days */
    { T_(TOP "nr='1' art='nachtrag' vom='2024-02-20'>" WORD), "" },
    { T_(TOP "nr='1' art='nachtrag' vom='2024-03-05'>" WORD), "" },
    { T_(WITH("<unterlage vorlage='1' datei='a.xml' art='tischvorlage' vom='2024-03-06'/>")),
      "nachtrag-zeit" },
    { T_(WITH("<unterlage vorlage='1' datei='a.xml' vom='2024-03-01'/>")), "nachtrag-art" },
    { T_(WITH("<unterlage vorlage='1' datei='a.xml' art='nachtrag'/>")), "nachtrag-tag" },
    { SESSION(" ende='2024-03-05T17:59:59+01:00'>", TOP "nr='1'>" WORD), "sitzung-ende" },
    { SESSION(" ende='2024-03-05T18:00:01+01:00'>", TOP "nr='1'>" WORD), "" },
    /* names */
    { HEAD "<sachverhalt><p><verweis ziel='a'/></p></sachverhalt><finanzen>" P_
           "id='a' betrag='1.00'>x</posten></finanzen></vorlage>",
      "" },
    { S_("<abschnitt id='a'><titel>T</titel></abschnitt><bild id='b' datei='a.png' alt='Ein Haus'/>"
         "<tabelle id='c'><spalte/><zeile><zelle>a</zelle></zeile></tabelle><p><verweis ziel='a'/>"
         "<verweis ziel='b'/><verweis ziel='c'/></p>"),
      "" },
    { A_("<anlage nr='1' status='oeffentlich'>a</anlage><anlage nr='2' status='oeffentlich'>a"
         "</anlage>"),
      "" },
    { HEAD "<sachverhalt><p><verweis anlage='1'/></p></sachverhalt><anlagen><anlage nr='1' "
           "status='oeffentlich'>a</anlage></anlagen></vorlage>",
      "" },
    { HEAD "<beratungsfolge><beratung id='a' termin='2024-03-05' " CONSULT "'anhoerung'/>"
           "<beratung id='b' termin='2024-03-06' gremium-name='R' status='nichtoeffentlich' "
           "zustaendigkeit='anhoerung'/></beratungsfolge><sachverhalt nur-beratung='a'><p "
           "nur-beratung='b'>x</p><p nur-beratung='a b'>x</p></sachverhalt></vorlage>",
      "nur-beratung-nichtoeffentlich nur-beratung-nichtoeffentlich" },
    { HEAD "<sachverhalt><p><betrag posten='a' wert='netto'/><betrag posten='a' wert='ust'/>"
           "<betrag posten='a' wert='brutto'/><betrag posten='a' wert='ust-satz'/><betrag "
           "posten='a' wert='ansatz'/></p></sachverhalt><finanzen>" P_
           "id='a' netto='1.00' ust='19' ansatz='2.00'>x</posten></finanzen></vorlage>",
      "" },
    { HEAD "<sachverhalt><p><betrag posten='a' wert='netto'/><betrag posten='a' wert='ust'/>"
           "<betrag posten='a' wert='brutto'/><betrag posten='a' wert='ust-satz'/><betrag "
           "posten='a' wert='ansatz'/></p></sachverhalt><finanzen>" P_
           "id='a' betrag='1.00'>x</posten></finanzen></vorlage>",
      "betrag-fehlt betrag-fehlt betrag-fehlt betrag-fehlt betrag-fehlt" },
    { HEAD "<sachverhalt><p><betrag posten='a' wert='ust'/></p></sachverhalt><finanzen>" P_
           "id='a' netto='1.00'>x</posten></finanzen></vorlage>",
      "betrag-fehlt" },
    { HEAD "<sachverhalt><p><betrag posten='a' wert='ust'/></p></sachverhalt><finanzen>" P_
           "id='a' brutto='1.00'>x</posten></finanzen></vorlage>",
      "betrag-fehlt" },
    { HEAD "<sachverhalt><p><betrag posten='a' wert='betrag' jahr='2024'/><betrag posten='a' "
           "wert='betrag' jahr='2025'/></p></sachverhalt><finanzen>" P_
           "id='a'><jahresbetrag jahr='2024' eur='1.00'/><jahresbetrag jahr='2025' eur='1.00'/>x"
           "</posten></finanzen></vorlage>",
      "" },
    /* pictures */
    { S_("<bild datei='a.png' alt='Ein Bild.png'/>"), "" },
    { S_("<bild datei='a.png' alt='b.pngx'/>"), "" },
    { S_("<bild datei='a.png' alt='a'/>"), "bild-alt-leer" },
    { S_("<bild datei='x/a.png' alt='A'/>"), "bild-alt-leer" },
    { S_("<bild datei='x/a.png' alt='x'/>"), "bild-alt-leer" },
    { S_("<bild datei='x/z.png' alt='y'/>"), "" },
    { S_("<bild datei='a.png' alt='Logo'/>"), "bild-alt-leer" },
    { S_("<bild datei='a.png' alt='Logos'/>"), "" },
    { S_("<bild datei='a.png' alt='.webp'/>"), "bild-alt-leer" },
    { S_("<bild datei='a.png' alt='[png'/>"), "" },
    { S_("<bild datei='azAZ.png' alt='AZaz'/>"), "bild-alt-leer" },
    { S_("<bild datei='a@[`{.png' alt='A@[`{'/>"), "bild-alt-leer" },
    /* rows of finances */
    { F_(P_ "jahr='2024' vzae='1.5'>a</posten>"), "" },
    { F_(P_ "jahr='2024' beantragt='1.00'>a</posten>"), "" },
    { F_(P_ "jahr='2024' bereitgestellt='1.00'>a</posten>"), "" },
    { F_(P_ "jahr='2024' netto='1,00'>a</posten>"), "wert-form" }, /* said, though not readable */
    { F_(P_ "netto='-2.00' brutto='-3.00'>a</posten>"), "" },
    { F_(P_ "netto='1.00' brutto='1.00'>a</posten>"), "" },
    { F_(P_ "von='2024' ab='2024' betrag='1.00'>a</posten>"), "posten-zeitraum posten-turnus" },
    { F_(P_ "ab='2024' betrag='1.00'>a</posten>"), "posten-turnus" },
    { F_(P_ "ab='2024' turnus='jaehrlich' betrag='1.00'>a</posten>"), "" },
    { F_(P_ "von='2024' bis='2024' betrag='1.00'>a</posten>"), "" },
    { F_(P_ "jahr='2024' foerderquote='50' betrag='1.00'>a</posten>"), "" },
    { F_(P_ "betrag='2.00'>a</posten>" P_ "betrag='2.00'>a</posten><posten art='foerdermittel' "
            "betrag='1.00' foerderquote='40'>b</posten>"),
      "" }, /* of which is not said */
    { F_(P_ "gruppe='g' betrag='2.00'>a</posten>" P_ "gruppe='g' betrag='2.00'>a</posten><posten "
            "art='foerdermittel' gruppe='g' betrag='1.00' foerderquote='25'>b</posten>"),
      "" },
    { F_(P_ "gruppe='g' betrag='2.00'>a</posten>" P_ "gruppe='h' betrag='2.00'>a</posten><posten "
            "art='foerdermittel' gruppe='g' betrag='1.00' foerderquote='25'>b</posten>"),
      "posten-foerderquote" },
    { F_(P_ "betrag='0.00'>a</posten><posten art='foerdermittel' betrag='1.00' foerderquote='40'>b"
            "</posten>"),
      "" },
    { F_("<posten art='ertrag' betrag='4.00'>a</posten>" P_ "betrag='2.00'>a</posten><posten "
         "art='foerdermittel' betrag='1.00' foerderquote='50'>b</posten>"),
      "" },
    { F_(P_ "turnus='jaehrlich' betrag='2.00'>a</posten><posten art='foerdermittel' betrag='1.00' "
            "foerderquote='40'>b</posten>"),
      "" },
    /* shares */
    { S_("<tabelle><spalte art='betrag'/><spalte art='zahl' einheit='%'/><zeile><zelle>1,00</zelle>"
         "<zelle>26</zelle></zeile><zeile><zelle>3,00</zelle><zelle>75</zelle></zeile><zeile "
         "art='summe'><zelle/><zelle>100</zelle></zeile><tabellenfuss><zeile art='summe'><zelle>"
         "4,00</zelle><zelle>100</zelle></zeile></tabellenfuss></tabelle>"),
      "anteil" },
    { S_("<tabelle><spalte art='betrag'/><spalte art='zahl' einheit='%'/><zeile><zelle>1,00</zelle>"
         "<zelle>26</zelle></zeile><zeile><zelle>3,00</zelle><zelle>75</zelle></zeile><zeile "
         "art='summe'><zelle>4,00</zelle><zelle>101</zelle></zeile></tabelle>"),
      "" },
    { S_("<tabelle><spalte art='betrag'/><spalte art='zahl' einheit='%'/><zeile><zelle>1,00</zelle>"
         "<zelle>26</zelle></zeile><zeile><zelle>3,00</zelle><zelle>75</zelle></zeile><zeile "
         "art='summe'><zelle>rund 4</zelle><zelle>100</zelle></zeile></tabelle>"),
      "" },
    { S_("<tabelle><spalte art='betrag'/><spalte art='zahl' einheit='%'/><zeile><zelle>rund "
         "1</zelle>"
         "<zelle>26</zelle></zeile><zeile><zelle>3,00</zelle><zelle>75</zelle></zeile><zeile "
         "art='summe'><zelle>4,00</zelle><zelle>100</zelle></zeile></tabelle>"),
      "" },
    { S_("<tabelle><spalte art='betrag'/><spalte art='zahl' einheit='Prozent'/><zeile><zelle>1,00"
         "</zelle><zelle>26</zelle></zeile><zeile><zelle>3,00</zelle><zelle>75</zelle></"
         "zeile><zeile "
         "art='summe'><zelle>4,00</zelle><zelle>100</zelle></zeile></tabelle>"),
      "anteil" },
    { S_("<tabelle><spalte art='betrag' einheit='TEUR'/><spalte art='zahl' einheit='%'/><zeile>"
         "<zelle>1</zelle><zelle>26</zelle></zeile><zeile><zelle>3</zelle><zelle>75</zelle></zeile>"
         "<zeile art='summe'><zelle>4</zelle><zelle>100</zelle></zeile></tabelle>"),
      "" },
    /* titles of sections */
    { S_("<abschnitt><titel>T</titel><p>a</p></abschnitt>"), "" },
    { S_("<abschnitt> <!-- a --><titel><stark/></titel><p>a</p></abschnitt>"), "titel-leer" },
    /* typing */
    { S_("<p>a z.B.</p><p>(z.B. a)</p><p>äz.B.</p><p>.z.B.</p><p>9z.B.</p>"),
      "tipp-abkuerzung tipp-abkuerzung tipp-abkuerzung" },
    { S_("<p>zz.B. az.B. Zz.B. Az.B. zZ.B.</p>"), "" },
    { S_("<p>a &amp; b &quo; c</p>"), "xml-entitaet" },
    { S_("<p> a b </p><p>a\n  b</p><p>a  \n b</p>"), "" },
    { S_("<p>a ,b</p><p>a , b</p><p>a ,</p><p>a ,<br/></p><p>1 : 2</p><p>a : b</p><p>a .. b</p>"),
      "tipp-satzzeichen tipp-satzzeichen tipp-satzzeichen tipp-satzzeichen" },
    { S_("<p>a - b</p><p>- b</p><p>a -b</p><p>a- b</p><p>\n - b</p>"), "tipp-strich" },
    { S_("<p>a....</p><p>a..</p><p>a... b</p>"), "tipp-punkte" },
    /* votes and days */
    { B_("<beratung termin='2024-03-05' " CONSULT
         "'vorberatung'><ergebnis code='vertagt'/><stimmen "
         "ja='3'><fraktion name='A' ja='1'/><fraktion name='B' ja='2'/></stimmen></beratung>"),
      "" },
    { B_("<beratung termin='2024-03-05' " CONSULT
         "'vorberatung'><ergebnis code='vertagt'/><stimmen "
         "ja='4' nein='1' befangen='9'><fraktion name='A' ja='1' nein='2' befangen='9'/><fraktion "
         "name='B' ja='2'/></stimmen></beratung>"),
      "stimmen-summe" },
    { B_("<beratung termin='2024-03-05' " CONSULT
         "'vorberatung'><ergebnis code='vertagt'/><stimmen "
         "ja='4'/></beratung>"),
      "" },
    { B_("<beratung termin='2024-03-01' " CONSULT "'vorberatung'/>"), "" },
    { B_("<beratung termin='2024-03-05' " CONSULT
         "'entscheidung'/><beratung termin='2024-03-06' " CONSULT
         "'beschlussfassung'/><beratung termin='2024-03-07' " CONSULT "'kenntnisnahme'/>"),
      "" },
    { B_("<beratung termin='2024-03-05' " CONSULT "'beschlussfassung'/><beratung "
         "termin='2024-03-06' " CONSULT "'anhoerung'/><beratung termin='2024-03-07' " CONSULT
         "'vorberatung'/>"),
      "beratung-nach-entscheidung beratung-nach-entscheidung" },
    { B_("<beratung termin='2024-03-05' " CONSULT "'vorberatung'><ergebnis "
         "code='einstimmig-beschlossen'/><stimmen ja='5' nein='0' enthaltung='2'/></beratung>"),
      "" },
};

static void nothing_else(void **state)
{
    int wrong = 0;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        Arena *a = arena_new();
        Diags *d = diags_new(a);
        Buf b = { 0 }, got = { 0 };
        for (const char *z = cases[i].text; *z; z++) buf_char(&b, *z == '\'' ? '"' : *z);
        read_it(a, d, str_keep(a, buf_view(&b)));
        for (size_t k = 0; k < diags_count(d); k++)
            buf_printf(&got, "%s%s", k ? " " : "", diag_code_name(diags_at(d, k)->code));
        if (!str_is(buf_view(&got), cases[i].codes)) {
            print_error("%s\n  wanted %s\n  got    %.*s\n", cases[i].text, cases[i].codes,
                        STR_FMT(buf_view(&got)));
            wrong++;
        }
        buf_drop(&b), buf_drop(&got);
        arena_drop(a);
    }
    assert_int_equal(wrong, 0);
}

/* Attributes in tags as people write them: the value's place, or the tag's name. */
static void attributes(void **state)
{
    static const char *const tags[] = {
        "<p ust=\"{19}\">",
        "<p ust='{19}'>",
        "<p a=\"ust='1'\" ust=\"{19}\">",
        "<p ustx=\"1\" ust=\"{19}\">",
        "<p xust=\"1\" ust=\"{19}\">",
        "<p ust = \"{19}\"/>",
        "<p\n\tust\n=\n\"{19}\">",
        "<p a=\"1\"ust=\"{19}\">",
        "<p a='1'ust=\"{19}\">",
        "<{p} a=\"ust\">",
        "<{p}>",
        "<{p}/>",
        "<{posten} ustx=\"1\">",
        "<p ust=\"{}\">",
        "<{ust}>",
        "<{posten}\n a=\"1\">",
        "<{p}\ta='ust=\"1\"'>",
        "<p a=\" ust='2'\" ust='{it\"s}'>",
        "<{p} us=\"1\">",
        "<{p} a=\"1>",
        "<{p} ust=\"1>",
        "<p ust\t=\t'{19}' ust='20'>",
    };
    for (size_t i = 0; i < sizeof tags / sizeof *tags; i++) {
        Arena *a = arena_new();
        Diags *d = diags_new(a);
        Buf b = { 0 };
        buf_z(&b, "zuvor ");
        size_t from = 0, to = 0, begin = b.n;
        for (const char *z = tags[i]; *z; z++)
            if (*z == '{')
                from = b.n;
            else if (*z == '}')
                to = b.n;
            else
                buf_char(&b, *z);
        Place tag = { 0, (uint32_t)begin, (uint32_t)(b.n - begin) };
        buf_z(&b, "danach ust=\"7\">");
        tag.src = diag_source(d, S("a"), buf_view(&b));
        Place p = rules_attr_place(d, tag, "ust");
        if (p.src != tag.src || p.off != from || p.len != to - from)
            fail_msg("%s: „%.*s“", tags[i], STR_FMT(str_sub(buf_view(&b), p.off, p.len)));
        buf_drop(&b);
        arena_drop(a);
    }
}

/* So many of one kind, then one message that there are more, then none. */
static void so_many(void **state)
{
    static const struct {
        const char *before, *each, *after;
        DiagCode code;
        int first; /* how many of them are right */
    } kinds[] = {
        { "<sachverhalt>", "<p>a  b</p>", "</sachverhalt>", D_TIPP_LEERZEICHEN, 0 },
        { "<sachverhalt>", "<p><verweis ziel='weit'/></p>", "</sachverhalt>", D_VERWEIS_ZIEL_FEHLT,
          0 },
        { "<sachverhalt>", "<p><verweis anlage='7'/></p>", "</sachverhalt>", D_VERWEIS_ANLAGE, 0 },
        { "<sachverhalt>", "<p><betrag posten='weit' wert='betrag'/></p>", "</sachverhalt>",
          D_BETRAG_POSTEN, 0 },
        { "<sachverhalt>", "<p nur-beratung='weit'>a</p>", "</sachverhalt>", D_NUR_BERATUNG, 0 },
        { "<sachverhalt>", "<p id='a'>a</p>", "</sachverhalt>", D_KENNUNG_DOPPELT, 1 },
        { "<anlagen>", "<anlage nr='1' status='oeffentlich'>a</anlage>", "</anlagen>",
          D_ANLAGE_DOPPELT, 1 },
        { "<finanzen><posten art='ertrag'>", "<jahresbetrag jahr='2024' eur='1.00'/>",
          "a</posten></finanzen>", D_POSTEN_JAHR_DOPPELT, 1 },
        { "<sachverhalt>", "<p>aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa</p>",
          "</sachverhalt>", D_WORT_LANG, 0 },
    };
    for (size_t k = 0; k < sizeof kinds / sizeof *kinds; k++)
        for (int n = RULE_MOST - 1; n <= RULE_MOST + 2; n++) {
            Arena *a = arena_new();
            Diags *d = diags_new(a);
            Buf b = { 0 };
            buf_z(&b,
                  "<vorlage xmlns='urn:x-vorlage:1' nummer='1' art='bericht' "
                  "status='oeffentlich'><kopf><betreff>B</betreff></kopf>");
            buf_z(&b, kinds[k].before);
            for (int i = 0; i < n + kinds[k].first; i++) buf_z(&b, kinds[k].each);
            buf_printf(&b, "%s</vorlage>", kinds[k].after);
            read_vorlage(a, d, S("a.xml"), str_keep(a, buf_view(&b)));
            int told = 0, more = 0;
            for (size_t i = 0; i < diags_count(d); i++) {
                told += diags_at(d, i)->code == kinds[k].code;
                more += diags_at(d, i)->code == D_MELDUNGEN_MEHR;
                if (diags_at(d, i)->code == D_MELDUNGEN_MEHR)
                    assert_true(str_is(diags_at(d, i)->arg[0], "200"));
            }
            if (told != (n < RULE_MOST ? n : RULE_MOST) || more != (n > RULE_MOST))
                fail_msg("%s: %d told, %d more of %d", kinds[k].each, told, more, n);
            buf_drop(&b);
            arena_drop(a);
        }
}

/* An id that a faulty part declares is not missed by what refers to it. */
static void declared(void **state)
{
    Arena *a = arena_new();
    Rules r = { .a = a,
                .src =
                    S("<p id=\"a\"/><anlage nr='1'/><p id='bc'/><q nr=\"2\" xid=\"d\" id=\"\">") };
    static const char *const yes[] = { "a", "1", "bc", "2", "d" };
    for (int i = 0; i < 5; i++) assert_true(rule_declared(&r, str_of(yes[i])));
    static const char *const no[] = { "", "b", "c", "12", "ab" };
    for (int i = 0; i < 5; i++) assert_false(rule_declared(&r, str_of(no[i])));
    arena_drop(a);
}

typedef struct {
    Arena *a;
    Diags *d;
    size_t from;
} Text;

static Text of_text(const char *x, const char *y, const char *z)
{
    Text r = { .a = arena_new() };
    r.d = diags_new(r.a);
    Buf b = { 0 };
    buf_z(&b,
          "<vorlage xmlns=\"urn:x-vorlage:1\" nummer=\"1\" art=\"bericht\" "
          "status=\"oeffentlich\"><kopf><betreff>B</betreff></kopf><sachverhalt><p>");
    r.from = b.n;
    buf_printf(&b, "%s%s%s</p></sachverhalt></vorlage>", x, y, z);
    read_vorlage(r.a, r.d, S("a.xml"), str_keep(r.a, buf_view(&b)));
    buf_drop(&b);
    return r;
}

/* Letters in a row, whatever stands between two halves of them. */
static void halves_of_a_word(void **state)
{
    static const struct {
        const char *sign;
        bool one;
    } signs[] = {
        { "/", false },      { "0", true },      { "9", true },      { ":", false },
        { "@", false },      { "A", true },      { "Z", true },      { "[", false },
        { "`", false },      { "a", true },      { "z", true },      { "{", false },
        { "\u00BF", false }, { "\u00C0", true }, { "\u1FFF", true }, { "\u2000", false },
        { "\u303F", false }, { "\u3040", true }, { "-", false },     { "\u00AD", false },
    };
    char half[32];
    memset(half, 'b', 30), half[30] = 0;
    for (size_t i = 0; i < sizeof signs / sizeof *signs; i++) {
        Text r = of_text(half, signs[i].sign, half);
        assert_int_equal(diags_count(r.d), signs[i].one);
        if (signs[i].one) {
            assert_int_equal(diags_at(r.d, 0)->code, D_WORT_LANG);
            assert_int_equal(diags_at(r.d, 0)->at.len, 60 + strlen(signs[i].sign));
        }
        arena_drop(r.a);
    }
}

/* What no page holds is an error, at the begin of its text; one byte less is none. */
static void endless(void **state)
{
    char *word = malloc(RULE_WORD_MAX + 2);
    for (int more = 0; more < 2; more++)
        for (int n = RULE_WORD_MAX; n <= RULE_WORD_MAX + 1; n++) {
            memset(word, '.', (size_t)n), word[n] = 0;
            for (int k = 1; k < n; k += 2) word[k] = ':';
            Text r = of_text(more ? "Wort " : "", word, more ? " Wort" : "");
            assert_int_equal(diags_errors(r.d), n > RULE_WORD_MAX);
            if (n > RULE_WORD_MAX) {
                const Diag *x = diags_at(r.d, diags_count(r.d) - 1);
                assert_int_equal(x->code, D_WORT_MAX);
                assert_int_equal(x->at.len, 1);
                assert_int_equal(x->at.off, r.from);
                assert_true(str_is(x->arg[0], "20000"));
            }
            arena_drop(r.a);
        }
    free(word);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(places),  cmocka_unit_test(nothing_else),     cmocka_unit_test(attributes),
        cmocka_unit_test(so_many), cmocka_unit_test(halves_of_a_word), cmocka_unit_test(endless),
        cmocka_unit_test(declared)
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
