/* Unicode normalisation: of text (NFC, as everything behind reading expects it), and of names of
 * files, which some systems keep decomposed. */
#include <errno.h>
#include <stdlib.h>
#include <uninorm.h>
#include <unistd.h>

#include "base/check.h"
#include "base/file.h"

/* True where no code point can take part in a composition or has a decomposition: below U+0300, and
 * the dashes, quotes, spaces and signs of ordinary typing. Nearly all text is, and then costs no
 * normalisation. */
static bool surely_nfc(Str s)
{
    for (size_t at = 0; at < s.n;) {
        uint32_t c = utf8_next(s, &at);
        if (c >= 0x300 && !(c >= 0x2002 && c <= 0x2125) && !(c >= 0x2190 && c <= 0x21FF))
            return false;
    }
    return true;
}

static Str normalised(Arena *a, Str s, uninorm_t form)
{
    size_t n = 0;
    uint8_t *p = u8_normalize(form, (const uint8_t *)s.p, s.n, NULL, &n);
    if (!p && errno == EILSEQ) return s; /* no UTF-8: a name may be anything */
    if (!p) { /* no memory: tell it in the program's way, which does not return */
        mem_free(mem_alloc(SIZE_MAX / 2));
        CHECK(false);
    }
    Str out = { arena_copy(a, p, n), n };
    free(p);
    return out;
}

Str utf8_nfc(Arena *a, Str s) { return surely_nfc(s) ? s : normalised(a, s, UNINORM_NFC); }

static bool is_ascii(Str s)
{
    for (size_t i = 0; i < s.n; i++)
        if ((unsigned char)s.p[i] >= 0x80) return false;
    return true;
}

const char *path_on_disk(Arena *a, const char *path)
{
    Str s = str_of(path);
    if (is_ascii(s) || !access(path, F_OK)) return path;
    const char *all = str_z(a, normalised(a, s, UNINORM_NFD));
    if (!access(all, F_OK)) return all;
    const char *last = path_beside(
        a, path,
        normalised(a, str_of(strrchr(path, '/') ? strrchr(path, '/') + 1 : path), UNINORM_NFD));
    return access(last, F_OK) ? path : last;
}
