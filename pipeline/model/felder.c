/* Data by their kinds, and the names of their styles. */
#include "model/felder.h"

#include <stddef.h>

#define FELD(T, kind, name, wort) \
    { \
        ANGABE_ART_##kind, #name, 0 ANGABE_NUR_##kind(+offsetof(T, name)), wort \
    }

const Feld kopf_felder[KOPF_N] = {
#define X(id, key, label, kind, name, ...) [KOPF_##id] = FELD(Kopf, kind, name, WORT_##id),
    KOPFFELDER(X)
#undef X
};
const Feld posten_felder[FF_N] = {
#define X(id, key, kind, name, ...) [FF_##id] = FELD(Posten, kind, name, WORT_N),
    FORMFELDER(X)
#undef X
};
#define TOP(kind, member, attr, wort) \
    { \
        ANGABE_ART_##kind, attr, offsetof(Top, member), wort \
    }
const Feld top_felder[TOPF_N] = {
#define X(id, key, label, kind, member, attr) [TOPF_##id] = TOP(kind, member, attr, WORT_N),
    TOPFELDER(X)
#undef X
};
const Feld top_angaben[TOPANGABEN_N] = {
#define X(id, key, label, kind, member, attr) TOP(kind, member, attr, WORT_##id),
    TOPANGABEN(X)
#undef X
};

static const void *value(const Feld *f, const void *of) { return (const char *)of + f->at; }

Str feld_zeile(const Feld *f, const void *of) { return *(const Str *)value(f, of); }
Money feld_geld(const Feld *f, const void *of) { return *(const Money *)value(f, of); }
Dec feld_zahl(const Feld *f, const void *of) { return *(const Dec *)value(f, of); }
Date feld_tag(const Feld *f, const void *of) { return *(const Date *)value(f, of); }
bool feld_ja(const Feld *f, const void *of) { return *(const bool *)value(f, of); }
int feld_wort(const Feld *f, const void *of) { return *(const int *)value(f, of); }

bool feld_ist_betrag(const Feld *f)
{
    return f->art == FELD_GELD || f->art == FELD_BETRAG || f->art == FELD_ERRECHNET;
}
bool feld_ist_zahl(const Feld *f)
{
    return feld_ist_betrag(f) || f->art == FELD_ZAHL || f->art == FELD_PROZENT;
}

/* ---- styles and prompts ---- */

static const struct {
    const char *style, *prompt;
} fields[FIELD_N] = { [FIELD_ANTRAG] = { "Vorlage Antrag", NULL },
                      [FIELD_ANLAGE] = { "Vorlage Anlage", NULL },
                      [FIELD_AUSWIRKUNG] = { "Vorlage Auswirkung", NULL },
                      [FIELD_FRAGE] = { "Vorlage Frage", NULL },
                      [FIELD_ANTWORT] = { "Vorlage Antwort", NULL },
#define X(id, key, label, kind, name, style, prompt) \
    [FIELD_KOPF + KOPF_##id] = { "Vorlage Kopf " style, prompt },
                      KOPFFELDER(X)
#undef X
#define X(id, key, style, prompt) \
    [FIELD_BERATUNG + BSP_##id] = { "Vorlage Beratung " style, prompt },
                          BERATUNGSSPALTEN(X)
#undef X
#define X(id, key, kind, name, style, prompt) \
    [FIELD_POSTEN + FF_##id] = { "Vorlage Posten " style, prompt },
                              FORMFELDER(X)
#undef X
};

const char *field_style(FlowField f)
{
    return f > FIELD_NONE && f < FIELD_N ? fields[f].style : NULL;
}

FlowField field_by_style(Str display)
{
    if (str_ends(display, S(STYLE_ENDING))) display.n -= sizeof STYLE_ENDING - 1;
    if (str_ends(display, S(STYLE_SMALL))) display.n -= sizeof STYLE_SMALL - 1;
    for (int f = 1; f < FIELD_N; f++)
        if (fields[f].style && str_is(display, fields[f].style)) return (FlowField)f;
    return FIELD_NONE;
}

const char *field_prompt(FlowField f)
{
    return f > FIELD_NONE && f < FIELD_N ? fields[f].prompt : NULL;
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
