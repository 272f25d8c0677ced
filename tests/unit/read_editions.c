/* One paper with everything in it that can be hidden: each thing hidden alone is gone with all
 * below it, and nothing else is; what refers to it says no more than that.
 *
 * "@x " is where a status may stand, "@x! " where what is left out is named, "@x+ " where it is
 * named even by a silent style; "$x" where one must stand. "~x;" is a word of the thing x: it is
 * gone with each thing whose name it begins with. "#" are references to all that has an id. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "edition/edition.h"
#include "read/read.h"

static const char paper[] =
    "<vorlage xmlns='urn:x-vorlage:1' nummer='1' art='bericht' status='oeffentlich'>"
    "<kopf><betreff>~titel; <stark @kopf >~kopf;</stark> #</betreff></kopf><beratungsfolge>"
    "<beratung id='rat' gremium-name='Rat' termin='2024-03-05' status='oeffentlich' "
    "zustaendigkeit='entscheidung'/>"
    "<beratung id='aus' gremium-name='~rf;' termin='2024-03-04' $rf! "
    "zustaendigkeit='vorberatung'>"
    "<ergebnis code='verwiesen' an='~rfe;' @rfe >~rfe;</ergebnis><stimmen ja='71'>"
    "<fraktion name='~rfe;' ja='71'/></stimmen></beratung>"
    "<beratung id='vor' gremium-name='-' termin='2024-03-03' status='nichtoeffentlich' "
    "zustaendigkeit='vorberatung'/></beratungsfolge>"
    "<sachverhalt @s! ><p id='sp' @sp! >~sp; <stark @spw >~spw; <betont @spwk >~spwk;</betont>"
    "</stark> ~sp;<fussnote @spf ><p @spfp >~spfp;</p><p>~spf; #</p></fussnote> #</p><p>~s;</p>"
    "<abschnitt id='sa' @sa! ><titel>~sa; <hoch @sah >~sah;</hoch> #</titel><p>~sa;</p>"
    "<p @sap! >~sap;</p></abschnitt><p>~s;</p>"
    "<liste id='sl' @sl! ><punkt @sla >~sla;</punkt><punkt @slb ><p>~slb; #</p>"
    "<p @slbp! >~slbp;</p></punkt></liste><p>~s;</p>"
    "<zitat id='sz' @sz! ><p @szp! >~szp;</p><p>~sz; #</p><quelle>~sz; <tief @szt >~szt;</tief> #"
    "</quelle></zitat><p>~s;</p>"
    "<hinweis id='sh' @sh! ><p>~sh; #</p><p @shp! >~shp;</p></hinweis><p>~s;</p>"
    "<bild id='sb' datei='x.png' alt='~sb;' @sb! ><bildtext>~sb; <stark @sbw >~sbw;</stark> #"
    "</bildtext><quelle>~sb; <stark @sbq >~sbq;</stark> #</quelle></bild><p>~s;</p>"
    "<tabelle id='st' @st! ><titel>~st; <stark @stt >~stt;</stark> #</titel><spalte/><spalte/>"
    "<tabellenkopf><zeile @sthr ><zelle>~sthr;</zelle><zelle/></zeile><zeile><zelle>~st; #</zelle>"
    "<zelle><p @sthp >~sthp;</p><p>~st;</p></zelle></zeile></tabellenkopf>"
    "<zeile @strr! ><zelle>~strr;</zelle><zelle>~strr;</zelle></zeile>"
    "<zeile><zelle>~st; #</zelle><zelle><p @strp >~strp;</p><p>~st;</p></zelle></zeile>"
    "<tabellenfuss><zeile @stfr! ><zelle>~stfr;</zelle><zelle/></zeile><zeile><zelle>~st; #</zelle>"
    "<zelle><p @stfp >~stfp;</p><p>~st;</p></zelle></zeile></tabellenfuss></tabelle><p>~s;</p>"
    "</sachverhalt>"
    "<auswirkungen @w! ><p id='wp' @wp! >~wp;</p><auswirkung art='klima' @wk! ><p>~wk; #</p>"
    "<p @wkp! >~wkp;</p></auswirkung><auswirkung art='personal'><p>~w;</p></auswirkung>"
    "</auswirkungen>"
    "<finanzen @f! ><antwort frage='q' wert='ja'>~f; <stark @fs >~fs;</stark> #</antwort>"
    "<posten id='fp' art='aufwand' betrag='71.00' @fp+ >~fp; <stark @fps >~fps;</stark> #</posten>"
    "<posten id='fq' art='ertrag' betrag='72.00'>~f;</posten></finanzen>"
    "<begruendung><p>#</p></begruendung>"
    "<anlagen><anlage nr='1' datei='~a;' $a>~a;</anlage><anlage nr='2' $b>~b;</anlage></anlagen>"
    "</vorlage>";

#define REFERENCES 14
static const char *const ids[REFERENCES] = { "sp", "sa", "sl", "sz", "sh", "sb", "st",
                                             "wp", "fp", "fq", "1",  "2",  "fp", "fq" };

static bool is_word(char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'); }

static bool begins(const char *z, const char *name)
{
    return name[0] && !strncmp(z, name, strlen(name));
}

static void all_references(Buf *b)
{
    for (int i = 0; i < REFERENCES; i++)
        buf_printf(b,
                   i < 10       ? "<verweis ziel='%s'/>"
                       : i < 12 ? "<verweis anlage='%s'/>"
                                : "<betrag posten='%s' wert='betrag'/>",
                   ids[i]);
    buf_z(b, "<verweis ziel='sp'>worte</verweis>");
}

/* The paper with that attribute at the thing of that name. */
static Str with(Arena *a, const char *name, const char *attribute)
{
    Buf b = { 0 };
    for (const char *z = paper; *z; z++) {
        if (*z == '#') {
            all_references(&b);
            continue;
        }
        if (*z != '@' && *z != '$') {
            buf_char(&b, *z == '\'' ? '"' : *z);
            continue;
        }
        bool must = *z++ == '$';
        size_t n = 0;
        while (is_word(z[n])) n++;
        bool here = n == strlen(name) && !strncmp(z, name, n);
        if (here) buf_z(&b, attribute);
        if (must && (!here || !strstr(attribute, "status"))) buf_z(&b, " status=\"oeffentlich\"");
        z += n - 1;
        if (z[1] == '!' || z[1] == '+') z++;
    }
    Str s = str_keep(a, buf_view(&b));
    buf_drop(&b);
    return s;
}

typedef struct {
    Arena *a;
    Diags *d;
    Vorlage *v;
} World;

static World world(const char *name, const char *attribute)
{
    World w = { .a = arena_new() };
    w.d = diags_new(w.a);
    w.v = read_vorlage(w.a, w.d, S("a.xml"), with(w.a, name, attribute));
    return w;
}

static bool read_well(World *w)
{
    if (w->v) return true;
    Buf b = { 0 };
    diags_text(w->d, &b, MSG_EN);
    print_error("%.*s\n", STR_FMT(buf_view(&b)));
    buf_drop(&b);
    return false;
}

static Str dumped(Arena *a, const Vorlage *v)
{
    Buf b = { 0 };
    model_dump(&b, v);
    buf_char(&b, 0);
    Str s = str_keep(a, buf_view(&b));
    buf_drop(&b);
    return s;
}

static int times(Str s, const char *z)
{
    int n = 0;
    for (const char *p = s.p; (p = strstr(p, z)); p++) n++;
    return n;
}

/* Words are there or gone as the thing says that is hidden ("": none). */
static void words_are(const char *hidden, Str shown)
{
    for (const char *z = paper; (z = strchr(z, '~')); z++) {
        char word[20] = { 0 };
        memcpy(word, z, strcspn(z, ";") + 1);
        bool gone = begins(z + 1, hidden);
        if (!strstr(shown.p, word) != gone) fail_msg("'%s' hidden: %s\n%s", hidden, word, shown.p);
    }
}

static int references_to(const char *name, int from, int to)
{
    int n = 0;
    for (int i = from; i < to; i++) n += begins(ids[i], name);
    return n;
}

/* Each place with references that is shown has them; those to what is hidden say it and no more. */
static void references_are(const char *hidden, Str shown)
{
    int dead =
            references_to(hidden, 0, 10) + (!strcmp(hidden, "a") || !strcmp(hidden, "b") ? 1 : 0),
        amounts = references_to(hidden, 12, 14), places = times(shown, "worte");
    assert_true(places > 0);
    if (times(shown, "{ausgelassen}") != dead * places || times(shown, "–") != amounts * places ||
        times(shown, "{verweis ziel ") + times(shown, "{verweis anlage ") !=
            (12 - dead + (begins("sp", hidden) ? 0 : 1)) * places ||
        times(shown, "{verweis  : worte") != (begins("sp", hidden) ? places : 0))
        fail_msg("'%s' hidden: references (%d dead, %d amounts, %d places)\n%s", hidden, dead,
                 amounts, places, shown.p);
    for (int i = 0; i < 10; i++)
        if (begins(ids[i], hidden)) {
            char aim[20];
            snprintf(aim, sizeof aim, "ziel %s}", ids[i]);
            assert_int_equal(times(shown, aim), 0);
        }
}

static Str public_of(World *w, const Beratung *fuer, bool silent, bool left_out)
{
    const Ausgabe *x = ausgabe_fuer(w->a, w->d, w->v, fuer, EDITION_PUBLIC, silent);
    assert_non_null(x);
    assert_int_equal(x->left_out, left_out);
    assert_false(x->confidential);
    return dumped(w->a, x->v);
}

/* Each name, and what follows it. */
static int each_thing(void (*what)(const char *name, char kind, char told))
{
    int n = 0;
    for (const char *z = paper; (z = strpbrk(z, "@$")); n++) {
        char kind = *z++, name[20] = { 0 };
        size_t k = 0;
        while (is_word(z[k])) k++;
        memcpy(name, z, k);
        what(name, kind, z[k]);
    }
    return n;
}

/* Without the consultation that is not public. */
static void open_one(World *w) { w->v->nberatungen = 2; }

static void nothing_hidden(void **state)
{
    World w = world("", "");
    assert_true(read_well(&w));
    assert_true(vorlage_has_hidden(w.v)); /* the third consultation */
    open_one(&w);
    assert_false(vorlage_has_hidden(w.v));
    const Ausgabe *x = ausgabe_make(w.a, w.d, w.v, EDITION_NONE, false);
    assert_true(x && x->edition == EDITION_FULL && x->v == w.v && !x->confidential);
    Str s = public_of(&w, NULL, false, false);
    words_are("", s);
    references_are("\x01", s);
    assert_int_equal(times(s, "ausgelassen"), 0);
    assert_true(str_eq(s, dumped(w.a, w.v)));
    arena_drop(w.a);
}

static void hide(const char *name, char kind, char told)
{
    World w = world(name, " status=\"nichtoeffentlich\"");
    if (!read_well(&w)) fail_msg("%s", name);
    open_one(&w);
    Str whole = dumped(w.a, w.v);
    if (!vorlage_has_hidden(w.v)) fail_msg("%s is not seen", name);
    const Ausgabe *x = ausgabe_make(w.a, w.d, w.v, EDITION_FULL, false);
    assert_true(x && x->v == w.v && x->confidential && !x->left_out);
    assert_null(ausgabe_make(w.a, w.d, w.v, EDITION_NONE, false));
    for (int silent = 0; silent < 2; silent++) {
        Str s = public_of(&w, NULL, silent, true);
        words_are(name, s);
        references_are(name, s);
        int want = told == '+' || (told == '!' && !silent) ? 1 : 0;
        if (!strcmp(name, "f")) want += 2; /* its rows */
        int got = times(s, "ausgelassen") - times(s, "{ausgelassen}");
        if (got != want) fail_msg("%s hidden: told %d times\n%s", name, got, s.p);
        assert_int_equal(times(s, "71"),
                         (begins("rfe", name) ? 0 : 2) + (begins("fp", name) ? 0 : 1));
    }
    assert_true(str_eq(whole, dumped(w.a, w.v))); /* as it was read */
    arena_drop(w.a);
}

static void each_alone(void **state) { assert_in_range(each_thing(hide), 40, 60); }

/* Said to be public is as not said. */
static void open_said(const char *name, char kind, char told)
{
    World w = world(name, " status=\"oeffentlich\"");
    if (!read_well(&w)) fail_msg("%s", name);
    open_one(&w);
    assert_false(vorlage_has_hidden(w.v));
    words_are("", public_of(&w, NULL, false, false));
    arena_drop(w.a);
}

static void said_to_be_open(void **state) { each_thing(open_said); }

static int occasions;

/* Public on some consultations only: where one of those is public, and for that one alone. */
static void only(const char *name, char kind, char told)
{
    static const struct {
        const char *only;
        int fuer; /* the consultation the edition is for; -1: for all */
        bool shown;
    } list[] = { { "vor", -1, false }, { "rat", -1, true },       { "vor rat", -1, true },
                 { "rat", 0, true },   { "rat", 1, false },       { "aus", 0, false },
                 { "aus", 1, true },   { "vor aus rat", 1, true } };
    for (size_t i = 0; i < sizeof list / sizeof *list; i++) {
        char attribute[60];
        snprintf(attribute, sizeof attribute, " nur-beratung=\"%s\"", list[i].only);
        World w = world(name, attribute);
        if (!w.v) { /* it may not say so */
            arena_drop(w.a);
            return;
        }
        occasions++;
        assert_true(vorlage_has_hidden(w.v));
        w.v->beratungen[2].ergebnis_status = STATUS_NONE;
        const Beratung *fuer = list[i].fuer < 0 ? NULL : &w.v->beratungen[list[i].fuer];
        Str s = public_of(&w, fuer, false, true);
        words_are(list[i].shown ? "" : name, s);
        assert_int_equal(times(s, "nur-beratung: vor"), 0); /* nobody hears of that one */
        assert_int_equal(times(s, "nur-beratung: "),
                         !list[i].shown                        ? 0
                             : strstr(list[i].only, "aus rat") ? 2
                                                               : 1);
        w.v->nberatungen = 2;
        assert_true(vorlage_has_hidden(w.v)); /* by the mere word */
        arena_drop(w.a);
    }
}

static void on_some_occasions(void **state)
{
    occasions = 0;
    each_thing(only);
    assert_in_range(occasions, 8 * 15, 8 * 40);
}

/* Where no consultation is named at all, what asks for one is hidden and the rest is shown. */
static void without_consultations(void **state)
{
    World w = world("sp", " nur-beratung=\"rat\"");
    assert_true(read_well(&w));
    w.v->nberatungen = 0;
    assert_true(vorlage_is_open(w.v, NULL));
    Str s = public_of(&w, NULL, false, true);
    words_are("sp", str_printf(w.a, "%s~rf;~rfe;", s.p)); /* gone with the consultations */
    arena_drop(w.a);
}

/* Which papers have a public edition at all. */
static void open_papers(void **state)
{
    World w = world("", "");
    assert_true(read_well(&w));
    for (Status s = STATUS_NONE; s <= STATUS_NICHTOEFFENTLICH; s++) {
        w.v->status = s;
        assert_int_equal(vorlage_is_open(w.v, NULL), s == STATUS_OEFFENTLICH);
        for (int i = 0; i < 3; i++)
            assert_int_equal(vorlage_is_open(w.v, &w.v->beratungen[i]),
                             s == STATUS_OEFFENTLICH && i < 2);
    }
    w.v->status = STATUS_OEFFENTLICH;
    w.v->nberatungen = 2;
    assert_false(vorlage_has_hidden(w.v));
    w.v->beratungen[1].status = STATUS_NONE; /* not said is not public */
    assert_true(vorlage_has_hidden(w.v));
    assert_false(vorlage_is_open(w.v, &w.v->beratungen[1]));
    assert_true(vorlage_is_open(w.v, NULL));
    assert_null(ausgabe_fuer(w.a, w.d, w.v, &w.v->beratungen[1], EDITION_PUBLIC, false));
    size_t n = diags_count(w.d);
    assert_int_equal(diags_at(w.d, n - 1)->code, D_FLOW_NICHTOEFFENTLICH);
    assert_null(ausgabe_make(w.a, w.d, w.v, EDITION_NONE, false));
    assert_int_equal(diags_count(w.d), n + 1);
    assert_int_equal(diags_at(w.d, n)->code, D_FLOW_EDITION);
    w.v->beratungen[0].status = STATUS_NICHTOEFFENTLICH;
    assert_false(vorlage_is_open(w.v, NULL));
    w.v->beratungen[1].status = STATUS_OEFFENTLICH;
    w.v->nberatungen = 1; /* the second is not this paper's */
    assert_false(vorlage_is_open(w.v, NULL));
    w.v->nberatungen = 2;
    w.v->anlagen[0].status = STATUS_NONE; /* nor an attachment that says nothing */
    w.v->beratungen[0].status = w.v->beratungen[1].status = STATUS_OEFFENTLICH;
    assert_true(vorlage_has_hidden(w.v));
    Str s = public_of(&w, NULL, false, true);
    words_are("a", s);
    arena_drop(w.a);
}

/* Ids of what is shown are found however many there are and in whatever order. */
static void many_ids(void **state)
{
    Arena *a = arena_new();
    Diags *d = diags_new(a);
    Buf b = { 0 };
    buf_z(&b,
          "<vorlage xmlns=\"urn:x-vorlage:1\" nummer=\"1\" art=\"bericht\" "
          "status=\"oeffentlich\"><kopf><betreff>B</betreff></kopf><sachverhalt>");
    for (int i = 0; i < 100; i++)
        buf_printf(&b, "<p id=\"k%d\"%s>x<verweis ziel=\"k%d\"/></p>", i * 37 % 100,
                   i % 3 ? "" : " status=\"nichtoeffentlich\"", i);
    buf_z(&b, "</sachverhalt></vorlage>");
    Vorlage *v = read_vorlage(a, d, S("a.xml"), str_keep(a, buf_view(&b)));
    assert_non_null(v);
    Str s = dumped(a, ausgabe_make(a, d, v, EDITION_PUBLIC, true)->v);
    int found = 0;
    for (int i = 0; i < 100; i++) {
        if (i % 3 == 0) continue; /* the place of the reference is hidden */
        int at = 0;
        while (at * 37 % 100 != i) at++;
        char aim[20];
        snprintf(aim, sizeof aim, "ziel k%d}", i);
        assert_int_equal(times(s, aim), at % 3 ? 1 : 0);
        found += at % 3 != 0;
    }
    assert_true(found > 33);
    assert_int_equal(times(s, "{ausgelassen}"), 66 - found);
    buf_drop(&b);
    arena_drop(a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(nothing_hidden),
        cmocka_unit_test(each_alone),
        cmocka_unit_test(said_to_be_open),
        cmocka_unit_test(on_some_occasions),
        cmocka_unit_test(without_consultations),
        cmocka_unit_test(open_papers),
        cmocka_unit_test(many_ids),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
