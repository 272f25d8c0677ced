/* The schema check: verdict, repair, hints; the content models against libxml2. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <cmocka.h>

#include "schema/schema_in.h"
#include "base/spell.h"

#define PAPER(kopf, rest) \
    "<vorlage xmlns=\"urn:x-vorlage:1\" nummer=\"1\" art=\"bericht\" " \
    "status=\"oeffentlich\"><kopf>" kopf "</kopf>" rest "</vorlage>"

typedef struct {
    Arena *a;
    Diags *d;
    XTree *t;
    bool valid;
} Run;

static Run run(const char *text)
{
    Run r = { .a = arena_new() };
    r.d = diags_new(r.a);
    r.t = xml_parse(r.a, r.a, r.d, S("probe.xml"), str_of(text));
    r.valid = r.t && schema_check(r.a, r.d, r.t);
    return r;
}

static const Diag *find(const Run *r, DiagCode code)
{
    for (size_t i = 0; i < diags_count(r->d); i++)
        if (diags_at(r->d, i)->code == code) return diags_at(r->d, i);
    return NULL;
}

static void good(void **state)
{
    Run r = run(PAPER("<betreff>B</betreff>", "<sachverhalt><p>T</p></sachverhalt>"));
    assert_true(r.valid);
    assert_int_equal(diags_count(r.d), 0);
    arena_drop(r.a);
}

/* One fault more than the words of libxml2 would show: each is told. */
static void all_at_once(void **state)
{
    Run r =
        run(PAPER("<betref>B</betref><dezernat farbe=\"rot\">D</dezernat>",
                  "<beratungsfolge><beratung status=\"oeffentlich\" termin=\"12.02.2024\" "
                  "zustaendigkeit=\"kentnisnahme\"/></beratungsfolge>"
                  "<sachverhalt><li>x</li><liste>Text</liste></sachverhalt>"
                  "<finanzen><posten art=\"aufwand\" brutto=\"99167,46\">x</posten></finanzen>"));
    assert_false(r.valid);
    static const DiagCode want[] = { D_SCHEMA_ELEMENT_SLIP, D_SCHEMA_ATTR_NONE, D_VALUE_GUESS,
                                     D_VALUE_CHOICE,        D_SCHEMA_TEXT,      D_SCHEMA_MISSING };
    for (size_t i = 0; i < sizeof want / sizeof *want; i++)
        if (!find(&r, want[i])) fail_msg("%s was not told", diag_code_name(want[i]));
    assert_true(str_is(find(&r, D_VALUE_CHOICE)->arg[2], "kenntnisnahme"));
    arena_drop(r.a);
}

static void renamed_for_readers(void **state)
{
    Run r = run(PAPER("<betref>B</betref>", ""));
    assert_non_null(xchild(xchild(r.t->root, "kopf"), "betreff"));
    arena_drop(r.a);
}

static void order(void **state)
{
    Run r = run(
        PAPER("<betreff>B</betreff><dezernat>D</dezernat><federfuehrend>F</federfuehrend>", ""));
    assert_int_equal(diags_count(r.d), 1);
    assert_non_null(find(&r, D_SCHEMA_ORDER));
    assert_true(
        str_is(xnext(xchild(xchild(r.t->root, "kopf"), "betreff"), NULL)->name, "federfuehrend"));
    arena_drop(r.a);
}

/* What is wrong within an element that stands at a wrong place is told as well. */
static void set_aside(void **state)
{
    Run r = run(PAPER("<betreff>B</betreff>",
                      "<sachverhalt><posten art=\"auwand\">x</posten></sachverhalt>"));
    assert_non_null(find(&r, D_SCHEMA_MISPLACED));
    assert_non_null(find(&r, D_VALUE_CHOICE));
    arena_drop(r.a);
}

/* Too large to repair: libxml2's own word, never "valid". */
static void too_large(void **state)
{
    Buf b = buf_new(0);
    buf_z(&b,
          "<vorlage xmlns=\"urn:x-vorlage:1\" nummer=\"1\" art=\"bericht\" "
          "status=\"oeffentlich\"><kopf><betreff>B</betreff></kopf><sachverhalt>");
    for (int i = 0; i < REPAIR_STATES / 8; i++) buf_z(&b, "<p/>");
    buf_z(&b, "<punkt/></sachverhalt></vorlage>");
    buf_char(&b, 0);
    Run r = run(b.p);
    assert_false(r.valid);
    assert_non_null(find(&r, D_SCHEMA_OTHER));
    arena_drop(r.a);
    buf_drop(&b);
}

static void never_more_than(void **state)
{
    Buf b = buf_new(0);
    buf_z(&b,
          "<vorlage xmlns=\"urn:x-vorlage:1\" nummer=\"1\" art=\"bericht\" "
          "status=\"oeffentlich\"><kopf><betreff>B</betreff></kopf><sachverhalt>");
    for (int i = 0; i < XML_TOLD_PER_CHECK + 100; i++) buf_z(&b, "<p x=\"1\"/>");
    buf_z(&b, "</sachverhalt></vorlage>");
    buf_char(&b, 0);
    Run r = run(b.p);
    assert_int_equal(diags_count(r.d), XML_TOLD_PER_CHECK + 1);
    assert_non_null(find(&r, D_MELDUNGEN_MEHR));
    arena_drop(r.a);
    buf_drop(&b);
}

static void other_roots(void **state)
{
    static const char *const bad[] = { "<typen xmlns=\"urn:x-vorlage:1\"/>",
                                       "<text xmlns=\"urn:x-vorlage:1\"/>", "<vorlage/>",
                                       "<vorlage.xsd xmlns=\"urn:x-vorlage:1\"/>",
                                       "<a xmlns=\"urn:x-vorlage:1\"/>" };
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        Run r = run(bad[i]);
        assert_false(r.valid);
        assert_int_equal(diags_errors(r.d), 1);
        arena_drop(r.a);
    }
}

/* Every type says in words what it is, every attribute has a named type: hints need both. */
static void models_complete(void **state)
{
    static const char *const roots[] = { "vorlage", "stil", "koerperschaft", "sitzung",
                                         "mitglieder" };
    for (size_t i = 0; i < 5; i++) {
        Arena *a = arena_new();
        const Models *m = models_read(a, str_of(roots[i]));
        assert_true(m->nel > 3 && m->nty > 20);
        for (int k = 0; k < m->nty; k++) assert_true(m->ty[k].doc.n > 0 && m->ty[k].base.n > 0);
        for (int k = 0; k < m->nel; k++) {
            const ElementModel *e = &m->el[k];
            assert_true(e->doc.n > 0);
            for (int p = 0; p < e->n; p++) assert_non_null(model_of(m, e->pos[p]));
            for (const ModelAttr *t = e->attrs; t; t = t->next)
                assert_non_null(model_type(m, t->type));
        }
        arena_drop(a);
    }
}

static void guesses(void **state)
{
    static const struct {
        const char *base, *given, *want;
    } cases[] = { { "decimal", "99167,46", "99167.46" },
                  { "decimal", "99.167,46 EUR", "99167.46" },
                  { "decimal", "1 234,5", "1234.5" },
                  { "decimal", "83.334 €", "83334" },
                  { "decimal", "19 %", "19" },
                  { "decimal", "viel", NULL },
                  { "decimal", "1,2,3", NULL },
                  { "date", "12.02.2024", "2024-02-12" },
                  { "date", "1.2.24", "2024-02-01" },
                  { "date", "2024/2/12", "2024-02-12" },
                  { "date", "31.02.2024", NULL },
                  { "date", "Montag", NULL },
                  { "token", "12.02.2024", NULL },
                  { "dateTime", "27.02.2024 15 Uhr", "2024-02-27T15:00:00+01:00" },
                  { "dateTime", "1.7.2025, 17.30 Uhr", "2025-07-01T17:30:00+02:00" },
                  { "dateTime", "2024-03-31T15:00", "2024-03-31T15:00:00+02:00" },
                  { "dateTime", "2024-03-30T15:00:00", "2024-03-30T15:00:00+01:00" },
                  { "dateTime", "2024-10-27 09:05", "2024-10-27T09:05:00+01:00" },
                  { "dateTime", "27.02.2024", NULL },
                  { "dateTime", "27.02.2024 25 Uhr", NULL } };
    Arena *a = arena_new();
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        Str out = { "", 0 };
        bool found = schema_value_guess(a, str_of(cases[i].base), str_of(cases[i].given), &out);
        if (found != (cases[i].want != NULL) || (found && !str_is(out, cases[i].want)))
            fail_msg("%s: \"%.*s\"", cases[i].given, STR_FMT(out));
    }
    arena_drop(a);
}

static void spelling(void **state)
{
    assert_int_equal(spell_distance(S("betreff"), S("betreff")), 0);
    assert_int_equal(spell_distance(S("betreff"), S("betrfef")), 1);
    assert_int_equal(spell_distance(S("betref"), S("betreff")), 1);
    const Str words[] = { S("oeffentlich"), S("nichtoeffentlich"), S("ja") };
    assert_int_equal(spell_nearest(S("Öffentlich"), words, 3), 0);
    assert_int_equal(spell_nearest(S("nicht öffentlich"), words, 3), 1);
    assert_int_equal(spell_nearest(S("xyz"), words, 3), -1);
    assert_int_equal(spell_nearest(S(""), words, 3), -1);
}

int main(void)
{
    const struct CMUnitTest tests[] = { cmocka_unit_test(good),
                                        cmocka_unit_test(all_at_once),
                                        cmocka_unit_test(renamed_for_readers),
                                        cmocka_unit_test(order),
                                        cmocka_unit_test(set_aside),
                                        cmocka_unit_test(too_large),
                                        cmocka_unit_test(never_more_than),
                                        cmocka_unit_test(other_roots),
                                        cmocka_unit_test(models_complete),
                                        cmocka_unit_test(guesses),
                                        cmocka_unit_test(spelling) };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
