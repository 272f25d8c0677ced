/* Every enumeration goes to its code and back; words are there; out of range gives nothing. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>

#include "model/model.h"

static void round_trip(void **state)
{
    for (int k = 0; k < ENUM_COUNT; k++) {
        assert_true(enum_count((EnumKind)k) > 1);
        for (int v = 1; v < enum_count((EnumKind)k); v++) {
            Str code = enum_code((EnumKind)k, v);
            assert_true(code.n > 0);
            assert_int_equal(enum_value((EnumKind)k, code), v);
        }
    }
}

static void codes_match_c_names(void **state)
{
    assert_int_equal(enum_value(ENUM_ZUST, S("kenntnisnahme")), ZUST_KENNTNISNAHME);
    assert_int_equal(enum_value(ENUM_STATUS, S("nichtoeffentlich")), STATUS_NICHTOEFFENTLICH);
    assert_int_equal(enum_value(ENUM_GELD, S("mio")), GELD_MIO);
    assert_int_equal(enum_value(ENUM_SV, S("unterschrift")), SV_UNTERSCHRIFT);
    assert_int_equal(enum_count(ENUM_ERG), ERG_N);
    assert_int_equal(enum_count(ENUM_VORLAGENART), VORLAGENART_N);
    assert_int_equal(enum_count(ENUM_TURNUS), TURNUS_N);
    assert_true(str_is(enum_word(ENUM_ERG, ERG_KENNTNIS), "zur Kenntnis genommen"));
}

static void nothing_outside(void **state)
{
    assert_int_equal(enum_code(ENUM_ZUST, 0).n, 0);
    assert_int_equal(enum_code(ENUM_ZUST, -1).n, 0);
    assert_int_equal(enum_word(ENUM_ZUST, 999).n, 0);
    assert_int_equal(enum_value(ENUM_ZUST, S("Kenntnisnahme")), 0);
    assert_int_equal(enum_value(ENUM_ZUST, S("")), 0);
    assert_int_equal(enum_code((EnumKind)99, 1).n, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = { cmocka_unit_test(round_trip),
                                        cmocka_unit_test(codes_match_c_names),
                                        cmocka_unit_test(nothing_outside) };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
