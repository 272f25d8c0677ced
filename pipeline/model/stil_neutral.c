/* The neutral style: calm, exact, nothing decorative. It prints every Vorlage where no style file
 * is at hand, and a style file states only what differs from it. Lengths are in points; the page is
 * A4. */
#include "base/hash.h"
#include "base/sheet.h"
#include "model/stil.h"

static void neutral_words(Stil *s)
{
    int i;
#define X(id, key, word, ...) s->wort[WORT_##id] = S(word);
    STIL_WORTE(X)
#undef X
    for (i = 0; i < ZUST_N; i++) s->wort_zust[i] = enum_word(ENUM_ZUST, i);
    for (i = 0; i < ERG_N; i++) s->wort_erg[i] = enum_word(ENUM_ERG, i);
    for (i = 0; i < VORLAGENART_N; i++) s->wort_art[i] = enum_word(ENUM_VORLAGENART, i);
    for (i = 0; i < TEIL_N; i++) s->wort_teil[i] = enum_word(ENUM_TEIL, i);
    for (i = 0; i < AUSW_N; i++) s->wort_auswirkung[i] = enum_word(ENUM_AUSW, i);
}

static void neutral_head(Stil *s)
{
    static const Beratungsspalte spalten[] = { BSP_GREMIUM,   BSP_TERMIN,         BSP_TOP,
                                               BSP_STATUS,    BSP_ZUSTAENDIGKEIT, BSP_ERGEBNIS,
                                               BSP_ABSTIMMUNG };
    s->kopf_zeile = S("{koerperschaft}");
    s->kopf_titel = S("{art} {nummer}");
    s->kopfform = KOPFFORM_TABELLE;
    for (int f = KOPF_NONE + 1; f < KOPF_N; f++) /* the title line says these two */
        if (f != KOPF_ART && f != KOPF_NUMMER) s->kopf[s->nkopf++] = (Kopffeld)f;
    s->kopf_label_breite = MM(40);
    s->linien_kopf = true;
    s->bform = BFORM_TABELLE;
    s->nbspalten = (int)(sizeof spalten / sizeof *spalten);
    memcpy(s->bspalten, spalten, sizeof spalten);
}

static void neutral_order(Arena *a, Stil *s)
{
    static const Anordnung folge[] = {
        { .art = ABT_KOPF },
        { .art = ABT_BERATUNGSFOLGE },
        { .art = ABT_TEIL, .teil = TEIL_ANTRAG, .kasten = true },
        { .art = ABT_TEIL, .teil = TEIL_ZUSAMMENFASSUNG },
        { .art = ABT_TEIL, .teil = TEIL_SACHVERHALT },
        { .art = ABT_TEIL, .teil = TEIL_BEGRUENDUNG },
        { .art = ABT_TEIL, .teil = TEIL_ALTERNATIVEN },
        { .art = ABT_TEIL, .teil = TEIL_TEIL },
        { .art = ABT_AUSWIRKUNGEN },
        { .art = ABT_FINANZEN },
        { .art = ABT_ANLAGEN },
        { .art = ABT_SICHTVERMERKE },
    };
    s->nanordnung = (int)(sizeof folge / sizeof *folge);
    s->anordnung = ARENA_NEW_N(a, Anordnung, sizeof folge / sizeof *folge);
    memcpy(s->anordnung, folge, sizeof folge);
}

typedef struct {
    Formfeld feld;
    Str titel;
    bool summe;
} Column;

static void neutral_form(Arena *a, Finanzform *f, Str id, const Column *cols, int n)
{
    f->id = id;
    f->summe = true;
    f->leer = S("");
    f->einheit = GELD_EUR;
    f->nachkommastellen = 2;
    f->nspalten = n;
    f->spalten = ARENA_NEW_N(a, Formspalte, (size_t)n);
    for (int i = 0; i < n; i++)
        f->spalten[i] =
            (Formspalte){ .feld = cols[i].feld, .titel = cols[i].titel, .summe = cols[i].summe };
}

#define W(lit) \
    { \
        (lit), sizeof(lit) - 1 \
    }
static void neutral_forms(Arena *a, Stil *s)
{
    static const Column einfach[] = { { FF_TEXT, W("Bezeichnung"), false },
                                      { FF_ART, W("Art"), false },
                                      { FF_ZEITRAUM, W("Zeitraum"), false },
                                      { FF_BETRAG, W("Betrag"), true } };
    static const Column steuer[] = {
        { FF_TEXT, W("Bezeichnung"), false }, { FF_ZEITRAUM, W("Zeitraum"), false },
        { FF_NETTO, W("Netto"), true },       { FF_USTSATZ, W("MwSt. %"), false },
        { FF_UST, W("MwSt."), true },         { FF_BRUTTO, W("Brutto"), true }
    };
    static const Column mehrjahr[] = { { FF_TEXT, W("Bezeichnung"), false },
                                       { FF_JAHRE, W(""), true },
                                       { FF_GESAMT, W("Gesamt"), true } };
    static const Column konten[] = { { FF_TEXT, W("Bezeichnung"), false },
                                     { FF_KOSTENSTELLE, W("Kostenstelle"), false },
                                     { FF_SACHKONTO, W("Sachkonto"), false },
                                     { FF_ZEITRAUM, W("Zeitraum"), false },
                                     { FF_BETRAG, W("Betrag"), true } };
    s->nformen = 4;
    s->formen = ARENA_NEW_N(a, Finanzform, 4);
    neutral_form(a, &s->formen[0], S("einfach"), einfach, 4);
    neutral_form(a, &s->formen[1], S("steuer"), steuer, 6);
    neutral_form(a, &s->formen[2], S("mehrjahr"), mehrjahr, 3);
    neutral_form(a, &s->formen[3], S("konten"), konten, 5);
    s->formen[2].gruppe = GRUPPE_ART;
    s->formen[2].zwischensummen = true;
    s->formen[2].summe = false; /* income and costs have no common sum, but a balance */
    s->formen[2].saldo = true;
    s->formen[2].leer = S("-");
}

static void neutral_page(Stil *s)
{
    s->schrift = S("Noto Sans");
    s->schrift_titel = S("Noto Sans");
    s->grad = 11, s->zeile = 15;
    s->grad_titel = 20, s->grad_h1 = 15, s->grad_h2 = 13, s->grad_h3 = 11.5, s->grad_h4 = 11,
    s->grad_klein = 9;
    s->blocksatz = true, s->trennung = true;
    s->farbe = 0x1a3c6e;
    s->breite = MM(210), s->hoehe = MM(297);
    s->innen = MM(25), s->aussen = MM(20), s->oben = MM(20), s->unten = MM(20);
    s->seitenkopf_links.text = S("{art} {nummer}");
    s->seitenkopf_rechts.text = S("{betreff}");
    s->seitenfuss_rechts.text = S("Seite {seite} von {seiten}");
}

static void neutral_letter(Arena *a, Stil *s)
{
    static const Briefangabe angaben[] = { { .titel = W("Telefon"), .text = W("{telefon}") },
                                           { .titel = W("E-Mail"), .text = W("{email}") },
                                           { .titel = W("Internet"), .text = W("{web}") },
                                           { .titel = W("Datum"), .text = W("{datum}") } };
    s->brief_form = 'B';
    s->brief_absender = S("{koerperschaft} · {strasse} · {plz} {ort}");
    s->nbrief_angaben = (int)(sizeof angaben / sizeof *angaben);
    s->brief_angaben = ARENA_NEW_N(a, Briefangabe, sizeof angaben / sizeof *angaben);
    memcpy(s->brief_angaben, angaben, sizeof angaben);
}

Stil *stil_neutral(Arena *a)
{
    Stil *s = ARENA_NEW(a, Stil);
    s->name = S("neutral");
    s->digest = sha256_hex(a, S("neutral " VORLAGE_VERSION));
    neutral_words(s);
    neutral_head(s);
    neutral_order(a, s);
    neutral_forms(a, s);
    neutral_page(s);
    neutral_letter(a, s);
    s->unterschrift = UNTERSCHRIFT_GESTAPELT;
    s->unterschrift_spalten = 3;
    s->nummerierung = NUMMERIERUNG_KEINE;
    s->auslassung = AUSLASSUNG_HINWEIS;
    s->vermerk_nichtoeffentlich = true;
    s->klassifikation = S("NICHTÖFFENTLICH");
    s->top_praefix = S("Ö");
    s->top_praefix_nichtoeffentlich = S("N");
    return s;
}

const Finanzform *stil_form(const Stil *s, Str id)
{
    for (int i = 0; i < s->nformen; i++)
        if (str_eq(s->formen[i].id, id)) return &s->formen[i];
    return NULL;
}

Str stil_verdeckt(Arena *a, const Stil *s)
{
    return str_printf(a, "%.*ser Teil", STR_FMT(s->wort[WORT_NICHTOEFFENTLICH]));
}
