/* Hyphenation: the compiled table against a plain reading of the pattern file, compounds, names,
 * what is never broken. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>

#include "font/font.h"
#include "font/hyph_in.h"

#define PATTERNS \
    "/usr/share/texlive/texmf-dist/tex/generic/hyph-utf8/patterns/txt/hyph-de-1996.pat.txt"
#define WORDS "/usr/share/dict/ngerman"

static Str broken(Arena *a, const char *z, const char *lang)
{
    Str w = str_of(z);
    uint8_t *out = arena_alloc(a, w.n);
    Buf b = { 0 };
    int n = hyphenate(w, str_of(lang), out);
    for (size_t i = 0; i < w.n; i++) {
        if (out[i]) buf_char(&b, " |-~"[out[i]]);
        n -= out[i] != 0;
        buf_char(&b, w.p[i]);
    }
    assert_int_equal(n, 0);
    return buf_keep(a, &b);
}

/* Each word of the file is broken just so; returns how many there are. */
static int words_of(const char *path)
{
    Arena *a = arena_new();
    FILE *f = fopen(path, "r");
    char line[200];
    int n = 0;
    assert_non_null(f);
    while (fgets(line, sizeof line, f)) {
        line[strcspn(line, "\n")] = 0;
        if (line[0] == '#') continue;
        Buf plain = { 0 };
        for (char *p = line; *p; p++)
            if (!strchr("|-~", *p)) buf_char(&plain, *p);
        Str got = broken(a, str_z(a, buf_view(&plain)), "de-DE");
        if (!str_is(got, line)) fail_msg("%s: got %.*s", line, STR_FMT(got));
        buf_drop(&plain);
        n++;
    }
    fclose(f);
    arena_drop(a);
    return n;
}

static void compounds(void **state)
{
    assert_true(words_of("tests/data/hyphen/komposita.txt") >= 60);
}

static void council_words(void **state)
{
    assert_true(words_of("tests/data/hyphen/ratswoerter.txt") >= 1300);
}

static void pieces_and_unbroken(void **state)
{
    static const struct {
        const char *word, *lang, *want;
    } rows[] = {
        { "Baden-Württemberg", "de", "Baden-Würt~tem~berg" },
        { "KI-Allianz", "de", "KI-Al~li~anz" },
        { "Popup-Labor", "de", "Popup-Labor" },
        { "(Landkreisverwaltung),", "de", "(Land-kreis|ver-wal-tung)," },
        { "„Haushaltsplan“", "de", "„Haus-halts|plan“" },
        { "LANDKREIS", "de", "LAND-KREIS" },
        { "BITVUG", "de", "BITVUG" },
        { "OParlServer", "de", "OParlServer" },
        { "Datum", "de", "Datum" },
        { "www.landkreisverwaltung.example", "de", "www.landkreisverwaltung.example" },
        { "post@landkreisverwaltung.example", "de", "post@landkreisverwaltung.example" },
        { "Haushaltsplan", "en", "Haushaltsplan" },
        { "Haushaltsplan", "", "Haushaltsplan" },
        { "Haushaltsplan", "DE-at", "Haus-halts|plan" },
        { "Haus\u00ADhaltsplan", "de", "Haus\u00AD|haltsplan" },
        { "inter\u00ADnational", "en", "inter\u00AD|national" },
        { "Haushaltsplan\u00AD", "de", "Haushaltsplan\u00AD" },
        { "", "de", "" },
        { "2024", "de", "2024" },
        { "STRAẞENBAUAMT", "de", "STRA-ẞEN|BAU|AMT" },
    };
    Arena *a = arena_new();
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        Str got = broken(a, rows[i].word, rows[i].lang);
        if (!str_is(got, rows[i].want))
            fail_msg("%s (%s): got %.*s", rows[i].word, rows[i].lang, STR_FMT(got));
    }
    arena_drop(a);
}

/* Long and odd words: no overflow, least fragments kept. */
static void long_words(void **state)
{
    Arena *a = arena_new();
    Buf b = { 0 };
    for (int i = 0; i < 60; i++) buf_z(&b, i % 3 ? "verwaltungs" : "\xF0\x9F\x98\x80Änderungs");
    Str w = buf_view(&b);
    uint8_t *out = arena_alloc(a, w.n);
    assert_true(hyphenate(w, S("de"), out) > 50);
    assert_int_equal(out[0] | out[1] | out[w.n - 1] | out[w.n - 2], 0);
    buf_drop(&b);
    arena_drop(a);
}

/* ---- the plain reading ---- */

typedef struct {
    char *line;
    char letters[64];
} Pattern;
typedef struct {
    Pattern *p;
    size_t n, room;
} Patterns;

static int by_letters(const void *a, const void *b)
{
    return strcmp(((const Pattern *)a)->letters, ((const Pattern *)b)->letters);
}

static bool patterns_read(Arena *a, Patterns *out)
{
    const char *path = getenv("HYPH_PAT");
    FILE *f = fopen(path ? path : PATTERNS, "r");
    char line[200];
    if (!f) return false;
    out->p = ARENA_NEW_N(a, Pattern, 60000);
    while (fgets(line, sizeof line, f) && out->n < 60000) {
        line[strcspn(line, "\r\n")] = 0;
        Pattern *p = &out->p[out->n];
        size_t k = 0;
        for (char *c = line; *c; c++)
            if (*c < '0' || *c > '9') p->letters[k++] = *c;
        p->line = str_z(a, str_of(line));
        out->n += k > 0;
    }
    fclose(f);
    qsort(out->p, out->n, sizeof *out->p, by_letters);
    return true;
}

/* level[i]: before byte i of ".word." */
static void plain_levels(const Patterns *all, const char *dotted, uint8_t *level)
{
    size_t n = strlen(dotted);
    memset(level, 0, n + 1);
    for (size_t i = 0; i < n; i++)
        for (size_t len = 1; i + len <= n && len < 40; len++) {
            Pattern key = { 0 };
            memcpy(key.letters, dotted + i, len);
            const Pattern *p = bsearch(&key, all->p, all->n, sizeof key, by_letters);
            size_t at = i;
            for (const char *c = p ? p->line : ""; *c; c++) {
                if (*c < '0' || *c > '9')
                    at++;
                else if (level[at] < *c - '0')
                    level[at] = (uint8_t)(*c - '0');
            }
        }
}

/* Small letters of the word into dotted, numbers into letter with their offsets; false: letters
 * outside the tables. */
static bool small_word(const char *line, char *dotted, uint8_t *letter, size_t *at, size_t *n)
{
    Str w = str_of(line);
    size_t i = 0, k = 1;
    dotted[0] = '.';
    for (*n = 0; i < w.n; ++*n) {
        uint32_t c = utf8_next(w, &i);
        c += (c >= 'A' && c <= 'Z') || (c >= 0xC0 && c <= 0xDE) ? 32 : 0;
        letter[*n] = hyph_letter(c);
        if (letter[*n] == 0) return false;
        at[*n] = k;
        k += (size_t)utf8_put(dotted + k, c);
    }
    strcpy(dotted + k, ".");
    return *n > 1;
}

static void trie_is_the_pattern_file(void **state)
{
    Arena *a = arena_new();
    Patterns all = { 0 };
    FILE *f = fopen(WORDS, "r");
    if (!f || !patterns_read(a, &all)) {
        print_message("skipped: needs %s (wngerman) and the pattern file\n", WORDS);
        arena_drop(a);
        skip();
    }
    char line[200], dotted[512];
    uint8_t letter[200], mine[200], plain[512];
    size_t at[200], n, words = 0;
    for (size_t i = 0; fgets(line, sizeof line, f); i++) {
        line[strcspn(line, "\n")] = 0;
        if (i % 17 || !small_word(line, dotted, letter, at, &n)) continue;
        hyph_levels(letter, n, mine);
        plain_levels(&all, dotted, plain);
        for (size_t k = 0; k < n; k++)
            if (mine[k] != plain[at[k]])
                fail_msg("%s: level %d before letter %zu, plainly %d", line, mine[k], k,
                         plain[at[k]]);
        words++;
    }
    fclose(f);
    assert_true(words >= 20000);
    arena_drop(a);
}

/* Remembered breaks are those of the patterns, met once or twice, and whatever word came between.
 */
static void remembered(void **state)
{
    Arena *a = arena_new();
    FontSet *f =
        fonts_new(a, diags_new(a), &(FontRequest){ .family = { S("Noto Sans"), S("Noto Sans") } });
    FILE *list = fopen(WORDS, "r");
    char line[200];
    uint8_t want[200], got[200];
    assert_non_null(f);
    if (!list) skip();
    for (int i = 0; i < 20000 && fgets(line, sizeof line, list); i++) {
        Str w = str_trim(str_of(line));
        int n = hyphenate(w, S("de-DE"), want);
        for (int twice = 0; twice < 2; twice++) {
            assert_int_equal(hyphenate_kept(f, w, S("de-DE"), got), n);
            if (w.n) assert_memory_equal(got, want, w.n);
        }
    }
    Str english = S("Verwaltung");
    assert_int_equal(hyphenate_kept(f, english, S("de"), got), hyphenate(english, S("de"), want));
    assert_int_equal(hyphenate_kept(f, english, S("en"), got), 0);
    fclose(list);
    fonts_drop(f);
    arena_drop(a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(compounds),
        cmocka_unit_test(council_words),
        cmocka_unit_test(pieces_and_unbroken),
        cmocka_unit_test(long_words),
        cmocka_unit_test(trie_is_the_pattern_file),
        cmocka_unit_test(remembered),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
