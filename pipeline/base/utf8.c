/* UTF-8, strict: no surrogates, no overlong forms, nothing above U+10FFFF. */
#include "base/str.h"

/* Length of the well-formed sequence at i, its code point in *c; 0 where malformed. */
static int sequence(Str s, size_t i, uint32_t *c)
{
    unsigned char b = (unsigned char)s.p[i];
    if (b < 0x80) {
        *c = b;
        return 1;
    }
    int n = b >= 0xF0 ? 4 : b >= 0xE0 ? 3 : 2;
    if (b < 0xC2 || b > 0xF4 || s.n - i < (size_t)n) return 0;
    uint32_t v = b & (0x7F >> n);
    for (int k = 1; k < n; k++) {
        unsigned char t = (unsigned char)s.p[i + (size_t)k];
        if ((t & 0xC0) != 0x80) return 0;
        v = v << 6 | (t & 0x3F);
    }
    static const uint32_t least[] = { 0, 0, 0x80, 0x800, 0x10000 };
    if (v < least[n] || v > 0x10FFFF || (v >= 0xD800 && v < 0xE000)) return 0;
    *c = v;
    return n;
}

uint32_t utf8_next(Str s, size_t *at)
{
    uint32_t c = 0xFFFD;
    int n = sequence(s, *at, &c);
    *at += n ? (size_t)n : 1;
    return n ? c : 0xFFFD;
}

int utf8_put(char out[4], uint32_t c)
{
    if (c > 0x10FFFF || (c >= 0xD800 && c < 0xE000)) c = 0xFFFD;
    if (c < 0x80) {
        out[0] = (char)c;
        return 1;
    }
    if (c < 0x800) {
        out[0] = (char)(0xC0 | c >> 6);
        out[1] = (char)(0x80 | (c & 63));
        return 2;
    }
    if (c < 0x10000) {
        out[0] = (char)(0xE0 | c >> 12);
        out[1] = (char)(0x80 | (c >> 6 & 63));
        out[2] = (char)(0x80 | (c & 63));
        return 3;
    }
    out[0] = (char)(0xF0 | c >> 18);
    out[1] = (char)(0x80 | (c >> 12 & 63));
    out[2] = (char)(0x80 | (c >> 6 & 63));
    out[3] = (char)(0x80 | (c & 63));
    return 4;
}

size_t utf8_bad(Str s)
{
    uint32_t c;
    for (size_t i = 0; i < s.n;) {
        int n = sequence(s, i, &c);
        if (!n) return i;
        i += (size_t)n;
    }
    return (size_t)-1;
}

size_t utf8_count(Str s)
{
    size_t n = 0;
    for (size_t i = 0; i < s.n; n++) utf8_next(s, &i);
    return n;
}
