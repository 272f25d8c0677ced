/* Slices, UTF-8 and buffers. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>

#include <float.h>
#include <locale.h>
#include <math.h>

#include "base/str.h"

static void slices(void **state)
{
    Str none = { NULL, 0 };
    assert_true(str_eq(none, S("")));
    assert_true(str_is(none, ""));
    assert_false(str_eq(S("a"), S("ab")));
    assert_true(str_cmp(S("a"), S("ab")) < 0);
    assert_true(str_cmp(S("z"), S("\xC3\xA4")) < 0);
    assert_true(str_starts(S("Vorlage"), S("Vor")));
    assert_false(str_starts(S("Vo"), S("Vor")));
    assert_true(str_ends(S("Vorlage"), S("lage")));
    assert_true(str_ends(none, none));
    assert_int_equal(str_find(S("aaab"), S("aab")), 1);
    assert_int_equal(str_find(S("abc"), S("")), 0);
    assert_true(str_find(S("ab"), S("abc")) == (size_t)-1);
    assert_true(str_find(none, S("a")) == (size_t)-1);
    assert_true(str_is(str_trim(S(" \t\r\na b\n")), "a b"));
    assert_int_equal(str_trim(S("  ")).n, 0);
    assert_true(str_is(str_sub(S("abc"), 1, 99), "bc"));
    assert_int_equal(str_sub(S("abc"), 9, 1).n, 0);
}

static void in_the_arena(void **state)
{
    Arena *a = arena_new();
    assert_string_equal(str_z(a, str_sub(S("abc"), 1, 1)), "b");
    assert_int_equal(str_keep(a, (Str){ NULL, 0 }).n, 0);
    assert_int_equal(str_printf(a, "%0500d", 7).n, 500);
    assert_int_equal(str_hash(S("x")), str_hash(str_keep(a, S("x"))));
    arena_drop(a);
}

static void utf8_wrong(void **state)
{
    static const char *const bad[] = { "\x80",
                                       "\xC0\x80",
                                       "\xC1\xBF",
                                       "\xE0\x9F\xBF",
                                       "\xED\xA0\x80",
                                       "\xF0\x8F\xBF\xBF",
                                       "\xF4\x90\x80\x80",
                                       "\xF5\x80\x80\x80",
                                       "\xC3",
                                       "\xE2\x82",
                                       "\xFF" };
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        size_t at = 0;
        assert_int_equal(utf8_bad(str_of(bad[i])), 0);
        assert_int_equal(utf8_next(str_of(bad[i]), &at), 0xFFFD);
        assert_int_equal(at, 1);
    }
    assert_int_equal(utf8_bad(S("ab\xC3\xA4\xC3")), 4);
    assert_true(utf8_bad(S("äöü€𝄞")) == (size_t)-1);
    assert_int_equal(utf8_count(S("äöü€𝄞")), 5);
}

static void utf8_round_trip(void **state)
{
    for (uint32_t c = 0; c <= 0x110000; c += c < 0x3000 ? 1 : 37) {
        char out[4];
        Str s = { out, (size_t)utf8_put(out, c) };
        size_t at = 0;
        bool valid = c < 0xD800 || (c > 0xDFFF && c <= 0x10FFFF);
        assert_int_equal(utf8_next(s, &at), valid ? c : 0xFFFD);
        assert_int_equal(at, s.n);
    }
}

static void growing(void **state)
{
    Buf b = { 0 };
    for (int i = 0; i < 10000; i++) buf_char(&b, 'x');
    assert_int_equal(b.n, 10000);
    buf_clear(&b);
    buf_bytes(&b, NULL, 0);
    assert_int_equal(buf_view(&b).n, 0);
    buf_printf(&b, "%0700d|", 1);
    assert_int_equal(b.n, 701);
    buf_drop(&b);
}

static void capped(void **state)
{
    Buf b = buf_new(5);
    buf_z(&b, "abc");
    assert_false(buf_failed(&b));
    buf_z(&b, "defg");
    assert_true(buf_failed(&b));
    buf_char(&b, 'd');
    assert_true(str_is(buf_view(&b), "abc"));
    buf_clear(&b);
    buf_z(&b, "12345");
    assert_false(buf_failed(&b));
    buf_drop(&b);
}

static void real_is(double v, int places, const char *want)
{
    Buf b = { 0 };
    buf_real(&b, v, places);
    buf_char(&b, 0);
    assert_string_equal(b.p, want);
    buf_drop(&b);
}

static void reals(void **state)
{
    setlocale(LC_ALL, "de_DE.UTF-8");
    real_is(0, 3, "0");
    real_is(-0.0001, 3, "0");
    real_is(-0.0, 3, "0");
    real_is(1.5, 3, "1.5");
    real_is(-12.25, 1, "-12.3");
    real_is(0.0625, 4, "0.0625");
    real_is(595.276, 3, "595.276");
    real_is(99.9996, 3, "100");
    real_is(1200, 2, "1200");
    real_is(-0.5, 2, "-0.5");
    real_is(2.5, 0, "3");
    real_is(2.5, -1, "3");
    setlocale(LC_ALL, "C");
}

static void integers(void **state)
{
    Buf b = { 0 };
    buf_int(&b, INT64_MIN);
    buf_char(&b, ' ');
    buf_int(&b, 0);
    buf_char(&b, ' ');
    buf_int(&b, INT64_MAX);
    assert_true(str_is(buf_view(&b), "-9223372036854775808 0 9223372036854775807"));
    buf_drop(&b);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(slices),     cmocka_unit_test(in_the_arena),
        cmocka_unit_test(utf8_wrong), cmocka_unit_test(utf8_round_trip),
        cmocka_unit_test(growing),    cmocka_unit_test(capped),
        cmocka_unit_test(reals),      cmocka_unit_test(integers),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
