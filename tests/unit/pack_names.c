/* What a pack's parts are called, where there is room for the line at their foot, what an earlier
 * pack's list says and whether it is believed, and the zip (names.c, foreign.c, liste.c, zip.c). */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>
#include <zip.h>

#include "office/office.h"
#include "pack/layout.h"
#include "pack/liste.h"

/* ---- names ---- */

static void pieces(void **state)
{
    static const struct {
        const char *words, *name;
    } list[] = {
        { "024/2024", "024-2024" },
        { "Große Übung", "Grosse-Uebung" },
        { "  a  --  b  ", "a-b" },
        { "../../etc/passwd", "etc-passwd" },
        { "C:\\x", "C-x" },
        { "\u202E", "" },
        { "Ä", "Ae" },
        { "日本", "" },
        { "", "" },
        { "a.", "a" },
    };
    for (size_t i = 0; i < sizeof list / sizeof *list; i++) {
        Buf b = { 0 };
        name_plain(&b, str_of(list[i].words));
        buf_char(&b, 0);
        assert_string_equal(b.p, list[i].name);
        buf_drop(&b);
    }
    Buf b = { 0 };
    buf_z(&b, "TOP-");
    for (int i = 0; i < 2; i++) name_plain(&b, S("-x")); /* no two dashes where pieces meet */
    assert_true(str_is(buf_view(&b), "TOP-x-x"));
    buf_clear(&b);
    char many[201];
    memset(many, 'a', 200);
    many[200] = 0;
    name_plain(&b, str_of(many));
    assert_int_equal(b.n, 60);
    name_plain(&b, S("\u00FC"));
    assert_true(str_ends(buf_view(&b), S("ue")));
    buf_drop(&b);
}

static void parts(void **state)
{
    Top five = { .nr = S("5"), .status = STATUS_OEFFENTLICH },
        sub = { .nr = S("N 12.1"), .status = STATUS_NICHTOEFFENTLICH };
    const struct {
        Stueck s;
        const char *name;
    } list[] = {
        { { .art = STUECK_EINLADUNG }, "00_Einladung" },
        { { .art = STUECK_INHALT }, "00_Inhalt" },
        { { .art = STUECK_VORLAGE, .top = &five, .nummer = S("024/2024") }, "TOP-05_024-2024" },
        { { .art = STUECK_ANLAGE, .top = &five, .nummer = S("024/2024"), .anlage_nr = S("2") },
          "TOP-05_024-2024_Anlage-2" },
        { { .art = STUECK_ANLAGE, .top = &sub, .titel = S("Plan Ä") }, "TOP-N12-1_Plan-Ae" },
        { { .art = STUECK_ANLAGE, .titel = S("Anfahrt") }, "00_Einladung_Anfahrt" },
        { { .art = STUECK_ANLAGE, .top = &five, .anlage_nr = S("1"), .titel = S("GEHEIM") },
          "TOP-05_Anlage-1" },
    };
    Arena *a = arena_new();
    for (size_t i = 0; i < sizeof list / sizeof *list; i++)
        assert_string_equal(str_z(a, stueck_name(a, &list[i].s)), list[i].name);
    arena_drop(a);
}

/* Names that only case keeps apart are one on some systems; a counted one may be another's. */
static void doubles(void **state)
{
    static const char *const given[] = { "TOP-01_a", "top-01_A", "TOP-01_a_2", "x", "TOP-01_a" };
    Stueck s[6] = { 0 };
    Plan p = { .a = arena_new(), .stueck = s, .n = 6 };
    for (int i = 0; i < 5; i++) s[i] = (Stueck){ .art = STUECK_ANLAGE, .name = str_of(given[i]) };
    s[5] = (Stueck){ .art = STUECK_TRENNBLATT, .name = S("x") }; /* no file */
    plan_names(&p);
    for (int i = 0; i < 5; i++)
        for (int k = 0; k < i; k++) assert_true(str_casecmp(s[i].name, s[k].name) != 0);
    assert_true(str_is(s[0].name, "TOP-01_a") && str_is(s[3].name, "x") && str_is(s[5].name, "x"));
    arena_drop(p.a);
}

/* ---- room for the stamp ---- */

static void room(void **state)
{
    static const struct {
        float low, high;
        double head;
        bool both;
        float scale, dy;
    } list[] = {
        { 100, 700, 12, true, 0, 0 }, { 20, 700, 12, true, 1, 0 },  { 10, 840, 12, true, .95f, 0 },
        { 100, 835, 12, true, 0, 0 }, { 100, 835, 40, true, 1, 0 }, { 0, 842, 200, false, .95f, 0 },
    };
    for (size_t i = 0; i < sizeof list / sizeof *list; i++) {
        AttachPage p = { .width = 595,
                         .height = 842,
                         .ink = { 50, list[i].low, 500, list[i].high } };
        MergePage to = { .from = MERGE_PART, .part = 3, .page = 7 };
        assert_int_equal(foreign_room(&p, &to, list[i].head), list[i].both);
        assert_true(to.from == MERGE_PART && to.part == 3 && to.page == 7);
        if (!list[i].scale) {
            assert_true(to.scale == 0 && to.dy == 0);
            continue;
        }
        assert_true(list[i].scale == 1 ? to.scale == 1
                                       : to.scale >= MERGE_MIN_SCALE && to.scale < 1);
        double low = to.scale * list[i].low + to.dy, high = to.scale * list[i].high + to.dy;
        if (list[i].both && to.scale > MERGE_MIN_SCALE)
            assert_true(low >= 24.99 && high <= 842 - list[i].head + .01);
        if (to.scale < 1) /* stays in the middle */
            assert_float_equal(to.dx, 595 * (1 - to.scale) / 2, .01);
    }
    AttachPage blank = { .width = 595, .height = 842 };
    MergePage to = { 0 };
    assert_true(foreign_room(&blank, &to, 40) && to.scale == 0);
}

static void sheets(void **state)
{
    const AttachPage a4 = { .width = 595, .height = 842 }, across = { .width = 842, .height = 595 },
                     a5 = { .width = 420, .height = 595 }, a3 = { .width = 842, .height = 1191 },
                     plan = { .width = 900, .height = 1191 },
                     letter = { .width = 612, .height = 792 };
    assert_false(foreign_large(&a4) || foreign_large(&across) || foreign_large(&a5));
    assert_true(foreign_large(&a3) && foreign_large(&plan) && foreign_large(&letter));
    assert_true(foreign_one_sheet(&a4, &across) && foreign_one_sheet(&a5, &a4) &&
                foreign_one_sheet(&a3, &a3));
    assert_false(foreign_one_sheet(&a4, &a3) || foreign_one_sheet(&a3, &a4) ||
                 foreign_one_sheet(&a3, &plan));
}

/* ---- the list of an earlier pack ---- */

#define DIGEST "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"
#define GOOD \
    "{'ausgabe':'oeffentlich','gremium':'Rat','beginn':'2024-11-04T18:00:00+01:00','seiten':12," \
    "'ab_seite':3,'nachtrag':1,'grad':18,'teile':[{'dateien':[{'datei':'00_Inhalt.pdf'," \
    "'art':'inhalt'},{'datei':'00_Einladung.pdf','art':'einladung','inhalt':'" DIGEST "'}]}," \
    "{'name':'TOP-01','top':'1','titel':'Titel','inhalt':'" DIGEST "','dateien':[{" \
    "'datei':'TOP-01_1','art':'vorlage','nummer':'1/2024','anlage':'2','inhalt':'" DIGEST "'}]}]}"

typedef struct {
    Arena *a;
    Diags *d;
    Altliste *l;
} Case;

/* The good list with the first `was` replaced, read from a file. */
static void list(Case *c, const char *was, const char *now)
{
    c->a = arena_new();
    c->d = diags_new(c->a);
    Str good = S(GOOD);
    size_t at = str_find(good, str_of(was));
    assert_true(at != (size_t)-1);
    Str all = str_printf(c->a, "%.*s%s%s", (int)at, GOOD, now, &GOOD[at + strlen(was)]);
    char *z = str_z(c->a, all), path[] = "/tmp/vorlage-unit-XXXXXX";
    for (char *p = z; *p; p++)
        if (*p == '\'') *p = '"';
    int fd = mkstemp(path);
    assert_true(fd >= 0 && write(fd, z, all.n) == (ssize_t)all.n);
    close(fd);
    c->l = liste_read(c->a, c->d, str_z(c->a, str_of(path)));
    unlink(path);
}

static void a_list(void **state)
{
    Case c;
    list(&c, "", "");
    assert_non_null(c.l);
    assert_int_equal(diags_count(c.d), 0);
    assert_true(c.l->oeffentlich && str_is(c.l->gremium, "Rat"));
    assert_true(c.l->seiten == 12 && c.l->ab_seite == 3 && c.l->nachtrag == 1 && c.l->grad == 18);
    assert_true(c.l->ntops == 1 && c.l->nteile == 3);
    assert_true(str_is(c.l->top[0].name, "TOP-01") && str_is(c.l->top[0].nummer, "1"));
    assert_true(c.l->teil[0].top == -1 && !c.l->teil[0].inhalt.n);
    assert_true(str_is(c.l->teil[1].name, "00_Einladung") && str_is(c.l->teil[1].inhalt, DIGEST));
    assert_true(c.l->teil[2].top == 0 && str_is(c.l->teil[2].name, "TOP-01_1"));
    assert_true(str_is(c.l->teil[2].nummer, "1/2024") && str_is(c.l->teil[2].anlage, "2"));
    Sitzung s = { .beginn = { .day = { 2024, 11, 4 } }, .gremium_name = S("Rat") };
    Sitzungsakte akte = { .sitzung = &s };
    assert_true(liste_passt(c.d, c.l, &akte, EDITION_PUBLIC, 18));
    assert_true(liste_passt(c.d, c.l, &akte, EDITION_PUBLIC, LISTE_JEDER_GRAD));
    assert_false(liste_passt(c.d, c.l, &akte, EDITION_PUBLIC, 0));
    assert_false(liste_passt(c.d, c.l, &akte, EDITION_FULL, 18));
    assert_int_equal(diags_at(c.d, 1)->code, D_MAPPE_LISTE_AUSGABE);
    s.beginn.day.day = 5;
    assert_false(liste_passt(c.d, c.l, &akte, EDITION_PUBLIC, 18));
    s.beginn.day.day = 4, s.gremium_name = S("Ausschuss");
    assert_false(liste_passt(c.d, c.l, &akte, EDITION_PUBLIC, 18));
    assert_int_equal(diags_at(c.d, 3)->code, D_MAPPE_LISTE_SITZUNG);
    arena_drop(c.a);
}

static void not_believed(void **state)
{
    static const struct {
        const char *was, *now;
        DiagCode code;
    } bad[] = {
        { "'oeffentlich'", "'halb'", D_MAPPE_LISTE },
        { "'oeffentlich'", "7", D_MAPPE_LISTE },
        { "'ausgabe'", "'x'", D_MAPPE_LISTE },
        { "'beginn'", "'x'", D_MAPPE_LISTE },
        { "'seiten':12", "'x':12", D_MAPPE_LISTE_ALT },
        { "'seiten':12", "'seiten':0", D_MAPPE_LISTE },
        { "'seiten':12", "'seiten':'12'", D_MAPPE_LISTE },
        { "'seiten':12", "'seiten':1000001", D_MAPPE_LISTE },
        { "'ab_seite':3", "'ab_seite':13", D_MAPPE_LISTE },
        { "'nachtrag':1", "'nachtrag':99", D_MAPPE_LISTE },
        { "'nachtrag':1", "'nachtrag':-1", D_MAPPE_LISTE },
        { "'grad':18", "'grad':3", D_MAPPE_LISTE },
        { "'grad':18", "'grad':101", D_MAPPE_LISTE },
        { "'teile':[", "'teile':7,'x':[", D_MAPPE_LISTE },
        { "'dateien'", "'x'", D_MAPPE_LISTE },
        { "'datei':'00_E", "'x':'00_E", D_MAPPE_LISTE },
        { "'art':'inhalt'", "'x':''", D_MAPPE_LISTE },
        { "'inhalt':'0", "'x':'0", D_MAPPE_LISTE_ALT },
        { "'inhalt':'0", "'inhalt':'g", D_MAPPE_LISTE },
        { "'inhalt':'0", "'inhalt':'A", D_MAPPE_LISTE },
        { "'inhalt':'0", "'inhalt':'", D_MAPPE_LISTE },
        { "'inhalt':'0", "'inhalt':'00", D_MAPPE_LISTE },
        { "'name':'TOP-01'", "'x':''", D_MAPPE_LISTE_ALT },
        { "'top':'1'", "'x':''", D_MAPPE_LISTE },
        { "'top':'1'", "'top':'1234567890123456789012345'", D_MAPPE_LISTE },
        { "'Titel'", "'a\\u0007b'", D_MAPPE_LISTE },
        { "'Titel'", "'a\\u007Fb'", D_MAPPE_LISTE },
        { "'titel':'Titel'", "'top':'1'", D_MAPPE_LISTE },
        { "{'ausgabe'", "['ausgabe'", D_MAPPE_LISTE },
    };
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        Case c;
        list(&c, bad[i].was, bad[i].now);
        assert_null(c.l);
        assert_int_equal(diags_count(c.d), 1);
        assert_int_equal(diags_at(c.d, 0)->code, bad[i].code);
        arena_drop(c.a);
    }
    Case c;
    list(&c, "'Titel'", "'a\\tb'"); /* these signs may be */
    assert_non_null(c.l);
    arena_drop(c.a);
    list(&c, "'seiten':12", "'seiten':1000000");
    assert_non_null(c.l);
    arena_drop(c.a);
}

/* ---- the zip ---- */

static void zipped(void **state)
{
    Arena *a = arena_new();
    char text[300];
    memset(text, 'x', sizeof text);
    File v[] = { { .name = S("a.pdf"), .bytes = { text, sizeof text } },
                 { .name = S("b.json"), .bytes = { text, sizeof text } } };
    Buf b = { 0 };
    assert_true(pack_dateien_zip(a, diags_new(a), &(Files){ .v = v, .n = 2 }, &b));
    zip_error_t e;
    zip_t *z = zip_open_from_source(zip_source_buffer_create(b.p, b.n, 0, &e), ZIP_RDONLY, &e);
    assert_non_null(z);
    assert_int_equal(zip_get_num_entries(z, 0), 2);
    for (int i = 0; i < 2; i++) {
        zip_stat_t st;
        assert_int_equal(zip_stat_index(z, (zip_uint64_t)i, 0, &st), 0);
        assert_true(str_is(v[i].name, st.name));
        assert_int_equal(st.size, sizeof text);
        assert_int_equal(st.comp_method, i ? ZIP_CM_DEFLATE : ZIP_CM_STORE); /* PDFs as they are */
    }
    zip_discard(z);
    buf_drop(&b);
    arena_drop(a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(pieces),       cmocka_unit_test(parts),  cmocka_unit_test(doubles),
        cmocka_unit_test(room),         cmocka_unit_test(sheets), cmocka_unit_test(a_list),
        cmocka_unit_test(not_believed), cmocka_unit_test(zipped),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
