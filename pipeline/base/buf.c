/* Growing buffers with a cap. See str.h. */
#include "base/str.h"

#include <math.h>
#include <stdio.h>

Buf buf_new(size_t cap) { return (Buf){ .cap = cap }; }

void buf_drop(Buf *b)
{
    mem_free(b->p);
    *b = (Buf){ 0 };
}

Str buf_keep(Arena *a, Buf *b)
{
    Str s = str_keep(a, buf_view(b));
    buf_drop(b);
    return s;
}

void buf_clear(Buf *b)
{
    b->n = 0;
    b->over = false;
}

static bool make_room(Buf *b, size_t n)
{
    size_t cap = b->cap ? b->cap : BUF_CAP_DEFAULT;
    if (b->over || n > cap - b->n) {
        b->over = true;
        return false;
    }
    if (b->room - b->n >= n) return true;
    size_t room = b->room ? b->room + b->room / 2 : 256;
    if (room < b->n + n) room = b->n + n;
    if (room > cap) room = cap;
    b->p = mem_realloc(b->p, room);
    b->room = room;
    return true;
}

void buf_reserve(Buf *b, size_t n)
{
    if (n <= b->room || n > (b->cap ? b->cap : BUF_CAP_DEFAULT)) return;
    b->p = mem_realloc(b->p, n);
    b->room = n;
}

void buf_bytes(Buf *b, const void *p, size_t n)
{
    if (n == 0 || !make_room(b, n)) return;
    memcpy(b->p + b->n, p, n);
    b->n += n;
}

void buf_str(Buf *b, Str s) { buf_bytes(b, s.p, s.n); }
void buf_z(Buf *b, const char *z) { buf_bytes(b, z, strlen(z)); }
void buf_char(Buf *b, char c) { buf_bytes(b, &c, 1); }

void buf_utf8(Buf *b, uint32_t c)
{
    char t[4];
    buf_bytes(b, t, (size_t)utf8_put(t, c));
}

void buf_printf(Buf *b, const char *fmt, ...)
{
    char small[256];
    va_list ap, again;
    va_start(ap, fmt);
    va_copy(again, ap);
    int n = vsnprintf(small, sizeof small, fmt, ap);
    va_end(ap);
    if (n >= 0 && (size_t)n < sizeof small)
        buf_bytes(b, small, (size_t)n);
    else if (n > 0 && make_room(b, (size_t)n + 1)) {
        vsnprintf(b->p + b->n, (size_t)n + 1, fmt, again);
        b->n += (size_t)n;
    }
    va_end(again);
}

void buf_xml(Buf *b, Str s)
{
    for (size_t i = 0; i < s.n; i++) {
        switch (s.p[i]) {
        case '&': buf_z(b, "&amp;"); break;
        case '<': buf_z(b, "&lt;"); break;
        case '>': buf_z(b, "&gt;"); break;
        case '"': buf_z(b, "&quot;"); break;
        default:
            if ((unsigned char)s.p[i] >= 0x20) buf_char(b, s.p[i]);
        }
    }
}

void buf_int(Buf *b, int64_t v)
{
    char t[24];
    int i = sizeof t;
    uint64_t u = v < 0 ? 0 - (uint64_t)v : (uint64_t)v;
    do t[--i] = (char)('0' + u % 10);
    while (u /= 10);
    if (v < 0) t[--i] = '-';
    buf_bytes(b, t + i, sizeof t - (size_t)i);
}

/* Beyond 10^12 or for no number at all the integer path cannot serve: such values are errors of
 * ours, shown as 0. */
void buf_real(Buf *b, double v, int places)
{
    static const int64_t ten[] = { 1, 10, 100, 1000, 10000, 100000, 1000000 };
    places = places < 0 ? 0 : places > 6 ? 6 : places;
    if (!(fabs(v) < 1e12)) {
        buf_char(b, '0');
        return;
    }
    int64_t n = llround(v * (double)ten[places]);
    if (n < 0) {
        buf_char(b, '-');
        n = -n;
    }
    buf_int(b, n / ten[places]);
    int64_t f = n % ten[places];
    if (!f) return;
    char t[8];
    int k = places;
    for (int i = places - 1; i >= 0; i--, f /= 10) t[i] = (char)('0' + f % 10);
    while (k > 0 && t[k - 1] == '0') k--;
    buf_char(b, '.');
    buf_bytes(b, t, (size_t)k);
}
