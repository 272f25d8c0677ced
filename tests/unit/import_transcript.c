/* The transcript that a document carries, and the XML it was written from (transcript.c): read as a
 * tree like the document's, or not believed. */
#include "import_tree.h"

#include "base/hash.h"
#include "base/files.h"

#define XML "<vorlage xmlns=\"urn:x-vorlage:1\"><kopf/><p>Ein <em>Wort</em></p></vorlage>"

typedef struct {
    Im im;
    Str zip;
} Case;

static void put(Buf *b, Str s)
{
    for (size_t i = 0; i < s.n; i++)
        if (s.p[i] == '<')
            buf_z(b, "&lt;");
        else
            buf_char(b, s.p[i]);
}

/* A package that carries that XML and that transcript; digest: what its metadata say, NULL nothing,
 * "" the right one. */
static bool carries(Case *c, const char *xml, const char *script, const char *digest)
{
    im_new(&c->im);
    Arena *a = c->im.a;
    Buf rdf = { 0 }, zip = { 0 };
    buf_z(&rdf,
          "<r:RDF xmlns:r=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\" "
          "xmlns:v=\"urn:x-vorlage:rdf:1#\"><r:Description><v:quelle>");
    put(&rdf, str_of(xml));
    buf_z(&rdf, "</v:quelle><v:abschrift>");
    put(&rdf, str_of(script));
    buf_z(&rdf, "</v:abschrift></r:Description></r:RDF>");
    const struct {
        const char *name;
        Str bytes;
    } e[] = { { "mimetype", S("application/vnd.oasis.opendocument.text") },
              { "content.xml", S("<a/>") },
              { "styles.xml", S("<a/>") },
              { "META-INF/manifest.xml", S("<a/>") },
              { "manifest.rdf", S("<a/>") },
              { "other.rdf", S("<a/>") },
              { "x/quelle.rdf", buf_view(&rdf) },
              { "zz.rdf", S("<a/>") } };
    Files all = { 0 };
    for (size_t i = 0; i < sizeof e / sizeof *e; i++)
        files_add(a, &all, (File){ .name = str_of(e[i].name), .bytes = e[i].bytes });
    const char *why;
    assert_true(files_zip(a, &all, &zip, &why));
    c->im.pack.bytes = buf_keep(a, &zip);
    buf_drop(&rdf);
    assert_true(package_open(&c->im.pack));
    if (digest) {
        c->im.meta = ARENA_NEW_N(a, MetaField, 2);
        c->im.meta[0] = (MetaField){ S("Anderes"), S("0") };
        c->im.meta[1] = (MetaField){ S("Quelle SHA-256"),
                                     *digest ? str_of(digest) : sha256_hex(a, str_of(xml)) };
        c->im.nmeta = 2;
    }
    bool ok = import_transcript_read(&c->im);
    package_close(&c->im.pack);
    if (!ok) assert_null(c->im.old);
    return ok;
}

static void untold(Case *c)
{
    assert_int_equal(diags_count(c->im.d), 0);
    arena_drop(c->im.a);
}

static void lost(Case *c)
{
    assert_int_equal(diags_count(c->im.d), 1);
    assert_int_equal(diags_at(c->im.d, 0)->code, D_IMPORT_QUELLE);
    arena_drop(c->im.a);
}

static int offset(const char *what) { return (int)str_find(S(XML), str_of(what)); }

static void a_tree(void **state)
{
    Case c;
    im_new(&c.im);
    Arena *a = c.im.a;
    const char *script =
        str_printf(
            a,
            "abschrift 1\n0 h2 0 - - \t0:Titel\n0 p %d - - \t%d:Ein \t%d:Wo\\trt\\n\\\\\tN%d:\n1 n "
            "%d - - \n2 p -1 1ns - \t-1:Note\n0 p -1 - Betrag_Jahr:2024 \t-1:5\n0 zk -1 - -\n",
            offset("<p>"), offset("Ein"), offset("<em>"), offset("<em>"), offset("<em>"))
            .p;
    assert_true(carries(&c, XML, script, ""));
    const Node *h = c.im.old->kids, *p = h->next;
    assert_int_equal(h->kind, NK_UEBERSCHRIFT);
    assert_int_equal(h->level, 2);
    assert_ptr_equal(h->from, c.im.source->root);
    assert_int_equal(p->kind, NK_ABSATZ);
    assert_true(xis(p->from, "p"));
    assert_string_equal(str_z(c.im.a, p->text),
                        "Ein Wo rt \\"); /* signs with a stroke are signs, blanks fold as ever */
    const Piece *x = p->pieces;
    assert_string_equal(str_z(c.im.a, x->text), "Ein ");
    assert_false(x->from->name.n);
    x = x->next;
    assert_true(xis(x->from, "em"));
    x = x->next;
    assert_true(x->note && !x->text.n && xis(x->from, "em") && !x->next);
    assert_int_equal(x->note->kids->kind, NK_ABSATZ);
    assert_string_equal(str_z(c.im.a, x->note->kids->text), "Note");
    assert_null(x->note->kids->from);
    assert_int_equal(x->note->kids->list, 1);
    assert_true(x->note->kids->numbered && x->note->kids->start);
    assert_int_equal(c.im.old->last->kind, NK_ZEILE);
    assert_true(c.im.old->last->head);
    assert_int_equal(p->next->year, 2024);
    untold(&c);
    arena_drop(a);
}

/* A table of one cell is a box, unless that is a head; a table has as many columns as its longest
 * row; what holds nothing is not there. */
static void as_the_document_has_it(void **state)
{
    Case c;
    assert_true(carries(&c, XML,
                        "abschrift 1\n0 tab 0 - -\n1 z 0 - -\n2 c 0 - -\n3 p 0 - - \t0:Kasten\n0 "
                        "tab 0 - -\n1 zk 0 - -\n2 c 0 - -\n0 p 0 - - \t0: \n"
                        "0 tab 0 - -\n1 z 0 - -\n2 c 0 - -\n1 z 0 - -\n2 c 0 - -\n2 c 0 - -\n0 p 0 "
                        "- - \tN0:\n1 n 0 - -\n2 p 0 - -\n",
                        NULL));
    const Node *k = c.im.old->kids;
    assert_int_equal(k->kind, NK_KASTEN);
    assert_string_equal(str_z(c.im.a, k->kids->text), "Kasten");
    assert_ptr_equal(k->kids->parent, k);
    k = k->next;
    assert_int_equal(k->kind, NK_TABELLE);
    assert_true(k->kids->head);
    k = k->next;
    assert_int_equal(k->kind, NK_TABELLE);
    assert_int_equal(k->columns, 2);
    k = k->next; /* of the paragraph only its note's mark is left, and in the note nothing */
    assert_int_equal(k->kind, NK_ABSATZ);
    assert_non_null(k->pieces->note);
    assert_null(k->pieces->note->kids);
    assert_ptr_equal(c.im.old->last, k);
    assert_null(k->next);
    untold(&c);
}

static void not_believed(void **state)
{
    static const char *const bad[] = {
        "abschrift 2\n0 p 0 - - \t0:x\n",
        "0 p 0 - - \t0:x\n",
        "abschrift 1\n1 p 0 - -\n",
        "abschrift 1\n0 p 0 - -\n2 p 0 - -\n",
        "abschrift 1\n-1 p 0 - -\n",
        "abschrift 1\nx p 0 - -\n",
        "abschrift 1\n0 h7 0 - -\n",
        "abschrift 1\n0 h0 0 - -\n",
        "abschrift 1\n0 nichts 0 - -\n",
        "abschrift 1\n0 p 0 - -\n1 n 0 - -\n",
        "abschrift 1\n0 p 0 - - \tN0:\n1 n 0 - -\n1 n 0 - -\n",
    };
    Case c;
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        assert_false(carries(&c, XML, bad[i], NULL));
        lost(&c);
    }
    assert_false(carries(&c, XML, "abschrift 1\n", "0000"));
    lost(&c);
    assert_false(carries(&c, "<vorlage xmlns=\"urn:x-vorlage:1\">", "abschrift 1\n", NULL));
    lost(&c);
    assert_false(carries(&c, "<sitzung xmlns=\"urn:x-vorlage:1\"/>", "abschrift 1\n", NULL));
    lost(&c);
    assert_false(carries(&c, XML, "", NULL)); /* carries nothing: no fault */
    untold(&c);
    assert_false(carries(&c, "", "abschrift 1\n", NULL));
    untold(&c);
}

/* Far down, as deep as it may be and one deeper. */
static void depth(void **state)
{
    for (int more = 0; more < 2; more++) {
        Buf b = { 0 };
        buf_z(&b, "abschrift 1\n");
        for (int i = 0; i < 2 * ODT_MAX_DEPTH + more; i++) buf_printf(&b, "%d k 0 - -\n", i);
        buf_char(&b, 0);
        Case c;
        assert_int_equal(carries(&c, XML, b.p, NULL), !more);
        if (more)
            lost(&c);
        else
            untold(&c);
        buf_drop(&b);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_tree),
        cmocka_unit_test(as_the_document_has_it),
        cmocka_unit_test(not_believed),
        cmocka_unit_test(depth),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
