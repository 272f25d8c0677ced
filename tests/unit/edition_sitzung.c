/* Numbers and titles of agenda items for each reader; names, salutations and address fields of
 * members. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "edition/sitzung.h"

static Arena *a;
static int begin(void **state)
{
    a = arena_new();
    return 0;
}
static int end(void **state)
{
    arena_drop(a);
    return 0;
}

#define assert_str(s, z) \
    do { \
        Str s_ = (s); \
        assert_int_equal(s_.n, strlen(z)); \
        assert_memory_equal(s_.p, z, s_.n); \
    } while (0)

static Inline *words(const char *open, const char *closed)
{
    Inline *i = ARENA_NEW_N(a, Inline, 3);
    i[0] = (Inline){ .kind = IN_TEXT, .text = str_of(open), .next = &i[1] };
    i[1] = (Inline){ .kind = IN_STARK, .status = STATUS_NICHTOEFFENTLICH, .kids = &i[2] };
    i[2] = (Inline){ .kind = IN_TEXT, .text = str_of(closed) };
    return i;
}

static Vorlage *paper(Status status, const char *open, const char *closed, const char *neutral)
{
    Vorlage *v = ARENA_NEW(a, Vorlage);
    v->status = status;
    v->kopf.betreff = words(open, closed);
    v->kopf.betreff_text = model_plain(a, v->kopf.betreff);
    v->kopf.betreff_oeffentlich = str_of(neutral);
    return v;
}

static void numbers(void **state)
{
    Stil *s = stil_neutral(a);
    Top t = { .nr = S("5.1"), .status = STATUS_OEFFENTLICH };
    assert_str(top_nummer(a, s, &t), "Ö 5.1");
    t.status = STATUS_NICHTOEFFENTLICH;
    assert_str(top_nummer(a, s, &t), "N 5.1");
    t.nr = S("NÖ 3");
    assert_str(top_nummer(a, s, &t), "NÖ 3");
    s->top_praefix_nichtoeffentlich = S("");
    t.nr = S("3");
    assert_str(top_nummer(a, s, &t), "3");
}

static void titles(void **state)
{
    Unterlage u = { .vorlage =
                        paper(STATUS_OEFFENTLICH, "Verkauf ", "an die Muster GmbH", "Grundstück") };
    Top t = { .status = STATUS_OEFFENTLICH, .unterlagen = &u, .nunterlagen = 1 };
    assert_str(top_titel(&t), "Verkauf an die Muster GmbH");
    assert_str(top_titel_oeffentlich(a, &t), "Verkauf");
    t.status = STATUS_NICHTOEFFENTLICH;
    assert_str(top_titel_oeffentlich(a, &t), "Grundstück");
    t.titel_oeffentlich = S("Liegenschaften");
    assert_str(top_titel_oeffentlich(a, &t), "Liegenschaften");
    t.titel_text = S("Verkauf Flurstück 17");
    assert_str(top_titel(&t), "Verkauf Flurstück 17");
    assert_str(top_titel_oeffentlich(a, &t), "Liegenschaften");
    Top bare = { .status = STATUS_NICHTOEFFENTLICH, .titel_text = S("Geheim") };
    assert_str(top_titel_oeffentlich(a, &bare), "");
}

/* Hidden words leave no trace in a title, as they leave none in the paper: no second blank tells
 * where they stood. */
static void no_gap_in_a_title(void **state)
{
    Inline end = { .kind = IN_TEXT, .text = S(" am Markt") };
    Vorlage *v = paper(STATUS_OEFFENTLICH, "Verkauf ", "an die Muster GmbH", "");
    v->kopf.betreff->next->next = &end;
    Unterlage u = { .vorlage = v };
    Top t = { .status = STATUS_OEFFENTLICH, .unterlagen = &u, .nunterlagen = 1 };
    assert_str(top_titel_oeffentlich(a, &t), "Verkauf am Markt");
    assert_str(edition_words(a, v->kopf.betreff->next), "am Markt");
}

static void readers(void **state)
{
    assert_int_equal(leser_find(S("members")), LESER_MITGLIEDER);
    assert_int_equal(leser_find(S("vorsitz")), LESER_VORSITZ);
    assert_int_equal(leser_find(S("moos")), LESER_NONE);
    assert_int_equal(leser_edition(LESER_OEFFENTLICHKEIT), EDITION_PUBLIC);
    assert_int_equal(leser_edition(LESER_VORSITZ), EDITION_FULL);
    assert_int_equal(leser_edition(LESER_NONE), EDITION_NONE);
    assert_int_equal(leser_of(EDITION_PUBLIC), LESER_OEFFENTLICHKEIT);
    assert_int_equal(leser_of(EDITION_FULL), LESER_MITGLIEDER);
    assert_int_equal(edition_find(S("oeffentlich")), EDITION_PUBLIC);
    assert_int_equal(edition_find(S("voll")), EDITION_FULL);
    assert_int_equal(edition_find(S("members")), EDITION_NONE);
    assert_str(leser_name(LESER_VORSITZ), "vorsitz");
    assert_true(leser_reserved(S("Chair")) && leser_reserved(S("nachtrag")));
    assert_false(leser_reserved(S("moos")) || leser_reserved(S("")));
}

/* What bears the mark in a pack of the full edition: each status turned once. */
static void marks(void **state)
{
    Sitzung s = { .status = STATUS_OEFFENTLICH };
    Top t = { .status = STATUS_OEFFENTLICH };
    assert_true(edition_top_is_open(&s, &t));
    t.status = STATUS_NICHTOEFFENTLICH;
    assert_false(edition_top_is_open(&s, &t));
    t.status = STATUS_OEFFENTLICH, s.status = STATUS_NICHTOEFFENTLICH;
    assert_false(edition_top_is_open(&s, &t));
    Vorlage v = { .status = STATUS_OEFFENTLICH };
    Unterlage u = { .status = STATUS_NONE };
    assert_true(edition_unterlage_is_open(&u, &v));
    u.status = STATUS_NICHTOEFFENTLICH;
    assert_false(edition_unterlage_is_open(&u, &v));
    u.status = STATUS_OEFFENTLICH, v.status = STATUS_NONE;
    assert_false(edition_unterlage_is_open(&u, &v));
    Str named[] = { S("b1"), S("b3") };
    Beratung b1 = { .id = S("b1") }, b2 = { .id = S("b2") }, b3 = { .id = S("b3") };
    Anlage x = { .status = STATUS_OEFFENTLICH };
    assert_true(edition_anlage_is_open(&x, &b2) && edition_anlage_is_open(&x, NULL));
    x.nur_beratung = named, x.nnur = 2;
    assert_true(edition_anlage_is_open(&x, &b1) && edition_anlage_is_open(&x, &b3));
    assert_false(edition_anlage_is_open(&x, &b2) || edition_anlage_is_open(&x, NULL));
    x.status = STATUS_NONE;
    assert_false(edition_anlage_is_open(&x, &b1));
    Niederschrift n = { .status = STATUS_NONE };
    assert_true(edition_niederschrift_is_open(&n));
    n.status = STATUS_NICHTOEFFENTLICH;
    assert_false(edition_niederschrift_is_open(&n));
}

static void title_of_a_closed_paper(void **state)
{
    Unterlage u = { .vorlage = paper(STATUS_NICHTOEFFENTLICH, "Verkauf ", "an X", "") };
    Top t = { .status = STATUS_OEFFENTLICH, .unterlagen = &u, .nunterlagen = 1 };
    assert_str(top_titel_oeffentlich(a, &t), "");
}

static void salutations(void **state)
{
    Mitglied m = {
        .anrede = ANREDE_FRAU, .titel = S("Dr."), .vorname = S("Ayşe"), .name = S("Yıldız")
    };
    assert_str(mitglied_name(a, &m), "Dr. Ayşe Yıldız");
    assert_str(mitglied_briefanrede(a, &m), "Sehr geehrte Frau Dr. Yıldız");
    m.anrede = ANREDE_HERR;
    assert_str(mitglied_briefanrede(a, &m), "Sehr geehrter Herr Dr. Yıldız");
    m.anrede = ANREDE_OHNE;
    assert_str(mitglied_briefanrede(a, &m), "Guten Tag Dr. Ayşe Yıldız");
    m.briefanrede = S("Liebe Ayşe");
    assert_str(mitglied_briefanrede(a, &m), "Liebe Ayşe");
}

static void address_field(void **state)
{
    Str lines[] = { S("c/o Weinhof Straß"), S("Hauptstraße 1"), S("6900 Bregenz") },
        out[ADRESSZEILEN_MAX];
    Mitglied m = { .anrede = ANREDE_HERR,
                   .vorname = S("Luis"),
                   .name = S("Hämmerle"),
                   .zeilen = lines,
                   .nzeilen = 3,
                   .land = S("Österreich, Straß") };
    assert_int_equal(mitglied_anschrift(a, &m, out, ADRESSZEILEN_MAX), 6);
    assert_str(out[0], "Herrn");
    assert_str(out[1], "Luis Hämmerle");
    assert_str(out[4], "6900 Bregenz");
    assert_str(out[5], "ÖSTERREICH, STRASS");
    m.anrede = ANREDE_OHNE;
    assert_int_equal(mitglied_anschrift(a, &m, out, 2), 5);
    assert_str(out[0], "Luis Hämmerle");
}

static void found(void **state)
{
    Mitglied all[] = { { .id = S("m1") }, { .id = S("m2") } };
    Mitglieder m = { .alle = all, .n = 2 };
    assert_ptr_equal(mitglied_find(&m, S("m2")), &all[1]);
    assert_null(mitglied_find(&m, S("m3")));
    assert_null(mitglied_find(NULL, S("m1")));
}

int main(void)
{
    const struct CMUnitTest tests[] = { cmocka_unit_test(numbers),
                                        cmocka_unit_test(titles),
                                        cmocka_unit_test(no_gap_in_a_title),
                                        cmocka_unit_test(readers),
                                        cmocka_unit_test(marks),
                                        cmocka_unit_test(title_of_a_closed_paper),
                                        cmocka_unit_test(salutations),
                                        cmocka_unit_test(address_field),
                                        cmocka_unit_test(found) };
    return cmocka_run_group_tests(tests, begin, end);
}
