/* Exact decimals. See decimal.h. */
#include "base/decimal.h"

typedef __int128 wide;

static const int64_t ten[] = { 1,      10,      100,      1000,      10000,
                               100000, 1000000, 10000000, 100000000, 1000000000 };

bool dec_parse(Str s, Dec *out)
{
    size_t i = 0;
    bool neg = s.n && s.p[0] == '-', point = false;
    if (neg) i++;
    int digits = 0, scale = 0;
    int64_t v = 0;
    for (; i < s.n; i++) {
        if (s.p[i] == '.' && !point && digits) {
            point = true;
            continue;
        }
        if (s.p[i] < '0' || s.p[i] > '9' || ++digits > 15) return false;
        v = v * 10 + (s.p[i] - '0');
        scale += point;
    }
    if (!digits || scale > 9 || (point && !scale)) return false;
    *out = (Dec){ neg ? -v : v, (uint8_t)scale, true };
    return true;
}

bool money_parse(Str s, Money *out)
{
    Dec d;
    if (!dec_parse(s, &d) || d.scale > 2) return false;
    int64_t c;
    if (__builtin_mul_overflow(d.v, ten[2 - d.scale], &c)) return false;
    *out = (Money){ c, true };
    return true;
}

bool money_add(Money a, Money b, Money *out)
{
    int64_t c;
    if (!a.set || !b.set || __builtin_add_overflow(a.cents, b.cents, &c)) return false;
    *out = (Money){ c, true };
    return true;
}

bool money_sub(Money a, Money b, Money *out)
{
    int64_t c;
    if (!a.set || !b.set || __builtin_sub_overflow(a.cents, b.cents, &c)) return false;
    *out = (Money){ c, true };
    return true;
}

/* n / d, half away from zero; d > 0. */
static wide divide(wide n, wide d)
{
    wide q = n / d, r = n % d;
    if (r < 0 ? -2 * r >= d : 2 * r >= d) q += n < 0 ? -1 : 1;
    return q;
}

static bool fits(wide w, int64_t *out)
{
    if (w > INT64_MAX || w < INT64_MIN) return false;
    *out = (int64_t)w;
    return true;
}

bool money_percent(Money base, Dec p, Money *out)
{
    int64_t c;
    if (!base.set || !p.set || !fits(divide((wide)base.cents * p.v, (wide)100 * ten[p.scale]), &c))
        return false;
    *out = (Money){ c, true };
    return true;
}

bool money_ratio(Money part, Money whole, uint8_t scale, Dec *out)
{
    int64_t v;
    if (!part.set || !whole.set || whole.cents == 0 || scale > 9) return false;
    wide n = (wide)part.cents * 100 * ten[scale], d = whole.cents;
    if (d < 0) {
        n = -n;
        d = -d;
    }
    if (!fits(divide(n, d), &v)) return false;
    *out = (Dec){ v, scale, true };
    return true;
}

bool money_round(Money m, int64_t unit, Money *out)
{
    int64_t c;
    if (!m.set || unit <= 0 || !fits(divide(m.cents, unit) * unit, &c)) return false;
    *out = (Money){ c, true };
    return true;
}

static void grouped(Buf *b, uint64_t u, bool group)
{
    char t[32];
    int i = sizeof t, k = 0;
    do {
        if (group && k && k % 3 == 0) t[--i] = '.';
        t[--i] = (char)('0' + u % 10);
        k++;
    } while (u /= 10);
    buf_bytes(b, t + i, sizeof t - (size_t)i);
}

static uint64_t magnitude(int64_t v) { return v < 0 ? 0 - (uint64_t)v : (uint64_t)v; }

static void fraction(Buf *b, char point, uint64_t f, int places)
{
    buf_char(b, point);
    for (int i = places - 1; i >= 0; i--) buf_char(b, (char)('0' + f / (uint64_t)ten[i] % 10));
}

void money_de(Buf *b, Money m, int places)
{
    uint64_t u = magnitude(m.cents);
    if (m.cents < 0) buf_z(b, "\u2212");
    grouped(b, u / 100, true);
    if (places || u % 100) fraction(b, ',', u % 100, 2);
}

void dec_de(Buf *b, Dec d, bool group)
{
    uint64_t u = magnitude(d.v), s = (uint64_t)ten[d.scale];
    if (d.v < 0) buf_z(b, "\u2212");
    grouped(b, u / s, group);
    if (d.scale) fraction(b, ',', u % s, d.scale);
}

void dec_xml(Buf *b, Dec d)
{
    uint64_t u = magnitude(d.v), s = (uint64_t)ten[d.scale];
    if (d.v < 0) buf_char(b, '-');
    grouped(b, u / s, false);
    if (d.scale) fraction(b, '.', u % s, d.scale);
}

void money_xml(Buf *b, Money m) { dec_xml(b, (Dec){ m.cents, 2, true }); }

int dec_cmp(Dec a, Dec b)
{
    wide x = (wide)a.v * ten[b.scale], y = (wide)b.v * ten[a.scale];
    return (x > y) - (x < y);
}
