/* Annotations of foreign pages: what could act is dropped, what stays leads where its page now
 * stands, or nowhere (annot.c). */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <cmocka.h>

#include "merge/merge_in.h"

typedef struct {
    Merge m;
    Source s[3];
    MergePart part[2];
    MergePlan plan;
    PageShape shape[3];
    Mat move[3];
    int page[3];
    Q q;
} Case;

/* Three pages: object page[i] is page i of the source and of the plan. */
static void begin(Case *c)
{
    *c = (Case){ .m = { .a = arena_new() }, .q = qpdf_init() };
    qpdf_silence_errors(c->q);
    qpdf_empty_pdf(c->q);
    c->m.d = c->s[0].q = c->s[1].q = c->q;
    c->m.src = c->s, c->m.plan = &c->plan;
    c->m.page = c->page, c->m.shape = c->shape, c->m.move = c->move;
    c->plan.nparts = 2;
    c->s[1].part = &c->part[0];
    c->s[1].first = 1, c->s[2].first = NOWHERE;
    for (int i = 0; i < 3; i++) {
        c->page[i] = q_make(c->q, q_parse(c->q, "<</MediaBox[0 0 200 100]>>"));
        c->shape[i] = page_shape(c->q, q_ref(c->q, c->page[i]));
        c->move[i] = MAT_ONE;
        ints_set(&c->m.page_at, (size_t)c->page[i], i + 1);
    }
}

static void end(Case *c)
{
    Ints *all[] = { &c->m.page_at,     &c->m.gone,     &c->s[0].annot,
                    &c->s[0].annot_at, &c->s[1].annot, &c->s[1].annot_at };
    for (size_t i = 0; i < sizeof all / sizeof *all; i++) mem_free(all[i]->v);
    q_free(c->q);
    qpdf_cleanup(&c->q);
    arena_drop(c->m.a);
}

/* The annotation on page 0; "PAGE" in it is replaced by page 1. */
static void put(Case *c, const char *text)
{
    O x = q_parse(c->q, text), d = q_key(c->q, x, "/Dest"), a = q_key(c->q, x, "/A");
    if (q_is_array(c->q, d) && q_is(c->q, q_at(c->q, d, 0), "/PAGE"))
        qpdf_oh_set_array_item(c->q, d, 0, q_ref(c->q, c->page[1]));
    d = q_key(c->q, a, "/D");
    if (q_is_array(c->q, d) && q_is(c->q, q_at(c->q, d, 0), "/PAGE"))
        qpdf_oh_set_array_item(c->q, d, 0, q_ref(c->q, c->page[1]));
    O list = q_array(c->q);
    q_push(c->q, list, x);
    q_set(c->q, q_ref(c->q, c->page[0]), "/Annots", list);
}

static O left(Case *c)
{
    O list = q_key(c->q, q_ref(c->q, c->page[0]), "/Annots");
    return q_len(c->q, list) ? q_at(c->q, list, 0) : qpdf_oh_new_null(c->q);
}

static O cleaned(Case *c, int source, const char *text)
{
    put(c, text);
    merge_annots_clean(&c->m, &c->s[source], q_ref(c->q, c->page[0]),
                       merge_dests_read(&c->m, c->q));
    return left(c);
}

static void what_acts_goes(void **state)
{
    static const struct {
        const char *text;
        bool stays;
    } list[] = {
        { "<</Subtype/Text/Contents(x)>>", true },
        { "<</Subtype/Widget>>", false },
        { "<</Subtype/FileAttachment/FS 1>>", false },
        { "<</Subtype/Popup>>", false },
        { "<</Subtype/RichMedia>>", false },
        { "<</Contents(x)>>", false },
        { "<</Subtype/Text/F 2>>", false },
        { "<</Subtype/Text/F 32>>", false },
        { "<</Subtype/Text/F 1>>", true },
        { "<</Subtype/Link/A<</S/Launch/F(x.exe)>>>>", false },
        { "<</Subtype/Link/A<</S/GoToR/F(x.pdf)/D[0/Fit]>>>>", false },
        { "<</Subtype/Link/A<</S/JavaScript/JS(x)>>/Dest[/PAGE/Fit]>>", true },
        { "<</Subtype/Link/A<</S/GoTo/D[/PAGE/Fit]>>>>", true },
        { "<</Subtype/Link/A<</S/URI/URI(http://x.example)>>>>", true },
        { "<</Subtype/Link/A<</S/URI/URI 7>>>>", false },
        { "<</Subtype/Link/Dest(absent)>>", false },
        { "<</Subtype/Link>>", false },
        { "<</Subtype/Text/VGone true>>", false },
    };
    for (size_t i = 0; i < sizeof list / sizeof *list; i++) {
        Case c;
        begin(&c);
        O x = cleaned(&c, 1, list[i].text);
        assert_int_equal(q_is_dict(c.q, x), list[i].stays);
        assert_int_equal(q_has(c.q, q_ref(c.q, c.page[0]), "/Annots"), list[i].stays);
        assert_int_equal(c.s[1].annot.n, list[i].stays);
        if (list[i].stays) {
            assert_int_equal(q_int_of(c.q, q_key(c.q, x, "/F")), 4);
            assert_int_equal(q_id(c.q, q_key(c.q, x, "/P")), c.page[0]);
            assert_int_equal(ints_get(&c.s[1].annot_at, (size_t)q_id(c.q, x)), 1);
        }
        end(&c);
    }
}

/* Nothing hangs on what stays but what it shows. */
static void what_hangs_on_it_goes(void **state)
{
    Case c;
    begin(&c);
    O x = cleaned(&c, 1,
                  "<</Subtype/Text/A<</S/URI/URI(x)>>/AA 1/PA 1/Popup 1/Parent 1/AF 1/FS 1"
                  "/Metadata 1/StructParent 3/AP<</N 1/D 2/R 3>>/Rect[1 2 3 4]>>");
    Str s = str_of(qpdf_oh_unparse_resolved(c.q, q_key(c.q, x, "/AP")));
    assert_true(str_is(s, "<< /N 1 >>"));
    static const char *const off[] = { "/A",  "/AA", "/PA",       "/Popup",       "/Parent",
                                       "/AF", "/FS", "/Metadata", "/StructParent" };
    for (size_t i = 0; i < sizeof off / sizeof *off; i++) assert_false(q_has(c.q, x, off[i]));
    assert_true(q_has(c.q, x, "/Rect"));
    x = cleaned(&c, 1,
                "<</Subtype/Link/A<</S/URI/URI(http://x)/Next<</S/JavaScript>>/IsMap true>>"
                "/Dest 1>>");
    s = str_of(qpdf_oh_unparse_resolved(c.q, q_key(c.q, x, "/A")));
    assert_true(str_is(s, "<< /S /URI /URI (http://x) >>"));
    assert_false(q_has(c.q, x, "/Dest"));
    assert_string_equal(qpdf_oh_get_string_value(c.q, q_key(c.q, x, "/Contents")), "http://x");
    x = cleaned(&c, 1, "<</Subtype/Link/Contents(eigen)/Dest[/PAGE/Fit]>>");
    assert_string_equal(qpdf_oh_get_string_value(c.q, q_key(c.q, x, "/Contents")), "eigen");
    x = cleaned(&c, 0, "<</Subtype/Widget/F 2/AA 1>>"); /* ours are trusted */
    assert_true(q_is_dict(c.q, x) && q_has(c.q, x, "/AA"));
    end(&c);
}

/* Names by the tree and by the old dictionary, straight or in a dictionary; the first counts. */
static void names(void **state)
{
    Case c;
    begin(&c);
    O root = qpdf_get_root(c.q);
    q_set(c.q, root, "/Names",
          q_parse(c.q,
                  "<</Dests<</Kids[<</Names[(b)[1/Fit](d)<</D[2/Fit]>>]>>"
                  "<</Names[(a)[3/Fit](b)[4/Fit](c) 5 (z)]>>]>>>>"));
    q_set(c.q, root, "/Dests", q_parse(c.q, "<</old[6/Fit]/a[7/Fit]>>"));
    static const struct {
        const char *key;
        int page;
    } list[] = { { "(a)", 3 },   { "(b)", 1 },     { "(d)", 2 },           { "(c)", 0 },
                 { "(z)", 0 },   { "(aa)", 0 },    { "/old", 6 },          { "/a", 7 },
                 { "(old)", 0 }, { "[8/Fit]", 8 }, { "<</D[9/Fit]>>", 9 }, { "[]", 0 },
                 { "7", 0 } };
    DestTable *t = merge_dests_read(&c.m, c.q);
    for (size_t i = 0; i < sizeof list / sizeof *list; i++) {
        O d = merge_dest_find(c.q, t, q_parse(c.q, list[i].key));
        assert_int_equal(q_is_array(c.q, d), list[i].page > 0);
        if (list[i].page) assert_int_equal(q_int_of(c.q, q_at(c.q, d, 0)), list[i].page);
    }
    end(&c);
}

/* ---- in the pack ---- */

static O placed(Case *c, const char *text)
{
    put(c, text);
    O list = q_key(c->q, q_ref(c->q, c->page[0]), "/Annots");
    q_set(c->q, q_ref(c->q, c->page[0]), "/Annots", list);
    merge_annots_place(&c->m, 0);
    return left(c);
}

/* Links to pages that are moved or scaled follow them, by what each number means. */
static void destinations(void **state)
{
    static const struct {
        const char *given, *then;
    } list[] = {
        { "[/XYZ 10 20 3]", "[ /XYZ 15 17 3 ]" },
        { "[/XYZ null 20 null]", "[ /XYZ null 17 null ]" },
        { "[/FitH 20]", "[ /FitH 17 ]" },
        { "[/FitV 10]", "[ /FitV 15 ]" },
        { "[/FitR 10 20 30 40]", "[ /FitR 15 17 25 27 ]" },
        { "[/Fit]", "[ /Fit ]" },
    };
    for (size_t i = 0; i < sizeof list / sizeof *list; i++) {
        Case c;
        begin(&c);
        c.move[1] = (Mat){ .5, 0, 0, .5, 10, 7 };
        O given = q_parse(c.q, list[i].given), dest = q_array(c.q), rest = q_array(c.q);
        q_push(c.q, dest, q_ref(c.q, c.page[1]));
        for (int k = 0; k < q_len(c.q, given); k++) q_push(c.q, dest, q_at(c.q, given, k));
        uint32_t page = 9;
        O out = merge_dest_place(&c.m, dest, &page);
        assert_int_equal(page, 1);
        assert_int_equal(q_id(c.q, q_at(c.q, out, 0)), c.page[1]);
        for (int k = 1; k < q_len(c.q, out); k++) q_push(c.q, rest, q_at(c.q, out, k));
        assert_string_equal(qpdf_oh_unparse(c.q, rest), list[i].then);
        qpdf_oh_set_array_item(c.q, dest, 0, q_ref(c.q, c.page[2] + 50)); /* no page of the pack */
        assert_false(q_is_array(c.q, merge_dest_place(&c.m, dest, &page)));
        end(&c);
    }
}

static void places(void **state)
{
    Case c;
    begin(&c);
    c.move[0] = (Mat){ 2, 0, 0, 2, 1, 0 };
    O x = placed(&c, "<</Rect[1 2 3 4]/QuadPoints[0 0 1 1]/InkList[[1 1 2 2]]/C[1 0 0]>>");
    static const struct {
        const char *key, *then;
    } list[] = { { "/Rect", "[ 3 4 7 8 ]" },
                 { "/QuadPoints", "[ 1 0 3 2 ]" },
                 { "/InkList", "[ [ 3 2 5 4 ] ]" },
                 { "/C", "[ 1 0 0 ]" } };
    for (size_t i = 0; i < sizeof list / sizeof *list; i++)
        assert_string_equal(qpdf_oh_unparse(c.q, q_key(c.q, x, list[i].key)), list[i].then);
    end(&c);
}

/* A link of ours to a part becomes one to its first page; where that is not here it goes. */
static void links_to_parts(void **state)
{
    static const struct {
        const char *url;
        bool stays, leads;
    } list[] = { { MERGE_LINK "0", true, true },     { MERGE_LINK "1", false, false },
                 { MERGE_LINK "2", false, false },   { MERGE_LINK "", false, false },
                 { MERGE_LINK "0x", false, false },  { MERGE_LINK "4294967296", false, false },
                 { "http://x.example", true, false } };
    for (size_t i = 0; i < sizeof list / sizeof *list; i++) {
        Case c;
        begin(&c);
        O x = placed(&c, str_printf(c.m.a, "<</A<</URI(%s)>>>>", list[i].url).p);
        assert_int_equal(q_is_dict(c.q, x), list[i].stays);
        assert_int_equal(q_has(c.q, x, "/Dest"), list[i].leads);
        if (list[i].leads) {
            assert_false(q_has(c.q, x, "/A"));
            O d = q_key(c.q, x, "/Dest");
            assert_int_equal(q_id(c.q, q_at(c.q, d, 0)), c.page[1]);
            assert_float_equal(q_num(c.q, d, 3), 100, .001);
        }
        end(&c);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_acts_goes), cmocka_unit_test(what_hangs_on_it_goes),
        cmocka_unit_test(names),          cmocka_unit_test(destinations),
        cmocka_unit_test(places),         cmocka_unit_test(links_to_parts),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
