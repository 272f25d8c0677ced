/* Fields and their styles: each name is of one field only, and is found again, also in small type.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "model/felder.h"

static void names_and_fields(void **state)
{
    (void)state;
    int n = 0;
    for (int f = 1; f < FIELD_N; f++) {
        const char *name = field_style((FlowField)f);
        if (!name) continue;
        n++;
        assert_int_equal(field_by_style(str_of(name)), f);
        char small[128];
        snprintf(small, sizeof small, "%s" STYLE_SMALL, name);
        assert_int_equal(field_by_style(str_of(small)), f);
        snprintf(small, sizeof small, "%s" STYLE_ENDING, name);
        assert_int_equal(field_by_style(str_of(small)), f);
    }
    assert_true(n > 50);
    assert_int_equal(field_by_style(S("Vorlage")), FIELD_NONE);
    assert_int_equal(field_by_style(S(STYLE_SMALL)), FIELD_NONE);
    assert_int_equal(field_by_style(S(STYLE_TEXT)), FIELD_NONE);
    assert_null(field_style(FIELD_NONE));
    assert_null(field_style(FIELD_N));
}

/* Every value a head, a Beratung and a Posten can have is named: a field added to the vocabulary
 * must not be forgotten here. */
static void none_is_forgotten(void **state)
{
    (void)state;
    for (int f = KOPF_NONE + 1; f < KOPF_N; f++)
        assert_non_null(field_style((FlowField)(FIELD_KOPF + f)));
    for (int f = BSP_NONE + 1; f < BSP_N; f++)
        assert_non_null(field_style((FlowField)(FIELD_BERATUNG + f)));
    for (int f = FF_NONE + 1; f < FF_N; f++)
        assert_non_null(field_style((FlowField)(FIELD_POSTEN + f)));
}

int main(void)
{
    const struct CMUnitTest tests[] = { cmocka_unit_test(names_and_fields),
                                        cmocka_unit_test(none_is_forgotten) };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
