/* The office without a disk: a paper with its style, master data and picture is served from memory
 * and comes back as files in memory; nothing else is looked for. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <cmocka.h>

#include "office/office.h"

static const char paper[] =
    "<vorlage xmlns=\"urn:x-vorlage:1\" nummer=\"7/2026\" art=\"bericht\" status=\"oeffentlich\" "
    "stil=\"haus/stil.xml\" koerperschaft=\"haus/k.xml\"><kopf><betreff>Aus dem Speicher</betreff>"
    "</kopf><sachverhalt><p>Sichtbar.</p><p status=\"nichtoeffentlich\">Verborgen.</p>"
    "<bild datei=\"b.png\" alt=\"Punkt\"/></sachverhalt></vorlage>";
static const char style[] = "<stil xmlns=\"urn:x-vorlage:1\" name=\"Haus\"/>";
static const char body[] = "<koerperschaft xmlns=\"urn:x-vorlage:1\" name=\"Musterstadt\"/>";
static const unsigned char dot[] = { 0x89, 'P', 'N',  'G',  13,   10,   26,   10,   0,    0, 0, 13,
                                     'I',  'H', 'D',  'R',  0,    0,    0,    1,    0,    0, 0, 1,
                                     8,    0,   0,    0,    0,    0x3A, 0x7E, 0x9B, 0x55, 0, 0, 0,
                                     10,   'I', 'D',  'A',  'T',  0x78, 0x9C, 0x63, 0x68, 0, 0, 0,
                                     0x82, 0,   0x81, 0x77, 0xCD, 0x72, 0xB6, 0,    0,    0, 0, 'I',
                                     'E',  'N', 'D',  0xAE, 0x42, 0x60, 0x82 };

typedef struct {
    Arena *a;
    Files served;
    Opener opener;
    Office office;
    FilesInMemory out;
} Room;

static Room *room(void)
{
    Arena *a = arena_new();
    Room *r = ARENA_NEW(a, Room);
    r->a = a;
    files_add(a, &r->served, (File){ .name = S("haus/stil.xml"), .bytes = str_of(style) });
    files_add(a, &r->served, (File){ .name = S("haus/k.xml"), .bytes = str_of(body) });
    files_add(a, &r->served,
              (File){ .name = S("b.png"), .bytes = { (const char *)dot, sizeof dot } });
    r->opener = opener_memory(&r->served);
    r->office = (Office){ .a = a, .d = diags_new(a), .orte = { .opener = &r->opener } };
    r->out.a = a;
    return r;
}

static bool make(Room *r, Edition e, OfficeFormat f)
{
    OfficeOrder w = { .doc = "v.xml", .bytes = str_of(paper), .edition = e, .format = f };
    FileSink sink = sink_memory(&r->out);
    return paper_make(&r->office, &w, &sink);
}

static void show(Room *r)
{
    Buf b = { 0 };
    diags_text(r->office.d, &b, MSG_EN);
    if (b.n) print_message("%.*s", (int)b.n, b.p);
    buf_drop(&b);
}

static void formats(void **state)
{
    (void)state;
    Room *r = room();
    if (!make(r, EDITION_PUBLIC, FORMAT_PDF)) show(r);
    assert_true(make(r, EDITION_FULL, FORMAT_PDF_A3));
    assert_true(make(r, EDITION_FULL, FORMAT_ODT) && make(r, EDITION_PUBLIC, FORMAT_XML));
    const File *v = r->out.files.v;
    assert_int_equal(r->out.files.n, 4);
    assert_true(str_is(v[0].name, "7_2026.oeffentlich.pdf") && str_starts(v[0].bytes, S("%PDF-")));
    assert_true(str_is(v[1].name, "7_2026.pdf"));
    assert_true(str_is(v[2].name, "7_2026.odt") && str_starts(v[2].bytes, S("PK")));
    assert_true(str_is(v[3].name, "7_2026.oeffentlich.xml"));
    assert_true(str_find(v[3].bytes, S("Sichtbar")) != (size_t)-1);
    assert_true(str_find(v[3].bytes, S("Verborgen")) == (size_t)-1);
    arena_drop(r->a);
}

/* Each of what the paper names is asked of the opener: without it the paper is faulty. */
static void nothing_else_is_read(void **state)
{
    (void)state;
    for (size_t gone = 0; gone < 3; gone++) {
        Room *r = room();
        r->served.v[gone].name = S("anderswo");
        assert_false(make(r, EDITION_PUBLIC, FORMAT_PDF));
        assert_true(diags_errors(r->office.d) > 0);
        assert_int_equal(r->out.files.n, 0);
        arena_drop(r->a);
    }
}

static void kinds(void **state)
{
    (void)state;
    Arena *a = arena_new();
    assert_int_equal(office_kind_of(a, "v.xml", str_of(paper)), KIND_VORLAGE);
    assert_int_equal(office_kind_of(a, "v.xml", str_of(style)), KIND_STIL);
    assert_int_equal(office_kind_of(a, "liste.CSV", S("a;b")), KIND_MITGLIEDER);
    assert_int_equal(office_kind_of(a, NULL, S("<anderes/>")), KIND_VORLAGE);
    for (int i = 0; i < KIND_N; i++) assert_non_null(office_kind((OfficeKindId)i)->check);
    assert_null(office_maker(KIND_SITZUNG, "mappe"));
    office_register(KIND_SITZUNG, "mappe", paper_make);
    assert_ptr_equal(office_maker(KIND_SITZUNG, "mappe"), paper_make);
    assert_null(office_maker(KIND_VORLAGE, "mappe"));
    arena_drop(a);
}

static void verdicts(void **state)
{
    (void)state;
    Arena *a = arena_new();
    Diags *d = diags_new(a);
    assert_int_equal(office_verdict(d, true), OFFICE_GOOD);
    assert_int_equal(office_verdict(d, false), OFFICE_OURS);
    diag(d, D_BETREFF_LEER, NO_PLACE, (const char *)NULL);
    assert_int_equal(office_verdict(d, false), OFFICE_DOCUMENT);
    diag(d, D_FILE_READ, NO_PLACE, "x", "y", (const char *)NULL);
    assert_int_equal(office_verdict(d, false), OFFICE_WORLD);
    arena_drop(a);
}

int main(void)
{
    const struct CMUnitTest tests[] = { cmocka_unit_test(formats),
                                        cmocka_unit_test(nothing_else_is_read),
                                        cmocka_unit_test(kinds), cmocka_unit_test(verdicts) };
    return cmocka_run_group_tests_name("office_memory", tests, NULL, NULL);
}
