/* The enumerations of the vocabulary: codes of the XML, words of the neutral style. */
#ifndef VORLAGE_MODEL_VOCABULARY_H
#define VORLAGE_MODEL_VOCABULARY_H

#include "base/str.h"

typedef enum { STATUS_NONE, STATUS_OEFFENTLICH, STATUS_NICHTOEFFENTLICH } Status;

/* One list for each enumeration: X(identifier, "xml-code", "Wort"). The word is the neutral German
 * label; a house style may put another in its place. */
// clang-format off
#define VORLAGENARTEN(X) \
    X(BESCHLUSS, "beschluss", "Beschlussvorlage") \
    X(MITTEILUNG, "mitteilung", "Mitteilungsvorlage") \
    X(INFORMATION, "information", "Informationsvorlage") \
    X(BERICHT, "bericht", "Berichtsvorlage") \
    X(ANTRAG, "antrag", "Antrag") \
    X(ANFRAGE, "anfrage", "Anfrage") \
    X(AENDERUNGSANTRAG, "aenderungsantrag", "Änderungsantrag") \
    X(ERGAENZUNGSANTRAG, "ergaenzungsantrag", "Ergänzungsantrag") \
    X(STELLUNGNAHME, "stellungnahme", "Stellungnahme") \
    X(NEUFASSUNG, "neufassung", "Neufassung") \
    X(DRINGLICH, "dringlich", "Dringliche Vorlage") \
    X(TISCHVORLAGE, "tischvorlage", "Tischvorlage")
#define ZUSTAENDIGKEITEN(X) \
    X(VORBERATUNG, "vorberatung", "Vorberatung") \
    X(ANHOERUNG, "anhoerung", "Anhörung") \
    X(EMPFEHLUNG, "empfehlung", "Empfehlung") \
    X(KENNTNISNAHME, "kenntnisnahme", "Kenntnisnahme") \
    X(ENTSCHEIDUNG, "entscheidung", "Entscheidung") \
    X(BESCHLUSSFASSUNG, "beschlussfassung", "Beschlussfassung") \
    X(LESUNG1, "lesung-1", "1. Lesung") \
    X(LESUNG2, "lesung-2", "2. Lesung")
#define ERGEBNISSE(X) \
    X(UNGEAENDERT, "ungeaendert-beschlossen", "ungeändert beschlossen") \
    X(GEAENDERT, "geaendert-beschlossen", "geändert beschlossen") \
    X(EINSTIMMIG, "einstimmig-beschlossen", "einstimmig beschlossen") \
    X(MEHRHEITLICH, "mehrheitlich-beschlossen", "mehrheitlich beschlossen") \
    X(EMPFOHLEN, "empfohlen", "empfohlen") \
    X(ABGELEHNT, "abgelehnt", "abgelehnt") \
    X(KENNTNIS, "kenntnis-genommen", "zur Kenntnis genommen") \
    X(VERTAGT, "vertagt", "vertagt") \
    X(ZURUECKGESTELLT, "zurueckgestellt", "zurückgestellt") \
    X(ZURUECKGEZOGEN, "zurueckgezogen", "zurückgezogen") \
    X(ABGESETZT, "abgesetzt", "abgesetzt") \
    X(VERWIESEN, "verwiesen", "verwiesen") \
    X(OHNE_VOTUM, "ohne-votum", "ohne Votum weitergeleitet") \
    X(ERLEDIGT, "erledigt", "erledigt") \
    X(SONSTIGES, "sonstiges", "sonstiges Ergebnis")
#define BEZUGSARTEN(X) \
    X(BEZUEGLICH, "bezueglich", "Bezug") \
    X(ERSETZT, "ersetzt", "ersetzt") \
    X(ERGAENZT, "ergaenzt", "ergänzt")
#define TEILARTEN(X) \
    X(ANTRAG, "antrag", "Antrag der Verwaltung") \
    X(ZUSAMMENFASSUNG, "zusammenfassung", "Zusammenfassung") \
    X(SACHVERHALT, "sachverhalt", "Sachverhalt") \
    X(BEGRUENDUNG, "begruendung", "Begründung") \
    X(ALTERNATIVEN, "alternativen", "Alternativen") \
    X(AUSWIRKUNGEN, "auswirkungen", "Auswirkungen") \
    X(FINANZEN, "finanzen", "Finanzielle Auswirkungen") \
    X(TEIL, "teil", "")
#define AUSWIRKUNGSARTEN(X) \
    X(KLIMA, "klima", "Klima") \
    X(PERSONAL, "personal", "Personal") \
    X(DEMOGRAFIE, "demografie", "Demografie") \
    X(GLEICHSTELLUNG, "gleichstellung", "Gleichstellung") \
    X(INKLUSION, "inklusion", "Inklusion") \
    X(NACHHALTIGKEIT, "nachhaltigkeit", "Nachhaltigkeit") \
    X(DIGITALISIERUNG, "digitalisierung", "Digitalisierung") \
    X(SONSTIGE, "sonstige", "")
#define WIRKUNGEN(X) \
    X(POSITIV, "positiv", "positiv") \
    X(NEGATIV, "negativ", "negativ") \
    X(KEINE, "keine", "keine")
#define AUSMASSE(X) X(GERING, "gering", "gering") X(ERHEBLICH, "erheblich", "erheblich")
#define POSTENARTEN(X) \
    X(ERTRAG, "ertrag", "Ertrag") \
    X(AUFWAND, "aufwand", "Aufwand") \
    X(EINZAHLUNG, "einzahlung", "Einzahlung") \
    X(AUSZAHLUNG, "auszahlung", "Auszahlung") \
    X(VE, "ve", "Verpflichtungsermächtigung") \
    X(FOLGEKOSTEN, "folgekosten", "Folgekosten") \
    X(EINSPARUNG, "einsparung", "Einsparung") \
    X(FOERDERMITTEL, "foerdermittel", "Fördermittel")
#define HAUSHALTE(X) \
    X(ERGEBNIS, "ergebnis", "Ergebnishaushalt") \
    X(FINANZ, "finanz", "Finanzhaushalt")
#define TURNUS_ARTEN(X) \
    X(EINMALIG, "einmalig", "einmalig") \
    X(JAEHRLICH, "jaehrlich", "jährlich") \
    X(GESAMT, "gesamt", "gesamt")
#define VERANSCHLAGUNGEN(X) \
    X(PLANMAESSIG, "planmaessig", "planmäßig") \
    X(UEBERPLANMAESSIG, "ueberplanmaessig", "überplanmäßig") \
    X(AUSSERPLANMAESSIG, "ausserplanmaessig", "außerplanmäßig")
#define SICHTVERMERKARTEN(X) \
    X(SICHTVERMERK, "sichtvermerk", "Sichtvermerk") \
    X(MITZEICHNUNG, "mitzeichnung", "Mitzeichnung") \
    X(UNTERSCHRIFT, "unterschrift", "Unterschrift")
// clang-format on
#define GELDEINHEITEN(X) X(EUR, "eur", "EUR") X(TEUR, "teur", "TEUR") X(MIO, "mio", "Mio. EUR")

#define X_(id, c, w) VORLAGENART_##id,
typedef enum { VORLAGENART_NONE, VORLAGENARTEN(X_) VORLAGENART_N } Vorlagenart;
#undef X_
#define X_(id, c, w) ZUST_##id,
typedef enum { ZUST_NONE, ZUSTAENDIGKEITEN(X_) ZUST_N } Zustaendigkeit;
#undef X_
#define X_(id, c, w) ERG_##id,
typedef enum { ERG_NONE, ERGEBNISSE(X_) ERG_N } ErgebnisCode;
#undef X_
#define X_(id, c, w) BEZUG_##id,
typedef enum { BEZUG_NONE, BEZUGSARTEN(X_) BEZUG_N } Bezugsart;
#undef X_
#define X_(id, c, w) TEIL_##id,
typedef enum { TEIL_NONE, TEILARTEN(X_) TEIL_N } Teilart;
#undef X_
#define X_(id, c, w) AUSW_##id,
typedef enum { AUSW_NONE, AUSWIRKUNGSARTEN(X_) AUSW_N } Auswirkungsart;
#undef X_
#define X_(id, c, w) WIRKUNG_##id,
typedef enum { WIRKUNG_NONE, WIRKUNGEN(X_) WIRKUNG_N } Wirkung;
#undef X_
#define X_(id, c, w) AUSMASS_##id,
typedef enum { AUSMASS_NONE, AUSMASSE(X_) AUSMASS_N } Ausmass;
#undef X_
#define X_(id, c, w) POSTEN_##id,
typedef enum { POSTEN_NONE, POSTENARTEN(X_) POSTEN_N } Postenart;
#undef X_
#define X_(id, c, w) HAUSHALT_##id,
typedef enum { HAUSHALT_NONE, HAUSHALTE(X_) HAUSHALT_N } Haushalt;
#undef X_
#define X_(id, c, w) TURNUS_##id,
typedef enum { TURNUS_NONE, TURNUS_ARTEN(X_) TURNUS_N } Turnus;
#undef X_
#define X_(id, c, w) VERANSCHLAGT_##id,
typedef enum { VERANSCHLAGT_NONE, VERANSCHLAGUNGEN(X_) VERANSCHLAGT_N } Veranschlagung;
#undef X_
#define X_(id, c, w) SV_##id,
typedef enum { SV_NONE, SICHTVERMERKARTEN(X_) SV_N } Sichtvermerkart;
#undef X_
#define X_(id, c, w) GELD_##id,
typedef enum { GELD_NONE, GELDEINHEITEN(X_) GELD_N } Geldeinheit;
#undef X_

/* Code and word of a value: enum_code(ENUM_ZUST, v). Value 0 gives "". */
typedef enum {
    ENUM_VORLAGENART,
    ENUM_ZUST,
    ENUM_ERG,
    ENUM_BEZUG,
    ENUM_TEIL,
    ENUM_AUSW,
    ENUM_WIRKUNG,
    ENUM_AUSMASS,
    ENUM_POSTEN,
    ENUM_HAUSHALT,
    ENUM_TURNUS,
    ENUM_VERANSCHLAGT,
    ENUM_SV,
    ENUM_GELD,
    ENUM_STATUS,
    /* sitzung.h */ ENUM_SITZUNG,
    ENUM_ZUSTAND,
    ENUM_NACHREICHUNG,
    ENUM_PAPIER,
    ENUM_FUNKTION,
    ENUM_ZUSTELLUNG,
    ENUM_ANREDE,
    ENUM_COUNT
} EnumKind;
Str enum_code(EnumKind k, int v);
Str enum_word(EnumKind k, int v);
int enum_value(EnumKind k, Str code); /* 0: no such code */
int enum_count(EnumKind k);           /* values 1 .. count-1 */

#endif
