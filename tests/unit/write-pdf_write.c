/* The PDF writer by itself: a whole file, the same bytes again, structure and metadata in it,
 * libharu's errors told. */
#include "page_flow.h"

#include "write/pdf/pdf.h"

static bool write(Paper *p, Buf *out)
{
    Images none = { 0 };
    StructTree tree = { 0 };
    Pdf *pdf = pdf_new(p->a, p->d, &p->flow, p->fonts, &none);
    Typeset t = { 0 };
    bool ok = typeset(p->a, p->d, &p->flow, p->fonts, &none,
                      (PageSink){ pdf, pdf_page, pdf_running }, &t);
    tree = t.tree;
    ok = ok && pdf_finish(pdf, &tree, out);
    tree_drop(&tree);
    pdf_drop(pdf);
    return ok;
}

static Paper *paper(void)
{
    Paper *p = paper_new();
    heading(p, 1, "Bericht");
    text(p, "Ein Absatz mit Umlauten: äöü, und einem (Klammer\\paar).");
    filler(p, 30, 1);
    p->flow.title = S("Titel (mit Klammer) und ä");
    p->flow.nummer = S("1/2024");
    return p;
}

static bool has(const Buf *b, const char *z) { return str_find(buf_view(b), str_of(z)) < b->n; }

static void whole(void **state)
{
    Paper *p = paper();
    Buf b = { 0 };
    assert_true(write(p, &b));
    assert_true(b.n > 1000 && !memcmp(b.p, "%PDF-1.7", 8));
    assert_true(has(&b, "/StructTreeRoot") && has(&b, "/MarkInfo") && has(&b, "/OutputIntents") &&
                has(&b, "/ID"));
    assert_true(has(&b, "<pdfaid:part>2</pdfaid:part>") && has(&b, "Titel (mit Klammer) und ä"));
    assert_true(str_find(str_sub(buf_view(&b), b.n - 8, 8), S("%%EOF")) < 8);
    buf_drop(&b);
    paper_drop(p);
}

static void same_bytes(void **state)
{
    Buf b[2] = { { 0 }, { 0 } };
    for (int i = 0; i < 2; i++) {
        Paper *p = paper();
        assert_true(write(p, &b[i]));
        paper_drop(p);
    }
    assert_int_equal(b[0].n, b[1].n);
    assert_memory_equal(b[0].p, b[1].p, b[0].n);
    Paper *p = paper();
    text(p, "Ein Wort mehr.");
    Buf other = { 0 };
    assert_true(write(p, &other));
    size_t at = str_find(buf_view(&b[0]), S("/ID")), to = str_find(buf_view(&other), S("/ID"));
    assert_memory_not_equal(b[0].p + at, other.p + to, 30); /* another text, another id */
    paper_drop(p);
    buf_drop(&other);
    buf_drop(&b[0]);
    buf_drop(&b[1]);
}

int main(void)
{
    const struct CMUnitTest t[] = { cmocka_unit_test(whole), cmocka_unit_test(same_bytes) };
    return cmocka_run_group_tests(t, NULL, NULL);
}
