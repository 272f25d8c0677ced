/* Words, items and blocks around what is hidden: which blanks go, which numbers stay, how often it
 * is told. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "edition/edition.h"

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

/* "[hidden] {strong}": pieces of text, what brackets hold within one of its own. */
static Inline *parsed(const char **z, char close)
{
    Inline *first = NULL, **tail = &first;
    while (**z && **z != close) {
        Inline *i = *tail = ARENA_NEW(a, Inline);
        tail = &i->next;
        size_t n = strcspn(*z, "[]{}");
        if (n) {
            *i = (Inline){ .kind = IN_TEXT, .text = { *z, n } };
            *z += n;
            continue;
        }
        bool hidden = *(*z)++ == '[';
        *i = (Inline){ .kind = IN_STARK, .status = hidden ? STATUS_NICHTOEFFENTLICH : STATUS_NONE };
        i->kids = parsed(z, hidden ? ']' : '}');
        ++*z;
    }
    return first;
}

static void written(Buf *b, const Inline *i)
{
    for (; i; i = i->next) {
        if (i->kind == IN_TEXT)
            buf_printf(b, "%s%.*s", b->n && b->p[b->n - 1] != '{' ? "|" : "", STR_FMT(i->text));
        else {
            buf_char(b, '{');
            written(b, i->kids);
            buf_char(b, '}');
        }
    }
}

static Vorlage of_blocks(Block *b)
{
    Teil *t = ARENA_NEW(a, Teil);
    *t = (Teil){ .art = TEIL_SACHVERHALT, .blocks = b };
    return (Vorlage){ .status = STATUS_OEFFENTLICH, .teile = t, .nteile = 1 };
}

static const Vorlage *public_of(const Vorlage *v, bool silent)
{
    return ausgabe_make(a, diags_new(a), v, EDITION_PUBLIC, silent)->v;
}

/* "|" stands between two pieces: a piece that is empty leaves no trace either. */
static void blanks(void **state)
{
    static const struct {
        const char *text, *want;
    } list[] = {
        { "a b", "a b" },
        { "a [b] c", "a |c" },
        { "[a] b", "b" },
        { "a [b]", "a" },
        { "a[b] c", "a| c" },
        { "a [b]c", "a |c" },
        { "a[b]c", "a|c" },
        { "a [b] [c] d", "a |d" },
        { "a [b][c] d", "a |d" },
        { "[a] [b] c", "c" },
        { "[a] [b]", "" },
        { " [a]b", " |b" },
        { "a [b], c", "a |, c" },
        { "a {b} c", "a {b}| c" },
        { "a {b [c] d} e", "a {b |d}| e" },
        { "a {b [c]}", "a {b}" },
        { "a {b }", "a {b}" },
        { "{a [b] c} [d] e", "{a |c}| |e" },
        { "{a} [b] {c}", "{a}| {c}" },
        { "a [b]{ c}", "a { c}" },
        { "[a]{ c}", "{ c}" },
        { "a [{b} c] d", "a |d" },
        { "a [b]{[c]} d", "a {}| d" },
        { "a", "a" },
        { "a ", "a" },
        { " ", "" },
        { " a", " a" },
        { "", "" },
    };
    for (size_t i = 0; i < sizeof list / sizeof *list; i++) {
        const char *z = list[i].text;
        Block b = { .kind = BK_ABSATZ, .text = parsed(&z, 0) }, after = { .kind = BK_ABSATZ };
        const char *again = list[i].text;
        Inline *same = parsed(&again, 0);
        b.next = &after;
        Vorlage v = of_blocks(&b);
        const Block *out = public_of(&v, false)->teile[0].blocks;
        Buf w = { 0 }, whole = { 0 }, before = { 0 };
        written(&w, out == NULL || !out->next ? NULL : out->text);
        buf_char(&w, 0);
        if (strcmp(w.p, list[i].want)) fail_msg("%s: %s", list[i].text, w.p);
        written(&whole, b.text), written(&before, same); /* as it was read */
        assert_true(str_eq(buf_view(&whole), buf_view(&before)));
        buf_drop(&w), buf_drop(&whole), buf_drop(&before);
    }
}

/* An empty piece of text is no blank, wherever its bytes would stand. */
static void empty_pieces(void **state)
{
    Inline after = { .kind = IN_TEXT, .text = S(" b") },
           hidden = { .kind = IN_TEXT, .status = STATUS_NICHTOEFFENTLICH, .next = &after },
           empty = { .kind = IN_TEXT, .text = { &" a"[1], 0 }, .next = &hidden },
           first = { .kind = IN_TEXT, .text = S("x"), .next = &empty };
    assert_true(str_is(edition_words(a, &first), "x b"));
    hidden.next = &empty, empty.next = NULL;
    assert_int_equal(edition_words(a, &hidden).n, 0);
}

/* Plain words for lists and titles: as in the paper. What asks for a consultation has none here. */
static void plain_words(void **state)
{
    const char *z = "Verkauf [an X] {am [Y]} Markt [Z]";
    Str s = edition_words(a, parsed(&z, 0));
    assert_true(str_is(s, "Verkauf am  Markt") || str_is(s, "Verkauf am Markt"));
    assert_int_equal(edition_words(a, NULL).n, 0);
    Str rat = S("rat");
    Block note = { .kind = BK_ABSATZ, .nur_beratung = &rat, .nnur = 1, .text = parsed(&z, 0) };
    Inline foot = { .kind = IN_FUSSNOTE, .blocks = &note };
    assert_int_equal(edition_words(a, &foot).n, 0);
}

/* p: a public paragraph, h: a hidden one; a list of them in a list's items, told by letters. */
static Block *blocks(const char *z)
{
    Block *first = NULL, **tail = &first;
    for (; *z; z++) {
        Block *b = *tail = ARENA_NEW(a, Block);
        const char *word = "w";
        *b = (Block){ .kind = BK_ABSATZ,
                      .status = *z == 'h' ? STATUS_NICHTOEFFENTLICH : STATUS_NONE,
                      .text = parsed(&word, 0) };
        tail = &b->next;
    }
    return first;
}

static const char *kinds(const Block *b)
{
    Buf w = { 0 };
    for (; b; b = b->next) {
        buf_char(&w, b->kind == BK_AUSGELASSEN ? '-' : b->kind == BK_ABSATZ ? 'p' : 'x');
        if (b->kind == BK_AUSGELASSEN) assert_false(b->text || b->kids || b->id.n || b->at.off);
    }
    buf_char(&w, 0);
    const char *z = str_z(a, str_sub(buf_view(&w), 0, w.n - 1));
    buf_drop(&w);
    return z;
}

static void told_once_in_a_row(void **state)
{
    static const struct {
        const char *blocks, *want, *silent;
    } list[] = { { "p", "p", "p" },        { "h", "-", "" },        { "hh", "-", "" },
                 { "php", "p-p", "pp" },   { "phhp", "p-p", "pp" }, { "hphh", "-p-", "p" },
                 { "hhphp", "-p-p", "pp" } };
    for (size_t i = 0; i < sizeof list / sizeof *list; i++) {
        Vorlage v = of_blocks(blocks(list[i].blocks));
        assert_string_equal(kinds(public_of(&v, false)->teile[0].blocks), list[i].want);
        assert_string_equal(kinds(public_of(&v, true)->teile[0].blocks), list[i].silent);
        Block quote = { .kind = BK_ZITAT, .kids = blocks(list[i].blocks) };
        for (int k = 0; k < 2; k++) {
            quote.kind = k ? BK_HINWEIS : BK_ZITAT;
            Vorlage q = of_blocks(&quote);
            const Block *out = public_of(&q, false)->teile[0].blocks;
            assert_string_equal(kinds(out->kids), list[i].want);
            out = public_of(&q, true)->teile[0].blocks;
            assert_string_equal(kinds(out ? out->kids : NULL), list[i].silent);
            assert_int_equal(out != NULL, list[i].silent[0] != 0); /* an empty one goes */
        }
    }
}

/* A section stays with its title though all in it is hidden. */
static void section_stays(void **state)
{
    Block b = { .kind = BK_ABSCHNITT, .kids = blocks("h") };
    Vorlage v = of_blocks(&b);
    const Block *out = public_of(&v, true)->teile[0].blocks;
    assert_true(out && out->kind == BK_ABSCHNITT && !out->kids);
}

/* Items: hidden ones go, of a numbered list an empty one stays; one whose blocks all go likewise.
 * Each letter is an item of one block, h a hidden item, H one of a hidden block. */
static void lists(void **state)
{
    static const struct {
        const char *items, *want, *numbered, *silent;
    } list[] = { { "p", "p", "p", "p" },           { "h", "", "", "" },
                 { "hp", "p", ".p", "p" },         { "php", "pp", "p.p", "pp" },
                 { "hhpph", "pp", "..pp.", "pp" }, { "Hp", "-p", "-p", "p" },
                 { "pHp", "p-p", "p-p", "pp" },    { "H", "-", "-", "" } };
    for (size_t i = 0; i < sizeof list / sizeof *list; i++)
        for (int how = 0; how < 3; how++) {
            int n = (int)strlen(list[i].items);
            Block b = { .kind = BK_LISTE, .liste = { .nummeriert = how == 1, .start = 4, .n = n } };
            b.liste.punkte = ARENA_NEW_N(a, Punkt, (size_t)n);
            for (int k = 0; k < n; k++) {
                char c = list[i].items[k];
                b.liste.punkte[k] =
                    (Punkt){ .at = { 1, (uint32_t)k + 10, 1 },
                             .status = c == 'h' ? STATUS_NICHTOEFFENTLICH : STATUS_NONE,
                             .blocks = blocks(c == 'H' ? "h" : "p") };
            }
            Vorlage v = of_blocks(&b);
            const Block *out = public_of(&v, how == 2)->teile[0].blocks;
            const char *want = how == 1 ? list[i].numbered : how ? list[i].silent : list[i].want;
            assert_int_equal(out != NULL, want[0] != 0);
            if (!out) continue;
            assert_int_equal(out->liste.n, (int)strlen(want));
            assert_int_equal(out->liste.start, 4);
            for (int k = 0, from = 0; k < out->liste.n; k++) {
                const Punkt *p = &out->liste.punkte[k];
                const char *has = kinds(p->blocks);
                if (has[0] != (want[k] == '.' ? 0 : want[k]))
                    fail_msg("%s: item %d is '%s'", list[i].items, k, has);
                if (want[k] == '.') {
                    assert_int_equal(p->at.off, 0); /* nothing tells where it stood */
                    continue;
                }
                while (list[i].items[from] == 'h' || (how == 2 && list[i].items[from] == 'H'))
                    from++;
                assert_int_equal(p->at.off, from++ + 10);
            }
            assert_int_equal(b.liste.n, n);
        }
}

/* A table's hidden rows and the hidden block behind it are told once. */
static void behind_a_table(void **state)
{
    Spalte col = { .art = SPALTE_TEXT };
    Zelle cell = { .spalten = 1, .zeilen = 1 };
    Zeile rows[2] = { { .zellen = &cell, .nzellen = 1 },
                      { .zellen = &cell, .nzellen = 1, .status = STATUS_NICHTOEFFENTLICH } };
    Tabelle t = { .spalten = &col, .nspalten = 1, .rumpf = rows, .nrumpf = 2 };
    Block b = { .kind = BK_TABELLE, .tabelle = &t, .next = blocks("hp") };
    Vorlage v = of_blocks(&b);
    assert_string_equal(kinds(public_of(&v, false)->teile[0].blocks), "x-p");
    b.next = blocks("p");
    assert_string_equal(kinds(public_of(&v, false)->teile[0].blocks), "x-p");
    t.nrumpf = 1;
    assert_string_equal(kinds(public_of(&v, false)->teile[0].blocks), "xp");
    t.kopf = rows + 1, t.nkopf = 1;
    assert_string_equal(kinds(public_of(&v, false)->teile[0].blocks), "xp");
}

/* Of a hidden result nothing stays, not its votes either; of a hidden consultation nothing. */
static void results(void **state)
{
    Stimmen votes = { .fraktion = S("F"), .ja = 3 };
    Beratung b[2] = { { .id = S("a"),
                        .status = STATUS_OEFFENTLICH,
                        .gremium_name = S("Rat"),
                        .hat_ergebnis = true,
                        .ergebnis = ERG_VERWIESEN,
                        .ergebnis_text = S("T"),
                        .verwiesen_an = S("V"),
                        .ergebnis_status = STATUS_NICHTOEFFENTLICH,
                        .stimmen = { .ja = 1, .nein = 2, .enthaltung = 3, .befangen = 4 },
                        .hat_stimmen = true,
                        .fraktionen = &votes,
                        .nfraktionen = 1 },
                      { .id = S("b"), .status = STATUS_NICHTOEFFENTLICH, .gremium_name = S("X") } };
    Vorlage v = of_blocks(NULL);
    v.beratungen = b, v.nberatungen = 2;
    const Vorlage *out = public_of(&v, false);
    const Beratung *x = &out->beratungen[0], *y = &out->beratungen[1];
    assert_int_equal(out->nberatungen, 2);
    assert_true(str_is(x->gremium_name, "Rat") && str_is(x->id, "a") && !x->ausgelassen);
    assert_false(x->hat_ergebnis || x->hat_stimmen || x->ergebnis || x->ergebnis_text.n ||
                 x->verwiesen_an.n || x->nfraktionen || x->fraktionen || x->ergebnis_status);
    assert_true(x->stimmen.ja == -1 && x->stimmen.nein == -1 && x->stimmen.enthaltung == -1 &&
                x->stimmen.befangen == -1);
    assert_true(y->ausgelassen && !y->id.n && !y->gremium_name.n);
    assert_int_equal(y->status, STATUS_NICHTOEFFENTLICH);
    b[0].ergebnis_status = STATUS_OEFFENTLICH;
    x = public_of(&v, true)->beratungen;
    assert_true(x->hat_ergebnis && x->hat_stimmen && x->nfraktionen == 1 && x->stimmen.nein == 2);
    assert_int_equal(public_of(&v, true)->nberatungen, 1);
}

/* Of a hidden finance row its kind stays and no more. */
static void finance_rows(void **state)
{
    Posten p[2] = { { .id = S("a"),
                      .art = POSTEN_ERTRAG,
                      .haushalt = HAUSHALT_FINANZ,
                      .status = STATUS_NICHTOEFFENTLICH,
                      .betrag = { 5, true },
                      .jahr = 2024 },
                    { .id = S("b"), .art = POSTEN_AUFWAND, .betrag = { 6, true } } };
    Antwort q = { .id = S("q"), .antwort = 1 };
    Vorlage v = of_blocks(NULL);
    v.finanzen = (Finanzen){ .posten = p, .nposten = 2, .antworten = &q, .nantworten = 1 };
    const Vorlage *out = public_of(&v, true);
    const Posten *x = out->finanzen.posten;
    assert_int_equal(out->finanzen.nposten, 2);
    assert_int_equal(out->finanzen.nantworten, 1);
    assert_int_equal(out->finanzen.antworten[0].antwort, 1);
    assert_true(x[0].ausgelassen && x[0].art == POSTEN_ERTRAG && x[0].haushalt == HAUSHALT_FINANZ);
    assert_false(x[0].id.n || x[0].betrag.set || x[0].jahr || x[0].status);
    assert_true(!x[1].ausgelassen && x[1].betrag.cents == 6 && str_is(x[1].id, "b"));
}

/* An amount said in the text has no row and stays; one of a row that is not there goes. */
static void amounts(void **state)
{
    Inline own = { .kind = IN_BETRAG, .money = { 5, true } },
           of = { .kind = IN_BETRAG, .ref = S("x"), .next = &own },
           aim = { .kind = IN_VERWEIS, .ziel = ZIEL_VORLAGE, .ref = S("7/2024"), .next = &of },
           net = { .kind = IN_VERWEIS, .ziel = ZIEL_URL, .ref = S("https://a"), .next = &aim };
    Block b = { .kind = BK_ABSATZ, .text = &net };
    Vorlage v = of_blocks(&b);
    const Inline *i = public_of(&v, true)->teile[0].blocks->text;
    assert_true(i->kind == IN_VERWEIS && i->ziel == ZIEL_URL && str_is(i->ref, "https://a"));
    i = i->next;
    assert_true(i->kind == IN_VERWEIS && i->ziel == ZIEL_VORLAGE && str_is(i->ref, "7/2024"));
    i = i->next;
    assert_true(i->kind == IN_TEXT && str_is(i->text, "–") && !i->ref.n);
    i = i->next;
    assert_true(i->kind == IN_BETRAG && i->money.cents == 5 && !i->next);
}

static void names(void **state)
{
#define X_(id, en, de) \
    assert_int_equal(edition_find(S(en)), EDITION_##id); \
    assert_int_equal(edition_find(S(de)), EDITION_##id); \
    assert_true(str_is(edition_name(EDITION_##id), de)); \
    assert_true(str_is(edition_name_en(EDITION_##id), en));
    EDITIONEN(X_)
#undef X_
#define X_(id, en, de, edition) \
    assert_int_equal(leser_find(S(en)), LESER_##id); \
    assert_int_equal(leser_find(S(de)), LESER_##id); \
    assert_true(str_is(leser_name(LESER_##id), de)); \
    assert_int_equal(leser_edition(LESER_##id), edition); \
    assert_true(leser_reserved(S(en)) && leser_reserved(S(de)));
    LESER(X_)
#undef X_
    static const char *const kept[] = { "persoenlich", "Nachtrag", "ORIGINAL", "Vorsitz", "EACH" };
    for (size_t i = 0; i < sizeof kept / sizeof *kept; i++)
        assert_true(leser_reserved(str_of(kept[i])));
    assert_false(leser_reserved(S("chairs")) || leser_reserved(S("")) || leser_reserved(S("full")));
    assert_int_equal(edition_find(S("")), EDITION_NONE); /* that one has no name */
    assert_int_equal(leser_find(S("")), LESER_NONE);
    assert_int_equal(leser_of(EDITION_NONE), LESER_NONE);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(blanks),         cmocka_unit_test(plain_words),
        cmocka_unit_test(empty_pieces),   cmocka_unit_test(told_once_in_a_row),
        cmocka_unit_test(section_stays),  cmocka_unit_test(lists),
        cmocka_unit_test(behind_a_table), cmocka_unit_test(results),
        cmocka_unit_test(finance_rows),   cmocka_unit_test(amounts),
        cmocka_unit_test(names),
    };
    return cmocka_run_group_tests(tests, begin, end);
}
