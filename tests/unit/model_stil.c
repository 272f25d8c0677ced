/* The neutral style is complete; a Gremium's name is the one of the day. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>

#include "model/stil.h"

static void neutral_is_complete(void **state)
{
    Arena *a = arena_new();
    const Stil *s = stil_neutral(a);
    for (int i = 0; i < WORT_N; i++) assert_true(s->wort[i].n > 0);
    for (int i = 1; i < ZUST_N; i++) assert_true(s->wort_zust[i].n > 0);
    for (int i = 1; i < TEIL_TEIL; i++) assert_true(s->wort_teil[i].n > 0);
    assert_true(str_is(s->wort[WORT_BETREFF], "Betreff"));
    assert_true(str_is(s->wort[WORT_UST], "MwSt."));
    assert_true(s->nkopf > 0 && s->nkopf < KOPF_N && s->nbspalten > 0 && s->nanordnung > 0);
    assert_int_equal(s->digest.n, 64);
    assert_true(s->breite > 595 && s->breite < 596 && s->hoehe > 841 && s->hoehe < 842);
    assert_true(s->zeile > s->grad && s->grad_klein < s->grad && s->grad_h1 > s->grad_h2);
    arena_drop(a);
}

static void forms_are_found(void **state)
{
    Arena *a = arena_new();
    const Stil *s = stil_neutral(a);
    assert_non_null(stil_form(s, S("mehrjahr")));
    assert_non_null(stil_form(s, S("einfach")));
    assert_null(stil_form(s, S("anders")));
    arena_drop(a);
}

static void gremium_of_the_day(void **state)
{
    Gremium g[] = {
        { .id = S("abf"), .name = S("Finanzausschuss"), .bis = { 2019, 12, 31 } },
        { .id = S("abf"), .name = S("Ausschuss für Bildung und Finanzen"), .von = { 2020, 1, 1 } },
        { .id = S("kt"), .name = S("Kreistag") },
    };
    Koerperschaft k = { .gremien = g, .ngremien = 3 };
    assert_ptr_equal(gremium_find(&k, S("abf"), (Date){ 2019, 12, 31 }), &g[0]);
    assert_ptr_equal(gremium_find(&k, S("abf"), (Date){ 2020, 1, 1 }), &g[1]);
    assert_ptr_equal(gremium_find(&k, S("abf"), (Date){ 0 }), &g[1]);
    assert_ptr_equal(gremium_find(&k, S("kt"), (Date){ 1999, 5, 5 }), &g[2]);
    assert_null(gremium_find(&k, S("xy"), (Date){ 0 }));
    assert_null(gremium_find(NULL, S("kt"), (Date){ 0 }));
    g[1].bis = (Date){ 2023, 12, 31 };
    assert_null(gremium_find(&k, S("abf"), (Date){ 2024, 1, 1 }));
}

int main(void)
{
    const struct CMUnitTest tests[] = { cmocka_unit_test(neutral_is_complete),
                                        cmocka_unit_test(forms_are_found),
                                        cmocka_unit_test(gremium_of_the_day) };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
