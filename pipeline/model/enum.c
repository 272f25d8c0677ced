/* Codes and words of the enumerations, from the X-lists in model.h and sitzung.h: one list makes
 * the C names, the codes in XML and the neutral German words, so they cannot drift apart. */
#include "model/sitzung.h"

typedef struct {
    Str code, word;
} Entry;

#define NO_ENTRY \
    { \
        { "", 0 }, { "", 0 } \
    }
#define X(id, c, w) { { c, sizeof(c) - 1 }, { w, sizeof(w) - 1 } },
static const Entry vorlagenart[] = { NO_ENTRY, VORLAGENARTEN(X) };
static const Entry zust[] = { NO_ENTRY, ZUSTAENDIGKEITEN(X) };
static const Entry erg[] = { NO_ENTRY, ERGEBNISSE(X) };
static const Entry bezug[] = { NO_ENTRY, BEZUGSARTEN(X) };
static const Entry teil[] = { NO_ENTRY, TEILARTEN(X) };
static const Entry ausw[] = { NO_ENTRY, AUSWIRKUNGSARTEN(X) };
static const Entry wirkung[] = { NO_ENTRY, WIRKUNGEN(X) };
static const Entry ausmass[] = { NO_ENTRY, AUSMASSE(X) };
static const Entry posten[] = { NO_ENTRY, POSTENARTEN(X) };
static const Entry haushalt[] = { NO_ENTRY, HAUSHALTE(X) };
static const Entry turnus[] = { NO_ENTRY, TURNUS_ARTEN(X) };
static const Entry veranschlagt[] = { NO_ENTRY, VERANSCHLAGUNGEN(X) };
static const Entry sv[] = { NO_ENTRY, SICHTVERMERKARTEN(X) };
static const Entry geld[] = { NO_ENTRY, GELDEINHEITEN(X) };
static const Entry sitzung[] = { NO_ENTRY, SITZUNGSARTEN(X) };
static const Entry zustand[] = { NO_ENTRY, SITZUNGSZUSTAENDE(X) };
static const Entry nachreichung[] = { NO_ENTRY, NACHREICHUNGEN(X) };
static const Entry papier[] = { NO_ENTRY, PAPIERLAGEN(X) };
static const Entry funktion[] = { NO_ENTRY, MITGLIEDSFUNKTIONEN(X) };
static const Entry zustellung[] = { NO_ENTRY, ZUSTELLUNGEN(X) };
static const Entry anrede[] = { NO_ENTRY, ANREDEN(X) };
static const Entry status[] = { NO_ENTRY,
                                X(0, "oeffentlich", "öffentlich")
                                    X(0, "nichtoeffentlich", "nichtöffentlich") };
#undef X

static const struct {
    const Entry *entry;
    int n;
} lists[ENUM_COUNT] = {
#define LIST(kind, list) [kind] = { list, (int)(sizeof list / sizeof *list) }
    LIST(ENUM_VORLAGENART, vorlagenart),
    LIST(ENUM_ZUST, zust),
    LIST(ENUM_ERG, erg),
    LIST(ENUM_BEZUG, bezug),
    LIST(ENUM_TEIL, teil),
    LIST(ENUM_AUSW, ausw),
    LIST(ENUM_WIRKUNG, wirkung),
    LIST(ENUM_AUSMASS, ausmass),
    LIST(ENUM_POSTEN, posten),
    LIST(ENUM_HAUSHALT, haushalt),
    LIST(ENUM_TURNUS, turnus),
    LIST(ENUM_VERANSCHLAGT, veranschlagt),
    LIST(ENUM_SV, sv),
    LIST(ENUM_GELD, geld),
    LIST(ENUM_STATUS, status),
    LIST(ENUM_SITZUNG, sitzung),
    LIST(ENUM_ZUSTAND, zustand),
    LIST(ENUM_NACHREICHUNG, nachreichung),
    LIST(ENUM_PAPIER, papier),
    LIST(ENUM_FUNKTION, funktion),
    LIST(ENUM_ZUSTELLUNG, zustellung),
    LIST(ENUM_ANREDE, anrede),
#undef LIST
};

static const Entry *entry(EnumKind k, int v)
{
    if ((unsigned)k >= ENUM_COUNT || v < 0 || v >= lists[k].n) return &lists[0].entry[0];
    return &lists[k].entry[v];
}

Str enum_code(EnumKind k, int v) { return entry(k, v)->code; }

Str enum_word(EnumKind k, int v) { return entry(k, v)->word; }

int enum_value(EnumKind k, Str code)
{
    if ((unsigned)k >= ENUM_COUNT || !code.n) return 0;
    for (int i = 1; i < lists[k].n; i++)
        if (str_eq(lists[k].entry[i].code, code)) return i;
    return 0;
}

int enum_count(EnumKind k) { return (unsigned)k < ENUM_COUNT ? lists[k].n : 0; }
