/* Exact money: parsing, rounding half away from zero, overflow, German and XML form. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>

#include "base/decimal.h"

static Money eur(const char *z)
{
    Money m = { 0 };
    assert_true(money_parse(str_of(z), &m));
    return m;
}

static Dec dec(const char *z)
{
    Dec d = { 0 };
    assert_true(dec_parse(str_of(z), &d));
    return d;
}

static void forms(void **state)
{
    static const char *const wrong[] = { "",
                                         "-",
                                         ".",
                                         ".5",
                                         "5.",
                                         "+1",
                                         "1,5",
                                         "1.2.3",
                                         " 1",
                                         "1 ",
                                         "--1",
                                         "1e3",
                                         "0x1",
                                         "1234567890123456",
                                         "0.1234567890" };
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        Dec d = { 77, 1, true };
        assert_false(dec_parse(str_of(wrong[i]), &d));
        assert_int_equal(d.v, 77);
    }
    assert_int_equal(dec("-2.43").v, -243);
    assert_int_equal(dec("-2.43").scale, 2);
    assert_int_equal(dec("123456789012345").v, 123456789012345);
    Money m;
    assert_false(money_parse(S("1.234"), &m));
    assert_int_equal(eur("83334").cents, 8333400);
    assert_int_equal(eur("-0.5").cents, -50);
}

static void with_vat(const char *net, const char *rate, const char *vat, const char *gross)
{
    Money m, sum;
    assert_true(money_percent(eur(net), dec(rate), &m));
    assert_int_equal(m.cents, eur(vat).cents);
    assert_true(money_add(eur(net), m, &sum));
    assert_int_equal(sum.cents, eur(gross).cents);
}

static void value_added_tax(void **state)
{
    with_vat("83334.00", "19", "15833.46", "99167.46");
    with_vat("10142.35", "19", "1927.05", "12069.40");
    with_vat("-10142.35", "19", "-1927.05", "-12069.40");
    with_vat("0.50", "19", "0.10", "0.60"); /* 0.095 */
    with_vat("-0.50", "19", "-0.10", "-0.60");
    with_vat("0.10", "5", "0.01", "0.11"); /* 0.005 */
    with_vat("-0.10", "5", "-0.01", "-0.11");
    with_vat("0.10", "4.9", "0.00", "0.10");
    with_vat("100.00", "-5.5", "-5.50", "94.50");
}

static void shares(void **state)
{
    Dec d;
    assert_true(money_ratio(eur("1"), eur("8"), 0, &d));
    assert_int_equal(d.v, 13); /* 12.5 */
    assert_true(money_ratio(eur("-1"), eur("8"), 0, &d));
    assert_int_equal(d.v, -13);
    assert_true(money_ratio(eur("1"), eur("-8"), 1, &d));
    assert_int_equal(d.v, -125);
    assert_true(money_ratio(eur("1"), eur("3"), 2, &d));
    assert_int_equal(d.v, 3333);
    assert_false(money_ratio(eur("1"), eur("0"), 2, &d));
    assert_false(money_ratio((Money){ INT64_MAX, true }, (Money){ 1, true }, 9, &d));
    assert_int_equal(d.v, 3333);
}

static void to_units(void **state)
{
    Money m;
    assert_true(money_round(eur("1500.00"), 100000, &m));
    assert_int_equal(m.cents, 200000);
    assert_true(money_round(eur("-1500.00"), 100000, &m));
    assert_int_equal(m.cents, -200000);
    assert_true(money_round(eur("1499.99"), 100000, &m));
    assert_int_equal(m.cents, 100000);
    assert_false(money_round((Money){ INT64_MAX, true }, 1000, &m));
    assert_int_equal(m.cents, 100000);
}

static void overflow(void **state)
{
    Money most = { INT64_MAX, true }, least = { INT64_MIN, true }, one = { 1, true },
          out = { 5, true };
    assert_false(money_add(most, one, &out));
    assert_false(money_sub(least, one, &out));
    assert_false(money_percent(most, dec("101"), &out));
    assert_false(money_percent(least, (Dec){ INT64_MIN, 0, true }, &out));
    assert_int_equal(out.cents, 5);
    assert_true(money_percent(most, dec("100"), &out));
    assert_true(out.cents == INT64_MAX);
}

/* Each sign, and just below, at and above each half. */
static void halves(void **state)
{
    static const struct {
        int64_t cents, unit, want;
    } rounds[] = { { 49, 100, 0 },      { 50, 100, 100 },    { 51, 100, 100 },   { 149, 100, 100 },
                   { 150, 100, 200 },   { -49, 100, 0 },     { -50, 100, -100 }, { -51, 100, -100 },
                   { -149, 100, -100 }, { -150, 100, -200 }, { 0, 100, 0 },      { 7, 1, 7 },
                   { -7, 1, -7 },       { 1, 3, 0 },         { 2, 3, 3 },        { -1, 3, 0 },
                   { -2, 3, -3 } };
    Money m;
    for (size_t i = 0; i < sizeof rounds / sizeof *rounds; i++) {
        assert_true(money_round((Money){ rounds[i].cents, true }, rounds[i].unit, &m));
        assert_int_equal(m.cents, rounds[i].want);
        assert_true(m.set);
    }
    m.cents = 77;
    assert_false(money_round(eur("1"), 0, &m));
    assert_false(money_round(eur("1"), -1, &m));
    assert_false(money_round((Money){ 5, false }, 1, &m));
    assert_int_equal(m.cents, 77);
    static const struct {
        int64_t part, whole;
        int scale;
        int64_t want;
    } ratios[] = { { 1, 200, 0, 1 },   { 1, 201, 0, 0 },         { 1, 199, 0, 1 },
                   { -1, 200, 0, -1 }, { 1, -200, 0, -1 },       { -1, -200, 0, 1 },
                   { -1, 201, 0, 0 },  { 3, 4, 1, 750 },         { 2, 3, 2, 6667 },
                   { 0, 5, 2, 0 },     { 5, 5, 9, 100000000000 } };
    Dec d;
    for (size_t i = 0; i < sizeof ratios / sizeof *ratios; i++) {
        assert_true(money_ratio((Money){ ratios[i].part, true }, (Money){ ratios[i].whole, true },
                                (uint8_t)ratios[i].scale, &d));
        assert_int_equal(d.v, ratios[i].want);
        assert_true(d.set && d.scale == ratios[i].scale);
    }
    d.v = 77;
    assert_false(money_ratio(eur("1"), eur("1"), 10, &d));
    assert_false(money_ratio((Money){ 1, false }, eur("1"), 1, &d));
    assert_false(money_ratio(eur("1"), (Money){ 1, false }, 1, &d));
    assert_int_equal(d.v, 77);
    assert_false(money_percent(eur("1"), (Dec){ 1, 0, false }, &m));
    assert_true(money_percent(eur("1"), dec("0.5"), &m)); /* half a cent */
    assert_int_equal(m.cents, 1);
    assert_true(money_percent(eur("1"), dec("-0.5"), &m));
    assert_int_equal(m.cents, -1);
    assert_true(money_percent(eur("1"), dec("0.499999999"), &m));
    assert_int_equal(m.cents, 0);
}

/* The edges of what can be counted, and of what is read. */
static void edges(void **state)
{
    Money most = { INT64_MAX, true }, least = { INT64_MIN, true }, one = { 1, true }, m;
    assert_true(money_add(most, (Money){ 0, true }, &m) && m.cents == INT64_MAX && m.set);
    assert_true(money_sub(least, (Money){ 0, true }, &m) && m.cents == INT64_MIN && m.set);
    assert_true(money_sub(one, (Money){ 3, true }, &m) && m.cents == -2);
    assert_false(money_add(one, (Money){ 1, false }, &m) ||
                 money_sub((Money){ 1, false }, one, &m));
    assert_true(money_round(least, 1, &m) && m.cents == INT64_MIN);
    assert_true(money_percent(least, dec("100"), &m) && m.cents == INT64_MIN);
    assert_false(money_percent(least, dec("-100"), &m));
    assert_int_equal(dec("999999999999999").v, 999999999999999);
    assert_int_equal(dec("0.123456789").scale, 9);
    assert_int_equal(dec("0.123456789").v, 123456789);
    assert_int_equal(dec("09").v, 9);
    assert_true(dec("-0").v == 0 && dec("1").set && dec("1").scale == 0);
    assert_int_equal(eur("9999999999999.99").cents, 999999999999999);
    assert_int_equal(eur("1.2").cents, 120);
    assert_int_equal(eur("-1.23").cents, -123);
    assert_int_equal(eur("999999999999999").cents, 99999999999999900);
    assert_true(eur("0").set);
}

static void unset_is_no_number(void **state)
{
    Money none = { 0 }, out = { 5, true };
    assert_false(money_add(none, out, &out));
    assert_false(money_sub(out, none, &out));
    assert_false(money_percent(none, dec("19"), &out));
    assert_int_equal(out.cents, 5);
}

#define WRITES(call, want) \
    do { \
        Buf b = { 0 }; \
        call; \
        buf_char(&b, 0); \
        assert_string_equal(b.p, want); \
        buf_drop(&b); \
    } while (0)

static void written(void **state)
{
    WRITES(money_de(&b, eur("83334"), 2), "83.334,00");
    WRITES(money_de(&b, eur("83334"), 0), "83.334");
    WRITES(money_de(&b, eur("83334.10"), 0), "83.334,10");
    WRITES(money_de(&b, eur("-1234567.05"), 2),
           "\xE2\x88\x92"
           "1.234.567,05");
    WRITES(money_de(&b, eur("-0.01"), 2),
           "\xE2\x88\x92"
           "0,01");
    WRITES(money_de(&b, ((Money){ INT64_MIN, true }), 2),
           "\xE2\x88\x92"
           "92.233.720.368.547.758,08");
    WRITES(dec_de(&b, dec("2.43"), false), "2,43");
    WRITES(dec_de(&b, dec("0.5"), false), "0,5");
    WRITES(dec_de(&b, dec("12345"), true), "12.345");
    WRITES(dec_de(&b, dec("-0.007"), true),
           "\xE2\x88\x92"
           "0,007");
    WRITES(dec_xml(&b, dec("-12345.670")), "-12345.670");
    WRITES(money_xml(&b, eur("-0.05")), "-0.05");
    WRITES(money_xml(&b, eur("7")), "7.00");
    WRITES(money_de(&b, eur("0"), 0), "0");
    WRITES(money_de(&b, eur("0"), 2), "0,00");
    WRITES(money_de(&b, eur("999"), 0), "999");
    WRITES(money_de(&b, eur("1000"), 0), "1.000");
    WRITES(money_de(&b, eur("1000000.01"), 0), "1.000.000,01");
    WRITES(dec_de(&b, dec("1234567.891"), true), "1.234.567,891");
    WRITES(dec_de(&b, dec("1234567.891"), false), "1234567,891");
    WRITES(dec_de(&b, dec("0"), true), "0");
    WRITES(dec_xml(&b, dec("0")), "0");
    WRITES(dec_xml(&b, dec("0.000000001")), "0.000000001");
    WRITES(dec_xml(&b, dec("1234567")), "1234567");
}

static void compared(void **state)
{
    assert_int_equal(dec_cmp(dec("1.5"), dec("1.50")), 0);
    assert_int_equal(dec_cmp(dec("-2"), dec("1.50")), -1);
    assert_int_equal(dec_cmp(dec("1.51"), dec("1.5")), 1);
    assert_int_equal(dec_cmp(dec("1.5"), dec("1.51")), -1);
    assert_int_equal(dec_cmp(dec("2"), dec("1.999999999")), 1);
    assert_int_equal(dec_cmp(dec("-1"), dec("-1.1")), 1);
    assert_int_equal(dec_cmp((Dec){ INT64_MAX, 0, true }, (Dec){ INT64_MAX, 9, true }), 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(forms),    cmocka_unit_test(value_added_tax),
        cmocka_unit_test(shares),   cmocka_unit_test(to_units),
        cmocka_unit_test(overflow), cmocka_unit_test(unset_is_no_number),
        cmocka_unit_test(written),  cmocka_unit_test(compared),
        cmocka_unit_test(halves),   cmocka_unit_test(edges),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
