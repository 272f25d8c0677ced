/* CIDs, subsets, the digest, and faces a style brings along. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>
#include <stdio.h>

#include "font/font.h"
#include "font/font_in.h"

static FontSet *set_of(Arena *a, Diags *d, Str own)
{
    FontRequest r = { .file = { own }, .file_name = { S("eigene.ttf") } };
    return fonts_new(a, d, &r);
}

static void use(FontSet *f, FontStyle s, const char *z)
{
    const Shaped *w = shape(f, s, str_of(z), S("de"), NO_PLACE);
    for (uint32_t i = 0; i < w->n; i++)
        font_cid(f, w->g[i].face, w->g[i].gid, str_sub(str_of(z), w->g[i].at, w->g[i].len));
}

static void cids(void **state)
{
    Arena *a = arena_new();
    FontSet *f = set_of(a, diags_new(a), S(""));
    const Shaped *w = shape(f, (FontStyle){ 0 }, S("A"), S("de"), NO_PLACE);
    uint16_t gid = w->g[0].gid;
    assert_int_equal(font_cid(f, 0, gid, S("A")), 1);
    assert_int_equal(font_cid(f, 0, gid, S("\u0391")), 2);
    assert_int_equal(font_cid(f, 0, gid, S("")), 3);
    assert_int_equal(font_cid(f, 0, gid, S("A")), 1);
    for (int i = 0; i < 70000; i++)
        assert_true(font_cid(f, 0, (uint16_t)(i % 50 + 1), str_printf(a, "%d", i)) != 0);
    fonts_drop(f);
    arena_drop(a);
}

static Subset subset_of(Arena *a, FontStyle s, const char *z)
{
    FontSet *f = set_of(a, diags_new(a), S(""));
    Subset sub;
    use(f, s, z);
    assert_true(font_subset(f, 0, &sub));
    for (uint32_t c = 1; c <= sub.ncids; c++) {
        assert_true(sub.gid[c] > 0 && sub.width[c] < 2000);
        assert_true(sub.gid[c] < sfnt_u16(sfnt_table(sub.data, "maxp"), 4));
    }
    fonts_drop(f);
    return sub;
}

static void subsets(void **state)
{
    Arena *a = arena_new();
    Subset one = subset_of(a, (FontStyle){ 0 }, "Vorlage 024/2024"),
           again = subset_of(a, (FontStyle){ 0 }, "Vorlage 024/2024");
    Subset other = subset_of(a, (FontStyle){ 0 }, "Vorlage 130/2022"),
           serif = subset_of(a, (FontStyle){ .italic = 1 }, "Vorlage");
    assert_true(str_eq(one.name, again.name) && str_eq(one.data, again.data));
    assert_false(str_eq(one.name, other.name));
    assert_true(str_ends(one.name, S("+NotoSans-Regular")) && one.name.p[6] == '+');
    assert_true(one.data.n > 1000 && one.data.n < 12000);
    assert_int_equal(face_fault(one.data), D_FONT_SCHADEN); /* no cmap: only for embedding */
    assert_int_equal(sfnt_table(one.data, "GSUB").n + sfnt_table(one.data, "cmap").n +
                         sfnt_table(one.data, "fpgm").n,
                     0);
    assert_float_equal(one.cap_height, 714, 0.1);
    assert_true(one.descent < 0 && one.italic_angle == 0 && !one.italic && !one.serif);
    assert_true(serif.italic && serif.italic_angle < 0);
    arena_drop(a);
}

static void widths(void **state)
{
    Arena *a = arena_new();
    FontSet *f = set_of(a, diags_new(a), S(""));
    const Shaped *w = shape(f, (FontStyle){ 0 }, S("☒−H"), S("de"), NO_PLACE);
    for (uint32_t i = 0; i < w->n; i++)
        assert_float_equal(font_pdf_advance(f, w->g[i].face, w->g[i].gid), w->g[i].adv, 0.00051);
    assert_int_equal(fonts_digest(f).n, 64);
    assert_true(str_eq(fonts_digest(f), fonts_digest(f)));
    fonts_drop(f);
    arena_drop(a);
}

/* ---- own faces: made from a built-in one ---- */

static Str builtin(Arena *a)
{
    Str s = { builtin_faces[0].from, (size_t)(builtin_faces[0].to - builtin_faces[0].from) };
    return str_keep(a, s);
}

static DiagCode told(Arena *a, Str own)
{
    Diags *d = diags_new(a);
    FontSet *f = set_of(a, d, own);
    DiagCode code = D_COUNT;
    if (diags_errors(d)) {
        code = diags_at(d, 0)->code;
        assert_int_equal(diags_errors(d), 1);
    }
    use(f, (FontStyle){ .bold = 1 }, "Es geht trotzdem weiter");
    fonts_drop(f);
    return code;
}

static void own_faces(void **state)
{
    Arena *a = arena_new();
    Str good = builtin(a);
    assert_int_equal(told(a, good), D_COUNT);
    for (size_t n = 1; n < good.n; n = n * 3 + 1) {
        DiagCode c = told(a, str_sub(good, 0, n));
        assert_true(c == D_FONT_SCHADEN || c == D_FONT_UMRISSE);
    }
    assert_int_equal(told(a, S("keine Schrift, nur Text")), D_FONT_SCHADEN);
    char *forbidden = (char *)sfnt_table(good, "OS/2").p;
    forbidden[9] = 2;
    assert_int_equal(told(a, good), D_FONT_EINBETTUNG);
    forbidden[9] = 8;
    assert_int_equal(told(a, good), D_COUNT);
    memcpy((char *)good.p, "OTTO", 4);
    assert_int_equal(told(a, good), D_FONT_UMRISSE);
    arena_drop(a);
}

/* Damage at any place: no crash, no reading outside. */
static void damaged_bytes(void **state)
{
    Arena *a = arena_new();
    Str whole = builtin(a);
    uint32_t seed = 1;
    for (int round = 0; round < 60; round++) {
        ArenaMark m = arena_mark(a);
        Str s = str_keep(a, whole);
        for (int i = 0; i < 200; i++) {
            seed = seed * 1664525u + 1013904223u;
            ((char *)s.p)[(seed >> 8) % (i % 2 ? s.n : 4096)] = (char)(seed >> 3);
        }
        Diags *d = diags_new(a);
        FontSet *f = set_of(a, d, s);
        use(f, (FontStyle){ 0 }, "Ärger mit Zeichen: ffi ạ̈ 12");
        Subset sub;
        assert_true(font_subset(f, 0, &sub));
        fonts_drop(f);
        arena_rewind(a, m);
    }
    arena_drop(a);
}

static void unknown_family(void **state)
{
    Arena *a = arena_new();
    Diags *d = diags_new(a);
    FontRequest r = { .family = { S("Notosans"), S("Noto Serf") } };
    FontSet *f = fonts_new(a, d, &r);
    assert_int_equal(diags_errors(d), 2);
    assert_true(str_is(diags_at(d, 0)->arg[1], "Noto Sans"));
    assert_true(str_is(diags_at(d, 1)->arg[1], "Noto Serif"));
    fonts_drop(f);
    arena_drop(a);
}

typedef struct {
    char op[400];
    size_t n;
    double most, least;
} Steps;

static void step(void *ctx, char op, const double *xy)
{
    Steps *s = ctx;
    assert_true(s->n < sizeof s->op - 1);
    s->op[s->n++] = op;
    for (int i = 0; i < (op == 'c' ? 6 : op == 'h' ? 0 : 2); i++) {
        if (xy[i] > s->most) s->most = xy[i];
        if (xy[i] < s->least) s->least = xy[i];
    }
}

/* "i" is two closed shapes, "o" two with curves, a blank none; all within the em. */
static void outlines(void **state)
{
    Arena *a = arena_new();
    FontSet *f = set_of(a, diags_new(a), S(""));
    const struct {
        const char *z;
        size_t shapes;
        bool curved;
    } want[] = { { "i", 2, true }, { "o", 2, true }, { "l", 1, false }, { " ", 0, false } };
    for (size_t i = 0; i < sizeof want / sizeof *want; i++) {
        const Shaped *w =
            shape(f, (FontStyle){ .family = 1 }, str_of(want[i].z), S("de"), NO_PLACE);
        Steps s = { .n = 0 };
        font_outline(f, w->g[0].face, w->g[0].gid, &(OutlineSink){ &s, step });
        size_t begun = 0, closed = 0;
        for (size_t k = 0; k < s.n; k++) begun += s.op[k] == 'm', closed += s.op[k] == 'h';
        assert_int_equal(begun, want[i].shapes);
        assert_int_equal(closed, want[i].shapes);
        assert_true((strchr(s.op, 'c') != NULL) == want[i].curved);
        assert_true(s.least > -0.3 && s.most < 1.1);
    }
    fonts_drop(f);
    arena_drop(a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(cids),          cmocka_unit_test(subsets),
        cmocka_unit_test(widths),        cmocka_unit_test(own_faces),
        cmocka_unit_test(damaged_bytes), cmocka_unit_test(unknown_family),
        cmocka_unit_test(outlines),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
