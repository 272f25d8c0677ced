/* Stable names for the parts of a pack: "TOP-05_024-2024_Anlage-2", safe on every system, the same
 * in every edition. */
#include "pack/mappe_in.h"

#define NAME_PIECE \
    60 /* bytes of a number or title in a file name: with all pieces and an extension below what \
          file systems take (255) */

void name_plain(Buf *b, Str s)
{
    static const struct {
        uint32_t c;
        const char *as;
    } out[] = { { 0xE4, "ae" }, { 0xF6, "oe" }, { 0xFC, "ue" }, { 0xC4, "Ae" },
                { 0xD6, "Oe" }, { 0xDC, "Ue" }, { 0xDF, "ss" } };
    bool gap = false;
    size_t end = b->n + NAME_PIECE;
    for (size_t i = 0; i < s.n && b->n < end;) {
        uint32_t c = utf8_next(s, &i);
        const char *as = NULL;
        for (size_t k = 0; k < sizeof out / sizeof *out; k++)
            if (out[k].c == c) as = out[k].as;
        bool good = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
        if (!as && !good) {
            gap = true;
            continue;
        }
        if (gap && b->n && b->p[b->n - 1] != '-' && b->p[b->n - 1] != '_') buf_char(b, '-');
        gap = false;
        if (as)
            buf_z(b, as);
        else
            buf_char(b, (char)c);
    }
}

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
