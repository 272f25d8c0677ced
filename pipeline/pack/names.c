/* Stable names for the parts of a pack: "TOP-05_024-2024_Anlage-2", safe on every system, the same
 * in every edition. */
#include "pack/mappe_in.h"

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
    Str out = str_keep(a, buf_view(&b));
    buf_drop(&b);
    return out;
}

Str stueck_kurz(Arena *a, const Stil *st, const Stueck *s, const char *blank)
{
    return str_printf(a, "%.*s%s%.*s%s%.*s", STR_FMT(st->wort[WORT_VORLAGE_REF]), blank,
                      STR_FMT(s->nummer), s->marke.n ? " " : "", STR_FMT(s->marke));
}
