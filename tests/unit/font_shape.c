/* Shaping: every character of DIN 91379 in all faces, kerning, ligatures, figures, fallback,
 * replacement, the cache. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>
#include <stdio.h>

#include "font/font.h"

typedef struct {
    Arena *a;
    Diags *d;
    FontSet *f;
} Fixture;

static Fixture begin(void)
{
    Fixture x = { .a = arena_new() };
    FontRequest r = { .family = { S("Noto Sans"), S("noto serif") } };
    x.d = diags_new(x.a);
    x.f = fonts_new(x.a, x.d, &r);
    assert_int_equal(diags_count(x.d), 0);
    return x;
}

static void end(Fixture x)
{
    fonts_drop(x.f);
    arena_drop(x.a);
}

static const Shaped *de(Fixture x, FontStyle s, const char *z)
{
    return shape(x.f, s, str_of(z), S("de"), NO_PLACE);
}

/* Text the glyphs stand for, in order. */
static Str text_of(Fixture x, const Shaped *w, const char *z)
{
    Buf b = { 0 };
    for (uint32_t i = 0; i < w->n; i++) buf_str(&b, str_sub(str_of(z), w->g[i].at, w->g[i].len));
    return buf_keep(x.a, &b);
}

static void check_line(Fixture x, const char *group, const char *code, const char *z)
{
    for (uint8_t k = 0; k < 8; k++) {
        FontStyle s = { .family = k / 4, .bold = k & 1, .italic = k >> 1 & 1 };
        const Shaped *w = de(x, s, z);
        if (w->n == 0) fail_msg("%s %s: nothing in style %d", group, code, k);
        for (uint32_t i = 0; i < w->n; i++) {
            if (w->g[i].gid == 0 || w->g[i].face != w->g[0].face)
                fail_msg("%s %s: no glyph, or two faces, in style %d", group, code, k);
            /* A mark stands where the base wants it: it takes no room and is moved. */
            if (i && (w->g[i].adv != 0 || (w->g[i].dx == 0 && w->g[i].dy == 0)))
                fail_msg("%s %s: mark not placed in style %d", group, code, k);
        }
        if (strcmp(group, "bll") == 0 && w->g[0].face != de(x, s, "A")->g[0].face)
            fail_msg("%s %s: not in the text's own face, style %d", group, code, k);
        assert_true(str_is(text_of(x, w, z), z));
    }
}

static void din_91379(void **state)
{
    Fixture x = begin();
    FILE *f = fopen("tests/data/din91379.txt", "r");
    char line[400];
    int n = 0;
    assert_non_null(f);
    while (fgets(line, sizeof line, f)) {
        char *group = strtok(line, "\t\n"), *code = strtok(NULL, "\t\n"), *z = strtok(NULL, "\t\n");
        if (line[0] == '#') continue;
        assert_non_null(z);
        if (strstr(code, "035F")) /* the bar under two letters is two clusters */
            assert_true(de(x, (FontStyle){ 0 }, z)->n >= 3);
        else
            check_line(x, group, code, z);
        n++;
    }
    fclose(f);
    assert_true(n > 900);
    assert_int_equal(diags_count(x.d), 0);
    end(x);
}

static void kerning_and_ligatures(void **state)
{
    Fixture x = begin();
    FontStyle s = { 0 };
    assert_true(de(x, s, "AV")->width < de(x, s, "A")->width + de(x, s, "V")->width);
    const Shaped *ffi = de(x, (FontStyle){ .family = FAMILY_TITLE }, "ffi");
    assert_true(ffi->n < 3);
    assert_true(str_is(text_of(x, ffi, "ffi"), "ffi"));
    /* A soft hyphen at the joint: no glyph, no ligature, and its bytes belong to no glyph. */
    const char *joint = "f\u00ADf";
    const Shaped *parted = de(x, (FontStyle){ .family = FAMILY_TITLE }, joint);
    assert_int_equal(parted->n, 2);
    assert_true(str_is(text_of(x, parted, joint), "ff"));
    assert_int_equal(de(x, s, "\u00AD\u200B")->n, 0);
    assert_int_equal(de(x, s, "")->n, 0);
    end(x);
}

static void figures_of_one_width(void **state)
{
    Fixture x = begin();
    for (uint8_t family = 0; family < FAMILY_N; family++) {
        FontStyle s = { .family = family, .tabular = 1 };
        double w = de(x, s, "0")->width;
        for (char c[2] = "1"; *c <= '9'; ++*c) assert_float_equal(de(x, s, c)->width, w, 1e-9);
        assert_float_equal(de(x, s, "1117")->width, 4 * w, 1e-9);
    }
    end(x);
}

static void missing_characters(void **state)
{
    Fixture x = begin();
    const char *z = "a\u4E2D\u4E2Db";
    const Shaped *w = shape(x.f, (FontStyle){ 0 }, str_of(z), S("de"), NO_PLACE);
    shape(x.f, (FontStyle){ .bold = 1 }, str_of(z), S("de"), NO_PLACE);
    assert_int_equal(w->n, 4);
    assert_true(w->g[1].gid != 0);
    assert_true(str_is(text_of(x, w, z), z));
    assert_int_equal(diags_count(x.d), 1);
    assert_int_equal(diags_at(x.d, 0)->code, D_FONT_ZEICHEN);
    assert_true(str_is(diags_at(x.d, 0)->arg[0], "U+4E2D"));
    end(x);
}

static void signs_and_scripts(void **state)
{
    Fixture x = begin();
    const char *z = "−5 ☒ Ω Ж";
    const Shaped *w = de(x, (FontStyle){ 0 }, z);
    assert_true(str_is(text_of(x, w, z), z));
    assert_int_equal(diags_count(x.d), 0);
    /* A long piece with every kind of change between faces. */
    Buf b = { 0 };
    for (int i = 0; i < 500; i++) buf_z(&b, "aЖ☒−Ω\u0301 ");
    Str text = buf_view(&b);
    assert_true(shape(x.f, (FontStyle){ 0 }, text, S("de"), NO_PLACE)->n >= 3000);
    buf_drop(&b);
    end(x);
}

static void cache(void **state)
{
    Fixture x = begin();
    FontStyle s = { 0 }, bold = { .bold = 1 };
    const Shaped *w = de(x, s, "Vorlage");
    for (int i = 0; i < 5000; i++) shape(x.f, s, str_printf(x.a, "Wort%d", i), S("de"), NO_PLACE);
    assert_ptr_equal(w, de(x, s, "Vorlage"));
    assert_ptr_not_equal(w, de(x, bold, "Vorlage"));
    assert_ptr_not_equal(w, shape(x.f, s, S("Vorlage"), S("en"), NO_PLACE));
    assert_ptr_equal(w, de(x, s, "Vorlage"));
    end(x);
}

/* Bytes that are no UTF-8 do not come here from the reader; they must do no harm all the same. */
static void bad_bytes(void **state)
{
    Fixture x = begin();
    const Shaped *w = shape(x.f, (FontStyle){ 0 }, (Str){ "a\xFF\xC3", 3 }, S("de"), NO_PLACE);
    assert_int_equal(w->n, 3);
    end(x);
}

static void metrics(void **state)
{
    Fixture x = begin();
    Metrics m = font_metrics(x.f, (FontStyle){ 0 });
    assert_float_equal(m.cap_height, 0.714, 1e-6);
    assert_float_equal(m.x_height, 0.536, 1e-6);
    assert_float_equal(m.space, 0.26, 1e-6);
    assert_true(m.ascent > 0.9 && m.descent > 0.2 && m.descent < 0.4);
    end(x);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(din_91379),
        cmocka_unit_test(kerning_and_ligatures),
        cmocka_unit_test(figures_of_one_width),
        cmocka_unit_test(missing_characters),
        cmocka_unit_test(signs_and_scripts),
        cmocka_unit_test(cache),
        cmocka_unit_test(bad_bytes),
        cmocka_unit_test(metrics),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
