/* A whole session served from memory: its pack and its letter come back as files in memory, and
 * what is not public is not in the public ones. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <cmocka.h>

#include "letter/letter.h"
#include "pack/mappe.h"

static const char sitzung[] =
    "<sitzung xmlns=\"urn:x-vorlage:1\" nummer=\"3/2026\" ort=\"Rathaus\" status=\"oeffentlich\" "
    "gremium-name=\"Bauausschuss\" beginn=\"2026-03-03T17:00:00+01:00\"><einladung "
    "datum=\"2026-02-20\"><p>Hiermit lade ich ein.</p></einladung><tagesordnung><top nr=\"1\" "
    "status=\"oeffentlich\"><unterlage vorlage=\"7/2026\" datei=\"v.xml\"/></top><top nr=\"2\" "
    "status=\"nichtoeffentlich\" unterlage=\"keine\"><betreff oeffentlich=\"Grundst&#xFC;ck\">"
    "Geheimer Kauf</betreff></top></tagesordnung></sitzung>";
static const char paper[] =
    "<vorlage xmlns=\"urn:x-vorlage:1\" nummer=\"7/2026\" art=\"bericht\" status=\"oeffentlich\">"
    "<kopf><betreff>Radweg</betreff></kopf><beratungsfolge><beratung gremium-name=\"Bauausschuss\" "
    "termin=\"2026-03-03\" status=\"oeffentlich\" zustaendigkeit=\"kenntnisnahme\"/>"
    "</beratungsfolge><sachverhalt><p>Sichtbar.</p></sachverhalt></vorlage>";

static Files ask(Arena *a, const char *product, Edition e, OfficeFormat f, bool with_paper)
{
    Files served = { 0 };
    if (with_paper) files_add(a, &served, (File){ .name = S("v.xml"), .bytes = str_of(paper) });
    Opener opener = opener_memory(&served);
    Office o = { .a = a, .d = diags_new(a), .orte = { .opener = &opener } };
    OfficeOrder w = {
        .doc = "sitzung.xml", .bytes = str_of(sitzung), .edition = e, .format = f, .duplex = true
    };
    FilesInMemory out = { .a = a };
    FileSink sink = sink_memory(&out);
    bool ok = office_make(&o, KIND_SITZUNG, product, &w, &sink);
    Buf b = { 0 };
    diags_text(o.d, &b, MSG_EN);
    if (!ok && with_paper) print_message("%.*s", (int)b.n, b.p);
    buf_drop(&b);
    assert_int_equal(ok, diags_errors(o.d) == 0);
    return out.files;
}

static void pack(void **state)
{
    (void)state;
    Arena *a = arena_new();
    Files open = ask(a, "mappe", EDITION_PUBLIC, FORMAT_PDF, true),
          full = ask(a, "mappe", EDITION_FULL, FORMAT_PDF, true);
    assert_true(open.n == 1 && full.n == 1);
    assert_true(str_is(open.v[0].name, "2026-03-03_Bauausschuss.oeffentlich.pdf"));
    assert_true(str_is(full.v[0].name, "2026-03-03_Bauausschuss.mitglieder.pdf"));
    assert_true(str_starts(open.v[0].bytes, S("%PDF-1.7")));
    assert_false(str_eq(open.v[0].bytes, full.v[0].bytes));
    arena_drop(a);
}

static void letter(void **state)
{
    (void)state;
    Arena *a = arena_new();
    Files open = ask(a, "brief", EDITION_PUBLIC, FORMAT_FODT, true),
          full = ask(a, "brief", EDITION_FULL, FORMAT_FODT, true),
          print = ask(a, "brief", EDITION_FULL, FORMAT_PDF, true);
    assert_true(str_is(open.v[0].name, "2026-03-03_Bauausschuss.einladung.oeffentlich.fodt"));
    assert_true(str_is(print.v[0].name, "2026-03-03_Bauausschuss.einladung.mitglieder.pdf"));
    assert_true(str_find(open.v[0].bytes, S("Geheimer")) == (size_t)-1);
    assert_true(str_find(full.v[0].bytes, S("Geheimer")) != (size_t)-1);
    arena_drop(a);
}

static void a_missing_paper(void **state)
{
    (void)state;
    Arena *a = arena_new();
    assert_int_equal(ask(a, "mappe", EDITION_PUBLIC, FORMAT_PDF, false).n, 0);
    assert_int_equal(ask(a, "brief", EDITION_FULL, FORMAT_PDF, false).n, 0);
    arena_drop(a);
}

int main(void)
{
    office_register(KIND_SITZUNG, "mappe", mappe_office);
    office_register(KIND_SITZUNG, "brief", brief_office);
    const struct CMUnitTest tests[] = { cmocka_unit_test(pack), cmocka_unit_test(letter),
                                        cmocka_unit_test(a_missing_paper) };
    return cmocka_run_group_tests_name("cli-pack_make", tests, NULL, NULL);
}
