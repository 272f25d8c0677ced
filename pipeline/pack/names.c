/* Stable names for the parts of a pack: "TOP-05_024-2024_Anlage-2", safe on every system, the same
 * in every edition. */
#include "pack/plan.h"

#include <stdlib.h>

#include "office/office.h"

/* "5" -> "05", "5.1" -> "05-1": so that a folder sorts as the agenda does. */
static void item(Buf *b, const Top *t)
{
    Str nr = t->nr;
    size_t digits = 0, from = 0;
    while (from < nr.n && (nr.p[from] < '0' || nr.p[from] > '9')) from++;
    while (from + digits < nr.n && nr.p[from + digits] >= '0' && nr.p[from + digits] <= '9')
        digits++;
    buf_z(b, t->status == STATUS_OEFFENTLICH ? "TOP-" : "TOP-N");
    if (digits == 1) buf_char(b, '0');
    name_plain(b, str_sub(nr, from, nr.n));
}

Str stueck_name(Arena *a, const Stueck *s)
{
    Buf b = { 0 };
    if (s->top)
        item(&b, s->top);
    else
        buf_z(&b, s->art == STUECK_INHALT ? "00_Inhalt" : "00_Einladung");
    if (s->nummer.n) {
        buf_char(&b, '_');
        name_plain(&b, s->nummer);
    }
    if (s->anlage_nr.n) {
        buf_z(&b, "_Anlage-");
        name_plain(&b, s->anlage_nr);
    } else if (s->art == STUECK_ANLAGE && !s->nummer.n) {
        buf_char(&b, '_');
        name_plain(&b, s->titel);
    }
    return buf_keep(a, &b);
}

/* ---- names that are different ---- */

typedef struct {
    Str name;
    int i;
} Named;

static int by_name(const void *x, const void *y)
{
    const Named *a = x, *b = y;
    int c = str_casecmp(a->name, b->name);
    return c ? c : a->i - b->i;
}

/* Parts that would have one name, where case does not count: the later ones are counted. */
static bool count_doubles(Plan *p, Named *v, int n)
{
    bool any = false;
    qsort(v, (size_t)n, sizeof *v, by_name);
    for (int i = 1, same = 1; i < n; i++) {
        Str *name = &p->stueck[v[i].i].name;
        same = str_casecmp(v[i].name, v[i - 1].name) ? 1 : same + 1;
        if (same > 1) *name = str_printf(p->a, "%.*s_%d", STR_FMT(v[i].name), same), any = true;
    }
    for (int i = 0; i < n; i++) v[i].name = p->stueck[v[i].i].name;
    return any;
}

void plan_names(Plan *p)
{
    Named *v = ARENA_NEW_N(p->a, Named, (size_t)p->n + 1);
    int n = 0;
    for (int i = 0; i < p->n; i++)
        if (p->stueck[i].art != STUECK_TRENNBLATT) v[n++] = (Named){ p->stueck[i].name, i };
    while (count_doubles(p, v, n)) {} /* a counted name may be another's */
}

/* ---- words ---- */

const char *stueck_art(StueckArt a)
{
    static const char *const word[] = {
#define WORD(id, w) [id] = w,
        STUECK_ARTEN(WORD)
#undef WORD
    };
    return word[a];
}

Str stueck_kurz(Arena *a, const Stil *st, const Stueck *s, const char *blank)
{
    return str_printf(a, "%.*s%s%.*s%s%.*s", STR_FMT(st->wort[WORT_VORLAGE_REF]), blank,
                      STR_FMT(s->nummer), s->marke.n ? " " : "", STR_FMT(s->marke));
}
