/* Tokens of content streams, marks taken out, geometry, messages of the child. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include <math.h>
#include <stdlib.h>

#include "base/child.h"
#include "pdfin/content.h"
#include "pdfin/pdf.h"

static void kinds(const char *text, const TokKind *want, size_t n)
{
    Lex l = { text, text + strlen(text) };
    for (size_t i = 0; i < n; i++) assert_int_equal(content_next(&l).kind, want[i]);
    assert_int_equal(content_next(&l).kind, TOK_END);
}

static void test_tokens(void **state)
{
    kinds("q 1 0 -.5 +2 cm",
          (TokKind[]){ TOK_OP, TOK_NUMBER, TOK_NUMBER, TOK_NUMBER, TOK_NUMBER, TOK_OP }, 6);
    kinds("/F1 12 Tf(a\\)(b)c)Tj", (TokKind[]){ TOK_NAME, TOK_NUMBER, TOK_OP, TOK_STRING, TOK_OP },
          5);
    kinds("[<41>-20(b)]TJ % (no string\nT*",
          (TokKind[]){ TOK_OPEN, TOK_STRING, TOK_NUMBER, TOK_STRING, TOK_CLOSE, TOK_OP, TOK_OP },
          7);
    kinds("<</A/B>> BDC", (TokKind[]){ TOK_OPEN, TOK_NAME, TOK_NAME, TOK_CLOSE, TOK_OP }, 5);
    kinds("BI /W 1 ID \x01 EI\x02 EI\nQ", (TokKind[]){ TOK_IMAGE, TOK_OP },
          2); /* the first EI belongs to the data */
    kinds("(never closed", (TokKind[]){ TOK_STRING }, 1);
    kinds(")>}", (TokKind[]){ TOK_OP, TOK_CLOSE, TOK_OP }, 3);
}

static void strips(const char *text, const char *want)
{
    Buf b = { 0 };
    content_without_marks(str_of(text), &b);
    buf_char(&b, 0);
    for (char *p = b.p; *p; p++)
        if (*p == '\n') *p = ' ';
    assert_string_equal(b.p, want);
    buf_drop(&b);
}

static void test_marks(void **state)
{
    strips("q /P <</MCID 0>> BDC 1 g EMC Q", "q  1 g  Q");
    strips("/OC /L BDC 1 g EMC", "/OC /L BDC 1 g EMC"); /* a layer stays */
    strips("/Span <</ActualText (x)>> BDC 1 g EMC", "/Span <</ActualText (x)>> BDC 1 g EMC");
    strips("/P /MC0 BDC 1 g EMC", "  1 g "); /* may hold an MCID elsewhere */
    strips("EMC 1 g", "  1 g");
    strips("/OC /L BDC 1 g", "/OC /L BDC 1 g EMC"); /* closed */
}

static void test_geometry(void **state)
{
    Mat m = { 0, 2, -2, 0, 30, 40 }, one = mat_mul(m, mat_inverse(m));
    assert_true(fabs(one.a - 1) < 1e-9 && fabs(one.d - 1) < 1e-9 &&
                fabs(one.b) + fabs(one.c) + fabs(one.e) + fabs(one.f) < 1e-9);
    double box[4] = { 0, 0, 10, 20 };
    mat_box(m, box, box);
    assert_true(box[0] == -10 && box[1] == 40 && box[2] == 30 && box[3] == 60);
}

static void test_wire(void **state)
{
    Arena *a = arena_new();
    Buf b = { 0 };
    wire_put(&b, 7);
    wire_text(&b, S("Anlage"));
    wire_real(&b, 1.5f);
    Wire w = { buf_view(&b), false };
    assert_int_equal(wire_get(&w), 7);
    assert_true(str_is(wire_str(a, &w), "Anlage"));
    assert_true(wire_num(&w) == 1.5f && !w.bad);
    wire_get(&w);
    assert_true(w.bad);
    w = (Wire){ { "\xff\xff\xff\xff..", 6 }, false }; /* a text longer than the message */
    assert_int_equal(wire_str(a, &w).n, 0);
    assert_true(w.bad);
    buf_drop(&b);
    arena_drop(a);
}

typedef struct {
    int how;
    uint32_t heard;
} Kid;

static int deep(volatile char *p, int n)
{
    char more[4096];
    more[0] = *p;
    return n ? deep(more, n - 1) + more[0] : 0;
}

static void kid(void *ctx, Child *c)
{
    Kid *k = ctx;
    char x = 1;
    child_progress(c, 5);
    child_send(c, 3, S("hallo"));
    if (k->how == 1) abort();
    if (k->how == 2)
        for (volatile size_t i = 0;; i++) {}
    if (k->how == 3) x = (char)deep(&x, 50000); /* 200 MB of stack */
    child_send(c, 4, (Str){ &x, 1 });
}

static bool heard(void *ctx, uint32_t kind, Str bytes)
{
    Kid *k = ctx;
    k->heard += kind;
    return k->how != 4;
}

static void test_child(void **state)
{
    static const struct {
        ChildEnd end;
        uint32_t heard;
    } want[] = { { CHILD_DONE, 7 },
                 { CHILD_CRASHED, 3 },
                 { CHILD_TIME, 3 },
                 { CHILD_DONE, 7 },
                 { CHILD_STOPPED, 3 } };
    for (int i = 0; i < 5; i++) {
        Kid k = { i, 0 };
        uint32_t progress;
        assert_int_equal(child_run(kid, &k, (size_t)1 << 30, 1, heard, &k, &progress), want[i].end);
        assert_int_equal(k.heard, want[i].heard);
        assert_int_equal(progress, 5);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = { cmocka_unit_test(test_tokens), cmocka_unit_test(test_marks),
                                        cmocka_unit_test(test_geometry),
                                        cmocka_unit_test(test_wire), cmocka_unit_test(test_child) };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
