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
    assert_false(money_neg(least, &out));
    assert_false(money_percent(most, dec("101"), &out));
    assert_false(money_percent(least, (Dec){ INT64_MIN, 0, true }, &out));
    assert_int_equal(out.cents, 5);
    assert_true(money_percent(most, dec("100"), &out));
    assert_true(out.cents == INT64_MAX);
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
}

static void compared(void **state)
{
    assert_int_equal(dec_cmp(dec("1.5"), dec("1.50")), 0);
    assert_int_equal(dec_cmp(dec("-2"), dec("1.50")), -1);
    assert_int_equal(dec_cmp((Dec){ INT64_MAX, 0, true }, (Dec){ INT64_MAX, 9, true }), 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(forms),    cmocka_unit_test(value_added_tax),
        cmocka_unit_test(shares),   cmocka_unit_test(to_units),
        cmocka_unit_test(overflow), cmocka_unit_test(unset_is_no_number),
        cmocka_unit_test(written),  cmocka_unit_test(compared),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
