/* Tables: columns, decimal commas, cuts with repeated heads and carried sums, structure. */
#include "page_flow.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/decimal.h"

static FlowBlock *table_block(Paper *p, TableLook look, int cols, int nhead, int nbody)
{
    FlowBlock *b = add(p, block(p, FB_TABLE));
    FlowTable *t = b->table = ARENA_NEW(p->a, FlowTable);
    t->look = look, t->ncols = cols, t->nhead = nhead, t->nbody = nbody;
    t->cols = ARENA_NEW_N(p->a, FlowCol, (size_t)cols);
    t->head = ARENA_NEW_N(p->a, FlowRow, (size_t)nhead + 1);
    t->body = ARENA_NEW_N(p->a, FlowRow, (size_t)nbody + 1);
    t->carry_word = S("\xC3\x9C"
                      "bertrag");
    for (int i = 0; i < nbody; i++) t->body[i].sum_from = t->body[i].sum_to = -1;
    return b;
}

static FlowCell *row(Paper *p, FlowRow *r, RowKind k, int n, ...)
{
    va_list ap;
    va_start(ap, n);
    r->kind = k, r->ncells = n, r->cells = ARENA_NEW_N(p->a, FlowCell, (size_t)n);
    for (int i = 0; i < n; i++) {
        FlowBlock *b = para_block(p, va_arg(ap, const char *));
        b->role = ROLE_CELL;
        r->cells[i] = (FlowCell){ .colspan = 1, .rowspan = 1, .blocks = b };
    }
    va_end(ap);
    return r->cells;
}

static const char *euro(Paper *p, int64_t cents)
{
    Buf b = { 0 };
    money_de(&b, (Money){ cents, true }, 2);
    const char *z = str_z(p->a, buf_view(&b));
    buf_drop(&b);
    return z;
}

/* n rows of 10,01 EUR each and a total. */
static Paper *amounts(int n, int before)
{
    Paper *p = paper_new();
    heading(p, 1, "Titel");
    for (int i = 0; i < before; i++) text(p, "Kurz.");
    FlowTable *t = table_block(p, TABLE_FINANCE, 2, 1, n + 1)->table;
    t->cols[1] = (FlowCol){ .align = ALIGN_DECIMAL, .amount = true, .carry = true, .decimals = 2 };
    row(p, t->head, ROW_BODY, 2, "Bezeichnung", "Betrag");
    for (int i = 0; i < n; i++) {
        FlowCell *c =
            row(p, &t->body[i], ROW_BODY, 2, str_printf(p->a, "Zeile%d.", i).p, euro(p, 1001));
        c[1].has_money = true, c[1].cents = 1001;
    }
    row(p, &t->body[n], ROW_TOTAL, 2, "Summe", euro(p, 1001 * (int64_t)n));
    t->body[n].sum_from = 0, t->body[n].sum_to = n;
    return p;
}

static Str page_text(const Paper *p, int number)
{
    Str all = buf_view(&p->pages);
    size_t from = str_find(all, str_printf(p->a, "page %d ", number));
    if (from >= all.n) return (Str){ "", 0 };
    Str rest = str_sub(all, from, all.n - from);
    size_t to = str_find(rest, str_printf(p->a, "page %d ", number + 1));
    return to >= rest.n ? rest : str_sub(rest, 0, to);
}

static void heads_repeat_and_sums_carry(void **s)
{
    Paper *p = amounts(100, 5);
    assert_true(paper_set(p));
    assert_true(p->npages >= 3);
    int rows = 0;
    for (int k = 1; k <= p->npages; k++) {
        Str pg = page_text(p, k);
        bool first = k == 1, last = k == p->npages;
        assert_int_equal(paper_count(pg, "\"Bezeichnung\""), 1);
        assert_int_equal(paper_count(pg,
                                     "\xC3\x9C"
                                     "bertrag\""),
                         !first + !last);
        const char *before = euro(p, 1001 * (int64_t)rows);
        if (!first) assert_true(paper_count(pg, before) >= 1);
        rows += paper_count(pg, "\"Zeile");
        const char *after = euro(p, 1001 * (int64_t)rows);
        if (!last) assert_true(paper_count(pg, after) >= 1);
    }
    assert_int_equal(rows, 100);
    assert_int_equal(paper_page_of(p, "\"Summe\""), p->npages);
    assert_int_equal(diags_warnings(p->d), 0);
    paper_drop(p);
}

static void a_table_on_one_page_carries_nothing(void **s)
{
    Paper *p = amounts(10, 0);
    assert_true(paper_set(p));
    assert_int_equal(p->npages, 1);
    assert_int_equal(paper_count(buf_view(&p->pages),
                                 "\xC3\x9C"
                                 "bertrag"),
                     0);
    paper_drop(p);
}

/* Wherever the page ends: the total has two rows with it, the head two rows below it. */
static void totals_are_never_alone(void **s)
{
    for (int before = 10; before < 34; before++) {
        Paper *p = amounts(9, before);
        assert_true(paper_set(p));
        int total = paper_page_of(p, "\"Summe\"");
        assert_int_equal(paper_page_of(p, "Zeile8."), total);
        assert_int_equal(paper_page_of(p, "Zeile7."), total);
        assert_int_equal(paper_page_of(p, "\"Bezeichnung\""), paper_page_of(p, "Zeile1."));
        assert_int_equal(diags_warnings(p->d), 0);
        paper_drop(p);
    }
}

/* x of the base line's start of a text of the dump */
static double x_of(const Paper *p, const char *words)
{
    Str s = buf_view(&p->pages);
    size_t at = str_find(s, str_printf(p->a, "\"%s\"", words));
    assert_true(at < s.n);
    while (at && s.p[at - 1] != '\n') at--;
    double x = 0;
    assert_int_equal(sscanf(s.p + at, " text %lf", &x), 1);
    return x;
}

static void commas_stand_one_under_the_other(void **s)
{
    Paper *p = paper_new();
    FlowTable *t = table_block(p, TABLE_PLAIN, 2, 0, 5)->table;
    t->cols[1] = (FlowCol){ .align = ALIGN_DECIMAL, .amount = true };
    FlowCell *noted =
        row(p, &t->body[4], ROW_BODY, 2, "e", "22,22"); /* a mark behind it moves nothing */
    noted[1].blocks->runs->next = run(p, "1");
    noted[1].blocks->runs->next->flags = RUN_NOTE,
    noted[1].blocks->runs->next->note = para_block(p, "Note.");
    row(p, &t->body[0], ROW_BODY, 2, "a", "111,11");
    row(p, &t->body[1], ROW_BODY, 2, "b", "1,11");
    row(p, &t->body[2], ROW_BODY, 2, "c", "111");
    row(p, &t->body[3], ROW_BODY, 2, "d", "-");
    assert_true(paper_set(p));
    FontStyle tab = { .tabular = 1 };
    double size = p->st->grad - 1,
           digit = shape(p->fonts, tab, S("1"), S("de-DE"), NO_PLACE)->width * size;
    double minus = shape(p->fonts, tab, S("-"), S("de-DE"), NO_PLACE)->width * size;
    assert_float_equal(x_of(p, "1,11") - x_of(p, "111,11"), 2 * digit, 0.1);
    assert_float_equal(x_of(p, "111"), x_of(p, "111,11"), 0.1);
    assert_float_equal(x_of(p, "22,22"), x_of(p, "111,11") + digit, 0.1);
    assert_float_equal(x_of(p, "-") + minus, x_of(p, "111,11") + 3 * digit, 0.1);
    paper_drop(p);
}

static void multi_level_heads_are_named(void **s)
{
    Paper *p = paper_new();
    FlowTable *t = table_block(p, TABLE_PLAIN, 3, 2, 2)->table;
    FlowCell *c = row(p, &t->head[0], ROW_BODY, 2, "Region", "Mitglieder");
    c[0].rowspan = 2, c[1].colspan = 2;
    row(p, &t->head[1], ROW_BODY, 2, "Orte", "Kammern");
    c = row(p, &t->body[0], ROW_BODY, 3, "Stuttgart", "eins", "zwei");
    c[0].header = true, c[0].rowspan = 2;
    row(p, &t->body[1], ROW_BODY, 2, "drei", "vier");
    assert_true(paper_set(p));
    Buf b = { 0 };
    tree_dump(&b, &p->ts.tree);
    Str tree = buf_view(&b);
    assert_true(str_find(tree, S("THead")) < tree.n && str_find(tree, S("TBody")) < tree.n);
    assert_true(str_find(tree, S("TH id=\"t1-k1-2\" scope=C colspan=2")) < tree.n);
    assert_true(str_find(tree, S("TH id=\"t1-k2-2\" scope=C headers=t1-k1-2")) < tree.n);
    assert_true(str_find(tree, S("TD headers=t1-k1-2,t1-k2-3,t1-z1-1")) < tree.n);
    buf_drop(&b);
    assert_float_equal(x_of(p, "drei"), x_of(p, "eins"), 0.01);
    paper_drop(p);
}

static void a_row_higher_than_a_third_of_a_page_breaks(void **s)
{
    Paper *p = paper_new();
    FlowTable *t = table_block(p, TABLE_PLAIN, 2, 1, 3)->table;
    row(p, &t->head[0], ROW_BODY, 2, "Nummer", "Text");
    Buf b = { 0 };
    for (int i = 0; i < 700; i++) buf_printf(&b, "Wort%d ", i);
    for (int r = 0; r < 3; r++)
        row(p, &t->body[r], ROW_BODY, 2, "1",
            r == 1 ? str_z(p->a, str_trim(buf_view(&b))) : "kurz");
    buf_drop(&b);
    assert_true(paper_set(p));
    assert_true(p->npages > 1);
    assert_int_equal(paper_count(page_text(p, 2), "\"Nummer\""), 1);
    assert_true(paper_count(page_text(p, 1), "Wort") > 100);
    for (int k = 0; k < p->npages; k++) assert_true(p->lowest[k] >= p->st->unten);
    paper_drop(p);
}

static void columns_fit_the_measure(void **s)
{
    Paper *p = paper_new();
    FlowTable *t = table_block(p, TABLE_PLAIN, 6, 1, 2)->table;
    row(p, &t->head[0], ROW_BODY, 6, "Verwaltungszust\xC3\xA4ndigkeit", "Weiterentwicklung",
        "Produktgruppe", "Kostenstelle", "Bemerkungen", "Betrag");
    row(p, &t->body[0], ROW_BODY, 6, "Der Ausschuss nimmt Kenntnis", "Der Ausschuss nimmt Kenntnis",
        "5710010000", "5710010000", "Der Ausschuss nimmt Kenntnis", "1,00");
    row(p, &t->body[1], ROW_BODY, 6, "a", "b", "c", "d", "e", "f");
    assert_true(paper_set(p));
    assert_true(x_of(p, "f") < p->st->breite - p->st->aussen);
    assert_float_equal(x_of(p, "a"), p->st->innen, 0.01);
    paper_drop(p);
}

static void subtotals_end_their_own_sum(void **s)
{
    Paper *p = paper_new();
    FlowTable *t = table_block(p, TABLE_FINANCE, 2, 1, 82)->table;
    t->cols[1] = (FlowCol){ .align = ALIGN_DECIMAL, .amount = true, .carry = true, .decimals = 2 };
    row(p, t->head, ROW_BODY, 2, "Bezeichnung", "Betrag");
    for (int g = 0; g < 2; g++) {
        for (int i = 0; i < 40; i++) {
            FlowCell *c = row(p, &t->body[g * 41 + i], ROW_BODY, 2, "Zeile", "1,00");
            c[1].has_money = true, c[1].cents = 100;
        }
        row(p, &t->body[g * 41 + 40], ROW_SUBTOTAL, 2, "Zwischensumme", "40,00");
        t->body[g * 41 + 40].sum_from = g * 41, t->body[g * 41 + 40].sum_to = g * 41 + 40;
    }
    assert_true(paper_set(p));
    for (int k = 1, rows = 0; k < p->npages; k++) {
        Str pg = page_text(p, k);
        rows += paper_count(pg, "\"Zeile\"");
        int in_group = paper_count(pg, "\"Zwischensumme\"") || rows >= 40 ? rows - 40 : rows;
        if (in_group > 0) assert_true(paper_count(pg, euro(p, 100 * (int64_t)in_group)) >= 1);
    }
    paper_drop(p);
}

/* Before a paragraph that holds on to the signatures behind it: the whole table, or as many rows as
 * the page takes. */
static void a_table_is_not_cut_where_it_would_fit(void **s)
{
    for (int before = 10; before < 34; before++) {
        Paper *p = amounts(5, before);
        filler(p, 4, before);
        FlowBlock *b = add(p, block(p, FB_SIGNATURES));
        b->nsigs = 1, b->sig_columns = 1;
        b->sigs = ARENA_NEW(p->a, FlowSignature);
        b->sigs[0] = (FlowSignature){
            .sign = S("gez."), .name = S("Hahn"), .office = S("Bürgermeister"), .at = b->at
        };
        assert_true(paper_set(p));
        Str first = page_text(p, 1);
        if (paper_count(first,
                        "\xC3\x9C"
                        "bertrag\""))
            assert_true(p->lowest[0] - p->st->unten < 60);
        assert_false(told(p, D_PAGE_TRENNSTRICH));
        paper_drop(p);
    }
}

static void many_rows_stay_linear(void **s)
{
    Paper *p = amounts(6000, 0);
    assert_true(paper_set(p));
    assert_true(p->npages > 150);
    assert_int_equal(diags_warnings(p->d), 0);
    paper_drop(p);
}

static void odd_tables_do_no_harm(void **s)
{
    Paper *p = paper_new();
    FlowTable *t = table_block(p, TABLE_PLAIN, 2, 1, 3)->table;
    row(p, &t->head[0], ROW_BODY, 3, "a", "b", "beyond");
    FlowCell *c = row(p, &t->body[0], ROW_BODY, 2, "x", "");
    c[0].colspan = 9, c[0].rowspan = 9;
    row(p, &t->body[1], ROW_BODY, 1, "no room");
    t->body[2].ncells = 0;
    table_block(p, TABLE_HEAD, 1, 0, 0);
    assert_true(paper_set(p));
    paper_drop(p);
}

int main(void)
{
    const struct CMUnitTest tests[] = { cmocka_unit_test(heads_repeat_and_sums_carry),
                                        cmocka_unit_test(a_table_on_one_page_carries_nothing),
                                        cmocka_unit_test(totals_are_never_alone),
                                        cmocka_unit_test(commas_stand_one_under_the_other),
                                        cmocka_unit_test(multi_level_heads_are_named),
                                        cmocka_unit_test(
                                            a_row_higher_than_a_third_of_a_page_breaks),
                                        cmocka_unit_test(columns_fit_the_measure),
                                        cmocka_unit_test(subtotals_end_their_own_sum),
                                        cmocka_unit_test(a_table_is_not_cut_where_it_would_fit),
                                        cmocka_unit_test(many_rows_stay_linear),
                                        cmocka_unit_test(odd_tables_do_no_harm) };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
