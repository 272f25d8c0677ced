/* Who sees what: closed by default, narrowed by every level, nothing told by gaps, sums or
 * references. */
#include "flow_paper.h"

static void all_public(void **state)
{
    Paper p;
    paper_new(&p);
    para(&p, "Text.", STATUS_NONE);
    assert_false(vorlage_has_hidden(&p.v));
    Flow *f = flow_of(&p, EDITION_NONE);
    assert_non_null(f);
    assert_int_equal(f->edition, EDITION_FULL);
    assert_false(f->hidden);
    assert_true(says(&p, "Text."));
    paper_drop(&p);
}

static void edition_is_asked(void **state)
{
    Paper p;
    paper_new(&p);
    para(&p, "Offen.", STATUS_NONE);
    para(&p, "Geheim eins.", STATUS_NICHTOEFFENTLICH);
    para(&p, "Geheim zwei.", STATUS_NICHTOEFFENTLICH);
    assert_true(vorlage_has_hidden(&p.v));
    assert_null(flow_of(&p, EDITION_NONE));
    assert_true(told(&p, D_FLOW_EDITION));
    Flow *f = flow_of(&p, EDITION_PUBLIC);
    assert_true(f && f->hidden);
    assert_true(says(&p, "Offen."));
    assert_false(says(&p, "Geheim"));
    assert_int_equal(times(&p, "Dieser Abschnitt ist nichtöffentlich."), 1); /* once for both */
    assert_non_null(flow_of(&p, EDITION_FULL));
    assert_true(says(&p, "Geheim eins.") && says(&p, "Geheim zwei."));
    p.s->auslassung = AUSLASSUNG_STUMM;
    assert_non_null(flow_of(&p, EDITION_PUBLIC));
    assert_int_equal(times(&p, "nichtöffentlich."), 0);
    paper_drop(&p);
}

static void closed_paper(void **state)
{
    Paper p;
    paper_new(&p);
    p.v.status = STATUS_NICHTOEFFENTLICH;
    assert_null(flow_of(&p, EDITION_PUBLIC));
    assert_true(told(&p, D_FLOW_NICHTOEFFENTLICH));
    p.v.status = STATUS_NONE; /* not said is not public */
    assert_null(flow_of(&p, EDITION_PUBLIC));
    p.v.status = STATUS_OEFFENTLICH;
    p.beratung[0].status = STATUS_NICHTOEFFENTLICH; /* no public consultation at all */
    assert_null(flow_of(&p, EDITION_PUBLIC));
    assert_non_null(flow_of(&p, EDITION_FULL));
    paper_drop(&p);
}

static void by_consultation(void **state)
{
    Paper p;
    paper_new(&p);
    p.beratung[1] = (Beratung){ .id = S("vor"),
                                .gremium_name = S("Ältestenrat"),
                                .status = STATUS_NICHTOEFFENTLICH,
                                .hat_ergebnis = true,
                                .ergebnis = ERG_UNGEAENDERT };
    p.v.nberatungen = 2;
    Str rat = S("rat"), vor = S("vor");
    Block *a = para(&p, "Für den Rat.", STATUS_NONE),
          *b = para(&p, "Für den Vorabend.", STATUS_NONE);
    a->nur_beratung = &rat, a->nnur = 1;
    b->nur_beratung = &vor, b->nnur = 1;
    assert_non_null(flow_of(&p, EDITION_PUBLIC));
    assert_true(says(&p, "Für den Rat."));
    assert_false(says(&p, "Vorabend"));
    assert_false(says(&p, "Ältestenrat") || says(&p, "ungeändert"));
    paper_drop(&p);
}

static void inside(void **state)
{
    Paper p;
    paper_new(&p);
    Block *b = para(&p, "Der Preis ", STATUS_NONE);
    b->text->next = words(&p, "von 5 EUR ");
    b->text->next->status = STATUS_NICHTOEFFENTLICH;
    b->text->next->next = words(&p, "steht fest.");
    Block *l = put(&p, BK_LISTE);
    Punkt item[2] = { { .status = STATUS_NICHTOEFFENTLICH }, { .status = STATUS_NONE } };
    for (int i = 0; i < 2; i++) {
        item[i].blocks = ARENA_NEW(p.a, Block);
        *item[i].blocks = (Block){ .kind = BK_ABSATZ,
                                   .text = words(&p, i ? "Sichtbarer Punkt" : "Verdeckter Punkt") };
    }
    l->liste = (Liste){ .punkte = item, .n = 2 };
    assert_non_null(flow_of(&p, EDITION_PUBLIC));
    assert_true(says(&p, "Der Preis steht fest."));
    assert_true(says(&p, "Sichtbarer Punkt"));
    assert_false(says(&p, "Verdeckter"));
    assert_int_equal(times(&p, "Dieser Abschnitt"), 0);
    paper_drop(&p);
}

/* A reference to what is hidden is a phrase without a target; the numbers of what is shown do not
 * tell the gap. */
static void references(void **state)
{
    Paper p;
    paper_new(&p);
    Block *text = para(&p, "Siehe ", STATUS_NONE);
    Inline **tail = &text->text->next;
    for (int i = 0; i < 2; i++) {
        Inline *r = *tail = ARENA_NEW(p.a, Inline);
        *r = (Inline){ .kind = IN_VERWEIS, .ziel = ZIEL_ID, .ref = i ? S("t2") : S("t1") };
        tail = &r->next;
    }
    for (int i = 0; i < 2; i++) {
        Block *b = put(&p, BK_TABELLE);
        b->status = i ? STATUS_NONE : STATUS_NICHTOEFFENTLICH;
        b->tabelle = ARENA_NEW(p.a, Tabelle);
        b->tabelle->id = i ? S("t2") : S("t1");
        b->tabelle->titel = words(&p, i ? "Offene Tabelle" : "Geheime Tabelle");
    }
    Flow *f = flow_of(&p, EDITION_PUBLIC);
    assert_non_null(f);
    assert_true(says(&p, "nichtöffentlicher Teil"));
    assert_true(says(&p, "Tabelle\u00A01: Offene Tabelle"));
    assert_false(says(&p, "Geheime"));
    for (const FlowBlock *b = f->blocks; b; b = b->next)
        for (const Run *r = b->runs; r; r = r->next) assert_false(str_is(r->target, "t1"));
    assert_non_null(flow_of(&p, EDITION_FULL));
    assert_true(says(&p, "Tabelle\u00A02: Offene Tabelle"));
    paper_drop(&p);
}

static Zeile row(Paper *p, const char *label, const char *amount, int64_t cents, Status s,
                 ZeilenArt art)
{
    Zelle *z = ARENA_NEW_N(p->a, Zelle, 2);
    for (int i = 0; i < 2; i++) {
        z[i] = (Zelle){ .spalten = 1, .zeilen = 1, .blocks = ARENA_NEW(p->a, Block) };
        *z[i].blocks = (Block){ .kind = BK_ABSATZ, .text = words(p, i ? amount : label) };
    }
    z[1].money = (Money){ cents, true };
    return (Zeile){ .status = s, .art = art, .zellen = z, .nzellen = 2 };
}

static void typed_sums(void **state)
{
    Paper p;
    paper_new(&p);
    Spalte cols[2] = { { .art = SPALTE_TEXT }, { .art = SPALTE_BETRAG } };
    Zeile rows[3] = { row(&p, "Bau", "10,00", 1000, STATUS_NONE, ZEILE_NORMAL),
                      row(&p, "Vergleich", "7,00", 700, STATUS_NICHTOEFFENTLICH, ZEILE_NORMAL),
                      row(&p, "Summe", "17,00", 1700, STATUS_NONE, ZEILE_SUMME) };
    Tabelle t = { .spalten = cols, .nspalten = 2, .rumpf = rows, .nrumpf = 3 };
    put(&p, BK_TABELLE)->tabelle = &t;
    Flow *f = flow_of(&p, EDITION_PUBLIC);
    FlowTable *shown = table_of(f, TABLE_PLAIN);
    assert_int_equal(shown->nbody, 2);
    cell_is(shown, 0, 1, "10,00");
    cell_is(shown, 1, 1, "–");
    assert_false(says(&p, "17,00") || says(&p, "Vergleich"));
    f = flow_of(&p, EDITION_FULL);
    cell_is(table_of(f, TABLE_PLAIN), 2, 1, "17,00");
    paper_drop(&p);
}

int main(void)
{
    const struct CMUnitTest t[] = {
        cmocka_unit_test(all_public),   cmocka_unit_test(edition_is_asked),
        cmocka_unit_test(closed_paper), cmocka_unit_test(by_consultation),
        cmocka_unit_test(inside),       cmocka_unit_test(references),
        cmocka_unit_test(typed_sums)
    };
    return cmocka_run_group_tests(t, NULL, NULL);
}
