/* Values of PDF as text, and objects of a file by their number where libqpdf would have to be asked
 * otherwise. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include <stdlib.h>

#include "pdfin/objects.h"

static void kinds(const char *text, const ValKind *want, size_t n)
{
    Str c = str_of(text);
    for (size_t i = 0; i < n; i++) assert_int_equal(val_next(&c).kind, want[i]);
    assert_int_equal(val_next(&c).kind, VAL_NONE);
}

static void test_values(void **state)
{
    kinds("1 -2 .5 +3.", (ValKind[]){ VAL_INT, VAL_INT, VAL_REAL, VAL_REAL }, 4);
    kinds("12 0 R 12 0 RG 7", (ValKind[]){ VAL_REF, VAL_INT, VAL_INT, VAL_WORD, VAL_INT }, 5);
    kinds("[1 0 R[(]]) <5d>]]<</A<</B>>>>/N", (ValKind[]){ VAL_ARRAY, VAL_DICT, VAL_NAME }, 3);
    kinds("99999999 0 R", (ValKind[]){ VAL_WORD }, 1); /* no object has that number */
    kinds("% no value\n(a\\)(b)c)true null", (ValKind[]){ VAL_STRING, VAL_WORD, VAL_WORD }, 3);
    kinds("[1 2", (ValKind[]){ VAL_ARRAY }, 1);
    kinds(")]>1", (ValKind[]){ VAL_WORD, VAL_WORD, VAL_WORD, VAL_INT }, 4);
    Str c = S("<< /Kids 5 /K [ 3 4 0 R ] /K2 /x >>");
    Val d = val_next(&c), k = val_key(d, "/K");
    assert_int_equal(k.kind, VAL_ARRAY);
    c = val_inside(k);
    assert_int_equal(val_next(&c).n, 3);
    assert_int_equal(val_next(&c).n, 4);
    assert_true(val_is(val_key(d, "/K2"), "/x"));
    assert_int_equal(val_key(d, "/none").kind, VAL_NONE);
    c = S("-12.25");
    assert_true(val_num(val_next(&c)) == -12.25);
}

static void string(const char *text, const char *bytes, size_t n, const char *again)
{
    Arena *a = arena_new();
    Str c = str_of(text), s = val_bytes(a, val_next(&c));
    Buf b = { 0 };
    assert_int_equal(s.n, n);
    assert_memory_equal(s.p, bytes, n);
    val_put_bytes(&b, s);
    buf_char(&b, 0);
    assert_string_equal(b.p, again);
    buf_drop(&b);
    arena_drop(a);
}

static void test_strings(void **state)
{
    string("(a\\(b\\)\\\\)", "a(b)\\", 5, "(a\\(b\\)\\\\)");
    string("(\\101\\12x\\n\\\r\ny\r\nz)", "A\nx\ny\nz", 7, "<410a780a790a7a>");
    string("<48 656C6c6>", "Hell`", 5, "(Hell`)"); /* an odd digit is followed by 0 */
    string("<feff00e4>", "\xfe\xff\0\xe4", 4, "<feff00e4>");
    string("()", "", 0, "()");
}

/* A file with a classical table, an object in an object stream told by a hybrid's stream, and one
 * whose place is wrong. */
static void test_objects(void **state)
{
    Arena *a = arena_new();
    Buf b = { 0 };
    size_t at[8];
    buf_z(&b, "junk\n");
    size_t base = b.n;
    buf_z(&b, "%PDF-1.5\n");
    const char *const object[] = { "", "<</Type/Catalog/Pages 2 0 R/X 6 0 R>>",
                                   "<</Type/Pages/Kids[]/Count 0>>", "<</S/P/K 4 0 R>>", "[1 2]" };
    for (int i = 1; i <= 4; i++) {
        at[i] = b.n - base;
        buf_printf(&b, "%d 0 obj\n%s\nendobj\n", i, object[i]);
    }
    at[5] = b.n - base;
    buf_z(
        &b,
        "5 0 obj\n<</Type/ObjStm/N 1/First 4/Length 11>>stream\n6 0 (deep)\n\nendstream\nendobj\n");
    at[7] = b.n - base;
    buf_z(&b, "7 0 obj\n<</Type/XRef/W[1 1 1]/Size 8/Index[6 1]/Length 3>>stream\n\x02\x05");
    buf_char(&b, 0);
    buf_z(&b, "\nendstream\nendobj\n");
    size_t table = b.n - base;
    buf_z(&b, "xref\n0 6\n0000000000 65535 f \n");
    for (int i = 1; i <= 5; i++) buf_printf(&b, "%010zu 00000 n \n", i == 3 ? at[i] + 1 : at[i]);
    buf_printf(&b, "trailer\n<</Size 8/Root 1 0 R/XRefStm %zu>>\nstartxref\n%zu\n%%%%EOF\n", at[7],
               table);
    Str why;
    int code;
    q_quiet();
    Q q = q_open(a, buf_view(&b), &why, &code);
    assert_non_null(q);
    Objects *x = objects_open(a, buf_view(&b), q);
    assert_true(val_is(object_key(x, object_get(x, 1), "/Type"), "/Catalog"));
    assert_int_equal(object_get(x, 4).kind, VAL_ARRAY);
    assert_string_equal(str_z(a, val_bytes(a, object_key(x, object_get(x, 1), "/X"))), "deep");
    assert_true(val_is(val_key(object_get(x, 2), "/Type"), "/Pages"));
    Val p = object_get(x, 3); /* found by libqpdf, or not at all: never another one */
    assert_true(p.kind == VAL_NONE || val_is(val_key(p, "/S"), "/P"));
    assert_int_equal(object_get(x, 99).kind, VAL_NONE);
    assert_int_equal(object_get(x, -1).kind, VAL_NONE);
    objects_drop(x);
    q_close(&q);
    buf_drop(&b);
    arena_drop(a);
}

int main(void)
{
    const struct CMUnitTest tests[] = { cmocka_unit_test(test_values),
                                        cmocka_unit_test(test_strings),
                                        cmocka_unit_test(test_objects) };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
