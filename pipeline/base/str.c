/* Slices. See str.h. */
#include "base/str.h"

#include <stdio.h>

bool str_eq(Str a, Str b) { return a.n == b.n && (a.n == 0 || memcmp(a.p, b.p, a.n) == 0); }

bool str_is(Str a, const char *z)
{
    size_t n = strlen(z);
    return a.n == n && (n == 0 || memcmp(a.p, z, n) == 0);
}

int str_cmp(Str a, Str b)
{
    size_t n = a.n < b.n ? a.n : b.n;
    int c = n ? memcmp(a.p, b.p, n) : 0;
    return c ? c : (a.n > b.n) - (a.n < b.n);
}

static unsigned char small(char c) { return (unsigned char)(c >= 'A' && c <= 'Z' ? c + 32 : c); }

int str_casecmp(Str a, Str b)
{
    for (size_t i = 0; i < a.n && i < b.n; i++)
        if (small(a.p[i]) != small(b.p[i])) return small(a.p[i]) - small(b.p[i]);
    return (a.n > b.n) - (a.n < b.n);
}

bool str_starts(Str s, Str prefix)
{
    return s.n >= prefix.n && (prefix.n == 0 || memcmp(s.p, prefix.p, prefix.n) == 0);
}
bool str_ends(Str s, Str suffix)
{
    return s.n >= suffix.n &&
        (suffix.n == 0 || memcmp(s.p + s.n - suffix.n, suffix.p, suffix.n) == 0);
}

size_t str_find(Str s, Str needle)
{
    if (needle.n == 0) return 0;
    for (size_t i = 0; i + needle.n <= s.n; i++) {
        const char *q = memchr(s.p + i, needle.p[0], s.n - needle.n - i + 1);
        if (!q) break;
        i = (size_t)(q - s.p);
        if (memcmp(q, needle.p, needle.n) == 0) return i;
    }
    return (size_t)-1;
}

static bool is_space(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }

Str str_trim(Str s)
{
    while (s.n && is_space(s.p[0])) {
        s.p++;
        s.n--;
    }
    while (s.n && is_space(s.p[s.n - 1])) s.n--;
    return s;
}

Str str_sub(Str s, size_t from, size_t n)
{
    if (from > s.n) from = s.n;
    if (n > s.n - from) n = s.n - from;
    return (Str){ s.p + from, n };
}

Str str_keep(Arena *a, Str s) { return (Str){ arena_copy(a, s.p, s.n), s.n }; }
char *str_z(Arena *a, Str s) { return arena_copy(a, s.p, s.n); }

Str str_printf(Arena *a, const char *fmt, ...)
{
    va_list ap, again;
    va_start(ap, fmt);
    va_copy(again, ap);
    int n = vsnprintf(NULL, 0, fmt, ap);
    va_end(ap);
    char *p = arena_alloc(a, (size_t)(n > 0 ? n : 0) + 1);
    if (n > 0) vsnprintf(p, (size_t)n + 1, fmt, again);
    va_end(again);
    return (Str){ p, n > 0 ? (size_t)n : 0 };
}

uint32_t str_hash(Str s)
{
    uint32_t h = 2166136261u;
    for (size_t i = 0; i < s.n; i++) h = (h ^ (unsigned char)s.p[i]) * 16777619u;
    return h ^ h >> 15;
}
