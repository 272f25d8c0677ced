/* Data that an editable document can name: the contract between what `odt` and `new --odt` write
 * and what `import` reads.
 *
 * A paragraph holds one datum where its style's display name (or that of an ancestor of an
 * automatic style) is one of these; both sides take the names from this table, from nowhere else.
 * Display names survive Writer and Word; names (Vorlage_20_Kopf_20_Betreff) are only their spelling
 * in XML.
 *
 * - Head: one paragraph (or several, for BETEILIGT, VERFASSER, BEZUG) a field. In house styles
 * whose head is lines, the line begins with the field's word and ": " in Strong Emphasis, which is
 * no part of the value. Where the head does not show the Betreff, Heading 1 is the Betreff.
 * - Beratungsfolge: one table row a Beratung, a field a cell; in styles of lines GREMIUM begins the
 * next Beratung.
 * - Heading 2 begins a part (its words say which: the house style's, else the vocabulary's),
 * Heading 3 to 6 a section.
 * - Finance: one table row a Posten, a field a cell; years have their year in the column's head.
 * Rows in the styles of sums and groups say nothing new.
 * - Anlagen: a list item each, "Anlage NR: TITEL" with " (nichtöffentlich)" behind. Signatures: a
 * table cell each (STYLE_VERMERKART ... below).
 *
 * A form (`new --odt`) has beside these: text:placeholder, a text nobody has filled in (a datum
 * that holds nothing else is absent; a row or item of which each datum is absent or still preset is
 * none); text:drop-down, whose selected label is a word of the enumeration (the house style's, else
 * the vocabulary's) and whose name is FORM_DROP_DOWN and the enumeration's name in felder.c;
 * paragraphs of STYLE_HINWEIS, which are no part of the paper. meta:user-defined of every ODT:
 * META_NUMMER, META_ART (code of the Vorlagenart), META_STATUS (code); META_FORM ("1") only in a
 * form. */
#ifndef VORLAGE_MODEL_FELDER_H
#define VORLAGE_MODEL_FELDER_H

#include "model/sitzung.h"

/* ---- data by their kinds (model/angaben.h) ---- */

typedef enum {
    FELD_EIGEN,
    FELD_ERRECHNET,
    FELD_ZEILE,
    FELD_GELD,
    FELD_BETRAG,
    FELD_ZAHL,
    FELD_PROZENT,
    FELD_TAG,
    FELD_JA,
    FELD_WORT
} Feldart;
typedef struct {
    Feldart art;
    EnumKind worte;   /* of FELD_WORT */
    const char *name; /* of its element or attribute */
    size_t at;        /* of the member in its struct; by the functions below */
    Wort wort;        /* its label, of the head and what an item says as "label: value" */
} Feld;
/* By Kopffeld in a Kopf, by Formfeld in a Posten, by Topfeld in a Top; the first says nothing. */
extern const Feld kopf_felder[KOPF_N], posten_felder[FF_N], top_felder[TOPF_N];
/* Of a Top, what has a label. */
#define X_(...) +1
enum { TOPANGABEN_N = 0 TOPANGABEN(X_) };
#undef X_
extern const Feld top_angaben[TOPANGABEN_N];

/* The value within that struct. */
Str feld_zeile(const Feld *f, const void *of);
Money feld_geld(const Feld *f, const void *of);
Dec feld_zahl(const Feld *f, const void *of);
Date feld_tag(const Feld *f, const void *of);
bool feld_ja(const Feld *f, const void *of);
int feld_wort(const Feld *f, const void *of);
/* A column of figures, of amounts. */
bool feld_ist_zahl(const Feld *f);
bool feld_ist_betrag(const Feld *f);

/* `case KOPF_EINFACHE:` stands for every field with a member, and for none. */
#define X_KOPF(id, key, label, kind, ...) ANGABE_NUR_##kind( : case KOPF_##id)
#define X_POSTEN(id, key, kind, ...) ANGABE_NUR_##kind( : case FF_##id)
#define KOPF_EINFACHE KOPF_NONE KOPFFELDER(X_KOPF) : case KOPF_N
#define FF_EINFACHE FF_NONE FORMFELDER(X_POSTEN) : case FF_N

/* ---- data by the names of their styles ---- */

/* A paragraph's datum: the Antrag's text, an Anlage, an effect; a field of the head, of a Beratung,
 * of a Posten. */
typedef enum {
    FIELD_NONE,
    FIELD_ANTRAG,
    FIELD_ANLAGE,
    FIELD_AUSWIRKUNG,
    FIELD_FRAGE /* of a finance form */,
    FIELD_ANTWORT,
    FIELD_KOPF /* + Kopffeld */,
    FIELD_BERATUNG = FIELD_KOPF + KOPF_N /* + Beratungsspalte */,
    FIELD_POSTEN = FIELD_BERATUNG + BSP_N /* + Formfeld */,
    FIELD_N = FIELD_POSTEN + FF_N
} FlowField;

/* The other styles that say what a paragraph is; small type in a wide table adds STYLE_SMALL to a
 * cell's style. */
#define STYLE_TEXT "Text body"
#define STYLE_SCHLUSS "Vorlage Schluss" /* text that keeps with the signatures behind */
#define STYLE_KASTEN "Vorlage Kasten"   /* text in a box: a <hinweis>, or the Antrag set apart */
#define STYLE_LISTE \
    "Vorlage Liste" /* text of list items: tight, wide, and the last one before signatures */
#define STYLE_LISTE_WEIT "Vorlage Liste weit"
#define STYLE_LISTE_SCHLUSS "Vorlage Liste Schluss"
#define STYLE_LISTE_WEIT_SCHLUSS "Vorlage Liste weit Schluss"
#define STYLE_PUNKTE "Vorlage Punkte" /* list styles */
#define STYLE_NUMMERN "Vorlage Nummern"
#define STYLE_TAGESORDNUNG "Vorlage Tagesordnung" /* numbers are text: "Ö 4.1" */
#define STYLE_ZITAT "Quotations"
#define STYLE_ZITATQUELLE "Vorlage Zitatquelle"
#define STYLE_FUSSNOTE "Footnote"
#define STYLE_BILDUNTERSCHRIFT "Caption" /* of a picture; STYLE_BILDTEXT where a credit follows */
#define STYLE_BILDTEXT "Vorlage Bildtext"
#define STYLE_BILDNACHWEIS "Vorlage Bildnachweis"
#define STYLE_ABBILDUNG "Vorlage Abbildung" /* holds the picture; _ALLEIN without caption */
#define STYLE_ABBILDUNG_ALLEIN "Vorlage Abbildung allein"
#define STYLE_LOGO "Vorlage Logo" /* of the house, no part of the paper; so are the next four */
#define STYLE_KOERPERSCHAFT "Vorlage Körperschaft"
#define STYLE_NUMMER "Vorlage Nummer"
#define STYLE_STATUS "Vorlage Status"
#define STYLE_HINWEIS "Vorlage Ausfüllhinweis"
#define STYLE_AUSLASSUNG \
    "Vorlage Auslassung" /* says that something is left out in this edition \
                          */
#define STYLE_BEZEICHNUNG "Vorlage Bezeichnung"
#define STYLE_KOPFZEILE "Vorlage Kopfzeile"
#define STYLE_KLEIN "Vorlage klein"
#define STYLE_TABELLENTITEL "Vorlage Tabellentitel"
#define STYLE_TABELLENKOPF "Vorlage Tabellenkopf"
#define STYLE_TABELLENKOPF_RECHTS "Vorlage Tabellenkopf rechts"
#define STYLE_ZELLE "Vorlage Zelle"           /* words; */
#define STYLE_ZEILENKOPF "Vorlage Zeilenkopf" /* words at the head of a row; */
#define STYLE_BETRAG "Vorlage Betrag"         /* a figure */
#define STYLE_GRUPPE "Vorlage Gruppe"         /* head of a group of rows */
#define STYLE_SUMME "Vorlage Summe"           /* figure of a total */
#define STYLE_SUMME_TEXT "Vorlage Summe Text"
#define STYLE_KOPF_BEZEICHNUNG "Vorlage Kopf Bezeichnung" /* label beside a head's field */
#define STYLE_KOPF_WERT "Vorlage Kopf Wert"
#define STYLE_SMALL " klein"
#define STYLE_ENDING \
    " Schluss" /* behind a field's style: the same, kept with the signatures behind it */
/* Signatures, in a cell: what it is, a line for the hand, ZEICHEN and UNTERZEICHNER as character
 * styles in NAME, the office, "ORT, DATUM". */
#define STYLE_VERMERKART "Vorlage Vermerkart"
#define STYLE_UNTERSCHRIFTLINIE "Vorlage Unterschriftlinie"
#define STYLE_NAME "Vorlage Name"
#define STYLE_AMT "Vorlage Amt"
#define STYLE_ORT_DATUM "Vorlage Ort Datum"
#define CHARS_ZEICHEN "Vorlage Zeichen"
#define CHARS_UNTERZEICHNER "Vorlage Unterzeichner"
/* Characters. */
#define CHARS_STARK "Strong Emphasis"
#define CHARS_BETONT "Emphasis"
#define CHARS_STARK_BETONT "Vorlage stark betont"
#define CHARS_HOCH "Vorlage hoch"
#define CHARS_TIEF "Vorlage tief"

#define META_NUMMER "Drucksachennummer"
#define META_ART "Vorlagenart"
#define META_STATUS "Öffentlichkeit"
#define META_FORM "Formular"
#define FORM_DROP_DOWN "vl_"

/* Display name of a field's style; NULL: none. And the field of a style's name, with or without
 * STYLE_SMALL or STYLE_ENDING; FIELD_NONE: none. */
const char *field_style(FlowField f);
FlowField field_by_style(Str display);

/* What a form asks for in the field's place, where nothing is preset: "TT.MM.JJJJ"; NULL: nothing.
 */
const char *field_prompt(FlowField f);
/* What a drop-down of a form chooses among: its name is FORM_DROP_DOWN and this one's name. NULL:
 * no such enumeration is offered. */
const char *choice_name(EnumKind k);

#endif
