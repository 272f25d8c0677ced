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
    number("9", 9, 0, false);
    number("90,09", 9009, 2, false);
    number("999", 999, 0, false);
    number("1.000", 1000, 0, false);
    number("999.999.999.999.999", 999999999999999, 0, false); /* fifteen digits */
    number("1.234.567.890.123,45", 123456789012345, 2, false);
    number("ca. -5,5 %", -55, 1, true);
    number("rd. 1.000 EUR", 1000, 0, true);
    number("rund +5", 5, 0, true);
    number("7,-", 7, 0, false);
    number("7,–", 7, 0, false);
    number("–7,- EUR", -7, 0, false);
    number("1\xE2\x80\xAF"
           "234\xE2\x80\x89"
           "567",
           1234567, 0, false);
}

static void bad(const char *text)
{
    Dec d;
    bool r;
    assert_int_equal(zahl_german(str_of(text), 2, &d, &r), ZAHL_SCHLECHT);
    assert_int_equal(zahl_german(str_of(text), 9, &d, &r) == ZAHL_GUT, !strcmp(text, "5,123"));
}

static void bad_numbers(void **state)
{
    static const char *const all[] = { "1.23",
                                       "12.34,5",
                                       "1234.567",
                                       "1,234.56",
                                       "1.234,",
                                       ",5",
                                       "12a",
                                       "1,2,3",
                                       "EUR",
                                       ".123",
                                       "1,5.123",
                                       "1,5 123",
                                       "1,55.123",
                                       "0,5.000",
                                       ".123.456",
                                       "-.123",
                                       "%",
                                       "+",
                                       "- EUR",
                                       "rund EUR",
                                       ",-",
                                       "1 .234",
                                       "1. 234",
                                       "1,23EUR0",
                                       "12:3",
                                       "/",
                                       "1.",
                                       "rd. x",
                                       ".1",
                                       "1,",
                                       "1.234.5",
                                       "1.234.56",
                                       "1.2345,6",
                                       "1234.567,8",
                                       "0x1",
                                       "- 5 -",
                                       "+-5",
                                       "-+5",
                                       "-−5",
                                       "5-",
                                       "1.234567",
                                       "1234567890123,456",
                                       "0.000.000.000.000.001",
                                       "1.2345",
                                       "5,123",
                                       "--5",
                                       "1.234 567",
                                       "1234567890123456",
                                       "zwölf",
                                       "1..234" };
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
    static const char *const bad_days[] = {
        "001.12.2024", "1.012.2024", "1..2024",  ".1.2024",  "1.1.",       "1.12.20245", "1.2.024",
        "1.2.02024",   "a.1.2024",   "1.a.2024", "1.1.202a", "1.1.2024.",  "1.13.2024",  "0.1.2024",
        "1.0.2024",    "1/1/2024",   "11",       "1.1",      "29.02.2023", "/1.1.2024",  "1.:1.2024"
    };
    for (size_t i = 0; i < sizeof bad_days / sizeof *bad_days; i++)
        if (zahl_german_date(str_of(bad_days[i]), &d)) fail_msg("%s", bad_days[i]);
    assert_true(zahl_german_date(S(" 01.02.2024 "), &d));
    assert_int_equal(date_cmp(d, (Date){ 2024, 2, 1 }), 0);
    assert_true(zahl_german_date(S("9.12.1999"), &d));
    assert_int_equal(date_cmp(d, (Date){ 1999, 12, 9 }), 0);
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
    static const struct {
        int64_t cents;
        Geldeinheit unit;
        int64_t v;
        int scale;
    } list[] = { { 0, GELD_EUR, 0, 0 },         { 0, GELD_MIO, 0, 0 },
                 { 1, GELD_EUR, 1, 2 },         { 1, GELD_TEUR, 1, 5 },
                 { 1, GELD_MIO, 1, 8 },         { -150, GELD_EUR, -15, 1 },
                 { -100, GELD_EUR, -1, 0 },     { 1000, GELD_EUR, 10, 0 },
                 { 100000, GELD_TEUR, 1, 0 },   { 1000000, GELD_TEUR, 10, 0 },
                 { 100000000, GELD_MIO, 1, 0 }, { 123456789, GELD_MIO, 123456789, 8 },
                 { 100, GELD_NONE, 1, 0 },      { 101, GELD_NONE, 101, 2 } };
    for (size_t i = 0; i < sizeof list / sizeof *list; i++) {
        d = geld_in_einheit((Money){ list[i].cents, true }, list[i].unit);
        assert_true(d.v == list[i].v && d.scale == list[i].scale && d.set);
    }
    assert_false(geld_in_einheit((Money){ 0, false }, GELD_EUR).set);
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
