/* Derived file names.
 *
 * The escape, character by character: '/' becomes '_' and a blank '+'; ASCII letters, digits, '-',
 * '.', and the letters ä ö ü stay; all else, a leading '.', and the first letter of a name that
 * Windows keeps for devices (CON, LPT1 ...) become %XX, byte by byte. That is injective but for
 * case, which many file systems do not tell apart. So names have a usual case: of each run of
 * letters, short ones (up to three) are all capitals, longer ones have one capital first. Where the
 * number differs from that, "=" and a hexadecimal mask of the letters that differ (first letter:
 * lowest bit) is put behind it: "GRDrs 192/2017" is "GRDrs+192_2017=6", "024/2024" is "024_2024".
 */
#include "office/office.h"

static bool is_letter(unsigned char c) { return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z'); }
static bool is_digit(unsigned char c) { return c >= '0' && c <= '9'; }
static char upper(char c) { return c >= 'a' && c <= 'z' ? (char)(c - 32) : c; }
static char lower(char c) { return c >= 'A' && c <= 'Z' ? (char)(c + 32) : c; }

/* Lower-case ä ö ü, which every file system keeps: 2 bytes, or 0. */
static size_t plain_umlaut(Str s, size_t i)
{
    if (i + 1 >= s.n || (unsigned char)s.p[i] != 0xC3) return 0;
    unsigned char c = (unsigned char)s.p[i + 1];
    return c == 0xA4 || c == 0xB6 || c == 0xBC ? 2 : 0;
}

static bool is_device(Str s)
{
    static const char *const dev[] = { "CON", "PRN", "AUX", "NUL", "COM", "LPT" };
    size_t n = str_find(s, S("."));
    if (n == (size_t)-1) n = s.n;
    if (n < 3 || n > 4) return false;
    for (size_t k = 0; k < 6; k++) {
        bool same =
            upper(s.p[0]) == dev[k][0] && upper(s.p[1]) == dev[k][1] && upper(s.p[2]) == dev[k][2];
        if (same && ((k < 4 && n == 3) || (k >= 4 && n == 4 && is_digit((unsigned char)s.p[3]))))
            return true;
    }
    return false;
}

/* A run of letters of s that holds index i: the usual case of the letter there is upper? ä ö ü
 * belong to the run. */
static bool usual_upper(Str s, size_t i)
{
    size_t from = i, to = i, letters = 0;
    while (from > 0 &&
           (is_letter((unsigned char)s.p[from - 1]) || (from > 1 && plain_umlaut(s, from - 2))))
        from -= is_letter((unsigned char)s.p[from - 1]) ? 1 : 2;
    while (to < s.n) {
        size_t u = plain_umlaut(s, to);
        if (!u && !is_letter((unsigned char)s.p[to])) break;
        to += u ? u : 1;
        letters++;
    }
    for (size_t k = from; k < i; k++)
        letters += is_letter((unsigned char)s.p[k]) || (unsigned char)s.p[k] == 0xC3;
    return letters <= 3 || i == from;
}

static void put_escaped(Buf *b, unsigned char c) { buf_printf(b, "%%%02X", c); }

/* The bits of all letters that do not have their usual case, as hexadecimal, lowest letter last. */
static void put_case_mask(Buf *b, Str s, bool skip_first)
{
    enum { BITS = 512 };
    unsigned char bit[BITS] = { 0 };
    size_t n = 0, top = 0;
    for (size_t i = 0; i < s.n; i++) {
        if (!is_letter((unsigned char)s.p[i]) || (skip_first && i == 0)) continue;
        bool up = s.p[i] <= 'Z';
        if (up != usual_upper(s, i) && n < BITS) {
            bit[n] = 1;
            top = n + 1;
        }
        n++;
    }
    if (!top) return;
    buf_char(b, '=');
    for (size_t d = (top + 3) / 4; d-- > 0;)
        buf_char(b,
                 "0123456789abcdef"[bit[4 * d] | bit[4 * d + 1] << 1 | bit[4 * d + 2] << 2 |
                                    bit[4 * d + 3] << 3]);
}

Str name_for_number(Arena *a, Str s)
{
    Buf b = { 0 };
    bool device = is_device(s);
    for (size_t i = 0; i < s.n; i++) {
        unsigned char c = (unsigned char)s.p[i];
        size_t u = plain_umlaut(s, i);
        if (u) {
            buf_bytes(&b, s.p + i, u);
            i += u - 1;
        } else if (i == 0 && (device || c == '.'))
            put_escaped(&b, c);
        else if (c == '/')
            buf_char(&b, '_');
        else if (c == ' ')
            buf_char(&b, '+');
        else if (is_letter(c) || is_digit(c) || c == '-' || c == '.')
            buf_char(&b, (char)c);
        else
            put_escaped(&b, c);
    }
    put_case_mask(&b, s, device);
    return buf_keep(a, &b);
}

static int hex(char c)
{
    return is_digit((unsigned char)c)        ? c - '0'
        : lower(c) >= 'a' && lower(c) <= 'f' ? lower(c) - 'a' + 10
                                             : -1;
}

static bool unescape(Buf *b, Str name)
{
    for (size_t i = 0; i < name.n; i++) {
        char c = name.p[i];
        if (c == '%') {
            if (i + 2 >= name.n || hex(name.p[i + 1]) < 0 || hex(name.p[i + 2]) < 0) return false;
            buf_char(b, (char)(hex(name.p[i + 1]) << 4 | hex(name.p[i + 2])));
            i += 2;
        } else
            buf_char(b, c == '_' ? '/' : c == '+' ? ' ' : c);
    }
    return true;
}

/* Gives each letter its usual case, turned where the mask has a bit. */
static void restore_case(char *p, size_t n, Str mask, bool skip_first)
{
    Str s = { p, n };
    size_t k = 0;
    for (size_t i = 0; i < n; i++) {
        if (!is_letter((unsigned char)p[i]) || (skip_first && i == 0)) continue;
        size_t d = k / 4;
        bool turned = d < mask.n && (hex(mask.p[mask.n - 1 - d]) >> (k % 4) & 1);
        p[i] = usual_upper(s, i) != turned ? upper(p[i]) : lower(p[i]);
        k++;
    }
}

bool number_for_name(Arena *a, Str name, Str *nummer)
{
    size_t eq = str_find(name, S("="));
    Str mask = { "", 0 };
    if (eq != (size_t)-1) {
        mask = str_sub(name, eq + 1, name.n - eq - 1);
        name = str_sub(name, 0, eq);
    }
    for (size_t i = 0; i < mask.n; i++)
        if (hex(mask.p[i]) < 0) return false;
    Buf b = { 0 };
    bool ok = unescape(&b, name);
    bool device = name.n && name.p[0] == '%' && is_device(buf_view(&b));
    if (ok) restore_case(b.p, b.n, mask, device);
    if (ok) *nummer = str_keep(a, buf_view(&b));
    buf_drop(&b);
    return ok;
}

Str name_for_paper(Arena *a, Str nummer, const OfficeOrder *w)
{
    return str_printf(a, "%.*s%s%s%s", STR_FMT(name_for_number(a, nummer)),
                      w->edition == EDITION_PUBLIC ? ".oeffentlich" : "",
                      w->large ? ".grossdruck" : "", office_format_end(w->format));
}

/* ---- of sessions ---- */

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

/* Letters, digits, '-', '_' and '.' only. */
static void safe(Buf *b, Str s)
{
    for (size_t i = 0; i < s.n; i++) {
        char c = s.p[i];
        bool good = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
            c == '-' || c == '_' || (c == '.' && i);
        if (good)
            buf_char(b, c);
        else if (b->n && b->p[b->n - 1] != '-')
            buf_char(b, '-');
    }
}

Str name_for_session(Arena *a, const Sitzung *z, Str who, const char *ext)
{
    Buf b = { 0 };
    date_iso(&b, z->beginn.day);
    buf_char(&b, '_');
    if (z->gremium.n)
        safe(&b, z->gremium);
    else
        name_plain(&b, z->gremium_name);
    if (who.n) {
        buf_char(&b, '.');
        safe(&b, who);
    }
    buf_z(&b, ext);
    return buf_keep(a, &b);
}

const char *office_format_end(OfficeFormat f)
{
#define X_(id, end) [FORMAT_##id] = end,
    static const char *const ends[FORMAT_N] = { [FORMAT_NONE] = "", OFFICE_FORMATS(X_) };
#undef X_
    return ends[f];
}
