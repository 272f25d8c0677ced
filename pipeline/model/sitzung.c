/* Words and lookups of sessions and members that every room needs alike. */
#include "model/sitzung.h"

/* ---- agenda ---- */

/* "Ö 1", "NÖ1": the clerk has written the part's letters himself. */
static bool has_letters(Str nr) { return nr.n && (nr.p[0] < '0' || nr.p[0] > '9'); }

Str top_nummer(Arena *a, const Stil *s, const Top *t)
{
    Str prefix = t->status == STATUS_OEFFENTLICH ? s->top_praefix : s->top_praefix_nichtoeffentlich;
    if (!prefix.n || has_letters(t->nr)) return t->nr;
    return str_printf(a, "%.*s %.*s", STR_FMT(prefix), STR_FMT(t->nr));
}

/* ---- members ---- */

bool mitglied_papier(Zustellung z)
{
    switch (z) {
    case ZUSTELLUNG_POST:
    case ZUSTELLUNG_FACH: return true;
    case ZUSTELLUNG_NONE:
    case ZUSTELLUNG_EMAIL:
    case ZUSTELLUNG_PORTAL:
    case ZUSTELLUNG_N: break;
    }
    return false;
}

const Mitglied *mitglied_find(const Mitglieder *m, Str id)
{
    for (int i = 0; m && i < m->n; i++)
        if (str_eq(m->alle[i].id, id)) return &m->alle[i];
    return NULL;
}

static Str spaced(Arena *a, Str left, Str right)
{
    if (!left.n || !right.n) return left.n ? left : right;
    return str_printf(a, "%.*s %.*s", STR_FMT(left), STR_FMT(right));
}

Str mitglied_name(Arena *a, const Mitglied *m)
{
    return spaced(a, m->titel, spaced(a, m->vorname, m->name));
}

Str mitglied_briefanrede(Arena *a, const Mitglied *m)
{
    if (m->briefanrede.n) return m->briefanrede;
    Str name = spaced(a, m->titel, m->name);
    if (m->anrede == ANREDE_FRAU) return str_printf(a, "Sehr geehrte Frau %.*s", STR_FMT(name));
    if (m->anrede == ANREDE_HERR) return str_printf(a, "Sehr geehrter Herr %.*s", STR_FMT(name));
    return str_printf(a, "Guten Tag %.*s", STR_FMT(mitglied_name(a, m)));
}

static Str capitals(Arena *a, Str s)
{
    Buf b = buf_new(0);
    for (size_t at = 0; at < s.n;) {
        uint32_t c = utf8_next(s, &at);
        bool lower = (c >= 'a' && c <= 'z') || (c >= 0xE0 && c <= 0xFE && c != 0xF7);
        if (c == 0xDF)
            buf_z(&b, "SS");
        else
            buf_utf8(&b, lower ? c - 32 : c);
    }
    return buf_keep(a, &b);
}

int mitglied_anschrift(Arena *a, const Mitglied *m, Str *zeilen, int room)
{
    int n = 0;
    Str anrede = m->anrede == ANREDE_FRAU ? S("Frau")
        : m->anrede == ANREDE_HERR        ? S("Herrn")
                                          : S("");
#define LINE(s) \
    do { \
        Str s_ = (s); \
        if (s_.n) { \
            if (n < room) zeilen[n] = s_; \
            n++; \
        } \
    } while (0)
    LINE(anrede);
    LINE(mitglied_name(a, m));
    for (int i = 0; i < m->nzeilen; i++) LINE(m->zeilen[i]);
    LINE(capitals(a, m->land));
#undef LINE
    return n;
}
