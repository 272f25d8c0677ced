/* Edit distance with transposition (optimal string alignment) and the nearest of some words. */
#include "base/spell.h"

static int min_int(int a, int b) { return a < b ? a : b; }

int spell_distance(Str a, Str b)
{
    if (a.n > SPELL_MAX || b.n > SPELL_MAX) return 99;
    int row[3][SPELL_MAX + 1];
    for (size_t j = 0; j <= b.n; j++) row[0][j] = (int)j;
    for (size_t i = 1; i <= a.n; i++) {
        int *now = row[i % 3], *up = row[(i + 2) % 3], *two = row[(i + 1) % 3];
        now[0] = (int)i;
        for (size_t j = 1; j <= b.n; j++) {
            int best = up[j - 1] + (a.p[i - 1] != b.p[j - 1]);
            best = min_int(best, min_int(up[j], now[j - 1]) + 1);
            if (i > 1 && j > 1 && a.p[i - 1] == b.p[j - 2] && a.p[i - 2] == b.p[j - 1])
                best = min_int(best, two[j - 2] + 1);
            now[j] = best;
        }
    }
    return row[a.n % 3][b.n];
}

/* Lower case, umlauts spelled out, '_' and blanks as '-'. Returns the length, or SPELL_MAX + 1
 * where it does not fit. */
static size_t fold(Str s, char out[SPELL_MAX + 8])
{
    size_t n = 0;
    for (size_t at = 0; at < s.n;) {
        uint32_t c = utf8_next(s, &at);
        if (n > SPELL_MAX) return SPELL_MAX + 1;
        if (c >= 'A' && c <= 'Z') c += 32;
        const char *two = c == 0xE4 || c == 0xC4 ? "ae"
            : c == 0xF6 || c == 0xD6             ? "oe"
            : c == 0xFC || c == 0xDC             ? "ue"
            : c == 0xDF                          ? "ss"
                                                 : NULL;
        if (two) {
            out[n++] = two[0];
            out[n++] = two[1];
        } else if (c < 0x80) {
            out[n++] = c == '_' || c == ' ' ? '-' : (char)c;
        } else {
            char z[4];
            int k = utf8_put(z, c);
            memcpy(out + n, z, (size_t)k);
            n += (size_t)k;
        }
    }
    return n;
}

int spell_nearest(Str word, const Str *list, int n)
{
    char w[SPELL_MAX + 8], x[SPELL_MAX + 8];
    size_t wn = fold(word, w);
    int best = -1, limit = (int)(wn / 3) + (wn > 3);
    if (wn == 0 || wn > SPELL_MAX) return -1;
    for (int i = 0; i < n; i++) {
        size_t xn = fold(list[i], x);
        if (xn > SPELL_MAX || xn == 0) continue;
        int d = spell_distance((Str){ w, wn }, (Str){ x, xn });
        if (d <= limit && d < (int)xn && (best < 0 || d < limit)) {
            best = i;
            limit = d;
        }
    }
    return best;
}
