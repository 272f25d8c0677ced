/* What reads as before, what was changed, what is new or gone (compare.c): who is whose mate; white
 * space of pieces (pieces.c). */
#include "import_tree.h"

static void compared(Im *im, Node *o, Node *w)
{
    tree_hash(o);
    tree_hash(w);
    import_compare(im, o, w);
}

/* Paragraphs, given as their words; NULL ends. Returns them in order. */
static Node *paras(Im *im, const char *const *words, Node **out)
{
    Node *root = import_node_new(im, NK_KASTEN, NULL);
    for (int i = 0; words[i]; i++) out[i] = node_of(im, NK_ABSATZ, root, words[i]);
    return root;
}

static void mates(const Node *o, const Node *w, bool same)
{
    assert_ptr_equal(o->mate, w);
    assert_ptr_equal(w->mate, o);
    assert_int_equal(o->same, same);
    assert_int_equal(w->same, same);
}

static void changed_new_and_gone(void **state)
{
    Im im;
    Node *o[8], *w[8];
    im_new(&im);
    Node *a = paras(&im,
                    (const char *const[]){ "Anfang bleibt", "eins zwei drei vier", "geht ganz fort",
                                           "Mitte bleibt", "Ende bleibt", NULL },
                    o);
    Node *b = paras(&im,
                    (const char *const[]){ "Anfang bleibt", "eins zwei drei neu", "Mitte bleibt",
                                           "kommt hinzu", "Ende bleibt", NULL },
                    w);
    compared(&im, a, b);
    mates(o[0], w[0], true);
    mates(o[1], w[1], false);
    assert_null(o[2]->mate);
    mates(o[3], w[2], true);
    assert_null(w[3]->mate);
    mates(o[4], w[4], true);
    arena_drop(im.a);
}

/* Of two that are alike the likest is taken, on either side; few words in common are none. */
static void the_likest_pairs(void **state)
{
    Im im;
    Node *o[4], *w[4];
    for (int turned = 0; turned < 2; turned++) {
        im_new(&im);
        const char *const one[] = { "alt alpha beta gamma delta", NULL },
                          *const two[] = { "neu alpha beta iota kappa",
                                           "neu alpha beta gamma delta", NULL };
        Node *a = paras(&im, turned ? two : one, o), *b = paras(&im, turned ? one : two, w);
        compared(&im, a, b);
        mates(turned ? o[1] : o[0], turned ? w[0] : w[1], false);
        assert_null(turned ? o[0]->mate : w[0]->mate);
        arena_drop(im.a);
    }
    im_new(&im);
    Node *a = paras(&im, (const char *const[]){ "rot gelb", "blau weiß", NULL }, o),
         *b = paras(&im, (const char *const[]){ "Apfel Birne", "Kirsche Traube", NULL }, w);
    compared(&im, a, b);
    assert_true(!o[0]->mate && !o[1]->mate && !w[0]->mate && !w[1]->mate);
    arena_drop(im.a);
}

/* One in place of one is a change, be no word the same; a heading is no paragraph. */
static void one_for_one(void **state)
{
    Im im;
    Node *o[4], *w[4];
    im_new(&im);
    Node *a = paras(&im, (const char *const[]){ "rot", NULL }, o),
         *b = paras(&im, (const char *const[]){ "Apfel", NULL }, w);
    compared(&im, a, b);
    mates(o[0], w[0], false);
    b = import_node_new(&im, NK_KASTEN, NULL);
    Node *h = node_of(&im, NK_UEBERSCHRIFT, b, "rot");
    o[0]->mate = NULL;
    compared(&im, a, b);
    assert_true(!h->mate && !o[0]->mate);
    arena_drop(im.a);
}

/* A datum of the head stays that datum, whatever is typed there. */
static void fields_find_each_other(void **state)
{
    Im im;
    Node *o[4], *w[4];
    im_new(&im);
    Node *a = paras(&im, (const char *const[]){ "rot gelb", "grün", NULL }, o),
         *b = paras(&im, (const char *const[]){ "Apfel", "Birne Kirsche", "Traube", NULL }, w);
    o[1]->field = w[2]->field = FIELD_POSTEN + FF_BETRAG;
    compared(&im, a, b);
    mates(o[1], w[2], false);
    assert_true(!o[0]->mate && !w[0]->mate && !w[1]->mate);
    arena_drop(im.a);
}

static void lists_count(void **state)
{
    Im im;
    Node *o[4], *w[4];
    im_new(&im);
    Node *a = paras(&im, (const char *const[]){ "eins zwei drei", "vier fünf sechs", NULL }, o),
         *b = paras(&im, (const char *const[]){ "eins zwei drei", "vier fünf sechs", NULL }, w);
    for (int i = 0; i < 2; i++) o[i]->list = w[i]->list = 1;
    o[0]->start = w[0]->start = o[1]->start = true; /* the second is no item of its own any more */
    w[1]->start = false;
    compared(&im, a, b);
    mates(o[0], w[0], true);
    assert_true(!o[1]->same && !o[1]->mate);
    w[1]->start = true;
    w[1]->numbered = true; /* another kind of list: the same words, but not as before */
    compared(&im, a, b);
    mates(o[1], w[1], false);
    arena_drop(im.a);
}

static Node *row(Im *im, Node *table, int n, const char *const *words)
{
    Node *z = import_node_new(im, NK_ZEILE, table);
    for (int i = 0; i < n; i++) {
        Node *c = node_of(im, NK_ZELLE, z, "");
        if (*words[i]) node_of(im, NK_ABSATZ, c, words[i]);
    }
    return z;
}

/* Rows by likeness, cells by their column; empty cells at the end say nothing, those before it do.
 */
static void tables(void **state)
{
    Im im;
    im_new(&im);
    Node *a = import_node_new(&im, NK_KASTEN, NULL), *b = import_node_new(&im, NK_KASTEN, NULL),
         *s = node_of(&im, NK_TABELLE, a, ""), *t = node_of(&im, NK_TABELLE, b, "");
    Node *head[2] = { row(&im, s, 2, (const char *const[]){ "Kopf", "Euro" }),
                      row(&im, t, 3, (const char *const[]){ "Kopf", "Euro", "" }) };
    Node *gone = row(&im, s, 2, (const char *const[]){ "Bagger Miete", "10" });
    Node *sum[2] = { row(&im, s, 2, (const char *const[]){ "Summe aller Posten", "30" }),
                     row(&im, t, 2, (const char *const[]){ "Summe aller Posten", "40" }) };
    compared(&im, a, b);
    mates(s, t, false);
    mates(head[0], head[1], true);
    assert_null(gone->mate);
    mates(sum[0], sum[1], false);
    mates(sum[0]->kids, sum[1]->kids, true);
    mates(sum[0]->kids->next, sum[1]->kids->next, false);
    Node *x = row(&im, s, 3, (const char *const[]){ "a", "", "b" }),
         *y = row(&im, t, 2, (const char *const[]){ "a", "b" });
    tree_hash(x);
    tree_hash(y);
    assert_int_not_equal(x->hash, y->hash);
    arena_drop(im.a);
}

/* A table is the other's whatever stands in it; a paragraph is not. */
static void other_tables(void **state)
{
    Im im;
    im_new(&im);
    Node *a = import_node_new(&im, NK_KASTEN, NULL), *b = import_node_new(&im, NK_KASTEN, NULL),
         *p = node_of(&im, NK_ABSATZ, a, "rot"), *s = node_of(&im, NK_TABELLE, a, ""),
         *t = node_of(&im, NK_TABELLE, b, ""), *q = node_of(&im, NK_ABSATZ, b, "blau");
    row(&im, s, 1, (const char *const[]){ "eins" });
    row(&im, t, 1, (const char *const[]){ "zwei" });
    compared(&im, a, b);
    mates(s, t, false);
    assert_true(!p->mate && !q->mate);
    arena_drop(im.a);
}

static void signatures_without_commas(void **state)
{
    Im im;
    im_new(&im);
    Node *u = import_node_new(&im, NK_UNTERSCHRIFT, NULL),
         *v = import_node_new(&im, NK_UNTERSCHRIFT, NULL),
         *x = import_node_new(&im, NK_UNTERSCHRIFT, NULL);
    import_piece_add(&im, u, S("Seeburg, 4.11.2024"));
    import_piece_add(&im, v, S("Seeburg"));
    import_piece_add(&im, v, S("4.11.2024"));
    import_piece_add(&im, x, S("Seeburg, 5.11.2024"));
    node_of(&im, NK_ABSATZ, u, "Anna Muster");
    node_of(&im, NK_ABSATZ, v, "Anna Muster");
    node_of(&im, NK_ABSATZ, x, "Anna Muster");
    tree_hash(u);
    tree_hash(v);
    tree_hash(x);
    assert_int_equal(u->hash, v->hash);
    assert_int_not_equal(u->hash, x->hash);
    arena_drop(im.a);
}

static void notes_go_along(void **state)
{
    Im im;
    im_new(&im);
    Node *side[2], *p[2], *note[2];
    for (int i = 0; i < 2; i++) {
        side[i] = import_node_new(&im, NK_KASTEN, NULL);
        p[i] = import_node_new(&im, NK_ABSATZ, side[i]);
        import_piece_add(&im, p[i], S("Wort"));
        if (i) import_piece_add(&im, p[i], S("")); /* an empty piece more */
        note[i] = import_piece_add(&im, p[i], S(""))->note =
            import_node_new(&im, NK_FUSSNOTE, NULL);
        node_of(&im, NK_ABSATZ, note[i], "Anmerkung");
        import_node_finish(&im, p[i]);
    }
    compared(&im, side[0], side[1]);
    mates(p[0], p[1], true);
    mates(note[0], note[1], true);
    mates(note[0]->kids, note[1]->kids, true);
    node_of(&im, NK_ABSATZ, note[1], "mehr");
    tree_hash(side[1]);
    assert_int_not_equal(p[0]->hash, p[1]->hash);
    arena_drop(im.a);
}

/* Too many for a table of all pairs: what is unique on both sides holds together, in rising order.
 */
static void very_long(void **state)
{
    enum { N = 1500 };
    Im im;
    im_new(&im);
    Node *a = import_node_new(&im, NK_KASTEN, NULL), *b = import_node_new(&im, NK_KASTEN, NULL),
         *o[N], *w[N];
    for (int i = 0; i < N; i++) {
        const char *words = str_printf(im.a, "Absatz %d", i).p;
        o[i] = node_of(&im, NK_ABSATZ, a,
                       i == 0            ? "alter erster"
                           : i == N - 1  ? "alter letzter"
                           : i % 10 == 5 ? "immer gleich"
                                         : words);
    }
    for (int i = 0; i < N; i++) {
        int from = i == 700 ? 900 : i; /* 900 stands twice now: it holds nothing, and 700 is gone */
        const char *words = str_printf(im.a, "Absatz %d", from).p;
        w[i] = node_of(&im, NK_ABSATZ, b,
                       i == 0            ? "neuer erster"
                           : i == N - 1  ? "neuer letzter"
                           : i % 10 == 5 ? "immer gleich"
                                         : words);
    }
    compared(&im, a, b);
    for (int i = 1; i < N - 1; i++)
        if (i != 700) mates(o[i], w[i], true);
    mates(o[0], w[0], false);
    mates(o[700], w[700], false);
    mates(o[N - 1], w[N - 1], false);
    arena_drop(im.a);
}

/* One block moved far down in a very long paper that begins and ends as before: the many keep their
 * order, the one is gone and new. */
static void very_long_and_moved(void **state)
{
    enum { FRONT = 7, N = 1500, ALL = FRONT + N + 3 };
    Im im;
    im_new(&im);
    Node *a = import_node_new(&im, NK_KASTEN, NULL), *b = import_node_new(&im, NK_KASTEN, NULL),
         *o[ALL], *w[ALL];
    for (int i = 0; i < ALL; i++) {
        bool kept = i < FRONT || i >= FRONT + N;
        o[i] = node_of(&im, NK_ABSATZ, a, str_printf(im.a, "Wort%d", i).p);
        w[i] = node_of(&im, NK_ABSATZ, b,
                       str_printf(im.a, "Wort%d",
                                  kept                     ? i
                                      : i == FRONT + N - 1 ? FRONT
                                                           : i + 1)
                           .p);
    }
    compared(&im, a, b);
    for (int i = 0; i < ALL; i++)
        if (i < FRONT || i >= FRONT + N)
            mates(o[i], w[i], true);
        else if (i > FRONT)
            mates(o[i], w[i - 1], true);
    assert_true(!o[FRONT]->mate && !w[FRONT + N - 1]->mate);
    arena_drop(im.a);
}

/* Blanks fold over the borders of pieces: none at the ends and beside a line break, one elsewhere;
 * notes are no words. */
static void blanks_fold(void **state)
{
    Im im;
    im_new(&im);
    Node *n = import_node_new(&im, NK_ABSATZ, NULL);
    Piece *p[5];
    const char *const words[5] = { " \t eins  ", "\n zwei ", "\n", " drei", " vier \r" };
    for (int i = 0; i < 5; i++) p[i] = import_piece_add(&im, n, str_of(words[i]));
    import_node_finish(&im, n);
    const char *const folded[5] = { "eins ", "zwei", "\n", "drei", " vier" };
    for (int i = 0; i < 5; i++) assert_string_equal(str_z(im.a, p[i]->text), folded[i]);
    assert_string_equal(str_z(im.a, n->text), "eins zwei drei vier");
    n = import_node_new(&im, NK_ABSATZ, NULL);
    p[0] = import_piece_add(&im, n, S("vor "));
    import_piece_add(&im, n, S("x"))->note = import_node_new(&im, NK_FUSSNOTE, NULL);
    p[1] = import_piece_add(&im, n, S(" nach"));
    import_node_finish(&im, n);
    assert_string_equal(str_z(im.a, p[0]->text), "vor "); /* a mark stands behind it */
    assert_string_equal(str_z(im.a, p[1]->text), "nach");
    assert_string_equal(str_z(im.a, n->text), "vor nach");
    assert_string_equal(str_z(im.a, import_words_plain(im.a, S("  ein\n\t Satz\u00A0mit  "))),
                        "ein Satz\u00A0mit");
    arena_drop(im.a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(changed_new_and_gone), cmocka_unit_test(the_likest_pairs),
        cmocka_unit_test(one_for_one),          cmocka_unit_test(fields_find_each_other),
        cmocka_unit_test(lists_count),          cmocka_unit_test(tables),
        cmocka_unit_test(other_tables),         cmocka_unit_test(signatures_without_commas),
        cmocka_unit_test(notes_go_along),       cmocka_unit_test(very_long),
        cmocka_unit_test(very_long_and_moved),  cmocka_unit_test(blanks_fold),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
