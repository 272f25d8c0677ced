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
    if (str_ends(display, S(STYLE_SMALL))) display.n -= sizeof STYLE_SMALL - 1;
    for (int f = 1; f < FIELD_N; f++)
        if (styles[f] && str_is(display, styles[f])) return (FlowField)f;
    return FIELD_NONE;
}

const char *choice_name(EnumKind k)
{
    static const char *const names[ENUM_COUNT] = { [ENUM_VORLAGENART] = "art", [ENUM_STATUS] = "status", [ENUM_ZUST] = "zustaendigkeit", [ENUM_POSTEN] = "postenart",
        [ENUM_HAUSHALT] = "haushalt", [ENUM_TURNUS] = "turnus", [ENUM_VERANSCHLAGT] = "veranschlagung", [ENUM_SV] = "vermerkart" };
    return k < ENUM_COUNT ? names[k] : NULL;
}
