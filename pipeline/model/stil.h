/* House style: the look of a body's papers, as data. A style file states only what differs; every
 * field here is filled (the built-in neutral style first, then the file's values over it). Lengths
 * are points unless said; colours 0xRRGGBB. */
#ifndef VORLAGE_MODEL_STIL_H
#define VORLAGE_MODEL_STIL_H

#include "model/model.h"

/* Fixed words: X(id, "key in the style file" (<wort name="...">), "neutral German default", ...);
 * the labels of data first. */
// clang-format off
#define STIL_WORTE(X) \
    KOPFFELDER(X) \
    TOPANGABEN(X) \
    X(OEFFENTLICH, "oeffentlich", "öffentlich") \
    X(NICHTOEFFENTLICH, "nichtoeffentlich", "nichtöffentlich") \
    X(ERSETZT, "ersetzt", "Ersetzt") \
    X(ERGAENZT, "ergaenzt", "Ergänzt") \
    X(BERATUNGSFOLGE, "beratungsfolge", "Beratungsfolge") \
    X(GREMIUM, "gremium", "Gremium") \
    X(TERMIN, "termin", "Termin") \
    X(TOP, "top", "TOP") \
    X(ZUSTAENDIGKEIT, "zustaendigkeit", "Zuständigkeit") \
    X(ERGEBNIS, "ergebnis", "Ergebnis") \
    X(ABSTIMMUNG, "abstimmung", "Abstimmung") \
    X(JA, "ja", "Ja") \
    X(NEIN, "nein", "Nein") \
    X(ENTHALTUNG, "enthaltung", "Enthaltung") \
    X(BEFANGEN, "befangen", "Befangen") \
    X(SITZUNG, "sitzung", "Sitzung") \
    X(ANLAGEN, "anlagen", "Anlagen") \
    X(ANLAGE, "anlage", "Anlage") \
    X(SICHTVERMERKE, "sichtvermerke", "Sichtvermerke") \
    X(AUSWIRKUNGEN, "auswirkungen", "Auswirkungen") \
    X(FINANZEN, "finanzen", "Finanzielle Auswirkungen") \
    X(SEITE, "seite", "Seite") \
    X(VON, "von", "von") \
    X(UEBERTRAG, "uebertrag", "Übertrag") \
    X(SUMME, "summe", "Summe") \
    X(ZWISCHENSUMME, "zwischensumme", "Zwischensumme") \
    X(SALDO, "saldo", "Saldo") \
    X(QUELLE, "quelle", "Bild:") \
    X(ABBILDUNG, "abbildung", "Abbildung") \
    X(TABELLE, "tabelle", "Tabelle") \
    X(ABSCHNITT, "abschnitt", "Abschnitt") \
    X(VORLAGE_REF, "vorlage-ref", "Vorlage") \
    X(KEINE, "keine", "keine") \
    X(AUSGELASSEN, "ausgelassen", "Dieser Abschnitt ist nichtöffentlich.") \
    X(AUSGELASSEN_ZEILE, "ausgelassen-zeile", "nichtöffentliche Beratung") \
    X(INHALT, "inhalt", "Inhalt") \
    X(FORTSETZUNG, "fortsetzung", "Fortsetzung") \
    X(ORT_DATUM, "ort-datum", "Ort, Datum") \
    X(HINWEIS, "hinweis", "Hinweis") \
    X(MEHR, "mehr", "siehe") \
    X(EUR, "eur", "EUR") \
    X(TEUR, "teur", "TEUR") \
    X(MIO, "mio", "Mio. EUR") \
    X(RUND, "rund", "rund") \
    X(UST, "ust", "MwSt.") \
    X(SIGNATURFELD, "signaturfeld", "Signaturfeld") \
    X(EINLADUNG, "einladung", "Einladung") \
    X(TAGESORDNUNG, "tagesordnung", "Tagesordnung") \
    X(TEIL_OEFFENTLICH, "teil-oeffentlich", "Öffentlicher Teil") \
    X(TEIL_NICHTOEFFENTLICH, "teil-nichtoeffentlich", "Nichtöffentlicher Teil") \
    X(BEGINN, "beginn", "Beginn") \
    X(UHR, "uhr", "Uhr") \
    X(ORT, "ort", "Ort") \
    X(ABGESETZT, "abgesetzt", "abgesetzt") \
    X(NIEDERSCHRIFT, "niederschrift", "Niederschrift") \
    X(EXEMPLAR, "exemplar", "Exemplar für") \
    X(MAPPE, "mappe", "Mappe S.") \
    X(NACHTRAG, "nachtrag", "Nachtrag") \
    X(INHALT_NACHTRAG, "inhalt-nachtrag", "Inhalt des Nachtrags") \
    X(NEU, "neu", "(neu)") \
    X(GEAENDERT, "geaendert", "(geändert)") \
    X(ENTFALLEN, "entfallen", "(entfallen)") \
    X(TOP_NICHTOEFFENTLICH, "top-nichtoeffentlich", "Nichtöffentlicher Tagesordnungspunkt") \
    X(BISHER, "bisher", "bisher") \
    X(UNTERLAGE, "unterlage", "Unterlage") \
    X(UNTERLAGEN, "unterlagen", "Unterlagen") \
    X(ANLAGE_ZU, "anlage-zu", "zu")
// clang-format on
#define X_(id, ...) WORT_##id,
typedef enum { STIL_WORTE(X_) WORT_N } Wort;
#undef X_

/* Rows of the head table. */
#define X_(id, ...) KOPF_##id,
typedef enum { KOPF_NONE, KOPFFELDER(X_) KOPF_N } Kopffeld;
#undef X_
/* Columns of the Beratungsfolge: X(id, "key in the style", "ODT style, behind Vorlage Beratung",
 * "prompt of a form"); the label is the word of that name. */
// clang-format off
#define BERATUNGSSPALTEN(X) \
    X(GREMIUM, "gremium", "Gremium", NULL) \
    X(TERMIN, "termin", "Termin", "TT.MM.JJJJ") \
    X(TOP, "top", "TOP", "TOP") \
    X(STATUS, "status", "Status", NULL) \
    X(ZUSTAENDIGKEIT, "zustaendigkeit", "Zuständigkeit", NULL) \
    X(ERGEBNIS, "ergebnis", "Ergebnis", NULL) \
    X(ABSTIMMUNG, "abstimmung", "Abstimmung", NULL) \
    X(SITZUNG, "sitzung" /* "Sitzung des Ausschusses ..." */, "Sitzung", NULL)
// clang-format on
#define X_(id, ...) BSP_##id,
typedef enum { BSP_NONE, BERATUNGSSPALTEN(X_) BSP_N } Beratungsspalte;
#undef X_
/* Parts of the paper, in the style's order; parts that are absent are skipped. */
typedef enum {
    ABT_NONE,
    ABT_KOPF,
    ABT_BERATUNGSFOLGE,
    ABT_TEIL /* with a Teilart */,
    ABT_AUSWIRKUNGEN,
    ABT_FINANZEN,
    ABT_ANLAGEN,
    ABT_SICHTVERMERKE,
    ABT_INHALT
} Abteilung;
typedef struct {
    Abteilung art;
    Teilart teil;
    Str titel;
    bool kasten; /* set apart in a box */
    bool ohne_titel;
} Anordnung;

/* ---- finance forms ---- */
#define X_(id, ...) FF_##id,
typedef enum { FF_NONE, FORMFELDER(X_) FF_N } Formfeld;
#undef X_
typedef struct {
    Formfeld feld;
    int jahr; /* FF_JAHRE with a fixed year, 0: all that occur */
    Str titel;
    bool summe; /* is summed */
    Money leer_ist;
} Formspalte;
typedef enum {
    GRUPPE_KEINE,
    GRUPPE_HAUSHALT,
    GRUPPE_ART,
    GRUPPE_JAHR,
    GRUPPE_FREI,
    GRUPPE_VERANSCHLAGUNG
} Gruppierung;
typedef enum {
    VORZEICHEN_BETRAG /* amounts as given, all positive */,
    VORZEICHEN_AUFWAND_NEGATIV,
    VORZEICHEN_AUFWAND_POSITIV /* costs positive, income negative */
} Vorzeichen;
typedef struct {
    Str id;
    Str text;
} Formfrage;
typedef struct {
    Postenart art;
    Str titel;
} Pflichtzeile; /* printed with the empty cell's text when no row has it */
typedef struct {
    Str id, titel;
    Place at;
    Formfrage *fragen;
    int nfragen;
    Formspalte *spalten;
    int nspalten;
    Gruppierung gruppe;
    bool zwischensummen, summe, saldo;
    Vorzeichen vorzeichen;
    Str leer;             /* what an empty amount cell shows: "", "-", "0,00" */
    Geldeinheit einheit;  /* amounts shown in EUR or TEUR */
    int nachkommastellen; /* 0 or 2 */
    Pflichtzeile *pflicht;
    int npflicht;
    Postenart *nur_art;
    int nnur_art; /* filter; none: all rows */
    Haushalt nur_haushalt;
    bool liste; /* rows one under the other as label/value pairs rather than as a table */
} Finanzform;

typedef enum {
    UNTERSCHRIFT_GESTAPELT,
    UNTERSCHRIFT_NEBENEINANDER,
    UNTERSCHRIFT_RASTER
} Unterschriftform;
typedef enum {
    KOPFFORM_TABELLE,
    KOPFFORM_ZEILEN /* "Betreff: ..." lines without rules */
} Kopfform;
typedef enum {
    BFORM_TABELLE,
    BFORM_ZEILEN /* as the seed: Gremium and Zuständigkeit, then date, then Sitzung and Ergebnis */
} Beratungsform;
typedef enum { NUMMERIERUNG_KEINE, NUMMERIERUNG_DEZIMAL } Nummerierung;
typedef enum {
    TRENNUNG_KEINE,
    TRENNUNG_BLATT /* a sheet before them */,
    TRENNUNG_ZEILE /* a line in the head of their first page */
} Trennung;
typedef enum { AUSLASSUNG_HINWEIS, AUSLASSUNG_STUMM } Auslassung;
/* What a public agenda shows of non-public items: those with a neutral title; all, those without
 * one by a fixed word; none. */
typedef enum { PUNKTE_TITEL, PUNKTE_ALLE, PUNKTE_KEINE } Punkte;

typedef struct {
    Str titel, text;
    Place at;
} Briefangabe; /* a row of a letter's information block */
typedef struct {
    Str text;
    bool fett, kursiv;
    Place at;
} Kopfzeile; /* head/foot text with fields {seite} {seiten} {nummer} {betreff} {koerperschaft} {art}
                {datum} */

typedef struct {
    Str name;   /* of the style */
    Str quelle; /* path it came from, for messages and relative files; empty: built in */
    Str digest; /* SHA-256 hex of the style file's bytes; of the built-in: of its name and the
                   program's version */
    Str wort[WORT_N];
    Str wort_zust[ZUST_N], wort_erg[ERG_N], wort_art[VORLAGENART_N], wort_teil[TEIL_N],
        wort_auswirkung[AUSW_N];
    Str logo_datei, logo_alt;
    double logo_breite;
    bool logo_rechts;
    Str koerperschaft_datei;            /* the style's own master data, if it names some */
    Place kopf_titel_at, kopf_zeile_at; /* where the style says them */
    Str kopf_titel; /* title line of the first page, fields allowed: "Vorlage {nummer}" */
    Str kopf_zeile; /* line above the title: "{koerperschaft}" */
    Kopfform kopfform;
    Kopffeld kopf[KOPF_N];
    int nkopf;
    double kopf_label_breite;
    Beratungsform bform;
    Beratungsspalte bspalten[BSP_N];
    int nbspalten;
    bool bgitter; /* full grid */
    Anordnung *anordnung;
    int nanordnung;
    Finanzform *formen;
    int nformen;
    Unterschriftform unterschrift;
    int unterschrift_spalten;
    bool unterschrift_titel;
    Nummerierung nummerierung;
    Auslassung auslassung;
    Punkte punkte;
    bool punkte_gesagt;            /* gesagt: by the style file */
    Trennung mappe_trennung;       /* what begins the papers of each item in a pack */
    bool vermerk_nichtoeffentlich; /* classification mark on each page of a non-public paper */
    Str klassifikation;            /* its words: "NICHTÖFFENTLICH" */
    Str top_praefix, top_praefix_nichtoeffentlich; /* before the numbers of agenda items: "Ö", "N";
                                                      empty: none */
    /* type */
    Place schrift_at;           /* where the style asks for its faces; none: nowhere */
    Str schrift, schrift_titel; /* built-in family names, or paths of a family's regular face beside
                                   the style */
    Str schrift_datei[4]; /* own faces: regular, bold, italic, bold italic; empty: built-in family
                           */
    double grad, zeile;   /* size and line height */
    double grad_titel, grad_h1, grad_h2, grad_h3, grad_h4, grad_klein;
    bool blocksatz, trennung;
    bool h1_versal;
    uint32_t farbe;   /* accent for rules */
    bool linien_kopf; /* hairlines between the head's rows */
    /* page */
    double breite, hoehe, innen, aussen, oben, unten;
    bool spiegeln;
    bool zeilennummern; /* every fifth line of running text has its number in the margin */
    Str entwurf;        /* large and grey across each page, below the text; empty: none */
    Kopfzeile seitenkopf_links, seitenkopf_rechts, seitenfuss_links, seitenfuss_mitte,
        seitenfuss_rechts; /* later pages; the foot on all */
    bool kopf_erste;       /* running head on the first page too */
    /* letters (DIN 5008) */
    char brief_form;        /* 'A': field from 27 mm on, 'B': from 45 mm on */
    bool brief_ohne_marken; /* no marks for folding and punching */
    Str brief_vermerk; /* over the address of letters that hold what is not public; empty: none */
    Str brief_absender;
    Place brief_absender_at; /* return line over the address; fields as below, with {strasse} {plz}
                                {ort} {telefon} {email} {web} {gremium} */
    Briefangabe *brief_angaben;
    int nbrief_angaben; /* information block, in order */
    bool formular; /* a form for authors is made (not of the file): what is absent is asked for;
                      between PROMPT_OPEN and PROMPT_CLOSE stand prompts, behind PROMPT_OPEN and '?'
                      is guidance, which is no part of the paper */
    int geld_nachkomma; /* 0: cents only where not zero (83.334 EUR), 2: always */
    bool datum_lang;    /* dates in the head: 27. Februar 2024 */
} Stil;

#define PROMPT_OPEN "‹"
#define PROMPT_CLOSE "›"

/* The neutral style that needs no file. */
Stil *stil_neutral(Arena *a);
/* Turns a style into that of the large-print edition (model/stil_gross.c), of that size in points.
 */
#define GRAD_GROSSDRUCK 15.0
#define GRAD_VORSITZ 14.0 /* the chair reads at arm's length, and has good eyes */
void stil_grossdruck(Stil *s, double grad);
const Finanzform *stil_form(const Stil *s, Str id);
/* "nichtöffentlicher Teil": what a reference says whose aim is not shown. */
Str stil_verdeckt(Arena *a, const Stil *s);

#endif
