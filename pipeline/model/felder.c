/* Fields and the names of their styles. */
#include "model/felder.h"

static const char *const styles[FIELD_N] = {
#define X(f, display) [f] = display,
    FIELD_STYLES(X)
#undef X
};

const char *field_style(FlowField f) { return f > FIELD_NONE && f < FIELD_N ? styles[f] : NULL; }

FlowField field_by_style(Str display)
{
    if (str_ends(display, S(STYLE_ENDING))) display.n -= sizeof STYLE_ENDING - 1;
    if (str_ends(display, S(STYLE_SMALL))) display.n -= sizeof STYLE_SMALL - 1;
    for (int f = 1; f < FIELD_N; f++)
        if (styles[f] && str_is(display, styles[f])) return (FlowField)f;
    return FIELD_NONE;
}

const char *field_prompt(FlowField f)
{
    static const char *const prompts[FIELD_N] = {
        [FIELD_KOPF + KOPF_FEDERFUEHREND] = "Federführende Stelle",
        [FIELD_KOPF + KOPF_BETEILIGT] = "Beteiligte Stelle; je Stelle ein Absatz",
        [FIELD_KOPF + KOPF_DEZERNAT] = "Dezernat",
        [FIELD_KOPF + KOPF_VERFASSER] = "Name, Funktion, Zimmer …, Tel. …, E-Mail-Adresse",
        [FIELD_KOPF + KOPF_AKTENZEICHEN] = "Aktenzeichen",
        [FIELD_KOPF + KOPF_DATUM] = "TT.MM.JJJJ",
        [FIELD_KOPF + KOPF_VERSION] = "2. Fassung vom TT.MM.JJJJ",
        [FIELD_KOPF + KOPF_BEZUG] = "Vorlage 000/0000: Betreff",
        [FIELD_BERATUNG + BSP_TERMIN] = "TT.MM.JJJJ",
        [FIELD_BERATUNG + BSP_TOP] = "TOP",
        [FIELD_POSTEN + FF_JAHR] = "Jahr",
        [FIELD_POSTEN + FF_VON] = "Jahr",
        [FIELD_POSTEN + FF_BIS] = "Jahr",
        [FIELD_POSTEN + FF_ZEITRAUM] = "2026 oder 2026–2028",
        [FIELD_POSTEN + FF_FOERDERQUOTE] = "0 %",
        [FIELD_POSTEN + FF_TEILHAUSHALT] = "Teilhaushalt",
        [FIELD_POSTEN + FF_PRODUKTGRUPPE] = "Produktgruppe",
        [FIELD_POSTEN + FF_PRODUKT] = "Produkt",
        [FIELD_POSTEN + FF_KOSTENSTELLE] = "Kostenstelle",
        [FIELD_POSTEN + FF_KOSTENTRAEGER] = "Kostenträger",
        [FIELD_POSTEN + FF_SACHKONTO] = "Sachkonto",
        [FIELD_POSTEN + FF_INVESTITIONSAUFTRAG] = "Auftrag",
        [FIELD_POSTEN + FF_FINANZSTELLE] = "Finanzstelle",
        [FIELD_POSTEN + FF_DECKUNG] = "Deckung",
        [FIELD_POSTEN + FF_VZAE] = "0,0",
        [FIELD_POSTEN + FF_ENTGELTGRUPPE] = "Gruppe",
        [FIELD_POSTEN + FF_KONSUMTIV] = "konsumtiv oder investiv",
    };
    return f > FIELD_NONE && f < FIELD_N ? prompts[f] : NULL;
}

const char *choice_name(EnumKind k)
{
    static const char *const names[ENUM_COUNT] = { [ENUM_VORLAGENART] = "art",
                                                   [ENUM_STATUS] = "status",
                                                   [ENUM_ZUST] = "zustaendigkeit",
                                                   [ENUM_POSTEN] = "postenart",
                                                   [ENUM_HAUSHALT] = "haushalt",
                                                   [ENUM_TURNUS] = "turnus",
                                                   [ENUM_VERANSCHLAGT] = "veranschlagung",
                                                   [ENUM_SV] = "vermerkart",
                                                   [ENUM_WIRKUNG] = "wirkung" };
    return k < ENUM_COUNT ? names[k] : NULL;
}
