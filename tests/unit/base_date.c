/* Dates: form, existing days, order, weekdays, written forms. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>
#include <stdio.h>

#include "base/date.h"

static Date day(const char *z)
{
    Date d = { 0 };
    assert_true(date_parse(str_of(z), &d));
    return d;
}

static void existing_days(void **state)
{
    static const char *const wrong[] = { "",           "2023-02-29", "1900-02-29",  "2024-13-01",
                                         "2024-00-01", "2024-04-31", "2024-01-00",  "0000-01-01",
                                         "2024-1-01",  "24-01-01",   "2024-01-01Z", "2024/01/01",
                                         "-024-01-01", "2024-01-1 ", "27.02.2024" };
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        Date d = { 7, 7, 7 };
        assert_false(date_parse(str_of(wrong[i]), &d));
        assert_int_equal(d.year, 7);
    }
    assert_int_equal(day("2024-02-29").day, 29);
    assert_int_equal(day("2000-02-29").month, 2);
    assert_int_equal(day("9999-12-31").year, 9999);
}

static void days_and_weekdays(void **state)
{
    assert_int_equal(date_days(day("1970-01-01")), 0);
    assert_int_equal(date_days(day("1969-12-31")), -1);
    assert_int_equal(date_days(day("2024-02-29")), 19782);
    assert_int_equal(date_days(day("0001-01-01")), -719162);
    assert_int_equal(date_days(day("9999-12-31")), 2932896);
    assert_int_equal(date_weekday(day("2024-02-27")), 1);
    assert_int_equal(date_weekday(day("1969-12-29")), 0);
    assert_int_equal(date_weekday(day("0001-01-01")), 0);
}

static void every_day_follows(void **state)
{
    int32_t last = date_days(day("1899-12-31"));
    for (int y = 1900; y <= 2100; y++)
        for (int m = 1; m <= 12; m++)
            for (int t = 1; t <= 31; t++) {
                char text[64];
                Date d;
                snprintf(text, sizeof text, "%04d-%02d-%02d", y, m, t);
                if (!date_parse(str_of(text), &d)) continue;
                assert_int_equal(date_days(d), last + 1);
                last++;
            }
}

static void ordered(void **state)
{
    assert_true(date_cmp(day("2023-12-31"), day("2024-01-01")) < 0);
    assert_true(date_cmp(day("2024-02-01"), day("2024-01-31")) > 0);
    assert_int_equal(date_cmp(day("2024-02-01"), day("2024-02-01")), 0);
}

static void written(void **state)
{
    Buf b = { 0 };
    date_de(&b, day("2024-02-07"));
    buf_char(&b, '|');
    date_de_long(&b, day("2024-03-07"));
    buf_char(&b, '|');
    date_iso(&b, day("0987-12-31"));
    assert_true(str_is(buf_view(&b), "07.02.2024|7.\xC2\xA0März 2024|0987-12-31"));
    buf_drop(&b);
}

static DateTime moment(const char *z)
{
    DateTime t = { 0 };
    assert_true(datetime_parse(str_of(z), &t));
    return t;
}

static void moments(void **state)
{
    static const char *const bad[] = { "2024-02-27",
                                       "2024-02-27T15:00:00",
                                       "2024-02-27T24:00:00Z",
                                       "2024-02-30T15:00:00Z",
                                       "2024-02-27T15:60:00Z",
                                       "2024-02-27 15:00:00Z",
                                       "2024-02-27T15:00:00+1",
                                       "2024-02-27T15:00:00+01:60",
                                       "2024-02-27T15:00:00+15:00",
                                       "2024-02-27T15:00:00.5Z",
                                       "" };
    DateTime t;
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        assert_false(datetime_parse(str_of(bad[i]), &t));
    assert_int_equal(
        datetime_cmp(moment("2024-02-27T15:00:00+01:00"), moment("2024-02-27T14:00:00Z")), 0);
    assert_true(
        datetime_cmp(moment("2024-02-27T00:30:00+01:00"), moment("2024-02-26T23:00:00-02:00")) < 0);
    assert_true(datetime_cmp(moment("2024-02-27T15:00:01Z"), moment("2024-02-27T15:00:00Z")) > 0);
    Buf b = { 0 };
    datetime_iso(&b, moment("2024-02-27T05:07:09-03:30"));
    buf_char(&b, '|');
    datetime_iso(&b, moment("2024-02-27T15:00:00Z"));
    buf_char(&b, '|');
    time_de(&b, moment("2024-02-27T05:07:09-03:30"));
    assert_true(str_is(buf_view(&b), "2024-02-27T05:07:09-03:30|2024-02-27T15:00:00+00:00|05:07"));
    buf_drop(&b);
}

static void days_of_seconds(void **state)
{
    (void)state;
    static const struct {
        int64_t s;
        int y, m, d;
    } is[] = { { 0, 1970, 1, 1 },           { 86399, 1970, 1, 1 },
               { 86400, 1970, 1, 2 },       { 951782400, 2000, 2, 29 },
               { 1759400000, 2025, 10, 2 }, { 253402300799, 9999, 12, 31 } };
    for (size_t i = 0; i < sizeof is / sizeof *is; i++) {
        Date d = date_of_seconds(is[i].s);
        assert_int_equal(d.year, is[i].y);
        assert_int_equal(d.month, is[i].m);
        assert_int_equal(d.day, is[i].d);
        assert_int_equal(date_days(d), (int)(is[i].s / 86400));
    }
    assert_false(date_set(date_of_seconds(-1)));
    assert_false(date_set(date_of_seconds(253402300800)));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(days_of_seconds),   cmocka_unit_test(existing_days),
        cmocka_unit_test(days_and_weekdays), cmocka_unit_test(every_day_follows),
        cmocka_unit_test(ordered),           cmocka_unit_test(written),
        cmocka_unit_test(moments),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
