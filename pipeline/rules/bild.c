/* Pictures and files: alternative texts that say something, names that stay within the paper's
 * folder. */
#include "base/file.h"
#include "rules/rules_in.h"

static char lower(char c) { return c >= 'A' && c <= 'Z' ? (char)(c + 32) : c; }

static bool same_word(Str a, Str b)
{
    if (a.n != b.n) return false;
    for (size_t i = 0; i < a.n; i++)
        if (lower(a.p[i]) != lower(b.p[i])) return false;
    return true;
}

static bool ends_like_file(Str s)
{
    static const char *const ends[] = { ".png",  ".jpg", ".jpeg", ".gif", ".tif",
                                        ".tiff", ".svg", ".bmp",  ".pdf", ".webp" };
    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++) {
        size_t n = strlen(ends[i]);
        if (s.n >= n && same_word(str_sub(s, s.n - n, n), str_of(ends[i]))) return true;
    }
    return false;
}

static Str base_name(Str path)
{
    size_t from = path.n, to = path.n;
    while (from && path.p[from - 1] != '/') from--;
    for (size_t i = from; i < path.n; i++)
        if (path.p[i] == '.') to = i;
    return str_sub(path, from, to - from);
}

/* A file's name, or a word that fits every picture. */
static bool says_nothing(Str alt, Str datei)
{
    static const char *const empty[] = { "bild", "foto",     "grafik", "abbildung", "image",
                                         "logo", "diagramm", "karte",  "x",         "alt" };
    alt = str_trim(alt);
    bool one_word = str_find(alt, S(" ")) == (size_t)-1;
    if ((one_word && ends_like_file(alt)) || same_word(alt, base_name(datei))) return true;
    for (size_t i = 0; i < sizeof empty / sizeof *empty; i++)
        if (same_word(alt, str_of(empty[i]))) return true;
    return false;
}

static void path(Rules *r, Place at, Str datei)
{
    if (datei.n && !path_is_safe(datei))
        diag_strs(r->d, D_DATEI_AUSSERHALB, rule_attr(r, at, "datei"), 1, &datei);
}

static void picture(void *ctx, const Block *b)
{
    Rules *r = ctx;
    const Bild *p = b->kind == BK_BILD ? b->bild : NULL;
    if (!p) return;
    path(r, b->at, p->datei);
    if (!p->alt.n && !p->schmuck)
        diag_strs(r->d, D_BILD_OHNE_ALT, rule_name(r, b->at), 1, &p->datei);
    if (p->alt.n && p->schmuck)
        diag(r->d, D_BILD_SCHMUCK_ALT, rule_attr(r, b->at, "schmuck"), (const char *)NULL);
    if (p->alt.n && says_nothing(p->alt, p->datei))
        diag_strs(r->d, D_BILD_ALT_NAME, rule_attr(r, b->at, "alt"), 1, &p->alt);
}

void rules_bilder(Rules *r)
{
    walk_vorlage(r->v, &(Walk){ .ctx = r, .block = picture });
    for (int i = 0; i < r->v->nanlagen; i++) path(r, r->v->anlagen[i].at, r->v->anlagen[i].datei);
}
