/* The parser: exact places, encodings, mending, limits. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>

#include "xml/parse_in.h"

#define DOC(body) "<vorlage xmlns=\"urn:x-vorlage:1\">" body "</vorlage>"

typedef struct {
    Arena *a;
    Diags *d;
    XTree *t;
} Run;

static Run run(Str text)
{
    Run r = { .a = arena_new() };
    r.d = diags_new(r.a);
    r.t = xml_parse(r.a, r.a, r.d, S("probe.xml"), text);
    return r;
}

static int count(const Run *r, DiagCode code)
{
    int n = 0;
    for (size_t i = 0; i < diags_count(r->d); i++) n += diags_at(r->d, i)->code == code;
    return n;
}

static Str at(const Run *r, Place p) { return str_sub(r->t->text, p.off, p.len); }

static void is(Str s, const char *z)
{
    if (!str_is(s, z)) fail_msg("\"%.*s\" in place of \"%s\"", STR_FMT(s), z);
}

static void places(void **state)
{
    Run r = run(S(DOC("<!-- <p> --><p  id = 'a>b' \n lang=\"de\">\xC3\xA4 &amp; "
                      "<stark>x</stark><!-- c -->y</p>")));
    assert_non_null(r.t);
    XNode *p = xchild(r.t->root, "p");
    is(at(&r, p->at), "<p  id = 'a>b' \n lang=\"de\">");
    is(at(&r, p->name_at), "p");
    is(at(&r, xattr_node(p, "id")->name_at), "id");
    is(at(&r, xattr_node(p, "id")->value_at), "a>b");
    is(at(&r, xattr_node(p, "lang")->value_at), "de");
    is(at(&r, p->kids->at), "\xC3\xA4 &amp; ");
    is(p->kids->text, "\xC3\xA4 & ");
    is(at(&r, p->last->at), "y");
    is(str_sub(r.t->text, p->end - 4, 4), "</p>");
    arena_drop(r.a);
}

static void text_is_one(void **state)
{
    Run r = run(S(DOC("<p>a<![CDATA[<b>]]>c<?x y?>d<!-- -->e&#x41;</p>")));
    XNode *p = xchild(r.t->root, "p");
    assert_ptr_equal(p->kids, p->last);
    is(p->kids->text, "a<b>cdeA");
    arena_drop(r.a);
}

static void encodings(void **state)
{
    Run r = run((Str){ "\xFF\xFE<\0a\0>\0\xE4\0<\0/\0a\0>\0", 18 });
    is(r.t->root->kids->text, "\xC3\xA4");
    arena_drop(r.a);
    r = run(S("<?xml version=\"1.0\" encoding=\"windows-1252\"?><a>\x80</a>"));
    is(r.t->root->kids->text, "\xE2\x82\xAC");
    assert_int_equal(diags_count(r.d), 0);
    arena_drop(r.a);
    r = run(S("<a>f\xFCr \xFC"
              "ber</a>"));
    is(r.t->root->kids->text,
       "f\xC3\xBCr \xC3\xBC"
       "ber");
    assert_int_equal(count(&r, D_XML_UTF8), 1);
    arena_drop(r.a);
    r = run((Str){ "<a>x\0y</a>", 10 });
    assert_int_equal(count(&r, D_XML_CHAR), 1);
    arena_drop(r.a);
}

/* Faults behind one another, all told, each at the author's own offset. */
static void mending(void **state)
{
    Str text =
        S(DOC("<p>a & b</p><p x=1>c</p><p>d</pp><p y=\"2\"y=\"3\">e</p><p>3 < 4</p><p>&nbsp;</p>"));
    Run r = run(text);
    assert_non_null(r.t);
    static const struct {
        DiagCode code;
        const char *where;
    } want[] = {
        { D_XML_AMP, "& b" },       { D_XML_QUOTES, "1>c" },         { D_XML_END_SLIP, "</pp>" },
        { D_XML_SPACE, "y=\"3\"" }, { D_XML_ATTR_TWICE, "y=\"3\"" }, { D_XML_LESS, "< 4" },
        { D_XML_ENTITY, "&nbsp;" }
    };
    assert_int_equal(diags_count(r.d), sizeof want / sizeof *want);
    for (size_t i = 0; i < sizeof want / sizeof *want; i++) {
        const Diag *g = diags_at(r.d, i);
        assert_int_equal(g->code, want[i].code);
        assert_int_equal(g->at.off, str_find(text, str_of(want[i].where)));
    }
    int n = 0;
    for (XNode *p = xchild(r.t->root, "p"); p; p = xnext(p, "p")) {
        assert_int_equal(text.p[p->at.off], '<');
        n++;
    }
    assert_int_equal(n, 6);
    arena_drop(r.a);
}

static void broken_off(void **state)
{
    Run r = run(S("<vorlage xmlns=\"urn:x-vorlage:1\"><p>Text"));
    assert_non_null(r.t);
    assert_int_equal(count(&r, D_XML_UNCLOSED), 1);
    assert_int_equal(r.t->root->end, r.t->text.n);
    arena_drop(r.a);
}

static void refused(void **state)
{
    static const char *const bad[] = { "", "  \n", "Text", "\x89PNG" };
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        Run r = run(str_of(bad[i]));
        assert_null(r.t);
        assert_int_equal(diags_errors(r.d), 1);
        arena_drop(r.a);
    }
    Run r = run(S("<!DOCTYPE a [<!ENTITY e SYSTEM \"file:///etc/passwd\">]><a>&e;</a>"));
    assert_int_equal(count(&r, D_XML_DOCTYPE), 1);
    assert_int_equal(count(&r, D_XML_ENTITY), 1);
    is(r.t->root->kids->text, "&e;");
    arena_drop(r.a);
    r = run(
        S("<a xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" xsi:type=\"b\" q:c=\"d\"/>"));
    assert_int_equal(count(&r, D_XML_XSI), 1);
    assert_int_equal(count(&r, D_XML_PREFIX), 1);
    assert_null(r.t->root->attrs);
    arena_drop(r.a);
}

static Str repeated(Arena *a, const char *z, size_t n)
{
    size_t k = strlen(z);
    char *p = arena_array(a, n, k + 1);
    for (size_t i = 0; i < n; i++) memcpy(p + i * k, z, k);
    return (Str){ p, n * k };
}

static void limit(size_t n, const char *piece, const char *behind, DiagCode code)
{
    Arena *a = arena_new();
    Str text = str_printf(a, "<a>%.*s%s</a>", STR_FMT(repeated(a, piece, n)), behind);
    Run r = run(text);
    if (code == D_COUNT)
        assert_int_equal(diags_count(r.d), 0);
    else
        assert_int_equal(count(&r, code), 1);
    assert_true(code == D_COUNT || r.t == NULL);
    arena_drop(r.a);
    arena_drop(a);
}

static void limits(void **state)
{
    Arena *a = arena_new();
    Str ends = repeated(a, "</b>", XML_MAX_DEPTH - 1), more = repeated(a, "</b>", XML_MAX_DEPTH);
    limit(XML_MAX_DEPTH - 1, "<b>", str_z(a, ends), D_COUNT);
    limit(XML_MAX_DEPTH, "<b>", str_z(a, more), D_XML_DEEP);
    limit(XML_MAX_FAULTS + 1, "& ", "", D_XML_FAULTS);
    limit(XML_MAX_NODES, "<b/>", "", D_XML_NODES);
    limit(XML_MAX_BYTES - 7, "x", "", D_COUNT);
    limit(XML_MAX_BYTES - 6, "x", "", D_XML_BIG);
    arena_drop(a);
}

/* Every offset in the mended text has one in the author's, in order. */
static void way_back(void **state)
{
    Arena *a = arena_new();
    Mended m;
    mended_new(&m, diags_new(a), 0, S("abcdefghij"));
    mended_splice(&m, 2, 1, S("XYZ"));
    mended_splice(&m, 0, 0, S("__"));
    mended_splice(&m, 9, 2, S(""));
    assert_string_equal(m.text, "__abXYZdehij");
    static const uint32_t want[] = { 0, 0, 0, 1, 2, 2, 2, 3, 4, 7, 8, 9, 10 };
    for (size_t i = 0; i < sizeof want / sizeof *want; i++)
        assert_int_equal(mended_orig(&m, i), want[i]);
    mended_drop(&m);
    arena_drop(a);
}

int main(void)
{
    const struct CMUnitTest tests[] = { cmocka_unit_test(places),     cmocka_unit_test(text_is_one),
                                        cmocka_unit_test(encodings),  cmocka_unit_test(mending),
                                        cmocka_unit_test(broken_off), cmocka_unit_test(refused),
                                        cmocka_unit_test(limits),     cmocka_unit_test(way_back) };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
