/* The data of a paper's head, of a finance row and of an agenda item, a line each. The structs'
 * members, reading, writing, the dumps, labels, the styles of an ODT, prompts of a form and the way
 * back from it all follow these lists: a plain datum is added here, in the schemas, and nowhere
 * else (tests/suites/fields.py does so).
 *
 * Kinds of data:
 * - EIGEN has code of its own wherever it occurs; ERRECHNET is an amount that follows from others.
 *   Neither has a member of that name. What is not handled in one of the places is a warning there.
 * - ZEILE: one line of text, a Str. In the head an element, as all else an attribute.
 * - GELD: Money; BETRAG: likewise, but shown is the row's amount that counts (model/posten.h).
 * - ZAHL, PROZENT: Dec. TAG: Date. JA: bool, "ja" or absent.
 * - Words of an enumeration: POSTENART, HAUSHALT, TURNUS, VERANSCHLAGUNG, PAPIERLAGE, NACHREICHUNG,
 *   ZUSTAENDIGKEIT.
 */
#ifndef VORLAGE_MODEL_ANGABEN_H
#define VORLAGE_MODEL_ANGABEN_H

// clang-format off

/* X(id, "key in the style", "neutral label, a word of the style", kind, name, "ODT style, behind
 *   Vorlage Kopf", "prompt of a form") in the schema's order. The name is that of the member and of
 * the element or attribute. */
#define KOPFFELDER(X) \
    X(BETREFF, "betreff", "Betreff", EIGEN, betreff, "Betreff", NULL) \
    X(STATUS, "status", "Status", EIGEN, status, "Status", NULL) \
    X(ART, "art", "Vorlagenart", EIGEN, art, "Art", NULL) \
    X(NUMMER, "nummer", "Vorlage", EIGEN, nummer, "Nummer", NULL) \
    X(FEDERFUEHREND, "federfuehrend", "Federführend", ZEILE, federfuehrend, "Federführend", \
      "Federführende Stelle") \
    X(BETEILIGT, "beteiligt", "Beteiligte Stellen", EIGEN, beteiligt, "Beteiligt", \
      "Beteiligte Stelle; je Stelle ein Absatz") \
    X(DEZERNAT, "dezernat", "Dezernat", ZEILE, dezernat, "Dezernat", "Dezernat") \
    X(VERFASSER, "verfasser", "Verfasser", EIGEN, verfasser, "Verfasser", \
      "Name, Funktion, Zimmer …, Tel. …, E-Mail-Adresse") \
    X(AKTENZEICHEN, "aktenzeichen", "Aktenzeichen", ZEILE, aktenzeichen, "Aktenzeichen", \
      "Aktenzeichen") \
    X(DATUM, "datum", "Datum", TAG, datum, "Datum", "TT.MM.JJJJ") \
    X(VERSION, "version", "Fassung", ZEILE, fassung, "Fassung", "2. Fassung vom TT.MM.JJJJ") \
    X(BEZUG, "bezug", "Bezug", EIGEN, bezug, "Bezug", "Vorlage 000/0000: Betreff")

/* X(id, "key in the style", kind, name, "ODT style, behind Vorlage Posten", "prompt of a form") in
 * the schema's order; jahr, von, bis and ab stand there behind turnus. */
#define FORMFELDER(X) \
    X(TEXT, "text", EIGEN, text, "Bezeichnung", NULL) \
    X(ART, "art", POSTENART, art, "Art", NULL) \
    X(HAUSHALT, "haushalt", HAUSHALT, haushalt, "Haushalt", NULL) \
    X(JAHR, "jahr", EIGEN, jahr, "Jahr", "Jahr") \
    X(VON, "von", EIGEN, von, "von", "Jahr") \
    X(BIS, "bis", EIGEN, bis, "bis", "Jahr") \
    X(ZEITRAUM, "zeitraum", EIGEN, zeitraum, "Zeitraum", "2026 oder 2026–2028") \
    X(TURNUS, "turnus", TURNUS, turnus, "Turnus", NULL) \
    X(NETTO, "netto", GELD, netto, "Netto", NULL) \
    X(UST, "ust", ERRECHNET, steuer, "Umsatzsteuer", NULL) \
    X(USTSATZ, "ustsatz", PROZENT, ust, "Steuersatz", NULL) \
    X(BRUTTO, "brutto", GELD, brutto, "Brutto", NULL) \
    X(BETRAG, "betrag", BETRAG, betrag, "Betrag", NULL) \
    X(ANSATZ, "ansatz", GELD, ansatz, "Ansatz", NULL) \
    X(BEREITGESTELLT, "bereitgestellt", GELD, bereitgestellt, "bereitgestellt", NULL) \
    X(BEANTRAGT, "beantragt", GELD, beantragt, "beantragt", NULL) \
    X(NEU_VERFUEGBAR, "neu-verfuegbar" /* ansatz + bereitgestellt + beantragt */, ERRECHNET, \
      neu_verfuegbar, "neu verfügbar", NULL) \
    X(REST, "rest" /* ansatz - bereitgestellt - beantragt */, ERRECHNET, rest, "Rest", NULL) \
    X(FOERDERQUOTE, "foerderquote", PROZENT, foerderquote, "Förderquote", "0 %") \
    X(TEILHAUSHALT, "teilhaushalt", ZEILE, teilhaushalt, "Teilhaushalt", "Teilhaushalt") \
    X(PRODUKTGRUPPE, "produktgruppe", ZEILE, produktgruppe, "Produktgruppe", "Produktgruppe") \
    X(PRODUKT, "produkt", ZEILE, produkt, "Produkt", "Produkt") \
    X(KOSTENSTELLE, "kostenstelle", ZEILE, kostenstelle, "Kostenstelle", "Kostenstelle") \
    X(KOSTENTRAEGER, "kostentraeger", ZEILE, kostentraeger, "Kostenträger", "Kostenträger") \
    X(SACHKONTO, "sachkonto", ZEILE, sachkonto, "Sachkonto", "Sachkonto") \
    X(INVESTITIONSAUFTRAG, "investitionsauftrag", ZEILE, investitionsauftrag, \
      "Investitionsauftrag", "Auftrag") \
    X(FINANZSTELLE, "finanzstelle", ZEILE, finanzstelle, "Finanzstelle", "Finanzstelle") \
    X(VERANSCHLAGUNG, "veranschlagung", VERANSCHLAGUNG, veranschlagung, "Veranschlagung", NULL) \
    X(VERANSCHLAGT_JN, "veranschlagt" /* Ja/Nein */, EIGEN, veranschlagt, "veranschlagt", NULL) \
    X(DECKUNG, "deckung", ZEILE, deckung, "Deckung", "Deckung") \
    X(VZAE, "vzae", ZAHL, vzae, "VZÄ", "0,0") \
    X(ENTGELTGRUPPE, "entgeltgruppe", ZEILE, entgeltgruppe, "Entgeltgruppe", "Gruppe") \
    X(KONSUMTIV, "konsumtiv", EIGEN, konsumtiv, "konsumtiv", "konsumtiv oder investiv") \
    X(GESAMT, "gesamt" /* sum of all years of a row */, ERRECHNET, gesamt, "gesamt", NULL) \
    X(JAHRE, "jahre" /* one column for each year that occurs */, ERRECHNET, jahre, \
      "Jahresbetrag", NULL)

/* X(id, "word's key in the style", "neutral label", kind, member, "attribute") of an agenda item:
 * what stands below its title as "label: value". */
#define TOPANGABEN(X) \
    X(VORTRAG, "vortrag", "Vortrag", ZEILE, vortrag /* who reports */, "vortrag")
/* All attributes of an agenda item but number and status, in the schema's order; those without a
 * label are shown in ways of their own (flow/agenda.c). */
#define TOPFELDER(X) \
    X(PAPIER, "", "", PAPIERLAGE, papier /* needs no Vorlage, or it follows */, "unterlage") \
    X(NACHREICHUNG, "", "", NACHREICHUNG, nachreichung, "art") \
    X(VOM, "", "", TAG, vom, "vom") \
    X(ABGESETZT, "", "", JA, abgesetzt /* struck; it stays with its number */, "abgesetzt") \
    TOPANGABEN(X) \
    X(ZUSTAENDIGKEIT, "", "", ZUSTAENDIGKEIT, zustaendigkeit, "zustaendigkeit") \
    X(ZUSTAENDIGKEIT_TEXT, "", "", ZEILE, zustaendigkeit_text, "zustaendigkeit-text")

// clang-format on

/* What the kinds are in C: a member's type, and its Feldart and vocabulary (model/felder.h). */
#define ANGABE_TYP_ZEILE Str
#define ANGABE_TYP_GELD Money
#define ANGABE_TYP_BETRAG Money
#define ANGABE_TYP_ZAHL Dec
#define ANGABE_TYP_PROZENT Dec
#define ANGABE_TYP_TAG Date
#define ANGABE_TYP_JA bool
#define ANGABE_TYP_POSTENART Postenart
#define ANGABE_TYP_HAUSHALT Haushalt
#define ANGABE_TYP_TURNUS Turnus
#define ANGABE_TYP_VERANSCHLAGUNG Veranschlagung
#define ANGABE_TYP_PAPIERLAGE Papierlage
#define ANGABE_TYP_NACHREICHUNG Nachreichung
#define ANGABE_TYP_ZUSTAENDIGKEIT Zustaendigkeit

#define ANGABE_ART_EIGEN FELD_EIGEN, ENUM_COUNT
#define ANGABE_ART_ERRECHNET FELD_ERRECHNET, ENUM_COUNT
#define ANGABE_ART_ZEILE FELD_ZEILE, ENUM_COUNT
#define ANGABE_ART_GELD FELD_GELD, ENUM_COUNT
#define ANGABE_ART_BETRAG FELD_BETRAG, ENUM_COUNT
#define ANGABE_ART_ZAHL FELD_ZAHL, ENUM_COUNT
#define ANGABE_ART_PROZENT FELD_PROZENT, ENUM_COUNT
#define ANGABE_ART_TAG FELD_TAG, ENUM_COUNT
#define ANGABE_ART_JA FELD_JA, ENUM_COUNT
#define ANGABE_ART_POSTENART FELD_WORT, ENUM_POSTEN
#define ANGABE_ART_HAUSHALT FELD_WORT, ENUM_HAUSHALT
#define ANGABE_ART_TURNUS FELD_WORT, ENUM_TURNUS
#define ANGABE_ART_VERANSCHLAGUNG FELD_WORT, ENUM_VERANSCHLAGT
#define ANGABE_ART_PAPIERLAGE FELD_WORT, ENUM_PAPIER
#define ANGABE_ART_NACHREICHUNG FELD_WORT, ENUM_NACHREICHUNG
#define ANGABE_ART_ZUSTAENDIGKEIT FELD_WORT, ENUM_ZUST

/* Its text for data with a member, nothing for the others: declarations, cases of a switch. */
#define ANGABE_NUR_EIGEN(...)
#define ANGABE_NUR_ERRECHNET(...)
#define ANGABE_NUR_ZEILE(...) __VA_ARGS__
#define ANGABE_NUR_GELD(...) __VA_ARGS__
#define ANGABE_NUR_BETRAG(...) __VA_ARGS__
#define ANGABE_NUR_ZAHL(...) __VA_ARGS__
#define ANGABE_NUR_PROZENT(...) __VA_ARGS__
#define ANGABE_NUR_TAG(...) __VA_ARGS__
#define ANGABE_NUR_JA(...) __VA_ARGS__
#define ANGABE_NUR_POSTENART(...) __VA_ARGS__
#define ANGABE_NUR_HAUSHALT(...) __VA_ARGS__
#define ANGABE_NUR_TURNUS(...) __VA_ARGS__
#define ANGABE_NUR_VERANSCHLAGUNG(...) __VA_ARGS__
#define ANGABE_NUR_PAPIERLAGE(...) __VA_ARGS__
#define ANGABE_NUR_NACHREICHUNG(...) __VA_ARGS__
#define ANGABE_NUR_ZUSTAENDIGKEIT(...) __VA_ARGS__

#endif
