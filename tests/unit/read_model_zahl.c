/* German numbers and days, amounts in their unit, tokens and NFC. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>

#include "read/read_in.h"
#include "model/posten.h"

static void number(const char *text, int64_t v, int scale, bool rund)
{
    Dec d;
    bool r;
    assert_int_equal(zahl_german(str_of(text), 2, &d, &r), ZAHL_GUT);
    assert_int_equal(d.v, v);
    assert_int_equal(d.scale, scale);
    assert_int_equal(r, rund);
}

static void good_numbers(void **state)
{
    number("1.234,56", 123456, 2, false);
    number("83.334", 83334, 0, false);
    number("83334", 83334, 0, false);
    number("1.234.567,8", 12345678, 1, false);
    number("-5,00", -500, 2, false);
    number("−5,00 EUR", -500, 2, false);
    number("+ 3 €", 3, 0, false);
    number("rund 5.100", 5100, 0, true);
    number("1\xC2\xA0"
           "234,50",
           123450, 2, false);
    number("12,--", 12, 0, false);
    number("7 %", 7, 0, false);
    number("0", 0, 0, false);
}

static void bad(const char *text)
{
    Dec d;
    bool r;
    assert_int_equal(zahl_german(str_of(text), 2, &d, &r), ZAHL_SCHLECHT);
}

static void bad_numbers(void **state)
{
    static const char *const all[] = {
        "1.23",   "12.34,5", "1234.567", "1,234.56",  "1.234,",           ",5",    "12a",   "1,2,3",
        "1.2345", "5,123",   "--5",      "1.234 567", "1234567890123456", "zwölf", "1..234"
    };
    for (size_t i = 0; i < sizeof all / sizeof *all; i++) bad(all[i]);
    char longer[301];
    memset(longer, '1', 300), longer[300] = 0;
    bad(longer);
}

static void empty_numbers(void **state)
{
    static const char *const all[] = { "", " ", "-", "–", "—", "\xC2\xA0" };
    Dec d;
    bool r;
    for (size_t i = 0; i < sizeof all / sizeof *all; i++) {
        assert_int_equal(zahl_german(str_of(all[i]), 2, &d, &r), ZAHL_LEER);
        assert_false(d.set);
    }
}

static void days(void **state)
{
    Date d;
    assert_true(zahl_german_date(S("27.02.2024"), &d));
    assert_int_equal(date_cmp(d, (Date){ 2024, 2, 27 }), 0);
    assert_true(zahl_german_date(S("1.2.2024"), &d));
    assert_false(zahl_german_date(S("30.02.2024"), &d));
    assert_false(zahl_german_date(S("27.02.24"), &d));
    assert_false(zahl_german_date(S("2024-02-27"), &d));
    assert_false(zahl_german_date(S("..2024"), &d));
    assert_false(zahl_german_date(S(""), &d));
}

static void in_unit(void **state)
{
    Dec d = geld_in_einheit((Money){ 243000000, true }, GELD_MIO);
    assert_int_equal(d.v, 243);
    assert_int_equal(d.scale, 2);
    d = geld_in_einheit((Money){ 8333400, true }, GELD_EUR);
    assert_int_equal(d.v, 83334);
    assert_int_equal(d.scale, 0);
    d = geld_in_einheit((Money){ 150, true }, GELD_TEUR);
    assert_int_equal(d.v, 15);
    assert_int_equal(d.scale, 4);
}

static void tokens(void **state)
{
    Arena *a = arena_new();
    Rd r = { a, NULL };
    assert_true(str_is(rd_token(&r, S("  a\r\n  b\tc ")), "a b c"));
    assert_true(str_is(rd_token(&r, S("a b")), "a b"));
    assert_true(str_is(rd_token(&r, S(" ")), ""));
    assert_true(str_is(rd_nfc(a, S("Bla\xCC\x88se")), "Bl\xC3\xA4se"));
    assert_true(
        str_is(rd_nfc(a, S("K\xE2\x84\xAA")), "KK")); /* the Kelvin sign is composed to a plain K */
    assert_true(str_is(rd_nfc(a, S("„Größe“ – 5 €")), "„Größe“ – 5 €"));
    arena_drop(a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(good_numbers),  cmocka_unit_test(bad_numbers),
        cmocka_unit_test(empty_numbers), cmocka_unit_test(days),
        cmocka_unit_test(in_unit),       cmocka_unit_test(tokens)
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
