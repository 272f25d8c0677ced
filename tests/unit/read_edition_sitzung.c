/* A session with everything in it that can be hidden: each thing hidden alone is gone from the
 * public edition with all below it, and nothing else is.
 *
 * "@x " is where a status may stand, "$x" where one must. "~x;" is a word of the thing x: it is
 * gone with each thing whose name it begins with. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "edition/sitzung.h"
#include "read/read.h"

static const char session[] =
    "<sitzung xmlns='urn:x-vorlage:1' gremium-name='Rat' nummer='1' status='oeffentlich' "
    "beginn='2024-03-05T18:00:00+01:00' ort='Rathaus'><einladung datum='2024-02-20'><p @ep "
    ">~ep;</p>"
    "<p>~e; <stark @es >~es;</stark></p><anlagen><anlage nr='1' $ea>~ea;</anlage>"
    "<anlage nr='2' $eb>~eb;</anlage></anlagen></einladung><tagesordnung>"
    "<top nr='1' $a vortrag='~a;'><betreff>~a;</betreff><erlaeuterung><p @ap >~ap;</p><p>~a;</p>"
    "</erlaeuterung>"
    "<niederschrift datei='~am;' sitzung='2024-01-05' $am>~am;</niederschrift>"
    "<niederschrift datei='~an;' sitzung='2024-01-06' $an>~an;</niederschrift>"
    "<unterlage vorlage='1' datei='~au;' @au />"
    "<unterlage vorlage='2' datei='~av;' @av />"
    "<anlage nr='1' $ax>~ax;</anlage><anlage nr='2' $ay>~ay;</anlage>"
    "<top nr='1.1' $aa><betreff>~aa;</betreff><top nr='1.1.1' $aaa unterlage='keine'>"
    "<betreff>~aaa;</betreff></top><top nr='1.1.2' $aab unterlage='keine'><betreff>~aab;</betreff>"
    "</top></top><top nr='1.2' $ab unterlage='keine'><betreff>~ab;</betreff></top></top>"
    "<top nr='2' $c><unterlage vorlage='3' datei='~cu;' @cu /></top>"
    "<top nr='3' $d unterlage='keine'><betreff>~d;</betreff></top>"
    "</tagesordnung><verteiler datei='VERTEILER'/></sitzung>";

static bool is_word(char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'); }

static bool begins(const char *z, const char *name)
{
    return name[0] && !strncmp(z, name, strlen(name));
}

static Str with(Arena *a, const char *name, const char *status)
{
    Buf b = { 0 };
    for (const char *z = session; *z; z++) {
        if (*z != '@' && *z != '$') {
            buf_char(&b, *z == '\'' ? '"' : *z);
            continue;
        }
        bool must = *z++ == '$';
        size_t n = 0;
        while (is_word(z[n])) n++;
        bool here = n == strlen(name) && !strncmp(z, name, n);
        if (here || must) buf_printf(&b, " status=\"%s\"", here ? status : "oeffentlich");
        z += n - 1;
    }
    Str s = str_keep(a, buf_view(&b));
    buf_drop(&b);
    return s;
}

typedef struct {
    Arena *a;
    Diags *d;
    Sitzung *s;
    Stil *st;
    Vorlage v[3];
    Beratung b[3][2];
} World;

static Inline *words(Arena *a, const char *z)
{
    Inline *i = ARENA_NEW(a, Inline);
    *i = (Inline){ .kind = IN_TEXT, .text = str_of(z) };
    return i;
}

/* The item of that name; NULL: it names another thing. */
static Top *item_of(Sitzung *s, const char *name)
{
    static const char *const names[] = { "a", "aa", "aaa", "aab", "ab", "c", "d" };
    for (int i = 0; i < s->nalle; i++)
        if (!strcmp(names[i], name)) return s->alle[i];
    return NULL;
}

static void hide_item(Top *t)
{
    t->status = STATUS_NICHTOEFFENTLICH;
    for (int i = 0; i < t->ntops; i++) hide_item(&t->tops[i]);
}

/* All but the papers is read; those stand as loading would put them. */
static void world(World *w, const char *name, const char *status)
{
    static const char *const titles[] = { "~au;", "~av;", "~cu;" };
    *w = (World){ .a = arena_new() };
    w->d = diags_new(w->a);
    w->s = read_sitzung(w->a, w->d, S("s.xml"), with(w->a, name, status));
    bool an_item = !w->s; /* public ones behind a closed one are an error */
    if (an_item) w->s = read_sitzung(w->a, w->d, S("s.xml"), with(w->a, "", ""));
    assert_non_null(w->s);
    assert_int_equal(w->s->nalle, 7);
    if (an_item || !strcmp(status, "nichtoeffentlich")) {
        Top *t = item_of(w->s, name);
        if (t) hide_item(t);
        assert_true(t || !an_item);
    }
    w->st = stil_neutral(w->a);
    for (int i = 0; i < 3; i++) {
        w->b[i][0] = (Beratung){ .id = S("hier"), .status = STATUS_OEFFENTLICH };
        w->b[i][1] = (Beratung){ .id = S("dort"), .status = STATUS_OEFFENTLICH };
        w->v[i] = (Vorlage){
            .nummer = S("1"), .status = STATUS_OEFFENTLICH, .beratungen = w->b[i], .nberatungen = 2
        };
        w->v[i].kopf.betreff = words(w->a, titles[i]);
        w->v[i].kopf.betreff_text = str_of(titles[i]);
        Top *t = &w->s->tops[i / 2];
        t->unterlagen[i % 2].vorlage = &w->v[i];
        t->unterlagen[i % 2].beratung = w->b[i];
    }
}

static const Sitzungsausgabe *edition(World *w, Edition e)
{
    return sitzung_ausgabe(w->a, w->d, w->s, e, w->st);
}

/* With the titles of items, which are the text itself. */
static Str dumped(World *w, const Sitzung *s)
{
    Buf b = { 0 };
    sitzung_dump(&b, s);
    for (int i = 0; i < s->nalle; i++) buf_str(&b, s->alle[i]->titel_text);
    buf_char(&b, 0);
    Str z = str_keep(w->a, buf_view(&b));
    buf_drop(&b);
    return z;
}

static void check_item(const Sitzungsausgabe *x, const Top *list, int n, const Top *above,
                       int *seen)
{
    for (int i = 0; i < n; i++) {
        assert_ptr_equal(x->s->alle[(*seen)++], &list[i]);
        assert_ptr_equal(list[i].eltern, above);
        check_item(x, list[i].tops, list[i].ntops, &list[i], seen);
    }
}

/* The items as a tree and as a list are the same; each paper of the list has its edition. */
static void is_whole(const Sitzungsausgabe *x)
{
    int seen = 0, papers = 0;
    check_item(x, x->s->tops, x->s->ntops, NULL, &seen);
    assert_int_equal(seen, x->s->nalle);
    for (int i = 0; i < x->s->einladung.nbeilagen; i++)
        assert_true(x->s->einladung.beilagen[i].nr.n);
    for (int i = 0; i < x->s->nalle; i++) {
        const Top *t = x->s->alle[i];
        for (int k = 0; k < t->nanlagen; k++) assert_true(t->anlagen[k].nr.n);
        for (int k = 0; k < t->nniederschriften; k++) assert_true(t->niederschriften[k].datei.n);
    }
    for (int i = 0; i < x->s->nalle; i++)
        for (int k = 0; k < x->s->alle[i]->nunterlagen; k++) {
            const Unterlage *u = &x->s->alle[i]->unterlagen[k];
            assert_ptr_equal(x->vorlage[papers++]->v, u->vorlage);
        }
    assert_int_equal(papers, x->nvorlagen);
}

/* The words of the public edition: all but those of the thing hidden ("": none). */
static void shown_but(World *w, const char *hidden, bool left_out)
{
    const Sitzungsausgabe *x = edition(w, EDITION_PUBLIC);
    assert_non_null(x);
    is_whole(x);
    Str s = dumped(w, x->s);
    for (const char *z = session; (z = strchr(z, '~')); z++) {
        char word[20] = { 0 };
        memcpy(word, z, strcspn(z, ";") + 1);
        if (!strstr(s.p, word) != begins(z + 1, hidden))
            fail_msg("'%s' hidden: %s\n%s", hidden, word, s.p);
    }
    assert_null(strstr(s.p, "VERTEILER"));
    assert_int_equal(x->s->nverteiler, 0);
    if (x->left_out != left_out) fail_msg("'%s' hidden: left out", hidden);
    assert_false(x->confidential);
    assert_int_equal(x->edition, EDITION_PUBLIC);
}

static void all_is_shown(void **state)
{
    World w;
    world(&w, "", "");
    shown_but(&w, "", false);
    const Sitzungsausgabe *x = edition(&w, EDITION_FULL);
    assert_ptr_equal(x->s, w.s);
    assert_int_equal(x->nvorlagen, 3);
    assert_false(x->confidential || x->left_out);
    is_whole(x);
    assert_non_null(strstr(dumped(&w, x->s).p, "VERTEILER"));
    arena_drop(w.a);
}

static void hide(const char *name, const char *status, bool shown)
{
    World w;
    world(&w, name, status);
    Str whole = dumped(&w, w.s);
    shown_but(&w, shown ? "" : name, !shown);
    const Sitzungsausgabe *x = edition(&w, EDITION_FULL);
    assert_ptr_equal(x->s, w.s);
    bool of_an_item = name[0] != 'e' && strcmp(name, "ap");
    if (of_an_item) assert_int_equal(x->confidential, !shown);
    assert_int_equal(x->nvorlagen, 3);
    is_whole(x);
    assert_true(str_eq(whole, dumped(&w, w.s)));
    arena_drop(w.a);
}

static void each_alone(void **state)
{
    int n = 0;
    for (const char *z = session; (z = strpbrk(z, "@$")); n++) {
        char name[20] = { 0 };
        size_t k = 0;
        for (z++; is_word(z[k]); k++) name[k] = z[k];
        hide(name, "nichtoeffentlich", false);
        hide(name, "oeffentlich", true);
    }
    assert_in_range(n, 17, 30);
}

/* What is not said of an attachment is not public; minutes are as their item. */
static void not_said(void **state)
{
    World w;
    world(&w, "", "");
    w.s->tops[0].anlagen[0].status = STATUS_NONE;
    shown_but(&w, "ax", true);
    w.s->tops[0].anlagen[0].status = STATUS_OEFFENTLICH;
    w.s->tops[0].anlagen[1].nnur = 1;
    shown_but(&w, "ay", true);
    w.s->tops[0].anlagen[1].nnur = 0;
    w.s->tops[0].niederschriften[0].status = STATUS_NONE;
    shown_but(&w, "", false);
    assert_false(edition(&w, EDITION_FULL)->confidential);
    w.s->einladung.beilagen[0].status = STATUS_NONE;
    shown_but(&w, "ea", true);
    arena_drop(w.a);
}

/* A paper below a public item that does not speak of it: public only where it is, on this very
 * occasion. */
static void papers(void **state)
{
    World w;
    world(&w, "", "");
    Unterlage *u = &w.s->tops[0].unterlagen[0];
    size_t told = diags_count(w.d);
    w.v[0].status = STATUS_NICHTOEFFENTLICH;
    shown_but(&w, "au", true);
    assert_true(edition(&w, EDITION_FULL)->confidential);
    w.v[0].status = STATUS_NONE;
    shown_but(&w, "au", true);
    w.v[0].status = STATUS_OEFFENTLICH;
    w.b[0][0].status = STATUS_NICHTOEFFENTLICH; /* here; there it is public */
    shown_but(&w, "au", true);
    w.b[0][0].status = STATUS_OEFFENTLICH;
    w.b[0][1].status = STATUS_NICHTOEFFENTLICH;
    shown_but(&w, "", true);                  /* of the paper the row of that one */
    assert_int_equal(diags_count(w.d), told); /* left out without a word */
    w.b[0][1].status = STATUS_OEFFENTLICH;
    shown_but(&w, "", false);
    u->beratung = NULL;
    shown_but(&w, "au", true);
    u->beratung = w.b[0];
    u->vorlage = NULL; /* could not be read */
    shown_but(&w, "au", true);
    assert_int_equal(edition(&w, EDITION_FULL)->nvorlagen, 2);
    arena_drop(w.a);
}

/* The title of an item without one is its paper's, as that is known to a public reader. */
static void title_of_paper(void **state)
{
    World w;
    world(&w, "", "");
    Inline *closed = words(w.a, " CLOSED");
    closed->status = STATUS_NICHTOEFFENTLICH;
    w.v[2].kopf.betreff->next = closed;
    w.v[2].kopf.betreff_text = S("~cu; CLOSED");
    w.v[2].kopf.betreff_oeffentlich = S("NEUTRAL");
    const Top *t = &edition(&w, EDITION_PUBLIC)->s->tops[1];
    assert_true(str_is(t->titel_text, "~cu;"));
    assert_null(t->titel);
    assert_int_equal(t->titel_oeffentlich.n, 0);
    w.s->tops[1].unterlagen[0].status = STATUS_NICHTOEFFENTLICH;
    t = &edition(&w, EDITION_PUBLIC)->s->tops[1];
    assert_true(str_is(t->titel_text, "NEUTRAL"));
    w.s->tops[1].unterlagen[0].status = STATUS_NONE;
    w.b[2][0].status = STATUS_NICHTOEFFENTLICH;
    t = &edition(&w, EDITION_PUBLIC)->s->tops[1];
    assert_true(str_is(t->titel_text, "NEUTRAL"));
    w.b[2][0].status = STATUS_OEFFENTLICH;
    w.v[2].status = STATUS_NICHTOEFFENTLICH;
    t = &edition(&w, EDITION_PUBLIC)->s->tops[1];
    assert_true(str_is(t->titel_text, "NEUTRAL"));
    w.s->tops[1].status = STATUS_NICHTOEFFENTLICH;
    t = &edition(&w, EDITION_PUBLIC)->s->tops[1];
    assert_true(str_is(t->titel_text, "NEUTRAL") && str_is(t->titel_oeffentlich, "NEUTRAL"));
    assert_int_equal(t->nunterlagen, 0);
    w.s->tops[1].unterlagen[0].vorlage = NULL;
    w.s->tops[1].status = STATUS_OEFFENTLICH;
    assert_int_equal(top_titel(&w.s->tops[1]).n, 0);
    assert_int_equal(top_titel_oeffentlich(w.a, &w.s->tops[1]).n, 0);
    w.st->punkte = PUNKTE_ALLE; /* that word is for closed ones */
    assert_int_equal(edition(&w, EDITION_PUBLIC)->s->tops[1].titel_text.n, 0);
    arena_drop(w.a);
}

static int gaps(const World *w, size_t from)
{
    int n = 0;
    for (size_t i = from; i < diags_count(w->d); i++)
        n += diags_at(w->d, i)->code == D_MAPPE_LUECKE;
    return n;
}

/* A non-public item keeps its number and its neutral title and nothing else; the style says which
 * of them are listed; where the numbers of those behind it tell a gap, the clerk hears of it. */
static void closed_items(void **state)
{
    static const struct {
        Punkte punkte;
        const char *neutral[2]; /* of the second item and the third */
        int shown, gaps;
        const char *titles[2];
    } list[] = {
        { PUNKTE_TITEL, { "", "" }, 1, 0, { 0 } },
        { PUNKTE_TITEL, { "N2", "" }, 2, 0, { "N2" } },
        { PUNKTE_TITEL, { "", "N3" }, 2, 1, { "N3" } },
        { PUNKTE_TITEL, { "N2", "N3" }, 3, 0, { "N2", "N3" } },
        { PUNKTE_KEINE, { "N2", "N3" }, 1, 0, { 0 } },
        { PUNKTE_ALLE, { "", "N3" }, 3, 0, { "WORT", "N3" } },
    };
    for (size_t i = 0; i < sizeof list / sizeof *list; i++)
        for (int said = 0; said < 2; said++) {
            World w;
            world(&w, "", "");
            w.st->punkte = list[i].punkte;
            w.st->punkte_gesagt = said;
            w.st->wort[WORT_TOP_NICHTOEFFENTLICH] = S("WORT");
            for (int k = 1; k < 3; k++) {
                Top *t = &w.s->tops[k];
                t->status = STATUS_NICHTOEFFENTLICH;
                t->abgesetzt = true;
                t->vortrag = S("CLOSED");
                t->titel_text = S("CLOSED");
                t->titel_oeffentlich = str_of(list[i].neutral[k - 1]);
                t->text = w.s->einladung.text;
            }
            size_t before = diags_count(w.d);
            const Sitzungsausgabe *x = edition(&w, EDITION_PUBLIC);
            is_whole(x);
            assert_true(x->left_out);
            assert_int_equal(x->s->ntops, list[i].shown);
            assert_true(str_is(x->s->tops[0].titel_text, "~a;")); /* public ones as ever */
            assert_null(x->s->tops[0].titel);                     /* whose words are all in that */
            assert_int_equal(gaps(&w, before), said ? 0 : list[i].gaps);
            for (int k = 1; k < x->s->ntops; k++) {
                const Top *t = &x->s->tops[k];
                const char *want = list[i].titles[k - 1];
                assert_true(str_is(t->titel_text, want) && str_is(t->titel_oeffentlich, want));
                assert_true(t->abgesetzt && !t->vortrag.n && !t->text && !t->nunterlagen);
                assert_int_equal(t->papier, PAPIER_KEINE);
                assert_int_equal(t->ebene, 1);
                assert_int_equal(t->status, STATUS_NICHTOEFFENTLICH);
                assert_int_equal(t->at.off, w.s->tops[want[1] == '3' ? 2 : 1].at.off);
            }
            Str s = dumped(&w, x->s);
            assert_null(strstr(s.p, "CLOSED"));
            arena_drop(w.a);
        }
}

/* A closed session has no public edition; the full one is confidential. */
static void closed_session(void **state)
{
    World w;
    world(&w, "", "");
    w.s->status = STATUS_NICHTOEFFENTLICH;
    size_t n = diags_count(w.d);
    assert_null(edition(&w, EDITION_PUBLIC));
    assert_int_equal(diags_count(w.d), n + 1);
    assert_int_equal(diags_at(w.d, n)->code, D_PACK_NICHTOEFFENTLICH);
    assert_true(edition(&w, EDITION_FULL)->confidential);
    arena_drop(w.a);
}

/* A silent style names nothing that is left out of an item's words or of its papers. */
static void silent(void **state)
{
    static const char *const names[] = { "ap", "ep" };
    for (int i = 0; i < 4; i++) {
        World w;
        world(&w, names[i % 2], "nichtoeffentlich");
        w.st->auslassung = i < 2 ? AUSLASSUNG_STUMM : AUSLASSUNG_HINWEIS;
        w.b[0][1].status = STATUS_NICHTOEFFENTLICH;
        const Sitzungsausgabe *x = edition(&w, EDITION_PUBLIC);
        assert_int_equal(!!strstr(dumped(&w, x->s).p, "ausgelassen"), i >= 2);
        assert_int_equal(x->vorlage[0]->v->nberatungen, i < 2 ? 1 : 2);
        arena_drop(w.a);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(all_is_shown),   cmocka_unit_test(each_alone),
        cmocka_unit_test(not_said),       cmocka_unit_test(papers),
        cmocka_unit_test(title_of_paper), cmocka_unit_test(closed_items),
        cmocka_unit_test(closed_session), cmocka_unit_test(silent),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
