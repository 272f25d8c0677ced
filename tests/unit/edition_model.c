/* The model of the public edition: pruned copies, spans and sums of tables, references, whole
 * finance parts. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "edition/edition.h"

typedef struct {
    Arena *a;
    Diags *d;
    Vorlage v;
    Beratung b[2];
    Teil teil[2];
} Paper;

static void paper_new(Paper *p)
{
    *p = (Paper){ .a = arena_new() };
    p->d = diags_new(p->a);
    p->b[0] = (Beratung){ .id = S("rat"), .status = STATUS_OEFFENTLICH };
    p->b[1] = (Beratung){ .id = S("vor"),
                          .status = STATUS_NICHTOEFFENTLICH,
                          .gremium_name = S("GEHEIM") };
    p->teil[0].art = TEIL_SACHVERHALT;
    p->teil[1].art = TEIL_FINANZEN;
    p->v = (Vorlage){ .status = STATUS_OEFFENTLICH,
                      .beratungen = p->b,
                      .nberatungen = 2,
                      .teile = p->teil,
                      .nteile = 2 };
}

static Inline *text(Paper *p, const char *z, Inline *next)
{
    Inline *i = ARENA_NEW(p->a, Inline);
    *i = (Inline){ .kind = IN_TEXT, .text = str_of(z), .next = next };
    return i;
}

static Block *para(Paper *p, Inline *i, Block *next)
{
    Block *b = ARENA_NEW(p->a, Block);
    *b = (Block){ .kind = BK_ABSATZ, .text = i, .next = next };
    return b;
}

static const Vorlage *public_of(Paper *p, bool silent)
{
    const Ausgabe *x = ausgabe_make(p->a, p->d, &p->v, EDITION_PUBLIC, silent);
    assert_non_null(x);
    assert_int_equal(x->edition, EDITION_PUBLIC);
    return x->v;
}

static void dump_lacks(Paper *p, const Vorlage *v, const char *word)
{
    Buf b = { 0 };
    model_dump(&b, v);
    assert_true(str_find(buf_view(&b), str_of(word)) == (size_t)-1);
    buf_drop(&b);
    (void)p;
}

static void the_whole_stays(void **state)
{
    Paper p;
    paper_new(&p);
    const Ausgabe *x = ausgabe_make(p.a, p.d, &p.v, EDITION_FULL, false);
    assert_ptr_equal(x->v, &p.v);
    assert_true(x->confidential && !x->left_out);
    assert_null(ausgabe_make(p.a, p.d, &p.v, EDITION_NONE, false)); /* which one is to be said */
    const Vorlage *v = public_of(&p, false);
    assert_int_equal(v->nberatungen, 2);
    assert_true(v->beratungen[1].ausgelassen);
    assert_int_equal(public_of(&p, true)->nberatungen, 1);
    dump_lacks(&p, v, "GEHEIM");
    arena_drop(p.a);
}

/* Only who may see all gets all: an edition that this room does not know is given what the public
 * gets, and none of a closed paper. */
static void an_unknown_edition_is_closed(void **state)
{
    Paper p;
    paper_new(&p);
    Block *secret = para(&p, text(&p, "GEHEIM", NULL), NULL);
    secret->status = STATUS_NICHTOEFFENTLICH;
    p.teil[0].blocks = secret;
    const Ausgabe *x = ausgabe_make(p.a, p.d, &p.v, EDITION_N, true);
    assert_non_null(x);
    assert_int_equal(x->edition, EDITION_PUBLIC);
    assert_true(x->left_out);
    dump_lacks(&p, x->v, "GEHEIM");
    p.v.status = STATUS_NICHTOEFFENTLICH;
    assert_null(ausgabe_make(p.a, p.d, &p.v, EDITION_N, true));
    arena_drop(p.a);
}

static void blanks_close(void **state)
{
    Paper p;
    paper_new(&p);
    Inline *end = text(&p, " GEHEIM", NULL), *c = text(&p, " Ende ", end),
           *h = text(&p, "GEHEIM", c), *first = text(&p, "Anfang ", h);
    h->status = end->status = STATUS_NICHTOEFFENTLICH;
    p.teil[0].blocks = para(&p, first, NULL);
    const Inline *i = public_of(&p, false)->teile[0].blocks->text;
    assert_string_equal(str_z(p.a, i->text), "Anfang ");
    assert_string_equal(str_z(p.a, i->next->text), "Ende");
    assert_null(i->next->next);
    assert_string_equal(str_z(p.a, first->next->text), "GEHEIM"); /* the whole is as it was */
    arena_drop(p.a);
}

static void a_hidden_finance_part(void **state)
{
    Paper p;
    paper_new(&p);
    Posten row = { .id = S("kauf"),
                   .art = POSTEN_AUSZAHLUNG,
                   .betrag = { 7700, true },
                   .text = text(&p, "GEHEIM", NULL) };
    Antwort answer = { .id = S("f1"), .antwort = 1, .text = text(&p, "GEHEIM", NULL) };
    p.v.finanzen =
        (Finanzen){ .posten = &row, .nposten = 1, .antworten = &answer, .nantworten = 1 };
    p.teil[1].status = STATUS_NICHTOEFFENTLICH; /* the rows themselves do not say it */
    Inline *amount = text(&p, "", NULL);
    *amount = (Inline){ .kind = IN_BETRAG, .ref = S("kauf"), .wert = WERT_BETRAG };
    p.teil[0].blocks = para(&p, amount, NULL);
    const Vorlage *v = public_of(&p, false);
    assert_true(v->finanzen.posten[0].ausgelassen && !v->finanzen.posten[0].betrag.set &&
                !v->finanzen.posten[0].id.n);
    assert_int_equal(v->finanzen.nantworten, 0);
    assert_int_equal(v->teile[0].blocks->text->kind, IN_TEXT);
    assert_string_equal(str_z(p.a, v->teile[0].blocks->text->text), "–");
    dump_lacks(&p, v, "GEHEIM");
    arena_drop(p.a);
}

static void references_settle(void **state)
{
    Paper p;
    paper_new(&p);
    Inline *own = text(&p, "", NULL), *bare = text(&p, "", own), *open = text(&p, "", bare);
    *own = (Inline){
        .kind = IN_VERWEIS, .ziel = ZIEL_ID, .ref = S("zu"), .kids = text(&p, "dort", NULL)
    };
    *bare = (Inline){ .kind = IN_VERWEIS, .ziel = ZIEL_ANLAGE, .ref = S("2"), .next = own };
    *open = (Inline){ .kind = IN_VERWEIS, .ziel = ZIEL_ID, .ref = S("offen"), .next = bare };
    Anlage attached = { .nr = S("2"), .status = STATUS_NICHTOEFFENTLICH };
    p.v.anlagen = &attached, p.v.nanlagen = 1;
    Block *hidden = para(&p, text(&p, "GEHEIM", NULL), NULL),
          *shown = para(&p, text(&p, "Offen", NULL), hidden);
    hidden->id = S("zu"), hidden->status = STATUS_NICHTOEFFENTLICH;
    shown->id = S("offen");
    p.teil[0].blocks = para(&p, open, shown);
    const Inline *i = public_of(&p, false)->teile[0].blocks->text;
    assert_int_equal(i->ziel, ZIEL_ID);
    assert_int_equal(i->next->kind, IN_AUSGELASSEN);
    assert_int_equal(i->next->next->ziel, ZIEL_NONE);
    assert_non_null(i->next->next->kids);
    assert_int_equal(own->ziel, ZIEL_ID); /* only the copy changed */
    arena_drop(p.a);
}

/* A cell over three rows of which the middle one is hidden spans two; a sum over a hidden row is
 * withheld. */
static void tables(void **state)
{
    Paper p;
    paper_new(&p);
    Spalte cols[2] = { { .art = SPALTE_TEXT }, { .art = SPALTE_BETRAG } };
    Zelle c[7] = { 0 };
    for (int i = 0; i < 7; i++)
        c[i] = (Zelle){ .spalten = 1,
                        .zeilen = 1,
                        .money = { 100 * i, i > 0 },
                        .blocks = para(&p, text(&p, i == 2 ? "GEHEIM" : "x", NULL), NULL) };
    c[0].zeilen = 3;
    Zeile rows[4] = { { .zellen = c, .nzellen = 2 },
                      { .zellen = c + 2, .nzellen = 1, .status = STATUS_NICHTOEFFENTLICH },
                      { .zellen = c + 3, .nzellen = 1 },
                      { .art = ZEILE_SUMME, .zellen = c + 4, .nzellen = 2 } };
    Tabelle t = {
        .spalten = cols, .nspalten = 2, .rumpf = rows, .nrumpf = 3, .fuss = rows + 3, .nfuss = 1
    }; /* the foot's sum stands over the body's rows */
    Block b = { .kind = BK_TABELLE, .tabelle = &t };
    p.teil[0].blocks = &b;
    const Block *got = public_of(&p, false)->teile[0].blocks;
    assert_int_equal(got->tabelle->nrumpf, 2);
    assert_int_equal(got->tabelle->rumpf[0].zellen[0].zeilen, 2);
    assert_int_equal(got->tabelle->rumpf[1].nzellen, 1);
    assert_false(got->tabelle->fuss[0].zellen[1].money.set);
    assert_string_equal(str_z(p.a, got->tabelle->fuss[0].zellen[1].blocks->text->text), "–");
    assert_int_equal(got->next->kind, BK_AUSGELASSEN);
    assert_null(public_of(&p, true)->teile[0].blocks->next);
    arena_drop(p.a);
}

int main(void)
{
    const struct CMUnitTest t[] = {
        cmocka_unit_test(the_whole_stays),   cmocka_unit_test(an_unknown_edition_is_closed),
        cmocka_unit_test(blanks_close),      cmocka_unit_test(a_hidden_finance_part),
        cmocka_unit_test(references_settle), cmocka_unit_test(tables)
    };
    return cmocka_run_group_tests(t, NULL, NULL);
}
