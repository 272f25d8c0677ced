/* What a Vorlage says: the domain's types. Nothing of XML, nothing of paper.
 *
 * Everything lives in the document's arena and is read-only once read and checked. Lists are arrays
 * (count beside pointer) where the order is fixed at reading, blocks and inlines are linked lists.
 * Every node keeps the place in the source it came from. A Str with n == 0 means "not said";
 * enumerations have their "not said" as 0.
 *
 * Publicity: STATUS_NONE on a block means "as its parent". Nothing here filters; making an edition
 * does (edition/edition.h).
 */
#ifndef VORLAGE_MODEL_MODEL_H
#define VORLAGE_MODEL_MODEL_H

#include "base/date.h"
#include "base/decimal.h"
#include "base/diag.h"
#include "base/str.h"
#include "model/angaben.h"
#include "model/vocabulary.h"

/* ---- text ------------------------------------------------------------------------------------ */

typedef struct Inline Inline;
typedef struct Block Block;

typedef enum {
    IN_TEXT, /* text, white space already folded as in HTML; U+00AD and U+00A0 are the author's */
    IN_STARK,
    IN_BETONT,
    IN_HOCH,
    IN_TIEF,    /* kids */
    IN_SPRACHE, /* kids; lang */
    IN_BR,
    IN_VERWEIS,    /* kids may be empty: then the flow words it */
    IN_BETRAG,     /* a row's amount, or an amount said here */
    IN_DATUM,      /* date; lang: form */
    IN_FUSSNOTE,   /* blocks */
    IN_AUSGELASSEN /* in an edition only: a reference to what is not shown */
} InlineKind;

typedef enum {
    ZIEL_NONE,
    ZIEL_VORLAGE,
    ZIEL_ANLAGE,
    ZIEL_ID /* section, figure, table, row */,
    ZIEL_URL
} ZielArt;
typedef enum {
    WERT_NONE,
    WERT_NETTO,
    WERT_UST,
    WERT_BRUTTO,
    WERT_BETRAG,
    WERT_ANSATZ,
    WERT_USTSATZ
} PostenWert;

struct Inline {
    InlineKind kind;
    Status status; /* only narrows */
    Place at;
    Inline *next, *kids;
    Str text; /* IN_TEXT */
    Str lang; /* IN_SPRACHE: BCP 47 */
    ZielArt ziel;
    Str ref;         /* IN_VERWEIS: number, Anlage number, id or URL; IN_BETRAG: row id */
    PostenWert wert; /* IN_BETRAG of a row */
    int jahr;        /* IN_BETRAG of a row with amounts by year; 0: none */
    Money money;
    Dec zahl;
    Geldeinheit einheit;
    bool rund; /* IN_BETRAG said here: zahl in its unit, money in cents */
    Date datum;
    bool lang_form; /* IN_DATUM; lang_form: "27. Februar 2024" */
    Block *blocks;  /* IN_FUSSNOTE */
};

typedef enum {
    BK_ABSATZ,
    BK_LISTE,
    BK_TABELLE,
    BK_BILD,
    BK_ZITAT,
    BK_HINWEIS,
    BK_SEITENUMBRUCH,
    BK_FINANZTABELLE,
    BK_ABSCHNITT,
    BK_AUSGELASSEN /* in an edition only: something was left out here */
} BlockKind;

typedef enum { SPALTE_TEXT, SPALTE_ZAHL, SPALTE_BETRAG, SPALTE_DATUM } SpaltenArt;
typedef enum {
    ZEILE_NORMAL,
    ZEILE_GRUPPE /* group head */,
    ZEILE_ZWISCHENSUMME,
    ZEILE_SUMME
} ZeilenArt;

typedef struct {
    Place at;
    SpaltenArt art;
    Str einheit;
    bool uebertrag; /* carry sums over pages */
    Dec breite;     /* hint, mm; set or not */
} Spalte;
typedef struct {
    Place at;
    int spalten, zeilen; /* spans, 1 and up */
    bool kopf;           /* a row header */
    Block *blocks;       /* contents: paragraphs, lists */
    Money money;
    bool rund; /* column kind betrag: the stated amount in cents (set by reading) */
    Dec zahl;  /* column kind zahl */
    Date datum;
} Zelle;
typedef struct {
    Place at;
    Status status;
    ZeilenArt art;
    Zelle *zellen;
    int nzellen;
} Zeile;
typedef struct {
    Str id;
    Inline *titel;
    Spalte *spalten;
    int nspalten;
    Zeile *kopf, *rumpf, *fuss;
    int nkopf, nrumpf, nfuss;
} Tabelle;

typedef struct {
    Place at;
    Status status;
    Block *blocks;
} Punkt;
typedef struct {
    bool nummeriert;
    int start;
    Punkt *punkte;
    int n;
} Liste;

typedef struct {
    Str id, datei, alt;
    bool schmuck;
    Inline *bildtext, *quelle;
    Dec breite; /* mm, hint */
} Bild;

struct Block {
    BlockKind kind;
    Status status;
    Str *nur_beratung;
    int nnur; /* ids of consultations it is public in; none: all public ones */
    Place at;
    Block *next;
    Str id;         /* of any block that can be referred to */
    Inline *text;   /* BK_ABSATZ; BK_ABSCHNITT: titel */
    Block *kids;    /* BK_ZITAT, BK_HINWEIS, BK_ABSCHNITT */
    Inline *quelle; /* BK_ZITAT: source */
    Str lang;       /* BK_ABSATZ, BK_ZITAT, BK_ABSCHNITT: other language */
    Liste liste;
    Tabelle *tabelle;
    Bild *bild;
    Str form;  /* BK_FINANZTABELLE: id of the style's form */
    Str titel; /* BK_FINANZTABELLE: own title */
    int ebene; /* BK_ABSCHNITT: 1..4 */
};

/* ---- the Vorlage ---- */

typedef struct {
    Place at;
    Bezugsart art;
    Str nummer;
    Str text;
} Bezug;
typedef struct {
    Str fraktion;
    int ja, nein, enthaltung, befangen;
} Stimmen; /* -1: not said */
typedef struct {
    Place at;
    Str id;
    bool ausgelassen; /* in an edition only: stands for one that is not shown; as in the types below
                       */
    Str gremium;      /* id in the master data, or */
    Str gremium_name; /* named inline */
    Date termin;
    Str top;
    Status status;
    Zustaendigkeit zustaendigkeit;
    Str zustaendigkeit_text;
    bool hat_ergebnis;
    Place ergebnis_at;
    ErgebnisCode ergebnis;
    Str ergebnis_text, verwiesen_an;
    Stimmen stimmen;
    bool hat_stimmen;
    Stimmen *fraktionen;
    int nfraktionen;
    Status ergebnis_status; /* only narrows */
} Beratung;

typedef struct {
    Place at;
    Str name, funktion, telefon, email, zimmer;
} Person;
typedef struct {
    Place betreff_at;
    Inline *betreff;
    Str betreff_text;        /* plain */
    Str betreff_oeffentlich; /* neutral title for public lists of a non-public paper */
#define X_(id, key, label, kind, name, ...) ANGABE_NUR_##kind(ANGABE_TYP_##kind name;)
    KOPFFELDER(X_)
#undef X_
    Str *beteiligt;
    int nbeteiligt;
    Person *verfasser;
    int nverfasser;
    Bezug *bezuege;
    int nbezuege;
} Kopf;

typedef struct {
    Place at;
    Auswirkungsart art;
    Str name;
    Wirkung wirkung;
    Ausmass ausmass;
    Status status;
    Block *blocks;
    bool ausgelassen;
} Auswirkung;

typedef struct {
    int jahr;
    Money betrag;
    Place at;
} JahrBetrag;
typedef struct {
    Place at;
    Str id;
    Status status;
    bool ausgelassen;
    int jahr, von, bis;
    bool ab; /* jahr; or von..bis; or von with ab (open end) */
/* Of these betrag is where VAT plays no part. After checking, brutto is computed where netto and
 * ust are given. */
#define X_(id, key, kind, name, ...) ANGABE_NUR_##kind(ANGABE_TYP_##kind name;)
    FORMFELDER(X_)
#undef X_
    JahrBetrag *jahre;
    int njahre;
    bool konsumtiv, investiv;
    Str gruppe; /* free group of the form */
    Inline *text;
} Posten;
typedef struct {
    Place at;
    Str id;
    int antwort; /* 1 ja, 0 nein */
    Inline *text;
} Antwort; /* answer to a form's question */
typedef struct {
    Posten *posten;
    int nposten;
    Antwort *antworten;
    int nantworten;
} Finanzen;

typedef struct {
    Place at;
    Str nr, titel, datei;
    Status status;
    Str *nur_beratung;
    int nnur;
    Str alt;        /* what a picture shows, of a JPEG, PNG or TIFF */
    Place datei_at; /* of the file's name; .at where none is said */
} Anlage;

typedef struct {
    Place at;
    Sichtvermerkart art;
    Str zeichen /* "gez.", "i. V.", ... or empty */, name, amt, ort;
    Date datum;
    bool offen;        /* waits for a hand */
    bool signaturfeld; /* or for an electronic signature, whose empty field the PDF gets */
} Sichtvermerk;

typedef struct {
    Place at;
    Teilart art;
    Status status;
    Str titel;
    Str *nur_beratung;
    int nnur;
    Block *blocks;
    bool ausgelassen;
} Teil;

typedef struct {
    Place at;
    Str schema; /* version of the vocabulary: "1" */
    Str nummer;
    Place nummer_at;
    Vorlagenart art;
    Str art_text;
    Status status;
    Str stil, koerperschaft; /* the document's own references, relative to it */
    Str lang;                /* de unless said */
    Kopf kopf;
    Beratung *beratungen;
    int nberatungen;
    Teil *teile;
    int nteile; /* in the document's order */
    Auswirkung *auswirkungen;
    int nauswirkungen;
    Status auswirkungen_status;
    Finanzen finanzen;
    Place finanzen_at;
    Anlage *anlagen;
    int nanlagen;
    Sichtvermerk *vermerke;
    int nvermerke;
    Str vermerke_form; /* hint: "gestapelt" "nebeneinander" "raster" */
} Vorlage;

/* ---- master data (koerperschaft) ---- */

typedef struct {
    Place at;
    Str id, name, genitiv, kurz;
    Date von, bis;
} Gremium; /* several with one id: names over time */
typedef struct {
    Place at;
    Str name, genitiv, kurz;
    Str strasse, plz, ort, telefon, email, web;
    Gremium *gremien;
    int ngremien;
    Person *personen;
    int npersonen;
    int ladungsfrist; /* days; 0: not said */
} Koerperschaft;

/* The Gremium of that id valid on that day (unset: the newest), or NULL. */
const Gremium *gremium_find(const Koerperschaft *k, Str id, Date on);

/* The words of an inline text, without soft hyphens; a reference without words gives its aim. In
 * the arena. */
Str model_plain(Arena *a, const Inline *i);
/* The same of a cell's paragraphs, a blank between them. */
Str model_plain_blocks(Arena *a, const Block *b);

/* The whole model as stable, indented text (vorlage dump --stage=model). */
void model_dump(Buf *out, const Vorlage *v);

#endif
